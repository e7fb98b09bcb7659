"""kgdesk(1), written from the program's own help: `man_page.py LANG` prints it. A process speaks one language."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

WORDS = {
    "vi": {
        "manual": "Hướng dẫn sử dụng KGDesk",
        "name": "TÊN",
        "about": "báo cáo kinh tế - xã hội có chữ ký số, không cần mạng",
        "synopsis": "CÁCH GỌI",
        "description": "MÔ TẢ",
        "text": "Không có lệnh nào thì chương trình mở cửa sổ. Mỗi lệnh dưới đây cũng có trong cửa sổ; "
        "cả hai làm cùng một việc.",
        "commands": "CÁC LỆNH",
        "exit": "MÃ KẾT THÚC",
        "codes": (
            ("0", "đã xong; với verify, check, doctor: mọi thứ đều tốt"),
            ("1", "đã xong, câu trả lời là không: chữ ký xấu hoặc chưa xác định, lỗi chặn, tệp bị giữ hoặc từ chối"),
            ("2", "không làm được: gọi sai, tệp không đọc được, sai mật khẩu, đĩa đầy; một dòng nói rõ vì sao"),
            ("70", "lỗi của chính chương trình; một dòng nói nhật ký nằm ở đâu"),
        ),
        "files": "TỆP",
        "places": (
            ("*.kgdesk", "sổ làm việc, một tệp SQLite"),
            ("*.kgplan", "gói chỉ tiêu có chữ ký"),
            ("*.kgpart", "phần việc giao cho phòng ban"),
            ("~/.local/state/kgdesk", "nhật ký của chương trình"),
        ),
    },
    "en": {
        "manual": "KGDesk manual",
        "name": "NAME",
        "about": "offline, signed socio-economic returns",
        "synopsis": "SYNOPSIS",
        "description": "DESCRIPTION",
        "text": "Without a command the window opens. Every command below is also in the window; both do the same.",
        "commands": "COMMANDS",
        "exit": "EXIT STATUS",
        "codes": (
            ("0", "done; for verify, check and doctor: everything is good"),
            (
                "1",
                "done, and the answer is no: a bad or undecided signature, a blocking finding, a file held or refused",
            ),
            (
                "2",
                "could not be done: wrong usage, an unreadable file, a wrong password, a full disk; one line says why",
            ),
            ("70", "a defect of the program; one line says where its log lies"),
        ),
        "files": "FILES",
        "places": (
            ("*.kgdesk", "a workspace: one SQLite file"),
            ("*.kgplan", "a signed plan pack"),
            ("*.kgpart", "a part of a return, given to a division"),
            ("~/.local/state/kgdesk", "the program's logs"),
        ),
    },
}


def _roff(text: str) -> str:
    """A text as roff reads it: no letter of it is a command."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in safe.splitlines())


def _parts(parser: argparse.ArgumentParser) -> list[tuple[str, argparse.ArgumentParser, str]]:
    """Every command with its words, those inside commands too, and what it is for."""
    found = []
    for action in parser._actions:  # noqa: SLF001 - argparse tells its commands in no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            said = {each.dest: each.help or "" for each in action._choices_actions}  # noqa: SLF001
            for name, inner in action.choices.items():
                found.append((inner.prog, inner, said.get(name, "")))
                found += _parts(inner)
    return found


def page(lang: str) -> str:
    """Write the page in one language."""
    from kgdesk import __version__
    from kgdesk.cli.entrance import _parser
    from kgdesk.cli.usage_texts import speak

    os.environ["COLUMNS"] = "10000"  # usage in one line; roff breaks it
    speak(lang)
    words = WORDS[lang]
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC).date()
    lines = [f'.TH KGDESK 1 "{day}" "KGDesk {__version__}" "{words["manual"]}"', f".SH {words['name']}"]
    lines += [_roff(f"kgdesk - {words['about']}").replace("kgdesk \\- ", "kgdesk \\- "), f".SH {words['synopsis']}"]
    lines += [
        ".B kgdesk",
        f"[{_roff('open')} [\\fI{_roff('FILE')}\\fR]] | \\fICOMMAND\\fR ...",
        f".SH {words['description']}",
    ]
    lines += [_roff(words["text"]), f".SH {words['commands']}"]
    for call, parser, said in _parts(_parser()):
        usage = parser.format_usage().split(":", 1)[1].split()
        lines += [".TP", f"\\fB{_roff(call)}\\fR {_roff(' '.join(usage[len(call.split()) :]))}".rstrip(), _roff(said)]
    for heading, rows in ((words["exit"], words["codes"]), (words["files"], words["places"])):
        lines.append(f".SH {heading}")
        for term, said in rows:
            lines += [".TP", f"\\fB{_roff(term)}\\fR", _roff(said)]
    return "\n".join(line for line in lines if line) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(page(sys.argv[1]))
