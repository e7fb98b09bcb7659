<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>AboutDialog</name>
    <message>
        <source>Về KGDesk</source>
        <translation>About KGDesk</translation>
    </message>
    <message>
        <source>Thư viện</source>
        <translation>Library</translation>
    </message>
    <message>
        <source>Phiên bản</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Giấy phép</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Thư viện mà KGDesk dùng</source>
        <translation>Libraries that KGDesk uses</translation>
    </message>
    <message>
        <source>Báo cáo kinh tế - xã hội có chữ ký số, không cần mạng.</source>
        <translation>Signed socio-economic returns, without a network.</translation>
    </message>
    <message>
        <source>Phiên bản:</source>
        <translation>Version:</translation>
    </message>
    <message>
        <source>Giấy phép:</source>
        <translation>Licence:</translation>
    </message>
    <message>
        <source>chưa công bố; mọi quyền thuộc về tác giả</source>
        <translation>not published; all rights stay with the authors</translation>
    </message>
    <message>
        <source>Chương trình:</source>
        <translation>Program:</translation>
    </message>
    <message>
        <source>Sổ đang mở:</source>
        <translation>Open workspace:</translation>
    </message>
    <message>
        <source>Nhật ký:</source>
        <translation>Logs:</translation>
    </message>
    <message>
        <source>Thư mục sổ làm việ&amp;c</source>
        <translation>&amp;Workspace folder</translation>
    </message>
    <message>
        <source>Thư mục &amp;nhật ký</source>
        <translation>&amp;Log folder</translation>
    </message>
    <message>
        <source>Lời &amp;văn giấy phép</source>
        <translation>&amp;Texts of licences</translation>
    </message>
    <message>
        <source>Chép th&amp;ông tin này</source>
        <translation>Cop&amp;y this</translation>
    </message>
    <message>
        <source>&amp;Gói thông tin hỗ trợ…</source>
        <translation>&amp;Support bundle…</translation>
    </message>
</context>
<context>
    <name>Copies</name>
    <message>
        <source>Sao lúc</source>
        <translation>Copied at</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Cỡ</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Số liệu</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>Đã ký</source>
        <translation>Sealed</translation>
    </message>
    <message>
        <source>Kỳ có số liệu</source>
        <translation>Periods with figures</translation>
    </message>
    <message>
        <source>Lần ghi cuối</source>
        <translation>Last written</translation>
    </message>
</context>
<context>
    <name>CopiesDialog</name>
    <message>
        <source>Bản sao và phục hồi</source>
        <translation>Copies and recovery</translation>
    </message>
    <message>
        <source>Các bản sao của sổ làm việc</source>
        <translation>Copies of the workspace</translation>
    </message>
    <message>
        <source>&amp;Sao lưu ngay</source>
        <translation>&amp;Copy now</translation>
    </message>
    <message>
        <source>&amp;Chép ra USB</source>
        <translation>Copy to a &amp;stick</translation>
    </message>
    <message>
        <source>Bản sao ở nơi &amp;khác…</source>
        <translation>Copy from &amp;elsewhere…</translation>
    </message>
    <message>
        <source>&amp;Phục hồi bản đã chọn…</source>
        <translation>&amp;Recover the chosen copy…</translation>
    </message>
    <message>
        <source>Cứ&amp;u dữ liệu còn đọc được…</source>
        <translation>Save what can be rea&amp;d…</translation>
    </message>
    <message>
        <source>Chọn bản sao</source>
        <translation>Choose a copy</translation>
    </message>
    <message>
        <source>Sổ làm việc (*.kgdesk)</source>
        <translation>Workspaces (*.kgdesk)</translation>
    </message>
    <message>
        <source>còn trống {size}</source>
        <translation>{size} free</translation>
    </message>
    <message>
        <source>Chưa thấy USB nào</source>
        <translation>No stick is plugged in</translation>
    </message>
    <message>
        <source>Thư mục khác…</source>
        <translation>Another folder…</translation>
    </message>
    <message>
        <source>Chọn thư mục để chép bản sao</source>
        <translation>Choose a folder for the copy</translation>
    </message>
    <message>
        <source>Đã chép và đọc lại để kiểm tra: {path}. Hãy rút USB bằng lệnh “Tháo an toàn”.</source>
        <translation>Copied and read back to check it: {path}. Take the stick out by “Safely remove”.</translation>
    </message>
    <message>
        <source>Phục hồi từ bản sao</source>
        <translation>Recover from a copy</translation>
    </message>
    <message>
        <source>&amp;Phục hồi</source>
        <translation>&amp;Recover</translation>
    </message>
    <message>
        <source>Đang chép và kiểm tra…</source>
        <translation>Copying and checking…</translation>
    </message>
    <message>
        <source>&amp;Mở khóa bản này…</source>
        <translation>&amp;Unlock this copy…</translation>
    </message>
    <message>
        <source>{copy}

Bản sao này không được mã hóa. Nhập mật khẩu của sổ thì bản phục hồi cũng được mã hóa; nếu không, ai lấy được tệp cũng đọc được.</source>
        <translation>{copy}

This copy is not encrypted. With the password of the workspace, what is brought back is encrypted too; without it, whoever gets the file can read it.</translation>
    </message>
    <message>
        <source>&amp;Nhập mật khẩu…</source>
        <translation>&amp;Enter password…</translation>
    </message>
    <message>
        <source>Phục hồi, &amp;không mã hóa</source>
        <translation>Recover, &amp;not encrypted</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>Đang phục hồi và kiểm tra. Tệp đang có không bị xóa: nó được giữ thành một bản sao.</source>
        <translation>Recovering and checking. The file that is there is not deleted: it is kept as a copy.</translation>
    </message>
    <message>
        <source>Đang phục hồi</source>
        <translation>Recovering</translation>
    </message>
    <message>
        <source>Bản sao và phục hồi</source>
        <translation>Copies and recovery</translation>
    </message>
</context>
<context>
    <name>SupportBundle</name>
    <message>
        <source>&amp;Gói thông tin hỗ trợ…</source>
        <translation>&amp;Support bundle…</translation>
    </message>
    <message>
        <source>Ghi tệp cho người hỗ trợ; trong đó không có số liệu, tên hay đường dẫn</source>
        <translation>Write a file for whoever helps you; it holds no figures, names or paths</translation>
    </message>
    <message>
        <source>Ghi gói thông tin hỗ trợ</source>
        <translation>Write the support bundle</translation>
    </message>
    <message>
        <source>Tệp nén (*.zip)</source>
        <translation>Archive (*.zip)</translation>
    </message>
    <message>
        <source>Gói thông tin hỗ trợ</source>
        <translation>Support bundle</translation>
    </message>
</context>
<context>
    <name>Outgoing</name>
    <message>
        <source>Văn bản gửi đơn vị…</source>
        <translation>Letters to units…</translation>
    </message>
    <message>
        <source>Lập văn bản đôn đốc đơn vị quá hạn và văn bản trả lại báo cáo</source>
        <translation>Letters to late units, and letters that send returns back</translation>
    </message>
    <message>
        <source>Lấy số tổng hợp vào báo cáo của đơn vị</source>
        <translation>Take the totals into the unit’s return</translation>
    </message>
    <message>
        <source>Đưa số tổng hợp từ các đơn vị trực thuộc vào báo cáo của đơn vị mình</source>
        <translation>Put the totals of the units below into this unit’s own return</translation>
    </message>
    <message>
        <source>Chọn thư mục ghi các văn bản</source>
        <translation>Choose the folder for the letters</translation>
    </message>
    <message>
        <source>Đang lập văn bản</source>
        <translation>Making letters</translation>
    </message>
    <message>
        <source>Đã lập văn bản (kèm .pdf và thư .eml):</source>
        <translation>Letters made (with .pdf and mail .eml):</translation>
    </message>
    <message>
        <source>Đang lấy số tổng hợp</source>
        <translation>Taking totals</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>Đã dừng theo yêu cầu. Không có gì làm dở dang.</source>
        <translation>Stopped as asked. Nothing was left half done.</translation>
    </message>
    <message>
        <source>Chương trình gặp lỗi ngoài dự kiến nên chưa làm được việc này. Số liệu đã lưu không bị ảnh hưởng. Hãy thử lại; nếu vẫn lỗi, gửi tệp nhật ký {log} cho người hỗ trợ.</source>
        <translation>The program met an unexpected error and could not do this. Saved figures are not affected. Try again; if it fails again, send the log {log} to support.</translation>
    </message>
    <message>
        <source>Chưa làm được</source>
        <translation>Could not be done</translation>
    </message>
</context>
<context>
    <name>AnchorsPart</name>
    <message>
        <source>Thêm từ tệp…</source>
        <translation>Add from file…</translation>
    </message>
    <message>
        <source>Chọn tệp chứng thư gốc (.cer, .crt, .pem, .der) rồi đối chiếu dấu vân tay</source>
        <translation>Choose a file of root certificates (.cer, .crt, .pem, .der), then compare the fingerprints</translation>
    </message>
    <message>
        <source>Thôi tin cậy…</source>
        <translation>Trust no longer…</translation>
    </message>
    <message>
        <source>Thôi tin cậy chứng thư gốc đang chọn, kèm lý do</source>
        <translation>Stop trusting the root certificate that is selected, with a reason</translation>
    </message>
    <message>
        <source>Chưa tin cậy cơ quan chứng thực nào nên chưa chữ ký nào được xác nhận là của ai. Hãy thêm chứng thư gốc của cơ quan cấp chữ ký số (ví dụ Ban Cơ yếu Chính phủ).</source>
        <translation>No authority is trusted yet, so nobody's signature can be confirmed. Add the root certificate of the authority that issues the keys (such as the Government Cipher Committee).</translation>
    </message>
    <message>
        <source>Chọn chứng thư gốc tin cậy</source>
        <translation>Choose trusted root certificates</translation>
    </message>
    <message>
        <source>Chứng thư (*.cer *.crt *.pem *.der);;Mọi tệp (*)</source>
        <translation>Certificates (*.cer *.crt *.pem *.der);;All files (*)</translation>
    </message>
    <message>
        <source>Đã tin cậy từ trước: {names}. Không có gì thay đổi.</source>
        <translation>Trusted already: {names}. Nothing changed.</translation>
    </message>
    <message>
        <source>Từ nay tin cậy chữ ký do các cơ quan này bảo đảm: {names}.</source>
        <translation>Signatures vouched for by these authorities are trusted from now on: {names}.</translation>
    </message>
    <message numerus="yes">
        <source>Đã nhận %n danh sách thu hồi.</source>
        <translation>
            <numerusform>%n revocation list was taken.</numerusform>
            <numerusform>%n revocation lists were taken.</numerusform>
        </translation>
    </message>
    <message>
        <source>Thôi tin cậy</source>
        <translation>Trust no longer</translation>
    </message>
    <message>
        <source>Chữ ký do “{name}” bảo đảm sẽ không còn được xác nhận. Những gì đã tiếp nhận giữ nguyên; có thể hoàn tác ngay sau đó hoặc thêm lại từ tệp.</source>
        <translation>Signatures vouched for by “{name}” will not be confirmed any more. What was taken in stays; you can undo this right afterwards or add the file again.</translation>
    </message>
    <message>
        <source>ví dụ: cơ quan chứng thực ngừng hoạt động</source>
        <translation>for example: the authority has ceased to operate</translation>
    </message>
    <message>
        <source>Đã thôi tin cậy “{name}”.</source>
        <translation>“{name}” is trusted no longer.</translation>
    </message>
    <message>
        <source>Đã tin cậy lại “{name}”.</source>
        <translation>“{name}” is trusted again.</translation>
    </message>
</context>
<context>
    <name>AttachmentBox</name>
    <message>
        <source>Tệp đính kèm</source>
        <translation>Attached files</translation>
    </message>
    <message>
        <source>Đính kèm…</source>
        <translation>Attach…</translation>
    </message>
    <message>
        <source>Ảnh, PDF, Word, Excel không có macro; mỗi tệp tối đa {file} MB, cả kỳ tối đa {period} MB. Có thể kéo thả tệp vào đây. Tệp nằm trong sổ làm việc, không gửi kèm báo cáo.</source>
        <translation>Pictures, PDF, Word and Excel without macros; {file} MB for a file, {period} MB for the period. Files may be dropped here. They stay in the workspace and are not sent with the return.</translation>
    </message>
    <message>
        <source>Mở bản sao</source>
        <translation>Open a copy</translation>
    </message>
    <message>
        <source>Mở một bản sao để xem; sửa bản sao không đổi tệp trong sổ làm việc</source>
        <translation>Open a copy to look at; changing the copy leaves the file in the workspace as it is</translation>
    </message>
    <message>
        <source>Gỡ tệp</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Gỡ tệp đang chọn khỏi đây</source>
        <translation>Remove the chosen file from here</translation>
    </message>
    <message numerus="yes">
        <source>Tệp đính kèm: %n</source>
        <translation>
            <numerusform>Attached: %n file</numerusform>
            <numerusform>Attached: %n files</numerusform>
        </translation>
    </message>
    <message>
        <source>Tệp đính kèm: chưa có, kéo thả vào đây</source>
        <translation>Attached files: none, drop them here</translation>
    </message>
    <message>
        <source>Chọn tệp đính kèm</source>
        <translation>Choose files to attach</translation>
    </message>
    <message>
        <source>Ảnh, PDF, Word, Excel (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.docx *.xlsx);;Mọi tệp (*)</source>
        <translation>Pictures, PDF, Word, Excel (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.docx *.xlsx);;All files (*)</translation>
    </message>
    <message>
        <source>Đã gỡ “{name}”.</source>
        <translation>“{name}” was removed.</translation>
    </message>
</context>
<context>
    <name>BelieveDialog</name>
    <message>
        <source>Thêm chứng thư gốc tin cậy</source>
        <translation>Add trusted root certificates</translation>
    </message>
    <message>
        <source>Mọi chữ ký do các cơ quan dưới đây bảo đảm sẽ được tin cậy. Hãy đối chiếu từng dấu vân tay với dấu vân tay do chính cơ quan đó công bố (trang thông tin chính thức, công văn hoặc điện thoại).</source>
        <translation>Every signature vouched for by the authorities below will be trusted. Compare each fingerprint with the one that the authority itself published (on its official site, by letter or by telephone).</translation>
    </message>
    <message>
        <source>Chứng thư trong tệp</source>
        <translation>Certificates in the file</translation>
    </message>
    <message>
        <source>Tôi đã đối &amp;chiếu: các dấu vân tay giống nhau</source>
        <translation>I have &amp;compared: the fingerprints are the same</translation>
    </message>
    <message>
        <source>&amp;Tin cậy</source>
        <translation>&amp;Trust</translation>
    </message>
</context>
<context>
    <name>CellBubble</name>
    <message>
        <source>Chưa ghi gì thêm: trước hết hãy chọn một cách đọc (Alt+1, Alt+2, hoặc mũi tên rồi Enter).</source>
        <translation>Nothing more was entered: choose a reading first (Alt+1, Alt+2, or an arrow key and Enter).</translation>
    </message>
    <message>
        <source>Cách đọc thứ {number}</source>
        <translation>Reading {number}</translation>
    </message>
    <message>
        <source>Sửa lại</source>
        <translation>Correct it</translation>
    </message>
    <message>
        <source>Quay lại ô để sửa (Esc)</source>
        <translation>Go back to the cell (Esc)</translation>
    </message>
    <message>
        <source>“{typed}” đọc được theo hai cách. Số đúng là số nào?</source>
        <translation>“{typed}” can be read in two ways. Which number is meant?</translation>
    </message>
    <message>
        <source>Chọn {value} (Alt+{number})</source>
        <translation>Choose {value} (Alt+{number})</translation>
    </message>
    <message>
        <source>{whole} phẩy {fraction}</source>
        <translation>{whole} point {fraction}</translation>
    </message>
</context>
<context>
    <name>CellDelegate</name>
    <message>
        <source>Đạt</source>
        <translation>Reached</translation>
    </message>
    <message>
        <source>Chưa đạt</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>Không áp dụng</source>
        <translation>Not applicable</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>Mức</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>Chỗ</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Phát hiện</source>
        <translation>Finding</translation>
    </message>
    <message>
        <source>Cách xử lý</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Kết quả kiểm tra</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>Enter: tới chỗ cần sửa</source>
        <translation>Enter: go to the place</translation>
    </message>
    <message>
        <source>✔ Đã giải trình</source>
        <translation>✔ Explained</translation>
    </message>
    <message>
        <source>Người ghi</source>
        <translation>By</translation>
    </message>
</context>
<context>
    <name>ChecksPage</name>
    <message>
        <source>Kiểm tra</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>Giải trình…</source>
        <translation>Explain…</translation>
    </message>
    <message>
        <source>Ghi lý do giữ nguyên số liệu của cảnh báo đang chọn</source>
        <translation>Give the reason for letting the chosen warning stand</translation>
    </message>
    <message>
        <source>Kiểm tra lại</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>Không có lỗi hay cảnh báo nào. Có thể chuyển sang “Ký và xuất”.</source>
        <translation>No errors and no warnings. Go on to “Seal”.</translation>
    </message>
    <message numerus="yes">
        <source>%n lỗi chặn</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cảnh báo</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lưu ý</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter hoặc bấm đúp để tới chỗ cần sửa.</source>
        <translation>Press Enter or double-click to go to the place.</translation>
    </message>
    <message>
        <source>Không còn lỗi hay cảnh báo nào chưa giải trình. Có thể chuyển sang “Ký và xuất”.</source>
        <translation>No error or warning is left without an explanation. You can go on to “Sign and export”.</translation>
    </message>
    <message>
        <source>Không có lỗi hay cảnh báo nào. Có thể nộp lại phần việc ở trình đơn Tệp.</source>
        <translation>There are no errors or warnings. The part can be given back by the menu File.</translation>
    </message>
    <message>
        <source>Tới trang Ký và xuất</source>
        <translation>Go to Sign and export</translation>
    </message>
    <message>
        <source>Ở đây xem số liệu còn thiếu hay khác thường. Kỳ này đơn vị không phải báo cáo gì.</source>
        <translation>Here you see which figures are missing or unusual. Nothing is asked of the unit in this period.</translation>
    </message>
</context>
<context>
    <name>Collect</name>
    <message>
        <source>✔ Đã ghi</source>
        <translation>✔ Recorded</translation>
    </message>
    <message>
        <source>✔ Sẽ ghi</source>
        <translation>✔ Will be recorded</translation>
    </message>
    <message>
        <source>○ Không có gì mới</source>
        <translation>○ Nothing new</translation>
    </message>
    <message>
        <source>○ Đã thu rồi</source>
        <translation>○ Collected before</translation>
    </message>
    <message>
        <source>▲ Cần quyết định</source>
        <translation>▲ To be decided</translation>
    </message>
    <message>
        <source>✕ Không nhận</source>
        <translation>✕ Refused</translation>
    </message>
</context>
<context>
    <name>CollectDialog</name>
    <message>
        <source>Thu biểu mẫu</source>
        <translation>Collect forms</translation>
    </message>
    <message>
        <source>Tệp</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Giải thích</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>Các biểu mẫu</source>
        <translation>The forms</translation>
    </message>
    <message>
        <source>Nhận cả tệp được lưu trước bản đã thu</source>
        <translation>Take files saved before the one collected already, too</translation>
    </message>
    <message>
        <source>&amp;Thư mục khác…</source>
        <translation>Another &amp;folder…</translation>
    </message>
    <message>
        <source>Biểu mẫu của đơn vị cấp dưới được ghi vào sổ làm việc của đơn vị đó trong {folder}</source>
        <translation>A form of a unit below goes into that unit's own workspace in {folder}</translation>
    </message>
    <message>
        <source>Chọn thư mục</source>
        <translation>Choose a folder</translation>
    </message>
    <message>
        <source>{ready} trên {all} biểu mẫu ghi được ngay. Biểu mẫu không có chữ ký: báo cáo vẫn cần được ký.</source>
        <translation>{ready} of {all} forms can be recorded now. A form carries no signature: the return is still to be sealed.</translation>
    </message>
    <message>
        <source>Đã ghi {kept} biểu mẫu.</source>
        <translation>{kept} forms recorded.</translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>Cột của bảng</source>
        <translation>Columns of the grid</translation>
    </message>
    <message>
        <source>Hiện tất cả các cột</source>
        <translation>Show all columns</translation>
    </message>
    <message>
        <source>Độ rộng cột như ban đầu</source>
        <translation>Widths of columns as at first</translation>
    </message>
</context>
<context>
    <name>ComparedTexts</name>
    <message>
        <source>&amp;1. Kết quả thực hiện</source>
        <translation>&amp;1. Results</translation>
    </message>
    <message>
        <source>&amp;2. Khó khăn, vướng mắc và nguyên nhân</source>
        <translation>&amp;2. Difficulties and their causes</translation>
    </message>
    <message>
        <source>&amp;3. Nhiệm vụ, giải pháp kỳ tới</source>
        <translation>&amp;3. Next steps</translation>
    </message>
    <message>
        <source>Tới chỗ</source>
        <translation>Go there</translation>
    </message>
    <message>
        <source>Chọn con số khác với số liệu của kỳ</source>
        <translation>Select the number that is not the figure of the period</translation>
    </message>
    <message>
        <source>Thay bằng trích dẫn</source>
        <translation>Put the reference in its place</translation>
    </message>
    <message>
        <source>Thay con số bằng trích dẫn luôn theo đúng ô số liệu</source>
        <translation>Replace the number by a reference that always follows its cell</translation>
    </message>
    <message>
        <source>▲ Ghi {typed} cho “{name}”, số liệu của kỳ là {expected}.</source>
        <translation>▲ {typed} is written for “{name}”, the figure of the period is {expected}.</translation>
    </message>
    <message numerus="yes">
        <source>Còn %n chỗ nữa.</source>
        <translation>
            <numerusform>%n more place.</numerusform>
            <numerusform>%n more places.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparisonDialog</name>
    <message>
        <source>&amp;Chỉ những chỗ thay đổi</source>
        <translation>&amp;Only places that differ</translation>
    </message>
    <message>
        <source>&amp;Trả lại…</source>
        <translation>Send &amp;back…</translation>
    </message>
    <message>
        <source>Chấp &amp;nhận…</source>
        <translation>&amp;Accept…</translation>
    </message>
    <message>
        <source>Chỗ đang chọn, từng chữ</source>
        <translation>The selected place, word by word</translation>
    </message>
    <message>
        <source>Các chỗ được đối chiếu</source>
        <translation>Places compared</translation>
    </message>
    <message>
        <source>Enter hoặc F2: ghi nhận xét tại chỗ đang chọn; Delete: bỏ nhận xét</source>
        <translation>Enter or F2: write a remark at the selected place; Delete: take it away</translation>
    </message>
    <message>
        <source>{changed}/{all} chỗ thay đổi, {remarks} nhận xét.</source>
        <translation>{changed} of {all} places differ, {remarks} remarks.</translation>
    </message>
    <message>
        <source>Đang đọc…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>Đơn vị chỉ có một lần báo cáo trong kỳ, chưa có lần khác để đối chiếu.</source>
        <translation>The unit has only one return for the period; there is no other to compare it with.</translation>
    </message>
    <message>
        <source>Đối chiếu các lần báo cáo</source>
        <translation>Compare revisions</translation>
    </message>
</context>
<context>
    <name>Consolidation</name>
    <message>
        <source>STT</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Chỉ tiêu</source>
        <translation>Indicator</translation>
    </message>
    <message>
        <source>ĐVT</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Mục tiêu</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>KH năm</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Cùng kỳ</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>Thực hiện</source>
        <translation>Actual</translation>
    </message>
    <message>
        <source>% KH</source>
        <translation>% plan</translation>
    </message>
    <message>
        <source>Lũy kế</source>
        <translation>To date</translation>
    </message>
    <message>
        <source>Đánh giá</source>
        <translation>Judgement</translation>
    </message>
    <message>
        <source>Đã tính</source>
        <translation>Units in</translation>
    </message>
    <message>
        <source>cơ quan chủ trì</source>
        <translation>lead agency</translation>
    </message>
</context>
<context>
    <name>ConsolidationPage</name>
    <message>
        <source>Về chỉ tiêu đang chọn</source>
        <translation>About the chosen indicator</translation>
    </message>
    <message>
        <source>Theo đơn vị</source>
        <translation>By unit</translation>
    </message>
    <message>
        <source>Giải trình</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>Bảng tổng hợp</source>
        <translation>Totals</translation>
    </message>
    <message>
        <source>Tổng hợp</source>
        <translation>Consolidate</translation>
    </message>
    <message>
        <source>Tổng hợp lại từ các báo cáo đã nhận</source>
        <translation>Consolidate again from the returns received</translation>
    </message>
    <message>
        <source>Lập báo cáo…</source>
        <translation>Write report…</translation>
    </message>
    <message>
        <source>Ghi báo cáo tổng hợp ra PDF, Excel và Word</source>
        <translation>Write the consolidated report as PDF, Excel and Word</translation>
    </message>
    <message>
        <source>Giải trình số tổng hợp</source>
        <translation>Explanation of the total</translation>
    </message>
    <message>
        <source>Chọn một chỉ tiêu để xem số tổng hợp được tính thế nào.</source>
        <translation>Choose an indicator to see how its total came about.</translation>
    </message>
    <message>
        <source>Có báo cáo mới sau lần tổng hợp này. Bấm “Tổng hợp” (F9) để tính lại.</source>
        <translation>Returns came in after this run. Press “Consolidate” (F9) to run again.</translation>
    </message>
    <message>
        <source>Đang tổng hợp</source>
        <translation>Consolidating</translation>
    </message>
    <message>
        <source>Lần tổng hợp số {number}, lúc {at}, từ {count} báo cáo. Mã đối chiếu: {digest}</source>
        <translation>Run {number}, {at}, from {count} returns. Digest: {digest}</translation>
    </message>
    <message>
        <source>Chọn thư mục ghi báo cáo</source>
        <translation>Choose a folder for the report</translation>
    </message>
    <message>
        <source>Đang lập báo cáo</source>
        <translation>Writing the report</translation>
    </message>
    <message>
        <source>Đã lập báo cáo tổng hợp:</source>
        <translation>The consolidated report is written:</translation>
    </message>
    <message>
        <source>Tới trang Tiếp nhận</source>
        <translation>Go to Intake</translation>
    </message>
    <message>
        <source>{period}: ở đây tính số chung từ các báo cáo đã nhận, mỗi số kèm giải trình. Bấm để tổng hợp.</source>
        <translation>{period}: here the returns received become totals, each with its explanation. Press to consolidate.</translation>
    </message>
    <message>
        <source>{period}: ở đây tính số chung từ các báo cáo đã nhận. Chưa nhận báo cáo nào của kỳ này.</source>
        <translation>{period}: here the returns received become totals. No return of this period has been received yet.</translation>
    </message>
</context>
<context>
    <name>DemoStrip</name>
    <message>
        <source>Đang tạo bản thử</source>
        <translation>Making the demonstration</translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>Vùng thả tệp</source>
        <translation>Drop area</translation>
    </message>
    <message>
        <source>Kéo tệp báo cáo (.pdf, .xlsx), thư (.eml), tệp nén (.zip) hoặc thư mục thả vào đây</source>
        <translation>Drop files of returns (.pdf, .xlsx), mails (.eml), archives (.zip) or folders here</translation>
    </message>
</context>
<context>
    <name>EndDialog</name>
    <message>
        <source>&amp;Lý do:</source>
        <translation>&amp;Reason:</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Tính từ n&amp;gày trước đó:</source>
        <translation>As of an &amp;earlier day:</translation>
    </message>
    <message>
        <source>Chữ ký ghi thời điểm từ ngày này trở đi không còn được công nhận (Alt+G)</source>
        <translation>Signatures dated on this day or later do not count any more (Alt+E)</translation>
    </message>
    <message>
        <source>Chấm dứt từ ngày</source>
        <translation>Ends as of</translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message>
        <source>Ghi nhận người ký của đơn vị</source>
        <translation>Enrol a signer for a unit</translation>
    </message>
    <message>
        <source>Hãy gọi cho người ký theo số điện thoại đã biết (không lấy trong tệp) và nghe đọc dấu vân tay chứng thư của họ. Chỉ ghi nhận khi giống hệt.</source>
        <translation>Call the signer on a number you know (not one from the file) and have the fingerprint of their certificate read out. Enrol only when it is exactly the same.</translation>
    </message>
    <message>
        <source>Chứng thư của người ký</source>
        <translation>The signer's certificate</translation>
    </message>
    <message>
        <source>Tôi đã đối &amp;chiếu: dấu vân tay giống hệt</source>
        <translation>I have &amp;compared: the fingerprint is exactly the same</translation>
    </message>
    <message>
        <source>&amp;Ghi nhận</source>
        <translation>&amp;Enrol</translation>
    </message>
    <message>
        <source>Chứng thư trong tệp</source>
        <translation>Certificates in the file</translation>
    </message>
    <message>
        <source>Chứng thư s&amp;ố:</source>
        <translation>Certi&amp;ficate:</translation>
    </message>
    <message>
        <source>Tìm đơn vị</source>
        <translation>Find a unit</translation>
    </message>
    <message>
        <source>Gõ để tìm, không cần dấu: phu quoc, y te…</source>
        <translation>Type to find, marks are not needed: phu quoc, y te…</translation>
    </message>
    <message>
        <source>Đơn vị báo cáo</source>
        <translation>Reporting unit</translation>
    </message>
    <message>
        <source>Chọn đơn vị</source>
        <translation>Choose a unit</translation>
    </message>
    <message>
        <source>&amp;Đơn vị báo cáo:</source>
        <translation>Reporting &amp;unit:</translation>
    </message>
    <message>
        <source>Ký với tư cách</source>
        <translation>Signs as</translation>
    </message>
    <message>
        <source>Cả hai (một khóa ký thay cho cả hai)</source>
        <translation>Both (one key signs for both)</translation>
    </message>
    <message>
        <source>Ký với &amp;tư cách:</source>
        <translation>&amp;Signs as:</translation>
    </message>
    <message>
        <source>Thay cho chứng thư cũ</source>
        <translation>Replaces the certificate</translation>
    </message>
    <message>
        <source>Chứng thư cũ thôi được ghi nhận khi chứng thư mới bắt đầu</source>
        <translation>The old certificate ends when the new one begins</translation>
    </message>
    <message>
        <source>Th&amp;ay cho:</source>
        <translation>Re&amp;places:</translation>
    </message>
    <message>
        <source>Chỉ công nhận chữ &amp;ký từ ngày:</source>
        <translation>Accept si&amp;gnatures only from:</translation>
    </message>
    <message>
        <source>Không chọn: công nhận từ khi chứng thư có hiệu lực (Alt+K)</source>
        <translation>Not ticked: since the certificate is valid (Alt+G)</translation>
    </message>
    <message>
        <source>Công nhận từ ngày</source>
        <translation>Accepted from</translation>
    </message>
    <message>
        <source>không thay chứng thư nào</source>
        <translation>replaces none</translation>
    </message>
</context>
<context>
    <name>EnrolmentsPart</name>
    <message>
        <source>Ghi nhận từ tệp…</source>
        <translation>Enrol from file…</translation>
    </message>
    <message>
        <source>Chọn báo cáo đã ký (PDF, Excel) hoặc tệp chứng thư (.cer, .crt, .pem) của người ký</source>
        <translation>Choose a signed return (PDF, Excel) or the signer's certificate (.cer, .crt, .pem)</translation>
    </message>
    <message>
        <source>Từ tệp đã nhận…</source>
        <translation>From a received file…</translation>
    </message>
    <message>
        <source>Ghi nhận người ký của một tệp đang tạm giữ vì chưa biết người ký</source>
        <translation>Enrol the signer of a file that is held because its signer is not known</translation>
    </message>
    <message>
        <source>Chấm dứt…</source>
        <translation>Withdraw…</translation>
    </message>
    <message>
        <source>Chấm dứt việc ghi nhận đang chọn, kèm lý do; chữ ký trước đó vẫn có giá trị</source>
        <translation>Withdraw the enrolment that is selected, with a reason; earlier signatures stay good</translation>
    </message>
    <message>
        <source>Tìm đơn vị, người ký, dấu vân tay…</source>
        <translation>Find a unit, signer, fingerprint…</translation>
    </message>
    <message>
        <source>Lọc danh sách, không cần gõ dấu (Ctrl+F)</source>
        <translation>Filter the list, marks are not needed (Ctrl+F)</translation>
    </message>
    <message>
        <source>Tìm trong danh sách người ký</source>
        <translation>Find in the list of signers</translation>
    </message>
    <message>
        <source>Chưa ghi nhận người ký nào: chứng thư không ghi mã đơn vị sẽ chưa biết là ký cho đơn vị nào. Hãy ghi nhận người ký từ một tệp họ đã ký hoặc từ tệp chứng thư của họ.</source>
        <translation>No signer is enrolled yet: of a certificate that names no unit it is not known for whom it signs. Enrol a signer from a file they signed or from their certificate.</translation>
    </message>
    <message>
        <source>Chọn tệp đã ký hoặc tệp chứng thư của người ký</source>
        <translation>Choose a signed file or the signer's certificate</translation>
    </message>
    <message>
        <source>Tệp đã ký, chứng thư (*.pdf *.xlsx *.cer *.crt *.pem *.der);;Mọi tệp (*)</source>
        <translation>Signed files, certificates (*.pdf *.xlsx *.cer *.crt *.pem *.der);;All files (*)</translation>
    </message>
    <message>
        <source>Đã ghi nhận {name} ký cho {unit} ({roles}).</source>
        <translation>{name} is enrolled as a signer of {unit} ({roles}).</translation>
    </message>
    <message>
        <source>Đã ghi nhận người ký và tiếp nhận tệp {name}.</source>
        <translation>The signer is enrolled and the file {name} is taken in.</translation>
    </message>
    <message>
        <source>Đã ghi nhận người ký. Tệp {name} chưa tiếp nhận được: {reason}</source>
        <translation>The signer is enrolled. The file {name} could not be taken in yet: {reason}</translation>
    </message>
    <message>
        <source>Chấm dứt ghi nhận</source>
        <translation>Withdraw enrolment</translation>
    </message>
    <message>
        <source>{name} sẽ thôi ký cho {unit} ({role}). Chữ ký trước đó vẫn có giá trị. Nếu khóa bị mất hoặc bị lộ, hãy chọn ngày sự việc xảy ra.</source>
        <translation>{name} will sign for {unit} ({role}) no longer. Earlier signatures stay good. If the key was lost or exposed, choose the day it happened.</translation>
    </message>
    <message>
        <source>ví dụ: nghỉ hưu, chuyển công tác, mất thiết bị ký</source>
        <translation>for example: retired, moved to another post, lost the token</translation>
    </message>
    <message>
        <source>Đã chấm dứt: {name} thôi ký cho {unit}.</source>
        <translation>Withdrawn: {name} signs for {unit} no longer.</translation>
    </message>
    <message>
        <source>Đã ghi nhận lại: {name} ký cho {unit}.</source>
        <translation>Enrolled again: {name} signs for {unit}.</translation>
    </message>
</context>
<context>
    <name>Entry</name>
    <message>
        <source>STT</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Số thứ tự trong nghị quyết</source>
        <translation>Number in the resolution</translation>
    </message>
    <message>
        <source>Chỉ tiêu</source>
        <translation>Indicator</translation>
    </message>
    <message>
        <source>Tên chỉ tiêu</source>
        <translation>Name of the indicator</translation>
    </message>
    <message>
        <source>ĐVT</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Đơn vị tính</source>
        <translation>Unit of measurement</translation>
    </message>
    <message>
        <source>MT {year}</source>
        <translation>Target {year}</translation>
    </message>
    <message>
        <source>Mục tiêu của nghị quyết đến năm {year}</source>
        <translation>The resolution's target for {year}</translation>
    </message>
    <message>
        <source>KH {year}</source>
        <translation>Plan {year}</translation>
    </message>
    <message>
        <source>Kế hoạch năm {year}</source>
        <translation>Plan of the year {year}</translation>
    </message>
    <message>
        <source>Kỳ trước</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>Số liệu kỳ liền trước</source>
        <translation>Figure of the period before</translation>
    </message>
    <message>
        <source>Cùng kỳ</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>Số liệu cùng kỳ năm trước</source>
        <translation>Figure of the same period last year</translation>
    </message>
    <message>
        <source>Tử số</source>
        <translation>Numerator</translation>
    </message>
    <message>
        <source>Tử số của tỷ lệ: nhập ở đây</source>
        <translation>Numerator of the rate: type it here</translation>
    </message>
    <message>
        <source>Mẫu số</source>
        <translation>Denominator</translation>
    </message>
    <message>
        <source>Mẫu số của tỷ lệ: nhập ở đây</source>
        <translation>Denominator of the rate: type it here</translation>
    </message>
    <message>
        <source>Thực hiện</source>
        <translation>Actual</translation>
    </message>
    <message>
        <source>Thực hiện kỳ này; tỷ lệ được tính từ tử số và mẫu số</source>
        <translation>This period; rates are computed from numerator and denominator</translation>
    </message>
    <message>
        <source>% KH</source>
        <translation>% plan</translation>
    </message>
    <message>
        <source>Thực hiện so với kế hoạch năm, phần trăm</source>
        <translation>Actual against the year's plan, per cent</translation>
    </message>
    <message>
        <source>% CK</source>
        <translation>% last yr</translation>
    </message>
    <message>
        <source>Thực hiện so với cùng kỳ năm trước, phần trăm</source>
        <translation>Actual against the same period last year, per cent</translation>
    </message>
    <message>
        <source>Đánh giá</source>
        <translation>Judgement</translation>
    </message>
    <message>
        <source>So với mục tiêu</source>
        <translation>Against the target</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Trạng thái số liệu: ước, sơ bộ, chính thức, điều chỉnh</source>
        <translation>Status of the figure: estimate, preliminary, official, restated</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Ghi chú, nguồn số liệu, lý do</source>
        <translation>Note, source, reason</translation>
    </message>
    <message>
        <source>Nơi nhận yêu cầu: {text}</source>
        <translation>The receiver asks: {text}</translation>
    </message>
    <message>
        <source>Sửa số liệu hoặc ghi chú rồi ký lần mới.</source>
        <translation>Correct the figure or the note, then seal a new revision.</translation>
    </message>
    <message>
        <source>I. KINH TẾ</source>
        <translation>I. ECONOMY</translation>
    </message>
    <message>
        <source>II. VĂN HÓA - XÃ HỘI</source>
        <translation>II. CULTURE AND SOCIETY</translation>
    </message>
    <message>
        <source>III. MÔI TRƯỜNG</source>
        <translation>III. ENVIRONMENT</translation>
    </message>
    <message>
        <source>Đạt</source>
        <translation>Reached</translation>
    </message>
    <message>
        <source>Chưa đạt</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>○ chưa nhập</source>
        <translation>○ not entered</translation>
    </message>
    <message>
        <source>Được tính từ tử số và mẫu số</source>
        <translation>Computed from numerator and denominator</translation>
    </message>
    <message>
        <source>Cách tính</source>
        <translation>How it is computed</translation>
    </message>
    <message>
        <source>Nghị quyết</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>Kế hoạch năm</source>
        <translation>Yearly plan</translation>
    </message>
    <message>
        <source>Kịch bản</source>
        <translation>Scenario</translation>
    </message>
    <message>
        <source>Chưa ghi số liệu nào.</source>
        <translation>Nothing recorded yet.</translation>
    </message>
    <message>
        <source>Đã sửa sau lần gửi trước; khi đó để trống</source>
        <translation>Changed since the last return; it was blank then</translation>
    </message>
    <message>
        <source>Đã sửa sau lần gửi trước; khi đó là: {text}</source>
        <translation>Changed since the last return; it said: {text}</translation>
    </message>
    <message>
        <source> điểm</source>
        <translation> pts</translation>
    </message>
    <message>
        <source>% cùng kỳ</source>
        <translation>% last year</translation>
    </message>
    <message>
        <source>% trước</source>
        <translation>% before</translation>
    </message>
    <message>
        <source>(trống)</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>* số đã công bố, không phải số đơn vị nhập</source>
        <translation>* published figure, not entered by the unit</translation>
    </message>
    <message>
        <source>Chưa có mục tiêu nào được giao.</source>
        <translation>No target has been set.</translation>
    </message>
    <message>
        <source>Kế hoạch</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Kỳ</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Lộ trình</source>
        <translation>Path</translation>
    </message>
    <message>
        <source>Lộ trình: mức phải đạt ở năm còn lại</source>
        <translation>Path: what the years left must bring</translation>
    </message>
    <message>
        <source>Mười hai kỳ gần nhất</source>
        <translation>The last twelve periods</translation>
    </message>
    <message>
        <source>Năm</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Số liệu các năm</source>
        <translation>Figures of the years</translation>
    </message>
    <message>
        <source>hiệu lực từ {days}</source>
        <translation>in force from {days}</translation>
    </message>
    <message>
        <source>mức chung của tỉnh</source>
        <translation>the province's, not this unit's</translation>
    </message>
    <message>
        <source>± kỳ trước</source>
        <translation>± previous</translation>
    </message>
    <message>
        <source>↩ mở lại</source>
        <translation>↩ opened again</translation>
    </message>
    <message>
        <source>↩ nơi nhận, lần {revision}</source>
        <translation>↩ receiver, revision {revision}</translation>
    </message>
    <message>
        <source>○ chưa có hiệu lực trong kỳ này</source>
        <translation>○ not yet in force in this period</translation>
    </message>
    <message>
        <source>○ đã hết hiệu lực</source>
        <translation>○ no longer in force</translation>
    </message>
    <message>
        <source>● dùng để đánh giá</source>
        <translation>● judged by this one</translation>
    </message>
    <message>
        <source>✔ đã xong</source>
        <translation>✔ settled</translation>
    </message>
    <message>
        <source>Căn cứ</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>EntryPage</name>
    <message>
        <source>Chi tiết</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Hiện hoặc ẩn phần chi tiết chỉ tiêu (F4)</source>
        <translation>Show or hide the details of the indicator (F4)</translation>
    </message>
    <message>
        <source>Nhập từ tệp…</source>
        <translation>From a file…</translation>
    </message>
    <message>
        <source>Nhập số liệu từ tệp Excel, LibreOffice hoặc CSV (Ctrl+Shift+I)</source>
        <translation>Figures from an Excel, LibreOffice or CSV file (Ctrl+Shift+I)</translation>
    </message>
    <message>
        <source>Cỡ bảng {percent} % · Ctrl+0: trở lại 100 %</source>
        <translation>Grid at {percent} % · Ctrl+0: back to 100 %</translation>
    </message>
    <message>
        <source>Đây là bảng nhập số liệu. Kỳ này đơn vị không được giao chỉ tiêu nào; có thể chọn kỳ khác.</source>
        <translation>This is the grid for entering figures. No indicator is assigned to the unit in this period; you can choose another one.</translation>
    </message>
</context>
<context>
    <name>EntryView</name>
    <message>
        <source>Bảng nhập số liệu</source>
        <translation>Entry grid</translation>
    </message>
</context>
<context>
    <name>EscalationForm</name>
    <message>
        <source>Đã ghi trả lời: hãy chuyển tình trạng sang “Đã trả lời” để kiến nghị thôi chuyển kỳ.</source>
        <translation>An answer is written: set the state to “Answered”, so that the matter is carried over no more.</translation>
    </message>
    <message>
        <source>&amp;1. Nội dung vướng mắc</source>
        <translation>&amp;1. The matter</translation>
    </message>
    <message>
        <source>&amp;2. Giới hạn thẩm quyền (căn cứ pháp lý)</source>
        <translation>&amp;2. Limit of authority (legal basis)</translation>
    </message>
    <message>
        <source>&amp;3. Đề xuất</source>
        <translation>&amp;3. Proposal</translation>
    </message>
    <message>
        <source>Nơi nhận kiến nghị</source>
        <translation>Addressee</translation>
    </message>
    <message>
        <source>Nhiệm vụ liên quan</source>
        <translation>Task concerned</translation>
    </message>
    <message>
        <source>(không gắn với nhiệm vụ nào)</source>
        <translation>(no task)</translation>
    </message>
    <message>
        <source>&amp;4. Nơi nhận kiến nghị</source>
        <translation>&amp;4. Addressee</translation>
    </message>
    <message>
        <source>&amp;5. Nhiệm vụ liên quan</source>
        <translation>&amp;5. Related task</translation>
    </message>
    <message>
        <source>Tình trạng và hạn trả lời</source>
        <translation>State and date wanted</translation>
    </message>
    <message>
        <source>&amp;6. Văn bản trả lời: số, ký hiệu và ngày</source>
        <translation>&amp;6. Document of the answer: number, symbol and day</translation>
    </message>
    <message>
        <source>&amp;7. Nội dung trả lời của cấp trên</source>
        <translation>&amp;7. What was answered</translation>
    </message>
    <message>
        <source>Lưu kiến nghị</source>
        <translation>Save the escalation</translation>
    </message>
    <message>
        <source>Lưu kiến nghị (Ctrl+S)</source>
        <translation>Save the escalation (Ctrl+S)</translation>
    </message>
    <message>
        <source>Bỏ nội dung chưa lưu</source>
        <translation>Drop what is not saved</translation>
    </message>
    <message>
        <source>Bỏ những gì vừa ghi mà chưa lưu ở kiến nghị này</source>
        <translation>Drop what was written here and is not saved</translation>
    </message>
    <message>
        <source>Lịch sử…</source>
        <translation>History…</translation>
    </message>
    <message>
        <source>Ai đã ghi, sửa gì ở kiến nghị này và lúc nào</source>
        <translation>Who wrote or changed what in this matter, and when</translation>
    </message>
    <message>
        <source>ví dụ 123/UBND-TH</source>
        <translation>such as 123/UBND-TH</translation>
    </message>
    <message>
        <source>Số, ký hiệu văn bản trả lời</source>
        <translation>Number and symbol of the answering document</translation>
    </message>
    <message>
        <source>ngày</source>
        <translation>of</translation>
    </message>
    <message>
        <source>Văn bản trả lời có ngày</source>
        <translation>The answering document has a date</translation>
    </message>
    <message>
        <source>Ngày văn bản trả lời</source>
        <translation>Date of the answering document</translation>
    </message>
    <message>
        <source>Tình trạng kiến nghị</source>
        <translation>State of the escalation</translation>
    </message>
    <message>
        <source>Cần trả lời trước ngày</source>
        <translation>Decision wanted by</translation>
    </message>
</context>
<context>
    <name>Escalations</name>
    <message>
        <source>Nêu kiến nghị: “{text}”</source>
        <translation>Raised: “{text}”</translation>
    </message>
    <message>
        <source>Tình trạng: {before} → {after}</source>
        <translation>State: {before} → {after}</translation>
    </message>
    <message>
        <source>không hẹn ngày</source>
        <translation>no day</translation>
    </message>
    <message>
        <source>Cần trả lời trước: {day}</source>
        <translation>Decision wanted by: {day}</translation>
    </message>
    <message>
        <source>{name}: “{text}”</source>
        <translation>{name}: “{text}”</translation>
    </message>
    <message>
        <source>Nội dung vướng mắc</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>Giới hạn thẩm quyền</source>
        <translation>Limit of authority</translation>
    </message>
    <message>
        <source>Đề xuất</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Addressee</translation>
    </message>
    <message>
        <source>Nhiệm vụ liên quan</source>
        <translation>Task concerned</translation>
    </message>
    <message>
        <source>Trả lời</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Chờ trả lời</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Đã trả lời</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>Đã rút</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Vướng mắc</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>Đã chờ</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Cần trả lời trước</source>
        <translation>Wanted by</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>✎ Đang ghi, chưa lưu</source>
        <translation>✎ Being written, not saved</translation>
    </message>
    <message>
        <source>chuyển từ kỳ {period}</source>
        <translation>carried over from {period}</translation>
    </message>
    <message>
        <source>▲ quá hạn {days} ngày</source>
        <translation>▲ {days} days late</translation>
    </message>
    <message>
        <source>{days} ngày</source>
        <translation>{days} days</translation>
    </message>
    <message>
        <source>Nêu ngày {day}, gửi {addressee}</source>
        <translation>Raised on {day}, to {addressee}</translation>
    </message>
</context>
<context>
    <name>EscalationsPage</name>
    <message>
        <source>Kiến nghị vượt thẩm quyền</source>
        <translation>Matters beyond our authority</translation>
    </message>
    <message>
        <source>Thêm kiến nghị</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Danh sách kiến nghị</source>
        <translation>List of escalations</translation>
    </message>
    <message>
        <source>Chưa có kiến nghị nào. Việc vượt thẩm quyền của đơn vị thì ghi vào đây.</source>
        <translation>No escalations yet. Write here what exceeds the authority of the unit.</translation>
    </message>
    <message>
        <source>Nội dung này chưa lưu vào sổ làm việc; bản đang ghi dở được giữ trên máy này.</source>
        <translation>This is not saved in the workspace yet; the unfinished text is kept on this computer.</translation>
    </message>
    <message>
        <source>Mỗi kiến nghị nêu vướng mắc, giới hạn thẩm quyền và đề xuất; được chuyển sang kỳ sau cho tới khi có trả lời.</source>
        <translation>Each states the matter, the limit of authority and a proposal; it is carried over until answered.</translation>
    </message>
    <message numerus="yes">
        <source>%n kiến nghị chờ trả lời</source>
        <translation>
            <numerusform>%n matter waits for an answer</numerusform>
            <numerusform>%n matters wait for an answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>lâu nhất %n ngày</source>
        <translation>
            <numerusform>the oldest for %n day</numerusform>
            <numerusform>the oldest for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quá hạn trả lời</source>
        <translation>
            <numerusform>%n is late</numerusform>
            <numerusform>%n are late</numerusform>
        </translation>
    </message>
    <message>
        <source>Được chuyển sang kỳ sau cho tới khi có trả lời hoặc được rút.</source>
        <translation>They are carried over until they are answered or withdrawn.</translation>
    </message>
    <message>
        <source>Kiến nghị mới, chưa lưu.</source>
        <translation>A new matter, not saved yet.</translation>
    </message>
    <message>
        <source>Nêu ngày {day} ({period}).</source>
        <translation>Raised on {day} ({period}).</translation>
    </message>
    <message numerus="yes">
        <source>Đã chờ %n ngày.</source>
        <translation>
            <numerusform>Waiting for %n day.</numerusform>
            <numerusform>Waiting for %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▲ Quá hạn trả lời %n ngày.</source>
        <translation>
            <numerusform>▲ The answer is %n day late.</numerusform>
            <numerusform>▲ The answer is %n days late.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ủy ban nhân dân tỉnh</source>
        <translation>Provincial People&apos;s Committee</translation>
    </message>
</context>
<context>
    <name>ExplainDialog</name>
    <message>
        <source>Giải trình cảnh báo</source>
        <translation>Explain a warning</translation>
    </message>
    <message>
        <source>&amp;Lý do giữ nguyên số liệu (đi kèm báo cáo khi ký):</source>
        <translation>&amp;Reason for letting the figure stand (sealed with the return):</translation>
    </message>
    <message>
        <source>Lý do giữ nguyên số liệu</source>
        <translation>Reason for letting the figure stand</translation>
    </message>
</context>
<context>
    <name>FigureHighlighter</name>
    <message>
        <source>chưa có</source>
        <translation>none yet</translation>
    </message>
</context>
<context>
    <name>FigurePicker</name>
    <message>
        <source>Chèn số liệu</source>
        <translation>Insert a figure</translation>
    </message>
    <message>
        <source>Tên chỉ tiêu, không cần dấu, hoặc mã: thu ngan sach, KT08</source>
        <translation>Name of an indicator, marks may be left out, or a code: revenue, KT08</translation>
    </message>
    <message>
        <source>Tìm chỉ tiêu</source>
        <translation>Find an indicator</translation>
    </message>
    <message>
        <source>&amp;Tìm:</source>
        <translation>&amp;Find:</translation>
    </message>
    <message>
        <source>Số nào của chỉ tiêu</source>
        <translation>Which figure of the indicator</translation>
    </message>
    <message>
        <source>&amp;Số nào:</source>
        <translation>&amp;Which:</translation>
    </message>
    <message>
        <source>Mã</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Chỉ tiêu</source>
        <translation>Indicator</translation>
    </message>
    <message>
        <source>Kỳ này</source>
        <translation>This period</translation>
    </message>
    <message>
        <source>Cùng kỳ</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>% kế hoạch</source>
        <translation>% of plan</translation>
    </message>
    <message>
        <source>Chỉ tiêu của đơn vị</source>
        <translation>Indicators of the unit</translation>
    </message>
    <message>
        <source>Chèn</source>
        <translation>Insert</translation>
    </message>
    <message>
        <source>Chèn trích dẫn vào chỗ con trỏ (Enter)</source>
        <translation>Insert the reference at the cursor (Enter)</translation>
    </message>
    <message>
        <source>Số liệu kỳ này</source>
        <translation>Figure of this period</translation>
    </message>
    <message>
        <source>% so với kế hoạch năm</source>
        <translation>% of the yearly plan</translation>
    </message>
    <message>
        <source>% so với cùng kỳ năm trước</source>
        <translation>% of the same period last year</translation>
    </message>
    <message>
        <source>Kế hoạch năm</source>
        <translation>Yearly plan</translation>
    </message>
    <message>
        <source>Cùng kỳ năm trước</source>
        <translation>Same period last year</translation>
    </message>
    <message>
        <source>Kỳ trước</source>
        <translation>Period before</translation>
    </message>
    <message>
        <source>chưa có</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>Không có chỉ tiêu nào khớp. Hãy gõ ít chữ hơn, hoặc gõ mã chỉ tiêu.</source>
        <translation>No indicator fits. Type less, or the code of the indicator.</translation>
    </message>
    <message>
        <source>{token}: ô số liệu này chưa có; phải có số mới ký được báo cáo.</source>
        <translation>{token}: this cell is empty; the return cannot be sealed before it is filled.</translation>
    </message>
    <message>
        <source>{token} sẽ đọc là: {figure}</source>
        <translation>{token} will read: {figure}</translation>
    </message>
</context>
<context>
    <name>FilesMade</name>
    <message>
        <source>Tệp trước đó cùng tên nhưng khác nội dung được giữ lại:</source>
        <translation>Files that were there under these names and differ are kept as:</translation>
    </message>
    <message>
        <source>Mở thư mụ&amp;c</source>
        <translation>Open fol&amp;der</translation>
    </message>
    <message>
        <source>Mở thư mục chứa các tệp vừa tạo (Alt+C)</source>
        <translation>Open the folder with the files just made (Alt+D)</translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Hạn nộp</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Lần</source>
        <translation>Rev.</translation>
    </message>
    <message>
        <source>Nhận lúc</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Chậm (ngày)</source>
        <translation>Late (days)</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
</context>
<context>
    <name>FilingPage</name>
    <message>
        <source>Hãy ghi họ tên người xử lý rồi bấm lại: tên này đứng trong biên nhận.</source>
        <translation>Say first who decides, then press again: the name stands in the receipt.</translation>
    </message>
    <message>
        <source>Đã xuất bảng theo dõi:</source>
        <translation>The table was written:</translation>
    </message>
    <message>
        <source>Xem mọi đơn vị, mọi kỳ của năm; bấm lần nữa để trở lại</source>
        <translation>All units and all periods of the year; press again to come back</translation>
    </message>
    <message>
        <source>Cả năm</source>
        <translation>Whole year</translation>
    </message>
    <message>
        <source>Đối chiếu</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Đối chiếu báo cáo đang chọn với lần đang tính</source>
        <translation>Compare the selected return with the one that counts</translation>
    </message>
    <message>
        <source>Tiến độ nộp báo cáo</source>
        <translation>Who owes what</translation>
    </message>
    <message>
        <source>Chấp nhận…</source>
        <translation>Accept…</translation>
    </message>
    <message>
        <source>Chấp nhận báo cáo đang chọn và ký biên nhận</source>
        <translation>Accept the chosen return and sign the receipt</translation>
    </message>
    <message>
        <source>Trả lại…</source>
        <translation>Send back…</translation>
    </message>
    <message>
        <source>Trả lại báo cáo đang chọn kèm nhận xét</source>
        <translation>Send the chosen return back with comments</translation>
    </message>
    <message>
        <source>Xem số liệu</source>
        <translation>Show figures</translation>
    </message>
    <message>
        <source>Xem số liệu của báo cáo đang chọn; cũng là Enter</source>
        <translation>Show the figures of the selected return; Enter does the same</translation>
    </message>
    <message>
        <source>Mở PDF</source>
        <translation>Open PDF</translation>
    </message>
    <message>
        <source>Mở tệp PDF gốc của báo cáo đang chọn</source>
        <translation>Open the original PDF of the selected return</translation>
    </message>
    <message>
        <source>Tiến độ nộp theo đơn vị</source>
        <translation>Filing by unit</translation>
    </message>
    <message>
        <source>{period}: {here}/{all} đơn vị đã nộp, {late} đơn vị quá hạn.</source>
        <translation>{period}: {here} of {all} units have filed, {late} are late.</translation>
    </message>
    <message numerus="yes">
        <source>%n báo cáo gửi lại đang chờ quyết định (dòng có dấu ↳).</source>
        <translation>
            <numerusform>%n further return waits for a decision (the row with ↳).</numerusform>
            <numerusform>%n further returns wait for a decision (the rows with ↳).</numerusform>
        </translation>
    </message>
    <message>
        <source>Đã ký biên nhận cho {unit}. Mã biên nhận: {phrase}. Hãy gửi tệp này lại cho đơn vị:</source>
        <translation>The receipt for {unit} is signed. Check phrase: {phrase}. Send this file back to the unit:</translation>
    </message>
    <message>
        <source>Ở đây xem đơn vị nào phải nộp, đã nộp hay chưa. Kỳ này không yêu cầu đơn vị nào nộp báo cáo.</source>
        <translation>Here you see which units owe a return and whether it is here. No unit is asked for a return in this period.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Lọc hàng</source>
        <translation>Filter rows</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Hiện mọi chỉ tiêu</source>
        <translation>Show all indicators</translation>
    </message>
    <message>
        <source>Của tôi</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Chỉ tiêu do đơn vị này chủ trì</source>
        <translation>Indicators that this unit leads</translation>
    </message>
    <message>
        <source>Còn trống</source>
        <translation>Blank</translation>
    </message>
    <message>
        <source>Chỉ tiêu chưa có số liệu</source>
        <translation>Indicators without figures</translation>
    </message>
    <message>
        <source>Có phát hiện</source>
        <translation>With findings</translation>
    </message>
    <message>
        <source>Chỉ tiêu có lỗi hoặc cảnh báo</source>
        <translation>Indicators with errors or warnings</translation>
    </message>
    <message>
        <source>Đã sửa</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Chỉ tiêu đã sửa từ lần gửi trước</source>
        <translation>Indicators changed since the last return</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Tìm chỉ tiêu theo tên, mã, không cần dấu</source>
        <translation>Find an indicator by name or code</translation>
    </message>
    <message>
        <source>Tìm chỉ tiêu</source>
        <translation>Find an indicator</translation>
    </message>
    <message>
        <source>Kết quả tìm</source>
        <translation>Result of the search</translation>
    </message>
    <message>
        <source>Tìm ngược lên (Shift+F3)</source>
        <translation>Find the one before (Shift+F3)</translation>
    </message>
    <message>
        <source>Tìm tiếp (F3)</source>
        <translation>Find the next (F3)</translation>
    </message>
    <message>
        <source>Đóng (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>Đóng thanh tìm</source>
        <translation>Close the find bar</translation>
    </message>
    <message numerus="yes">
        <source>Không thấy; %n hàng khớp đang bị lọc ẩn</source>
        <translation>
            <numerusform>Not found; %n matching row is hidden by the filter</numerusform>
            <numerusform>Not found; %n matching rows are hidden by the filter</numerusform>
        </translation>
    </message>
    <message>
        <source>Không thấy</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>Xóa chữ đang tìm</source>
        <translation>Clear the search</translation>
    </message>
</context>
<context>
    <name>FormsDialog</name>
    <message>
        <source>Xuất biểu mẫu</source>
        <translation>Make forms</translation>
    </message>
    <message>
        <source>Biểu mẫu Excel {period} cho đơn vị không có chương trình: điền vào ô nền vàng rồi gửi lại, sau đó dùng “Thu biểu mẫu”.</source>
        <translation>Excel forms for {period} for units without the program: they fill in the yellow cells and send the file back; then use “Collect forms”.</translation>
    </message>
    <message>
        <source>Các đơn vị</source>
        <translation>The units</translation>
    </message>
    <message>
        <source>&amp;Xuất vào thư mục…</source>
        <translation>&amp;Make in a folder…</translation>
    </message>
    <message>
        <source>Chọn thư mục</source>
        <translation>Choose a folder</translation>
    </message>
    <message>
        <source>Hãy chọn ít nhất một đơn vị.</source>
        <translation>Choose one unit at least.</translation>
    </message>
    <message>
        <source>Đã xuất các biểu mẫu:</source>
        <translation>Forms made:</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Bản nháp</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Lần {number}, có thay đổi sau khi ký</source>
        <translation>Revision {number}, changed since it was sealed</translation>
    </message>
    <message>
        <source>Lần {number}</source>
        <translation>Revision {number}</translation>
    </message>
    <message>
        <source>Chưa ký</source>
        <translation>Not sealed</translation>
    </message>
    <message>
        <source>Đã ký, chưa có biên nhận</source>
        <translation>Sealed, no receipt yet</translation>
    </message>
    <message>
        <source>Đã ký, nơi nhận đã tiếp nhận</source>
        <translation>Sealed, taken in by the receiver</translation>
    </message>
    <message>
        <source>Đã ký, đã được chấp nhận</source>
        <translation>Sealed and accepted</translation>
    </message>
    <message>
        <source>Đã ký, bị trả lại</source>
        <translation>Sealed, sent back</translation>
    </message>
</context>
<context>
    <name>FrozenColumns</name>
    <message>
        <source>Tên chỉ tiêu</source>
        <translation>Name of the indicator</translation>
    </message>
</context>
<context>
    <name>GridBar</name>
    <message>
        <source>Tìm…</source>
        <translation>Find…</translation>
    </message>
    <message>
        <source>Tìm chỉ tiêu (Ctrl+F)</source>
        <translation>Find an indicator (Ctrl+F)</translation>
    </message>
    <message>
        <source>Cột</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Chọn cột được hiện</source>
        <translation>Choose the columns shown</translation>
    </message>
    <message>
        <source>Chú giải</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>Các dấu trong ô nghĩa là gì (Ctrl+Shift+M)</source>
        <translation>What the marks in the cells mean (Ctrl+Shift+M)</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Đơn vị báo cáo</source>
        <translation>Reporting unit</translation>
    </message>
    <message>
        <source>&amp;Kỳ báo cáo:</source>
        <translation>&amp;Period:</translation>
    </message>
    <message>
        <source>Kỳ báo cáo</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Chọn kỳ báo cáo (Alt+K); mỗi kỳ có số liệu và thuyết minh riêng</source>
        <translation>Choose the period (Alt+P); each has figures and narratives of its own</translation>
    </message>
    <message>
        <source>Hạn nộp</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Kỳ này không yêu cầu nộp</source>
        <translation>Not asked for in this period</translation>
    </message>
    <message>
        <source>Hạn nộp {day}</source>
        <translation>Due {day}</translation>
    </message>
    <message>
        <source>đã ký {day}</source>
        <translation>sealed on {day}</translation>
    </message>
    <message>
        <source>đã ký {day}, sau hạn</source>
        <translation>sealed late, on {day}</translation>
    </message>
    <message numerus="yes">
        <source>còn %n ngày</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message>
        <source>hôm nay</source>
        <translation>today</translation>
    </message>
    <message numerus="yes">
        <source>quá hạn %n ngày</source>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
    <message>
        <source>Phần việc của {division}</source>
        <translation>Part of {division}</translation>
    </message>
    <message>
        <source>Chỉ có các chỉ tiêu, nhiệm vụ được giao; làm xong thì chọn Tệp › Nộp lại phần việc</source>
        <translation>Only the indicators and tasks that were asked are here; when done, choose File › Return the part</translation>
    </message>
    <message>
        <source>Người đang làm việc</source>
        <translation>Who works here now</translation>
    </message>
    <message>
        <source>Thêm người…</source>
        <translation>Somebody else…</translation>
    </message>
    <message>
        <source>Người đang làm việc: {name}. Tên đứng trong lịch sử từng ô; đổi người thì chọn ở đây.</source>
        <translation>{name} works here now. The name stands in the history of every cell; choose here when somebody else takes over.</translation>
    </message>
    <message>
        <source>Chưa ghi họ tên, đang dùng tên đăng nhập “{name}”. Chọn hoặc thêm tên ở đây.</source>
        <translation>No name was given; the login “{name}” is used. Choose or add a name here.</translation>
    </message>
</context>
<context>
    <name>HintLine</name>
    <message>
        <source>Enter: xuống dòng · Tab: sang phải · F2: sửa · Delete: xóa · Ctrl+F: tìm · F1: trợ giúp</source>
        <translation>Enter: down · Tab: right · F2: edit · Delete: clear · Ctrl+F: find · F1: help</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Lịch sử kiến nghị</source>
        <translation>History of the matter</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Người ghi</source>
        <translation>By</translation>
    </message>
    <message>
        <source>Thay đổi</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Trang chính</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Chưa ghi họ tên người làm báo cáo (đang dùng tên đăng nhập “{name}”). Bấm để ghi.</source>
        <translation>The name of the person who reports is not given (the login “{name}” stands in). Click to give it.</translation>
    </message>
    <message>
        <source>Việc cần làm trong kỳ này. Bấm vào từng dòng để tới chỗ làm.</source>
        <translation>What to do in this period. Each line leads to its place.</translation>
    </message>
    <message>
        <source>Tới trang tương ứng (Enter)</source>
        <translation>Go there (Enter)</translation>
    </message>
    <message>
        <source>Ở đây kể việc cần làm trong kỳ. Kỳ này đơn vị không phải báo cáo gì; có thể chọn kỳ khác.</source>
        <translation>Here you read what is to be done in the period. Nothing is asked of the unit in this one; you can choose another.</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Thời điểm ký</source>
        <translation>Signed at</translation>
    </message>
    <message>
        <source>Chủ thể</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Nơi cấp</source>
        <translation>Issuer</translation>
    </message>
    <message>
        <source>Số chứng thư</source>
        <translation>Serial number</translation>
    </message>
    <message>
        <source>Dấu vân tay</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>Chứng thư của người ký</source>
        <translation>The signer's certificate</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Tệp</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Kỳ</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Lần</source>
        <translation>Rev.</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>IntakePage</name>
    <message>
        <source>Tiếp nhận báo cáo</source>
        <translation>Intake</translation>
    </message>
    <message>
        <source>Mỗi tệp được kiểm tra chữ ký và nội dung trước khi tiếp nhận; tệp gốc luôn được giữ nguyên.</source>
        <translation>Signature and content of every file are checked before it is taken in; the file itself is kept as it came.</translation>
    </message>
    <message>
        <source>Chọn tệp…</source>
        <translation>Choose files…</translation>
    </message>
    <message>
        <source>Chọn thư mục…</source>
        <translation>Choose folder…</translation>
    </message>
    <message>
        <source>Ghi nhận người ký…</source>
        <translation>Enrol signer…</translation>
    </message>
    <message>
        <source>Đối chiếu dấu vân tay và ghi nhận người ký của tệp đang chọn cho đơn vị</source>
        <translation>Compare the fingerprint and enrol the signer of the selected file for the unit</translation>
    </message>
    <message>
        <source>Kết quả tiếp nhận</source>
        <translation>Results of intake</translation>
    </message>
    <message>
        <source>Kết quả kiểm tra tệp</source>
        <translation>What is known about the file</translation>
    </message>
    <message>
        <source>Đang tiếp nhận</source>
        <translation>Taking in</translation>
    </message>
    <message numerus="yes">
        <source>Bỏ qua %n tệp không phải PDF hay Excel trong thư mục: {names}.</source>
        <translation>
            <numerusform>%n file in the folder that is neither PDF nor Excel was left out: {names}.</numerusform>
            <numerusform>%n files in the folder that are neither PDF nor Excel were left out: {names}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chọn tệp báo cáo</source>
        <translation>Choose returns</translation>
    </message>
    <message>
        <source>Chọn thư mục báo cáo</source>
        <translation>Choose a folder of returns</translation>
    </message>
    <message>
        <source>Báo cáo, thư, tệp nén (*.pdf *.xlsx *.eml *.zip);;Mọi tệp (*)</source>
        <translation>Returns, mails, archives (*.pdf *.xlsx *.eml *.zip);;All files (*)</translation>
    </message>
    <message>
        <source>Hộp thư không có thư mới từ lần đọc trước.</source>
        <translation>There are no new mails since the mailbox was read last.</translation>
    </message>
    <message>
        <source>Tiếp nhận báo cáo trong các thư mới; không xóa, không đánh dấu thư nào</source>
        <translation>Take in returns from new mails; nothing is deleted or marked</translation>
    </message>
    <message>
        <source>Đang đọc hộp thư</source>
        <translation>Reading the mailbox</translation>
    </message>
    <message>
        <source>Đọc hộp thư…</source>
        <translation>Read mailbox…</translation>
    </message>
    <message>
        <source>Ở đây nhận và kiểm tra báo cáo của các đơn vị. Chưa có tệp nào: thả vào vùng trên hoặc bấm nút.</source>
        <translation>Here the returns of the units are taken in and verified. No file yet: drop some above or press the button.</translation>
    </message>
</context>
<context>
    <name>KeyFields</name>
    <message>
        <source>Tệp khóa ký</source>
        <translation>Key file</translation>
    </message>
    <message>
        <source>Tệp .p12 hoặc .pfx của đơn vị</source>
        <translation>The unit's .p12 or .pfx file</translation>
    </message>
    <message>
        <source>Chọn…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Chọn tệp khóa ký (.p12, .pfx)</source>
        <translation>Choose the key file (.p12, .pfx)</translation>
    </message>
    <message>
        <source>Mật khẩu của khóa</source>
        <translation>Password of the key</translation>
    </message>
    <message>
        <source>&amp;Mật khẩu:</source>
        <translation>Pass&amp;word:</translation>
    </message>
    <message>
        <source>&amp;Mã PIN:</source>
        <translation>&amp;PIN:</translation>
    </message>
    <message>
        <source>Mã PIN của thiết bị ký</source>
        <translation>PIN of the token</translation>
    </message>
    <message>
        <source>Tắt bộ gõ tiếng Việt trước khi nhập; sai vài lần liền (thường là ba) thiết bị sẽ khóa.</source>
        <translation>Turn the Vietnamese keyboard off before typing; a few wrong tries in a row (often three) lock the token.</translation>
    </message>
    <message>
        <source>Chọn tệp khóa ký</source>
        <translation>Choose the key file</translation>
    </message>
    <message>
        <source>Khóa ký (*.p12 *.pfx);;Mọi tệp (*)</source>
        <translation>Keys (*.p12 *.pfx);;All files (*)</translation>
    </message>
    <message>
        <source>đến {date}</source>
        <translation>until {date}</translation>
    </message>
    <message>
        <source>✕ hết hạn {date}</source>
        <translation>✕ expired {date}</translation>
    </message>
    <message>
        <source>Nơi cấp: {issuer}</source>
        <translation>Issued by: {issuer}</translation>
    </message>
    <message>
        <source>Tôi đã xem đồng hồ: giờ máy hiện tại đúng</source>
        <translation>I looked at the clock: it is right now</translation>
    </message>
    <message>
        <source>Chứng thư số trên thiết bị ký</source>
        <translation>Certificates on tokens</translation>
    </message>
    <message>
        <source>&amp;Chứng thư số:</source>
        <translation>&amp;Certificate:</translation>
    </message>
    <message>
        <source>Thiết bị ký…</source>
        <translation>Token…</translation>
    </message>
    <message>
        <source>Chọn chứng thư số trên thiết bị ký đang cắm</source>
        <translation>Choose a certificate on a token that is plugged in</translation>
    </message>
    <message>
        <source>Tệp khó&amp;a:</source>
        <translation>Key f&amp;ile:</translation>
    </message>
    <message>
        <source>Mã PIN có chữ có dấu: hãy tắt bộ gõ tiếng Việt rồi nhập lại.</source>
        <translation>The PIN has accented letters: turn the Vietnamese keyboard off and type it again.</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Phím tắt</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Nơi dùng</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Phím</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Does</translation>
    </message>
    <message>
        <source>Mọi trang</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>Số liệu</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>tới từng trang ở cột trái</source>
        <translation>go to a screen of the list at the left</translation>
    </message>
    <message>
        <source>chứng thư tin cậy</source>
        <translation>trusted certificates</translation>
    </message>
    <message>
        <source>chọn kỳ báo cáo</source>
        <translation>choose the period (Alt+P)</translation>
    </message>
    <message>
        <source>mở sổ làm việc khác</source>
        <translation>open another workspace</translation>
    </message>
    <message>
        <source>sao lưu sổ làm việc</source>
        <translation>back the workspace up</translation>
    </message>
    <message>
        <source>kiểm tra chữ ký của một tệp</source>
        <translation>check the signature of a file</translation>
    </message>
    <message>
        <source>chữ to hơn, nhỏ hơn</source>
        <translation>larger text, smaller text</translation>
    </message>
    <message>
        <source>hoàn tác, làm lại việc vừa ghi</source>
        <translation>undo, redo what was written</translation>
    </message>
    <message>
        <source>thoát</source>
        <translation>quit</translation>
    </message>
    <message>
        <source>ghi và xuống dòng, lên dòng</source>
        <translation>save and go down, up</translation>
    </message>
    <message>
        <source>ghi và sang phải, sang trái</source>
        <translation>save and go right, left</translation>
    </message>
    <message>
        <source>sửa ô đang đứng</source>
        <translation>edit the cell</translation>
    </message>
    <message>
        <source>bỏ những gì vừa gõ trong ô</source>
        <translation>give up what was just typed</translation>
    </message>
    <message>
        <source>xóa các ô đang chọn</source>
        <translation>clear the selected cells</translation>
    </message>
    <message>
        <source>không áp dụng, chưa có số liệu</source>
        <translation>not applicable, not available yet</translation>
    </message>
    <message>
        <source>chép, cắt, dán một khối với Excel, LibreOffice</source>
        <translation>copy, cut, paste a block with Excel, LibreOffice</translation>
    </message>
    <message>
        <source>chép ô trên xuống các ô dưới</source>
        <translation>copy the upper cell into those below</translation>
    </message>
    <message>
        <source>đầu, cuối hàng; đầu, cuối bảng</source>
        <translation>start, end of the row; start, end of the grid</translation>
    </message>
    <message>
        <source>tới cuối vùng có số liệu</source>
        <translation>to the end of the filled cells</translation>
    </message>
    <message>
        <source>chọn một khối, chọn tất cả</source>
        <translation>select a block, select all</translation>
    </message>
    <message>
        <source>tìm chỉ tiêu, tìm tiếp, tìm ngược lên</source>
        <translation>find an indicator, the next one, the one before</translation>
    </message>
    <message>
        <source>tới phần lọc hàng, rồi chọn bằng mũi tên</source>
        <translation>to the filters, then choose with the arrow keys</translation>
    </message>
    <message>
        <source>các dấu trong ô nghĩa là gì</source>
        <translation>what the marks in the cells mean</translation>
    </message>
    <message>
        <source>bảng to hơn, nhỏ hơn, trở lại 100 %</source>
        <translation>grid larger, smaller, back to 100 %</translation>
    </message>
    <message>
        <source>chọn cách đọc khi số có hai cách đọc</source>
        <translation>choose the reading of a number with two</translation>
    </message>
    <message>
        <source>rời khỏi bảng</source>
        <translation>leave the grid</translation>
    </message>
    <message>
        <source>hiện, ẩn phần chi tiết</source>
        <translation>show, hide the details</translation>
    </message>
    <message>
        <source>từ bảng sang phần chi tiết và trở lại</source>
        <translation>from the table to the details and back</translation>
    </message>
    <message>
        <source>nhập số liệu từ tệp Excel, CSV</source>
        <translation>read figures from an Excel or CSV file</translation>
    </message>
    <message>
        <source>Thuyết minh</source>
        <translation>Narratives</translation>
    </message>
    <message>
        <source>tới từng ô</source>
        <translation>go to a field</translation>
    </message>
    <message>
        <source>chèn số liệu của kỳ vào câu</source>
        <translation>insert a figure of the period into the sentence</translation>
    </message>
    <message>
        <source>Kiến nghị</source>
        <translation>Escalations</translation>
    </message>
    <message>
        <source>thêm, lưu kiến nghị</source>
        <translation>add, save an escalation</translation>
    </message>
    <message>
        <source>Kiểm tra</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>tới chỗ cần sửa, giải trình, kiểm tra lại</source>
        <translation>go to the place, explain, check again</translation>
    </message>
    <message>
        <source>Ký và xuất</source>
        <translation>Sign and export</translation>
    </message>
    <message>
        <source>tới từng bước</source>
        <translation>go to a step</translation>
    </message>
    <message>
        <source>ký và xuất báo cáo</source>
        <translation>sign and export the return</translation>
    </message>
    <message>
        <source>nhận biên nhận</source>
        <translation>take a receipt in</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Intake</translation>
    </message>
    <message>
        <source>chọn tệp, chọn thư mục</source>
        <translation>choose files, choose a folder</translation>
    </message>
    <message>
        <source>ghi nhận người ký của tệp đang chọn</source>
        <translation>enrol the signer of the selected file</translation>
    </message>
    <message>
        <source>Tiến độ nộp</source>
        <translation>Filing</translation>
    </message>
    <message>
        <source>xem số liệu, mở PDF của báo cáo</source>
        <translation>show the figures, open the PDF</translation>
    </message>
    <message>
        <source>chấp nhận, trả lại báo cáo</source>
        <translation>accept, send back</translation>
    </message>
    <message>
        <source>Bảng tổng hợp</source>
        <translation>Totals</translation>
    </message>
    <message>
        <source>tổng hợp, lập báo cáo</source>
        <translation>consolidate, write the report</translation>
    </message>
    <message>
        <source>Chứng thư tin cậy</source>
        <translation>Trusted certificates</translation>
    </message>
    <message>
        <source>tới từng danh sách</source>
        <translation>go to each list</translation>
    </message>
    <message>
        <source>thêm từ tệp, thôi tin cậy hoặc chấm dứt</source>
        <translation>add from file, trust no longer or withdraw</translation>
    </message>
    <message>
        <source>ghi nhận người ký của tệp đã nhận</source>
        <translation>enrol the signer of a received file</translation>
    </message>
    <message>
        <source>tìm trong danh sách người ký</source>
        <translation>find in the list of signers</translation>
    </message>
    <message>
        <source>lấy lại điều vừa thôi tin cậy hoặc chấm dứt</source>
        <translation>take back what was just dropped or withdrawn</translation>
    </message>
    <message>
        <source>trợ giúp của trang đang mở</source>
        <translation>help on the open page</translation>
    </message>
    <message>
        <source>bảng phím tắt này</source>
        <translation>this list of keys</translation>
    </message>
    <message>
        <source>hướng dẫn sử dụng</source>
        <translation>the user’s guide</translation>
    </message>
    <message>
        <source>hộp thư đi</source>
        <translation>outbox</translation>
    </message>
    <message>
        <source>giới thiệu các bước: tiếp, trước, đóng</source>
        <translation>walk through: next, back, close</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Chú giải dấu trong ô</source>
        <translation>The marks in the cells</translation>
    </message>
    <message>
        <source>Đã ghi</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>Đang ghi</source>
        <translation>Being saved</translation>
    </message>
    <message>
        <source>Lỗi chặn, hoặc chữ không đọc được thành số</source>
        <translation>Blocking error, or a text that is no number</translation>
    </message>
    <message>
        <source>Cảnh báo</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>Lưu ý</source>
        <translation>Hint</translation>
    </message>
    <message>
        <source>Có ghi chú</source>
        <translation>Has a note</translation>
    </message>
    <message>
        <source>Đã sửa từ lần gửi trước</source>
        <translation>Changed since the last return</translation>
    </message>
    <message>
        <source>Số ước</source>
        <translation>Estimate</translation>
    </message>
    <message>
        <source>Được tính, không nhập</source>
        <translation>Computed, not typed</translation>
    </message>
    <message>
        <source>Chưa có số liệu</source>
        <translation>Not available</translation>
    </message>
    <message>
        <source>Không áp dụng</source>
        <translation>Not applicable</translation>
    </message>
</context>
<context>
    <name>ListsPart</name>
    <message>
        <source>Thêm từ tệp…</source>
        <translation>Add from file…</translation>
    </message>
    <message>
        <source>Chọn tệp danh sách thu hồi (.crl) tải từ cơ quan chứng thực</source>
        <translation>Choose a revocation list (.crl) fetched from the authority</translation>
    </message>
    <message>
        <source>Chưa có danh sách thu hồi nào nên không biết chứng thư nào đã bị hủy. Hãy tải tệp .crl từ trang của cơ quan chứng thực rồi thêm vào đây.</source>
        <translation>There is no revocation list yet, so it is not known which certificates were revoked. Fetch the .crl file from the authority's site and add it here.</translation>
    </message>
    <message>
        <source>Chọn danh sách thu hồi</source>
        <translation>Choose a revocation list</translation>
    </message>
    <message>
        <source>Danh sách thu hồi (*.crl *.pem *.der);;Mọi tệp (*)</source>
        <translation>Revocation lists (*.crl *.pem *.der);;All files (*)</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Đ&amp;i tới</source>
        <translation>&amp;Go to</translation>
    </message>
    <message>
        <source>Trợ &amp;giúp</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>&amp;Phím tắt…</source>
        <translation>&amp;Keys…</translation>
    </message>
    <message>
        <source>&amp;Hướng dẫn sử dụng</source>
        <translation>&amp;User’s guide</translation>
    </message>
    <message>
        <source>Hướng dẫn &amp;bản in (PDF)</source>
        <translation>Printed guide (P&amp;DF)</translation>
    </message>
    <message>
        <source>&amp;Về KGDesk…</source>
        <translation>&amp;About KGDesk…</translation>
    </message>
    <message>
        <source>&amp;Tệp</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>&amp;Mở sổ làm việc khác…</source>
        <translation>&amp;Open another workspace…</translation>
    </message>
    <message>
        <source>&amp;Sao lưu sổ làm việc…</source>
        <translation>&amp;Back up the workspace…</translation>
    </message>
    <message>
        <source>&amp;Kiểm tra chữ ký của tệp…</source>
        <translation>&amp;Check the signature of a file…</translation>
    </message>
    <message>
        <source>&amp;Họ tên người làm báo cáo…</source>
        <translation>&amp;Name of the person who reports…</translation>
    </message>
    <message>
        <source>&amp;Thoát</source>
        <translation>&amp;Quit</translation>
    </message>
    <message>
        <source>&amp;Hiển thị</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>&amp;Ngôn ngữ</source>
        <translation>&amp;Language</translation>
    </message>
    <message>
        <source>&amp;Màu nền</source>
        <translation>&amp;Colours</translation>
    </message>
    <message>
        <source>Theo hệ thống</source>
        <translation>Follow the system</translation>
    </message>
    <message>
        <source>Sáng</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Tối</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Chữ &amp;to hơn</source>
        <translation>&amp;Larger text</translation>
    </message>
    <message>
        <source>Chữ nh&amp;ỏ hơn</source>
        <translation>&amp;Smaller text</translation>
    </message>
    <message>
        <source>Chọn thư mục để sao lưu</source>
        <translation>Choose the folder for the copy</translation>
    </message>
    <message>
        <source>Sao lưu</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>Đã sao lưu và kiểm tra bản sao:
{path}</source>
        <translation>Backed up; the copy was checked:
{path}</translation>
    </message>
    <message>
        <source>Chọn tệp cần kiểm tra</source>
        <translation>Choose the file to check</translation>
    </message>
    <message>
        <source>Báo cáo, biên nhận, gói chỉ tiêu (*.pdf *.xlsx *.kgplan);;Mọi tệp (*)</source>
        <translation>Returns, receipts, plan packs (*.pdf *.xlsx *.kgplan);;All files (*)</translation>
    </message>
    <message>
        <source>Họ tên người làm báo cáo</source>
        <translation>Name of the person who reports</translation>
    </message>
    <message>
        <source>Họ và tên, đứng trong lịch sử số liệu và ở chân trang báo cáo:</source>
        <translation>Full name, as it stands in the history of figures and at the foot of returns:</translation>
    </message>
    <message>
        <source>&amp;Sửa</source>
        <translation>&amp;Edit</translation>
    </message>
    <message>
        <source>&amp;Cột của bảng số liệu…</source>
        <translation>&amp;Columns of the grid…</translation>
    </message>
    <message>
        <source>Tương phản cao, nền đen</source>
        <translation>High contrast on black</translation>
    </message>
    <message>
        <source>Tương phản cao, nền trắng</source>
        <translation>High contrast on white</translation>
    </message>
    <message>
        <source>&amp;Trợ giúp trang này</source>
        <translation>&amp;Help on this page</translation>
    </message>
    <message>
        <source>Mật khẩ&amp;u của sổ làm việc…</source>
        <translation>Workspace pass&amp;word…</translation>
    </message>
    <message>
        <source>Bản sa&amp;o và phục hồi…</source>
        <translation>Copies and rec&amp;overy…</translation>
    </message>
    <message>
        <source>Giới thiệu &amp;các bước: tiếp nhận, tổng hợp</source>
        <translation>A &amp;walk through: take in, consolidate</translation>
    </message>
    <message>
        <source>Giới thiệu các bước: &amp;nhập, ký, gửi</source>
        <translation>A walk through: &amp;enter, sign, send</translation>
    </message>
</context>
<context>
    <name>NarrativeForm</name>
    <message>
        <source>Tiến độ (&amp;4):</source>
        <translation>Progress (&amp;4):</translation>
    </message>
    <message>
        <source>Tiến độ nhiệm vụ</source>
        <translation>Progress of the task</translation>
    </message>
    <message>
        <source>— chọn tiến độ —</source>
        <translation>— choose the progress —</translation>
    </message>
    <message>
        <source>Tỷ lệ hoàn thành, % (&amp;5):</source>
        <translation>Completed, % (&amp;5):</translation>
    </message>
    <message>
        <source>Tỷ lệ hoàn thành, phần trăm</source>
        <translation>Completed, per cent</translation>
    </message>
    <message>
        <source>So với kỳ trước</source>
        <translation>Compare with last period</translation>
    </message>
    <message>
        <source>Hiện câu chữ kỳ trước bên cạnh, chỗ khác nhau được gạch chân, gạch ngang</source>
        <translation>Show the words of the period before beside yours; what is new is underlined, what is gone is struck through</translation>
    </message>
    <message>
        <source>Chép từ kỳ trước</source>
        <translation>Copy from last period</translation>
    </message>
    <message>
        <source>Chép nội dung kỳ trước vào các ô còn trống để sửa tiếp</source>
        <translation>Copy the texts of the period before into the empty fields</translation>
    </message>
    <message>
        <source>Tỷ lệ hoàn thành “{typed}” chưa được lưu: hãy nhập số nguyên từ 0 đến 100, ví dụ 45.</source>
        <translation>The share “{typed}” is not saved: enter a whole number from 0 to 100, for example 45.</translation>
    </message>
    <message>
        <source>Hãy chọn tiến độ của nhiệm vụ; chưa chọn thì chưa ký được báo cáo.</source>
        <translation>Choose the progress of the task; until then the return cannot be sealed.</translation>
    </message>
</context>
<context>
    <name>NarrativePage</name>
    <message>
        <source>Thuyết minh nhiệm vụ, giải pháp</source>
        <translation>Narratives of the tasks</translation>
    </message>
    <message>
        <source>Chèn số liệu…</source>
        <translation>Insert a figure…</translation>
    </message>
    <message>
        <source>Chèn số liệu của kỳ vào chỗ con trỏ; số trong câu luôn theo đúng ô số liệu</source>
        <translation>Insert a figure of the period at the cursor; the number in the sentence always follows its cell</translation>
    </message>
    <message>
        <source>Nhiệm vụ</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Cây nhiệm vụ</source>
        <translation>Tree of tasks</translation>
    </message>
    <message>
        <source>chưa viết</source>
        <translation>not written</translation>
    </message>
    <message>
        <source>chưa chọn tiến độ</source>
        <translation>progress not chosen</translation>
    </message>
    <message>
        <source>Đã viết {done}/{all} nhiệm vụ. Nội dung được lưu tự động khi rời ô hoặc ngừng gõ.</source>
        <translation>{done} of {all} tasks written. Texts are saved when the field is left or after a pause.</translation>
    </message>
    <message>
        <source>{person} ghi lúc {at}</source>
        <translation>written by {person}, {at}</translation>
    </message>
    <message>
        <source>Ở đây viết kết quả, khó khăn và việc làm tiếp cho từng nhiệm vụ. Kỳ này đơn vị không được phân công nhiệm vụ nào; có thể chọn kỳ khác.</source>
        <translation>Here you write results, difficulties and next steps for each task. No task is assigned to the unit in this period; you can choose another one.</translation>
    </message>
</context>
<context>
    <name>NarrativeText</name>
    <message>
        <source>Thay “{typed}” bằng {token} ({expected})</source>
        <translation>Put {token} ({expected}) in place of “{typed}”</translation>
    </message>
    <message>
        <source>Ghi {typed}, số liệu của kỳ là {expected}. Nhấn chuột phải để thay bằng {token}.</source>
        <translation>{typed} is written, the figure of the period is {expected}. Right-click to put {token} in its place.</translation>
    </message>
    <message>
        <source>Ghi {typed}, số liệu của kỳ là {expected}.</source>
        <translation>{typed} is written, the figure of the period is {expected}.</translation>
    </message>
    <message>
        <source>Không có chỉ tiêu nào mang mã {code}.</source>
        <translation>No indicator has the code {code}.</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Các trang</source>
        <translation>Screens</translation>
    </message>
    <message>
        <source>TỔNG HỢP</source>
        <translation>CONSOLIDATION</translation>
    </message>
    <message>
        <source>THIẾT LẬP</source>
        <translation>SETTINGS</translation>
    </message>
    <message>
        <source>Trang chính</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Số liệu</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>Thuyết minh</source>
        <translation>Narratives</translation>
    </message>
    <message>
        <source>Kiến nghị</source>
        <translation>Escalations</translation>
    </message>
    <message>
        <source>Kiểm tra</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>Ký và xuất</source>
        <translation>Seal</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Intake</translation>
    </message>
    <message>
        <source>Tiến độ nộp</source>
        <translation>Filing</translation>
    </message>
    <message>
        <source>Bảng tổng hợp</source>
        <translation>Totals</translation>
    </message>
    <message>
        <source>Chứng thư tin cậy</source>
        <translation>Trusted certificates</translation>
    </message>
    <message>
        <source>Hộp thư đi</source>
        <translation>Outbox</translation>
    </message>
</context>
<context>
    <name>NewWorkspaceDialog</name>
    <message>
        <source>Tạo sổ làm việc mới</source>
        <translation>New workspace</translation>
    </message>
</context>
<context>
    <name>OldLettersOffer</name>
    <message>
        <source>Chuyển sang Unicode</source>
        <translation>Turn into Unicode</translation>
    </message>
    <message>
        <source>Giữ nguyên</source>
        <translation>Leave as it is</translation>
    </message>
    <message>
        <source>Chữ vừa dán gõ bằng {encoding}. Đọc theo Unicode là: “{text}…”</source>
        <translation>What was pasted is in {encoding}. In Unicode it reads: “{text}…”</translation>
    </message>
    <message>
        <source>Chữ vừa dán đã được sửa nên không chuyển được nữa; hãy dán lại.</source>
        <translation>What was pasted has been changed since and can no longer be turned; paste it again.</translation>
    </message>
</context>
<context>
    <name>Paste</name>
    <message>
        <source>✔ Ghi</source>
        <translation>✔ Written</translation>
    </message>
    <message>
        <source>✎ Ghi sau khi sửa</source>
        <translation>✎ Written after a repair</translation>
    </message>
    <message>
        <source>? Cần chọn</source>
        <translation>? Please choose</translation>
    </message>
    <message>
        <source>✕ Không ghi</source>
        <translation>✕ Not written</translation>
    </message>
    <message>
        <source>○ Ô không nhập được</source>
        <translation>○ Not for typing</translation>
    </message>
    <message>
        <source>{shown} (bảng tính giữ {exact})</source>
        <translation>{shown} (the spreadsheet holds {exact})</translation>
    </message>
    <message>
        <source>(để trống)</source>
        <translation>(blank)</translation>
    </message>
    <message>
        <source>{whole} phẩy {fraction}</source>
        <translation>{whole} point {fraction}</translation>
    </message>
    <message>
        <source>Ô này được tính hoặc lấy từ chương trình, không nhập vào được.</source>
        <translation>This cell is computed or comes from the plan; nothing can be typed into it.</translation>
    </message>
    <message>
        <source>Số này đọc được theo hai cách.</source>
        <translation>This number can be read in two ways.</translation>
    </message>
    <message>
        <source>Có thể là chữ gõ bằng bảng mã cũ (TCVN3, VNI).</source>
        <translation>This may be text in an old encoding (TCVN3, VNI).</translation>
    </message>
    <message>
        <source>Số hiển thị khác số bảng tính đang giữ.</source>
        <translation>The number shown is not the one that the spreadsheet holds.</translation>
    </message>
    <message>
        <source>Ô hiện dấu gạch hoặc trống, bảng tính giữ số 0.</source>
        <translation>The cell shows a dash or nothing; the spreadsheet holds 0.</translation>
    </message>
    <message>
        <source>Chỗ ngắt dòng trong ô đổi thành dấu cách.</source>
        <translation>Line breaks in the cell become spaces.</translation>
    </message>
    <message>
        <source>Chữ gõ bằng bảng mã cũ (TCVN3, VNI) đổi sang Unicode.</source>
        <translation>Text in an old encoding (TCVN3, VNI) becomes Unicode.</translation>
    </message>
    <message>
        <source>Chữ cái hoặc dấu không phải của tiếng Việt được thay bằng chữ Việt trông giống.</source>
        <translation>Letters or marks that are not Vietnamese ones become the Vietnamese letters they look like.</translation>
    </message>
    <message>
        <source>Tất cả: dấu &amp;chấm là hàng nghìn</source>
        <translation>All: the &amp;dot marks thousands</translation>
    </message>
    <message>
        <source>Tất cả: dấu chấm là &amp;thập phân</source>
        <translation>All: the dot marks d&amp;ecimals</translation>
    </message>
    <message>
        <source>({count} ô khác viết như vậy)</source>
        <translation>({count} other cells are written so)</translation>
    </message>
</context>
<context>
    <name>PastePreview</name>
    <message>
        <source>Xem trước khi dán</source>
        <translation>Preview of the paste</translation>
    </message>
    <message>
        <source>Dán theo &amp;tên chỉ tiêu có trong khối</source>
        <translation>Paste by the &amp;names in the block</translation>
    </message>
    <message>
        <source>Dán theo &amp;vị trí, từ ô đang đứng</source>
        <translation>Paste by &amp;place, from the current cell on</translation>
    </message>
    <message>
        <source>Ô</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>Trong khối chép</source>
        <translation>In the block</translation>
    </message>
    <message>
        <source>Đang có</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Sẽ ghi</source>
        <translation>Will be written</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Các ô sẽ dán</source>
        <translation>The cells of the paste</translation>
    </message>
    <message>
        <source>— hãy chọn —</source>
        <translation>— please choose —</translation>
    </message>
    <message>
        <source>không ghi ô này</source>
        <translation>leave this cell</translation>
    </message>
    <message>
        <source>Tử số</source>
        <translation>Numerator</translation>
    </message>
    <message>
        <source>Mẫu số</source>
        <translation>Denominator</translation>
    </message>
    <message>
        <source>Thực hiện</source>
        <translation>Actual</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>cột không nhập</source>
        <translation>not for typing</translation>
    </message>
    <message numerus="yes">
        <source>Sẽ ghi %n ô.</source>
        <translation>
            <numerusform>%n cell will be written.</numerusform>
            <numerusform>%n cells will be written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Còn %n ô cần chọn cách đọc.</source>
        <translation>
            <numerusform>%n cell needs a choice.</numerusform>
            <numerusform>%n cells need a choice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ô không ghi được, giữ nguyên.</source>
        <translation>
            <numerusform>%n cell cannot be written and stays as it is.</numerusform>
            <numerusform>%n cells cannot be written and stay as they are.</numerusform>
        </translation>
    </message>
    <message>
        <source>Hãy đứng ở cột Tử số, Mẫu số, Thực hiện, Trạng thái hoặc Ghi chú rồi dán lại.</source>
        <translation>Stand in the column Numerator, Denominator, Actual, Status or Note, then paste again.</translation>
    </message>
    <message numerus="yes">
        <source>Ghi %n ô</source>
        <translation>
            <numerusform>Write %n cell</numerusform>
            <numerusform>Write %n cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hàng vượt quá cuối bảng, bỏ qua.</source>
        <translation>
            <numerusform>%n row lies past the end of the grid and is left out.</numerusform>
            <numerusform>%n rows lie past the end of the grid and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cột vượt quá bảng, bỏ qua.</source>
        <translation>
            <numerusform>%n column lies past the grid and is left out.</numerusform>
            <numerusform>%n columns lie past the grid and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hàng bị ẩn trong bảng tính, không dán.</source>
        <translation>
            <numerusform>%n row is hidden in the spreadsheet and is not pasted.</numerusform>
            <numerusform>%n rows are hidden in the spreadsheet and are not pasted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cột bị ẩn trong bảng tính, không dán.</source>
        <translation>
            <numerusform>%n column is hidden in the spreadsheet and is not pasted.</numerusform>
            <numerusform>%n columns are hidden in the spreadsheet and are not pasted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hàng của khối không có trong bảng đang hiện, bỏ qua: {names}.</source>
        <translation>
            <numerusform>%n row of the block has no row in the grid shown and is left out: {names}.</numerusform>
            <numerusform>%n rows of the block have no row in the grid shown and are left out: {names}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pasting</name>
    <message numerus="yes">
        <source>Dán %n ô.</source>
        <translation>
            <numerusform>%n cell pasted.</numerusform>
            <numerusform>%n cells pasted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hàng đang ẩn giữ nguyên.</source>
        <translation>
            <numerusform>%n hidden row is left as it was.</numerusform>
            <numerusform>%n hidden rows are left as they were.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ctrl+Z: hoàn tác.</source>
        <translation>Ctrl+Z takes it back.</translation>
    </message>
</context>
<context>
    <name>PictureField</name>
    <message>
        <source>Chọn…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Chọn {title}: tệp PNG có nền trong suốt</source>
        <translation>Choose the {title}: a PNG with a transparent background</translation>
    </message>
    <message>
        <source>Bỏ ảnh</source>
        <translation>Drop</translation>
    </message>
    <message>
        <source>Không vẽ {title} lên văn bản nữa</source>
        <translation>Draw the {title} on the document no more</translation>
    </message>
    <message>
        <source>Ảnh PNG (*.png)</source>
        <translation>PNG pictures (*.png)</translation>
    </message>
    <message>
        <source>Đang đọc ảnh…</source>
        <translation>Reading the picture…</translation>
    </message>
    <message>
        <source>chưa có ảnh</source>
        <translation>no picture</translation>
    </message>
    <message>
        <source>▲ Ảnh chữ ký của thủ trưởng phải là màu xanh (Nghị định 30/2020/NĐ-CP).</source>
        <translation>▲ The picture of the head's signature has to be blue (Decree 30/2020/ND-CP).</translation>
    </message>
    <message>
        <source>▲ Ảnh con dấu của cơ quan phải là màu đỏ (Nghị định 30/2020/NĐ-CP).</source>
        <translation>▲ The picture of the agency's seal has to be red (Decree 30/2020/ND-CP).</translation>
    </message>
    <message>
        <source>▲ Ảnh nhỏ, in ra có thể bị mờ: nên rộng từ {width} điểm ảnh.</source>
        <translation>▲ The picture is small and may print coarsely: {width} pixels in width or more are better.</translation>
    </message>
</context>
<context>
    <name>PreviewStep</name>
    <message>
        <source>Mở bằng trình &amp;xem PDF</source>
        <translation>Open in the PDF viewe&amp;r</translation>
    </message>
    <message>
        <source>Mở các trang này bằng chương trình xem PDF của máy (Alt+X)</source>
        <translation>Open these pages in the PDF viewer of this computer (Alt+R)</translation>
    </message>
    <message>
        <source>Các trang sẽ được ký</source>
        <translation>The pages to be signed</translation>
    </message>
    <message>
        <source>Đang dựng trang…</source>
        <translation>Setting the pages…</translation>
    </message>
    <message>
        <source>Đúng các trang này sẽ được ký ({count} trang). Số và ngày văn bản được điền ở bước 3.</source>
        <translation>These very pages will be signed ({count}). Number and date are given in step 3.</translation>
    </message>
    <message>
        <source>Bấm “Mở bằng trình xem PDF” để đọc đúng các trang sẽ được ký.</source>
        <translation>Press “Open in the PDF viewer” to read the very pages that will be signed.</translation>
    </message>
    <message>
        <source>Trang {number}</source>
        <translation>Page {number}</translation>
    </message>
    <message>
        <source>Chưa dựng được trang.</source>
        <translation>The pages could not be set.</translation>
    </message>
</context>
<context>
    <name>PreviousText</name>
    <message>
        <source>Lấy lại câu chữ kỳ trước</source>
        <translation>Take last period’s words</translation>
    </message>
    <message>
        <source>Viết lại đúng câu chữ kỳ trước vào ô bên cạnh; Ctrl+Z trong ô đó để lấy lại chữ đang có</source>
        <translation>Write the words of the period before into the field beside; Ctrl+Z in that field brings yours back</translation>
    </message>
    <message>
        <source>Kỳ trước: {name}</source>
        <translation>Period before: {name}</translation>
    </message>
    <message>
        <source>Gạch chân: mới viết kỳ này. Gạch ngang: kỳ trước có, kỳ này không còn.</source>
        <translation>Underlined: new in this period. Struck through: gone since the period before.</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Tiến độ</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Dừng việc đang làm; không có gì làm dở dang (Esc)</source>
        <translation>Stop the work; nothing is left half done (Esc)</translation>
    </message>
    <message>
        <source>Đang dừng…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Lý do điều chỉnh</source>
        <translation>Reason for the change</translation>
    </message>
    <message>
        <source>ví dụ: rà soát lại theo số liệu của Cục Thống kê</source>
        <translation>for example: revised after the Statistics Office</translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message>
        <source>✔ Đã ghi</source>
        <translation>✔ Recorded</translation>
    </message>
    <message>
        <source>✔ Sẽ ghi</source>
        <translation>✔ Will be recorded</translation>
    </message>
    <message>
        <source>○ Không đổi</source>
        <translation>○ Unchanged</translation>
    </message>
    <message>
        <source>○ Không đọc</source>
        <translation>○ Not read</translation>
    </message>
    <message>
        <source>○ Bỏ qua</source>
        <translation>○ Left out</translation>
    </message>
    <message>
        <source>▲ Cần chọn</source>
        <translation>▲ To be chosen</translation>
    </message>
    <message>
        <source>✕ Không nhận</source>
        <translation>✕ Refused</translation>
    </message>
</context>
<context>
    <name>RecordDialog</name>
    <message>
        <source>Nhập số liệu từ tệp</source>
        <translation>Figures from a file</translation>
    </message>
    <message>
        <source>Bảng trong tệp</source>
        <translation>Tables in the file</translation>
    </message>
    <message>
        <source>Chưa ghi gì. Hãy chọn cách đọc hoặc bỏ qua các dòng cần quyết định, hoặc sửa tệp rồi nhập lại.</source>
        <translation>Nothing was saved. Choose a reading or leave out the rows to be decided, or correct the file and read it again.</translation>
    </message>
    <message>
        <source>Mọi dòng đều đọc được. Bấm “Ghi số liệu” để lưu; có thể hoàn tác một lần.</source>
        <translation>All rows can be read. Press “Save figures”; one undo takes them back.</translation>
    </message>
    <message>
        <source>Tệp không có số liệu nào mới.</source>
        <translation>There is no new figure in the file.</translation>
    </message>
    <message>
        <source>Trang “{sheet}”, dòng {first} đến {last}: {known} trên {rows} dòng là chỉ tiêu của đơn vị</source>
        <translation>Sheet “{sheet}”, rows {first} to {last}: {known} of {rows} rows are indicators of the unit</translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message>
        <source>Dòng</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Chỉ tiêu</source>
        <translation>Indicator</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Giải thích</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>Các dòng của tệp</source>
        <translation>Rows of the file</translation>
    </message>
    <message>
        <source>Bỏ qua mọi dòng không nhận được</source>
        <translation>Leave out all refused rows</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Có sửa</source>
        <translation>Repaired</translation>
    </message>
    <message>
        <source>Cần quyết định</source>
        <translation>To be decided</translation>
    </message>
    <message>
        <source>Bỏ qua</source>
        <translation>Passed over</translation>
    </message>
    <message>
        <source>Hiểu là “{text}”</source>
        <translation>Read as “{text}”</translation>
    </message>
    <message>
        <source>Bỏ qua dòng này</source>
        <translation>Leave this row out</translation>
    </message>
</context>
<context>
    <name>ReturnDialog</name>
    <message>
        <source>{unit} · {period} · lần {revision}</source>
        <translation>{unit} · {period} · revision {revision}</translation>
    </message>
    <message>
        <source>Ký lúc {at}. Thuyết minh: {narratives} nhiệm vụ; kiến nghị: {escalations}.</source>
        <translation>Sealed at {at}. Narratives: {narratives}; escalations: {escalations}.</translation>
    </message>
    <message>
        <source>Số liệu của báo cáo</source>
        <translation>Figures of the return</translation>
    </message>
    <message>
        <source>Thuyết minh và kiến nghị của báo cáo</source>
        <translation>Narratives and escalations of the return</translation>
    </message>
    <message>
        <source>Thuyết minh</source>
        <translation>Narratives</translation>
    </message>
    <message>
        <source>Kiến nghị</source>
        <translation>Escalations</translation>
    </message>
    <message>
        <source>Tiến độ</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>Khó khăn, nguyên nhân</source>
        <translation>Difficulties and their causes</translation>
    </message>
    <message>
        <source>Nhiệm vụ, giải pháp tiếp theo</source>
        <translation>Next steps</translation>
    </message>
    <message>
        <source>Giới hạn thẩm quyền</source>
        <translation>Limit of authority</translation>
    </message>
    <message>
        <source>Đề xuất</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>Nơi nhận kiến nghị</source>
        <translation>Addressee</translation>
    </message>
    <message>
        <source>Đề nghị trả lời trước ngày</source>
        <translation>Answer wanted before</translation>
    </message>
    <message>
        <source>Trả lời</source>
        <translation>Answer</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Chỗ</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Gốc chung</source>
        <translation>Both came from</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Lý do của đơn vị</source>
        <translation>Reason given</translation>
    </message>
    <message>
        <source>Lần mới</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Lần mới, so với đang tính</source>
        <translation>New, against what counts</translation>
    </message>
    <message>
        <source>Nhận xét</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>Thay đổi</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Tăng, giảm</source>
        <translation>More, less</translation>
    </message>
    <message>
        <source>Đang tính</source>
        <translation>Counts now</translation>
    </message>
</context>
<context>
    <name>ReviewDialog</name>
    <message>
        <source>&amp;Lý do quyết định:</source>
        <translation>&amp;Why so decided:</translation>
    </message>
    <message>
        <source>Lưu trong sổ làm việc, không gửi cho đơn vị</source>
        <translation>Kept in the workspace, not told to the unit</translation>
    </message>
    <message>
        <source>Nhận xét kèm theo:</source>
        <translation>Remarks:</translation>
    </message>
    <message>
        <source>Chấp nhận báo cáo</source>
        <translation>Accept a return</translation>
    </message>
    <message>
        <source>Trả lại báo cáo</source>
        <translation>Send a return back</translation>
    </message>
    <message>
        <source>Chấp nhận báo cáo {period} (lần {revision}) của {unit}?</source>
        <translation>Accept the return {period} (revision {revision}) of {unit}?</translation>
    </message>
    <message>
        <source>Trả lại báo cáo {period} (lần {revision}) của {unit} để đơn vị sửa?</source>
        <translation>Send the return {period} (revision {revision}) back to {unit} for correction?</translation>
    </message>
    <message>
        <source>Ký biên nhận</source>
        <translation>Sign the receipt</translation>
    </message>
    <message>
        <source>Trả lại và ký</source>
        <translation>Send back and sign</translation>
    </message>
    <message>
        <source>Chỉ tiêu được nhận xét</source>
        <translation>Indicator commented on</translation>
    </message>
    <message>
        <source>Toàn báo cáo</source>
        <translation>The whole return</translation>
    </message>
    <message>
        <source>Nhận xét</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>&amp;Về chỉ tiêu:</source>
        <translation>&amp;About:</translation>
    </message>
    <message>
        <source>&amp;Nhận xét:</source>
        <translation>&amp;Comment:</translation>
    </message>
    <message>
        <source>&amp;Thêm nhận xét</source>
        <translation>Add &amp;this comment</translation>
    </message>
    <message>
        <source>Đưa nhận xét này vào danh sách để ghi tiếp nhận xét khác (Alt+T)</source>
        <translation>Put this comment into the list and write another (Alt+T)</translation>
    </message>
    <message>
        <source>Các nhận xét đã thêm</source>
        <translation>Comments added</translation>
    </message>
    <message>
        <source>Delete: bỏ nhận xét đang chọn</source>
        <translation>Delete: drop the selected comment</translation>
    </message>
    <message>
        <source>Đã thêm:</source>
        <translation>Added:</translation>
    </message>
</context>
<context>
    <name>SealPage</name>
    <message>
        <source>Ký và xuất báo cáo</source>
        <translation>Seal the return</translation>
    </message>
    <message>
        <source>Nhận biên nhận…</source>
        <translation>Take a receipt in…</translation>
    </message>
    <message>
        <source>Nhận tệp biên nhận mà nơi nhận báo cáo gửi lại</source>
        <translation>Take in the receipt that the receiver sent back</translation>
    </message>
    <message>
        <source>1. Kiểm tra</source>
        <translation>1. Check</translation>
    </message>
    <message>
        <source>2. Xem trước</source>
        <translation>2. Preview</translation>
    </message>
    <message>
        <source>3. Ký</source>
        <translation>3. Sign</translation>
    </message>
    <message>
        <source>4. Giao nộp</source>
        <translation>4. Deliver</translation>
    </message>
    <message>
        <source>Đã ký báo cáo lần {revision} lúc {at}, nhưng sau đó có sửa đổi: hãy ký lần mới ở bước 3.</source>
        <translation>Revision {revision} was sealed at {at}, and there were changes since: seal a new one in step 3.</translation>
    </message>
    <message>
        <source>Đã ký báo cáo lần {revision} lúc {at}. Không cần ký lại: hãy gửi các tệp này tới {recipient}.</source>
        <translation>Revision {revision} was sealed at {at}. No need to sign again: send these files to {recipient}.</translation>
    </message>
    <message>
        <source>Không thấy trong thư mục {folder}: {names}. Ký lại ở bước 3 sẽ xuất lại đúng nội dung cũ.</source>
        <translation>Not found in the folder {folder}: {names}. Signing again in step 3 exports the same content.</translation>
    </message>
    <message>
        <source>Chọn tệp biên nhận</source>
        <translation>Choose the receipt</translation>
    </message>
    <message>
        <source>Biên nhận (*.pdf)</source>
        <translation>Receipts (*.pdf)</translation>
    </message>
    <message>
        <source>Nơi nhận đã tiếp nhận báo cáo {period}, lần {revision}.</source>
        <translation>The receiver took in the return {period}, revision {revision}.</translation>
    </message>
    <message>
        <source>Nơi nhận đã chấp nhận báo cáo {period}, lần {revision}.</source>
        <translation>The receiver accepted the return {period}, revision {revision}.</translation>
    </message>
    <message>
        <source>Nơi nhận trả lại báo cáo {period}, lần {revision}: xem nhận xét ở Trang chính và ở từng ô.</source>
        <translation>The receiver sent back the return {period}, revision {revision}: see the comments on Home and at the cells.</translation>
    </message>
    <message>
        <source>Mã biên nhận: {phrase}</source>
        <translation>Check phrase: {phrase}</translation>
    </message>
    <message>
        <source>Kỳ này đơn vị không phải báo cáo gì nên không có gì để ký.</source>
        <translation>The unit reports nothing for this period, so there is nothing to seal.</translation>
    </message>
    <message numerus="yes">
        <source>Còn %n lỗi chặn, phải sửa xong mới ký được.</source>
        <translation>
            <numerusform>%n error blocks the sealing.</numerusform>
            <numerusform>%n errors block the sealing.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chọn dòng rồi bấm Enter để tới chỗ cần sửa.</source>
        <translation>Choose a line and press Enter to go to the place.</translation>
    </message>
    <message>
        <source>Không còn lỗi chặn. Các cảnh báo dưới đây không ngăn việc ký; hãy xem lại trước khi ký.</source>
        <translation>Nothing blocks. The warnings below do not stop the sealing; look at them first.</translation>
    </message>
    <message>
        <source>Không có lỗi nào. Chuyển sang bước 2 để xem đúng các trang sẽ được ký.</source>
        <translation>No blocking findings. Go on to step 2 to see the very pages that will be signed.</translation>
    </message>
    <message>
        <source>Đang ký…</source>
        <translation>Signing…</translation>
    </message>
    <message>
        <source>Đã xuất lại báo cáo lần {revision}, nội dung không đổi.</source>
        <translation>Revision {revision} was exported again; its content is the same.</translation>
    </message>
    <message>
        <source>Đã ký báo cáo lần {revision}.</source>
        <translation>Revision {revision} is sealed.</translation>
    </message>
    <message>
        <source>Hãy gửi các tệp dưới đây tới {recipient}. Báo cáo chỉ được coi là đã nộp khi có biên nhận.</source>
        <translation>Send the files below to {recipient}. The return counts as filed only when a receipt is here.</translation>
    </message>
    <message>
        <source>Mã đối chiếu: {digest}</source>
        <translation>Digest: {digest}</translation>
    </message>
    <message>
        <source>Sang bước 2: xem trước</source>
        <translation>On to step 2: preview</translation>
    </message>
    <message>
        <source>Sang bước 3: ký</source>
        <translation>On to step 3: sign</translation>
    </message>
    <message>
        <source>Ở đây có các tệp đã ký để giao nộp. Báo cáo của kỳ này chưa được ký; hãy ký ở bước 3.</source>
        <translation>Here lie the signed files to be delivered. The return of this period has not been signed yet; sign in step 3.</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Chi tiết chỉ tiêu</source>
        <translation>Details of the indicator</translation>
    </message>
    <message numerus="yes">
        <source>%n, đã xong</source>
        <translation>
            <numerusform>%n, settled</numerusform>
            <numerusform>%n, settled</numerusform>
        </translation>
    </message>
    <message>
        <source>12 kỳ gần nhất</source>
        <translation>Last 12 periods</translation>
    </message>
    <message>
        <source>Chỉ tiêu đang chọn</source>
        <translation>The indicator one stands on</translation>
    </message>
    <message>
        <source>Diễn biến các năm</source>
        <translation>Through the years</translation>
    </message>
    <message>
        <source>Lịch sử ô</source>
        <translation>History of the cell</translation>
    </message>
    <message>
        <source>Mục tiêu và căn cứ</source>
        <translation>Targets and their documents</translation>
    </message>
    <message>
        <source>Trao đổi</source>
        <translation>Talk</translation>
    </message>
    <message>
        <source>Tệp đính kèm</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Định nghĩa và cách tính</source>
        <translation>Definition and formula</translation>
    </message>
    <message>
        <source>Định nghĩa, cách tính</source>
        <translation>Definition, formula</translation>
    </message>
</context>
<context>
    <name>SignStep</name>
    <message>
        <source>Hãy ghi họ tên người làm báo cáo trước khi ký: tên này đứng ở chân trang.</source>
        <translation>Say first who prepared the return: the name stands at the foot of its pages.</translation>
    </message>
    <message>
        <source>Ký và xuất báo cáo</source>
        <translation>Sign and export the return</translation>
    </message>
    <message>
        <source>Ký các trang đã xem trước và ghi ra tệp (Ctrl+Enter)</source>
        <translation>Sign the pages and write the files (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Số văn bản</source>
        <translation>Number of the document</translation>
    </message>
    <message>
        <source>để trống nếu chưa có</source>
        <translation>leave empty if not given yet</translation>
    </message>
    <message>
        <source>Ký hiệu văn bản</source>
        <translation>Symbol of the document</translation>
    </message>
    <message>
        <source>Ngày văn bản</source>
        <translation>Date of the document</translation>
    </message>
    <message>
        <source>&amp;Ngày văn bản:</source>
        <translation>&amp;Date:</translation>
    </message>
    <message>
        <source>Họ tên người ký</source>
        <translation>Name of the signer</translation>
    </message>
    <message>
        <source>Họ tên thủ t&amp;rưởng:</source>
        <translation>Head's na&amp;me:</translation>
    </message>
    <message>
        <source>Ký với tư &amp;cách:</source>
        <translation>Sign &amp;as:</translation>
    </message>
    <message>
        <source>Ảnh chữ ký của thủ trưởng</source>
        <translation>Picture of the head's signature</translation>
    </message>
    <message>
        <source>Ảnh con dấu của cơ quan</source>
        <translation>Picture of the agency's seal</translation>
    </message>
    <message>
        <source>Ảnh chữ ký, con dấu:</source>
        <translation>Hand and seal:</translation>
    </message>
    <message>
        <source>Ghi &amp;vào thư mục:</source>
        <translation>Write into folde&amp;r:</translation>
    </message>
    <message>
        <source>Ký với tư cách</source>
        <translation>Sign as</translation>
    </message>
    <message>
        <source>Số, ký hiệ&amp;u:</source>
        <translation>&amp;Number, symbol:</translation>
    </message>
    <message>
        <source>Thủ trưởng và cơ quan (một khóa)</source>
        <translation>Head and agency (one key)</translation>
    </message>
    <message>
        <source>Thủ trưởng</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>Cơ quan, tổ chức</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Báo cáo PDF đã ký</source>
        <translation>Signed PDF</translation>
    </message>
    <message>
        <source>Phụ lục Excel</source>
        <translation>Excel annex</translation>
    </message>
    <message>
        <source>Tệp cần xuất:</source>
        <translation>Files:</translation>
    </message>
    <message>
        <source>Thư mục ghi tệp</source>
        <translation>Folder for the files</translation>
    </message>
    <message>
        <source>Chọn…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Chọn thư mục ghi tệp</source>
        <translation>Choose a folder for the files</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Tình trạng lưu</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>Lần báo cáo</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Kết quả kiểm tra</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>Chữ ký</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Không có lỗi</source>
        <translation>No errors</translation>
    </message>
    <message numerus="yes">
        <source>%n lỗi chặn</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cảnh báo</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message>
        <source>Đang gõ, chưa lưu</source>
        <translation>Typing, not saved yet</translation>
    </message>
    <message numerus="yes">
        <source>Đang lưu… (còn %n việc)</source>
        <translation>
            <numerusform>Saving… (%n waiting)</numerusform>
            <numerusform>Saving… (%n waiting)</numerusform>
        </translation>
    </message>
    <message>
        <source>Chưa lưu, đang chờ lý do sửa</source>
        <translation>Not saved yet: waiting for the reason</translation>
    </message>
    <message>
        <source>CHƯA LƯU ĐƯỢC thay đổi vừa nhập</source>
        <translation>NOT SAVED: the last change</translation>
    </message>
    <message>
        <source>Đã lưu {time}</source>
        <translation>Saved {time}</translation>
    </message>
    <message>
        <source>Chưa có thay đổi</source>
        <translation>No changes yet</translation>
    </message>
</context>
<context>
    <name>TableActions</name>
    <message>
        <source>&amp;Nhập số liệu từ tệp…</source>
        <translation>Figures from a fi&amp;le…</translation>
    </message>
    <message>
        <source>&amp;Xuất biểu mẫu…</source>
        <translation>Ma&amp;ke forms…</translation>
    </message>
    <message>
        <source>Thu &amp;biểu mẫu…</source>
        <translation>Collec&amp;t forms…</translation>
    </message>
    <message>
        <source>Chọn tệp số liệu</source>
        <translation>Choose a file of figures</translation>
    </message>
    <message>
        <source>Bảng số liệu (*.xlsx *.xls *.ods *.csv *.tsv);;Mọi tệp (*)</source>
        <translation>Tables (*.xlsx *.xls *.ods *.csv *.tsv);;All files (*)</translation>
    </message>
    <message>
        <source>Chọn biểu mẫu đã điền</source>
        <translation>Choose filled forms</translation>
    </message>
    <message>
        <source>Biểu mẫu (*.xlsx *.xls *.ods);;Mọi tệp (*)</source>
        <translation>Forms (*.xlsx *.xls *.ods);;All files (*)</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>“{typed}” đọc được theo hai cách; hãy chọn cách đúng.</source>
        <translation>“{typed}” can be read in two ways; please choose.</translation>
    </message>
</context>
<context>
    <name>Trust</name>
    <message>
        <source>Danh sách thu hồi</source>
        <translation>Revocation lists</translation>
    </message>
    <message>
        <source>Đã có danh sách mới hơn của cơ quan này; bản này chỉ giữ để đối chiếu.</source>
        <translation>There is a newer list of this authority; this one is only kept for reference.</translation>
    </message>
    <message>
        <source>Đã quá hạn cập nhật: hãy tải danh sách mới và thêm vào.</source>
        <translation>A newer list is overdue: fetch it and add it.</translation>
    </message>
    <message>
        <source>Danh sách còn trong hạn.</source>
        <translation>The list is current.</translation>
    </message>
    <message>
        <source>Cơ quan lập</source>
        <translation>Issuer</translation>
    </message>
    <message>
        <source>Lập lúc</source>
        <translation>Issued at</translation>
    </message>
    <message>
        <source>Hạn cập nhật</source>
        <translation>Next due</translation>
    </message>
    <message>
        <source>Số chứng thư bị thu hồi</source>
        <translation>Certificates revoked</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Bị thu hồi</source>
        <translation>Revoked</translation>
    </message>
    <message>
        <source>○ Đã có bản mới hơn</source>
        <translation>○ Replaced by a newer one</translation>
    </message>
    <message>
        <source>▲ Quá hạn cập nhật</source>
        <translation>▲ Overdue</translation>
    </message>
    <message>
        <source>● Còn hạn</source>
        <translation>● Current</translation>
    </message>
    <message>
        <source>không ghi</source>
        <translation>not stated</translation>
    </message>
    <message>
        <source>Người ký của các đơn vị</source>
        <translation>Signers of the units</translation>
    </message>
    <message>
        <source>Lịch sử ghi nhận</source>
        <translation>History</translation>
    </message>
    <message>
        <source>ghi nhận từ {start}, do {person}</source>
        <translation>enrolled as of {start}, by {person}</translation>
    </message>
    <message>
        <source>chấm dứt từ {end}, do {person}: {reason}</source>
        <translation>withdrawn as of {end}, by {person}: {reason}</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Tư cách</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Từ ngày</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Đến ngày</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Dấu vân tay</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>Thủ trưởng</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>Cơ quan, tổ chức</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>đã thay bằng chứng thư mới</source>
        <translation>replaced by a new certificate</translation>
    </message>
    <message>
        <source>▲ Sắp chấm dứt</source>
        <translation>▲ About to end</translation>
    </message>
    <message>
        <source>● Đang ghi nhận</source>
        <translation>● Enrolled</translation>
    </message>
    <message>
        <source>○ Chưa bắt đầu</source>
        <translation>○ Not begun</translation>
    </message>
    <message>
        <source>○ Đã chấm dứt</source>
        <translation>○ Withdrawn</translation>
    </message>
    <message>
        <source>▲ Chưa có hiệu lực</source>
        <translation>▲ Not valid yet</translation>
    </message>
    <message>
        <source>✕ Hết hạn</source>
        <translation>✕ Expired</translation>
    </message>
    <message>
        <source>(tự chứng thực)</source>
        <translation>(its own)</translation>
    </message>
    <message>
        <source>{start} đến {end}</source>
        <translation>{start} to {end}</translation>
    </message>
    <message>
        <source>Chủ thể</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Nơi cấp</source>
        <translation>Issuer</translation>
    </message>
    <message>
        <source>Hiệu lực</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Số chứng thư</source>
        <translation>Serial number</translation>
    </message>
    <message>
        <source>Mã ghi trong chứng thư</source>
        <translation>Code in the certificate</translation>
    </message>
    <message>
        <source>Dấu vân tay SHA-256</source>
        <translation>Fingerprint SHA-256</translation>
    </message>
    <message>
        <source>Dấu vân tay SHA-1</source>
        <translation>Fingerprint SHA-1</translation>
    </message>
    <message>
        <source>Chứng thư gốc tin cậy</source>
        <translation>Trusted root certificates</translation>
    </message>
    <message>
        <source>Tin cậy từ</source>
        <translation>Trusted since</translation>
    </message>
    <message>
        <source>Cơ quan chứng thực</source>
        <translation>Authority</translation>
    </message>
    <message>
        <source>Hiệu lực đến</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>tự chứng thực</source>
        <translation>its own</translation>
    </message>
</context>
<context>
    <name>TrustPage</name>
    <message>
        <source>Chứng thư tin cậy</source>
        <translation>Trusted certificates</translation>
    </message>
    <message>
        <source>Ba danh sách</source>
        <translation>Three lists</translation>
    </message>
    <message>
        <source>Chứng thư gốc</source>
        <translation>Root certificates</translation>
    </message>
    <message>
        <source>Danh sách thu hồi</source>
        <translation>Revocation lists</translation>
    </message>
    <message>
        <source>Người ký của đơn vị</source>
        <translation>Signers of units</translation>
    </message>
    <message>
        <source>Chữ ký chỉ được xác nhận khi dẫn tới một chứng thư gốc tin cậy ở đây.</source>
        <translation>A signature is confirmed only when it leads to a root certificate that is trusted here.</translation>
    </message>
    <message numerus="yes">
        <source>%n danh sách thu hồi đã quá hạn cập nhật.</source>
        <translation>
            <numerusform>A newer list is overdue for %n revocation list.</numerusform>
            <numerusform>Newer lists are overdue for %n revocation lists.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tệp đang tạm giữ vì chưa biết người ký.</source>
        <translation>
            <numerusform>%n file is held because its signer is not known.</numerusform>
            <numerusform>%n files are held because their signers are not known.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrustPart</name>
    <message>
        <source>Chi tiết dòng đang chọn</source>
        <translation>Details of the selected row</translation>
    </message>
    <message>
        <source>Xóa chữ đang tìm</source>
        <translation>Clear the search</translation>
    </message>
</context>
<context>
    <name>UndoStrip</name>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Lấy lại như trước (Ctrl+Z)</source>
        <translation>Take it back (Ctrl+Z)</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>Đã hoàn tác: {what}. Ctrl+Y: làm lại.</source>
        <translation>Taken back: {what}. Ctrl+Y: do it again.</translation>
    </message>
    <message>
        <source>Đã làm lại: {what}. Ctrl+Z: hoàn tác.</source>
        <translation>Done again: {what}. Ctrl+Z: take it back.</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Làm lại</source>
        <translation>Redo</translation>
    </message>
</context>
<context>
    <name>VerdictDialog</name>
    <message>
        <source>Kết quả kiểm tra tệp</source>
        <translation>Result of the check</translation>
    </message>
    <message>
        <source>&amp;Ghi nhận người ký này…</source>
        <translation>&amp;Enrol this signer…</translation>
    </message>
    <message>
        <source>Đối chiếu dấu vân tay và ghi nhận người ký cho đơn vị (Alt+G)</source>
        <translation>Compare the fingerprint and enrol the signer for the unit (Alt+E)</translation>
    </message>
</context>
<context>
    <name>WaitingDialog</name>
    <message>
        <source>Tệp đang tạm giữ vì chưa biết người ký</source>
        <translation>Files held because their signers are not known</translation>
    </message>
    <message>
        <source>Chọn tệp có người ký cần ghi nhận. Ghi nhận xong, tệp được tiếp nhận lại ngay.</source>
        <translation>Choose the file whose signer is to be enrolled. Once enrolled, the file is taken in again at once.</translation>
    </message>
    <message>
        <source>Tệp</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Ghi là của đơn vị</source>
        <translation>Says it is of</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Nhận lúc</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>&amp;Xem người ký…</source>
        <translation>&amp;Show signer…</translation>
    </message>
</context>
<context>
    <name>WelcomeWindow</name>
    <message>
        <source>KGDesk · Chọn sổ làm việc</source>
        <translation>KGDesk · Choose a workspace</translation>
    </message>
    <message>
        <source>Tạo sổ làm việc mới…</source>
        <translation>New workspace…</translation>
    </message>
    <message>
        <source>Mở sổ làm việc có sẵn…</source>
        <translation>Open a workspace…</translation>
    </message>
    <message>
        <source>Xem bản thử với số liệu mẫu</source>
        <translation>See the demonstration</translation>
    </message>
    <message>
        <source>&amp;Họ và tên người làm báo cáo:</source>
        <translation>Full &amp;name of the person who reports:</translation>
    </message>
    <message>
        <source>Họ và tên người làm báo cáo</source>
        <translation>Full name of the person who reports</translation>
    </message>
    <message>
        <source>Đứng tên trong lịch sử số liệu và ở chân trang báo cáo</source>
        <translation>Stands in the history of figures and at the foot of returns</translation>
    </message>
    <message>
        <source>Mở &amp;gần đây</source>
        <translation>&amp;Recent</translation>
    </message>
    <message>
        <source>Sổ làm việc mở gần đây</source>
        <translation>Recent workspaces</translation>
    </message>
    <message>
        <source>Bấm đúp hoặc Enter để mở</source>
        <translation>Double-click or Enter to open</translation>
    </message>
    <message>
        <source>Báo cáo kinh tế - xã hội: nhập số liệu, ký và gửi, không cần mạng.</source>
        <translation>Socio-economic returns: enter, sign and send, without a network.</translation>
    </message>
    <message>
        <source>{name} (không còn ở đây)
{folder}</source>
        <translation>{name} (not there any more)
{folder}</translation>
    </message>
    <message>
        <source>Chưa mở sổ làm việc nào trên máy này.</source>
        <translation>No workspace was opened on this computer yet.</translation>
    </message>
    <message>
        <source>Mở sổ làm việc</source>
        <translation>Open a workspace</translation>
    </message>
    <message>
        <source>Sổ làm việc, phần việc được giao (*.kgdesk *.kgpart)</source>
        <translation>Workspaces and parts (*.kgdesk *.kgpart)</translation>
    </message>
    <message>
        <source>Chưa muốn khai báo gì? Xem cả vòng báo cáo trên số liệu mẫu, tách rời khỏi sổ thật.</source>
        <translation>Not yet? See the whole round of reporting on sample data, apart from any real workspace.</translation>
    </message>
    <message>
        <source>Đã có tệp sổ làm việc, bản sao hoặc phần việc được giao thì mở ở đây.</source>
        <translation>A workspace file, a copy, or a part that was assigned to you is opened here.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>– Bỏ qua</source>
        <translation>– left out</translation>
    </message>
    <message>
        <source>▲ Vượt</source>
        <translation>▲ Exceeded</translation>
    </message>
    <message>
        <source>● Đạt</source>
        <translation>● Met</translation>
    </message>
    <message>
        <source>● Đúng tiến độ</source>
        <translation>● On track</translation>
    </message>
    <message>
        <source>▼ Chậm</source>
        <translation>▼ Behind</translation>
    </message>
    <message>
        <source>✕ Chưa đạt</source>
        <translation>✕ Not met</translation>
    </message>
    <message>
        <source>○ Chưa đủ số liệu</source>
        <translation>○ Incomplete</translation>
    </message>
    <message>
        <source>○ Chưa có số liệu</source>
        <translation>○ No figure yet</translation>
    </message>
    <message>
        <source>x Không áp dụng</source>
        <translation>x Not applicable</translation>
    </message>
    <message>
        <source>– Không đánh giá kỳ này</source>
        <translation>– Not judged in this period</translation>
    </message>
    <message>
        <source>– Không thuộc kỳ này</source>
        <translation>– Not of this period</translation>
    </message>
    <message>
        <source>Ước</source>
        <translation>Estimate</translation>
    </message>
    <message>
        <source>Sơ bộ</source>
        <translation>Preliminary</translation>
    </message>
    <message>
        <source>Chính thức</source>
        <translation>Official</translation>
    </message>
    <message>
        <source>Điều chỉnh</source>
        <translation>Restated</translation>
    </message>
    <message>
        <source>Có số liệu</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>Chưa có số liệu</source>
        <translation>Not available</translation>
    </message>
    <message>
        <source>Không áp dụng</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>✕ Lỗi chặn</source>
        <translation>✕ Blocks</translation>
    </message>
    <message>
        <source>▲ Cảnh báo</source>
        <translation>▲ Warning</translation>
    </message>
    <message>
        <source>● Lưu ý</source>
        <translation>● Note</translation>
    </message>
    <message>
        <source>Chưa thực hiện</source>
        <translation>Not started</translation>
    </message>
    <message>
        <source>Đúng tiến độ</source>
        <translation>On track</translation>
    </message>
    <message>
        <source>Chậm tiến độ</source>
        <translation>Delayed</translation>
    </message>
    <message>
        <source>Đã hoàn thành</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>○ Chưa đến hạn</source>
        <translation>○ Not due yet</translation>
    </message>
    <message>
        <source>✕ Quá hạn, chưa nộp</source>
        <translation>✕ Late, not filed</translation>
    </message>
    <message>
        <source>● Đã nhận</source>
        <translation>● Received</translation>
    </message>
    <message>
        <source>▲ Đang tạm giữ</source>
        <translation>▲ Held</translation>
    </message>
    <message>
        <source>✔ Đã chấp nhận</source>
        <translation>✔ Accepted</translation>
    </message>
    <message>
        <source>↩ Đã trả lại</source>
        <translation>↩ Sent back</translation>
    </message>
    <message>
        <source>✔ Đã tiếp nhận</source>
        <translation>✔ Taken in</translation>
    </message>
    <message>
        <source>▲ Tạm giữ chờ xử lý</source>
        <translation>▲ Held for a decision</translation>
    </message>
    <message>
        <source>✕ Từ chối</source>
        <translation>✕ Refused</translation>
    </message>
    <message>
        <source>○ Đã có, bỏ qua</source>
        <translation>○ Known already</translation>
    </message>
    <message>
        <source>● Phụ lục kèm theo</source>
        <translation>● Annex of a return</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>kế hoạch năm</source>
        <translation>yearly plan</translation>
    </message>
    <message>
        <source>lộ trình đến mục tiêu</source>
        <translation>way to the target</translation>
    </message>
    <message>
        <source>phải đạt ở năm còn lại</source>
        <translation>needed in the years left</translation>
    </message>
    <message>
        <source>thực hiện</source>
        <translation>actual</translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>Ghi lý do</source>
        <translation>Give the reason</translation>
    </message>
    <message>
        <source>Giữ nguyên, nêu lý do…</source>
        <translation>Keep it, give a reason…</translation>
    </message>
    <message>
        <source>Lý do đi kèm báo cáo khi ký</source>
        <translation>The reason travels with the signed return</translation>
    </message>
    <message>
        <source>Mở {period}</source>
        <translation>Open {period}</translation>
    </message>
    <message>
        <source>Sửa lý do…</source>
        <translation>Change the reason…</translation>
    </message>
    <message>
        <source>Tới chỉ tiêu kia</source>
        <translation>Go to the other indicator</translation>
    </message>
    <message>
        <source>Tới chỗ cần xem lại</source>
        <translation>Go to the place to look at</translation>
    </message>
    <message>
        <source>✔ Đã giải trình</source>
        <translation>✔ Explained</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>đang mở</source>
        <translation>open</translation>
    </message>
    <message>
        <source>đang đóng</source>
        <translation>closed</translation>
    </message>
</context>
<context>
    <name>SeriesChart</name>
    <message>
        <source>Biểu đồ diễn biến</source>
        <translation>Chart of the years</translation>
    </message>
    <message>
        <source>Chưa có số liệu năm để vẽ.</source>
        <translation>No yearly figures to draw yet.</translation>
    </message>
    <message>
        <source>Sao chép hình</source>
        <translation>Copy the picture</translation>
    </message>
    <message>
        <source>Lưu hình vẽ…</source>
        <translation>Save the drawing…</translation>
    </message>
    <message>
        <source>Lưu hình vẽ</source>
        <translation>Save the drawing</translation>
    </message>
    <message>
        <source>Hình vẽ SVG (*.svg);;Trang PDF (*.pdf)</source>
        <translation>SVG drawing (*.svg);;PDF page (*.pdf)</translation>
    </message>
</context>
<context>
    <name>ThreadBox</name>
    <message>
        <source>Chưa có ý kiến nào.</source>
        <translation>Nothing has been said yet.</translation>
    </message>
    <message>
        <source>Ghi ý kiến vào sổ làm việc (Ctrl+Enter)</source>
        <translation>Keep the remark in the workspace (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Gửi</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Mở lại</source>
        <translation>Open again</translation>
    </message>
    <message>
        <source>Nội dung trao đổi</source>
        <translation>What was said</translation>
    </message>
    <message>
        <source>Ý kiến mới</source>
        <translation>New remark</translation>
    </message>
    <message>
        <source>Ý kiến về ô này… (Ctrl+Enter: gửi)</source>
        <translation>About this cell… (Ctrl+Enter: send)</translation>
    </message>
    <message>
        <source>Đã xong</source>
        <translation>Settled</translation>
    </message>
</context>
<context>
    <name>GiveDialog</name>
    <message>
        <source>Chia việc cho phòng · {period}</source>
        <translation>Divide among divisions · {period}</translation>
    </message>
    <message>
        <source>Giao cho &amp;phòng:</source>
        <translation>&amp;Division:</translation>
    </message>
    <message>
        <source>Tên phòng</source>
        <translation>Name of the division</translation>
    </message>
    <message>
        <source>ví dụ: Phòng Tài chính - Kế hoạch</source>
        <translation>such as: Finance and Planning Division</translation>
    </message>
    <message>
        <source>Chỉ tiêu và nhiệm vụ</source>
        <translation>Indicators and tasks</translation>
    </message>
    <message>
        <source>Chỉ tiêu, nhiệm vụ (phím cách để chọn)</source>
        <translation>Indicators, tasks (Space ticks)</translation>
    </message>
    <message>
        <source>Đã giao cho</source>
        <translation>Given to</translation>
    </message>
    <message>
        <source>&amp;Ghi tệp giao việc…</source>
        <translation>&amp;Write the part file…</translation>
    </message>
    <message>
        <source>Đã chọn {cells} chỉ tiêu, {tasks} nhiệm vụ. Tệp không có chữ ký và chỉ dùng trong đơn vị; ký báo cáo vẫn ở sổ này.</source>
        <translation>{cells} indicators and {tasks} tasks are ticked. The file is not signed and is for inside the unit only; the return is still sealed here.</translation>
    </message>
    <message>
        <source>Ghi tệp giao việc</source>
        <translation>Write the part file</translation>
    </message>
    <message>
        <source>Phần việc (*.kgpart)</source>
        <translation>Parts (*.kgpart)</translation>
    </message>
    <message>
        <source>✔ Đã ghi {path} cho {division}. Có thể chia tiếp cho phòng khác.</source>
        <translation>✔ Wrote {path} for {division}. You can go on with another division.</translation>
    </message>
</context>
<context>
    <name>PartActions</name>
    <message>
        <source>&amp;Chia việc cho phòng…</source>
        <translation>Di&amp;vide among divisions…</translation>
    </message>
    <message>
        <source>Nhận &amp;lại phần việc…</source>
        <translation>Take a part &amp;back…</translation>
    </message>
    <message>
        <source>Nộp &amp;lại phần việc…</source>
        <translation>&amp;Return the part…</translation>
    </message>
    <message>
        <source>Mở &amp;phần việc được giao…</source>
        <translation>Open a &amp;part…</translation>
    </message>
    <message>
        <source>&amp;Ai đã làm gì hôm nay…</source>
        <translation>W&amp;ho did what today…</translation>
    </message>
    <message>
        <source>Chọn tệp phòng nộp lại</source>
        <translation>Choose the file the division has returned</translation>
    </message>
    <message>
        <source>Chọn tệp phần việc được giao</source>
        <translation>Choose the part file you were given</translation>
    </message>
    <message>
        <source>Phần việc (*.kgpart)</source>
        <translation>Parts (*.kgpart)</translation>
    </message>
    <message>
        <source>Nộp lại phần việc</source>
        <translation>Return the part</translation>
    </message>
    <message>
        <source>Đã ghi lần nộp {number}:
{path}

Tệp không có chữ ký, chỉ dùng trong đơn vị. Hãy chuyển cho người tổng hợp để nhận lại.</source>
        <translation>Answer {number} was written:
{path}

The file is not signed and is for inside the unit only. Hand it to whoever puts the return together.</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>● phòng sửa</source>
        <translation>● changed there</translation>
    </message>
    <message>
        <source>○ ở đây sửa</source>
        <translation>○ changed here</translation>
    </message>
    <message>
        <source>✔ sửa giống nhau</source>
        <translation>✔ changed alike</translation>
    </message>
    <message>
        <source>▲ sửa khác nhau</source>
        <translation>▲ conflict</translation>
    </message>
    <message>
        <source>○ không đổi</source>
        <translation>○ unchanged</translation>
    </message>
    <message>
        <source>như nhau</source>
        <translation>alike</translation>
    </message>
    <message>
        <source>▲ chưa chọn</source>
        <translation>▲ not decided</translation>
    </message>
    <message>
        <source>của phòng</source>
        <translation>the division's</translation>
    </message>
    <message>
        <source>ở đây</source>
        <translation>what is here</translation>
    </message>
    <message>
        <source>Lúc giao</source>
        <translation>When given out</translation>
    </message>
    <message>
        <source>Ở đây</source>
        <translation>Here</translation>
    </message>
    <message>
        <source>Của phòng, so với ở đây</source>
        <translation>The division's, against what is here</translation>
    </message>
    <message>
        <source>Chỉ tiêu kinh tế</source>
        <translation>Economy</translation>
    </message>
    <message>
        <source>Chỉ tiêu xã hội</source>
        <translation>Society</translation>
    </message>
    <message>
        <source>Chỉ tiêu môi trường</source>
        <translation>Environment</translation>
    </message>
</context>
<context>
    <name>PersonStrip</name>
    <message>
        <source>Ai đang làm việc trên máy này? Tên đứng trong lịch sử từng ô:</source>
        <translation>Who works on this computer? The name stands in the history of every cell:</translation>
    </message>
    <message>
        <source>Họ tên người làm việc</source>
        <translation>Name of who works here</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Ghi tên</source>
        <translation>Keep the name</translation>
    </message>
    <message>
        <source>Từ nay ghi tên này vào lịch sử (Enter)</source>
        <translation>From now on this name goes into the history (Enter)</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Không hỏi nữa; vẫn chọn được ở góc trên bên phải</source>
        <translation>Do not ask again; it can still be chosen at the top right</translation>
    </message>
</context>
<context>
    <name>TakeDialog</name>
    <message>
        <source>Nhận lại phần việc</source>
        <translation>Take a part back</translation>
    </message>
    <message>
        <source>Đang đọc {file}…</source>
        <translation>Reading {file}…</translation>
    </message>
    <message>
        <source>Lý do điều chỉnh</source>
        <translation>Reason of the correction</translation>
    </message>
    <message>
        <source>Lý do điều chỉnh, cần có khi nhận số liệu vào ô đã ký</source>
        <translation>Reason of the correction, needed for cells of a sealed return</translation>
    </message>
    <message>
        <source>&amp;Nhận vào báo cáo</source>
        <translation>Take into the &amp;return</translation>
    </message>
    <message>
        <source>Chỗ</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Thay đổi</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Ở đây</source>
        <translation>Here</translation>
    </message>
    <message>
        <source>Của phòng</source>
        <translation>The division's</translation>
    </message>
    <message>
        <source>Người ghi ở phòng</source>
        <translation>By, in the division</translation>
    </message>
    <message>
        <source>Sẽ lấy</source>
        <translation>Will stand</translation>
    </message>
    <message>
        <source>Những chỗ khác nhau</source>
        <translation>What differs</translation>
    </message>
    <message>
        <source>Phím cách: đổi giữa “của phòng” và “ở đây” cho chỗ đang chọn</source>
        <translation>Space: change between the division's value and what is here</translation>
    </message>
    <message>
        <source>Chỗ đang chọn, từng chữ</source>
        <translation>The chosen place, word by word</translation>
    </message>
    <message>
        <source>Lấy &amp;của phòng</source>
        <translation>Take the &amp;division's</translation>
    </message>
    <message>
        <source>&amp;Giữ ở đây</source>
        <translation>&amp;Keep what is here</translation>
    </message>
    <message>
        <source>Lấy tất cả của &amp;phòng</source>
        <translation>Take &amp;all of the division</translation>
    </message>
    <message>
        <source>Giữ &amp;tất cả ở đây</source>
        <translation>Keep all that is &amp;here</translation>
    </message>
    <message>
        <source>{division}, lần nộp {number}, {person} ghi lúc {at}.</source>
        <translation>{division}, answer {number}, written by {person} at {at}.</translation>
    </message>
    <message>
        <source>Tệp này đã được nhận lúc {at}.</source>
        <translation>This file was taken at {at}.</translation>
    </message>
    <message>
        <source>Sẽ nhận {count} chỗ; {unchanged} chỗ không đổi.</source>
        <translation>{count} places will be taken; {unchanged} are unchanged.</translation>
    </message>
    <message>
        <source>▲ {count} chỗ hai bên sửa khác nhau chưa chọn: nếu không chọn thì giữ ở đây.</source>
        <translation>▲ {count} places changed differently on both sides are not decided: what is here stays until somebody chooses.</translation>
    </message>
    <message>
        <source>Có ô đã ký: hãy ghi lý do điều chỉnh.</source>
        <translation>There are sealed cells: give the reason of the correction.</translation>
    </message>
</context>
<context>
    <name>TodayDialog</name>
    <message>
        <source>Ai đã làm gì</source>
        <translation>Who did what</translation>
    </message>
    <message>
        <source>&amp;Ngày:</source>
        <translation>&amp;Day:</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Người</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Số lần</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Từ – đến</source>
        <translation>From – to</translation>
    </message>
    <message>
        <source>Việc đã làm trong ngày</source>
        <translation>What was done on the day</translation>
    </message>
    <message>
        <source>Việc của kỳ đang chọn và việc chung của sổ; tên lấy từ nhật ký, không sửa được.</source>
        <translation>Work on the chosen period and on the workspace as a whole; names come from the journal and cannot be changed.</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Trợ giúp · KGDesk</source>
        <translation>Help · KGDesk</translation>
    </message>
    <message>
        <source>Tìm, không cần dấu</source>
        <translation>Search, marks are not needed</translation>
    </message>
    <message>
        <source>Tìm trong trợ giúp</source>
        <translation>Search the help</translation>
    </message>
    <message>
        <source>Xóa chữ đang tìm</source>
        <translation>Clear the search</translation>
    </message>
    <message>
        <source>Các trang trợ giúp</source>
        <translation>Pages of the help</translation>
    </message>
    <message>
        <source>TỪNG TRANG CỦA CHƯƠNG TRÌNH</source>
        <translation>SCREEN BY SCREEN</translation>
    </message>
    <message>
        <source>Không có trang nào khớp. Hãy gõ ít chữ hơn.</source>
        <translation>No page fits. Type fewer letters.</translation>
    </message>
    <message>
        <source>Nội dung trợ giúp</source>
        <translation>Text of the help</translation>
    </message>
    <message>
        <source>◀ Trước</source>
        <translation>◀ Back</translation>
    </message>
    <message>
        <source>Trang vừa xem</source>
        <translation>The page before</translation>
    </message>
    <message>
        <source>Sau ▶</source>
        <translation>Forward ▶</translation>
    </message>
    <message>
        <source>Trang xem sau đó</source>
        <translation>The page after it</translation>
    </message>
    <message>
        <source>A−</source>
        <translation>A−</translation>
    </message>
    <message>
        <source>Chữ nhỏ hơn</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>A+</source>
        <translation>A+</translation>
    </message>
    <message>
        <source>Chữ to hơn</source>
        <translation>Larger text</translation>
    </message>
</context>
<context>
    <name>ExtensionDialog</name>
    <message>
        <source>{unit} · {period}
Hạn nộp theo quy định: {due}. Hiện nay: {state}.</source>
        <translation>{unit} · {period}
Due by the plan: {due}. Now: {state}.</translation>
    </message>
    <message>
        <source>Lý do được lưu cùng gia hạn và in trong bảng theo dõi</source>
        <translation>The reason is kept with the extension and printed in the table</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Hạn nộp lại theo quy định; lý do được lưu (Alt+T)</source>
        <translation>The plan's day counts again; the reason is kept (Alt+T)</translation>
    </message>
    <message>
        <source>Gia hạn đến ngày</source>
        <translation>Extended until</translation>
    </message>
    <message>
        <source>Gia hạn nộp báo cáo</source>
        <translation>More time for a return</translation>
    </message>
    <message>
        <source>Gia hạn</source>
        <translation>Extend</translation>
    </message>
    <message>
        <source>&amp;Thu hồi gia hạn</source>
        <translation>&amp;Take back</translation>
    </message>
    <message>
        <source>&amp;Lý do:</source>
        <translation>&amp;Reason:</translation>
    </message>
    <message>
        <source>&amp;Gia hạn đến ngày:</source>
        <translation>&amp;Extended until:</translation>
    </message>
</context>
<context>
    <name>SeriesView</name>
    <message>
        <source>Đối chiếu và số chưa chuyển được</source>
        <translation>Reconciliation, and what was not placed</translation>
    </message>
    <message>
        <source>Địa giới của ngày</source>
        <translation>Map of the day</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>như chỉ tiêu quy định</source>
        <translation>as the indicator says</translation>
    </message>
    <message>
        <source>Theo địa giới hiện nay</source>
        <translation>On today's map</translation>
    </message>
    <message>
        <source>Theo báo cáo</source>
        <translation>As reported</translation>
    </message>
    <message>
        <source>Số liệu theo đơn vị và kỳ</source>
        <translation>Figures by unit and period</translation>
    </message>
    <message>
        <source>N&amp;gày:</source>
        <translation>&amp;Day:</translation>
    </message>
    <message>
        <source>Dấu ~: số được chia từ đơn vị cũ, là số ước tính.</source>
        <translation>~ marks a figure divided from a former unit: an estimate.</translation>
    </message>
    <message>
        <source>Cách xem theo đơn vị</source>
        <translation>How units are shown</translation>
    </message>
    <message>
        <source>Chia theo</source>
        <translation>Divide by</translation>
    </message>
    <message>
        <source>&amp;Xem:</source>
        <translation>&amp;Show:</translation>
    </message>
    <message>
        <source>&amp;Chia đơn vị cũ:</source>
        <translation>D&amp;ivide former units:</translation>
    </message>
</context>
<context>
    <name>Stock</name>
    <message>
        <source>Tháng</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Quý</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>Năm</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>9 tháng</source>
        <translation>Nine months</translation>
    </message>
    <message>
        <source>6 tháng</source>
        <translation>Half-year</translation>
    </message>
</context>
<context>
    <name>StockView</name>
    <message>
        <source>Đơn vị theo kỳ báo cáo</source>
        <translation>Units by periods</translation>
    </message>
    <message>
        <source>Xuất bảng theo dõi</source>
        <translation>Export the table</translation>
    </message>
    <message>
        <source>Xuất E&amp;xcel…</source>
        <translation>E&amp;xport to Excel…</translation>
    </message>
    <message>
        <source>Năm</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Nă&amp;m:</source>
        <translation>&amp;Year:</translation>
    </message>
    <message>
        <source>Mọi kỳ bắt buộc</source>
        <translation>All required periods</translation>
    </message>
    <message>
        <source>Loại kỳ</source>
        <translation>Kind of period</translation>
    </message>
    <message>
        <source>Loại &amp;kỳ:</source>
        <translation>&amp;Kind:</translation>
    </message>
    <message>
        <source>Hạn nộp {deadline}: {words}.</source>
        <translation>Due {deadline}: {words}.</translation>
    </message>
    <message>
        <source>Cả giai đoạn</source>
        <translation>All years</translation>
    </message>
    <message>
        <source>&amp;In (PDF)</source>
        <translation>&amp;Print (PDF)</translation>
    </message>
    <message>
        <source>&amp;Gia hạn…</source>
        <translation>&amp;More time…</translation>
    </message>
</context>
<context>
    <name>MailAccess</name>
    <message>
        <source>Mật khẩu của {name} (không được lưu):</source>
        <translation>Password of {name} (it is not kept):</translation>
    </message>
    <message>
        <source>Mật khẩu hộp thư</source>
        <translation>Mail password</translation>
    </message>
</context>
<context>
    <name>MailSettingsDialog</name>
    <message>
        <source>&amp;Bảo mật:</source>
        <translation>&amp;Security:</translation>
    </message>
    <message>
        <source>&amp;Hộp thư đến (IMAP):</source>
        <translation>Mail&amp;box (IMAP):</translation>
    </message>
    <message>
        <source>&amp;Máy chủ gửi thư (SMTP):</source>
        <translation>&amp;Outgoing server (SMTP):</translation>
    </message>
    <message>
        <source>&amp;Tên đăng nhập:</source>
        <translation>&amp;User:</translation>
    </message>
    <message>
        <source>Chứng thư gốc của &amp;máy chủ:</source>
        <translation>Root &amp;certificate of the server:</translation>
    </message>
    <message>
        <source>Không mã hóa (chỉ máy này)</source>
        <translation>Not encrypted (this computer only)</translation>
    </message>
    <message>
        <source>Mật khẩu không được lưu; KGDesk hỏi khi gửi hoặc đọc thư.</source>
        <translation>The password is not kept; KGDesk asks for it when mail is sent or read.</translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation>STARTTLS</translation>
    </message>
    <message>
        <source>Số &amp;cổng:</source>
        <translation>&amp;Port:</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Thiết lập thư</source>
        <translation>Mail settings</translation>
    </message>
    <message>
        <source>của hệ thống</source>
        <translation>the system’s</translation>
    </message>
    <message>
        <source>theo gói chỉ tiêu</source>
        <translation>as the plan says</translation>
    </message>
    <message>
        <source>Địa chỉ &amp;gửi đi:</source>
        <translation>&amp;From address:</translation>
    </message>
    <message>
        <source>Địa chỉ &amp;nơi nhận:</source>
        <translation>&amp;Receiver’s address:</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>Biên nhận</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Báo cáo</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Kỳ</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Lần</source>
        <translation>Rev.</translation>
    </message>
    <message>
        <source>Mục</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Báo cáo và biên nhận gửi đi</source>
        <translation>Returns and receipts that go out</translation>
    </message>
    <message>
        <source>Chưa thấy biên nhận mới nào.</source>
        <translation>No new receipt was found.</translation>
    </message>
    <message>
        <source>Chỉ ghi “đã gửi” khi máy chủ thư đã nhận, và chỉ ghi “đã nhận” khi có biên nhận của nơi nhận.</source>
        <translation>“Sent” stands here only when the mail server took it, “received” only when a receipt says so.</translation>
    </message>
    <message>
        <source>Chọn thẻ USB hoặc thư mục</source>
        <translation>Choose the USB stick or a folder</translation>
    </message>
    <message>
        <source>Ghi các tệp đã ký vào một thư mục hoặc thẻ USB</source>
        <translation>Write the signed files into a folder or onto a USB stick</translation>
    </message>
    <message>
        <source>Ghi ra USB…</source>
        <translation>Save to USB…</translation>
    </message>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Gửi qua máy chủ thư đã thiết lập</source>
        <translation>Send through the mail server of the settings</translation>
    </message>
    <message>
        <source>Hộp thư đi</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Lập thư</source>
        <translation>Make mail</translation>
    </message>
    <message>
        <source>Lập thư sẵn kèm các tệp đã ký rồi mở bằng chương trình thư</source>
        <translation>Make a ready mail with the signed files and open it in the mail program</translation>
    </message>
    <message>
        <source>Máy chủ thư, địa chỉ gửi và nhận</source>
        <translation>Mail server, addresses of sender and receiver</translation>
    </message>
    <message>
        <source>Thiết lập thư…</source>
        <translation>Mail settings…</translation>
    </message>
    <message>
        <source>Tìm biên nhận trong hộp thư đến; không xóa, không đánh dấu thư nào</source>
        <translation>Look for receipts in the mailbox; nothing is deleted or marked</translation>
    </message>
    <message>
        <source>Đang gửi thư</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Đang tiếp nhận</source>
        <translation>Taking in</translation>
    </message>
    <message>
        <source>Đang đọc hộp thư</source>
        <translation>Reading the mailbox</translation>
    </message>
    <message>
        <source>Đã ghi các tệp đã ký. Hãy giao cho {receiver}; báo cáo chỉ được coi là đã nộp khi có biên nhận.</source>
        <translation>The signed files are written. Hand them to {receiver}; the return counts as filed when there is a receipt.</translation>
    </message>
    <message>
        <source>Đã lập thư gửi {to}. Hãy bấm gửi trong chương trình thư.</source>
        <translation>The mail to {to} is ready. Press send in the mail program.</translation>
    </message>
    <message>
        <source>Đã lập thư gửi {to}. Máy này chưa có chương trình thư mở được tệp; hãy mở tệp ở máy khác.</source>
        <translation>The mail to {to} is ready. No mail program here opens it; open the file on another computer.</translation>
    </message>
    <message>
        <source>Đã lập thư; gói chỉ tiêu không có địa chỉ của {receiver}, hãy tự ghi nơi nhận rồi gửi.</source>
        <translation>The mail is ready; the plan has no address of {receiver}, so fill it in and send.</translation>
    </message>
    <message>
        <source>Đọc hộp thư…</source>
        <translation>Read mailbox…</translation>
    </message>
    <message>
        <source>Tới trang Ký và xuất</source>
        <translation>Go to Sign and export</translation>
    </message>
    <message>
        <source>Tới trang Tiến độ nộp</source>
        <translation>Go to Filing</translation>
    </message>
    <message>
        <source>Từ đây gửi báo cáo và biên nhận đã ký. Chưa có gì để gửi; biên nhận được ký ở trang Tiến độ nộp.</source>
        <translation>Signed returns and receipts are sent from here. There is nothing to send yet; receipts are signed on the screen Filing.</translation>
    </message>
    <message>
        <source>Từ đây gửi báo cáo đã ký. Chưa có báo cáo nào được ký để gửi.</source>
        <translation>Signed returns are sent from here. No return has been signed yet.</translation>
    </message>
</context>
<context>
    <name>ImportFoot</name>
    <message>
        <source>Lý do điều chỉnh</source>
        <translation>Reason for the change</translation>
    </message>
    <message>
        <source>Lý do điều chỉnh, cần có khi sửa số liệu đã ký</source>
        <translation>Reason, needed when sealed figures change</translation>
    </message>
    <message>
        <source>&amp;Ghi số liệu</source>
        <translation>&amp;Save figures</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>Sổ làm việc được mã hóa</source>
        <translation>Encrypted workspace</translation>
    </message>
    <message>
        <source>Nhập mật khẩu để mở {name}.</source>
        <translation>Enter the password to open {name}.</translation>
    </message>
    <message>
        <source>Mật khẩu hoặc mã khôi phục</source>
        <translation>Password or recovery code</translation>
    </message>
    <message>
        <source>&amp;Mật khẩu hoặc mã khôi phục:</source>
        <translation>&amp;Password or recovery code:</translation>
    </message>
    <message>
        <source>&amp;Hiện những gì đang gõ</source>
        <translation>&amp;Show what is typed</translation>
    </message>
    <message>
        <source>Quên mật khẩu thì nhập mã khôi phục: 14 nhóm bốn ký tự, ghi ra giấy khi đặt mật khẩu. Mất cả hai thì không ai mở lại được sổ này; khi đó chỉ còn bản sao làm từ trước khi mã hóa, nếu có, và các báo cáo đã nộp ở nơi nhận.</source>
        <translation>If the password is forgotten, enter the recovery code: 14 groups of four characters, written on paper when the password was set. If both are lost nobody can open this workspace again; what remains then are copies made before it was encrypted, if there are any, and the returns where they were sent.</translation>
    </message>
    <message>
        <source>Mở &amp;sổ</source>
        <translation>&amp;Open</translation>
    </message>
    <message>
        <source>&amp;Bản sao và phục hồi…</source>
        <translation>&amp;Copies and recovery…</translation>
    </message>
</context>
<context>
    <name>ProtectDialog</name>
    <message>
        <source>Mật khẩu của sổ làm việc</source>
        <translation>The workspace’s password</translation>
    </message>
    <message>
        <source>Mật khẩu &amp;hiện nay:</source>
        <translation>&amp;Present password:</translation>
    </message>
    <message>
        <source>Mật khẩu hiện nay hoặc mã khôi phục</source>
        <translation>Present password or recovery code</translation>
    </message>
    <message>
        <source>Mật khẩu &amp;mới:</source>
        <translation>&amp;New password:</translation>
    </message>
    <message>
        <source>Mật khẩu mới</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>&amp;Nhập lại:</source>
        <translation>&amp;Again:</translation>
    </message>
    <message>
        <source>Nhập lại mật khẩu mới</source>
        <translation>New password again</translation>
    </message>
    <message>
        <source>Hiện những gì đang &amp;gõ</source>
        <translation>Sho&amp;w what is typed</translation>
    </message>
    <message>
        <source>Tôi &amp;hiểu: mất cả mật khẩu và mã khôi phục thì không ai mở lại được sổ</source>
        <translation>I &amp;understand: if password and recovery code are both lost, nobody can open the workspace again</translation>
    </message>
    <message>
        <source>Sổ này đang được mã hóa. Ai có tệp mà không có mật khẩu thì không đọc được gì.</source>
        <translation>This workspace is encrypted. Whoever has the file without the password reads nothing.</translation>
    </message>
    <message>
        <source>Mã hóa sổ làm việc thì ai lấy được máy, USB hay bản sao lưu cũng không đọc được số liệu nếu không có mật khẩu. Mỗi lần mở sổ phải nhập mật khẩu. Báo cáo, biểu mẫu và thư đã xuất ra vẫn đọc được như thường.</source>
        <translation>Once the workspace is encrypted, whoever gets hold of the computer, a stick or a backup reads no figures without the password. It is asked for at every opening. Returns, forms and mails that were written out stay readable as before.</translation>
    </message>
    <message>
        <source>Đổi mật &amp;khẩu</source>
        <translation>&amp;Change the password</translation>
    </message>
    <message>
        <source>&amp;Bỏ mã hóa: ai lấy được tệp cũng đọc được</source>
        <translation>&amp;Take the encryption off: whoever gets the file can read it</translation>
    </message>
    <message>
        <source>&amp;Mã hóa sổ</source>
        <translation>&amp;Encrypt</translation>
    </message>
    <message>
        <source>&amp;Đổi mật khẩu</source>
        <translation>Change pass&amp;word</translation>
    </message>
    <message>
        <source>&amp;Bỏ mã hóa</source>
        <translation>Take encryption o&amp;ff</translation>
    </message>
    <message>
        <source>Nhập mật khẩu hiện nay hoặc mã khôi phục.</source>
        <translation>Enter the present password or the recovery code.</translation>
    </message>
    <message>
        <source>Mật khẩu mới cần ít nhất {least} ký tự; một câu ngắn dễ nhớ, có dấu cách, là tốt nhất.</source>
        <translation>The new password needs at least {least} characters; a short sentence with spaces is best.</translation>
    </message>
    <message>
        <source>Hai lần nhập mật khẩu mới chưa giống nhau.</source>
        <translation>The new password is not the same twice.</translation>
    </message>
    <message>
        <source>Hãy đọc và đánh dấu dòng “Tôi hiểu”.</source>
        <translation>Read and tick the line “I understand”.</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Mật khẩu của sổ làm việc</source>
        <translation>The workspace’s password</translation>
    </message>
    <message>
        <source>&amp;Mã đã ở trên giấy, cất xa máy tính</source>
        <translation>The code is on &amp;paper, away from the computer</translation>
    </message>
    <message>
        <source>Sổ không còn được mã hóa.</source>
        <translation>The workspace is no longer encrypted.</translation>
    </message>
    <message>
        <source>&amp;Xong</source>
        <translation>&amp;Done</translation>
    </message>
    <message>
        <source>Đây là mã khôi phục, chỉ hiện một lần và chương trình không giữ lại. Quên mật khẩu thì mã này mở được sổ. Mất cả hai thì không ai mở lại được, kể cả người làm ra chương trình.</source>
        <translation>This is the recovery code. It is shown once, and the program keeps it nowhere. It opens the workspace when the password is forgotten. If both are lost nobody can open it again, the makers of the program included.</translation>
    </message>
    <message>
        <source>Mã khôi phục</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>&amp;Chép mã</source>
        <translation>&amp;Copy the code</translation>
    </message>
    <message>
        <source>&amp;Ghi trang PDF để in…</source>
        <translation>Write a PDF page to p&amp;rint…</translation>
    </message>
    <message>
        <source>In xong hãy xóa tệp PDF: ai có nó thì mở được sổ</source>
        <translation>Delete the PDF once it is printed: whoever has it can open the workspace</translation>
    </message>
    <message>
        <source>Các bản sao sau nằm cạnh sổ và chưa được giữ như sổ. Bản sao ở nơi khác (USB, thư, máy khác) chương trình không biết:</source>
        <translation>These copies lie beside the workspace and are not kept as it is. Copies elsewhere (sticks, mails, other computers) are unknown to the program:</translation>
    </message>
    <message>
        <source>Các bản sao</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Mã hóa &amp;luôn các bản này bằng mật khẩu mới</source>
        <translation>&amp;Encrypt them with the new password, too</translation>
    </message>
    <message>
        <source>Bỏ mã hóa &amp;luôn các bản này</source>
        <translation>Take the &amp;encryption off them, too</translation>
    </message>
    <message>
        <source>X&amp;óa các bản này</source>
        <translation>De&amp;lete them</translation>
    </message>
    <message>
        <source>Để &amp;nguyên: bản chưa mã hóa thì ai cũng đọc được, bản cũ mở bằng mật khẩu cũ</source>
        <translation>Leave them as they &amp;are: plain ones can be read by anybody, old ones open with the old password</translation>
    </message>
    <message>
        <source>Ghi trang có mã khôi phục</source>
        <translation>Write the page with the recovery code</translation>
    </message>
    <message>
        <source>Mã khôi phục của sổ làm việc {name}, đặt ngày {day}. Ai có mã này và tệp sổ thì mở được sổ: hãy cất như cất con dấu, xa máy tính, và xóa tệp PDF sau khi in. Mã đổi mỗi lần đổi mật khẩu.</source>
        <translation>Recovery code of the workspace {name}, set on {day}. Whoever has this code and the file can open it: keep it like a seal, away from the computer, and delete the PDF once it is printed. Each change of the password makes another code.</translation>
    </message>
</context>
<context>
    <name>FirstPage</name>
    <message>
        <source>Bạn là ai, số liệu để ở đâu?</source>
        <translation>Who are you, and where are your data to be?</translation>
    </message>
    <message>
        <source>Hoặc</source>
        <translation>Or</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Chọn kỳ khác…</source>
        <translation>Choose another period…</translation>
    </message>
</context>
<context>
    <name>PlaceField</name>
    <message>
        <source>&amp;Lưu tại:</source>
        <translation>&amp;File:</translation>
    </message>
    <message>
        <source>Chọn nơi lưu sổ làm việc</source>
        <translation>Choose where the workspace is kept</translation>
    </message>
    <message>
        <source>Chọn…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Nên để trong ổ đĩa của máy này. Thư mục mạng và thẻ USB có thể mất kết nối giữa chừng và làm hỏng tệp; muốn có thêm một bản ở đó thì dùng Sao lưu.</source>
        <translation>Best on a disk of this computer. Network folders and USB sticks may go away in the middle of the work and damage the file; for a further copy there use Back up.</translation>
    </message>
    <message>
        <source>Nơi lưu sổ làm việc</source>
        <translation>Where the workspace is kept</translation>
    </message>
    <message>
        <source>Sổ làm việc KGDesk (*.kgdesk)</source>
        <translation>KGDesk workspaces (*.kgdesk)</translation>
    </message>
    <message>
        <source>Tệp sổ làm việc</source>
        <translation>Workspace file</translation>
    </message>
    <message>
        <source>chọn đơn vị, nơi lưu sẽ được gợi ý</source>
        <translation>choose a unit, a place will be proposed</translation>
    </message>
    <message>
        <source>▲ Nơi này là thư mục mạng: không làm việc được ở đây, vì mạng đứt giữa chừng thì tệp hỏng. Hãy chọn ổ đĩa của máy này rồi dùng Sao lưu để chép sang mạng.</source>
        <translation>▲ This is a network folder: one cannot work here, because a break of the network would damage the file. Choose a disk of this computer, then copy to the network by Back up.</translation>
    </message>
    <message>
        <source>▲ Nơi này là thẻ USB hoặc ổ rời: rút ra giữa chừng thì mất phần chưa ghi. Nên chọn ổ đĩa của máy này rồi dùng Sao lưu để chép sang USB.</source>
        <translation>▲ This is a USB stick or a removable disk: pulled out too early it loses what was not written. Better choose a disk of this computer, then copy to the stick by Back up.</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Ai phải nộp</source>
        <translation>Who owes a return</translation>
    </message>
    <message>
        <source>Ghi báo cáo tổng hợp ra PDF, Excel và Word. Nút bên cạnh lập văn bản đôn đốc các đơn vị nộp chậm.</source>
        <translation>Write the consolidated report as PDF, Excel and Word. The button beside it writes reminders to late units.</translation>
    </message>
    <message>
        <source>Gõ từng ô như trong Excel, hoặc dán cả khối. Rời ô là số đã được ghi, không cần bấm lưu; ghi nhầm thì Ctrl+Z.</source>
        <translation>Type cell by cell as in Excel, or paste a whole block. A figure is saved when you leave its cell; Ctrl+Z takes a mistake back.</translation>
    </message>
    <message>
        <source>Gửi</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Kiểm tra</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>Kéo tệp, thư hoặc cả thư mục thả vào đây. Mỗi tệp được kiểm tra chữ ký và nội dung; tệp gốc luôn được giữ nguyên.</source>
        <translation>Drop files, mails or a whole folder here. Signature and contents of each file are verified; the original is always kept as it is.</translation>
    </message>
    <message>
        <source>Ký</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Làm xong thì mở trình đơn Tệp, chọn nộp lại phần việc và gửi tệp cho người đã giao.</source>
        <translation>When it is done, open the menu File, give the part back and send the file to whoever assigned it.</translation>
    </message>
    <message>
        <source>Lập báo cáo</source>
        <translation>Write the report</translation>
    </message>
    <message>
        <source>Lập thư kèm sẵn các tệp đã ký, ghi ra USB hoặc gửi ngay. Báo cáo chỉ được coi là đã nộp khi có biên nhận.</source>
        <translation>Make a mail with the signed files in it, save them to a stick, or send at once. A return counts as filed only when a receipt says so.</translation>
    </message>
    <message>
        <source>Mỗi dòng là một đơn vị phải báo cáo kỳ này: hạn nộp, đã nộp hay chưa, chậm mấy ngày.</source>
        <translation>Each row is a unit that owes a return for this period: when it is due, whether it is here, how many days late.</translation>
    </message>
    <message>
        <source>Nhập số liệu</source>
        <translation>Enter figures</translation>
    </message>
    <message>
        <source>Nộp lại phần việc</source>
        <translation>Return the part</translation>
    </message>
    <message>
        <source>Quyết định</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>Thuyết minh</source>
        <translation>Narratives</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Intake</translation>
    </message>
    <message>
        <source>Tính số chung theo quy tắc của từng chỉ tiêu. Chọn một dòng để xem số được tính thế nào và còn thiếu đơn vị nào.</source>
        <translation>Totals follow the rule of each indicator. Stand on a row to see how its total came about and which units are missing.</translation>
    </message>
    <message>
        <source>Tổng hợp</source>
        <translation>Consolidate</translation>
    </message>
    <message>
        <source>Với từng nhiệm vụ, viết kết quả, khó khăn và việc làm tiếp. Số liệu chèn vào câu luôn theo đúng bảng số liệu.</source>
        <translation>For each task write results, difficulties and next steps. Figures put into a sentence always follow the grid.</translation>
    </message>
    <message>
        <source>Xem còn thiếu gì, số nào khác thường. Enter trên một dòng đưa tới đúng chỗ cần sửa. Chỉ lỗi chặn mới ngăn việc ký.</source>
        <translation>See what is missing and which figure is unusual. Enter on a row leads to its place. Only blocking errors keep you from signing.</translation>
    </message>
    <message>
        <source>Xem trước đúng các trang sẽ ký, rồi thủ trưởng ký; văn thư ghi số, ngày và ký cho cơ quan. Khóa ký là một tệp hoặc USB token.</source>
        <translation>Look at the very pages to be signed, then the head signs; the records clerk enters number and date and signs for the agency. The key is a file or a USB token.</translation>
    </message>
    <message>
        <source>Đọc báo cáo, đối chiếu với lần trước, rồi chấp nhận hoặc trả lại kèm nhận xét. Mỗi quyết định có một biên nhận đã ký để gửi lại đơn vị.</source>
        <translation>Read a return, compare it with the one before, then accept it or send it back with comments. Each decision has a signed receipt that goes back to the unit.</translation>
    </message>
</context>
<context>
    <name>TourBubble</name>
    <message>
        <source>Bước {number}/{count} · {title}</source>
        <translation>Step {number}/{count} · {title}</translation>
    </message>
    <message>
        <source>Tiếp</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Trước</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>{back}: trước · {next}: tiếp · {close}: đóng</source>
        <translation>{back}: back · {next}: next · {close}: close</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đóng ({keys}); mở lại ở trình đơn Trợ giúp</source>
        <translation>Close ({keys}); to be had again in the menu Help</translation>
    </message>
</context>
<context>
    <name>WorkspaceForm</name>
    <message>
        <source>   ·   từ {day}</source>
        <translation>   ·   from {day}</translation>
    </message>
    <message>
        <source>   ·   đến {day}</source>
        <translation>   ·   until {day}</translation>
    </message>
    <message>
        <source>Chọn gói chỉ tiêu</source>
        <translation>Choose a plan pack</translation>
    </message>
    <message>
        <source>Danh sách đơn vị</source>
        <translation>List of units</translation>
    </message>
    <message>
        <source>Gói chỉ tiêu (*.kgplan)</source>
        <translation>Plan pack (*.kgplan)</translation>
    </message>
    <message>
        <source>Gói chỉ tiêu khác…</source>
        <translation>Another plan pack…</translation>
    </message>
    <message>
        <source>Gói chỉ tiêu {file}: {name}, phiên bản {version}, {signed}.</source>
        <translation>Plan pack {file}: {name}, version {version}, {signed}.</translation>
    </message>
    <message>
        <source>Gõ để tìm, không cần dấu: phu quoc, y te…</source>
        <translation>Type to search, marks not needed: phu quoc, y te…</translation>
    </message>
    <message>
        <source>Huyện, thành phố</source>
        <translation>District</translation>
    </message>
    <message>
        <source>Hãy chọn đơn vị trong danh sách.</source>
        <translation>Choose a unit in the list.</translation>
    </message>
    <message>
        <source>Hãy ghi nơi lưu sổ làm việc.</source>
        <translation>Say where the workspace is to be saved.</translation>
    </message>
    <message>
        <source>Lấy đơn vị và chỉ tiêu từ một tệp gói chỉ tiêu (.kgplan) được gửi tới</source>
        <translation>Take units and indicators from a plan pack (.kgplan) that was sent to you</translation>
    </message>
    <message>
        <source>Sở, ban, ngành</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>Theo {name}.</source>
        <translation>By {name}.</translation>
    </message>
    <message>
        <source>Tìm đơn vị</source>
        <translation>Search units</translation>
    </message>
    <message>
        <source>Tạo và mở</source>
        <translation>Make and open</translation>
    </message>
    <message>
        <source>Tỉnh</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>Xã, phường, thị trấn</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>có chữ ký</source>
        <translation>signed</translation>
    </message>
    <message>
        <source>không có chữ ký</source>
        <translation>unsigned</translation>
    </message>
    <message>
        <source>Đơn vị &amp;báo cáo:</source>
        <translation>Reporting &amp;unit:</translation>
    </message>
</context>
<context>
    <name>Encryption</name>
    <message>
        <source>Đang viết lại sổ làm việc và đối chiếu từng dòng. Nếu mất điện lúc này, tệp cũ vẫn còn nguyên.</source>
        <translation>Writing the workspace anew and comparing every row. Should the power fail now, the old file is untouched.</translation>
    </message>
    <message>
        <source>Đang viết lại sổ làm việc</source>
        <translation>Writing the workspace anew</translation>
    </message>
    <message>
        <source>Mật khẩu của sổ làm việc</source>
        <translation>The workspace’s password</translation>
    </message>
</context>
</TS>
