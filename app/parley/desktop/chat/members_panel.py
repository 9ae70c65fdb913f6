"""The members of a room: who is there, who is an owner, who is invited."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from parley.client.rows import MemberRow
from parley.desktop.chat.side_panel import SidePanel
from parley.desktop.chat.words import _
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.contacts.status_words import dot_of, is_there, word_of
from parley.desktop.failures import sentence_of
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Size, TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.avatar import AvatarWidget
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.labels import ElidedLabel, Hairline, SectionLabel, TextLabel
from parley.desktop.widgets.switch import SettingRow, Switch
from parley.desktop.widgets.tag import Tag
from parley.domain.conversation import Role
from parley.domain.presence import Status

if TYPE_CHECKING:
    from parley.client.session import Session


class MembersPanel(SidePanel):
    """Shows a room's members.

    Signals: `counted(members, online)` after each reading; `invite_wanted`, `leave_wanted`,
    `person_wanted(account)`, `remove_wanted(member)`.
    """

    counted = Signal(int, int)
    invite_wanted = Signal()
    leave_wanted = Signal()
    person_wanted = Signal(str)
    remove_wanted = Signal(object)

    def __init__(
        self, session: "Session", tasks: Tasks, pictures: Pictures, conversation: str, parent: QWidget
    ) -> None:
        super().__init__(parent, "chat.members")
        self._session = session
        self._tasks = tasks
        self._pictures = pictures
        self._conversation = conversation
        self._members: list[MemberRow] = []

    def reload(self) -> None:
        """Read the members again."""
        reading = self._session.conversations.members(self._conversation)
        self._tasks.run(reading, owner=self, on_done=self._take, on_error=lambda _error: None)

    def rebuild(self) -> None:
        """Show them as they are now; who is there stands first."""
        body, column = self.new_body()
        column.setSpacing(2)
        inside = [member for member in self._members if not member.is_invited]
        invited = [member for member in self._members if member.is_invited]
        online = sum(1 for member in inside if is_there(self._status(member)))
        self.counted.emit(len(inside), online)
        self._add_head(column, body, len(inside))
        for member in sorted(inside, key=self._place):
            column.addWidget(self._row(member, body))
        if invited:
            column.addSpacing(12)
            column.addWidget(SectionLabel(_("Invited"), body))
            column.addSpacing(4)
            for member in invited:
                column.addWidget(self._row(member, body))
        self._add_newcomers(column, body)
        if any(member.is_self for member in inside):
            column.addSpacing(12)
            column.addWidget(Hairline(parent=body))
            column.addSpacing(8)
            leave = Button(
                _("Leave room…"), body, kind=ButtonKind.QUIET, icon=Icon.DOOR, name="chat.members.leave"
            )
            leave.clicked.connect(self.leave_wanted)
            column.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.show_body(body)

    def _take(self, members: list[MemberRow]) -> None:
        self._members = members
        self.rebuild()

    def _add_head(self, column: QVBoxLayout, body: QWidget, count: int) -> None:
        line = QHBoxLayout()
        line.addWidget(SectionLabel(_("Members ({count})", count=count), body))
        line.addStretch(1)
        if any(member.is_self and not member.is_invited for member in self._members):
            invite = IconButton(
                Icon.USER_PLUS, _("Invite people"), body, size=28, icon_size=18, name="chat.members.invite"
            )
            invite.clicked.connect(self.invite_wanted)
            line.addWidget(invite)
        column.addLayout(line)
        column.addSpacing(8)

    def _add_newcomers(self, column: QVBoxLayout, body: QWidget) -> None:
        """Owners decide what newcomers see; the others learn it where it concerns their own words."""
        row = self._session.conversations.get(self._conversation)
        if row is None or row.has_left:
            return
        if self._is_owner():
            label = _("New members see earlier messages")
            switch = Switch(label, body, checked=row.newcomers_see_all, name="chat.members.newcomers")
            switch.setAccessibleName(label)
            switch.clicked.connect(lambda: self._set_newcomers(switch))
            words = _("Shown to members who join from now on.")
            column.addSpacing(12)
            column.addWidget(Hairline(parent=body))
            column.addWidget(SettingRow(_("Earlier messages"), words, switch, body))
        elif row.newcomers_see_all:
            words = _("New members see all earlier messages.")
            column.addSpacing(12)
            column.addWidget(
                TextLabel(
                    words,
                    body,
                    style=TextStyle.SECOND,
                    ink="ink3",
                    wrap=True,
                    name="chat.members.newcomers_note",
                )
            )

    def _set_newcomers(self, switch: Switch) -> None:
        work = self._session.conversations.set_newcomers(self._conversation, switch.isChecked())
        self._tasks.run(work, owner=self, on_error=self._keep_newcomers)

    def _keep_newcomers(self, error: BaseException) -> None:
        self._tasks.failed.emit(sentence_of(error))
        self.rebuild()

    def _row(self, member: MemberRow, body: QWidget) -> QWidget:
        row = _MemberRow(member, self._status(member), self._pictures, body)
        row.menu_wanted.connect(lambda at: self._open_menu(member, at))
        row.set_has_menu(bool(self._choices(member)))
        return row

    def _choices(self, member: MemberRow) -> list[tuple[str, Icon, str]]:
        if member.is_self:
            return []
        choices = [("person", Icon.CHAT, _("Send a message"))]
        if self._is_owner():
            if not member.is_invited and member.role is Role.MEMBER:
                choices.append(("owner", Icon.CROWN, _("Make owner")))
            elif not member.is_invited:
                choices.append(("member", Icon.USER, _("Make member")))
            text = _("Withdraw invitation") if member.is_invited else _("Remove from room…")
            choices.append(("remove", Icon.CLOSE, text))
        return choices

    def _open_menu(self, member: MemberRow, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("chat.members.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, icon, text in self._choices(member):
            action = menu.addAction(menu_icon(icon, tokens_of(self)), text)
            action.setObjectName(f"chat.members.menu.{key}")
            action.triggered.connect(lambda _on=False, key=key: self._choose(member, key))
        menu.popup(at)

    def _choose(self, member: MemberRow, key: str) -> None:
        if key == "person":
            self.person_wanted.emit(member.person)
        elif key == "remove":
            self.remove_wanted.emit(member)
        else:
            role = Role.OWNER if key == "owner" else Role.MEMBER
            work = self._session.conversations.set_role(self._conversation, member.person, role)
            self._tasks.run(work, owner=self)

    def _is_owner(self) -> bool:
        return any(member.is_self and member.role is Role.OWNER for member in self._members)

    def _status(self, member: MemberRow) -> Status:
        presence = self._session.presence
        return presence.own() if member.is_self else presence.of(member.person)

    def _place(self, member: MemberRow) -> tuple[bool, bool, str]:
        return (not is_there(self._status(member)), member.role is not Role.OWNER, member.name)


class _MemberRow(QWidget):
    """One member. Signals: `menu_wanted` with where on the screen to open it."""

    menu_wanted = Signal(QPoint)

    def __init__(self, member: MemberRow, status: Status, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"chat.members.row.{member.person}")
        self.setAccessibleName(f"{member.name}, {word_of(status)}")
        self._has_menu = True
        avatar = AvatarWidget(member.name, member.person, self, size=Size.AVATAR_SMALL)
        avatar.set_picture(pictures.of(member.avatar))
        avatar.set_dot(dot_of(status), word_of(status))
        top = QHBoxLayout()
        top.setSpacing(6)
        name = _("{name} (you)", name=member.name) if member.is_self else member.name
        top.addWidget(ElidedLabel(name, self, style=TextStyle.BODY_STRONG))
        if member.role is Role.OWNER and not member.is_invited:
            top.addWidget(Tag(_("Owner"), self))
        top.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addLayout(top)
        names.addWidget(
            ElidedLabel(member.company or word_of(status), self, style=TextStyle.SECOND, ink="ink2")
        )
        self._more = IconButton(
            Icon.MORE,
            _("More about {name}", name=member.name),
            self,
            size=28,
            icon_size=16,
            name=f"chat.members.more.{member.person}",
        )
        self._more.clicked.connect(
            lambda: self.menu_wanted.emit(self._more.mapToGlobal(QPoint(0, self._more.height())))
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 5, 0, 5)
        line.setSpacing(10)
        line.addWidget(avatar)
        line.addLayout(names, 1)
        line.addWidget(self._more)

    def set_has_menu(self, has_menu: bool) -> None:
        """Whether there is anything one could do."""
        self._has_menu = has_menu
        self._more.setVisible(has_menu)

    # Qt overrides

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._has_menu:
            self.menu_wanted.emit(event.globalPos())
