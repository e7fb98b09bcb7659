"""What stops a package from being read in one way only. Never reaches a person: it becomes a reason or a Fault."""


class Irregular(Exception):  # noqa: N818 - becomes a reason of a verdict
    """The bytes break a rule; the text names the rule for programmers."""


class Weak(Irregular):
    """An algorithm or key length that is not on the list."""
