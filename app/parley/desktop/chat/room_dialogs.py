"""Dialogs of rooms: create one, invite people into one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from parley.client.rows import PersonRow
from parley.desktop.chat.people_picker import PeoplePicker
from parley.desktop.chat.words import _
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.failures import sentence_of
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.switch import SettingRow, Switch

if TYPE_CHECKING:
    from parley.client.session import Session

TITLE_LIMIT = 40


class CreateRoomDialog(Dialog):
    """Title and people. It stays open until the server has made the room.

    Signals: `created` with the conversation.
    """

    created = Signal(str)

    def __init__(self, session: "Session", tasks: Tasks, pictures: Pictures, owner: QWidget) -> None:
        super().__init__(owner, _("New room"), width=440, name="chat.create_room")
        self._session = session
        self._tasks = tasks
        self.title_field = TextField(
            _("What is it about?"),
            self,
            placeholder=_("For example: Year-end gift boxes"),
            name="chat.create_room.title",
        )
        self.title_field.edit.setMaxLength(TITLE_LIMIT)
        self.picker = PeoplePicker(people_to_pick(session), pictures, self, name="chat.create_room.people")
        label = _("New members see earlier messages")
        self.newcomers = Switch(label, self, name="chat.create_room.newcomers")
        sentence = _("Off: they see what is said after they join.")
        self.column.addWidget(self.title_field)
        self.column.addWidget(self.picker)
        self.column.addWidget(SettingRow(label, sentence, self.newcomers, self))
        cancel = self.add_button(_("Cancel"), name="chat.create_room.cancel")
        cancel.clicked.connect(self.reject)
        self._create = self.add_button(
            _("Create room"), kind=ButtonKind.PRIMARY, default=True, name="chat.create_room.create"
        )
        self._create.clicked.connect(self.create_room)
        self.title_field.changed.connect(lambda _text: self._check())
        self._check()

    def create_room(self) -> None:
        """Ask the server for the room."""
        title = self.title_field.text().strip()
        if not title:
            return
        self._create.setEnabled(False)
        making = self._session.conversations.create_room(
            title, self.picker.picked, newcomers_see_all=self.newcomers.isChecked()
        )
        self._tasks.run(making, owner=self, on_done=self._made, on_error=self._failed)

    def _made(self, conversation: str) -> None:
        # First: a dialog that goes gives the focus back, and the new room wants it.
        self.accept()
        self.created.emit(conversation)

    def _failed(self, error: BaseException) -> None:
        self.title_field.set_error(sentence_of(error))
        self._create.setEnabled(True)
        self.fit()

    def _check(self) -> None:
        self._create.setEnabled(bool(self.title_field.text().strip()))


class InvitePeopleDialog(Dialog):
    """People for a room that exists already; who is in it isn't offered."""

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        pictures: Pictures,
        conversation: str,
        inside: Sequence[str],
        owner: QWidget,
    ) -> None:
        super().__init__(owner, _("Invite people"), width=440, name="chat.invite")
        self._session = session
        self._tasks = tasks
        self._conversation = conversation
        people = [person for person in people_to_pick(session) if person.person not in inside]
        self.picker = PeoplePicker(people, pictures, self, name="chat.invite.people")
        self.picker.picked_changed.connect(self._check)
        self.column.addWidget(self.picker)
        cancel = self.add_button(_("Cancel"), name="chat.invite.cancel")
        cancel.clicked.connect(self.reject)
        self._invite = self.add_button(
            _("Invite"), kind=ButtonKind.PRIMARY, default=True, name="chat.invite.ok"
        )
        self._invite.clicked.connect(self.invite)
        self._check()

    def invite(self) -> None:
        """Invite those that are marked."""
        if not self.picker.picked:
            return
        self._invite.setEnabled(False)
        self._tasks.run(
            self._invite_all(self.picker.picked),
            owner=self,
            on_done=lambda _none: self.accept(),
            on_error=self._failed,
        )

    async def _invite_all(self, people: Sequence[str]) -> None:
        for person in people:
            await self._session.conversations.invite(self._conversation, person)

    def _failed(self, error: BaseException) -> None:
        self._tasks.failed.emit(sentence_of(error))
        self._check()

    def _check(self) -> None:
        self._invite.setEnabled(bool(self.picker.picked))


def people_to_pick(session: "Session") -> list[PersonRow]:
    """Contacts, colleagues and those one talks with, by name; blocked people can't be invited."""
    known = {person.person: person for person in session.contacts.all()}
    for row in session.conversations.all():
        person = session.contacts.person(row.peer) if row.peer and row.peer not in known else None
        if person is not None:
            known[person.person] = person
    people = [
        person for person in known.values() if not person.is_blocked and person.person != session.account
    ]
    return sorted(people, key=lambda person: (person.profile.pinyin or person.name).casefold())
