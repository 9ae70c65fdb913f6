"""A list of people to pick from, with a filter: for rooms and invitations."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from parley.client.rows import PersonRow
from parley.desktop.chat.words import _
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.style.paint import focus_ring, rounded, tick
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Size, TextStyle, Tokens
from parley.desktop.widgets.avatar import paint_avatar
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.search_field import SearchField

ROW = 48
Index = QModelIndex | QPersistentModelIndex
PERSON_ROLE = Qt.ItemDataRole.UserRole + 1


class PeoplePickModel(QAbstractListModel):
    """People with a mark each; the filter hides, it never unmarks.

    Signals: `picked_changed` when marks change.
    """

    picked_changed = Signal()

    def __init__(self, people: Sequence[PersonRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = list(people)
        self._shown = list(people)
        self._picked: dict[str, None] = {}

    @property
    def picked(self) -> tuple[str, ...]:
        """Who is marked, in the order they were."""
        return tuple(self._picked)

    def set_filter(self, text: str) -> None:
        """Show only people with every word in name, company or pinyin."""
        words = text.casefold().split()
        self.beginResetModel()
        self._shown = [person for person in self._all if all(word in _key(person) for word in words)]
        self.endResetModel()

    def toggle(self, index: Index) -> None:
        """Mark a person, or take the mark away."""
        if not index.isValid():
            return
        person = self._shown[index.row()].person
        if person in self._picked:
            del self._picked[person]
        else:
            self._picked[person] = None
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])
        self.picked_changed.emit()

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        person = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return person.name
            case Qt.ItemDataRole.CheckStateRole:
                is_picked = person.person in self._picked
                return Qt.CheckState.Checked if is_picked else Qt.CheckState.Unchecked
            case _ if role == PERSON_ROLE:
                return person
        return None


class PeoplePicker(QWidget):
    """Filter and list.

    Signals: `picked_changed` when somebody is marked or unmarked.
    """

    picked_changed = Signal()

    def __init__(
        self, people: Sequence[PersonRow], pictures: Pictures, parent: QWidget, *, name: str
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.model = PeoplePickModel(people, self)
        self.model.picked_changed.connect(self._on_picked)
        self.search = SearchField(_("Filter by name or company"), self, name=f"{name}.filter")
        self.view = _PickView(self)
        self.view.setObjectName(f"{name}.list")
        self.view.setAccessibleName(_("People"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(_PersonDelegate(pictures, self.view))
        self.view.clicked.connect(self.model.toggle)
        pictures.arrived.connect(lambda _sha: self.view.viewport().update())
        self._count = TextLabel("", self, style=TextStyle.SECOND, ink="ink3")
        self.search.textChanged.connect(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addWidget(self._count)
        self.view.setMaximumHeight(self.view.sizeHint().height())
        self._on_picked()

    @property
    def picked(self) -> tuple[str, ...]:
        """Who is marked."""
        return self.model.picked

    def _filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._on_picked()

    def _on_picked(self) -> None:
        count = len(self.picked)
        if not self.model.rowCount():
            self._count.setText(_("Nobody found"))
        elif count:
            self._count.setText(_("1 chosen") if count == 1 else _("{count} chosen", count=count))
        else:
            self._count.setText(_("Nobody chosen yet"))
        self.picked_changed.emit()


class _PickView(QListView):
    """Space and Enter mark."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        return QSize(200, tokens_of(self).scaled(ROW) * 6)

    def minimumSizeHint(self) -> QSize:
        # A low window takes from the list, not from what stands around it.
        return QSize(100, tokens_of(self).scaled(ROW) * 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            model = self.model()
            assert isinstance(model, PeoplePickModel)
            model.toggle(self.currentIndex())
            return
        super().keyPressEvent(event)


class _PersonDelegate(QStyledItemDelegate):
    """Avatar, name, company, and a round mark."""

    def __init__(self, pictures: Pictures, view: QListView) -> None:
        super().__init__(view)
        self._pictures = pictures
        self._view = view

    # Qt overrides

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, tokens_of(self._view).scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = tokens_of(self._view)
        person: PersonRow = index.data(PERSON_ROLE)
        is_picked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, rect.adjusted(0, 1, -4, -1), 8, tokens.hover)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            focus_ring(painter, rect.adjusted(0, 1, -4, -1), 8, tokens)
        side = Size.AVATAR_SMALL
        avatar = QRectF(rect.left() + 8, rect.center().y() - side / 2, side, side)
        picture = self._pictures.of(person.profile.avatar)
        paint_avatar(painter, avatar, name=person.name, key=person.person, tokens=tokens, picture=picture)
        mark = QRectF(rect.right() - 34, rect.center().y() - 10, 20, 20)
        _paint_mark(painter, mark, tokens, is_picked=is_picked)
        words = QRectF(avatar.right() + 12, rect.top(), mark.left() - avatar.right() - 24, rect.height())
        _paint_words(painter, words, person, tokens)
        painter.restore()


def _paint_mark(painter: QPainter, rect: QRectF, tokens: Tokens, *, is_picked: bool) -> None:
    if is_picked:
        rounded(painter, rect, 10, tokens.accent)
        tick(painter, rect, tokens.accent_ink)
    else:
        rounded(painter, rect, 10, None, tokens.line_strong, 1.5)


def _paint_words(painter: QPainter, rect: QRectF, person: PersonRow, tokens: Tokens) -> None:
    about = person.profile.company
    half = rect.height() / 2
    for text, style, ink, top, height in (
        (person.name, TextStyle.BODY_STRONG, tokens.ink, 0.0, half + 1 if about else rect.height()),
        (about, TextStyle.SECOND, tokens.ink2, half + 2, half - 2),
    ):
        font = tokens.font(style)
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        flag = Qt.AlignmentFlag.AlignVCenter
        if about:
            flag = (
                Qt.AlignmentFlag.AlignBottom if style is TextStyle.BODY_STRONG else Qt.AlignmentFlag.AlignTop
            )
        painter.drawText(QRectF(rect.left(), rect.top() + top, rect.width(), height), flag, shown)


def _key(person: PersonRow) -> str:
    profile = person.profile
    return " ".join(
        (
            person.search_key,
            person.name,
            profile.display_name,
            profile.company,
            profile.handle,
            profile.pinyin,
        )
    ).casefold()
