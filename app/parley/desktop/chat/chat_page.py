"""One open conversation: head, strip, timeline, composer, and the panel at its side."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parley.client.changes import (
    BroadcastsChanged,
    CardsChanged,
    Change,
    ConversationsChanged,
    MembersChanged,
    PeopleChanged,
    PhrasesChanged,
    PresenceChanged,
    SelfChanged,
    TypingChanged,
)
from parley.client.rows import ConversationRow
from parley.desktop.chat.chat_acts import ChatActs
from parley.desktop.chat.chat_header import ChatHeader
from parley.desktop.chat.chat_strip import ChatStrip, strip_of
from parley.desktop.chat.composer import Composer
from parley.desktop.chat.emoji_data import parse_recent, with_recent
from parley.desktop.chat.members_panel import MembersPanel
from parley.desktop.chat.person_panel import PersonPanel
from parley.desktop.chat.side_tabs import CARD, SideTabs
from parley.desktop.chat.timeline_controller import TimelineController
from parley.desktop.chat.timeline_view import TimelineView
from parley.desktop.chat.words import _, typing_text
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.failures import sentence_of
from parley.desktop.phrases.composer_phrases import ComposerPhrases
from parley.desktop.phrases.phrase_panel import PhrasePanel
from parley.desktop.phrases.save_phrase_dialog import open_save_dialog
from parley.desktop.platform.sound import Play
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Size
from parley.desktop.tasks import Tasks
from parley.desktop.waiting.desk_acts import DONE_KEY, FLAG_KEYS, DeskActs
from parley.desktop.widgets.card import Panel
from parley.domain.conversation import ConversationKind
from parley.domain.people import AccountKind
from parley.domain.phrase_text import escape

if TYPE_CHECKING:
    from parley.client.session import Session

_WIDE_ENOUGH = 660
"""Below this the panel takes the place of the talk instead of standing beside it."""


class ChatPage(Panel):
    """Shows a conversation of one session and follows it.

    Signals: `next_wanted` to go on to who waits longest; `kept` once something was written here; `person_wanted(account)` to talk with somebody;
    `conversation_wanted(id)` to open another one;
    `panel_toggled(bool)`; `side_tab_chosen(key)`.
    """

    kept = Signal()
    next_wanted = Signal()
    person_wanted = Signal(str)
    conversation_wanted = Signal(str)
    panel_toggled = Signal(bool)
    side_tab_chosen = Signal(str)

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        pictures: Pictures,
        conversation: str,
        parent: QWidget | None = None,
        *,
        play: Play | None = None,
    ) -> None:
        super().__init__("bg", parent, name=f"chat.page.{conversation}")
        self._session = session
        self._tasks = tasks
        self._pictures = pictures
        self.conversation = conversation
        self._wants_panel = False
        self._online = 0
        self._members = 0
        self._known_draft = ""
        self._saving = 0
        row = session.conversations.get(conversation)
        self._is_room = row is not None and row.kind is ConversationKind.ROOM
        self._peer = row.peer if row is not None else None
        self.header = ChatHeader(self)
        self.strip = ChatStrip(self)
        self.timeline = TimelineView(session.account, self, picture_of=pictures.of, clock=session.clock)
        self.composer = Composer(self)
        self.composer.offers_next = row is not None and row.is_customer
        self.desk = DeskActs(session, tasks, self, lambda name: f"chat.menu.{name}")
        self._acts = ChatActs(session, tasks, pictures, conversation, self, self.desk, play)
        self._controller = TimelineController(session, tasks, conversation, self.timeline, self)
        self.panel: MembersPanel | PersonPanel | None = self._make_panel()
        self._library = PhrasePanel(session, tasks, self)
        self.side = SideTabs(self.panel, self._library, self)
        self._talk = QWidget(self)
        self.phrases = ComposerPhrases(session, tasks, conversation, self.composer, self, clock=session.clock)
        self._arrange()
        self._connect()
        self._load_settings()
        self._leave: Callable[[], None] = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())
        if row is not None:
            self._known_draft = row.draft
            self.composer.restore(row.draft)
        self.refresh()
        if isinstance(self.panel, MembersPanel):
            self.panel.reload()

    def activate(self) -> None:
        """It is shown now: what came meanwhile is told, and one can write at once."""
        self._controller.revisit()
        self.timeline.report_seen()
        self.focus_composer()

    def focus_composer(self) -> None:
        """Write here."""
        self.composer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keep the draft now."""
        self.composer.flush()

    def close_page(self) -> None:
        """Hear no more of the session: the page is about to go."""
        self.flush()
        self._leave()
        self._leave = _nothing

    def send_and_next(self) -> None:
        """Send what stands there, and go on to who waits longest. What can't be sent yet stays in sight."""
        if self.composer.field.is_busy:
            return
        self.composer.submit()
        if not self.composer.text().strip():
            self.next_wanted.emit()

    def row(self) -> ConversationRow | None:
        """The conversation as it is now."""
        return self._session.conversations.get(self.conversation)

    def set_panel_wanted(self, wanted: bool, tab: str = "") -> None:
        """Show or hide the side panel, with "card" or "phrases" in front, or as it is."""
        self._wants_panel = wanted
        if tab:
            self.side.set_tab(tab)
        self._place_panel()

    def refresh(self) -> None:
        """Show the conversation's row as it is now."""
        row = self.row()
        if row is None:
            return
        if row.peer != self._peer:
            self._follow_peer(row.peer)
        person = self._session.contacts.person(row.peer) if row.peer else None
        avatar = row.avatar or (person.profile.avatar if person is not None else None)
        self.header.set_row(row, self._pictures.of(avatar))
        inviter = self._session.contacts.name_of(row.invited_by) if row.invited_by else ""
        self.strip.set_strip(strip_of(row, person, inviter))
        self.composer.set_placeholder(self._placeholder(row))
        self.composer.set_blocked(self._blocked(row))
        self._adopt_draft(row.draft)
        self._controller.open()
        self._show_state()

    # Inside

    def _follow_peer(self, peer: str | None) -> None:
        """The customer was handed over: it is somebody else one talks with, and whose card it is."""
        self._peer = peer
        self.panel = self._make_panel()
        self.side.set_card(self.panel)

    def _make_panel(self) -> MembersPanel | PersonPanel | None:
        if self._is_room:
            members = MembersPanel(self._session, self._tasks, self._pictures, self.conversation, self)
            members.counted.connect(self._count)
            members.invite_wanted.connect(self._acts.invite)
            members.leave_wanted.connect(self._acts.ask_leave)
            members.remove_wanted.connect(self._acts.ask_remove)
            members.person_wanted.connect(self.person_wanted)
            return members
        if self._peer is not None:
            person = PersonPanel(self._session, self._tasks, self._pictures, self._peer, self)
            person.add_wanted.connect(lambda: self._acts.answer("add"))
            person.conversation_wanted.connect(self.conversation_wanted)
            return person
        return None

    def _arrange(self) -> None:
        talk = QVBoxLayout(self._talk)
        talk.setContentsMargins(0, 0, 0, 0)
        talk.setSpacing(0)
        talk.addWidget(self.timeline, 1)
        talk.addWidget(self.composer)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._talk, 1)
        self.side.hide()
        body.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.strip)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.header.done_wanted.connect(lambda: self.desk.set_done(self.conversation))
        self.header.snooze_wanted.connect(lambda at: self.desk.open_snooze(self.conversation, at))
        self.header.flag_wanted.connect(lambda at: self.desk.open_flags(self.conversation, at))
        self.header.mute_wanted.connect(self._acts.choose_mute)
        self.header.panel_wanted.connect(self._toggle_panel)
        self.header.menu_wanted.connect(self._acts.open_menu)
        self.strip.answered.connect(self._acts.answer)
        self.timeline.person_activated.connect(self._show_person)
        self.timeline.type_ahead.connect(self.composer.insert)
        self.side.tab_chosen.connect(self.side_tab_chosen)
        self._library.insert_wanted.connect(self.phrases.put)
        self._library.send_wanted.connect(self.phrases.put_and_send)
        self.timeline.save_phrase_wanted.connect(self._save_phrase)
        self._pictures.arrived.connect(self._on_picture)
        composer = self.composer
        composer.submitted.connect(self._send)
        composer.next_wanted.connect(self.send_and_next)
        composer.draft_changed.connect(self._keep_draft)
        composer.typing_changed.connect(lambda on: self._session.messages.set_typing(self.conversation, on))
        composer.field.page_wanted.connect(self.timeline.scroll_page)
        composer.send_key_chosen.connect(lambda key: self._set_setting("send_key", key))
        composer.emoji_used.connect(self._use_emoji)
        for keys, act in (
            ("Ctrl+Shift+E", composer.open_emoji),
            ("Alt+Q", self.phrases.open_list),
            ("Ctrl+I", lambda: self._toggle_panel(not self._is_panel_shown())),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        # From anywhere in the window: they are about the customer one sees.
        self._add_window_key(DONE_KEY, self._toggle_done)
        for keys in ("Ctrl+Alt+Return", "Ctrl+Alt+Enter"):
            self._add_window_key(keys, self.send_and_next)
        for number, keys in enumerate(FLAG_KEYS, 1):
            self._add_window_key(keys, partial(self.desk.toggle_flag, self.conversation, number))

    def _add_window_key(self, keys: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _load_settings(self) -> None:
        me = self._session.me
        self.composer.set_send_key(me.setting("send_key", "enter"))
        self.composer.set_recent_emoji(parse_recent(me.setting("recent_emoji")))

    def _placeholder(self, row: ConversationRow) -> str:
        is_customer = self._session.me.profile.kind is AccountKind.CUSTOMER
        if is_customer and not self._is_room:
            return _("Ask about goods, price or delivery")
        return _("Message {name}", name=row.title)

    def _blocked(self, row: ConversationRow) -> str:
        if row.has_left and not self._is_room:
            return _("A colleague looks after this customer now. What was said stays here to read.")
        if row.has_left:
            return _("You are no longer in this room. What was said stays here to read.")
        if row.is_invitation:
            return _("Join the room to write here.")
        person = self._session.contacts.person(row.peer) if row.peer else None
        if person is not None and person.is_blocked:
            return _("You blocked {name}. Unblock them to write.", name=person.name)
        return ""

    def _show_state(self) -> None:
        people = self._session.messages.typing(self.conversation)
        names = tuple(self._session.contacts.name_of(person) for person in people)
        typing = typing_text(names, is_direct=not self._is_room)
        if self._is_room:
            row = self.row()
            count = self._members or (row.member_count if row is not None else 0)
            if row is not None and row.has_left:
                self.header.set_left()
            else:
                self.header.set_members(count, self._online, typing)
        elif self._peer is not None:
            self.header.set_status(self._session.presence.of(self._peer), typing)

    def _count(self, members: int, online: int) -> None:
        self._members, self._online = members, online
        self._show_state()

    def _toggle_panel(self, wanted: bool) -> None:
        self.set_panel_wanted(wanted)
        self.panel_toggled.emit(wanted)

    def _is_panel_shown(self) -> bool:
        return not self.side.isHidden()

    def _place_panel(self) -> None:
        panel = self.side
        is_wide = self.width() >= _WIDE_ENOUGH
        shown = self._wants_panel
        if shown and panel.isHidden():
            panel.rebuild()
        panel.setVisible(shown)
        self._talk.setVisible(is_wide or not shown)
        if is_wide:
            panel.setFixedWidth(tokens_of(self).scaled(Size.SIDE_PANEL))
        else:
            panel.setMinimumWidth(0)
            panel.setMaximumWidth(16_777_215)
        self.header.set_panel_shown(shown)

    def _show_person(self, person: str) -> None:
        if self._is_room:
            self.person_wanted.emit(person)
        else:
            self.side.set_tab(CARD)
            self._toggle_panel(True)

    def _send(self, text: str) -> None:
        self.kept.emit()
        self.phrases.sent(text)

        def failed(error: BaseException) -> None:
            if not self.composer.text():
                self.composer.insert(text)
            self._tasks.failed.emit(sentence_of(error))

        self._tasks.run(self._send_now(text), owner=self, on_error=failed)

    async def _send_now(self, text: str) -> None:
        await self._session.messages.send(self.conversation, text)
        await self._save_draft(self.composer.text())

    def _toggle_done(self) -> None:
        row = self.row()
        if row is not None and row.is_customer:
            self.desk.toggle_done(self.conversation)

    def _keep_draft(self, text: str) -> None:
        if text:
            self.kept.emit()
        self._run(self._save_draft(text))

    async def _save_draft(self, text: str) -> None:
        self._saving += 1
        try:
            await self._session.conversations.set_draft(self.conversation, text)
        finally:
            self._saving -= 1

    def _adopt_draft(self, draft: str) -> None:
        # The row comes again for many reasons; only a draft that another device wrote is news.
        if draft != self._known_draft:
            self._known_draft = draft
            if not self._saving:
                self.composer.adopt(draft)

    def _save_phrase(self, text: str) -> None:
        open_save_dialog(self._session, self._tasks, self, escape(text))

    def _use_emoji(self, sign: str) -> None:
        recent = with_recent(parse_recent(self._session.me.setting("recent_emoji")), sign)
        self.composer.set_recent_emoji(recent)
        self._set_setting("recent_emoji", " ".join(recent))

    def _set_setting(self, name: str, value: str) -> None:
        self._run(self._session.me.set_setting(name, value))

    def _on_picture(self, _sha256: str) -> None:
        self.timeline.viewport().update()
        self.refresh()
        if self._is_panel_shown():
            self._rebuild_panel()

    def _on_change(self, change: Change) -> None:
        self._controller.on_change(change)
        match change:
            case ConversationsChanged(conversations=changed) if self.conversation in changed:
                self.refresh()
            case TypingChanged(conversation=conversation) if conversation == self.conversation:
                self._show_state()
            case MembersChanged(conversation=conversation) if conversation == self.conversation:
                if isinstance(self.panel, MembersPanel):
                    self.panel.reload()
            case PresenceChanged(people=people) if self._is_room or self._peer in people:
                self._show_state()
                self._rebuild_panel()
            case PeopleChanged(people=people) if self._is_room or not people or self._peer in people:
                self.refresh()
                self._rebuild_panel()
            case PhrasesChanged():
                self.phrases.refresh()
                if self._is_panel_shown() and not self.side.shows_card:
                    self._library.refresh()
            case BroadcastsChanged() if isinstance(self.panel, PersonPanel) and self.side.shows_card:
                self.panel.refresh_person()
            case CardsChanged(people=people) if not people or self._peer in people:
                if isinstance(self.panel, PersonPanel) and self.side.shows_card:
                    self.panel.refresh()
            case SelfChanged():
                self._load_settings()

    def _rebuild_panel(self) -> None:
        # A room's panel also counts who is online, for the head.
        if isinstance(self.panel, PersonPanel):
            if self.side.shows_card:
                self.panel.refresh()
        elif self.panel is not None:
            self.panel.rebuild()

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        self._tasks.run(work, owner=self)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_panel()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if hasattr(self, "_leave"):
            if event.type() == QEvent.Type.LanguageChange:
                self.refresh()
            elif is_restyle(event):
                self._place_panel()
        super().changeEvent(event)


def _nothing() -> None:
    return
