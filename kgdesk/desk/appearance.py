"""How the window looks: Fusion, one accent colour, a face that carries Vietnamese marks, four colour schemes."""

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from kgdesk.desk.outlined_style import Edges, OutlinedStyle

# Segoe UI is Windows' own; the others are on Debian. All stack Vietnamese marks cleanly.
_FACES = ("Segoe UI", "Noto Sans", "Open Sans", "Liberation Sans", "DejaVu Sans")
SPACE = 8  # pixels; 4 inside a group, 8 between, 16 at the edges
_kept: list[OutlinedStyle] = []
_worn: dict[int, "Tones"] = {}  # the colours in use, by the palette they were found for
_DARK_BELOW = 128  # lightness of the window's background


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours that mean something. They always stand beside a mark or a word, never alone."""

    good: QColor
    warn: QColor
    bad: QColor
    quiet: QColor  # secondary text
    heading: QColor  # background of group rows
    locked: QColor  # background of cells that cannot be typed into
    accent: QColor
    line: QColor

    @classmethod
    def of(cls, **names: str) -> "Tones":
        """Read the colours from their names."""
        return cls(**{field.name: QColor(names[field.name]) for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class Scheme:
    """One dress of the window: the grounds, the text on them, and the colours that mean something.

    `outline` is the colour of the edges that are drawn round `edges`.
    `edge` are the light and the dark sides of Fusion's frames, `weak` the highlight of a window in the background.
    """

    window: str
    base: str
    button: str
    text: str
    disabled: str
    highlighted_text: str
    weak: str
    weak_text: str
    edge: tuple[str, str, str, str]  # light, midlight, dark, shadow
    tones: Tones
    outline: str
    edges: Edges


LIGHT = Scheme(
    window="#f0f2f5",
    base="#ffffff",
    button="#f7f8fa",
    text="#1b1f24",
    disabled="#7b828c",
    highlighted_text="#ffffff",
    weak="#c9daee",
    weak_text="#1b1f24",
    edge=("#ffffff", "#e9ecf0", "#a4abb5", "#7b838d"),
    tones=Tones.of(
        good="#19753a",
        warn="#8a5700",
        bad="#b3261e",
        quiet="#56606d",
        heading="#e3ebf5",
        locked="#f5f6f8",
        accent="#1f5fa6",
        line="#d5dae1",
    ),
    outline="#7b838d",
    edges=Edges.TICKED,
)
DARK = Scheme(
    window="#202429",
    base="#1a1d21",
    button="#2c3138",
    text="#e8eaed",
    disabled="#858d97",
    highlighted_text="#10161d",
    weak="#3b5168",
    weak_text="#e8eaed",
    edge=("#3a4048", "#343a42", "#15181b", "#000000"),
    tones=Tones.of(
        good="#6cc985",
        warn="#e6b450",
        bad="#f28b82",
        quiet="#a3adb9",
        heading="#2b3745",
        locked="#25292f",
        accent="#74aef0",
        line="#3c434c",
    ),
    outline="#7d8794",
    edges=Edges.FIELDS,
)
# As Windows' contrast themes: pure grounds, yellow or deep blue for what is chosen, every edge drawn.
CONTRAST = Scheme(
    window="#000000",
    base="#000000",
    button="#000000",
    text="#ffffff",
    disabled="#a6a6a6",
    highlighted_text="#000000",
    weak="#4d4d00",
    weak_text="#ffffff",
    edge=("#ffffff", "#c0c0c0", "#ffffff", "#ffffff"),
    tones=Tones.of(
        good="#7dff9a",
        warn="#ffc566",
        bad="#ff9d94",
        quiet="#e0e0e0",
        heading="#1f1f3a",
        locked="#1c1c1c",
        accent="#ffff00",
        line="#ffffff",
    ),
    outline="#ffffff",
    edges=Edges.ALL,
)
CONTRAST_WHITE = Scheme(
    window="#ffffff",
    base="#ffffff",
    button="#ffffff",
    text="#000000",
    disabled="#595959",
    highlighted_text="#ffffff",
    weak="#ffe97a",
    weak_text="#000000",
    edge=("#000000", "#404040", "#000000", "#000000"),
    tones=Tones.of(
        good="#00491c",
        warn="#553200",
        bad="#7d0000",
        quiet="#262626",
        heading="#dfe8ff",
        locked="#efefef",
        accent="#00166b",
        line="#000000",
    ),
    outline="#000000",
    edges=Edges.ALL,
)
SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST, "contrast-white": CONTRAST_WHITE}


def _palette(scheme: Scheme) -> QPalette:
    role = QPalette.ColorRole
    tones = scheme.tones
    light, midlight, dark, shadow = scheme.edge
    palette = QPalette()
    for target, colour in (
        (role.Window, scheme.window),
        (role.Base, scheme.base),
        (role.AlternateBase, tones.locked),
        (role.Button, scheme.button),
        (role.WindowText, scheme.text),
        (role.Text, scheme.text),
        (role.ButtonText, scheme.text),
        (role.BrightText, scheme.text),
        (role.ToolTipBase, scheme.base),
        (role.ToolTipText, scheme.text),
        (role.PlaceholderText, tones.quiet),
        (role.Highlight, tones.accent),
        (role.HighlightedText, scheme.highlighted_text),
        (role.Link, tones.accent),
        (role.LinkVisited, tones.accent),
        (role.Accent, tones.accent),
        (role.Mid, tones.line),
        (role.Light, light),
        (role.Midlight, midlight),
        (role.Dark, dark),
        (role.Shadow, shadow),
    ):
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(scheme.disabled))
    palette.setColor(QPalette.ColorGroup.Inactive, role.Highlight, QColor(scheme.weak))
    palette.setColor(QPalette.ColorGroup.Inactive, role.HighlightedText, QColor(scheme.weak_text))
    return palette


def apply_appearance(app: QApplication, *, scheme: str, font_points: int) -> None:
    """Dress the application; `scheme` is `system` or one of SCHEMES, `font_points` 0 keeps the default size."""
    if scheme not in SCHEMES:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        scheme = "dark" if dark else "light"
    chosen = SCHEMES[scheme]
    style = _style(app)
    style.dress(QColor(chosen.outline), chosen.edges)
    app.setPalette(_palette(chosen))
    app.setFont(_font(font_points))


def _style(app: QApplication) -> OutlinedStyle:
    """Give the one style of the application; it is kept, because Qt does not keep the Python half of it."""
    if not _kept:
        _kept.append(OutlinedStyle())
        app.setStyle(_kept[0])
    return _kept[0]


def _font(points: int) -> QFont:
    font = QFont(QApplication.font())
    family = next((face for face in _FACES if QFontDatabase.hasFamily(face)), None)
    if family is not None:
        font.setFamily(family)
    font.setPointSize(points or 10)
    return font


def is_dark() -> bool:
    """Whether the window is dark now."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < _DARK_BELOW


def tones() -> Tones:
    """Give the colours that go with the palette in use."""
    palette = QGuiApplication.palette()
    worn = _worn.get(palette.cacheKey())
    if worn is None:
        ground = palette.color(QPalette.ColorRole.Window).name()
        plain = DARK if is_dark() else LIGHT
        worn = next((scheme.tones for scheme in SCHEMES.values() if scheme.window == ground), plain.tones)
        _worn.clear()
        _worn[palette.cacheKey()] = worn
    return worn
