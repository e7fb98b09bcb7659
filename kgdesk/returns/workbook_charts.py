"""Line charts of a worksheet as DrawingML (ECMA-376 part 1, 20 and 21): they follow the cells they are drawn from.

Written by hand as the other parts are: equal charts give equal bytes. Black and grey, told apart by dashes and marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from kgdesk.domain.written_text import clean_text
from kgdesk.returns.canonical_json import plain_decimal

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SHEET = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU_PER_POINT = 12_700
_FACE = "Times New Roman"
_CATEGORY_AXIS, _VALUE_AXIS = 111, 222


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: where its name and its values stand, and how it looks.

    `values` are those of the cells, None for an empty one; `dash` is a preset of DrawingML.
    """

    name: str
    name_place: str
    place: str
    values: tuple[Decimal | None, ...]
    dash: str
    grey: str
    marker: str
    width: float


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A chart over whole columns, from row `top` to row `bottom` of its sheet (counted from 1, both inside)."""

    title: str
    top: int
    bottom: int
    last_column: int
    years: tuple[int, ...]
    years_place: str
    lines: tuple[Line, ...]
    places: int


def xml_text(text: str) -> str:
    """Escape a text for elements and attributes."""
    return escape(clean_text(text), {'"': "&quot;"})


def drawing_xml(charts: Sequence[SheetChart]) -> bytes:
    """Write the drawing of a sheet: where its charts stand."""
    anchors = "".join(_anchor(number, chart) for number, chart in enumerate(charts, 1))
    return (
        f'{_HEAD}<xdr:wsDr xmlns:xdr="{_SHEET}" xmlns:a="{_MAIN}" xmlns:r="{_OFFICE}" xmlns:c="{_CHART}">'
        f"{anchors}</xdr:wsDr>"
    ).encode()


def _anchor(number: int, chart: SheetChart) -> str:
    def corner(name: str, column: int, row: int) -> str:
        return (
            f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
            f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        )

    name = xml_text(chart.title)
    return (
        f'<xdr:twoCellAnchor editAs="oneCell">{corner("from", 0, chart.top - 1)}'
        f"{corner('to', chart.last_column + 1, chart.bottom)}"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="{number + 1}" name="Biểu đồ {number}" descr="{name}"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart r:id="rId{number}"/></a:graphicData></a:graphic>'
        "</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
    )


def chart_xml(chart: SheetChart) -> bytes:
    """Write a chart with the values of its cells beside their places."""
    lines = "".join(_line(number, line, chart) for number, line in enumerate(chart.lines))
    return (
        f'{_HEAD}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_OFFICE}"><c:roundedCorners val="0"/>'
        f"<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{_text(11, bold=True)}</a:pPr>"
        f'<a:r><a:rPr lang="vi-VN" sz="1100" b="1"><a:latin typeface="{_FACE}"/></a:rPr>'
        f"<a:t>{xml_text(chart.title)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:lineChart>'
        f'<c:grouping val="standard"/><c:varyColors val="0"/>{lines}<c:marker val="1"/>'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:lineChart>{_axes(chart)}</c:plotArea>'
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_body_text()}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>'
    ).encode()


def _text(size: float, *, bold: bool = False) -> str:
    return f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}"><a:latin typeface="{_FACE}"/></a:defRPr>'


def _body_text() -> str:
    return f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_text(9)}</a:pPr><a:endParaRPr lang='vi-VN'/></a:p></c:txPr>"


def _line(number: int, line: Line, chart: SheetChart) -> str:
    years = "".join(f'<c:pt idx="{place}"><c:v>{year}</c:v></c:pt>' for place, year in enumerate(chart.years))
    values = "".join(
        f'<c:pt idx="{place}"><c:v>{plain_decimal(value)}</c:v></c:pt>'
        for place, value in enumerate(line.values)
        if value is not None
    )
    count = f'<c:ptCount val="{len(chart.years)}"/>'
    fill = f'<a:solidFill><a:srgbClr val="{line.grey}"/></a:solidFill>'
    stroke = f'<a:ln w="{round(line.width * _EMU_PER_POINT)}">{fill}<a:prstDash val="{line.dash}"/></a:ln>'
    size = '<c:size val="5"/>' if line.marker != "none" else ""
    inside = fill if line.marker == "circle" else '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    mark = f"<c:spPr>{inside}<a:ln>{fill}</a:ln></c:spPr>" if line.marker != "none" else ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>{xml_text(line.name_place)}</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{xml_text(line.name)}</c:v></c:pt></c:strCache>'
        f"</c:strRef></c:tx><c:spPr>{stroke}</c:spPr>"
        f'<c:marker><c:symbol val="{line.marker}"/>{size}{mark}</c:marker>'
        f"<c:cat><c:numRef><c:f>{xml_text(chart.years_place)}</c:f><c:numCache><c:formatCode>0</c:formatCode>{count}"
        f"{years}</c:numCache></c:numRef></c:cat>"
        f"<c:val><c:numRef><c:f>{xml_text(line.place)}</c:f><c:numCache><c:formatCode>General</c:formatCode>{count}"
        f'{values}</c:numCache></c:numRef></c:val><c:smooth val="0"/></c:ser>'
    )


def _axes(chart: SheetChart) -> str:
    thin = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{}"/></a:solidFill></a:ln></c:spPr>'
    digits = "#,##0" + ("." + "0" * min(chart.places, 1) if chart.places else "")
    shared = '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/>{shared}<c:axPos val="b"/>'
        '<c:numFmt formatCode="0" sourceLinked="0"/>'
        f'<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{thin.format("000000")}'
        f'{_body_text()}<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/>{shared}<c:axPos val="l"/>'
        f"<c:majorGridlines>{thin.format('D0D0D0')}</c:majorGridlines>"
        f'<c:numFmt formatCode="[$-42A]{digits}" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{thin.format("000000")}{_body_text()}'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )
