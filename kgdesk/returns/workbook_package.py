"""Sheets into a package: the parts around them, with the canonical document as a custom XML part.

No docProps: Office leaves them out of its signatures, and every byte here is to be covered.
"""

from collections.abc import Iterator, Mapping, Sequence

from kgdesk.returns.package import write_package
from kgdesk.returns.workbook_charts import chart_xml, drawing_xml
from kgdesk.returns.workbook_sheet import Sheet, escape
from kgdesk.returns.workbook_styles import MAIN, StyleTable

DOCUMENT_NAMESPACE = "urn:kgdesk:return:1"
DOCUMENT_PART = "customXml/item1.xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_ITEM_ID = "{7B5E1C0A-5350-4B47-9D10-4B4744455331}"  # ours alone; the same in every return
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write_workbook_package(
    sheets: Sequence[Sheet],
    styles: StyleTable,
    payload: bytes | None = None,
    *,
    names: Mapping[str, str] | None = None,
) -> bytes:
    """Pack the sheets with the table of looks they were made with.

    `payload` is the canonical document inside, or None for a workbook without one; `names` are defined names
    that hold a text.
    """
    parts: dict[str, bytes | Iterator[bytes]] = {
        f"xl/worksheets/sheet{number}.xml": sheet.xml() for number, sheet in enumerate(sheets, 1)
    }
    parts["xl/styles.xml"] = styles.xml()
    parts["xl/workbook.xml"] = _workbook(sheets, names or {})
    parts["xl/_rels/workbook.xml.rels"] = _workbook_relations(len(sheets), with_payload=payload is not None)
    parts["_rels/.rels"] = _relations(("officeDocument", "xl/workbook.xml"))
    charted = [number for number, sheet in enumerate(sheets, 1) if sheet.charts]
    charts = sum(len(sheet.charts) for sheet in sheets)
    parts["[Content_Types].xml"] = _content_types(
        len(sheets), with_payload=payload is not None, drawings=len(charted), charts=charts
    )
    if payload is not None:
        parts |= _payload_parts(payload)
    first = 1
    for drawing, number in enumerate(charted, 1):
        parts |= _chart_parts(number, sheets[number - 1], drawing=drawing, first=first)
        first += len(sheets[number - 1].charts)
    return write_package(parts)


def _chart_parts(number: int, sheet: Sheet, *, drawing: int, first: int) -> dict[str, bytes]:
    """Write what a sheet with charts needs: its drawing, the charts from number `first` on, and who names whom."""
    names = [f"chart{first + position}.xml" for position in range(len(sheet.charts))]
    parts = {f"xl/charts/{name}": chart_xml(chart) for name, chart in zip(names, sheet.charts, strict=True)}
    parts[f"xl/drawings/drawing{drawing}.xml"] = drawing_xml(sheet.charts)
    parts[f"xl/drawings/_rels/drawing{drawing}.xml.rels"] = _relations(
        *(("chart", f"../charts/{name}") for name in names)
    )
    parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _relations(("drawing", f"../drawings/drawing{drawing}.xml"))
    return parts


def _payload_parts(payload: bytes) -> dict[str, bytes]:
    text = payload.decode().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    item = f'{_HEAD}<document xmlns="{DOCUMENT_NAMESPACE}">{text}</document>'
    properties = (
        f'{_HEAD}<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{_CUSTOM}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{DOCUMENT_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return {
        DOCUMENT_PART: item.encode(),
        "customXml/itemProps1.xml": properties.encode(),
        "customXml/_rels/item1.xml.rels": _relations(("customXmlProps", "itemProps1.xml")),
    }


def _relations(*targets: tuple[str, str]) -> bytes:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{RELATIONSHIPS}">{items}</Relationships>'.encode()


def _workbook_relations(sheets: int, *, with_payload: bool) -> bytes:
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
    targets.append(("styles", "styles.xml"))
    if with_payload:
        targets.append(("customXml", f"../{DOCUMENT_PART}"))
    return _relations(*targets)


def _content_types(sheets: int, *, with_payload: bool, drawings: int = 0, charts: int = 0) -> bytes:
    overrides = [("xl/workbook.xml", f"{_SPREADSHEET}.sheet.main+xml"), ("xl/styles.xml", f"{_SPREADSHEET}.styles+xml")]
    overrides += [
        (f"xl/worksheets/sheet{number}.xml", f"{_SPREADSHEET}.worksheet+xml") for number in range(1, sheets + 1)
    ]
    overrides += [(f"xl/drawings/drawing{number}.xml", _DRAWING_TYPE) for number in range(1, drawings + 1)]
    overrides += [(f"xl/charts/chart{number}.xml", _CHART_TYPE) for number in range(1, charts + 1)]
    if with_payload:
        overrides.append(("customXml/itemProps1.xml", _PROPERTIES_TYPE))
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'{_HEAD}<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    ).encode()


def _workbook(sheets: Sequence[Sheet], texts: Mapping[str, str]) -> bytes:
    listed = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    names = "".join(_defined_names(number, sheet) for number, sheet in enumerate(sheets))
    names += "".join(
        f'<definedName name="{name}">{escape(chr(34) + text + chr(34))}</definedName>' for name, text in texts.items()
    )
    return (
        f'{_HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>"
    ).encode()


def _defined_names(number: int, sheet: Sheet) -> str:
    quoted = escape("'" + sheet.name.replace("'", "''") + "'")
    area = f"{quoted}!$A$1:${sheet.last_column}${sheet.row_count}"
    names = f'<definedName name="_xlnm.Print_Area" localSheetId="{number}">{area}</definedName>'
    if sheet.title_rows:
        first, last = sheet.title_rows
        rows = f"{quoted}!${first}:${last}"
        names += f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">{rows}</definedName>'
    return names
