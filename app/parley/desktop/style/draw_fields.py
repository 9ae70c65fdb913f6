"""How the style draws fields: line edits, text boxes, combo boxes, spin boxes, sliders, progress."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QWidget,
)

from parley.desktop.style.paint import chevron, rounded
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens

ERROR_PROPERTY = "parley_error"
_ARROW_ROOM = 32
SPIN_ROOM = 24


def draw_field_ground(
    painter: QPainter, rect: QRectF, state: QStyle.StateFlag, tokens: Tokens, *, is_error: bool = False
) -> None:
    """The sunken ground of a field, with an accent line while it has the focus."""
    flags = QStyle.StateFlag
    painter.save()
    line: QColor | None = tokens.line
    width = 1.0
    if is_error:
        line, width = tokens.red, 1.5
    elif state & flags.State_HasFocus:
        line, width = tokens.accent, 1.5
    elif state & flags.State_MouseOver and state & flags.State_Enabled:
        line = tokens.ink_disabled
    ground = tokens.surface if state & flags.State_HasFocus else tokens.sunken
    rounded(painter, rect, Radius.FIELD, ground, line, width)
    painter.restore()


def draw_line_edit(option: QStyleOption, painter: QPainter, widget: QWidget | None, tokens: Tokens) -> None:
    """The frame and ground of a line edit or text box."""
    is_error = widget is not None and bool(widget.property(ERROR_PROPERTY))
    draw_field_ground(painter, QRectF(option.rect), option.state, tokens, is_error=is_error)


def draw_combo(option: QStyleOptionComboBox, painter: QPainter, tokens: Tokens) -> None:
    """A combo box without its text."""
    state = option.state
    if not state & QStyle.StateFlag.State_KeyboardFocusChange and not option.editable:
        state &= ~QStyle.StateFlag.State_HasFocus
    draw_field_ground(painter, QRectF(option.rect), state, tokens)
    centre = QPointF(option.rect.right() - 15, QRectF(option.rect).center().y())
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    chevron(painter, centre, 9, tokens.ink2 if enabled else tokens.ink_disabled)


def draw_combo_label(option: QStyleOptionComboBox, painter: QPainter, tokens: Tokens) -> None:
    """The chosen text of a combo box."""
    if option.editable:
        return
    painter.save()
    rect = QRectF(option.rect).adjusted(12, 0, -_ARROW_ROOM, 0)
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    if not option.currentIcon.isNull():
        box = QRectF(rect.x(), rect.center().y() - 8, 16, 16)
        option.currentIcon.paint(painter, box.toRect())
        rect.setLeft(rect.left() + 24)
    painter.setPen(tokens.ink if enabled else tokens.ink_disabled)
    painter.setFont(tokens.font(TextStyle.BODY))
    text = painter.fontMetrics().elidedText(
        option.currentText, Qt.TextElideMode.ElideRight, int(rect.width())
    )
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()


def draw_spin(option: QStyleOptionSpinBox, painter: QPainter, tokens: Tokens) -> None:
    """A spin box without its text: ground and two small arrows."""
    draw_field_ground(painter, QRectF(option.rect), option.state, tokens)
    x = option.rect.right() - SPIN_ROOM / 2
    middle = QRectF(option.rect).center().y()
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    ink = tokens.ink2 if enabled else tokens.ink_disabled
    chevron(painter, QPointF(x, middle - 5), 7, ink, turned=180)
    chevron(painter, QPointF(x, middle + 5), 7, ink)


def draw_slider(option: QStyleOptionSlider, handle: QRectF, painter: QPainter, tokens: Tokens) -> None:
    """A slider: thin groove, filled up to a round handle."""
    painter.save()
    rect = QRectF(option.rect)
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    fill = tokens.accent if enabled else tokens.ink_disabled
    if option.orientation == Qt.Orientation.Horizontal:
        groove = QRectF(rect.x() + 8, rect.center().y() - 2, rect.width() - 16, 4)
        done = QRectF(groove)
        if option.upsideDown:
            done.setLeft(handle.center().x())
        else:
            done.setRight(handle.center().x())
    else:
        groove = QRectF(rect.center().x() - 2, rect.y() + 8, 4, rect.height() - 16)
        done = QRectF(groove)
        done.setTop(handle.center().y())
    rounded(painter, groove, 2, tokens.line)
    rounded(painter, done, 2, fill)
    knob = QRectF(0, 0, 16, 16)
    knob.moveCenter(handle.center())
    focused = option.state & QStyle.StateFlag.State_HasFocus
    if focused and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
        rounded(painter, knob.adjusted(-3, -3, 3, 3), 11, None, tokens.accent, 2)
    rounded(painter, knob, 8, tokens.surface, fill, 2)
    painter.restore()


def draw_progress(option: QStyleOptionProgressBar, painter: QPainter, tokens: Tokens) -> None:
    """A thin progress bar; an unknown length shows a fixed middle part."""
    painter.save()
    rect = QRectF(option.rect)
    bar = QRectF(rect.x(), rect.center().y() - 3, rect.width(), 6)
    rounded(painter, bar, 3, tokens.line)
    span = option.maximum - option.minimum
    if span > 0:
        share = max(0.0, min(1.0, (option.progress - option.minimum) / span))
        done = QRectF(bar.x(), bar.y(), bar.width() * share, bar.height())
    else:
        done = QRectF(bar.x() + bar.width() * 0.3, bar.y(), bar.width() * 0.4, bar.height())
    if done.width() >= 1:
        done.setWidth(max(done.width(), 6))
        rounded(painter, done, 3, tokens.accent)
    painter.restore()


def field_height(tokens: Tokens) -> int:
    """The height of every one-line field."""
    return tokens.scaled(Size.FIELD)
