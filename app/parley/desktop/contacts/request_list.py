"""Those who ask to become contacts, above the tree: who, their line, accept and decline."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from parley.client.rows import PersonRow
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.i18n import translate
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import Size, TextStyle
from parley.desktop.widgets.avatar import AvatarWidget
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.labels import ElidedLabel, SectionLabel, TextLabel

_HEIGHT = 328
"""Two requests and a bit: one sees that there are more, and the tree keeps its room."""


class RequestList(QWidget):
    """Hidden while nobody asks.

    Signals: `accepted`, `declined`, `opened` with the person.
    """

    accepted = Signal(str)
    declined = Signal(str)
    opened = Signal(str)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contacts.requests")
        self._pictures = pictures
        self._rows: tuple[PersonRow, ...] = ()
        self._title = SectionLabel("", self)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._area)
        self.hide()
        pictures.arrived.connect(self._on_picture)

    def set_rows(self, rows: Sequence[PersonRow]) -> None:
        """Show these requests."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._build()

    def retranslate(self) -> None:
        """Read all texts in the active language."""
        self._build()

    def _on_picture(self, sha256: str) -> None:
        if any(row.profile.avatar == sha256 for row in self._rows):
            self._build()

    def _build(self) -> None:
        self._title.setText(_("New requests ({count})", count=len(self._rows)))
        body = QWidget()
        column = QVBoxLayout(body)
        # Beside the scroll bar, where there is one.
        column.setContentsMargins(0, 0, 8 if len(self._rows) > 2 else 0, 0)
        column.setSpacing(8)
        for row in self._rows:
            column.addWidget(self._card(row, body))
        column.addStretch(1)
        self._area.setWidget(body)
        self._area.setFixedHeight(min(_HEIGHT, body.sizeHint().height()))
        self.setVisible(bool(self._rows))

    def _card(self, row: PersonRow, parent: QWidget) -> Card:
        profile = row.profile
        card = Card(parent, padding=12, name=f"contacts.request.{row.person}")
        head = QHBoxLayout()
        head.setSpacing(10)
        avatar = AvatarWidget(row.name, row.person, card, size=Size.AVATAR_SMALL, clickable=True)
        avatar.set_picture(self._pictures.of(profile.avatar))
        avatar.clicked.connect(lambda: self.opened.emit(row.person))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedLabel(row.name, card, style=TextStyle.BODY_STRONG))
        names.addWidget(
            ElidedLabel(profile.company or f"@{profile.handle}", card, style=TextStyle.SECOND, ink="ink2")
        )
        head.addWidget(avatar)
        head.addLayout(names, 1)
        card.column.setSpacing(8)
        card.column.addLayout(head)
        if row.message:
            card.column.addWidget(TextLabel(row.message, card, style=TextStyle.SECOND, ink="ink2", wrap=True))
        card.column.addLayout(self._buttons(row, card))
        return card

    def _buttons(self, row: PersonRow, card: Card) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for text, kind, signal, name in (
            (_("Accept"), ButtonKind.PRIMARY, self.accepted, "accept"),
            (_("Decline"), ButtonKind.SECONDARY, self.declined, "decline"),
        ):
            label = f"contacts.request.{row.person}.{name}"
            button = Button(text, card, kind=kind, size=ButtonSize.SMALL, name=label)
            button.setAccessibleName(f"{text}: {row.name}")
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit(row.person))
            line.addWidget(button, 1)
        return line


def _(text: str, **values: object) -> str:
    return translate("Contacts", text, **values)
