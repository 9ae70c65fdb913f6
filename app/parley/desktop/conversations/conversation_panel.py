"""The left column of "Chats": filter, chips, the list, and what one can do with a row."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from parley.client.changes import (
    Change,
    ConnectionChanged,
    ConversationsChanged,
    PeopleChanged,
    PresenceChanged,
    SelfChanged,
)
from parley.client.rows import ConnectionState, ConversationRow
from parley.desktop.contacts.contact_entry import person_entry as placed
from parley.desktop.contacts.contact_entry import place_of
from parley.desktop.contacts.list_note import ListNote
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.conversations.conversation_entry import (
    Entry,
    ListFilter,
    conversation_entry,
    conversation_key,
    person_entry,
    words_of,
)
from parley.desktop.conversations.conversation_list_view import ConversationListView
from parley.desktop.conversations.conversation_menu import conversation_menu
from parley.desktop.conversations.conversation_model import ConversationModel
from parley.desktop.i18n import translate
from parley.desktop.platform.sound import Play
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.desktop.tasks import Tasks
from parley.desktop.waiting.desk_acts import DeskActs
from parley.desktop.waiting.flag_filter import open_flag_filter
from parley.desktop.waiting.team_waiting import TeamStrip
from parley.desktop.waiting.waiting_list import Chip, Counts
from parley.desktop.waiting.waiting_words import flag_word
from parley.desktop.widgets.buttons import IconButton
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.chips import ChipRow
from parley.desktop.widgets.search_field import SearchField
from parley.domain.people import AccountKind
from parley.domain.presence import Status

if TYPE_CHECKING:
    from parley.client.session import Session

_FILTER_MS = 80
_TIMES_MS = 60_000
_TICK_MS = 1_000


class ConversationPanel(Panel):
    """The conversation list of one session.

    Signals: `opened` (conversation, keep): a click looks at it, a double click keeps it; `new_room_requested`,
    `add_contact_requested`, `invite_requested`, `broadcast_requested` from the "+" menu.
    """

    opened = Signal(str, bool)
    new_room_requested = Signal()
    add_contact_requested = Signal()
    invite_requested = Signal()
    broadcast_requested = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        pictures: Pictures | None = None,
        parent: QWidget | None = None,
        *,
        model: ConversationModel | None = None,
        play: Play | None = None,
    ) -> None:
        super().__init__("surface", parent, name="conversations.panel")
        self._session = session
        self._tasks = tasks
        self._play = play
        self._picks_person = False
        self._people_changed = True
        self._desk_rules = (session.desk.settings, session.desk.hours)
        self._flag = 0
        self.model = model or ConversationModel(self, clock=session.clock, desk=session.desk)
        self.acts = DeskActs(session, tasks, self, lambda name: f"conversations.menu.{name}")
        self.search = SearchField("", self, shortcut_hint="Ctrl K", name="conversations.search")
        self._flags = IconButton(Icon.FLAG, "", self, checkable=True, name="conversations.flags")
        self._plus = IconButton(Icon.PLUS, "", self, name="conversations.plus")
        self._chips = ChipRow((), self, name="conversations.chips")
        self.view = ConversationListView(self.model, pictures or Pictures(session, tasks, self), self)
        self._note = ListNote(self, name="conversations.empty")
        self._team = TeamStrip(session, tasks, self)
        self._debounce = _timer(self, _FILTER_MS, self.apply_filter, single=True)
        self._minute = _timer(self, _TIMES_MS, self.model.refresh_times, single=False)
        self._minute.start()
        self._second = _timer(self, _TICK_MS, self.tick, single=False)
        self._leave_clock = session.clock.on_set(self.model.refresh_times)
        self._arrange()
        self._connect()
        self.retranslate()
        self._load()
        self._leave = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: (self._leave(), self._leave_clock()))

    def set_current(self, conversation: str | None) -> None:
        """Mark the conversation that is open in the centre; None for none."""
        self.model.set_open(conversation_key(self._session.account, conversation) if conversation else "")

    def focus_search(self) -> None:
        """Put the keyboard into the filter box (Ctrl+K)."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def start_new_chat(self) -> None:
        """Show the people one can write to; typing filters them."""
        self._picks_person = True
        self.retranslate()
        self.apply_filter()
        self.focus_search()

    def open_neighbour(self, step: int) -> None:
        """Open the conversation `step` rows below the open one (Alt+Up, Alt+Down)."""
        row = self.model.row_of(self.model.open_key)
        self.view.setCurrentIndex(self.model.index(row if row is not None else -1))
        self.view.go(step)
        self.view.choose_current()

    def tick(self) -> None:
        """Waiting goes on: the rows that are seen say how long."""
        first = self.view.indexAt(QPoint(1, 1))
        last = self.view.indexAt(QPoint(1, self.view.viewport().height() - 1))
        self.model.tick(first.row(), last.row() if last.isValid() else self.model.rowCount() - 1)

    def apply_filter(self) -> None:
        """Take what stands in the filter box now."""
        self._debounce.stop()
        if self._people_changed and (self.search.text().strip() or self._picks_person):
            self._load_people()
        chip = Chip.ALL if self._picks_person else Chip(self._chips.current or Chip.ALL)
        flag = 0 if self._picks_person else self._flag
        wanted = ListFilter(words_of(self.search.text()), self._picks_person, chip, flag)
        self.model.set_filter(wanted)
        self._show_note()
        self._team.setVisible(chip is Chip.WAITING and self._leads_team())
        self._say_found()

    def retranslate(self) -> None:
        """Read all texts in the active language."""
        prompt = _("Who do you want to write to?") if self._picks_person else _("Search chats")
        self.search.setPlaceholderText(prompt)
        self.search.setAccessibleName(prompt)
        self._plus.set_icon(Icon.PLUS, _("New chat, room or contact"))
        self._show_chips()
        self._chips.setAccessibleName(_("Which chats to show"))
        self.view.setAccessibleName(_("Chats"))
        self._team.retranslate()
        self._show_note()

    def _say_found(self) -> None:
        """For whoever can't see that the list has become shorter."""
        words = self.search.text().strip()
        found = _("{count} found for “{words}”", count=self.model.rowCount(), words=words) if words else ""
        self.search.setAccessibleDescription(found)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 16, 12, 8)
        top.setSpacing(4)
        top.addWidget(self.search, 1)
        top.addWidget(self._flags)
        top.addWidget(self._plus)
        chips = QHBoxLayout()
        chips.setContentsMargins(12, 4, 12, 10)
        chips.addWidget(self._chips)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(chips)
        column.addLayout(self._stack, 1)
        column.addWidget(self._team)
        self._team.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._debounce.start())
        self.search.returnPressed.connect(self._choose_first)
        self._chips.chosen.connect(lambda _key: self.apply_filter())
        self._flags.clicked.connect(self._open_flags)
        self._plus.clicked.connect(self._open_plus)
        self.model.counts_changed.connect(self._show_counts)
        self.view.chosen.connect(self._choose)
        self.view.menu_wanted.connect(self._open_menu)
        self._note.action.connect(self._note_action)
        self.model.shown_changed.connect(self._show_note)

    def _load(self) -> None:
        self.model.set_conversations(self._entry(row) for row in self._session.conversations.all())
        self._show_note()
        self._follow_time()

    def _load_people(self) -> None:
        """Only when somebody looks for people: there may be thousands."""
        self._people_changed = False
        people = [row for row in self._session.contacts.all() if not row.is_blocked]
        known = sorted((placed(row, self._session.presence.of(row.person)) for row in people), key=place_of)
        self.model.set_people([person_entry(one.row, one.status) for one in known])

    def _entry(self, row: ConversationRow) -> Entry:
        person = self._session.contacts.person(row.peer) if row.peer else None
        status = self._session.presence.of(row.peer) if row.peer else Status.OFFLINE
        return conversation_entry(row, person, status)

    def _on_change(self, change: Change) -> None:
        match change:
            case ConversationsChanged(conversations=changed, removed=removed):
                found = [self._session.conversations.get(conversation) for conversation in changed]
                entries = [self._entry(row) for row in found if row is not None]
                keys = [conversation_key(self._session.account, conversation) for conversation in removed]
                self.model.change(entries, keys)
                self._follow_time()
            case PresenceChanged(people=people):
                self._refresh(set(people))
            case PeopleChanged(people=people):
                self._refresh(set(people))
                self._people_changed = True
                if self.model.shows_people:
                    self._load_people()
            case SelfChanged():
                self._adopt_self()
            case ConnectionChanged():
                self._show_note()

    def _refresh(self, people: set[str]) -> None:
        self.model.change([self._entry(row) for row in self._session.conversations.direct_with(people)])

    def _adopt_self(self) -> None:
        """Thresholds, courtesies and hours say anew who waits; a first connection says who one is."""
        settings = self._session.desk.settings
        if (settings, self._session.desk.hours) != self._desk_rules:
            self._desk_rules = (settings, self._session.desk.hours)
            self._load()
        if self._is_staff() != ("waiting" in self._chip_keys()):
            self._show_chips()
        self._show_note()

    def _follow_time(self) -> None:
        """The timer runs only while time changes what is shown."""
        if self.model.ticks and not self._second.isActive():
            self._second.start()
        elif not self.model.ticks:
            self._second.stop()

    def _is_staff(self) -> bool:
        return self._session.me.profile.kind.is_staff

    def _leads_team(self) -> bool:
        return self._session.me.profile.kind is AccountKind.OWNER and len(self._session.shop.staff()) > 1

    def _chip_keys(self) -> tuple[Chip, ...]:
        return tuple(Chip) if self._is_staff() else (Chip.ALL, Chip.UNREAD)

    def _show_chips(self) -> None:
        words = {
            Chip.ALL: _("All"),
            Chip.WAITING: _("Waiting"),
            Chip.UNREAD: _("Unread"),
            Chip.SNOOZED: _("Snoozed"),
        }
        self._chips.set_items([(str(chip), words[chip]) for chip in self._chip_keys()])
        self._flags.setVisible(self._is_staff())
        self._flags.set_icon(Icon.FLAG, _("Show only one flag"))
        self._show_counts(self.model.counts)

    def _show_counts(self, counts: Counts) -> None:
        if not self._is_staff():
            return
        self._chips.set_count(Chip.WAITING, counts.waiting)
        snoozed = self._chips.button(Chip.SNOOZED)
        snoozed.setVisible(counts.snoozed > 0 or self._chips.current == Chip.SNOOZED)
        self._show_note()

    def _open_flags(self) -> None:
        self._flags.setChecked(bool(self._flag))
        open_flag_filter(self._flags, self._session.desk.settings, self._flag, self.show_flag)

    def show_flag(self, number: int) -> None:
        """Show only customers with this flag; 0 for all."""
        self._flag = number
        self._flags.setChecked(bool(number))
        self.apply_filter()

    def _choose(self, entry: Entry, keep: bool) -> None:
        if entry.row is not None:
            self._end_picking()
            self.opened.emit(entry.row.id, keep)
        elif entry.person is not None:
            self._open_person(entry.person.person)

    def _open_person(self, person: str) -> None:
        known = self._session.conversations.with_person(person)
        if known is not None:
            self._open_found(known)
            return
        opening = self._session.conversations.open_direct(person)
        self._tasks.run(opening, owner=self, on_done=self._open_found)

    def _open_found(self, conversation: str) -> None:
        self._end_picking()
        self.search.clear()
        self.apply_filter()
        self.opened.emit(conversation, True)

    def _end_picking(self) -> None:
        if self._picks_person:
            self._picks_person = False
            self.retranslate()
            self.apply_filter()

    def _choose_first(self) -> None:
        self.apply_filter()
        self.view.choose_current()

    def _open_plus(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tokens = tokens_of(self)
        entries: list[tuple[Icon, str, str, Callable[[], None]]] = [
            (Icon.CHAT, _("New chat"), "chat", self.start_new_chat),
            (Icon.USERS_PLUS, _("New room"), "room", self.new_room_requested.emit),
            (Icon.USER_PLUS, _("Add contact"), "contact", self.add_contact_requested.emit),
        ]
        if self._session.me.profile.kind in (AccountKind.OWNER, AccountKind.STAFF):
            entries.append((Icon.LINK, _("Invite to your shop"), "invite", self.invite_requested.emit))
            entries.append((Icon.MAIL, _("Say it to many…"), "broadcast", self.broadcast_requested.emit))
        for icon, text, name, act in entries:
            action = menu.addAction(menu_icon(icon, tokens), text)
            action.setObjectName(f"conversations.plus.{name}")
            action.triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self._plus.mapToGlobal(self._plus.rect().bottomLeft() + QPoint(0, 4)))

    def _open_menu(self, entry: Entry, position: QPoint) -> None:
        if entry.row is None:
            return
        menu = conversation_menu(entry.row, self._session, self, self._do, self._play, self.acts)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    def _do(self, work: Coroutine[Any, Any, Any]) -> None:
        # What the person asked for moves at once, also under the pointer.
        self._tasks.run(work, owner=self, on_done=lambda _result: self.model.apply_order())

    def _show_note(self) -> None:
        is_empty = self.model.rowCount() == 0 and not self._is_unknown()
        if is_empty:
            self._note.say(*self._words_of_emptiness())
        self._stack.setCurrentWidget(self._note if is_empty else self.view)

    def _is_unknown(self) -> bool:
        """A new account's chats come with its first connection: until then nobody knows that there are none."""
        return not self._session.conversations.all() and self._session.state is not ConnectionState.ONLINE

    def _words_of_emptiness(self) -> tuple[str, str, str]:
        if self.search.text().strip():
            return _("Nothing found"), _("Nobody you know goes by that name."), _("Search everyone")
        if self._picks_person:
            return _("No contacts yet"), _("Find people on your shop's server."), _("Add contact")
        if self._flag:
            word = flag_word(self._flag, self._session.desk.settings)
            return _("No “{flag}” here", flag=word), _("No customer under this chip has this flag."), ""
        if self._chips.current == Chip.WAITING:
            return _("Nobody is waiting"), _("Every customer has an answer."), ""
        if self._chips.current == Chip.SNOOZED:
            return _("Nobody is snoozed"), _("Customers you snooze come back by themselves."), ""
        if self._chips.current == Chip.UNREAD:
            return _("All read"), _("Nothing is waiting for you here."), ""
        return _("No chats yet"), _("Write to a colleague or a customer to begin."), _("New chat")

    def _note_action(self) -> None:
        if self.search.text().strip() or self._picks_person:
            self.add_contact_requested.emit()
        else:
            self.start_new_chat()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self.search.hasFocus():
            current = self.view.currentIndex()
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            # A view that gets the focus makes its first row current.
            self.view.setCurrentIndex(current)
            self.view.go(step)
        elif event.key() == Qt.Key.Key_Escape and self._picks_person:
            self._end_picking()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_note"):
            self.retranslate()
        super().changeEvent(event)


def _timer(owner: QWidget, milliseconds: int, act: Callable[[], None], *, single: bool) -> QTimer:
    timer = QTimer(owner)
    timer.setInterval(milliseconds)
    timer.setSingleShot(single)
    timer.timeout.connect(act)
    return timer


def _(text: str, **values: object) -> str:
    return translate("Conversations", text, **values)
