"""What comes out of Word, Outlook, LibreOffice and pages, from HTML as they put it on the clipboard."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kgdesk.domain.legacy_text import LegacyEncoding, encode
from kgdesk.domain.word_paste import MAX_SOURCE, PastedText, read_html, read_plain

WORD = """Version:1.0\r\nStartHTML:0000000105\r\n
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal {margin:0cm; font-size:14.0pt;
font-family:"Times New Roman",serif;} @list l0:level1 {mso-level-number-format:bullet;} --></style></head>
<body lang=VI style='tab-interval:36.0pt'><!--StartFragment-->
"""
END = "<!--EndFragment--></body></html>"


def word(body: str) -> str:
    return WORD + body + END


def item(mark: str, text: str, level: int = 1, last: str = "") -> str:
    """A paragraph of a list as Word writes it."""
    return (
        f"<p class=MsoListParagraphCxSp{last or 'Middle'} style='margin-left:36.0pt;text-indent:-18.0pt;"
        f"mso-list:l0 level{level} lfo1'><![if !supportLists]><span lang=VI style='font-family:Symbol;"
        f"mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>{mark}<span style='font:7.0pt "
        f'"Times New Roman"\'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=VI>{text}'
        "<o:p></o:p></span></p>\r\n"
    )


def text_of(source: str) -> str:
    pasted = read_html(source)
    assert pasted is not None
    return pasted.text


def test_paragraphs_and_the_weight_of_letters() -> None:
    body = (
        "<p class=MsoNormal style='text-align:justify'><b style='mso-bidi-font-weight:normal'><span lang=VI>Kết quả:"
        "</span></b><span lang=VI> đã hoàn thành\r\n“đúng hạn” – <i>100%</i><o:p></o:p></span></p>\r\n"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Đoạn&nbsp;hai.</p>"
    )
    assert text_of(word(body)) == "Kết quả: đã hoàn thành “đúng hạn” – 100%\nĐoạn hai."


def test_lists_of_word_become_dashes_one_step_in_a_plus() -> None:
    body = item("·", "Đường tỉnh 963", last="First") + item("o", "đoạn 1", 2) + item("§", "đoạn 2", 3, "Last")
    assert text_of(word(body)) == "- Đường tỉnh 963\n+ đoạn 1\n+ đoạn 2"


def test_numbers_and_letters_of_lists_stay_as_they_are_read() -> None:
    body = item("1.", "Một") + item("a)", "hai", 2) + item("(i)", "ba", 3) + item("2.1.", "bốn")
    assert text_of(word(body)) == "1. Một\na) hai\n(i) ba\n2.1. bốn"


def test_lists_of_pages_and_of_outlook() -> None:
    source = (
        "<div>Gồm:</div><ul type=disc><li class=MsoListParagraph style='mso-list:l1 level1 lfo2'>xã A</li>"
        "<li>xã B<ul><li>ấp 1</li></ul></li></ul><ol start=3><li>ba</li><li><p>bốn</p></li></ol>"
    )
    assert text_of(source) == "Gồm:\n- xã A\n- xã B\n+ ấp 1\n3. ba\n4. bốn"


def test_tables_become_lines_with_tabs() -> None:
    cell = "<td width=200 valign=top style='border:solid windowtext 1.0pt'><p class=MsoNormal>{}<o:p></o:p></p></td>"
    rows = "".join(
        f"<tr style='mso-yfti-irow:{number}'>{cell.format(left)}{cell.format(right)}</tr>"
        for number, (left, right) in enumerate([("Xã", "Kết quả"), ("An Thới", "đạt<br>sớm")])
    )
    body = f"<p class=MsoNormal>Bảng:</p><table class=MsoTableGrid border=1>{rows}</table><p class=MsoNormal>Hết.</p>"
    assert text_of(word(body)) == "Bảng:\nXã\tKết quả\nAn Thới\tđạt sớm\nHết."


def test_what_is_struck_out_hidden_or_a_remark_does_not_come_along() -> None:
    body = (
        '<p class=MsoNormal>Còn <del cite="mailto:A">12</del><ins cite="mailto:A">13</ins> xã'
        "<span style='display:none;mso-hide:all'> ẩn</span><script>alert(1)</script></p>"
        "<!-- bình luận --><img src='http://x.invalid/a.png'>"
    )
    assert text_of(word(body)) == "Còn 13 xã"


def test_line_breaks_and_lines_of_mail() -> None:
    assert text_of("<div>Kính gửi:<br>Sở A</div><div><br></div><div>Nội dung</div>") == "Kính gửi:\nSở A\n\nNội dung"


def test_text_is_composed_and_nothing_invisible_stays() -> None:
    source = f"<p>{unicodedata.normalize('NFD', 'Phú Quốc')}\u200b\u00ad đạt</p>"
    assert text_of(source) == "Phú Quốc đạt"


def test_letters_from_before_unicode_are_offered_not_changed() -> None:
    old = encode("Đã hoàn thành kế hoạch", LegacyEncoding.TCVN3)
    source = word(
        f"<p class=MsoNormal><span style='font-family:.VnTime'>{old}</span>"
        "<span style='font-family:\"Times New Roman\"'> 100%</span></p>"
    )
    assert read_html(source) == PastedText(f"{old} 100%", "Đã hoàn thành kế hoạch 100%", "tcvn3")


def test_the_font_may_stand_in_the_class_of_the_page() -> None:
    old = encode("Kết quả thực hiện", LegacyEncoding.VNI)
    source = f"<style>p.Cu {{font-family:VNI-Times;}}</style><p class=Cu>{old}</p>"
    pasted = read_html(source)
    assert pasted is not None
    assert (pasted.converted, pasted.encoding) == ("Kết quả thực hiện", "vni")


def test_the_font_of_an_element_decides_also_by_the_old_font_tag() -> None:
    old = encode("chưa đạt", LegacyEncoding.TCVN3)
    pasted = read_html(f'<p><font face=".VnTime">{old}</font></p>')
    assert pasted is not None
    assert pasted.converted == "chưa đạt"


def test_unicode_vietnamese_is_not_offered_anything() -> None:
    pasted = read_html(word("<p class=MsoNormal style='font-family:.VnTime'>Đã gõ bằng Unicode</p>"))
    assert pasted == PastedText("Đã gõ bằng Unicode")


@pytest.mark.parametrize("source", ["", "<p></p>", "<p>&nbsp;</p>", "<img src=x>", "x" * (MAX_SOURCE + 1)])
def test_what_holds_no_text_is_left_to_the_plain_text(source: str) -> None:
    assert read_html(source) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("•\tMột\r\n•\tHai", "- Một\n- Hai"),
        ("- Một\n+ Hai", "- Một\n+ Hai"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("·  Một", "- Một"),
        ("5 – 6 xã", "5 – 6 xã"),
        ("một", "một"),
        (" giữa câu ", "giữa câu"),
        ("A\tB", "A\tB"),
    ],
)
def test_plain_text_keeps_its_lines(typed: str, kept: str) -> None:
    assert read_plain(typed).text.strip() == kept


def test_broken_pages_do_not_stop_anything() -> None:
    assert text_of("<p>a<b>b<table><tr><td>c<p>d</table>e</i></p>f<li>g") == "ab\nc d\ne\nf\n- g"


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            [
                *"ab <>&;",
                "<p>",
                "</p>",
                "<td>",
                "<tr>",
                "<ol>",
                "<li>",
                "</ol>",
                "<b",
                "<!--",
                "-->",
                "<![if",
                "<del>",
                "</del>",
                "<p style='mso-list:l0 level2 lfo1'>",
                "<span style='mso-list:Ignore'>",
                "1.",
                "</span>",
                "&nbsp;",
                "<table>",
                "</table>",
                "<br>",
            ]
        ),
        max_size=40,
    ).map("".join)
)
@example("<![ifa<")
@example("<td><td><p style='mso-list:l0 level2 lfo1'>a")
def test_no_page_breaks_the_reading(source: str) -> None:
    pasted = read_html(source)
    if pasted is not None:
        assert pasted.text.strip()
        assert "\n\n\n" not in pasted.text
        assert read_plain(pasted.text).text.split() == pasted.text.split()


def test_tags_nested_without_end_do_not_hang() -> None:
    for broken in ("<", "<![if", "<!--", "<p ", "<a b=", ".a {"):
        read_html(broken * 50_000)
    assert text_of("<b>" * 20_000 + "x" + "<i>y" * 20_000).startswith("x")
