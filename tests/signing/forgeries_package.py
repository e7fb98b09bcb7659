"""Parts, types and relationships: what is shown or imported differs from what was signed."""

from tests.signing.forgery_tools import (
    BOOK_RELS,
    EVIL_SHEET,
    OFFICE,
    ROOT_RELS,
    SHEET,
    SPREADSHEET,
    TYPES,
    Forger,
    Honest,
    add,
    edited,
    forgery,
    in_part,
    pack,
    related,
    typed,
    unpack,
    with_parts,
)

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
_STRINGS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1">'
    b"<si><t>forged</t></si></sst>"
)


def _added(name: str, content: bytes, *edits: tuple[str, str, str]) -> Forger:
    return lambda honest: with_parts(honest.signed, {name: content}, *edits)


def _attached(name: str, content: bytes, kind: str, relation: str, source: str = BOOK_RELS) -> Forger:
    """Forge by a new part with its type and a relationship that leads to it."""
    return _added(name, content, typed(name, kind), related(source, relation, f"/{name}"))


_CONTENT = {
    "figure_changed": in_part(SHEET, "<v>", "<v>9"),
    "text_changed": in_part(SHEET, "</t>", " !</t>"),
    "canonical_document_changed": in_part("customXml/item1.xml", '"revision"', '"revisiom"'),
    "canonical_properties_changed": in_part("customXml/itemProps1.xml", "urn:kgdesk", "urn:kgdusk"),
    "style_hides_text": in_part("xl/styles.xml", "<font>", '<font><color rgb="FFFFFFFF"/>'),
    "sheet_renamed": in_part("xl/workbook.xml", 'sheet name="', 'sheet name="X'),
    "sheet_hidden": in_part("xl/workbook.xml", "<sheet ", '<sheet state="hidden" '),
    "print_area_changed": in_part("xl/workbook.xml", "$A$1", "$A$2"),
    "blank_after_the_sheet": in_part(SHEET, "</worksheet>", "</worksheet>\n"),
    "comment_in_the_sheet": in_part(SHEET, "<sheetData>", "<!-- x --><sheetData>"),
    "doctype_in_the_sheet": in_part(SHEET, "<worksheet", "<!DOCTYPE x><worksheet"),
    "row_hidden": in_part(SHEET, "<row ", '<row hidden="1" '),
    "formula_over_a_value": in_part(SHEET, "<v>", "<f>1+1</f><v>"),
}
for _name, _make in _CONTENT.items():
    add(_name, "content changed", _make)

_INJECTED = {
    "shared_strings_added": _attached(
        "xl/sharedStrings.xml", _STRINGS, f"{SPREADSHEET}.sharedStrings+xml", f"{OFFICE}/sharedStrings"
    ),
    "shared_strings_without_relationship": _added(
        "xl/sharedStrings.xml", _STRINGS, typed("xl/sharedStrings.xml", f"{SPREADSHEET}.sharedStrings+xml")
    ),
    "shared_strings_without_anything": _added("xl/sharedStrings.xml", _STRINGS),
    "sheet_added": _attached(
        "xl/worksheets/sheet9.xml", EVIL_SHEET, f"{SPREADSHEET}.worksheet+xml", f"{OFFICE}/worksheet"
    ),
    "drawing_over_the_sheet": lambda honest: with_parts(
        honest.signed,
        {
            "xl/drawings/drawing1.xml": b"<wsDr/>",
            "xl/worksheets/_rels/sheet1.xml.rels": _relations(f"{OFFICE}/drawing", "/xl/drawings/drawing1.xml"),
        },
        typed("xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml"),
    ),
    "notes_over_the_sheet": lambda honest: with_parts(
        honest.signed,
        {
            "xl/comments1.xml": b"<comments/>",
            "xl/worksheets/_rels/sheet1.xml.rels": _relations(f"{OFFICE}/comments", "/xl/comments1.xml"),
        },
        typed("xl/comments1.xml", f"{SPREADSHEET}.comments+xml"),
    ),
    "empty_relationships_of_a_sheet": _added(
        "xl/worksheets/_rels/sheet1.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
    ),
    "external_link_added": _attached(
        "xl/externalLinks/externalLink1.xml", b"<externalLink/>", f"{SPREADSHEET}.externalLink+xml",
        f"{OFFICE}/externalLink",
    ),
    "second_canonical_document": _attached(
        "customXml/item2.xml", b'<document xmlns="urn:kgdesk:return:1">{}</document>', "application/xml",
        f"{OFFICE}/customXml",
    ),
    "second_canonical_document_of_the_package": _attached(
        "customXml/item2.xml", b'<document xmlns="urn:kgdesk:return:1">{}</document>', "application/xml",
        f"{OFFICE}/customXml", ROOT_RELS,
    ),
    "macros_added": _attached(
        "xl/vbaProject.bin", b"VBA", "application/vnd.ms-office.vbaProject",
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    ),
    "ribbon_added": _attached(
        "customUI/customUI.xml", b"<customUI/>", "application/xml",
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility", ROOT_RELS,
    ),
    "theme_added": _attached(
        "xl/theme/theme1.xml", b"<theme/>", "application/vnd.openxmlformats-officedocument.theme+xml",
        f"{OFFICE}/theme",
    ),
    "calculation_chain_added": _attached(
        "xl/calcChain.xml", b"<calcChain/>", f"{SPREADSHEET}.calcChain+xml", f"{OFFICE}/calcChain"
    ),
    "orphan_part": _added("xl/media/image1.xml", b"<image/>"),
    "orphan_with_type": _added("xl/media/image1.png", b"PNG", typed("xl/media/image1.png", "image/png")),
    "part_under_a_part": _added(f"{SHEET}/more.xml", b"<more/>"),
    "whole_workbook_embedded": lambda honest: with_parts(
        honest.signed,
        {"xl/embeddings/book1.xlsx": honest.plain},
        typed("xl/embeddings/book1.xlsx", f"{SPREADSHEET}.sheet"),
        related(BOOK_RELS, f"{OFFICE}/package", "/xl/embeddings/book1.xlsx"),
    ),
}  # fmt: skip
for _name, _make in _INJECTED.items():
    add(_name, "content injection", _make)

_METADATA = {
    "core_properties_added": _attached(
        "docProps/core.xml", _CORE, "application/vnd.openxmlformats-package.core-properties+xml",
        f"{_PACKAGE}/relationships/metadata/core-properties", ROOT_RELS,
    ),
    "extended_properties_added": _attached(
        "docProps/app.xml", b"<Properties/>", "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"{OFFICE}/extended-properties", ROOT_RELS,
    ),
    "custom_properties_added": _attached(
        "docProps/custom.xml", b"<Properties/>", "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{OFFICE}/custom-properties", ROOT_RELS,
    ),
    "thumbnail_added": _attached(
        "docProps/thumbnail.jpeg", b"JPEG", "image/jpeg", f"{_PACKAGE}/relationships/metadata/thumbnail", ROOT_RELS
    ),
}  # fmt: skip
for _name, _make in _METADATA.items():
    add(_name, "metadata", _make)

_DOCUMENT = f'Type="{OFFICE}/officeDocument"'
_EXTERNAL = ' TargetMode="External"'
_RELATIONSHIPS = {
    "relationships_retargeted": in_part(BOOK_RELS, "worksheets/sheet1.xml", "worksheets/sheet2.xml"),
    "relationship_type_changed": in_part(BOOK_RELS, f"{OFFICE}/styles", f"{OFFICE}/theme"),
    "worksheet_outside_the_package": in_part(
        BOOK_RELS, 'Target="worksheets/sheet1.xml"', 'Target="http://evil.example/s.xml" TargetMode="External"'
    ),
    "hyperlink_added": lambda honest: with_parts(
        honest.signed, {}, related(BOOK_RELS, f"{OFFICE}/hyperlink", "http://evil.example/", more=_EXTERNAL)
    ),
    "relationship_mode_unknown": in_part(
        BOOK_RELS, 'Target="styles.xml"', 'Target="styles.xml" TargetMode="internal"'
    ),
    "relationship_id_twice": lambda honest: with_parts(
        honest.signed, {}, related(BOOK_RELS, f"{OFFICE}/worksheet", "worksheets/sheet2.xml", "rId1")
    ),
    "relationship_id_twice_in_other_case": lambda honest: with_parts(
        honest.signed, {}, related(BOOK_RELS, f"{OFFICE}/worksheet", "worksheets/sheet2.xml", "RID1")
    ),
    "second_main_document": lambda honest: with_parts(
        honest.signed,
        {"xl/book2.xml": unpack(honest.signed)["xl/workbook.xml"]},
        typed("xl/book2.xml", f"{SPREADSHEET}.sheet.main+xml"),
        related(ROOT_RELS, f"{OFFICE}/officeDocument", "xl/book2.xml"),
    ),
    "main_document_of_the_strict_kind": lambda honest: with_parts(
        honest.signed,
        {"xl/book2.xml": unpack(honest.signed)["xl/workbook.xml"]},
        typed("xl/book2.xml", f"{SPREADSHEET}.sheet.main+xml"),
        related(ROOT_RELS, "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument", "xl/book2.xml"),
    ),
    "main_document_in_other_case": in_part(ROOT_RELS, "xl/workbook.xml", "XL/workbook.xml"),
    "main_document_by_absolute_path": in_part(ROOT_RELS, "xl/workbook.xml", "/xl/workbook.xml"),
    "target_with_dots": in_part(ROOT_RELS, "xl/workbook.xml", "xl/../xl/workbook.xml"),
    "target_percent_encoded": in_part(ROOT_RELS, "xl/workbook.xml", "xl/w%6Frkbook.xml"),
    "target_with_backslash": in_part(ROOT_RELS, "xl/workbook.xml", "xl\\workbook.xml"),
    "target_with_query": in_part(ROOT_RELS, "xl/workbook.xml", "xl/workbook.xml?x"),
    "relationships_with_comment": in_part(BOOK_RELS, "<Relationship ", "<!-- x --><Relationship "),
    "relationships_with_doctype": in_part(BOOK_RELS, "<Relationships", "<!DOCTYPE x><Relationships"),
    "relationships_with_entity": in_part(
        BOOK_RELS, "<Relationships", '<!DOCTYPE x [<!ENTITY e "worksheets/sheet2.xml">]><Relationships'
    ),
    "relationships_with_instruction": in_part(BOOK_RELS, "<Relationship ", "<?x y?><Relationship "),
    "relationships_with_section": in_part(BOOK_RELS, "<Relationship ", "<![CDATA[x]]><Relationship "),
    "relationships_with_text": in_part(BOOK_RELS, "<Relationship ", "x<Relationship "),
    "relationships_with_base": in_part(BOOK_RELS, "<Relationships ", '<Relationships xml:base="/evil/" '),
    "relationship_with_unknown_attribute": in_part(BOOK_RELS, "<Relationship ", '<Relationship Extra="1" '),
    "relationship_inside_a_relationship": in_part(
        BOOK_RELS, "</Relationships>", '<Relationship Id="rId98" Type="t" Target="styles.xml"><Relationship/>'
        "</Relationship></Relationships>"
    ),
    "relationships_of_another_namespace": in_part(
        BOOK_RELS, "</Relationships>", '<Relationship xmlns="urn:x" Id="a"/></Relationships>'
    ),
    "relationships_of_nobody": _added(
        "xl/_rels/nobody.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
    ),
    "relationships_in_other_encoding": lambda honest: with_parts(
        honest.signed,
        {BOOK_RELS: unpack(honest.signed)[BOOK_RELS].decode().replace("UTF-8", "UTF-16").encode("utf-16")},
    ),
}  # fmt: skip
for _name, _make in _RELATIONSHIPS.items():
    add(_name, "relationship tricks", _make)

_WORKSHEET = f'"/{SHEET}" ContentType="{SPREADSHEET}.worksheet+xml"'
_KINDS = {
    "type_of_a_sheet_changed": in_part(TYPES, _WORKSHEET, _WORKSHEET.replace("worksheet+xml", "chartsheet+xml")),
    "type_of_the_workbook_with_macros": in_part(
        TYPES, f"{SPREADSHEET}.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    ),
    "type_of_the_workbook_as_template": in_part(TYPES, ".sheet.main+xml", ".template.main+xml"),
    "type_by_extension_changed": in_part(TYPES, '"application/xml"', '"text/html"'),
    "type_given_twice": in_part(TYPES, "</Types>", f"<Override PartName={_WORKSHEET}/></Types>"),
    "type_given_twice_in_other_case": in_part(
        TYPES, "</Types>", f'<Override PartName="/XL/worksheets/sheet1.xml" ContentType="{SPREADSHEET}.x+xml"/></Types>'
    ),
    "type_for_nothing": in_part(TYPES, "</Types>", '<Override PartName="/xl/no.xml" ContentType="a/b"/></Types>'),
    "type_by_extension_for_nothing": in_part(
        TYPES, "</Types>", '<Default Extension="exe" ContentType="a/b"/></Types>'
    ),
    "type_of_relationships_changed": in_part(
        TYPES, "</Types>", f'<Override PartName="/{BOOK_RELS}" ContentType="application/xml"/></Types>'
    ),
    "type_with_parameters": in_part(TYPES, '"application/xml"', '"application/xml;charset=utf-7"'),
    "types_with_doctype": in_part(TYPES, "<Types", "<!DOCTYPE x><Types"),
    "types_with_unknown_line": in_part(TYPES, "</Types>", "<Other/></Types>"),
    "extension_in_other_case": in_part(TYPES, 'Extension="xml"', 'Extension="XML"'),
    "part_name_without_slash": in_part(TYPES, f'"/{SHEET}"', f'"{SHEET}"'),
    "types_missing": lambda honest: pack({k: v for k, v in unpack(honest.signed).items() if k != TYPES}),
    "types_emptied": lambda honest: with_parts(
        honest.signed, {TYPES: f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode()}
    ),
}  # fmt: skip
for _name, _make in _KINDS.items():
    add(_name, "content type tricks", _make)


def _relations(kind: str, target: str) -> bytes:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{kind}" Target="{target}"/>'
        "</Relationships>"
    ).encode()


@forgery("content changed")
def sheets_swapped(honest: Honest) -> bytes:
    parts = unpack(honest.signed)
    other = "xl/worksheets/sheet2.xml"
    return pack(parts | {SHEET: parts[other], other: parts[SHEET]})


@forgery("content changed")
def sheet_emptied(honest: Honest) -> bytes:
    return with_parts(honest.signed, {SHEET: b""})


@forgery("repair")
def sheet_removed(honest: Honest) -> bytes:
    """Excel repairs such a file and shows the rest."""
    return pack({name: content for name, content in unpack(honest.signed).items() if name != SHEET})


@forgery("repair")
def sheet_removed_with_its_traces(honest: Honest) -> bytes:
    cleaned = edited(honest.signed, TYPES, f"<Override PartName={_WORKSHEET}/>", "")
    line = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    cleaned = edited(cleaned, BOOK_RELS, line, "")
    return pack({name: content for name, content in unpack(cleaned).items() if name != SHEET})


@forgery("repair")
def relationships_of_the_workbook_removed(honest: Honest) -> bytes:
    return pack({name: content for name, content in unpack(honest.signed).items() if name != BOOK_RELS})


@forgery("repair")
def sheet_cut_short(honest: Honest) -> bytes:
    parts = unpack(honest.signed)
    return pack(parts | {SHEET: parts[SHEET][: len(parts[SHEET]) // 2]})


@forgery("content masking")
def sheet_behind_another_of_its_name(honest: Honest) -> bytes:
    """The signed sheet stays; the workbook leads to another one."""
    return with_parts(
        honest.signed,
        {"xl/worksheets/sheet1a.xml": EVIL_SHEET},
        typed("xl/worksheets/sheet1a.xml", f"{SPREADSHEET}.worksheet+xml"),
        (BOOK_RELS, "worksheets/sheet1.xml", "worksheets/sheet1a.xml"),
    )


@forgery("content masking")
def main_document_replaced(honest: Honest) -> bytes:
    """A whole second workbook beside the signed one, shown in its place."""
    parts = unpack(honest.signed)
    return with_parts(
        honest.signed,
        {
            "yl/workbook.xml": parts["xl/workbook.xml"],
            "yl/_rels/workbook.xml.rels": parts[BOOK_RELS]
            .replace(b'Target="', b'Target="/xl/')
            .replace(b"/xl/../", b"/"),
        },
        typed("yl/workbook.xml", f"{SPREADSHEET}.sheet.main+xml"),
        (ROOT_RELS, "xl/workbook.xml", "yl/workbook.xml"),
    )
