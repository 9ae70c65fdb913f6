"""What can be done with an open conversation: its menu, its strip's answers, and the questions before."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from parley.client.rows import ConversationRow, MemberRow
from parley.desktop.cards.hand_over_dialog import ask_hand_over
from parley.desktop.chat.room_dialogs import InvitePeopleDialog
from parley.desktop.chat.words import _
from parley.desktop.contacts.contact_acts import ContactActs
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.contacts.small_dialogs import ask_line, ask_sure
from parley.desktop.conversations.mute_menu import NoticeEntries
from parley.desktop.platform.sound import Play
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.desktop.tasks import Tasks
from parley.desktop.waiting.desk_acts import DeskActs
from parley.domain.conversation import ConversationKind

if TYPE_CHECKING:
    from parley.client.session import Session


class ChatActs:
    """Asks where it must, then runs the change; failures are told by `tasks`."""

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        pictures: Pictures,
        conversation: str,
        owner: QWidget,
        desk: DeskActs | None = None,
        play: Play | None = None,
    ) -> None:
        self._desk = desk
        self._session = session
        self._tasks = tasks
        self._pictures = pictures
        self._conversation = conversation
        self._owner = owner
        self._contacts = ContactActs(session, tasks, owner)
        self._notices = NoticeEntries(
            session.conversations, self._run, lambda name: f"chat.menu.{name}", play
        )

    def choose_mute(self, button: QWidget) -> None:
        """Notify again, or ask for how long not to."""
        row = self._row()
        if row is None:
            return
        if row.is_muted:
            self._run(self._session.conversations.set_muted(self._conversation, False))
            return
        menu = QMenu(self._owner)
        menu.setObjectName("chat.mute")
        self._notices.add_times(menu, row)
        self._open_below(menu, button)

    def set_pinned(self, on: bool) -> None:
        """Keep on top of the list, or no longer."""
        self._run(self._session.conversations.set_pinned(self._conversation, on))

    def answer(self, key: str) -> None:
        """The strip was answered."""
        row = self._row()
        if row is None:
            return
        conversations, contacts = self._session.conversations, self._session.contacts
        person = contacts.person(row.peer) if row.peer else None
        match key:
            case "join":
                self._run(conversations.join(self._conversation))
            case "decline_room":
                self._run(conversations.decline(self._conversation))
            case "add" if row.peer:
                self._run(contacts.ask(row.peer))
            case "accept" if row.peer:
                self._run(contacts.accept(row.peer))
            case "decline_person" if row.peer:
                self._run(contacts.decline(row.peer))
            case "unblock" if row.peer:
                self._run(contacts.unblock(row.peer))
            case "block" if person is not None:
                self._contacts.ask_block(person)
            case "block" if row.peer:
                self._run(contacts.block(row.peer))

    def open_menu(self, button: QWidget) -> None:
        """The menu of the head."""
        row = self._row()
        if row is None:
            return
        menu = QMenu(self._owner)
        menu.setObjectName("chat.menu")
        self._fill(menu, row)
        self._open_below(menu, button)

    def invite(self) -> None:
        """Ask whom to invite."""
        reading = self._session.conversations.members(self._conversation)
        self._tasks.run(reading, owner=self._owner, on_done=self._open_invite)

    def ask_leave(self) -> None:
        """Ask, then leave."""
        row = self._row()
        ask_sure(
            self._owner,
            _("Leave “{title}”?", title=row.title if row is not None else ""),
            _("You get no more messages from it. Somebody inside can invite you again."),
            _("Leave"),
            lambda: self._run(self._session.conversations.leave(self._conversation)),
            name="chat.leave",
        )

    def ask_remove(self, member: MemberRow) -> None:
        """Ask, then remove a member; an invitation goes without a question."""

        def remove() -> None:
            self._run(self._session.conversations.remove_member(self._conversation, member.person))

        if member.is_invited:
            remove()
            return
        ask_sure(
            self._owner,
            _("Remove {name} from the room?", name=member.name),
            _("They keep what they have seen, and get nothing new."),
            _("Remove"),
            remove,
            name="chat.remove",
        )

    def ask_rename(self) -> None:
        """Ask for the room's new title."""
        row = self._row()
        ask_line(
            self._owner,
            _("Rename room"),
            _("Title"),
            row.title if row is not None else "",
            lambda title: self._run(self._session.conversations.rename(self._conversation, title)),
            name="chat.rename",
        )

    def ask_hand_over(self) -> None:
        """Ask which colleague takes over."""
        row = self._row()

        def hand_over(to: str) -> None:
            self._run(self._session.conversations.hand_over(self._conversation, to))

        ask_hand_over(self._session, self._owner, row.title if row is not None else "", hand_over)

    def _fill(self, menu: QMenu, row: ConversationRow) -> None:
        if self._desk is not None:
            self._desk.add_entries(menu, row)
        pin = _("Unpin") if row.is_pinned else _("Pin to the top")
        self._add(
            menu,
            "pin",
            Icon.PIN_OFF if row.is_pinned else Icon.PIN,
            pin,
            lambda: self.set_pinned(not row.is_pinned),
        )
        self._notices.add(menu, row)
        if row.kind is ConversationKind.ROOM:
            self._fill_room(menu, row)
        else:
            self._fill_person(menu, row)

    def _fill_room(self, menu: QMenu, row: ConversationRow) -> None:
        if row.has_left or row.is_invitation:
            return
        menu.addSeparator()
        self._add(menu, "invite", Icon.USER_PLUS, _("Invite people…"), self.invite)
        self._add(menu, "rename", Icon.EDIT, _("Rename room…"), self.ask_rename)
        menu.addSeparator()
        self._add(menu, "leave", Icon.DOOR, _("Leave room…"), self.ask_leave)

    def _fill_person(self, menu: QMenu, row: ConversationRow) -> None:
        person = self._session.contacts.person(row.peer) if row.peer else None
        if person is None or person.is_colleague:
            return
        menu.addSeparator()
        if self._session.me.profile.kind.is_staff and not row.has_left:
            self._add(menu, "hand_over", Icon.ARROW_RIGHT, _("Hand over to a colleague…"), self.ask_hand_over)
        if self._session.broadcasts.may_send() and self._session.broadcasts.opt_out(person.person) is None:
            self._add(
                menu, "opt_out", Icon.MAIL, _("No messages to many"), lambda: self._opt_out(person.person)
            )
        if person.state is not None:
            self._add(menu, "remark", Icon.EDIT, _("Remark…"), lambda: self._contacts.ask_remark(person))
        if person.is_blocked:
            self._add(menu, "unblock", Icon.CHECK, _("Unblock"), lambda: self.answer("unblock"))
        else:
            self._add(menu, "block", Icon.BLOCK, _("Block…"), lambda: self._contacts.ask_block(person))

    def _opt_out(self, person: str) -> None:
        """They said so elsewhere."""
        self._run(self._session.broadcasts.set_opt_out(person, True))

    def _add(self, menu: QMenu, name: str, icon: Icon, text: str, act: Callable[[], object]) -> None:
        action = menu.addAction(menu_icon(icon, tokens_of(self._owner)), text)
        action.setObjectName(f"chat.menu.{name}")
        action.triggered.connect(lambda _on=False: act())

    def _open_invite(self, members: list[MemberRow]) -> None:
        inside = [member.person for member in members]
        dialog = InvitePeopleDialog(
            self._session, self._tasks, self._pictures, self._conversation, inside, self._owner
        )
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    @staticmethod
    def _open_below(menu: QMenu, button: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        corner = QPoint(button.width() - menu.sizeHint().width(), button.height() + 4)
        menu.popup(button.mapToGlobal(corner))

    def _row(self) -> ConversationRow | None:
        return self._session.conversations.get(self._conversation)

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        self._tasks.run(work, owner=self._owner)
