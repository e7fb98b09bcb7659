"""Every picture in `docs/screens` is the program of today: the scenes are played again and compared.

What a screen shows is compared as text, line by line, whatever the typeface. The picture itself is
compared coarsely, and only where the window is set in the face it was taken in.
"""

import difflib
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kgdesk.files import data_root

ROOT = data_root()
PICTURES = ROOT / "docs" / "screens"
# Two halves of about the same length, so that two workers share them.
HALVES = {
    "daily": ("first", "greet", "clerk", "consolidator", "keeping", "looks"),
    "further": ("english", "trust", "panel", "paste", "tables", "parts", "year"),
}
_BLOCK = 12  # points: what is left of a letter after shrinking does not depend on its drawing
_CHANGED = 26  # of 255: a block that became visibly lighter or darker
_MOST = 0.003  # of all blocks: paths and fingerprints differ from run to run


@dataclass(frozen=True)
class Run:
    """One run of half of the scenes: where its pictures and lists lie."""

    folder: Path
    names: tuple[str, ...]


@pytest.fixture(scope="module", params=HALVES, ids=str)
def played(request: pytest.FixtureRequest, demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("screens")
    script = PICTURES / "make_screens.py"
    log = folder / "log"
    with log.open("wb") as said:
        ended = subprocess.run(
            [sys.executable, script, "--demo", demo, "--into", folder, *HALVES[request.param]],
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            check=False,
        )
    assert ended.returncode == 0, log.read_text(encoding="utf-8")[-3000:]
    return Run(folder, tuple(sorted(path.stem for path in folder.glob("*.png"))))


def test_every_screen_says_what_its_picture_says(played: Run) -> None:
    changed = {}
    for name in played.names:
        kept = PICTURES / f"{name}.txt"
        before = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else ["(no picture yet)"]
        now = (played.folder / kept.name).read_text(encoding="utf-8").splitlines()
        if before != now:
            changed[name] = list(difflib.unified_diff(before, now, lineterm="", n=0))[2:12]
    assert changed == {}, "these screens have changed: look at them, then `make screens`"


def test_every_picture_looks_like_its_screen(played: Run) -> None:
    faces = [
        json.loads((folder / "typeface.json").read_text(encoding="utf-8"))["typeface"]
        for folder in (PICTURES, played.folder)
    ]
    if faces[0] != faces[1]:
        pytest.skip(f"the pictures are set in {faces[0]}, this computer has {faces[1]}")
    changed = {}
    for name in played.names:
        share = difference(PICTURES / f"{name}.png", played.folder / f"{name}.png")
        if share > _MOST:
            changed[name] = round(share, 4)
    assert changed == {}, "these screens look different (share of the picture): look at them, then `make screens`"


def difference(kept: Path, now: Path) -> float:
    """Say how much of two pictures differs, as a share of their blocks."""
    shrunk = []
    for path in (kept, now):
        with Image.open(path) as picture:
            size = (picture.width // _BLOCK, picture.height // _BLOCK)
            shrunk.append(picture.convert("L").resize(size, Image.Resampling.BOX))
    counts = ImageChops.difference(*shrunk).histogram()
    return sum(counts[_CHANGED:]) / sum(counts)


def test_a_change_would_be_seen(tmp_path: Path) -> None:
    """The coarse comparison sees a button that is gone and a window that moved."""
    kept = PICTURES / "17-tra-lai.png"
    with Image.open(kept) as picture:
        whole = picture.convert("RGB")
    whole.paste((255, 255, 255), (430, 180, 1050, 300))
    whole.save(tmp_path / "gone.png")
    moved = ImageChops.offset(whole, 0, 20)
    moved.save(tmp_path / "moved.png")
    assert difference(kept, kept) == 0
    assert difference(kept, tmp_path / "gone.png") > _MOST
    assert difference(kept, tmp_path / "moved.png") > _MOST


def test_every_scene_is_played_here_and_every_picture_has_its_list() -> None:
    scenes = re.findall(r'^ {8}"(\w+)": ', (PICTURES / "make_screens.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(scenes) == sorted(name for half in HALVES.values() for name in half)
    pictures = {path.stem for path in PICTURES.glob("*.png")}
    assert pictures == {path.stem for path in PICTURES.glob("*.txt")}
    source = "".join(path.read_text(encoding="utf-8") for path in PICTURES.glob("*screens.py"))
    vietnamese = {name.removesuffix("-en") for name in pictures}
    assert vietnamese <= set(re.findall(r"\d\d-[a-z0-9-]+", source)) | {"30-chi-tiet-o", "31-chi-tiet-o"}
