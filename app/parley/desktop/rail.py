"""The narrow rail at the left: oneself, the places, the settings."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from parley.desktop.contacts.status_words import dot_of, word_of
from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon
from parley.desktop.style.tokens import Size, TextStyle
from parley.desktop.widgets.avatar import AvatarWidget, Dot
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.rail_button import RailButton
from parley.domain.presence import Status


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


class Place(StrEnum):
    """Where one can be."""

    CHATS = "chats"
    PEOPLE = "people"
    PHRASES = "phrases"
    HOME = "home"
    SETTINGS = "settings"


KEYS = {
    Place.CHATS: "Ctrl+1",
    Place.PEOPLE: "Ctrl+2",
    Place.PHRASES: "Ctrl+4",
    Place.HOME: "Ctrl+5",
    Place.SETTINGS: "Ctrl+,",
}


class Rail(Panel):
    """Own avatar with the status in words, the places, and the settings at the foot.

    Signals: `place_chosen` with a `Place`, `self_clicked` when the own avatar is pressed.
    """

    place_chosen = Signal(object)
    self_clicked = Signal()

    def __init__(self, name: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__("rail", parent, name="rail")
        self.setFixedWidth(Size.RAIL)
        self.avatar = AvatarWidget(name, key, self, clickable=True, object_name="rail.self")
        self.avatar.set_ground("rail")
        self.avatar.clicked.connect(self.self_clicked)
        self._word = TextLabel("", self, style=TextStyle.LABEL, ink="rail_ink", name="rail.status")
        self._word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 10, 4, 12)
        self._column.setSpacing(4)
        self._buttons: dict[Place, RailButton] = {}
        self._status = (Status.OFFLINE, "", False)
        self._fill()
        self.retranslate()

    def set_place(self, place: Place) -> None:
        """Check a place without a signal."""
        self._buttons[place].setChecked(True)

    def show_place(self, place: Place, on: bool) -> None:
        """Whether this account has that place at all."""
        self._buttons[place].setVisible(on)

    def set_unread(self, count: int) -> None:
        """The badge of the chats."""
        self._buttons[Place.CHATS].set_badge(count)

    def set_requests(self, count: int) -> None:
        """The badge of the people: how many ask to be a contact."""
        self._buttons[Place.PEOPLE].set_badge(count)

    def set_status(self, status: Status, name: str, *, connecting: bool = False) -> None:
        """One's own dot and word; `connecting` while it isn't known yet whether there is a connection."""
        self._status = (status, name, connecting)
        word = _("Connecting") if connecting else word_of(status)
        self._word.setText(word)
        dot = Dot.OFFLINE if status is Status.OFFLINE else dot_of(status)
        self.avatar.set_dot(dot, _("{name}, {status}", name=name, status=word))

    def retranslate(self) -> None:
        """Read the texts again."""
        words = {
            Place.CHATS: _("Chats"),
            Place.PEOPLE: _("People"),
            Place.PHRASES: _("Phrases"),
            Place.HOME: _("Home"),
            Place.SETTINGS: _("Settings"),
        }
        for place, button in self._buttons.items():
            button.set_label(words[place])
        status, name, connecting = self._status
        self.set_status(status, name, connecting=connecting)

    def _fill(self) -> None:
        self._column.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._word)
        self._column.addSpacing(6)
        self._buttons[Place.CHATS] = self._button(Place.CHATS, Icon.CHAT)
        self._buttons[Place.PEOPLE] = self._button(Place.PEOPLE, Icon.PEOPLE)
        self._buttons[Place.PHRASES] = self._button(Place.PHRASES, Icon.BOLT)
        self._buttons[Place.HOME] = self._button(Place.HOME, Icon.HOME)
        self._column.addStretch(1)
        self._buttons[Place.SETTINGS] = self._button(Place.SETTINGS, Icon.GEAR)
        self.set_place(Place.CHATS)

    def _button(self, place: Place, icon: Icon) -> RailButton:
        button = RailButton(icon, "", self, shortcut_hint=_native(KEYS[place]), name=f"rail.{place}")
        button.clicked.connect(lambda _checked=False: self.place_chosen.emit(place))
        self._group.addButton(button)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
