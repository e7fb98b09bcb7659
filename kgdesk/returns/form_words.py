"""Vietnamese words of the form; the reader knows its columns by them."""

from kgdesk.domain.narrative import TaskProgress

FIGURES_SHEET, NARRATIVES_SHEET, ESCALATIONS_SHEET, GUIDE_SHEET = "Số liệu", "Thuyết minh", "Kiến nghị", "Hướng dẫn"
STATUS_CHOICES = ("Ước", "Sơ bộ", "Chính thức", "Điều chỉnh", "Chưa có số liệu", "Không áp dụng")
YES_NO_CHOICES = ("Đạt", "Chưa đạt")
PROGRESS_CHOICES = {
    "Chưa triển khai": TaskProgress.NOT_STARTED,
    "Đúng tiến độ": TaskProgress.ON_TRACK,
    "Chậm tiến độ": TaskProgress.DELAYED,
    "Đã hoàn thành": TaskProgress.DONE,
}

# Role, heading, width in millimetres of paper; roles are those of `tabular` where it reads them.
FIGURE_COLUMNS = (
    ("indicator", "Mã chỉ tiêu", 14),
    ("ordinal", "STT", 10),
    ("name", "Chỉ tiêu", 52),
    ("measure", "Đơn vị tính", 16),
    ("target", "Mục tiêu 5 năm", 18),
    ("annual", "Kế hoạch năm", 17),
    ("last_year", "Cùng kỳ năm trước", 17),
    ("numerator", "Tử số", 18),
    ("denominator", "Mẫu số", 18),
    ("value", "Giá trị", 18),
    ("status", "Loại số liệu", 18),
    ("source", "Nguồn số liệu", 18),
    ("note", "Ghi chú", 18),
)
NARRATIVE_COLUMNS = (
    ("task", "Mã nhiệm vụ", 16),
    ("heading", "Nhiệm vụ, giải pháp", 56),
    ("results", "Kết quả thực hiện", 58),
    ("difficulties", "Khó khăn, vướng mắc và nguyên nhân", 44),
    ("next_steps", "Nhiệm vụ kỳ tới", 40),
    ("progress", "Tiến độ", 22),
    ("percent", "Tỷ lệ hoàn thành (%)", 16),
)
ESCALATION_COLUMNS = (
    ("number", "STT", 10),
    ("matter", "Nội dung vướng mắc", 62),
    ("legal_limit", "Giới hạn thẩm quyền", 48),
    ("proposal", "Đề xuất, kiến nghị", 60),
    ("addressee", "Cơ quan giải quyết", 40),
    ("wanted_by", "Đề nghị trả lời trước ngày", 32),
)

GUIDE = tuple(
    """\
1. Chỉ ghi vào các ô nền vàng. Các ô khác được khóa để không lệch mẫu (không đặt mật khẩu).
2. Trang “Số liệu”: chỉ tiêu có tử số, mẫu số thì ghi tử số và mẫu số, không ghi tỷ lệ; tỷ lệ do chương trình \
tính. Chỉ tiêu khác ghi vào cột “Giá trị”.
3. Gõ số theo cách máy tính đang dùng; sau khi gõ, nhìn lại ô xem số hiện có đúng không. Không gõ đơn vị tính \
vào ô số. Số 0 là không có phát sinh; để trống là chưa báo cáo.
4. Cột “Loại số liệu”: chọn Ước, Sơ bộ, Chính thức hoặc Điều chỉnh. Nếu không có số, chọn “Chưa có số liệu” hoặc \
“Không áp dụng”, để trống ô số và ghi lý do vào cột “Ghi chú”.
5. Cột “Nguồn số liệu”: ghi cơ quan cung cấp hoặc văn bản có số liệu đó.
6. Trang “Thuyết minh”: ghi kết quả, khó khăn và nguyên nhân, việc kỳ tới của từng nhiệm vụ; chọn tiến độ.
7. Trang “Kiến nghị”: chỉ ghi vấn đề vượt thẩm quyền, mỗi dòng một vấn đề, đủ bốn nội dung đầu.
8. Không sửa dòng “Mã biểu mẫu”: nhờ dòng này chương trình biết biểu mẫu của đơn vị nào, kỳ nào.
9. Lưu tệp (giữ dạng .xlsx) rồi gửi lại nơi đã gửi biểu mẫu. Biểu mẫu chưa phải báo cáo: báo cáo chính thức là \
bản do người có thẩm quyền ký.
""".strip().split("\n")
)
