"""A year's return from an empty grid to signed files, in the real window, by keyboard alone.

Between `open` and `paste` whoever calls it puts the block of the spreadsheet on the clipboard. Every step waits for
what is shown or stored, and asserts on it.
"""

import subprocess
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from kgdesk.domain.escalation import Escalation
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.period import Period
from kgdesk.operations.check import accepted_warnings
from kgdesk.operations.demo_keys import PASSWORD
from kgdesk.operations.entry import entry_grid
from kgdesk.operations.escalation import escalations
from kgdesk.operations.narrative import narrative_pages
from kgdesk.operations.workspace import Workspace, open_workspace
from tests.journeys.keyboard_clerk import GRID, KeyboardClerk
from tests.journeys.program import PROGRAM
from tests.journeys.real_screen import ROOT
from tests.journeys.sheet_to_paste import (
    LINES,
    MISTYPED,
    OF_OTHERS,
    REVENUE,
    RIGHT,
    Figures,
    asked,
    cells_asked,
)

YEAR = Period.parse("2022")
CLERK, HEAD = "Trần Thị Hạnh", "Huỳnh Quang Hưng"
REASON = "Bảo hiểm y tế tính theo dân số cuối năm của cơ quan bảo hiểm"
TASK = "A3.6"
RESULTS = ("Thu ngân sách đạt ", ", vượt dự toán được giao.")
MATTER = "Cảng An Thới chưa có bến riêng cho tàu khách tuyến Phú Quốc - Hà Tiên"
LIMIT = "Thẩm quyền quyết định đầu tư thuộc Ủy ban nhân dân tỉnh theo Luật Đầu tư công"
PROPOSAL = "Đề nghị bố trí vốn chuẩn bị đầu tư trong năm tới"
NUMBER = "315"

FINDINGS = "Kết quả kiểm tra"


@dataclass(frozen=True)
class Stored:
    """What stands in the workspace for the year."""

    figures: dict[str, Figures]
    reasons: tuple[str, ...]
    narratives: tuple[Narrative, ...]
    matters: tuple[Escalation, ...]
    writers: frozenset[str]


def stored(path: Path) -> Stored:
    """Read the workspace beside the running program."""
    with open_workspace(path, actor="", read_only=True) as workspace:
        return _stored(workspace)


def _stored(workspace: Workspace) -> Stored:
    recorded = [row.recorded for row in entry_grid(workspace, YEAR) if row.recorded is not None]
    kept = [each for each in recorded if each.observation is not None]
    pages = narrative_pages(workspace, YEAR)
    return Stored(
        {
            each.observation.indicator: (
                _text(each.observation.numerator),
                _text(each.observation.denominator),
                _text(each.observation.value),
            )
            for each in kept
            if each.observation is not None
        },
        tuple(each.reason for each in accepted_warnings(workspace, YEAR)),
        tuple(page.narrative for page in pages if page.narrative is not None and not page.narrative.is_empty),
        tuple(each for each in escalations(workspace) if each.opened_period == YEAR.code),
        frozenset(each.recorded_by for each in kept),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


class EntryJourney:
    """The steps, in their order; `path` is Phú Quốc's workspace of the demonstration in `demo`."""

    def __init__(self, clerk: KeyboardClerk, demo: Path) -> None:
        self.clerk = clerk
        self.demo = demo
        self.path = demo / "workspaces" / "KG-911.kgdesk"

    def go_on(self) -> None:
        """Everything after the block was pasted."""
        self.fix_two_findings()
        self.undo_and_redo()
        self.narrate()
        self.escalate()
        self.seal()
        self.leave()
        self.verify()

    def open(self) -> None:
        """Say who works here, choose the year, go to the grid."""
        clerk = self.clerk
        clerk.open(self.path)
        clerk.window("Thành phố Phú Quốc")
        clerk.see("Đã nhập đủ 25 chỉ tiêu.")
        clerk.press("alt+k")
        clerk.walk_to("Họ tên người làm việc")
        clerk.write(CLERK)
        clerk.press("Return")
        clerk.until("the strip to go", lambda: not clerk.find("Ai đang làm việc"))
        clerk.press("alt+k")
        for year in ("Năm 2023", YEAR.label("vi")):
            clerk.press("Down")
            clerk.see(year, "label")
        clerk.see("Còn 25 trong 25 chỉ tiêu")
        clerk.picture("year-chosen")
        clerk.press("ctrl+2")
        clerk.see("Hiện mọi chỉ tiêu: 25")
        clerk.stand_in(GRID)
        assert stored(self.path).figures == {}

    def paste(self) -> None:
        """What is taken and what is not is shown first, then written as one step."""
        clerk = self.clerk
        clerk.window("Thành phố Phú Quốc")
        clerk.stand_in(GRID)
        clerk.press("ctrl+v")
        clerk.window("Xem trước khi dán")
        told = clerk.see(f"Sẽ ghi {cells_asked()} ô.").name
        assert "không ghi được" not in told
        assert f"{LINES - len(asked())} hàng của khối không có trong bảng đang hiện, bỏ qua:" in told
        for stranger in OF_OTHERS:
            assert self.name_of(stranger) in told
        assert "checked" in clerk.see("Dán theo tên chỉ tiêu có trong khối").states
        assert len(clerk.table("Các ô sẽ dán")) == cells_asked()
        clerk.picture("preview")
        clerk.press("Return")
        clerk.gone("Xem trước khi dán")
        self.becomes(asked(), "the block")
        assert stored(self.path).writers == {CLERK}
        clerk.stand_in(GRID)
        clerk.picture("pasted")

    def name_of(self, indicator: str) -> str:
        """What the plan calls it."""
        with open_workspace(self.path, actor="", read_only=True) as workspace:
            return workspace.plan.indicator(indicator).name_vi

    def becomes(self, figures: dict[str, Figures], what: str) -> None:
        """Wait until the stored figures are these."""
        self.clerk.until(f"{what} in the workspace", lambda: stored(self.path).figures == figures)

    def fix_two_findings(self) -> None:
        """A blocking one is corrected, a warning stands with a reason."""
        clerk = self.clerk
        clerk.press("ctrl+5")
        clerk.stand_in(FINDINGS)
        clerk.see("1 lỗi chặn, 1 cảnh báo")
        assert [row[0] for row in clerk.table(FINDINGS)[:2]] == ["✕ Lỗi chặn", "▲ Cảnh báo"]
        clerk.picture("findings")
        clerk.press("Return")
        clerk.stand_in(GRID)
        clerk.see(self.name_of(MISTYPED), "label")  # beside the grid, where one stands
        clerk.type(RIGHT)
        clerk.press("Return")
        self.becomes(self.corrected, "the correction")
        clerk.picture("corrected")
        clerk.press("ctrl+5")
        clerk.stand_in(FINDINGS)
        clerk.see("0 lỗi chặn, 1 cảnh báo")
        clerk.press("ctrl+e")
        clerk.window("Giải trình cảnh báo")
        clerk.stand_in("Lý do giữ nguyên số liệu")
        clerk.write(REASON)
        clerk.picture("reason")
        clerk.press("Tab", "Return")
        clerk.gone("Giải trình cảnh báo")
        clerk.until("the reason", lambda: stored(self.path).reasons == (REASON,))
        clerk.until("the answered warning", lambda: clerk.table(FINDINGS)[0][0] == "✔ Đã giải trình")

    @property
    def corrected(self) -> dict[str, Figures]:
        """The figures after the correction."""
        _, denominator, value = asked()[MISTYPED]
        return {**asked(), MISTYPED: (RIGHT, denominator, value)}

    def undo_and_redo(self) -> None:
        """Step by step to the empty grid, and back to where it was."""
        clerk = self.clerk
        clerk.press("ctrl+z")
        clerk.until("the reason to go", lambda: stored(self.path).reasons == ())
        clerk.press("ctrl+z")
        self.becomes(asked(), "the mistake")
        clerk.stand_in(GRID)
        clerk.press("ctrl+z")
        self.becomes({}, "the empty grid")
        clerk.see(f"Đã hoàn tác: dán {cells_asked()} ô.")
        clerk.picture("undone")
        clerk.press("ctrl+y")
        self.becomes(asked(), "the block again")
        clerk.press("ctrl+y")
        self.becomes(self.corrected, "the correction again")
        clerk.press("ctrl+y")
        clerk.until("the reason again", lambda: stored(self.path).reasons == (REASON,))
        clerk.picture("redone")

    def narrate(self) -> None:
        """A text with a figure of the grid in it, and its progress."""
        clerk = self.clerk
        with open_workspace(self.path, actor="", read_only=True) as workspace:
            heading = workspace.plan.task(TASK).heading_vi
        clerk.press("ctrl+3")
        clerk.stand_in("Cây nhiệm vụ")
        clerk.until("the task", lambda: clerk.find(heading, "label"), pressing=("Down",))
        clerk.press("alt+1")
        clerk.stand_in("Kết quả thực hiện")
        clerk.write(RESULTS[0])
        clerk.press("ctrl+shift+f")
        clerk.window("Chèn số liệu")
        clerk.stand_in("Tìm chỉ tiêu")
        clerk.type("thu ngan sach")
        clerk.see("sẽ đọc là: 1.268,4 tỷ đồng")
        clerk.picture("picker")
        clerk.press("Return")
        clerk.gone("Chèn số liệu")
        clerk.stand_in("Kết quả thực hiện")
        clerk.write(RESULTS[1])
        clerk.press("alt+4")
        clerk.stand_in("chọn tiến độ")
        clerk.press("Down")
        text = f"{{{REVENUE}}} tỷ đồng".join(RESULTS)
        clerk.until("the narrative", lambda: [each.results for each in stored(self.path).narratives] == [text])
        clerk.picture("narrative")

    def escalate(self) -> None:
        """A matter for those above."""
        clerk = self.clerk
        clerk.press("ctrl+4")
        clerk.stand_in("Danh sách kiến nghị")
        clerk.press("ctrl+n")
        clerk.stand_in("Nội dung vướng mắc")
        clerk.write(MATTER)
        clerk.press("alt+2")
        clerk.stand_in("Giới hạn thẩm quyền")
        clerk.write(LIMIT)
        clerk.press("alt+3")
        clerk.stand_in("Đề xuất")
        clerk.write(PROPOSAL)
        clerk.picture("matter")
        clerk.press("ctrl+s")
        clerk.until("the matter", lambda: len(stored(self.path).matters) == 1)
        (matter,) = stored(self.path).matters
        assert (matter.matter, matter.legal_limit, matter.proposal) == (MATTER, LIMIT, PROPOSAL)
        clerk.picture("matter-saved")

    def seal(self) -> None:
        """Look at the pages, give number and date, sign."""
        clerk, day = self.clerk, self.issued_on
        clerk.press("ctrl+6")
        clerk.stand_in(FINDINGS)
        clerk.see("Không có lỗi nào.")
        clerk.press("alt+2")
        clerk.see("Đúng các trang này sẽ được ký")
        clerk.picture("preview-of-pages")
        clerk.press("alt+3")
        clerk.stand_in("Số văn bản")
        clerk.type(NUMBER)
        clerk.press("alt+n")
        clerk.stand_in("Ngày văn bản")
        clerk.type(day.strftime("%d%m%Y"))
        clerk.press("alt+r")
        clerk.stand_in("Họ tên người ký")
        clerk.write(HEAD)
        clerk.press("alt+a")
        clerk.stand_in("Tệp khóa ký")
        clerk.type(str(self.demo / "keys" / "KG-911.p12"))
        clerk.press("alt+m")
        clerk.stand_in("Mật khẩu của khóa")
        clerk.type(PASSWORD)
        clerk.picture("before-signing")
        clerk.press("ctrl+Return")
        clerk.see("Đã ký báo cáo lần 1")
        clerk.picture("sealed")

    @property
    def issued_on(self) -> date:
        """The day before: a date that nobody gets without typing it."""
        return date.today() - timedelta(days=1)  # noqa: DTZ011 - the computer's own day, as the window shows it

    def leave(self) -> None:
        """Close the window."""
        self.clerk.press("ctrl+q")
        assert self.clerk.ended() == 0

    def verify(self) -> None:
        """The files are valid for whoever believes the authority, and say what was written."""
        files = sorted((self.path.parent / "bao-cao").iterdir())
        assert [each.name for each in files] == ["KG-911_2022_r1.pdf", "KG-911_2022_r1.xlsx"]
        authority = self.demo / "keys" / "ca.pem"
        words = [*PROGRAM, "verify", "--trust", str(authority), *map(str, files)]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        words = ["pdftotext", "-layout", str(files[0]), "-"]
        pages = " ".join(subprocess.run(words, capture_output=True, text=True, check=True).stdout.split())
        day = self.issued_on
        for said in (
            "Thu ngân sách đạt 1.268,4 tỷ đồng, vượt dự toán được giao.",
            MATTER,
            PROPOSAL,
            REASON,
            HEAD,
            f"Số: {NUMBER}/",
            f"ngày {day.day:02} tháng {day.month:02} năm {day.year}",
        ):
            assert said in pages, said
