"""The guide speaks of the program of today: its buttons, pictures, commands and codes; and it can be printed."""

import argparse
import importlib
import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest

from kgdesk.cli import entrance
from kgdesk.desk.help.guide import read_parts
from kgdesk.files import data_root, resource

ROOT = data_root()
GUIDE = ROOT / "docs" / "guide"
LANGUAGES = ("vi", "en")
QUOTED = re.compile("«([^»]+)»")


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    """The scripts beside the guide, which are no package of the program."""
    sys.path.insert(0, str(GUIDE))
    names = ("markdown", "pages", "card", "appendix", "make_guide")
    yield {name: importlib.import_module(name) for name in names}
    sys.path.remove(str(GUIDE))
    for name in names:
        sys.modules.pop(name)


def chapters(lang: str) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in resource("help", lang, "guide").glob("*.md")}


def bare(text: str) -> str:
    """A text of the window as a person says it: without mnemonic, dots and colon."""
    return re.sub(r"&(.)", r"\1", text).strip().removesuffix("…").removesuffix(":").strip()


def shown_texts(lang: str) -> set[str]:
    """Every text that the window can show in a language."""
    found = {"Tiếng Việt", "English"}
    for name in ("kgdesk_en", "qtbase_vi"):
        for message in ET.parse(resource("translations", f"{name}.ts")).getroot().iter("message"):  # noqa: S314 - ours
            source, translated = message.findtext("source", ""), message.findtext("translation", "")
            found |= {source if (lang == "vi") == (name == "kgdesk_en") else translated}
    for path in resource("messages").glob("*.json"):
        found |= {sentence[lang] for sentence in json.loads(path.read_text(encoding="utf-8")).values()}
    return {bare(text.partition("{")[0]) for text in found}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_quoted_text_stands_in_the_program(lang: str) -> None:
    texts = chapters(lang) | ({"card": (GUIDE / "card.py").read_text(encoding="utf-8")} if lang == "vi" else {})
    known = shown_texts(lang)
    quoted = {(name, words) for name, text in texts.items() for words in QUOTED.findall(text) if words}
    assert {(name, words) for name, words in quoted if bare(words) not in known} == set()
    assert sum(len(QUOTED.findall(text)) for text in texts.values()) > (150 if lang == "vi" else 30)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_picture_is_there_and_says_what_it_shows(lang: str) -> None:
    for name, text in chapters(lang).items():
        for caption, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text):
            assert caption, (name, path)
            assert (resource("help", lang, "guide") / path).resolve().is_file(), (name, path)


# Short ones, whose steps say everything.
PLAIN_TASKS = {
    "Năm bước của một kỳ báo cáo",
    "Chọn kỳ báo cáo và biết việc phải làm",
    "Tìm và lọc chỉ tiêu",
    "Cỡ chữ, màu nền, ngôn ngữ",
    "Khi cần người khác giúp",
}


def test_every_task_of_the_vietnamese_guide_says_what_is_needed_and_what_comes_of_it() -> None:
    tasks = {
        part.partition("\n")[0]: part
        for text in chapters("vi").values()
        for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]
        if re.search(r"^1\. ", part, re.MULTILINE)
    }
    assert len(tasks) > 35
    for title, text in tasks.items():
        assert "**Kết quả:**" in text or "**Điều gì có thể sai:**" in text or title in PLAIN_TASKS, title
    needing = [title for title, text in tasks.items() if "**Cần có:**" in text]
    assert len(needing) > len(tasks) * 0.7
    for name, text in chapters("vi").items():
        assert "| Khi gặp |" in text or "**Điều gì có thể sai:**" in text or name == "checks", name


def test_the_appendices_are_those_of_this_program(scripts: dict[str, ModuleType]) -> None:
    for name, text in scripts["appendix"].written().items():
        kept = (GUIDE / "appendix" / name).read_text(encoding="utf-8")
        assert kept == text, f"{name} is older than the program: python docs/guide/appendix.py"


def commands(name: str, parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield f"{name} {word}", inner
                yield from commands(f"{name} {word}", inner)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_option_and_exit_code_is_documented(lang: str) -> None:
    text = (GUIDE / "appendix" / f"{lang}-commands.md").read_text(encoding="utf-8")
    about = dict(re.findall(r"^## (kgdesk [^\n]+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    everywhere = text.partition("## kgdesk")[0]
    found = dict(commands("kgdesk", entrance._parser()))
    assert set(about) == set(found)
    for name, parser in found.items():
        assert about[name].strip(), name
        for action in parser._actions:
            for option in action.option_strings:
                assert re.search(rf"[`, ]{option}[`, ]", about[name] + everywhere), (name, option)
    for code in (entrance.DONE, entrance.ANSWER_IS_NO, entrance.CANNOT, entrance.DEFECT):
        assert f"| {code} | " in everywhere


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_and_reason_is_documented(lang: str) -> None:
    text = (GUIDE / "appendix" / f"{lang}-codes.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([a-z_.0-9]+)` \|", text, re.MULTILINE))
    known = {}
    for path in resource("messages").glob("*.json"):
        known |= json.loads(path.read_text(encoding="utf-8"))
    findings = {code for code in known if code.startswith("finding.") and not code.endswith(".remedy")}
    assert len(findings) > 30
    assert findings <= documented
    reasons = (ROOT / "docs" / "verdict-reasons.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z_]+)` \|", reasons, re.MULTILINE)) <= documented
    raised = {
        code
        for path in (ROOT / "kgdesk").rglob("*.py")
        for code in re.findall(r'raise Fault\("([a-z_.]+)"', path.read_text(encoding="utf-8"))
    }
    assert raised & set(known) <= documented


def outline(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as found:
        return [item.title for part in found.root for item in (part, *part.children)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_can_be_printed_and_its_contents_name_the_right_pages(
    scripts: dict[str, ModuleType], lang: str
) -> None:
    import pypdfium2

    data = scripts["make_guide"].write_guide(lang)
    pdf = pypdfium2.PdfDocument(data)
    texts = [pdf[page].get_textpage().get_text_range() for page in range(len(pdf))]
    pdf.close()
    titles = [text.partition("\n")[0].removeprefix("# ") for text in chapters(lang).values()]
    contents = "\n".join(texts[1:4])
    for title in titles:
        named = re.search(rf"^{re.escape(title)}\s+(\d+)\s*$", contents, re.MULTILINE)
        assert named is not None, title
        assert title in texts[int(named[1]) - 1], title
    assert "□" not in "".join(texts)
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert set(titles) <= set(outline(opened))
        assert {part.title for part in read_parts(lang)} <= set(outline(opened))


def test_the_card_is_one_page(scripts: dict[str, ModuleType]) -> None:
    with pikepdf.open(io.BytesIO(scripts["card"].write_card())) as pdf:
        assert len(pdf.pages) == 1


def test_what_cannot_be_printed_is_told(scripts: dict[str, ModuleType]) -> None:
    with pytest.raises(ValueError, match="not printed"):
        list(scripts["markdown"].blocks("> quoted"))
    with pytest.raises(ValueError, match="no typeface"):
        list(scripts["pages"].Faces().split("\ue000", "KGDesk-Regular"))


def test_the_readers_of_the_guide_find_their_part() -> None:
    vietnamese = [part.title for part in read_parts("vi")]
    assert [title.partition(".")[0] for title in vietnamese if title.startswith("Phần")] == [
        "Phần I",
        "Phần II",
        "Phần III",
        "Phần IV",
    ]
    assert Path(GUIDE / "make_guide.py").is_file()
