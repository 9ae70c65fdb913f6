"""How the style draws push buttons, tool buttons, check boxes and radio buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import (
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QWidget,
)

from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.paint import chevron, focus_ring, over, rounded, tick
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens

_HEIGHT: Final = {
    ButtonSize.SMALL: Size.BUTTON_SMALL,
    ButtonSize.NORMAL: Size.BUTTON,
    ButtonSize.LARGE: Size.BUTTON_LARGE,
}
_PADDING: Final = {ButtonSize.SMALL: 12, ButtonSize.NORMAL: 16, ButtonSize.LARGE: 20}
_GAP: Final = 8
_ARROW: Final = 18
Mark = Callable[[QRectF], None]
KIND_PROPERTY: Final = "parley_kind"
SIZE_PROPERTY: Final = "parley_size"
ICON_PROPERTY: Final = "parley_icon"


@dataclass(frozen=True, slots=True)
class Look:
    """The three colours of a button in one state."""

    ground: QColor | None
    ink: QColor
    line: QColor | None = None


def kind_of(widget: QWidget | None) -> ButtonKind:
    """The kind set on a button; a plain default button is primary, any other secondary."""
    if widget is not None:
        value = widget.property(KIND_PROPERTY)
        if isinstance(value, str):
            return ButtonKind(value)
        if isinstance(widget, QPushButton) and widget.isDefault():
            return ButtonKind.PRIMARY
    return ButtonKind.SECONDARY


def size_of(widget: QWidget | None) -> ButtonSize:
    """The size set on a button."""
    value = widget.property(SIZE_PROPERTY) if widget is not None else None
    return ButtonSize(value) if isinstance(value, str) else ButtonSize.NORMAL


def icon_of(widget: QWidget | None) -> Icon | None:
    """The icon set on a button."""
    value = widget.property(ICON_PROPERTY) if widget is not None else None
    return Icon(value) if isinstance(value, str) and value else None


def button_font_style(size: ButtonSize) -> TextStyle:
    """The text of a button of this size."""
    return {ButtonSize.SMALL: TextStyle.SECOND_STRONG, ButtonSize.LARGE: TextStyle.NAME}.get(
        size, TextStyle.BODY_STRONG
    )


def look_of(kind: ButtonKind, state: QStyle.StateFlag, tokens: Tokens) -> Look:
    """Ground, text and line of a button."""
    flags = QStyle.StateFlag
    if not state & flags.State_Enabled:
        quiet = kind in (ButtonKind.QUIET, ButtonKind.LINK)
        outline = kind in (ButtonKind.SECONDARY, ButtonKind.GOLD)
        ground = None if quiet or outline else tokens.sunken
        return Look(ground, tokens.ink_disabled, tokens.line if outline else None)
    down = bool(state & (flags.State_Sunken | flags.State_On))
    hover = bool(state & flags.State_MouseOver)
    veil = tokens.pressed if down else tokens.hover if hover else None
    if kind is ButtonKind.PRIMARY:
        ground = tokens.accent_pressed if down else tokens.accent_hover if hover else tokens.accent
        return Look(ground, tokens.accent_ink)
    if kind is ButtonKind.DANGER:
        return Look(tokens.red_hover if down or hover else tokens.red, tokens.red_ink)
    if kind is ButtonKind.SOFT:
        return Look(tokens.line if down or hover else tokens.sunken, tokens.ink)
    if kind is ButtonKind.GOLD:
        return Look(veil, tokens.gold, tokens.gold)
    if kind is ButtonKind.LINK:
        return Look(veil, tokens.accent)
    if kind is ButtonKind.QUIET:
        return Look(veil, tokens.ink2 if not (down or hover) else tokens.ink)
    ground = over(tokens.surface, veil) if veil is not None else tokens.surface
    return Look(ground, tokens.ink, tokens.line)


def draw_push_button(
    option: QStyleOptionButton, painter: QPainter, widget: QWidget | None, tokens: Tokens
) -> None:
    """A whole push button: ground, icon, text, menu arrow, focus ring."""
    kind, size = kind_of(widget), size_of(widget)
    look = look_of(kind, option.state, tokens)
    rect = QRectF(option.rect)
    painter.save()
    width = 1.5 if kind is ButtonKind.GOLD else 1.0
    rounded(painter, rect, Radius.BUTTON, look.ground, look.line, width)
    if has_focus_mark(option.state):
        _button_focus(painter, rect, kind, tokens)
    font = tokens.font(button_font_style(size))
    has_arrow = bool(option.features & QStyleOptionButton.ButtonFeature.HasMenu)
    icon = icon_of(widget)
    mark: Mark | None = None
    if icon is not None:
        mark = partial(_paint_own, painter, icon, look.ink)
    elif not option.icon.isNull():
        mark = partial(_paint_foreign, painter, option.icon, option.state)
    _draw_content(
        painter,
        rect,
        option.text,
        look.ink,
        mark=mark,
        icon_side=tokens.scaled(Size.ICON_SMALL),
        font=font,
        has_arrow=has_arrow,
    )
    painter.restore()


def button_size(option: QStyleOptionButton, widget: QWidget | None, tokens: Tokens) -> QSize:
    """The size a push button wants."""
    size = size_of(widget)
    kind = kind_of(widget)
    width = QFontMetrics(tokens.font(button_font_style(size))).horizontalAdvance(_plain(option.text))
    if not option.icon.isNull() or icon_of(widget) is not None:
        width += tokens.scaled(Size.ICON_SMALL) + (_GAP if option.text else 0)
    if option.features & QStyleOptionButton.ButtonFeature.HasMenu:
        width += _ARROW
    height = tokens.scaled(_HEIGHT[size])
    padding = 8 if kind is ButtonKind.LINK else _PADDING[size]
    return QSize(max(width + 2 * padding, height), height)


def draw_tool_button(option: QStyleOptionToolButton, painter: QPainter, tokens: Tokens) -> None:
    """A tool button: quiet until hovered."""
    painter.save()
    look = look_of(ButtonKind.QUIET, option.state, tokens)
    ground = tokens.accent_soft if option.state & QStyle.StateFlag.State_On else look.ground
    ink = tokens.accent if option.state & QStyle.StateFlag.State_On else look.ink
    rounded(painter, QRectF(option.rect), Radius.BUTTON, ground)
    if has_focus_mark(option.state):
        focus_ring(painter, QRectF(option.rect), Radius.BUTTON, tokens)
    text = "" if option.toolButtonStyle == Qt.ToolButtonStyle.ToolButtonIconOnly else option.text
    if option.icon.isNull():
        text = option.text
    font = tokens.font(TextStyle.BODY)
    has_arrow = bool(option.features & QStyleOptionToolButton.ToolButtonFeature.HasMenu)
    mark: Mark | None = None
    if not option.icon.isNull():
        mark = partial(_paint_foreign, painter, option.icon, option.state)
    _draw_content(
        painter,
        QRectF(option.rect),
        text,
        ink,
        mark=mark,
        icon_side=tokens.scaled(Size.ICON_SMALL),
        font=font,
        has_arrow=has_arrow,
    )
    painter.restore()


def draw_check(option: QStyleOptionButton, painter: QPainter, tokens: Tokens) -> None:
    """The box of a check box."""
    box = _indicator_box(option)
    painter.save()
    flags = QStyle.StateFlag
    enabled = bool(option.state & flags.State_Enabled)
    if option.state & (flags.State_On | flags.State_NoChange):
        ground, ink = (tokens.accent, tokens.accent_ink) if enabled else (tokens.line, tokens.ink_disabled)
        rounded(painter, box, 5, ground)
        if option.state & flags.State_NoChange:
            rounded(painter, QRectF(box.x() + 4, box.center().y() - 1, box.width() - 8, 2), 1, ink)
        else:
            tick(painter, box, ink)
    else:
        _draw_empty(painter, box, 5, option.state, tokens)
    painter.restore()


def draw_radio(option: QStyleOptionButton, painter: QPainter, tokens: Tokens) -> None:
    """The circle of a radio button."""
    box = _indicator_box(option)
    painter.save()
    flags = QStyle.StateFlag
    if option.state & flags.State_On:
        colour = tokens.accent if option.state & flags.State_Enabled else tokens.ink_disabled
        rounded(painter, box, box.width() / 2, tokens.surface, colour, 5.0)
    else:
        _draw_empty(painter, box, box.width() / 2, option.state, tokens)
    painter.restore()


def has_focus_mark(state: QStyle.StateFlag) -> bool:
    """Focus shows after keyboard use only: a ring after each click is noise."""
    flags = QStyle.StateFlag
    return bool(state & flags.State_HasFocus) and bool(state & flags.State_KeyboardFocusChange)


def _draw_empty(
    painter: QPainter, box: QRectF, radius: float, state: QStyle.StateFlag, tokens: Tokens
) -> None:
    enabled = bool(state & QStyle.StateFlag.State_Enabled)
    hover = enabled and bool(state & QStyle.StateFlag.State_MouseOver)
    line = tokens.accent if hover else tokens.line_strong if enabled else tokens.line
    rounded(painter, box, radius, tokens.surface if enabled else tokens.sunken, line, 1.5)


def _indicator_box(option: QStyleOptionButton) -> QRectF:
    side = min(option.rect.width(), option.rect.height(), 16)
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(option.rect).center())
    box.moveTo(round(box.x()), round(box.y()))
    return box


def _button_focus(painter: QPainter, rect: QRectF, kind: ButtonKind, tokens: Tokens) -> None:
    if kind in (ButtonKind.PRIMARY, ButtonKind.DANGER):
        # On a filled ground the accent line is invisible: a gap of the surface's colour carries it.
        rounded(painter, rect.adjusted(2, 2, -2, -2), Radius.BUTTON - 2, None, tokens.surface, 1.5)
        return
    focus_ring(painter, rect, Radius.BUTTON, tokens)


def _draw_content(
    painter: QPainter,
    rect: QRectF,
    text: str,
    ink: QColor,
    *,
    mark: Mark | None,
    icon_side: int,
    font: QFont,
    has_arrow: bool,
) -> None:
    """Icon, text and arrow, together in the middle."""
    painter.setFont(font)
    plain = _plain(text)
    advance = painter.fontMetrics().horizontalAdvance(plain)
    icon_width = icon_side if mark is not None else 0
    gap = _GAP if icon_width and plain else 0
    total = icon_width + gap + advance + (_ARROW if has_arrow else 0)
    x = rect.x() + max(4.0, (rect.width() - total) / 2)
    if mark is not None:
        mark(QRectF(round(x), round(rect.center().y() - icon_width / 2), icon_width, icon_width))
        x += icon_width + gap
    painter.setPen(ink)
    room = rect.right() - x - (_ARROW if has_arrow else 0)
    shown = painter.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, max(0, int(room)) + 2)
    painter.drawText(QRectF(x, rect.y(), room + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, shown)
    if has_arrow:
        centre = rect.center()
        centre.setX(x + (advance + 12 if plain else 8))
        chevron(painter, centre, 8, ink)


def _paint_own(painter: QPainter, icon: Icon, ink: QColor, box: QRectF) -> None:
    paint_icon(painter, icon, box, ink)


def _paint_foreign(painter: QPainter, icon: QIcon, state: QStyle.StateFlag, box: QRectF) -> None:
    mode = QIcon.Mode.Normal if state & QStyle.StateFlag.State_Enabled else QIcon.Mode.Disabled
    icon.paint(painter, box.toRect(), Qt.AlignmentFlag.AlignCenter, mode)


def _plain(text: str) -> str:
    """The text without its mnemonic mark."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
