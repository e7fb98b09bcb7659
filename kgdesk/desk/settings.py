"""What the desk remembers between two starts. The only place that opens QSettings."""

import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT_LIMIT = 8
_PEOPLE_LIMIT = 12


class Settings:
    """Typed access; every value is stored as text, because a stored `False` comes back as a true string."""

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "kgdesk", "desk")
        else:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def _text(self, key: str, default: str) -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def _put(self, key: str, value: str) -> None:
        self._store.setValue(key, value)

    @property
    def language(self) -> str:
        """`vi` or `en`."""
        return "en" if self._text("language", "vi") == "en" else "vi"

    @language.setter
    def language(self, value: str) -> None:
        self._put("language", value)

    @property
    def scheme(self) -> str:
        """`system`, `light`, `dark`, `contrast` or `contrast-white`."""
        value = self._text("scheme", "system")
        return value if value in {"light", "dark", "contrast", "contrast-white"} else "system"

    @scheme.setter
    def scheme(self, value: str) -> None:
        self._put("scheme", value)

    @property
    def font_points(self) -> int:
        """Size of the text in points; 0 is the system's own."""
        text = self._text("font_points", "0")
        return int(text) if text.isdigit() else 0

    @font_points.setter
    def font_points(self, value: int) -> None:
        self._put("font_points", str(value))

    @property
    def grid_zoom(self) -> int:
        """Size of the entry grid in per cent."""
        text = self._text("grid/zoom", "100")
        return int(text) if text.isdigit() and 0 < int(text) < 1000 else 100  # noqa: PLR2004 - anything else was edited

    @grid_zoom.setter
    def grid_zoom(self, value: int) -> None:
        self._put("grid/zoom", str(value))

    @property
    def hidden_columns(self) -> tuple[str, ...]:
        """Names of the columns of the entry grid that are put away."""
        return tuple(filter(None, self._text("grid/hidden_columns", "").split(" ")))

    @hidden_columns.setter
    def hidden_columns(self, value: tuple[str, ...]) -> None:
        self._put("grid/hidden_columns", " ".join(value))

    @property
    def column_widths(self) -> dict[str, int]:
        """Widths of the columns of the entry grid that a person has drawn, by name, in pixels at 100 per cent."""
        pairs = (item.partition(":") for item in self._text("grid/column_widths", "").split(" "))
        return {name: int(width) for name, _, width in pairs if name and width.isdigit() and int(width) > 0}

    @column_widths.setter
    def column_widths(self, value: dict[str, int]) -> None:
        self._put("grid/column_widths", " ".join(f"{name}:{width}" for name, width in sorted(value.items())))

    def remarks_of(self, path: Path) -> str:
        """Recall the remarks that were begun in this workspace and are not sent yet."""
        return self._text(f"remarks/{_key(path)}", "")

    def set_remarks_of(self, path: Path, text: str) -> None:
        """Keep the remarks that were begun; an empty text forgets them."""
        if text != self.remarks_of(path):
            self._put(f"remarks/{_key(path)}", text)
            self._store.sync()

    def panel_sections(self, default: tuple[str, ...]) -> tuple[str, ...]:
        """Recall which parts of the panel beside the grid are open."""
        text = self._text("panel/open", " ".join(default))
        return tuple(filter(None, text.split(" ")))

    def set_panel_sections(self, wide: tuple[str, ...]) -> None:
        """Remember which parts are open."""
        self._put("panel/open", " ".join(wide))

    @property
    def panel_shown(self) -> bool:
        """Whether the panel beside the grid is shown."""
        return self._text("panel/shown", "yes") == "yes"

    @panel_shown.setter
    def panel_shown(self, value: bool) -> None:
        self._put("panel/shown", "yes" if value else "no")

    @property
    def person(self) -> str:
        """The name of the person who works here, as it stands in the history and on documents."""
        return self._text("person", "")

    @person.setter
    def person(self, value: str) -> None:
        self._put("person", value)

    @property
    def people(self) -> tuple[str, ...]:
        """Those who have worked on this computer, the last one first."""
        return tuple(filter(None, self._text("people", "").split("\n")))

    def remember_person(self, name: str) -> None:
        """Put a name first among them."""
        others = [item for item in self.people if item != name]
        self._put("people", "\n".join([name, *others][:_PEOPLE_LIMIT]))

    @property
    def toured(self) -> tuple[str, ...]:
        """Those to whom the walk through the window was offered; nobody is shown it twice unasked."""
        return tuple(filter(None, self._text("toured", "").split("\n")))

    def remember_tour(self, name: str) -> None:
        """Note that somebody was shown the walk."""
        if name not in self.toured:
            self._put("toured", "\n".join([name, *self.toured][:_PEOPLE_LIMIT]))

    @property
    def person_put_off(self) -> bool:
        """Whether the person was asked for their name and did not want to give it."""
        return self._text("person_put_off", "") == "yes"

    @person_put_off.setter
    def person_put_off(self, value: bool) -> None:
        self._put("person_put_off", "yes" if value else "")

    def key_of(self, path: Path) -> str:
        """Recall the key that last signed in this workspace; never its password, never another unit's key."""
        return self._text(f"keys/{_key(path)}", "")

    def set_key_of(self, path: Path, key: str) -> None:
        """Remember the key that signs in this workspace."""
        self._put(f"keys/{_key(path)}", key)

    def folder_of(self, path: Path) -> str:
        """Recall where this workspace's signed files were written last."""
        return self._text(f"folders/{_key(path)}", "")

    def set_folder_of(self, path: Path, folder: str) -> None:
        """Remember where signed files are written."""
        self._put(f"folders/{_key(path)}", folder)

    def picture_of(self, path: Path, role: str) -> str:
        """Recall the picture that is drawn over the signature of `head` or `agency` in this workspace."""
        return self._text(f"pictures-{role}/{_key(path)}", "")

    def set_picture_of(self, path: Path, role: str, picture: str) -> None:
        """Remember it; an empty text forgets it."""
        self._put(f"pictures-{role}/{_key(path)}", picture)

    def drafts_of(self, path: Path) -> str:
        """Recall what was being written in this workspace and is not saved in it yet."""
        return self._text(f"drafts/{_key(path)}", "")

    def set_drafts_of(self, path: Path, text: str) -> None:
        """Keep what is being written; an empty text forgets it."""
        if text != self.drafts_of(path):
            self._put(f"drafts/{_key(path)}", text)
            self._store.sync()

    @property
    def recent(self) -> tuple[Path, ...]:
        """Workspaces opened before, newest first."""
        return tuple(path for path, _ in self._recent())

    def _recent(self) -> tuple[tuple[Path, str], ...]:
        lines = (line.partition("\t") for line in self._text("recent", "").split("\n"))
        # a relative path was kept by older programs; where it led nobody knows any more
        return tuple((Path(path), title) for path, _, title in lines if Path(path).is_absolute())

    def title_of(self, path: Path) -> str:
        """Recall whose workspace it is; its file name where that is not known."""
        return dict(self._recent()).get(_absolute(path)) or path.stem

    def remember(self, path: Path, title: str = "") -> None:
        """Put a workspace first among the recent ones, with the name of its unit."""
        path = _absolute(path)
        others = [item for item in self._recent() if item[0] != path]
        self._put_recent([(path, title), *others][:_RECENT_LIMIT])

    def forget(self, path: Path) -> None:
        """Drop a workspace that is not there any more."""
        self._put_recent([item for item in self._recent() if item[0] != _absolute(path)])

    def _put_recent(self, items: list[tuple[Path, str]]) -> None:
        self._put("recent", "\n".join(f"{path}\t{title}" for path, title in items))

    def period_of(self, path: Path) -> str:
        """Recall the period that was open in this workspace, empty for the first time."""
        return self._text(f"periods/{_key(path)}", "")

    def set_period_of(self, path: Path, period: str) -> None:
        """Remember the period that is open in this workspace."""
        self._put(f"periods/{_key(path)}", period)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window as Qt saved them; empty for the first time."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)


def _absolute(path: Path) -> Path:
    """One name for a file from wherever the program is started; a mapped drive keeps its letter, unlike `resolve`."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - `absolute` would leave `..` in


def _key(path: Path) -> str:
    return str(_absolute(path)).replace("/", "|").replace("\\", "|")
