"""A list of people with what becomes of each: for the preview and for the results."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from parley.desktop.contacts.pictures import Pictures
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.avatar import paint_avatar

_ROW = 40
_AVATAR = 26
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One of them: the words on the right have the colour `ink`."""

    person: str
    name: str
    words: str
    ink: str
    avatar: str | None = None


class PeopleLines(QAbstractListModel):
    """The lines as they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[PersonLine] = []

    def set_lines(self, lines: Sequence[PersonLine]) -> None:
        """Show these; what stayed the same keeps its place."""
        if [line.person for line in lines] == [line.person for line in self._lines]:
            self._lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.name}, {line.words}"
            case _ if role == _LINE_ROLE:
                return line
        return None


class PeopleList(QListView):
    """Shows the lines; nothing is chosen here."""

    def __init__(self, pictures: Pictures, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lines = PeopleLines(self)
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(pictures, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        pictures.arrived.connect(lambda _sha: self.viewport().update())


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, pictures: Pictures, view: QListView) -> None:
        super().__init__(view)
        self._pictures = pictures
        self._view = view

    # Qt overrides

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, tokens_of(self._view).scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = tokens_of(self._view)
        line: PersonLine = index.data(_LINE_ROLE)
        rect, state = QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, rect.adjusted(0, 1, -4, -1), 8, tokens.hover)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            focus_ring(painter, rect.adjusted(0, 1, -4, -1), 8, tokens)
        side = tokens.scaled(_AVATAR)
        face = QRectF(rect.left() + 8, rect.center().y() - side / 2, side, side)
        picture = self._pictures.of(line.avatar)
        paint_avatar(painter, face, name=line.name or "?", key=line.person, tokens=tokens, picture=picture)
        words_font, name_font = tokens.font(TextStyle.SECOND), tokens.font(TextStyle.BODY)
        width = QFontMetricsF(words_font).horizontalAdvance(line.words) + 2
        right = QRectF(rect.right() - width - 16, rect.top(), width, rect.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(words_font)
        painter.setPen(getattr(tokens, line.ink))
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, line.words)
        left = QRectF(face.right() + 10, rect.top(), right.left() - face.right() - 22, rect.height())
        painter.setFont(name_font)
        painter.setPen(tokens.ink)
        shown = QFontMetricsF(name_font).elidedText(line.name, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle, shown)
        painter.restore()
