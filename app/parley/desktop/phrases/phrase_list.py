"""The list of phrases, on their page and beside a chat: dragging, keys, two lines a row."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from parley.client.rows import PhraseRow
from parley.desktop.phrases.phrase_model import ROW_ROLE, PhraseModel
from parley.desktop.phrases.phrase_paint import paint_tinted
from parley.desktop.phrases.words import tinted_text, use_text
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Radius, TextStyle, Tokens
from parley.desktop.widgets.assistive_choice import AssistiveChoice

_ROW = 52
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class PhraseList(QListView):
    """Shows a model's rows.

    Signals: `move_wanted(phrase, before)` after dragging or Alt+Up, Alt+Down ("" is behind all); `activated_row` with
    a phrase on Enter; `send_wanted(phrase)` on Ctrl+Enter; `edit_wanted(phrase)` on F2; `delete_wanted(phrase)`;
    `menu_wanted(phrase, global position)`.
    """

    move_wanted = Signal(str, str)
    activated_row = Signal(str)
    send_wanted = Signal(str)
    edit_wanted = Signal(str)
    delete_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget, *, name: str, marks_current: bool) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.rows = PhraseModel(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setModel(self.rows)
        self.setItemDelegate(_PhraseDelegate(self, marks_current))
        self.rows.dropped.connect(self.move_wanted)
        AssistiveChoice(self, lambda index: self.activated_row.emit(index.data(ROW_ROLE).id))

    @property
    def current(self) -> PhraseRow | None:
        """The row one is at."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, PhraseRow) else None

    def set_current(self, phrase: str) -> None:
        """Go to a phrase, if it's there."""
        place = self.rows.place_of(phrase)
        self.setCurrentIndex(self.rows.index(place, 0) if place >= 0 else QModelIndex())

    def move_current(self, step: int) -> None:
        """One place up or down."""
        row = self.current
        if row is None or not row.may_edit or not self.rows.is_ordered:
            return
        place = self.rows.place_of(row.id) + step
        if 0 <= place < len(self.rows.rows):
            behind = place + 1 if step > 0 else place
            before = self.rows.rows[behind].id if behind < len(self.rows.rows) else ""
            self.move_wanted.emit(row.id, before)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_move(event):
            # In the window they mean the conversation above and below.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current
        if _is_move(event):
            self.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_sending = bool(event.modifiers() & _HELD)
            (self.send_wanted if is_sending else self.activated_row).emit(row.id)
        elif row is not None and event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit(row.id)
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(row.id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        row = index.data(ROW_ROLE)
        if isinstance(row, PhraseRow):
            at = self.viewport().mapToGlobal(self.visualRect(index).center()) if is_key else event.globalPos()
            self.menu_wanted.emit(row.id, at)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event):
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)


class _PhraseDelegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget, marks_current: bool) -> None:
        super().__init__(parent)
        self._marks_current = marks_current

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, tokens_of(option.widget).scaled(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, PhraseRow):
            return
        tokens = tokens_of(option.widget)
        box = QRectF(option.rect).adjusted(8, 1, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected and self._marks_current:
            rounded(painter, box, Radius.FIELD, tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, Radius.FIELD, tokens.hover)
        window = option.widget.window() if option.widget is not None else None
        by_key = window is not None and window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if option.state & QStyle.StateFlag.State_HasFocus and by_key:
            focus_ring(painter, box, Radius.FIELD, tokens)
        inner = box.adjusted(10, 0, -10, 0)
        first, second = tokens.scaled(20), tokens.scaled(18)
        top = round(inner.center().y() - (first + second) / 2)
        words = QRectF(inner.x(), top, inner.width(), first)
        paint_tinted(painter, words, tinted_text(row.text), tokens)
        below = QRectF(inner.x(), top + first, inner.width(), second)
        _paint_about(painter, below, row, tokens)
        painter.restore()


def _paint_about(painter: QPainter, box: QRectF, row: PhraseRow, tokens: Tokens) -> None:
    x = box.x()
    if row.code:
        font = tokens.font(TextStyle.SECOND_STRONG)
        painter.setFont(font)
        painter.setPen(tokens.accent)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f"/{row.code}")
        x += QFontMetricsF(font).horizontalAdvance(f"/{row.code}") + 8
    font = tokens.font(TextStyle.SECOND)
    about = " · ".join(
        part for part in (row.folder_name, use_text(row.use_count) if row.use_count else "") if part
    )
    painter.setFont(font)
    painter.setPen(tokens.ink3)
    room = QRectF(x, box.y(), box.right() - x, box.height())
    shown = QFontMetricsF(font).elidedText(about, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def _is_move(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
