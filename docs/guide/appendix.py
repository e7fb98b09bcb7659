"""Writes the appendices of the guide from the program itself: its commands, its messages and what to do.

    python docs/guide/appendix.py        # writes docs/guide/appendix/LANG-commands.md and LANG-codes.md

`tests/docs/test_guide.py` writes them again and compares, so that none can be forgotten.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent / "appendix"
LANGUAGES = ("vi", "en")
_SHARED = {"--help", "--json", "--lang", "--actor", "--workspace-password-env", "--workspace-password-fd"}
# What arguments mean that are called alike everywhere and have no words of their own in `--help`.
_PLAIN = {
    "output": (
        "nơi ghi kết quả: tệp hoặc thư mục, như ghi ở tên",
        "where the result is written: a file or a folder, as named",
    ),
    "file": ("tệp cần đọc", "the file to read"),
    "files": ("các tệp cần đọc", "the files to read"),
    "paths": ("tệp, thư, tệp nén hoặc thư mục", "files, mails, archives or folders"),
    "folder": ("thư mục kết quả", "the folder of the results"),
    "copy": ("bản sao cần phục hồi", "the copy to restore from"),
    "certificate": ("tệp chứng thư, hoặc tệp đã ký", "a certificate, or a signed file"),
}
_BLANK = re.compile(r"\{[^}]*\}")
_FAULT = re.compile(r'\bFault\(\s*"([a-z_0-9.]+)"')
_REASON = re.compile(r"^\| `([a-z_.0-9]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
# Titles of the areas of messages, in the order of the work.
AREAS = {
    "cli": ("Dòng lệnh", "Command line"),
    "file": ("Tệp và ổ đĩa", "Files and disks"),
    "workspace": ("Sổ làm việc", "Workspace"),
    "copy": ("Bản sao", "Copies"),
    "encryption": ("Mật khẩu của sổ làm việc", "Password of a workspace"),
    "salvage": ("Cứu dữ liệu", "Rescue"),
    "period": ("Kỳ báo cáo", "Periods"),
    "entry": ("Nhập số liệu", "Entry"),
    "record": ("Nhập từ bảng tính", "Tables"),
    "form": ("Xuất biểu mẫu", "Forms"),
    "collect": ("Thu biểu mẫu", "Collecting forms"),
    "attachment": ("Tệp đính kèm", "Attachments"),
    "comment": ("Trao đổi", "Remarks"),
    "undo": ("Hoàn tác", "Undo"),
    "part": ("Phần việc của phòng", "Parts of divisions"),
    "key": ("Khóa ký", "Keys"),
    "token": ("Thiết bị ký", "Tokens"),
    "seal": ("Ký và xuất báo cáo", "Sealing"),
    "pdf": ("Tệp PDF", "PDF files"),
    "return": ("Dữ liệu của báo cáo", "Data of a return"),
    "signature": ("Chữ ký trong tệp", "Signatures in files"),
    "trust": ("Chứng thư tin cậy", "Trust"),
    "online": ("Hỏi cơ quan chứng thực qua mạng", "Asking authorities online"),
    "extend": ("Bổ sung dữ liệu kiểm tra", "Adding validation data"),
    "verify": ("Kiểm tra tệp", "Verifying files"),
    "outbox": ("Hộp thư đi", "Outbox"),
    "mail": ("Thư điện tử", "Mail"),
    "receipt": ("Biên nhận", "Receipts"),
    "intake": ("Tiếp nhận", "Intake"),
    "review": ("Xem xét báo cáo", "Review"),
    "compare": ("Đối chiếu", "Comparing"),
    "inventory": ("Theo dõi và gia hạn", "Stocktaking and more time"),
    "consolidate": ("Tổng hợp", "Consolidation"),
    "succession": ("Đơn vị kế tiếp", "Successors of units"),
    "letter": ("Văn bản gửi đơn vị", "Letters"),
    "pack": ("Cập nhật gói chỉ tiêu", "Updating plan packs"),
    "plan": ("Soạn gói chỉ tiêu", "Writing plan packs"),
    "demo": ("Bản thử", "Demonstration"),
}
_WORDS = {
    "vi": {
        "commands": "Phụ lục A. Các lệnh",
        "commands_about": "Mọi việc làm được trong cửa sổ cũng làm được bằng dòng lệnh `kgdesk LỆNH …`. Không ghi lệnh thì "
        "chương trình mở cửa sổ. Kỳ báo cáo viết `2024`, `2024-H1`, `2024-9M`, `2024-Q3`, `2024-M07`. Mật khẩu chỉ nhận qua "
        "câu hỏi, `--password-env` hoặc `--password-fd`, không bao giờ qua đối số.",
        "shared": "Tùy chọn của mọi lệnh",
        "option": "Tùy chọn",
        "means": "Nghĩa",
        "exits": "Mã kết thúc",
        "exit": "Mã",
        "codes": "Phụ lục B. Mã thông báo và cách xử lý",
        "codes_about": "Câu thông báo trên màn hình luôn nói điều đã xảy ra và việc cần làm; mã dùng khi hỏi người hỗ trợ hoặc "
        "đọc kết quả `--json`. Dấu … thay cho tên tệp, đơn vị, con số cụ thể.",
        "findings": "Phát hiện kiểm tra",
        "reasons": "Lý do của kết luận về một tệp",
        "faults": "Thông báo khi chưa làm được",
        "code": "Mã",
        "said": "Thông báo",
        "remedy": "Cách xử lý",
    },
    "en": {
        "commands": "Appendix A. Commands",
        "commands_about": "Everything the window does is also a command, `kgdesk COMMAND …`; without one the window opens. "
        "Periods are written `2024`, `2024-H1`, `2024-9M`, `2024-Q3`, `2024-M07`. Passwords come from a prompt, "
        "`--password-env` or `--password-fd`, never as an argument.",
        "shared": "Options of every command",
        "option": "Option",
        "means": "Means",
        "exits": "Exit codes",
        "exit": "Code",
        "codes": "Appendix B. Message codes and what to do",
        "codes_about": "A message on the screen always says what happened and what to do; the code is for asking somebody, and "
        "for reading `--json`. … stands for the name of a file or unit, or for a figure.",
        "findings": "Findings",
        "reasons": "Reasons of a verdict",
        "faults": "Messages when something could not be done",
        "code": "Code",
        "said": "Message",
        "remedy": "What to do",
    },
}
_EXITS = {
    0: (
        "đã làm xong; với `verify`, `check`, `doctor`: mọi thứ được hỏi đều tốt",
        "done; for `verify`, `check`, `doctor`: all is good",
    ),
    1: (
        "đã làm xong và câu trả lời là không: chữ ký sai hoặc chưa xác định, còn lỗi chặn, có tệp bị giữ hoặc từ chối",
        "done, and the answer is no: a bad or undecided signature, a blocking finding, something held or refused",
    ),
    2: (
        "chưa làm được: gọi sai, tệp không đọc được, sai mật khẩu, hết chỗ trên ổ đĩa; một dòng ở stderr nói phải làm gì",
        "could not be done: wrong usage, unreadable input, wrong password, disk full; one line on stderr says what to do",
    ),
    70: ("lỗi của chương trình; dòng thông báo có đường dẫn tới nhật ký", "a defect of ours; the line names the log"),
}


def messages() -> dict[str, dict[str, str]]:
    """Read all sentences by code."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((ROOT / "resources" / "messages").glob("*.json")):
        found.update(json.loads(path.read_text(encoding="utf-8")))
    return found


def fault_codes(known: Mapping[str, object]) -> set[str]:
    """Find the codes that the program raises; all of a plan's problems are among them."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "kgdesk").rglob("*.py"))
    raised = {code for source in sources for code in _FAULT.findall(source)}
    return (raised | {code for code in known if code.startswith("plan.")}) & set(known)


def finding_codes(known: Mapping[str, object]) -> list[str]:
    """List the codes that have a remedy of their own."""
    return [code for code in known if f"{code}.remedy" in known]


def parsers(lang: str) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Give every command with its words: name, what it is for, its parser."""
    from kgdesk.cli import entrance
    from kgdesk.cli.usage_texts import speak

    speak(lang)
    yield from _inner("kgdesk", entrance._parser())  # noqa: SLF001 - the tree is nowhere else


def _inner(name: str, parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for action in parser._actions:  # noqa: SLF001 - argparse offers no list
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
            for command, inner in action.choices.items():
                yield f"{name} {command}", told.get(command, ""), inner
                yield from _inner(f"{name} {command}", inner)


def commands_text(lang: str) -> str:
    """Write the appendix of commands."""
    words, column = _WORDS[lang], LANGUAGES.index(lang)
    lines = [f"# {words['commands']}", "", words["commands_about"], ""]
    lines += [f"## {words['exits']}", "", f"| {words['exit']} | {words['means']} |", "|---|---|"]
    lines += [f"| {code} | {told[column]} |" for code, told in _EXITS.items()]
    at = len(lines)
    shared: list[str] = []
    for name, told, parser in parsers(lang):
        own = [action for action in parser._actions if not isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
        if not shared and any("--json" in action.option_strings for action in own):
            shared = [row for action in own if _SHARED & set(action.option_strings) for row in _option(action, column)]
        lines += ["", f"## {name}", "", _sentence(told)]
        rows = [row for action in own if not _SHARED & set(action.option_strings) for row in _option(action, column)]
        if name == "kgdesk open":  # read before the tree of commands is made
            rows = [f"| `WORKSPACE` | {messages()['cli.help.workspace'][lang]} |"]
        if rows:
            lines += ["", f"| {words['option']} | {words['means']} |", "|---|---|", *rows]
    head = ["", f"## {words['shared']}", "", f"| {words['option']} | {words['means']} |", "|---|---|"]
    return "\n".join([*lines[:at], *head, *shared, *lines[at:]]) + "\n"


def _option(action: argparse.Action, column: int) -> Iterator[str]:
    shown = action.metavar or ("" if action.nargs == 0 else "|".join(map(str, action.choices or ())) or action.dest)
    many = " …" if action.nargs in ("*", "+") else ""
    name = ", ".join(action.option_strings)
    value = f"{shown}{many}" if action.nargs != 0 else ""
    told = _cell(_percented(action)) or _PLAIN[action.dest][column]
    yield f"| `{_cell(' '.join(part for part in (name, str(value)) if part))}` | {told} |"


def _percented(action: argparse.Action) -> str:
    return (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("*", "∗")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def codes_text(lang: str) -> str:
    """Write the appendix of codes."""
    words, known = _WORDS[lang], messages()
    lines = [f"# {words['codes']}", "", words["codes_about"], "", f"## {words['findings']}", ""]
    lines += [f"| {words['code']} | {words['said']} | {words['remedy']} |", "|---|---|---|"]
    for code in finding_codes(known):
        lines.append(f"| `{code}` | {_said(known[code], lang)} | {_said(known[f'{code}.remedy'], lang)} |")
    lines += ["", f"## {words['reasons']}", "", f"| {words['code']} | {words['said']} |", "|---|---|"]
    reasons = (ROOT / "docs" / "verdict-reasons.md").read_text(encoding="utf-8")
    for code, _effect, vi, en in _REASON.findall(reasons):
        lines.append(f"| `{code}` | {_BLANK.sub('…', vi if lang == 'vi' else en)} |")
    faults = fault_codes(known)
    for area, titles in AREAS.items():
        codes = [code for code in known if code in faults and code.partition(".")[0] == area]
        if codes:
            lines += ["", f"## {words['faults']}: {titles[LANGUAGES.index(lang)]}", ""]
            lines += [f"| {words['code']} | {words['said']} |", "|---|---|"]
            lines += [f"| `{code}` | {_said(known[code], lang)} |" for code in codes]
    return "\n".join(lines) + "\n"


def _said(sentence: Mapping[str, str], lang: str) -> str:
    return _cell(_BLANK.sub("…", sentence[lang]))


def written() -> dict[str, str]:
    """Give all appendices by file name."""
    texts = {f"{lang}-commands.md": commands_text(lang) for lang in LANGUAGES}
    return texts | {f"{lang}-codes.md": codes_text(lang) for lang in LANGUAGES}


def main() -> int:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in written().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
