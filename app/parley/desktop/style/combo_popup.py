"""The list that drops from a combo box, drawn like a menu."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from parley.desktop.style.paint import rounded, tick
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens

POPUP_EDGE: Final = 6
_SIDE: Final = 10
_TICK_ROOM: Final = 24


def give_delegate(box: QComboBox) -> None:
    """Draw the rows of its list our way, unless someone has set a delegate of their own."""
    if box.itemDelegate().metaObject().className() in ("QComboBoxDelegate", "QComboMenuDelegate"):
        box.setItemDelegate(_RowDelegate(box))


def is_popup(widget: QWidget | None) -> bool:
    """Whether it is the frame around a combo box's list; Qt keeps its class private."""
    return widget is not None and widget.inherits("QComboBoxPrivateContainer")


def dress_popup(container: QWidget) -> None:
    """Round the popup: a frame with room, and a list that paints no ground of its own."""
    for view in container.findChildren(QAbstractItemView):
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.viewport().setAutoFillBackground(False)
        view.setMouseTracking(True)


class _RowDelegate(QStyledItemDelegate):
    """A row: hover ground, text, and a tick on the current choice."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box

    # Qt overrides

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = self._tokens()
        flags = QStyle.StateFlag
        rect = QRectF(option.rect)
        painter.save()
        if option.state & (flags.State_Selected | flags.State_MouseOver):
            rounded(painter, rect, Radius.FIELD, tokens.accent_soft)
        painter.setFont(tokens.font(TextStyle.BODY))
        painter.setPen(tokens.ink if option.state & flags.State_Enabled else tokens.ink_disabled)
        room = rect.adjusted(_SIDE, 0, -_SIDE - _TICK_ROOM, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if index.row() == self._box.currentIndex():
            side = Size.ICON_SMALL
            box = QRectF(rect.right() - _SIDE - side, round(rect.center().y() - side / 2), side, side)
            tick(painter, box, tokens.accent)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        wanted = super().sizeHint(option, index)
        return QSize(wanted.width() + _SIDE + _TICK_ROOM, self._tokens().scaled(Size.MENU_ROW))

    def _tokens(self) -> Tokens:
        # Imported late: the theme imports the style that imports this.
        from parley.desktop.style.theme import tokens_of

        return tokens_of(self._box)
