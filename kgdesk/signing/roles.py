"""Who signs in which field."""

HEAD = "head"
AGENCY = "agency"

FIELD_OF_ROLE = {HEAD: "KGDesk-Head", AGENCY: "KGDesk-Agency"}
ROLE_OF_FIELD = {name: role for role, name in FIELD_OF_ROLE.items()}
