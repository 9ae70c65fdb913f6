"""How the style draws menus, tool tips, scroll bars, frames and the rows of lists."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyleOption,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QStyleOptionViewItem,
)

from parley.desktop.style.compositing import has_compositing
from parley.desktop.style.paint import chevron, hairline, rounded, tick
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens

MENU_PADDING = 6
_MENU_SIDE = 12
_MENU_ICON = 28
_MENU_RIGHT = 28
_SHORTCUT_GAP = 32


def draw_menu_panel(option: QStyleOption, painter: QPainter, tokens: Tokens) -> None:
    """The ground of a menu; square where the screen can't blend its corners with what is below."""
    painter.save()
    if has_compositing():
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(option.rect, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        rounded(painter, QRectF(option.rect), Radius.CARD, tokens.raised, tokens.line)
    else:
        painter.fillRect(option.rect, tokens.line)
        painter.fillRect(option.rect.adjusted(1, 1, -1, -1), tokens.raised)
    painter.restore()


def draw_menu_item(option: QStyleOptionMenuItem, painter: QPainter, tokens: Tokens) -> None:
    """One row of a menu: icon or tick, text, shortcut, arrow of a submenu."""
    kinds = QStyleOptionMenuItem.MenuItemType
    rect = QRectF(option.rect)
    painter.save()
    if option.menuItemType == kinds.Separator:
        y = round(rect.center().y())
        hairline(painter, QPointF(rect.x() + 8, y), QPointF(rect.right() - 8, y), tokens.line)
        painter.restore()
        return
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    if enabled and option.state & QStyle.StateFlag.State_Selected:
        rounded(painter, rect, Radius.FIELD, tokens.accent_soft)
    ink = tokens.ink if enabled else tokens.ink_disabled
    _draw_menu_mark(option, painter, rect, tokens)
    text, _, shortcut = option.text.partition("\t")
    room = rect.adjusted(_MENU_SIDE + (_MENU_ICON if _has_mark_room(option) else 0), 0, -_MENU_SIDE, 0)
    painter.setFont(tokens.font(TextStyle.BODY))
    painter.setPen(ink)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextHideMnemonic
    painter.drawText(room, flags, text)
    if option.menuItemType == kinds.SubMenu:
        chevron(painter, QPointF(rect.right() - 12, rect.center().y()), 8, tokens.ink3, turned=-90)
    elif shortcut:
        painter.setFont(tokens.font(TextStyle.TIME))
        painter.setPen(tokens.ink3 if enabled else tokens.ink_disabled)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shortcut)
    painter.restore()


def menu_item_size(option: QStyleOptionMenuItem, tokens: Tokens) -> QSize:
    """The size a row of a menu wants."""
    if option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator:
        return QSize(24, 9)
    text, _, shortcut = option.text.partition("\t")
    width = QFontMetrics(tokens.font(TextStyle.BODY)).horizontalAdvance(text.replace("&", ""))
    if shortcut:
        width += _SHORTCUT_GAP + QFontMetrics(tokens.font(TextStyle.TIME)).horizontalAdvance(shortcut)
    if option.menuItemType == QStyleOptionMenuItem.MenuItemType.SubMenu:
        width += _MENU_RIGHT
    if _has_mark_room(option):
        width += _MENU_ICON
    return QSize(max(144, width + 2 * _MENU_SIDE + 8), tokens.scaled(Size.MENU_ROW))


def draw_tip(option: QStyleOption, painter: QPainter, tokens: Tokens) -> None:
    """The ground of a tool tip."""
    painter.save()
    rounded(painter, QRectF(option.rect), 6, tokens.tooltip)
    painter.restore()


def draw_drop_place(option: QStyleOption, painter: QPainter, tokens: Tokens) -> None:
    """Where what is dragged would go: a frame around a row, or a line between two."""
    painter.save()
    rect = QRectF(option.rect)
    if rect.height() < 4:
        line = QRectF(rect.x() + 8, rect.center().y() - 1, rect.width() - 16, 2)
        rounded(painter, line, 1, tokens.accent)
    else:
        ground = QColor(tokens.accent)
        ground.setAlpha(28)
        rounded(painter, rect.adjusted(6, 2, -6, -2), Radius.FIELD, ground, tokens.accent)
    painter.restore()


def draw_scroll_bar(option: QStyleOptionSlider, slider: QRect, painter: QPainter, tokens: Tokens) -> None:
    """A slim bar: no arrows, no groove, only the handle."""
    if option.maximum <= option.minimum:
        return
    painter.save()
    held = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Sunken))
    inset = 1 if held else 2
    box = QRectF(slider).adjusted(inset, 2, -inset, -2)
    if option.orientation == Qt.Orientation.Horizontal:
        box = QRectF(slider).adjusted(2, inset, -2, -inset)
    rounded(painter, box, min(box.width(), box.height()) / 2, tokens.scroll_hover if held else tokens.scroll)
    painter.restore()


def scroll_slider_rect(option: QStyleOptionSlider) -> QRect:
    """Where the handle of a scroll bar is: the whole length is groove."""
    vertical = option.orientation == Qt.Orientation.Vertical
    length = option.rect.height() if vertical else option.rect.width()
    span = option.maximum - option.minimum
    size = length
    if span > 0:
        size = (
            max(28, round(option.pageStep * length / (span + option.pageStep))) if option.pageStep > 0 else 28
        )
        size = min(size, length)
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - size, option.upsideDown
    )
    if vertical:
        return QRect(option.rect.x(), option.rect.y() + start, option.rect.width(), size)
    return QRect(option.rect.x() + start, option.rect.y(), size, option.rect.height())


def draw_row_ground(option: QStyleOptionViewItem, painter: QPainter, tokens: Tokens) -> None:
    """Hover and selection behind a row of a plain list."""
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    colour = None
    if option.state & QStyle.StateFlag.State_Selected:
        colour = tokens.accent_soft
    elif enabled and option.state & QStyle.StateFlag.State_MouseOver:
        colour = tokens.hover
    if colour is not None:
        painter.save()
        rounded(painter, QRectF(option.rect).adjusted(1, 0, -1, 0), Radius.FIELD, colour)
        painter.restore()


def _has_mark_room(option: QStyleOptionMenuItem) -> bool:
    return bool(option.maxIconWidth > 0 or option.menuHasCheckableItems)


def _draw_menu_mark(option: QStyleOptionMenuItem, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    box = QRectF(rect.x() + _MENU_SIDE, round(rect.center().y() - 8), 16, 16)
    if option.checkType != QStyleOptionMenuItem.CheckType.NotCheckable:
        if option.checked:
            tick(painter, box, tokens.accent if enabled else tokens.ink_disabled)
    elif not option.icon.isNull():
        mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
        option.icon.paint(painter, box.toRect(), Qt.AlignmentFlag.AlignCenter, mode)
