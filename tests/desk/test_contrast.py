"""Every text and mark is seen on every ground it stands on: the ratios of WCAG 2.2, computed."""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from kgdesk.desk.appearance import SCHEMES, Scheme, apply_appearance, tones

TEXT, MARK, HIGH = 4.5, 3.0, 7.0
NORMAL = ("light", "dark")
PALE = ("contrast", "contrast-white")


def luminance(colour: QColor) -> float:
    """Relative luminance of a colour, 0 to 1 (WCAG 2.2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str | QColor, other: str | QColor) -> float:
    """Contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (light + 0.05) / (dark + 0.05)


def grounds(scheme: Scheme) -> dict[str, str]:
    shown = {"window": scheme.window, "base": scheme.base, "button": scheme.button}
    return shown | {"locked": scheme.tones.locked.name(), "heading": scheme.tones.heading.name()}


def inks(scheme: Scheme) -> dict[str, str]:
    shown = scheme.tones
    return {
        "text": scheme.text,
        "quiet": shown.quiet.name(),
        "good": shown.good.name(),
        "warn": shown.warn.name(),
        "bad": shown.bad.name(),
        "accent": shown.accent.name(),
    }


@pytest.mark.parametrize("name", SCHEMES)
def test_text_stands_out_from_every_ground(name: str) -> None:
    scheme, least = SCHEMES[name], HIGH if name in PALE else TEXT
    faint = {
        f"{ink} on {ground}": round(ratio(colour, behind), 2)
        for (ink, colour), (ground, behind) in product(inks(scheme).items(), grounds(scheme).items())
        if ratio(colour, behind) < least
    }
    assert faint == {}


@pytest.mark.parametrize("name", SCHEMES)
def test_what_is_chosen_can_be_read_and_what_is_off_can_be_seen(name: str) -> None:
    scheme = SCHEMES[name]
    least = HIGH if name in PALE else TEXT
    assert ratio(scheme.highlighted_text, scheme.tones.accent) >= least
    assert ratio(scheme.weak_text, scheme.weak) >= least
    for ground in (scheme.window, scheme.base, scheme.button):
        assert ratio(scheme.disabled, ground) >= (TEXT if name in PALE else MARK)
        assert ratio(scheme.outline, ground) >= MARK


def test_the_schemes_are_told_apart_by_their_ground(qapp: QApplication) -> None:
    for name, scheme in SCHEMES.items():
        apply_appearance(qapp, scheme=name, font_points=0)
        assert tones() is scheme.tones
    apply_appearance(qapp, scheme="light", font_points=0)


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_what_is_not_ticked_is_seen(qtbot: QtBot, qapp: QApplication, name: str, kind: type[QWidget]) -> None:
    apply_appearance(qapp, scheme=name, font_points=0)
    box = kind()
    qtbot.addWidget(box)
    box.resize(24, 24)
    assert strongest(picture(box), qapp.palette().color(QPalette.ColorRole.Window)) >= MARK
    apply_appearance(qapp, scheme="light", font_points=0)


@pytest.mark.parametrize("name", ["dark", *PALE])
def test_an_empty_field_is_seen(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    apply_appearance(qapp, scheme=name, font_points=0)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(80, 24)
    assert strongest(picture(field), qapp.palette().color(QPalette.ColorRole.Window)) >= MARK
    apply_appearance(qapp, scheme="light", font_points=0)


def picture(widget: QWidget) -> QImage:
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(widget.palette().color(QPalette.ColorRole.Window))
    widget.render(image)
    return image


def strongest(image: QImage, ground: QColor) -> float:
    """The best contrast that any pixel has with the ground."""
    seen = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    return max(ratio(QColor.fromRgb(pixel), ground) for pixel in seen)
