"""One account's whole window: rail, list, centre. A desktop with several accounts has several."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from parley.client.changes import (
    Change,
    ConnectionChanged,
    ConversationsChanged,
    PeopleChanged,
    PresenceChanged,
    SelfChanged,
)
from parley.client.errors import ClientError, TimedOut
from parley.client.rows import ConnectionState
from parley.desktop.auto_reply.away_question import ASKED, AwayQuestion
from parley.desktop.auto_reply.away_strip import AwayStrip
from parley.desktop.broadcasts.broadcast_dialog import BroadcastDialog
from parley.desktop.chat.conversation_area import ConversationArea
from parley.desktop.connection_banner import ConnectionBanner, Step
from parley.desktop.contacts.contacts_panel import ContactsPanel
from parley.desktop.contacts.person_page import PersonPage
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.conversations.conversation_panel import ConversationPanel
from parley.desktop.home.home_view import HomeView
from parley.desktop.i18n import translate
from parley.desktop.phrases.phrase_page import PhrasePage
from parley.desktop.platform.time_zone import system_zone
from parley.desktop.preferences import Preferences
from parley.desktop.rail import Place, Rail
from parley.desktop.settings.settings_view import Chapter, SettingsView
from parley.desktop.shop_start import ShopStart
from parley.desktop.sign_in.invite_dialog import InviteDialog
from parley.desktop.style.tokens import Size
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.toast import show_toast
from parley.domain.people import AccountKind
from parley.domain.presence import Status

if TYPE_CHECKING:
    from parley.client.session import Session

_LIST_MIN, _LIST_MAX = 232, 440
_TRY_SECONDS = 1.5


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


class Workspace(QWidget):
    """Shows one session.

    Signals: `self_clicked` when the own avatar is pressed, `step_chosen` with a `Step` of the connection banner,
    `unread_changed` with the number of unread messages.
    """

    self_clicked = Signal()
    step_chosen = Signal(object)
    unread_changed = Signal(int)

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        preferences: Preferences,
        profile: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"workspace.{session.handle}")
        self.session = session
        self._tasks = tasks
        self._preferences = preferences
        self.pictures = Pictures(session, tasks, self)
        me = session.me.profile
        self.rail = Rail(me.display_name, me.account, self)
        self.banner = ConnectionBanner(session, self)
        self.away = AwayStrip(session, tasks, self)
        self.chats = ConversationPanel(session, tasks, self.pictures, self, play=preferences.play)
        self.people = ContactsPanel(session, tasks, self.pictures, self)
        tabs = profile / f"tabs-{session.account}.json"
        self.area = ConversationArea(
            session, tasks, self.pictures, self, tab_file=tabs, play=preferences.play
        )
        self.person = PersonPage(session, tasks, self.pictures, self)
        self.start = ShopStart(self)
        self.phrases = PhrasePage(session, tasks, self)
        self.home = HomeView(session, tasks, self.pictures, self)
        self.settings = SettingsView(session, tasks, preferences, self.pictures)
        self._place = Place.CHATS
        self._is_first_try = True
        self._is_arriving = False
        self._ground = Panel("bg", self)
        self._lists = QStackedWidget(self)
        self._centre = QStackedWidget(self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._body = QStackedWidget(self)
        session.name_team_room(_("Our team ({count})"))
        self._arrange()
        self._connect()
        self._show_self()
        self._count_unread()
        self._count_requests()
        self.area.restore()
        self.go(Place.CHATS)

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self._place

    @property
    def looks_at(self) -> str:
        """The conversation on the screen, or ""."""
        return self.area.current if self._place is Place.CHATS else ""

    def go(self, place: Place, chapter: Chapter | None = None) -> None:
        """To the chats, the people, the phrases, Home, or the settings."""
        if place is Place.HOME and not self.session.me.profile.kind.is_staff:
            return
        self._place = place
        self.rail.set_place(place)
        if place is Place.SETTINGS:
            self._body.setCurrentWidget(self.settings)
            self.settings.open_chapter(chapter)
            return
        self.settings.close_chapter()
        if place in (Place.PHRASES, Place.HOME):
            self._body.setCurrentWidget(self.phrases if place is Place.PHRASES else self.home)
            return
        self._body.setCurrentWidget(self._split)
        self._lists.setCurrentWidget(self.chats if place is Place.CHATS else self.people)
        self._show_centre()

    def open_conversation(self, conversation: str, *, keep: bool = False) -> None:
        """Shows a conversation, in the preview tab or one that is kept."""
        self.go(Place.CHATS)
        self.area.open(conversation, keep=keep)
        self._show_centre()

    def set_arriving(self, arriving: bool) -> None:
        """A newcomer's first conversation is on its way: nothing is asked of them until it is here."""
        self._is_arriving = arriving
        self._show_centre()

    def open_person(self, person: str) -> None:
        """Shows somebody's page."""
        self.go(Place.PEOPLE)
        self.people.set_current(person)
        self.person.show_person(person)

    def write_to(self, person: str) -> None:
        """Opens the direct conversation with somebody."""
        self.go(Place.CHATS)
        self.area.open_person(person)

    def open_newest_unread(self) -> None:
        """What the tray icon's click shows."""
        rows = [
            row for row in self.session.conversations.all() if row.unread and not row.is_muted and row.last_at
        ]
        if rows:
            newest = max(rows, key=lambda row: row.last_at.timestamp() if row.last_at else 0)
            self.open_conversation(newest.id, keep=True)

    def take_focus(self) -> None:
        """It has come to the front: one can write at once where a conversation is open."""
        if self._place is Place.CHATS and self.area.page is not None:
            self.area.page.focus_composer()

    def focus_search(self) -> None:
        """Ctrl+K: the filter of the list that shows."""
        if self._place is Place.PHRASES:
            self.phrases.focus_search()
            return
        if self._place in (Place.SETTINGS, Place.HOME):
            self.go(Place.CHATS)
        (self.chats if self._place is Place.CHATS else self.people).focus_search()

    def open_longest_waiting(self, *, after: str = "") -> bool:
        """Shows who waits longest, or the next one behind `after`. Says whether anybody waits."""
        waiting = [row.id for row in self.session.desk.waiting()]
        if after in waiting:
            place = waiting.index(after)
            waiting = waiting[place + 1 :] + waiting[:place]
        if waiting:
            self.open_conversation(waiting[0], keep=True)
            if self.area.page is not None:
                self.area.page.focus_composer()
        return bool(waiting)

    def open_next(self) -> None:
        """Alt+Down: who waits longest next; where nobody waits, the conversation below."""
        after = self.looks_at
        if not self.open_longest_waiting(after=after) and not self._waits(after):
            self.open_neighbour(1)

    def go_on(self) -> None:
        """After an answer: to who waits longest."""
        if not self.open_longest_waiting(after=self.area.current):
            show_toast(self.window(), _("Nobody else is waiting."))

    def open_neighbour(self, step: int) -> None:
        """Alt+Up, Alt+Down: the conversation above or below."""
        self.go(Place.CHATS)
        self.chats.open_neighbour(step)

    def invite(self, kind: AccountKind = AccountKind.STAFF) -> InviteDialog:
        """Asks whom to invite into the shop."""
        dialog = InviteDialog(self, self.session, self._tasks, kind=kind)
        dialog.open()
        return dialog

    def say_to_many(self) -> BroadcastDialog:
        """Writes one message to many customers, and shows what became of earlier ones."""
        dialog = BroadcastDialog(self.session, self._tasks, self.pictures, self)
        dialog.open()
        return dialog

    def choose_status(self, status: Status, *, asks: bool = True) -> None:
        """One's own status from now on. The first time somebody goes away they are asked for an automatic reply."""
        if status is Status.AWAY and asks and self._may_ask_away():
            question = self.ask_away(leaves=True)
            question.answered.connect(lambda: self.choose_status(Status.AWAY, asks=False))
            return
        self.session.presence.set(status)
        self.show_status()

    def ask_away(self, *, leaves: bool = False) -> AwayQuestion:
        """Asks what customers get while one is away."""
        question = AwayQuestion(self.session, self._tasks, self, leaves=leaves)
        question.open()
        return question

    def set_idle(self, idle: bool) -> None:
        """Nobody is at this computer, or somebody is again."""
        self.session.presence.set_idle(idle)

    def _may_ask_away(self) -> bool:
        session = self.session
        is_online = session.state is ConnectionState.ONLINE
        is_new = not session.auto_reply.has_away_rule and not session.me.setting(ASKED)
        return is_online and is_new and session.me.profile.kind.is_staff

    def own_status(self) -> Status:
        """What the rail shows: offline without a connection, else what was chosen."""
        is_online = self.session.state is ConnectionState.ONLINE
        return self.session.presence.own() if is_online else Status.OFFLINE

    def own_picture(self) -> QPixmap | None:
        """One's own avatar, if there is one."""
        return self.pictures.of(self.session.me.profile.avatar)

    def show_status(self) -> None:
        """The own dot and word in the rail."""
        name = self.session.me.profile.display_name
        self.rail.set_status(self.own_status(), name, connecting=self._is_first_try)

    async def reconnect(self) -> None:
        """Tries now, through every address the server has; each try of the session is one of them."""
        for _address in self.session.address.urls * 2:
            self.session.retry_now()
            try:
                await self.session.wait_online(_TRY_SECONDS)
            except TimedOut:
                continue
            except ClientError:
                return  # the banner says what it is and what to do
            return

    def close_session(self) -> None:
        """Keep what was being written; the session is about to end."""
        self.area.flush()
        self.phrases.close_page()
        self._leave()

    def _arrange(self) -> None:
        for panel in (self.chats, self.people):
            self._lists.addWidget(panel)
        for page in (self.area, self.person, self.start, self._ground):
            self._centre.addWidget(page)
        self._lists.setMinimumWidth(_LIST_MIN)
        self._lists.setMaximumWidth(_LIST_MAX)
        self._split.setObjectName("workspace.split")
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._lists)
        self._split.addWidget(self._centre)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([self._preferences.local.number("list_width", Size.LIST), 10_000])
        self._split.splitterMoved.connect(
            lambda _at, _index: self._preferences.local.set("list_width", self._split.sizes()[0])
        )
        self._body.addWidget(self._split)
        self._body.addWidget(self.phrases)
        self._body.addWidget(self.home)
        self._body.addWidget(self.settings)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self.away)
        right.addWidget(self._body, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.rail.place_chosen.connect(self.go)
        self.rail.self_clicked.connect(self.self_clicked)
        self.banner.step_chosen.connect(self._take_step)
        self.away.back_chosen.connect(lambda: self.choose_status(Status.ONLINE))
        self.away.answer_chosen.connect(lambda conversation: self.open_conversation(conversation, keep=True))
        self.start.away_chosen.connect(lambda: self.ask_away())
        self.chats.opened.connect(lambda conversation, keep: self.open_conversation(conversation, keep=keep))
        self.chats.new_room_requested.connect(self.area.create_room)
        self.chats.add_contact_requested.connect(lambda: self._add_contact())
        self.chats.broadcast_requested.connect(self.say_to_many)
        self.chats.invite_requested.connect(lambda: self.invite(AccountKind.CUSTOMER))
        self.people.message_requested.connect(self.write_to)
        self.people.person_opened.connect(self.person.show_person)
        self.person.message_requested.connect(self.write_to)
        self.person.add_requested.connect(lambda profile: self._add_contact(profile.handle))
        self.area.current_changed.connect(self._on_current)
        self.area.next_wanted.connect(self.go_on)
        self.start.invited.connect(self.invite)
        self.pictures.arrived.connect(lambda _sha: self.rail.avatar.set_picture(self.own_picture()))
        self._leave = self.session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())

    def _on_current(self, conversation: str) -> None:
        self.chats.set_current(conversation or None)
        if self._place is Place.CHATS:
            self._show_centre()

    def _show_centre(self) -> None:
        if self._place is Place.PEOPLE:
            self._centre.setCurrentWidget(self.person)
        elif not self.area.current and self._is_arriving:
            self._centre.setCurrentWidget(self._ground)
        elif not self.area.current and self._is_new_shop():
            self._centre.setCurrentWidget(self.start)
        else:
            self._centre.setCurrentWidget(self.area)

    def _is_new_shop(self) -> bool:
        session = self.session
        return session.me.profile.kind is AccountKind.OWNER and not session.contacts.all()

    def _waits(self, conversation: str) -> bool:
        return any(row.id == conversation for row in self.session.desk.waiting())

    def _take_step(self, step: Step) -> None:
        if step is Step.TRY_NOW:
            self._tasks.run(self.reconnect(), owner=self)
        else:
            self.step_chosen.emit(step)

    def _add_contact(self, query: str = "") -> None:
        self.people.open_add_contact(query)

    def _on_change(self, change: Change) -> None:
        match change:
            case ConnectionChanged(state=state):
                self._is_first_try = self._is_first_try and state is ConnectionState.CONNECTING
                self._show_self()
                if state is ConnectionState.ONLINE:
                    self._tell_zone()
            case SelfChanged():
                self._show_self()
            case PeopleChanged():
                self._count_requests()
            case PresenceChanged(people=people) if self.session.account in people:
                self._show_self()
            case ConversationsChanged():
                self._count_unread()
                if not self.area.current:
                    self._show_centre()

    def _tell_zone(self) -> None:
        """Where the clock of this computer is goes with the profile, so that others see how late it is here."""
        zone = system_zone()
        if zone and zone != self.session.me.profile.time_zone:
            telling = self.session.me.change_profile(time_zone=zone)
            self._tasks.run(telling, owner=self, on_error=lambda _error: None)

    def _show_self(self) -> None:
        profile = self.session.me.profile
        self.rail.show_place(Place.HOME, profile.kind.is_staff)
        self.rail.avatar.set_person(profile.display_name, profile.account, self.own_picture())
        self.show_status()

    def _count_requests(self) -> None:
        self.rail.set_requests(len(self.session.contacts.requests()))

    def _count_unread(self) -> None:
        count = self.session.conversations.unread_total()
        self.rail.set_unread(count)
        self.unread_changed.emit(count)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "rail"):
            self.rail.retranslate()
            self.session.name_team_room(_("Our team ({count})"))
        super().changeEvent(event)
