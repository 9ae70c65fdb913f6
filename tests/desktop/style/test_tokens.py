"""Text can be read in both themes: at least 4.5:1 for every pair of colours used for text."""

import pytest
from PySide6.QtGui import QColor, QFont

from parley.desktop.style.paint import over
from parley.desktop.style.tokens import DARK, LIGHT, TextStyle, Tokens

THEMES = {"light": LIGHT, "dark": DARK}
PAIRS = [
    *[
        (ink, ground)
        for ink in ("ink", "ink2", "ink3")
        for ground in ("bg", "surface", "raised", "sunken", "own", "other")
    ],
    *[(ink, "accent_soft") for ink in ("ink", "ink2", "ink3", "accent")],
    *[
        (ink, ground)
        for ink in ("accent", "red", "amber", "gold")
        for ground in ("bg", "surface", "raised", "sunken")
    ],
    ("accent", "own"),
    ("accent", "other"),
    ("gold", "other"),
    ("accent_ink", "accent"),
    ("accent_ink", "accent_hover"),
    ("accent_ink", "accent_pressed"),
    ("red_ink", "red"),
    ("red_ink", "red_hover"),
    ("red", "red_soft"),
    ("red", "accent_soft"),
    ("amber", "amber_soft"),
    ("amber", "accent_soft"),
    ("blue", "blue_soft"),
    ("blue", "bg"),
    ("violet", "violet_soft"),
    ("ink2", "amber_soft"),
    ("ink", "violet_soft"),
    ("rail_ink", "rail"),
    ("tooltip_ink", "tooltip"),
    ("ink", "selection"),
    ("ink2", "line"),
]


def contrast(first: QColor, second: QColor) -> float:
    """The contrast ratio of WCAG 2."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    tokens = THEMES[theme]
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_initials_can_be_read_on_every_avatar_colour(theme: str) -> None:
    tokens = THEMES[theme]
    assert min(contrast(tokens.avatar_ink, colour) for colour in tokens.avatars) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_chosen_place_on_the_rail_can_be_read(theme: str) -> None:
    tokens = THEMES[theme]
    assert contrast(tokens.rail_on_ink, over(tokens.rail, tokens.rail_on)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_hovered_rows(theme: str) -> None:
    tokens = THEMES[theme]
    ground = over(tokens.surface, tokens.hover)
    assert min(contrast(ink, ground) for ink in (tokens.ink, tokens.ink2, tokens.ink3)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_marks_that_mean_something_stand_out(theme: str) -> None:
    """WCAG asks 3:1 of what isn't text: the outline of an empty check box, the focus ring."""
    tokens = THEMES[theme]
    for mark in (tokens.line_strong, tokens.accent):
        assert contrast(mark, tokens.surface) >= 3.0


def test_a_font_grows_with_the_text_size(qapp: object) -> None:
    large = scaled(1.6)
    assert LIGHT.font(TextStyle.BODY).pixelSize() == 13
    assert large.font(TextStyle.BODY).pixelSize() == 21
    assert large.font(TextStyle.TITLE).weight() == QFont.Weight.DemiBold
    assert large.scaled(32) == 51


def test_changing_a_font_leaves_the_next_one_alone(qapp: object) -> None:
    LIGHT.font(TextStyle.NAME).setPixelSize(40)
    assert LIGHT.font(TextStyle.NAME).pixelSize() == 14


def scaled(share: float) -> Tokens:
    from dataclasses import replace

    return replace(LIGHT, text_scale=share)
