"""What the installers are made by agrees with the program: versions, file types, texts, what is left behind."""

import configparser
import re
import struct
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "installer" / place) for place in ("freeze", "debian")]

import man_page  # noqa: E402
import prepare  # noqa: E402
import trimming  # noqa: E402

from kgdesk import __version__  # noqa: E402

NSI = (ROOT / "installer" / "windows" / "kgdesk.nsi").read_text(encoding="utf-8")
ENDINGS = {".kgdesk", ".kgplan", ".kgpart"}


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == prepare.version() == __version__


def test_both_systems_open_the_same_kinds_of_files() -> None:
    assert set(re.findall(r'ASSOCIATE "(\.\w+)"', NSI)) == ENDINGS
    assert set(re.findall(r'DISSOCIATE "(\.\w+)"', NSI)) == ENDINGS
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kinds = ET.parse(ROOT / "installer" / "debian" / "kgdesk.mime.xml").getroot().findall(f"{space}mime-type")  # noqa: S314
    globs = {kind.get("type"): kind.find(f"{space}glob") for kind in kinds}
    assert {f"{glob.get('pattern')}".removeprefix("*") for glob in globs.values() if glob is not None} == ENDINGS
    desktop = configparser.ConfigParser(interpolation=None)
    desktop.optionxform = str  # type: ignore[assignment,method-assign] - keys have capitals
    desktop.read(ROOT / "installer" / "debian" / "kgdesk.desktop", encoding="utf-8")
    entry = desktop["Desktop Entry"]
    assert set(filter(None, entry["MimeType"].split(";"))) == set(globs)
    assert {f"{key}[vi]" for key in ("GenericName", "Comment", "Keywords")} <= set(entry)


def test_every_text_of_the_windows_installer_is_in_both_languages() -> None:
    said: dict[str, set[str]] = {}
    for name, language in re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", NSI, re.MULTILINE):
        said.setdefault(name, set()).add(language)
    assert set(said) == set(re.findall(r"\$\((\w+)\)", NSI))
    assert all(languages == {"VIETNAMESE", "ENGLISH"} for languages in said.values()), said


def test_removal_on_windows_takes_only_what_was_brought() -> None:
    removal = NSI.partition('Section "Uninstall"')[2]
    assert re.findall(r"RMDir /r (.*)", removal) == ['"$INSTDIR\\_internal"']
    assert "$DOCUMENTS" not in removal
    assert "LOCALAPPDATA\\kgdesk" not in removal


@pytest.mark.parametrize(
    ("place", "source", "gone"),
    [
        ("PySide6/Qt/lib/libQt6Network.so.6", "", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", "", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "", True),
        ("PySide6\\plugins\\tls\\qschannelbackend.dll", "", True),
        ("PySide6/opengl32sw.dll", "", True),
        ("resources/translations/kgdesk_en.ts", "", True),
        ("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6", True),
        ("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6", True),
        ("libsqlite3.so.0", "/lib/x86_64-linux-gnu/libsqlite3.so.0", False),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", "", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", "", False),
        ("PySide6/plugins/platforms/qwindows.dll", "", False),
        ("PySide6/Qt6Svg.dll", "", False),
        ("resources/translations/qtbase_vi.qm", "", False),
        ("resources/packs/nq535.plan.json", "", False),
    ],
)
def test_what_is_left_behind(place: str, source: str, gone: bool) -> None:  # noqa: FBT001
    assert trimming.is_left_behind(place, source) is gone


def test_a_windows_icon_holds_every_size() -> None:
    data = prepare.icon_file({16: b"small", 256: b"large picture"})
    assert struct.unpack_from("<HHH", data) == (0, 1, 2)
    for number, (size, body) in enumerate(((16, b"small"), (0, b"large picture"))):
        width, _, _, _, _, depth, length, place = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        assert (width, depth, data[place : place + length]) == (size, 32, body)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_manual_names_every_command(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kgdesk.cli.entrance import _parser
    from kgdesk.cli.usage_texts import speak

    monkeypatch.setenv("COLUMNS", "80")
    try:
        page = man_page.page(lang)
        calls = [call for call, _, _ in man_page._parts(_parser())]
    finally:
        speak("vi")
    assert len(calls) > 30
    for call in calls:
        assert f"\\fB{call.replace('-', chr(92) + '-')}\\fR" in page
    assert not [line for line in page.splitlines() if line.startswith("'")]


def test_texts_of_the_manual_are_no_commands_of_roff() -> None:
    assert man_page._roff(".TH evil\n'x\na-b\\c") == "\\&.TH evil\n\\&'x\na\\-b\\ec"
