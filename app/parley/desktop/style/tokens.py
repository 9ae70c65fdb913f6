"""The names behind every pixel: colours of both themes, sizes, radii, type.

Widgets and delegates paint from these and from nothing else. `theme.tokens_of(widget)` gives the set in force;
a set is a value, so a change of theme, text size or motion is a new `Tokens`.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor, QFont

from parley.desktop.style.fonts import families, load_shipped


class Size:
    """Lengths in device-independent pixels, on a 4 px grid."""

    GRID: Final = 4
    RAIL: Final = 64
    RAIL_BUTTON: Final = 52
    LIST: Final = 296
    TAB_STRIP: Final = 44
    TAB: Final = 36
    HEADER: Final = 60
    ROW: Final = 64
    SIDE_PANEL: Final = 288
    FIELD: Final = 36
    BUTTON: Final = 32
    BUTTON_LARGE: Final = 40
    BUTTON_SMALL: Final = 28
    ICON_BUTTON: Final = 36
    CHIP: Final = 26
    BADGE: Final = 18
    ICON: Final = 20
    ICON_SMALL: Final = 16
    AVATAR: Final = 40
    AVATAR_TINY: Final = 20
    AVATAR_SMALL: Final = 32
    AVATAR_LARGE: Final = 56
    SCROLL_BAR: Final = 8
    MENU_ROW: Final = 32
    SHADOW: Final = 16


class Radius:
    """Corner radii in device-independent pixels."""

    TAG: Final = 4
    MARK: Final = 5
    FIELD: Final = 8
    BUTTON: Final = 8
    CARD: Final = 12
    BUBBLE: Final = 14
    BUBBLE_TAIL: Final = 5
    DIALOG: Final = 16


class Motion:
    """How long movements last, in milliseconds; nothing moves when `Tokens.motion` is off."""

    SHORT_MS: Final = 120
    LONG_MS: Final = 160


class TextStyle(Enum):
    """The type scale: size in pixels at 100 %, and weight."""

    DISPLAY = (26, QFont.Weight.DemiBold)
    HEADLINE = (20, QFont.Weight.DemiBold)
    TITLE = (15, QFont.Weight.DemiBold)
    NAME = (14, QFont.Weight.DemiBold)
    BUBBLE = (14, QFont.Weight.Normal)
    BODY = (13, QFont.Weight.Normal)
    BODY_STRONG = (13, QFont.Weight.DemiBold)
    SECOND = (12, QFont.Weight.Normal)
    SECOND_STRONG = (12, QFont.Weight.DemiBold)
    TIME = (11, QFont.Weight.Normal)
    TIME_STRONG = (11, QFont.Weight.DemiBold)
    LABEL = (10, QFont.Weight.Normal)


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours, with the text size and motion the person chose."""

    is_dark: bool
    rail: QColor
    rail_ink: QColor
    rail_on: QColor
    rail_on_ink: QColor
    rail_hover: QColor
    bg: QColor
    surface: QColor
    raised: QColor
    sunken: QColor
    line: QColor
    line_strong: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    ink_disabled: QColor
    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    accent_ink: QColor
    accent_soft: QColor
    own: QColor
    other: QColor
    amber: QColor
    amber_soft: QColor
    red: QColor
    red_hover: QColor
    red_ink: QColor
    red_soft: QColor
    blue: QColor
    blue_soft: QColor
    violet: QColor
    violet_soft: QColor
    gold: QColor
    hover: QColor
    pressed: QColor
    selection: QColor
    tooltip: QColor
    tooltip_ink: QColor
    scrim: QColor
    shadow: QColor
    scroll: QColor
    scroll_hover: QColor
    online: QColor
    away: QColor
    busy: QColor
    offline: QColor
    avatars: tuple[QColor, ...]
    avatar_ink: QColor
    text_scale: float = 1.0
    motion: bool = True

    def font(self, style: TextStyle, *, italic: bool = False) -> QFont:
        """The font of a step of the type scale, at the text size in force."""
        return QFont(_font(style, self.text_scale, italic))

    def figures(self, style: TextStyle) -> QFont:
        """The same font with figures of equal width, for money, clocks and tables."""
        font = self.font(style)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def scaled(self, length: float) -> int:
        """A height or width that holds text, grown with the text size."""
        return round(length * self.text_scale)


def load_fonts(*, pinned: bool = False) -> None:
    """Loads the shipped fonts and asks the system again which families it has; `pinned` keeps to the shipped ones."""
    load_shipped(pinned=pinned)
    _font.cache_clear()


@lru_cache(maxsize=256)
def _font(style: TextStyle, scale: float, italic: bool) -> QFont:
    pixels, weight = style.value
    font = QFont(list(families()))
    font.setPixelSize(max(8, round(pixels * scale)))
    font.setWeight(weight)
    font.setItalic(italic)
    # Full hinting makes strokes of uneven weight; vertical hinting keeps the baselines crisp.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def _rgb(text: str) -> QColor:
    return QColor(text)


def _alpha(text: str, share: float) -> QColor:
    colour = QColor(text)
    colour.setAlphaF(share)
    return colour


_AVATARS: Final = tuple(
    _rgb(text)
    for text in ("#2a7554", "#b04c43", "#3a6bad", "#8f6412", "#7550a0", "#55656f", "#a84f72", "#1f7480")
)

LIGHT: Final = Tokens(
    is_dark=False,
    rail=_rgb("#12362e"),
    rail_ink=_rgb("#b9d2ca"),
    rail_on=_alpha("#ffffff", 0.14),
    rail_on_ink=_rgb("#ffffff"),
    rail_hover=_alpha("#ffffff", 0.07),
    bg=_rgb("#f4f6f5"),
    surface=_rgb("#ffffff"),
    raised=_rgb("#ffffff"),
    sunken=_rgb("#eef2f0"),
    line=_rgb("#e2e8e5"),
    line_strong=_rgb("#7d8b85"),
    ink=_rgb("#17201d"),
    ink2=_rgb("#56645f"),
    ink3=_rgb("#5c6963"),
    ink_disabled=_rgb("#98a39e"),
    accent=_rgb("#0a745d"),
    accent_hover=_rgb("#08654f"),
    accent_pressed=_rgb("#065543"),
    accent_ink=_rgb("#ffffff"),
    accent_soft=_rgb("#dff2ec"),
    own=_rgb("#d9f0e8"),
    other=_rgb("#ffffff"),
    amber=_rgb("#8d5a00"),
    amber_soft=_rgb("#fdf0d5"),
    red=_rgb("#b8332a"),
    red_hover=_rgb("#a32a22"),
    red_ink=_rgb("#ffffff"),
    red_soft=_rgb("#fbe4e1"),
    blue=_rgb("#2563b8"),
    blue_soft=_rgb("#e3edfb"),
    violet=_rgb("#7a3fb3"),
    violet_soft=_rgb("#f1e7fb"),
    gold=_rgb("#8c5d06"),
    hover=_alpha("#17201d", 0.05),
    pressed=_alpha("#17201d", 0.09),
    selection=_rgb("#bfe5d9"),
    tooltip=_rgb("#1d2a26"),
    tooltip_ink=_rgb("#f1f6f4"),
    scrim=_alpha("#0b1512", 0.38),
    shadow=_alpha("#14281f", 0.16),
    scroll=_alpha("#17201d", 0.22),
    scroll_hover=_alpha("#17201d", 0.42),
    online=_rgb("#2bb07f"),
    away=_rgb("#e5a52b"),
    busy=_rgb("#d6493d"),
    offline=_rgb("#8d9a95"),
    avatars=_AVATARS,
    avatar_ink=_rgb("#ffffff"),
)

DARK: Final = Tokens(
    is_dark=True,
    rail=_rgb("#0c1413"),
    rail_ink=_rgb("#7f948d"),
    rail_on=_alpha("#ffffff", 0.14),
    rail_on_ink=_rgb("#ffffff"),
    rail_hover=_alpha("#ffffff", 0.07),
    bg=_rgb("#121917"),
    surface=_rgb("#18211f"),
    raised=_rgb("#1e2926"),
    sunken=_rgb("#111816"),
    line=_rgb("#273330"),
    line_strong=_rgb("#6f817a"),
    ink=_rgb("#e6eeeb"),
    ink2=_rgb("#a5b4ae"),
    ink3=_rgb("#9fada7"),
    ink_disabled=_rgb("#64736d"),
    accent=_rgb("#3ecba5"),
    accent_hover=_rgb("#5ad8b5"),
    accent_pressed=_rgb("#33b693"),
    accent_ink=_rgb("#06231b"),
    accent_soft=_rgb("#173a31"),
    own=_rgb("#1c4438"),
    other=_rgb("#212c29"),
    amber=_rgb("#f0b84a"),
    amber_soft=_rgb("#3a2d10"),
    red=_rgb("#ff8478"),
    red_hover=_rgb("#ff9a90"),
    red_ink=_rgb("#2a0906"),
    red_soft=_rgb("#43211d"),
    blue=_rgb("#86b4f5"),
    blue_soft=_rgb("#1b2d47"),
    violet=_rgb("#c79af0"),
    violet_soft=_rgb("#33224a"),
    gold=_rgb("#e3b75a"),
    hover=_alpha("#ffffff", 0.05),
    pressed=_alpha("#ffffff", 0.09),
    selection=_rgb("#26594b"),
    tooltip=_rgb("#e6eeeb"),
    tooltip_ink=_rgb("#17201d"),
    scrim=_alpha("#000000", 0.55),
    shadow=_alpha("#000000", 0.5),
    scroll=_alpha("#ffffff", 0.2),
    scroll_hover=_alpha("#ffffff", 0.4),
    online=_rgb("#2bb07f"),
    away=_rgb("#e5a52b"),
    busy=_rgb("#e2584c"),
    offline=_rgb("#7d8a85"),
    avatars=_AVATARS,
    avatar_ink=_rgb("#ffffff"),
)
