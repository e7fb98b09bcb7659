"""How the window looks: Fusion, one accent colour, a face that carries Vietnamese marks, light or dark."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

# Segoe UI is Windows' own; the others are on Debian. All stack Vietnamese marks cleanly.
_FACES = ("Segoe UI", "Noto Sans", "Open Sans", "Liberation Sans", "DejaVu Sans")
SPACE = 8  # pixels; 4 inside a group, 8 between, 16 at the edges
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


_LIGHT = Tones(
    good=QColor("#1b7f3b"),
    warn=QColor("#9a6200"),
    bad=QColor("#b3261e"),
    quiet=QColor("#5b6572"),
    heading=QColor("#e3ebf5"),
    locked=QColor("#f5f6f8"),
    accent=QColor("#1f5fa6"),
    line=QColor("#d5dae1"),
)
_DARK = Tones(
    good=QColor("#6cc985"),
    warn=QColor("#e6b450"),
    bad=QColor("#f28b82"),
    quiet=QColor("#a3adb9"),
    heading=QColor("#2b3745"),
    locked=QColor("#25292f"),
    accent=QColor("#74aef0"),
    line=QColor("#3c434c"),
)


def _palette(*, dark: bool) -> QPalette:
    role = QPalette.ColorRole
    tones = _DARK if dark else _LIGHT
    window, base, text, button = (
        ("#202429", "#1a1d21", "#e8eaed", "#2c3138") if dark else ("#f0f2f5", "#ffffff", "#1b1f24", "#f7f8fa")
    )
    palette = QPalette()
    for target, colour in (
        (role.Window, window),
        (role.Base, base),
        (role.AlternateBase, tones.locked),
        (role.Button, button),
        (role.WindowText, text),
        (role.Text, text),
        (role.ButtonText, text),
        (role.ToolTipBase, base),
        (role.ToolTipText, text),
        (role.PlaceholderText, tones.quiet),
        (role.Highlight, tones.accent),
        (role.HighlightedText, "#10161d" if dark else "#ffffff"),
        (role.Link, tones.accent),
        (role.LinkVisited, tones.accent),
        (role.Accent, tones.accent),
        (role.Mid, tones.line),
        (role.Light, "#3a4048" if dark else "#ffffff"),
        (role.Midlight, "#343a42" if dark else "#e9ecf0"),
        (role.Dark, "#15181b" if dark else "#a4abb5"),
        (role.Shadow, "#000000" if dark else "#7b838d"),
    ):
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor("#767d86" if dark else "#8b929b"))
    palette.setColor(QPalette.ColorGroup.Inactive, role.Highlight, QColor("#3b5168" if dark else "#c9daee"))
    palette.setColor(QPalette.ColorGroup.Inactive, role.HighlightedText, QColor(text))
    return palette


def apply_appearance(app: QApplication, *, scheme: str, font_points: int) -> None:
    """Dress the application; `scheme` is `system`, `light` or `dark`, `font_points` 0 keeps the default size."""
    app.setStyle("Fusion")
    wanted = scheme == "dark" or (
        scheme == "system" and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    app.setPalette(_palette(dark=wanted))
    app.setFont(_font(font_points))


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
    return _DARK if is_dark() else _LIGHT
