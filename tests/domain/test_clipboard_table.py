"""Blocks from and for Excel and LibreOffice."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.clipboard_html import read_html, write_html
from kgdesk.domain.clipboard_table import ClipCell, ClipTable, agrees, read_tsv, tidy_number, write_tsv
from kgdesk.domain.clipboard_xml import read_numbers, with_numbers

LETTERS = st.text(alphabet='aĐệ"7., <>&;=\t\n', max_size=12)
WORDS = st.text(alphabet='aĐệ"7.,<>&;=', max_size=6)
LINES = st.lists(WORDS.filter(bool), max_size=3).map("\n".join)
NUMBERS = st.none() | st.decimals(-(10**11), 10**11, places=4).map(lambda value: tidy_number(str(value)))


def texts(table: ClipTable | None) -> list[list[str]]:
    assert table is not None
    return [[cell.text for cell in row] for row in table.rows]


def tables(cells: st.SearchStrategy[ClipCell]) -> st.SearchStrategy[ClipTable]:
    return st.integers(1, 4).flatmap(
        lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=4).map(
            lambda rows: ClipTable(tuple(rows))
        )
    )


@settings(max_examples=100, deadline=None)
@given(tables(LETTERS.map(ClipCell)))
def test_tab_separated_text_comes_back_as_it_was_written(table: ClipTable) -> None:
    written = write_tsv(table)
    assert read_tsv(written) == (table if written else None)


@settings(max_examples=100, deadline=None)
@given(tables(st.builds(ClipCell, LINES, NUMBERS)))
def test_html_comes_back_with_its_numbers(table: ClipTable) -> None:
    assert read_html(write_html(table)) == table


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("5\r\n", [["5"]]),
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\r2\r", [["1"], ["2"]]),
        ('"hai\ndòng"\t7\n', [["hai\ndòng", "7"]]),
        ('"hai\r\ndòng"\t"có ""ngoặc"""\r\n', [["hai\ndòng", 'có "ngoặc"']]),
        ('"Chợ" Rạch Giá\t"abc"\n', [['"Chợ" Rạch Giá', '"abc"']]),
        ('"chưa đóng\t5\n', [['"chưa đóng', "5"]]),
        ("1\t2\n3\n", [["1", "2"], ["3", ""]]),
        ("5\n\n", [["5"], [""]]),
    ],
)
def test_tab_separated_text_of_spreadsheets(source: str, expected: list[list[str]]) -> None:
    assert texts(read_tsv(source)) == expected


def test_nothing_on_the_clipboard_is_no_table() -> None:
    assert read_tsv("") is None
    assert read_html("<p>không có bảng</p>") is None


def test_libreoffice_tells_its_numbers() -> None:
    table = read_html(
        '<html><head><style>body{}</style></head><body><table cellspacing="0"><colgroup span="2" width="85"></colgroup>'
        '<tr><td height="17" align="left"><font face="VNI-Times">Thu ngaân saùch</font></td>'
        '<td align="right" sdval="16977.456" sdnum="1066;0;#,##0.00">16.977,46</td></tr></table></body></html>'
    )
    assert table is not None
    assert table.rows[0] == (
        ClipCell("Thu ngaân saùch", None, "VNI-Times"),
        ClipCell("16.977,46", Decimal("16977.456")),
    )


def test_excel_tells_its_numbers_fonts_and_line_breaks() -> None:
    table = read_html(
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><style>\n"
        '.xl65 {mso-number-format:Standard; font-family:".VnTime", serif;}\n</style></head><body><!--StartFragment-->'
        "<table><col width=64><tr height=20><td class=xl65>T\xfang\n  tr\xad\xebng<br>kinh t\xd5</td>"
        '<td x:num="3.2000000000000002">3,20</td><td x:num>7</td><td>&nbsp;</td></tr></table>'
    )
    assert table is not None
    assert table.rows[0][0] == ClipCell("T\xfang tr\xad\xebng\nkinh t\xd5", None, ".VnTime")
    assert table.rows[0][1:] == (ClipCell("3,20", Decimal("3.2")), ClipCell("7"), ClipCell(""))


def test_merged_cells_keep_the_others_in_their_columns() -> None:
    table = read_html(
        "<table><tr><td rowspan=2>a</td><td colspan=2>b</td><td>c</td></tr>"
        "<tr><td>d</td><td>e</td><td>f</td></tr></table>"
    )
    assert texts(table) == [["a", "b", "", "c"], ["", "d", "e", "f"]]


def test_what_the_sheet_hides_is_left_out_and_counted() -> None:
    table = read_html(
        "<table><col><col style='display:none'><tr><td>1</td><td>ẩn</td></tr>"
        "<tr style='display:none;mso-height-source:userset'><td>2</td><td>ẩn</td></tr>"
        "<tr><td>3</td><td>ẩn</td></tr></table>"
    )
    assert texts(table) == [["1"], ["3"]]
    assert table is not None
    assert (table.hidden_rows, table.hidden_columns) == (1, 1)


def test_a_table_that_claims_to_be_endless_is_cut() -> None:
    row = "<tr>" + "<td rowspan=5000 colspan=500>x</td>" * 20 + "</tr>"
    table = read_html("<table>" + row * 200 + "</table>")
    assert table is not None
    assert (len(table.rows), table.width) == (200, 500)


@pytest.mark.parametrize(
    ("told", "value"),
    [("16977.5", "16977.5"), ("3.2000000000000002", "3.2"), ("1E+3", "1000"), ("2.50", "2.5"), ("-0.1", "-0.1")],
)
def test_the_noise_of_binary_floats_is_cut(told: str, value: str) -> None:
    assert str(tidy_number(told)) == value


@pytest.mark.parametrize("told", ["", "abc", "NaN", "Infinity", "1E+900"])
def test_what_is_no_figure_is_none(told: str) -> None:
    assert tidy_number(told) is None


@pytest.mark.parametrize(
    ("shown", "exact", "same"),
    [
        ("16.977,46", "16977.456", True),
        ("16,977.46", "16977.456", True),
        ("3.485", "3485", True),
        ("3.485", "3.4849", True),
        ("3.485", "34", False),
        ("34,96%", "0.34961", True),
        ("34,96%", "34.96", False),
        ("5 tỷ", "5", True),
        ("16/12/2024", "45642", False),
        ("17", "16977", False),
        ("2,5", "2.55", True),
        ("-", "0", False),
    ],
)
def test_the_shown_text_and_the_number_behind_it_are_compared(shown: str, exact: str, *, same: bool) -> None:
    assert agrees(shown, Decimal(exact)) is same


EXCEL = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Sheet1"><Table><Row><Cell><Data ss:Type="String">Thu</Data></Cell>
<Cell><Data ss:Type="Number">3485.1230000000001</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="DateTime">2024-12-16T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>\x00"""


def test_excel_tells_the_numbers_behind_the_shown_ones() -> None:
    numbers = read_numbers(EXCEL)
    assert numbers == [[None, Decimal("3485.123")], [], [None, None]]
    table = read_tsv("Thu\t3.485\n\t\n\t16/12/2024\n")
    assert table is not None
    joined = with_numbers(table, numbers)
    assert joined.rows[0] == (ClipCell("Thu"), ClipCell("3.485", Decimal("3485.123")))
    assert joined.rows[2][1] == ClipCell("16/12/2024")


def test_numbers_of_another_block_are_not_laid_over_this_one() -> None:
    numbers = read_numbers(EXCEL)
    assert numbers is not None
    smaller = read_tsv("1\n2\n")
    assert smaller is not None
    assert with_numbers(smaller, numbers) == smaller


def test_a_cell_that_is_hidden_itself_hides_its_column() -> None:
    table = read_html("<table><tr><td>1</td><td style='display:none'>ẩn</td><td>2</td></tr></table>")
    assert texts(table) == [["1", "2"]]
    assert table is not None
    assert table.hidden_columns == 1


@pytest.mark.parametrize("source", ["", "<a>", '<!DOCTYPE x [<!ENTITY a "b">]><Workbook/>', "<Workbook/>"])
def test_what_is_no_sheet_has_no_numbers(source: str) -> None:
    assert read_numbers(source) is None


@pytest.mark.parametrize("broken", ["<![endif", "<![if gte mso 9]", "<!--", "<!", "<?xml", "<" * 50_000])
def test_a_broken_page_is_read_as_far_as_it_goes(broken: str) -> None:
    assert texts(read_html(f"{broken}<table><tr><td>1</td><td>2</td></tr></table>{broken}"))[0][:1] == ["1"]
