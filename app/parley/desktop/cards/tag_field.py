"""Adding a tag by typing: what fits is offered below, ↑↓ choose, Enter takes, Escape leaves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from parley.desktop.cards.tag_chip import tag_colours
from parley.desktop.cards.words import _, owner_word
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.desktop.widgets.fields import TextField
from parley.domain.ownership import Owner
from parley.domain.phrase import fold
from parley.domain.tag import TAG_NAME_LIMIT, PersonTag

_OFFERS = 6


class TagField(QWidget):
    """Offers the tags there are, and to make a new one.

    Signals: `chosen` (tag id), `made` (word, Owner) for a new one, `left` when nothing is wanted any more.
    """

    chosen = Signal(str)
    made = Signal(str, object)
    left = Signal()

    def __init__(
        self,
        complete: Callable[[str], list[PersonTag]],
        carried: Callable[[], list[PersonTag]],
        owners: tuple[Owner, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._complete, self._carried, self._owners = complete, carried, owners
        self._field = TextField("", self, placeholder=_("VIP, large orders…"), name="card.tags.field")
        self._field.edit.setMaxLength(TAG_NAME_LIMIT + 1)
        self._field.edit.setAccessibleName(_("Add a tag"))
        self._offers = QListWidget(self)
        self._offers.setObjectName("card.tags.offers")
        self._offers.setAccessibleName(_("Tags that fit"))
        self._offers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._offers.setTextElideMode(Qt.TextElideMode.ElideRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._field)
        column.addWidget(self._offers)
        self._field.changed.connect(self._offer)
        self._field.submitted.connect(self._take_current)
        self._offers.itemClicked.connect(self._take)
        self._field.edit.installEventFilter(self)
        self._offer("")

    def begin(self) -> None:
        """Type here."""
        self._field.set_text("")
        self._field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_again(self) -> None:
        """The tags are others now."""
        self._offer(self._field.text())

    def _offer(self, typed: str) -> None:
        word = " ".join(typed.strip().lstrip("#＃").split())
        fitting = self._complete(word)
        self._offers.clear()
        for tag in fitting[:_OFFERS]:
            ink = tag_colours(tag.colour, tokens_of(self))[0]
            icon = menu_icon(Icon.TAG, tokens_of(self), ink)
            self._add(_("{name} · {whose}", name=tag.name, whose=owner_word(tag.owner)), tag.id, icon)
        known = [*fitting, *self._carried()]
        for owner in self._owners if word else ():
            if not any(tag.owner is owner and fold(tag.name) == fold(word) for tag in known):
                text = _("New: {name} · {whose}", name=word, whose=owner_word(owner))
                self._add(text, (word, owner), menu_icon(Icon.PLUS, tokens_of(self)))
        self._offers.setCurrentRow(0)
        self._offers.setVisible(self._offers.count() > 0)
        height = sum(self._offers.sizeHintForRow(row) for row in range(self._offers.count()))
        self._offers.setFixedHeight(height + 2 * self._offers.frameWidth() + 2)

    def _add(self, text: str, value: object, icon: QIcon) -> None:
        item = QListWidgetItem(icon, text)
        item.setData(Qt.ItemDataRole.UserRole, value)
        self._offers.addItem(item)

    def _take_current(self) -> None:
        item = self._offers.currentItem()
        if item is not None:
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        value = item.data(Qt.ItemDataRole.UserRole)
        self._field.set_text("")
        if isinstance(value, str):
            self.chosen.emit(value)
        else:
            self.made.emit(*value)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Escape:
                    self.left.emit()
                    return True
                case Qt.Key.Key_Up | Qt.Key.Key_Down:
                    step = 1 if event.key() == Qt.Key.Key_Down else -1
                    row = self._offers.currentRow() + step
                    self._offers.setCurrentRow(max(0, min(row, self._offers.count() - 1)))
                    return True
        return super().eventFilter(watched, event)
