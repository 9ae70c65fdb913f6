"""The contact card beside a direct conversation."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from parley.client.rows import PersonRow
from parley.desktop.broadcasts.opt_out_line import OptOutLine
from parley.desktop.cards.note_list import NoteList
from parley.desktop.cards.tag_editor import TagEditor
from parley.desktop.cards.words import local_time_text
from parley.desktop.chat.side_panel import SidePanel
from parley.desktop.chat.words import _, date_text
from parley.desktop.contacts.contact_acts import ContactActs
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.contacts.status_words import dot_of, word_of
from parley.desktop.platform.time_zone import system_zone
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Size, TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.avatar import AvatarWidget
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.flow import flow
from parley.desktop.widgets.labels import ElidedLabel, Hairline, SectionLabel, TextLabel
from parley.desktop.widgets.tag import Tag
from parley.desktop.widgets.toast import show_toast
from parley.domain.device import DeviceKey, key_fingerprint, signed_in
from parley.domain.local_time import local_time
from parley.domain.people import AccountKind, ContactState, Profile

if TYPE_CHECKING:
    from parley.client.session import Session


_DEVICES_LISTED = 4
_TICK_MS = 20_000
_FACT = 22


class PersonPanel(SidePanel):
    """Shows the person one talks with.

    Signals: `add_wanted` for somebody who isn't a contact yet; `conversation_wanted(id)` to open another one with them.
    """

    add_wanted = Signal()
    conversation_wanted = Signal(str)

    def __init__(
        self, session: "Session", tasks: Tasks, pictures: Pictures, person: str, parent: QWidget
    ) -> None:
        super().__init__(parent, "chat.person")
        self._session = session
        self._tasks = tasks
        self._pictures = pictures
        self._person = person
        self._fetched: Profile | None = None
        self._has_asked = False
        self._acts = ContactActs(session, tasks, self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start()

    def rebuild(self) -> None:
        """Show the person as they are now, all anew."""
        body, column = self.new_body()
        self._head_part, self._foot_part = QWidget(body), QWidget(body)
        self._tags = TagEditor(self._session, self._tasks, self._person, self.room, body)
        self._notes = NoteList(self._session, self._tasks, self._person, body)
        for part in (self._head_part, self._tags, self._notes, self._foot_part):
            column.addWidget(part)
        column.addStretch(1)
        self.show_body(body)
        self._refresh_person(column)

    def refresh(self) -> None:
        """Show the person as they are now; what is being typed on the card stays."""
        if self.body is None:
            self.rebuild()
            return
        self.refresh_person()
        self.refresh_card()

    def _on_tick(self) -> None:
        """It is a minute later where they are."""
        row = self._session.contacts.person(self._person)
        if self.isVisible() and row is not None and row.profile.time_zone:
            self.refresh_person()

    def refresh_person(self) -> None:
        """Show who they are, and how late it is there, as it is now."""
        column = self.body.layout() if self.body is not None else None
        if isinstance(column, QVBoxLayout):
            self._refresh_person(column)

    def refresh_card(self) -> None:
        """Show the tags and notes as they are now."""
        if self.body is not None:
            self._tags.refresh()
            self._notes.refresh()

    def _refresh_person(self, column: QVBoxLayout) -> None:
        row = self._session.contacts.person(self._person)
        profile = row.profile if row is not None else self._fetched
        if profile is None:
            self._ask_for_profile()
            for part in (self._tags, self._notes):
                part.hide()
            return
        for part in (self._tags, self._notes):
            part.show()
        self._head_part = self._put(column, self._head_part, lambda b, c: self._fill(c, b, profile, row))
        self._foot_part = self._put(column, self._foot_part, lambda b, c: self._fill_foot(c, b, profile, row))

    def _put(
        self, column: QVBoxLayout, old: QWidget, fill: Callable[[QWidget, QVBoxLayout], None]
    ) -> QWidget:
        new = QWidget(self.body)
        inner = QVBoxLayout(new)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(16)
        fill(new, inner)
        column.replaceWidget(old, new)
        new.show()
        # Later: what led here may be a button of the old part.
        old.hide()
        old.deleteLater()
        return new

    def _ask_for_profile(self) -> None:
        if not self._has_asked:
            self._has_asked = True
            fetching = self._session.contacts.fetch_person(self._person)
            self._tasks.run(fetching, owner=self, on_done=self._take, on_error=lambda _error: None)

    def _take(self, profile: Profile) -> None:
        self._fetched = profile
        self.refresh()

    def _fill(self, column: QVBoxLayout, body: QWidget, profile: Profile, row: PersonRow | None) -> None:
        column.addLayout(self._head(body, profile, row))
        if profile.signature:
            words = _("“{words}”", words=profile.signature)
            column.addWidget(TextLabel(words, body, style=TextStyle.SECOND, ink="ink2", wrap=True))
        facts = self._facts(body, profile, row)
        if facts.count():
            column.addLayout(facts)

    def _fill_foot(self, column: QVBoxLayout, body: QWidget, profile: Profile, row: PersonRow | None) -> None:
        if profile.product_words:
            column.addLayout(self._section(body, _("Trades in"), self._words(body, profile.product_words)))
        groups = self._group_names(row)
        if groups:
            column.addLayout(self._section(body, _("Groups"), self._words(body, groups)))
        devices = signed_in(row.devices) if row is not None else ()
        if devices:
            title = _("1 device") if len(devices) == 1 else _("{count} devices", count=len(devices))
            column.addLayout(self._section(body, title, self._devices(body, devices)))
        opt_out = self._session.broadcasts.opt_out(self._person)
        if opt_out is not None:
            column.addWidget(OptOutLine(self._session, self._tasks, self._person, opt_out, body))
        column.addWidget(Hairline(parent=body))
        for earlier in self._session.conversations.earlier_with(self._person):
            link = Button(
                _("Chat taken over from a colleague"),
                body,
                kind=ButtonKind.LINK,
                size=ButtonSize.SMALL,
                name=f"chat.person.earlier.{earlier}",
            )
            link.clicked.connect(lambda _on=False, wanted=earlier: self.conversation_wanted.emit(wanted))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._buttons(body, row))

    def _head(self, body: QWidget, profile: Profile, row: PersonRow | None) -> QHBoxLayout:
        name = row.name if row is not None else profile.display_name
        status = self._session.presence.of(profile.account)
        avatar = AvatarWidget(name, profile.account, body, size=Size.AVATAR_LARGE)
        avatar.set_picture(self._pictures.of(profile.avatar))
        avatar.set_dot(dot_of(status), word_of(status))
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addStretch(1)
        names.addWidget(ElidedLabel(name, body, style=TextStyle.TITLE, name="chat.person.name"))
        about = " · ".join(part for part in (profile.company, profile.role) if part)
        if about:
            names.addWidget(ElidedLabel(about, body, style=TextStyle.SECOND, ink="ink2"))
        names.addWidget(ElidedLabel(word_of(status), body, style=TextStyle.SECOND, ink="ink3"))
        names.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(names, 1)
        return line

    def _facts(self, body: QWidget, profile: Profile, row: PersonRow | None) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        facts: list[tuple[str, QWidget]] = []
        if row is not None and row.remark:
            facts.append((_("Name"), ElidedLabel(profile.display_name, body, style=TextStyle.SECOND)))
        facts.append((_("Sign-in name"), ElidedLabel(f"@{profile.handle}", body, style=TextStyle.SECOND)))
        facts += self._reach(body, profile)
        if row is not None and row.state is ContactState.ACCEPTED:
            facts.append((_("Remark"), self._remark(body, row)))
        for place, (label, value) in enumerate(facts):
            grid.setRowMinimumHeight(place, tokens_of(self).scaled(_FACT))
            grid.addWidget(TextLabel(label, body, style=TextStyle.SECOND, ink="ink3"), place, 0)
            grid.addWidget(value, place, 1)
        return grid

    def _reach(self, body: QWidget, profile: Profile) -> list[tuple[str, QWidget]]:
        """Where they are, how late it is there, and how to ring them."""
        facts: list[tuple[str, QWidget]] = []
        noted = "" if profile.phone else self._session.notes.phone(profile.account)
        if profile.phone or noted:
            facts.append((_("Phone"), self._phone(body, profile.phone or noted, is_noted=bool(noted))))
        if profile.region:
            facts.append((_("Region"), ElidedLabel(profile.region, body, style=TextStyle.SECOND)))
        local = local_time(profile.time_zone, self._session.clock.now(), system_zone())
        if local is not None:
            words = local_time_text(local)
            label = ElidedLabel(words, body, style=TextStyle.SECOND, name="chat.person.local_time")
            facts.append((_("Local time"), label))
        since = self._session.conversations.since(self._person)
        if since is not None and profile.kind is AccountKind.CUSTOMER:
            day = since.astimezone().date().isoformat()
            facts.append((_("Customer since"), ElidedLabel(day, body, style=TextStyle.SECOND)))
        return facts

    def _phone(self, body: QWidget, phone: str, *, is_noted: bool) -> QWidget:
        holder = QWidget(body)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        text = ElidedLabel(phone, holder, style=TextStyle.SECOND, name="chat.person.phone")
        if is_noted:
            text.setToolTip(_("From a note"))
        line.addWidget(text, 1)
        copy = IconButton(
            Icon.COPY, _("Copy the number"), holder, size=24, icon_size=14, name="chat.person.copy_phone"
        )
        copy.clicked.connect(lambda: self._copy(phone))
        line.addWidget(copy)
        return holder

    def _copy(self, phone: str) -> None:
        QGuiApplication.clipboard().setText(phone)
        show_toast(self.window(), _("Number copied"))

    def _remark(self, body: QWidget, row: PersonRow) -> QWidget:
        holder = QWidget(body)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        text = ElidedLabel(
            row.remark or _("None yet"),
            holder,
            style=TextStyle.SECOND,
            ink="ink" if row.remark else "ink3",
        )
        line.addWidget(text, 1)
        edit = IconButton(
            Icon.EDIT, _("Edit the remark"), holder, size=24, icon_size=14, name="chat.person.remark"
        )
        edit.clicked.connect(lambda: self._acts.ask_remark(row))
        line.addWidget(edit)
        return holder

    def _section(self, body: QWidget, title: str, content: QVBoxLayout) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(SectionLabel(title, body))
        column.addLayout(content)
        return column

    def _words(self, body: QWidget, words: tuple[str, ...]) -> QVBoxLayout:
        return flow([Tag(word, body, ink="ink2", ground="sunken") for word in words], self.room())

    def _devices(self, body: QWidget, devices: tuple[DeviceKey, ...]) -> QVBoxLayout:
        """What two people can compare aloud; whose name a device has is its owner's alone."""
        column = QVBoxLayout()
        column.setSpacing(8)
        today = self._session.clock.now().astimezone().date()
        for device in devices[:_DEVICES_LISTED]:
            since = date_text(device.since.astimezone().date(), today)
            key = TextLabel(key_fingerprint(device.public_key), body, style=TextStyle.SECOND, figures=True)
            key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            key.setToolTip(_("Key of the device. Compare it by phone if you want to be sure."))
            pair = QVBoxLayout()
            pair.setSpacing(1)
            pair.addWidget(key)
            pair.addWidget(TextLabel(_("since {date}", date=since), body, style=TextStyle.TIME, ink="ink3"))
            column.addLayout(pair)
        if len(devices) > _DEVICES_LISTED:
            more = _("and {count} more", count=len(devices) - _DEVICES_LISTED)
            column.addWidget(TextLabel(more, body, style=TextStyle.SECOND, ink="ink3"))
        return column

    def _group_names(self, row: PersonRow | None) -> tuple[str, ...]:
        if row is None:
            return ()
        return tuple(group.name for group in self._session.contacts.groups() if group.id in row.groups)

    def _buttons(self, body: QWidget, row: PersonRow | None) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        state = row.state if row is not None else None

        def add(text: str, kind: ButtonKind, name: str, act: Callable[[], object]) -> None:
            button = Button(text, body, kind=kind, size=ButtonSize.SMALL, name=f"chat.person.{name}")
            button.clicked.connect(lambda _on=False: act())
            line.addWidget(button)

        if row is not None and row.is_blocked:
            add(_("Unblock"), ButtonKind.SECONDARY, "unblock", lambda: self._acts.unblock(self._person))
        elif state is ContactState.ASKS:
            add(_("Accept"), ButtonKind.PRIMARY, "accept", lambda: self._acts.accept(self._person))
            add(_("Decline"), ButtonKind.SECONDARY, "decline", lambda: self._acts.decline(self._person))
        elif state is ContactState.REQUESTED:
            label = TextLabel(_("Request sent"), body, style=TextStyle.SECOND, ink="ink3")
            line.addWidget(label)
        elif state is None and (row is None or not row.is_colleague):
            add(_("Add contact"), ButtonKind.SECONDARY, "add", self.add_wanted.emit)
        line.addStretch(1)
        if row is not None and not row.is_blocked and not row.is_colleague:
            add(_("Block…"), ButtonKind.QUIET, "block", lambda: self._acts.ask_block(row))
        return line
