"""The card beside the keyboard: the five steps of a period and the keys, on one page of A4."""

from markdown import Grid, Heading, Span, spans
from pages import MARGIN, GuidePages

_STEPS = (
    "**Nhập.** «Số liệu» (`Ctrl+2`): gõ hoặc dán từ Excel. «Thuyết minh» (`Ctrl+3`), «Kiến nghị» (`Ctrl+4`).",
    "**Kiểm tra.** «Kiểm tra» (`Ctrl+5`): Enter tới chỗ cần sửa; đúng mà bị cảnh báo thì «Giải trình…» (`Ctrl+E`).",
    "**Ký.** «Ký và xuất» (`Ctrl+6`): xem trước, thủ trưởng ký; văn thư ghi số, ngày và ký của cơ quan (`Ctrl+Enter`).",
    "**Gửi.** «Hộp thư đi» (`Ctrl+Shift+H`): «Lập thư», «Ghi ra USB…» hoặc «Gửi ngay». Không mở ra lưu lại tệp đã ký.",
    "**Nhận biên nhận.** «Đọc hộp thư…» hoặc «Nhận biên nhận…» (`Ctrl+Shift+R`). Chưa có biên nhận là chưa nộp.",
)
_TYPED = (
    ("`1.234,5`", "dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân"),
    ("`0`", "có số liệu và bằng không"),
    ("để trống", "chưa nhập"),
    ("`…`", "chưa có số liệu, ghi lý do ở «Ghi chú»"),
    ("`x`", "không áp dụng, ghi lý do ở «Ghi chú»"),
)
_KEYS = (
    ("`F1`, `Shift+F1`", "trợ giúp của chỗ đang đứng; hướng dẫn sử dụng"),
    ("`Ctrl+F1`", "mọi phím tắt"),
    ("`Alt+K`", "chọn kỳ báo cáo"),
    ("`Ctrl+Z`, `Ctrl+Y`", "hoàn tác, làm lại"),
    ("`Ctrl+C`, `Ctrl+V`", "chép, dán một khối với Excel"),
    ("`Ctrl+D`", "chép ô trên xuống các ô dưới"),
    ("`F2`, `Esc`, `Delete`", "sửa ô, bỏ chữ vừa gõ, xóa ô"),
    ("`Ctrl+F`, `F3`", "tìm chỉ tiêu, tìm tiếp"),
    ("`Ctrl+Shift+L`", "lọc hàng: còn trống, có phát hiện, đã sửa"),
    ("`Ctrl+Shift+I`", "nhập số liệu từ tệp"),
    ("`F4`, `F6`", "hiện phần chi tiết; đi từ bảng sang đó"),
    ("`Ctrl+Shift+M`", "các dấu trong ô nghĩa là gì"),
    ("`Ctrl+Shift+K`", "kiểm tra chữ ký của một tệp"),
    ("`Ctrl+Shift+S`", "sao lưu sổ làm việc"),
    ("`F9`", "tổng hợp (ở «Bảng tổng hợp»)"),
)


def _grid(titles: tuple[str, str], rows: tuple[tuple[str, str], ...]) -> Grid:
    return Grid(tuple(spans(title) for title in titles), tuple(tuple(spans(cell) for cell in row) for row in rows))


def write_card() -> bytes:
    """Set the card; raises ValueError when it no longer fits one page."""
    pages = GuidePages(title="KGDesk: thẻ nhớ", foot="KGDesk", outlined=False)
    pages.flow((Span("KGDesk: năm bước và phím tắt"),), size=20, bold=True, gap=0)
    pages.heading(Heading(2, "Năm bước của một kỳ báo cáo"))
    for number, step in enumerate(_STEPS, start=1):
        pages.flow(spans(step), indent=20, gap=3, mark=f"{number}.")
    pages.heading(Heading(2, "Gõ vào ô số liệu"))
    pages.grid(_grid(("Gõ", "Nghĩa"), _TYPED), shares=(25, 75))
    pages.heading(Heading(2, "Phím"))
    pages.grid(_grid(("Phím", "Việc"), _KEYS), shares=(32, 68))
    pages.flow((Span("Mất thiết bị ký hoặc lộ mã PIN: báo ngay nơi cấp để thu hồi, và báo nơi nhận báo cáo.", "bold"),))
    if pages.index or pages.y < MARGIN:
        raise ValueError("the card is longer than a page")
    return pages.close()
