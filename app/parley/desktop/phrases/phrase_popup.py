"""The list over the composer: opened by / 、 ／ or Alt+Q, filtered while one types on in the composer.

It never takes the keyboard: the composer keeps it and hands over the keys that are for the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from parley.client.rows import PhraseRow
from parley.desktop.phrases.phrase_paint import paint_code, paint_key, paint_tinted
from parley.desktop.phrases.words import Tinted, _, spoken
from parley.desktop.style.paint import rounded, soft_shadow
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Radius, Size, TextStyle
from parley.desktop.widgets.labels import Hairline, TextLabel

ROWS_SHOWN = 9
_ROW = 33
_WIDTH = 430
_CODE = 54
_SHADOW = Size.SHADOW
OFFER_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Offered:
    """A phrase as the list shows it: the words that would go into this conversation."""

    row: PhraseRow
    words: tuple[Tinted, ...]


class PhrasePopup(QWidget):
    """Shows what is offered over an anchor.

    Signals: `chosen(phrase, at once)` with a phrase's id when a row is pressed; `library_wanted` from an empty one.
    """

    chosen = Signal(str, bool)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.hide()
        self.setObjectName("chat.phrases.popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._anchor: QWidget | None = None
        self._model = _OfferModel(self)
        self.list = _OfferList(self._model, self)
        self._none = TextLabel("", self, style=TextStyle.SECOND, ink="ink3", wrap=True)
        self._none.setContentsMargins(10, 8, 10, 8)
        self._line = Hairline(parent=self)
        self._foot = TextLabel("", self, style=TextStyle.TIME, ink="ink3", name="chat.phrases.popup.keys")
        self._foot.setContentsMargins(10, 4, 10, 2)
        edge = _SHADOW + 1
        column = QVBoxLayout(self)
        column.setContentsMargins(edge + 6, edge + 6, edge + 6, edge + 6)
        column.setSpacing(4)
        for part in (self.list, self._none, self._line, self._foot):
            column.addWidget(part)
        self.list.clicked.connect(lambda index: self._choose(index))
        owner.installEventFilter(self)
        self.retranslate()

    @property
    def is_open(self) -> bool:
        """Whether it's on the screen."""
        return not self.isHidden()

    @property
    def current(self) -> PhraseRow | None:
        """The row that Enter takes."""
        offered = self.list.currentIndex().data(OFFER_ROLE)
        return offered.row if isinstance(offered, Offered) else None

    def row_at(self, place: int) -> PhraseRow | None:
        """The row that bears this number, counted from nought."""
        offers = self._model.offers
        return offers[place].row if 0 <= place < len(offers) else None

    def show_over(self, anchor: QWidget, offers: Sequence[Offered], nothing: str = "") -> None:
        """Show these over the anchor, the first one current; with none, say why."""
        self._anchor = anchor
        self._model.set_offers(offers)
        self.list.setCurrentIndex(self._model.index(0, 0))
        self.list.scrollToTop()
        self.list.setVisible(bool(offers))
        self._none.setText(nothing)
        self._none.setVisible(not offers)
        self._line.setVisible(bool(offers))
        self._foot.setVisible(bool(offers))
        self._place()
        self.show()
        self.raise_()

    def move_current(self, step: int) -> None:
        """Up and down, around the ends."""
        count = self._model.rowCount()
        if count:
            place = (self.list.currentIndex().row() + step) % count
            self.list.setCurrentIndex(self._model.index(place, 0))

    def retranslate(self) -> None:
        """Read the texts again."""
        self.list.setAccessibleName(_("Quick phrases"))
        self._foot.setText(_("↑↓ or 1–9 choose · Enter inserts · Ctrl+Enter sends · Esc closes"))

    def _choose(self, index: QModelIndex) -> None:
        offered = index.data(OFFER_ROLE)
        if isinstance(offered, Offered):
            self.chosen.emit(offered.row.id, False)

    def _place(self) -> None:
        owner = self.parentWidget()
        if self._anchor is None or owner is None:
            return
        tokens = tokens_of(self)
        corner = self._anchor.mapTo(owner, QPoint(0, 0))
        width = min(max(tokens.scaled(_WIDTH), round(self._anchor.width() * 0.6)), self._anchor.width())
        room = corner.y() - 16
        rows = max(1, min(ROWS_SHOWN, self._model.rowCount(), (room - 60) // tokens.scaled(_ROW)))
        self.list.setFixedHeight(rows * tokens.scaled(_ROW))
        layout = self.layout()
        assert layout is not None
        self.setFixedWidth(width + 2 * _SHADOW)
        layout.activate()
        height = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
        height = max(height, layout.totalSizeHint().height())
        box = QRect(corner.x() - _SHADOW, corner.y() + _SHADOW - 6 - height, width + 2 * _SHADOW, height)
        self.setGeometry(box)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        soft_shadow(painter, box, Radius.CARD, tokens, _SHADOW - 4)
        rounded(painter, box, Radius.CARD, tokens.raised, tokens.line)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.is_open:
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_foot"):
            self.retranslate()
        elif is_restyle(event) and hasattr(self, "_foot") and self.is_open:
            self._place()
        super().changeEvent(event)


class _OfferModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: tuple[Offered, ...] = ()

    def set_offers(self, offers: Sequence[Offered]) -> None:
        self.beginResetModel()
        self.offers = tuple(offers)
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.offers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if not index.isValid():
            return None
        offered = self.offers[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return offered.row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(offered.row)
            case Qt.ItemDataRole.UserRole:
                return offered.row.id
            case Qt.ItemDataRole.ToolTipRole:
                return "".join(words for words, _ink in offered.words)
            case role if role == OFFER_ROLE:
                return offered
        return None


class _OfferList(QListView):
    def __init__(self, model: _OfferModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chat.phrases.popup.list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        self.setItemDelegate(_OfferDelegate(self))


class _OfferDelegate(QStyledItemDelegate):
    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, tokens_of(option.widget).scaled(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        offered = index.data(OFFER_ROLE)
        if not isinstance(offered, Offered):
            return
        tokens = tokens_of(option.widget)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current:
            rounded(painter, box.adjusted(0, 0.5, 0, -0.5), Radius.FIELD, tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box.adjusted(0, 0.5, 0, -0.5), Radius.FIELD, tokens.hover)
        inner = box.adjusted(10, 0, -10, 0)
        code = tokens.scaled(_CODE)
        paint_code(painter, QRectF(inner.x(), inner.y(), code - 6, inner.height()), offered.row.code, tokens)
        right = inner.right()
        if index.row() < ROWS_SHOWN:
            side = tokens.scaled(18)
            cap = QRectF(right - side, round(inner.center().y() - side / 2), side, side)
            paint_key(painter, cap, str(index.row() + 1), tokens)
            right = cap.x() - 8
        words = QRectF(inner.x() + code, inner.y(), right - inner.x() - code, inner.height())
        ink = tokens.ink if is_current else tokens.ink2
        paint_tinted(painter, words, offered.words, tokens, ink=ink)
        painter.restore()
