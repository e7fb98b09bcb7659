"""Sound files that fuzzing begins from, by reader."""

from collections.abc import Callable
from functools import partial

from tests.hostile import letters, others, pages, sheets
from tests.hostile.zips import zipped

_HTML = (
    b'<html><body><!--StartFragment--><table><col width="64"><tr><td x:num="1234.5" rowspan="2">1.234,5</td>'
    b'<td style="font-family:.VnTime">t\xc3\xac</td></tr><tr>'
    b'<td colspan=2 sdval="7" sdnum="1033;">7</td></tr>'
    b'</table><p class=MsoListParagraph style="mso-list:l0 level1">'
    b'<span style="mso-list:Ignore">1.</span>a</p></body></html>'
)
_XML = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Row ss:Index="2">'
    b'<Cell ss:MergeAcross="1"><Data ss:Type="Number">1.5</Data></Cell></Row></Table></Worksheet></Workbook>'
)
_CSV = 'Mã chỉ tiêu;Tên;Giá trị;Ghi chú\ngrdp_growth;GRDP;7,5;"ước; tạm"\n'.encode()
_LETTER = letters.multipart({"KG-911_2024_r1.pdf": b"%PDF-1.7\n", "ghi-chu.zip": zipped({"a.pdf": b"%PDF-1.7"})})

SEEDS: dict[str, tuple[Callable[[], bytes], ...]] = {
    "table": (sheets.table, lambda: _CSV, partial(sheets.ods, b"")),
    "form": (sheets.table,),
    "mail": (lambda: _LETTER, lambda: zipped({"a.pdf": b"%PDF-1.7"})),
    "pack": (lambda: zipped({"plan.json": others.plan_json()}),),
    "part": (lambda: zipped({"part.json": b"{}", "plan.json": b"{}"}),),
    "plan-workbook": (sheets.table,),
    "return": (pages.sound, lambda: zipped(sheets.annex())),
    "head-signed": (pages.sound,),
    "signers": (pages.sound,),
    "picture": (lambda: others.png(8, 8),),
    "attachment": (sheets.table,),
    "key": (others.sound_key,),
    "certificate": (others.sound_certificate, lambda: others.pem(b"CERTIFICATE", others.sound_certificate())),
    "authority": (others.sound_certificate,),
    "revocation-list": (lambda: others.pem(b"X509 CRL", others.sound_certificate()),),
    "clipboard-table": (lambda: _HTML,),
    "clipboard-text": (lambda: _HTML,),
    "clipboard-plain": (lambda: _CSV.replace(b";", b"\t"),),
    "clipboard-xml": (lambda: _XML,),
    "workspace": (others.sound_workspace,),
}
NAMES = {"table": ("a.xlsx", "a.csv", "a.ods"), "mail": ("a.eml", "a.zip")}
