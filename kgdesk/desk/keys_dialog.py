"""The keys of the window in one list."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable


class KeysDialog(QDialog):
    """One row for each key, grouped by where it works."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Phím tắt"))
        self.resize(640, 560)
        layout = QVBoxLayout(self)
        columns = (
            TextColumn(self.tr("Nơi dùng"), 130),
            TextColumn(self.tr("Phím"), 150),
            TextColumn(self.tr("Việc"), 0),
        )
        self.table = TextTable(columns, self.tr("Phím tắt"))
        self.table.put([TextRow(cells=row) for row in self._rows()])
        layout.addWidget(self.table)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _rows(self) -> tuple[tuple[str, str, str], ...]:
        anywhere, grid = self.tr("Mọi trang"), self.tr("Số liệu")
        return (
            (anywhere, "Ctrl+1 … Ctrl+9", self.tr("tới từng trang ở cột trái")),
            (anywhere, "Ctrl+Shift+G", self.tr("chứng thư tin cậy")),
            (anywhere, "Ctrl+Shift+H", self.tr("hộp thư đi")),
            (anywhere, "Alt+K", self.tr("chọn kỳ báo cáo")),
            (anywhere, "Ctrl+O", self.tr("mở sổ làm việc khác")),
            (anywhere, "Ctrl+Shift+S", self.tr("sao lưu sổ làm việc")),
            (anywhere, "Ctrl+Shift+K", self.tr("kiểm tra chữ ký của một tệp")),
            (anywhere, "Ctrl++, Ctrl+-", self.tr("chữ to hơn, nhỏ hơn")),
            (anywhere, "Ctrl+Z, Ctrl+Y", self.tr("hoàn tác, làm lại việc vừa ghi")),
            (anywhere, "F1", self.tr("trợ giúp của trang đang mở")),
            (anywhere, "Shift+F1", self.tr("hướng dẫn sử dụng")),
            (anywhere, "Ctrl+F1", self.tr("bảng phím tắt này")),
            (anywhere, "Alt+→, Alt+←, Shift+Esc", self.tr("giới thiệu các bước: tiếp, trước, đóng")),
            (anywhere, "Ctrl+Q", self.tr("thoát")),
            (grid, "Enter, Shift+Enter", self.tr("ghi và xuống dòng, lên dòng")),
            (grid, "Tab, Shift+Tab", self.tr("ghi và sang phải, sang trái")),
            (grid, "F2", self.tr("sửa ô đang đứng")),
            (grid, "Esc", self.tr("bỏ những gì vừa gõ trong ô")),
            (grid, "Delete", self.tr("xóa các ô đang chọn")),
            (grid, "x, …", self.tr("không áp dụng, chưa có số liệu")),
            (grid, "Ctrl+C, Ctrl+X, Ctrl+V", self.tr("chép, cắt, dán một khối với Excel, LibreOffice")),
            (grid, "Ctrl+D", self.tr("chép ô trên xuống các ô dưới")),
            (grid, "Home, End, Ctrl+Home, Ctrl+End", self.tr("đầu, cuối hàng; đầu, cuối bảng")),
            (grid, "Ctrl+↑ ↓ ← →", self.tr("tới cuối vùng có số liệu")),
            (grid, "Shift+↑ ↓ ← →, Ctrl+A", self.tr("chọn một khối, chọn tất cả")),
            (grid, "Ctrl+F, F3, Shift+F3", self.tr("tìm chỉ tiêu, tìm tiếp, tìm ngược lên")),
            (grid, "Ctrl+Shift+L", self.tr("tới phần lọc hàng, rồi chọn bằng mũi tên")),
            (grid, "Ctrl+Shift+M", self.tr("các dấu trong ô nghĩa là gì")),
            (grid, "Ctrl++, Ctrl+-, Ctrl+0", self.tr("bảng to hơn, nhỏ hơn, trở lại 100 %")),
            (grid, "Alt+1, Alt+2", self.tr("chọn cách đọc khi số có hai cách đọc")),
            (grid, "Ctrl+Tab", self.tr("rời khỏi bảng")),
            (grid, "F4", self.tr("hiện, ẩn phần chi tiết")),
            (grid, "F6", self.tr("từ bảng sang phần chi tiết và trở lại")),
            (grid, "Ctrl+Shift+I", self.tr("nhập số liệu từ tệp Excel, CSV")),
            (self.tr("Thuyết minh"), "Alt+1 … Alt+5", self.tr("tới từng ô")),
            (self.tr("Thuyết minh"), "Ctrl+Shift+F", self.tr("chèn số liệu của kỳ vào câu")),
            (self.tr("Kiến nghị"), "Ctrl+N, Ctrl+S", self.tr("thêm, lưu kiến nghị")),
            (self.tr("Kiểm tra"), "Enter, Ctrl+E, F5", self.tr("tới chỗ cần sửa, giải trình, kiểm tra lại")),
            (self.tr("Ký và xuất"), "Alt+1 … Alt+4", self.tr("tới từng bước")),
            (self.tr("Ký và xuất"), "Ctrl+Enter", self.tr("ký và xuất báo cáo")),
            (self.tr("Ký và xuất"), "Ctrl+Shift+R", self.tr("nhận biên nhận")),
            (self.tr("Tiếp nhận"), "Ctrl+Shift+O, Ctrl+Shift+F", self.tr("chọn tệp, chọn thư mục")),
            (self.tr("Tiếp nhận"), "Ctrl+Shift+E", self.tr("ghi nhận người ký của tệp đang chọn")),
            (self.tr("Tiến độ nộp"), "Enter, Ctrl+Shift+P", self.tr("xem số liệu, mở PDF của báo cáo")),
            (self.tr("Tiến độ nộp"), "Ctrl+Shift+A, Ctrl+Shift+B", self.tr("chấp nhận, trả lại báo cáo")),
            (self.tr("Bảng tổng hợp"), "F9, Ctrl+Shift+L", self.tr("tổng hợp, lập báo cáo")),
            (self.tr("Chứng thư tin cậy"), "Alt+1 … Alt+3", self.tr("tới từng danh sách")),
            (self.tr("Chứng thư tin cậy"), "Ctrl+N, Delete", self.tr("thêm từ tệp, thôi tin cậy hoặc chấm dứt")),
            (self.tr("Chứng thư tin cậy"), "Ctrl+Shift+N", self.tr("ghi nhận người ký của tệp đã nhận")),
            (self.tr("Chứng thư tin cậy"), "Ctrl+F", self.tr("tìm trong danh sách người ký")),
            (self.tr("Chứng thư tin cậy"), "Ctrl+Z", self.tr("lấy lại điều vừa thôi tin cậy hoặc chấm dứt")),
        )
