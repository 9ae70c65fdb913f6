"""The strip under the head: somebody new, an invitation, a contact request. One sentence, two answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from parley.client.rows import ConversationRow, PersonRow
from parley.desktop.chat.words import _
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.tag import Tag
from parley.domain.people import ContactState


@dataclass(frozen=True, slots=True)
class Strip:
    """What the strip says: a tag, a sentence, and answers as (key, text)."""

    tag: str
    sentence: str
    answers: Sequence[tuple[str, str]]


def strip_of(row: ConversationRow, person: PersonRow | None, inviter: str) -> Strip | None:
    """What a conversation needs an answer to, if anything."""
    if row.is_invitation:
        return Strip(
            _("Invitation"),
            _("{who} invited you to this room", who=inviter)
            if inviter
            else _("You are invited to this room"),
            (("join", _("Join")), ("decline_room", _("Decline"))),
        )
    if person is not None and person.is_blocked:
        return Strip(
            _("Blocked"), _("{who} can't write to you", who=person.name), (("unblock", _("Unblock")),)
        )
    if person is not None and person.state is ContactState.ASKS:
        sentence = _("{who} would like to be your contact", who=person.name)
        if person.message:
            sentence = _("{who}: “{words}”", who=person.name, words=person.message)
        return Strip(
            _("Contact request"), sentence, (("accept", _("Accept")), ("decline_person", _("Decline")))
        )
    if row.is_new_customer and person is not None and person.state is ContactState.REQUESTED:
        return Strip(
            _("New customer"),
            _("You asked {who} to be your contact, no answer yet", who=person.name),
            (("block", _("Block")),),
        )
    if row.is_new_customer:
        return Strip(
            _("New customer"),
            _("{who} isn't among your contacts yet", who=row.title),
            (("add", _("Add contact")), ("block", _("Block"))),
        )
    return None


class ChatStrip(Panel):
    """Shows a strip.

    Signals: `answered` with the key of the answer.
    """

    answered = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("accent_soft", parent, name="chat.strip")
        self._shown: Strip | None = None
        self._tag = Tag("", self, ink="accent_ink", ground="accent")
        self._sentence = TextLabel("", self, style=TextStyle.BODY, wrap=True)
        self._buttons: list[Button] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(20, 6, 12, 6)
        self._line.setSpacing(8)
        self._line.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self._sentence, 1)
        self.setMinimumHeight(44)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_strip(self, strip: Strip | None) -> None:
        """Show it, or nothing."""
        if strip == self._shown:
            return
        self._shown = strip
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self.setVisible(strip is not None)
        if strip is None:
            return
        self._tag.set_text(strip.tag)
        self._sentence.setText(strip.sentence)
        self.setAccessibleName(strip.sentence)
        for place, (key, text) in enumerate(strip.answers):
            is_wanted = place == 0 and key != "block"
            kind = ButtonKind.PRIMARY if is_wanted else ButtonKind.SECONDARY
            button = Button(text, self, kind=kind, size=ButtonSize.SMALL, name=f"chat.strip.{key}")
            button.clicked.connect(lambda _on=False, key=key: self.answered.emit(key))
            self._buttons.append(button)
            self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
