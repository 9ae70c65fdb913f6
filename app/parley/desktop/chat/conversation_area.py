"""The centre of the window: the tab strip and the open conversation under it."""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from parley.client.changes import Change, ConversationsChanged, PeopleChanged
from parley.desktop.chat.chat_page import ChatPage
from parley.desktop.chat.room_dialogs import CreateRoomDialog
from parley.desktop.chat.tab_list import TabList
from parley.desktop.chat.tab_paint import TabFace
from parley.desktop.chat.tab_store import load_tabs, save_tabs
from parley.desktop.chat.tabs import TabStrip
from parley.desktop.chat.words import _
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.platform.sound import Play
from parley.desktop.style.icons import Icon
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from parley.client.session import Session

PAGES_KEPT = 10


class ConversationArea(Panel):
    """Opens conversations of one session in tabs; at most ten pages stay alive, the others are built again.

    Signals: `current_changed` with the conversation shown, "" for none; `next_wanted` to go on to who waits longest.
    """

    current_changed = Signal(str)
    next_wanted = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        pictures: Pictures | None = None,
        parent: QWidget | None = None,
        *,
        tab_file: Path | None = None,
        empty: QWidget | None = None,
        play: Play | None = None,
    ) -> None:
        super().__init__("bg", parent, name="chat.area")
        self._session = session
        self._tasks = tasks
        self._pictures = pictures or Pictures(session, tasks, self)
        self._tab_file = tab_file
        self._play = play
        self._tabs = TabList()
        self._pages: OrderedDict[str, ChatPage] = OrderedDict()
        self._wants_panel = False
        self._side_tab = ""
        self._empty_state: EmptyState | None = None
        self.strip = TabStrip(self)
        self._stack = QStackedWidget(self)
        self._empty = empty or self._make_empty()
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        self._connect()
        self._leave: Callable[[], None] = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())
        self._show_tabs()

    @property
    def current(self) -> str:
        """The conversation that is shown; "" for none."""
        tabs = self._tabs
        return tabs.tabs[tabs.current].conversation if tabs.current >= 0 else ""

    @property
    def page(self) -> ChatPage | None:
        """The page that is shown."""
        return self._pages.get(self.current)

    @property
    def tabs(self) -> TabList:
        """The open tabs."""
        return self._tabs

    def restore(self) -> None:
        """Open the tabs of last time; conversations that are gone are left out."""
        if self._tab_file is None:
            return
        kept = load_tabs(self._tab_file)
        known = TabList(
            tuple(
                tab
                for tab in kept.tabs
                if tab.account == self._session.account
                and self._session.conversations.get(tab.conversation) is not None
            )
        )
        if not known.tabs:
            return
        shown = kept.tabs[kept.current] if kept.current >= 0 else known.tabs[0]
        place = known.find(*shown.key)
        self._apply(TabList(known.tabs, max(0, place)))

    def open(self, conversation: str, keep: bool = False) -> None:
        """Show a conversation: in its tab, in the preview tab, or in one of its own if it's to be kept."""
        if self._session.conversations.get(conversation) is None:
            return
        # First, because a draft keeps the tab that would be reused.
        self._flush_current()
        self._apply(self._tabs.opened(self._session.account, conversation, keep=keep))

    def open_person(self, person: str) -> None:
        """Show the direct conversation with somebody, making it if there is none."""
        known = self._session.conversations.with_person(person)
        if known is not None:
            self.open(known, keep=True)
            return
        opening = self._session.conversations.open_direct(person)
        self._tasks.run(opening, owner=self, on_done=lambda found: self.open(found, keep=True))

    def create_room(self) -> CreateRoomDialog:
        """Ask for a new room, and show it."""
        dialog = CreateRoomDialog(self._session, self._tasks, self._pictures, self)
        dialog.created.connect(lambda conversation: self.open(conversation, keep=True))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def close_tab(self, place: int | None = None) -> None:
        """Close a tab, the one that is shown by default. The draft is kept."""
        place = self._tabs.current if place is None else place
        if 0 <= place < len(self._tabs.tabs):
            conversation = self._tabs.tabs[place].conversation
            self._flush_current()
            self._apply(self._tabs.closed(place))
            self._drop(conversation)

    def step(self, step: int) -> None:
        """Show the next or the previous tab."""
        self._flush_current()
        self._apply(self._tabs.stepped(step))

    def flush(self) -> None:
        """Keep all drafts now: the window closes."""
        for page in self._pages.values():
            page.flush()

    def close_all(self) -> None:
        """Keep all drafts and hear no more of the session; the tabs come back next time."""
        for page in self._pages.values():
            page.close_page()
        self._leave()
        self._leave = _nothing

    def set_empty(self, widget: QWidget) -> None:
        """What is shown while no conversation is open."""
        old, self._empty = self._empty, widget
        self._empty_state = None
        self._stack.addWidget(widget)
        if self._stack.currentWidget() is old:
            self._stack.setCurrentWidget(widget)
        self._stack.removeWidget(old)
        old.deleteLater()

    # Inside

    def _make_empty(self) -> EmptyState:
        self._empty_state = EmptyState(Icon.CHAT, "", "", (), self, name="chat.empty")
        self._empty_state.set_texts(*_empty_texts())
        return self._empty_state

    def _connect(self) -> None:
        strip = self.strip
        strip.selected.connect(self._select)
        strip.close_wanted.connect(self.close_tab)
        strip.close_others_wanted.connect(self._close_others)
        strip.keep_wanted.connect(lambda place: self._apply(self._tabs.kept(place)))
        strip.moved.connect(lambda source, target: self._apply(self._tabs.moved(source, target)))
        self._pictures.arrived.connect(lambda _sha: self._show_tabs())
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+Tab", lambda: self.step(1)),
            ("Ctrl+Shift+Tab", lambda: self.step(-1)),
            ("Ctrl+PgDown", lambda: self.step(1)),
            ("Ctrl+PgUp", lambda: self.step(-1)),
            ("Ctrl+W", self.close_tab),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)

    def _flush_current(self) -> None:
        if self.page is not None:
            self.page.flush()

    def _select(self, place: int) -> None:
        self._flush_current()
        self._apply(TabList(self._tabs.tabs, place))

    def _apply(self, tabs: TabList) -> None:
        before = self.current
        reused = {tab.conversation for tab in self._tabs.tabs} - {tab.conversation for tab in tabs.tabs}
        is_changed = tabs != self._tabs
        self._tabs = tabs
        self._show_page()
        for conversation in reused:
            self._drop(conversation)
        self._show_tabs()
        if is_changed:
            self._save()
        if self.current != before:
            self.current_changed.emit(self.current)

    def _show_page(self) -> None:
        conversation = self.current
        self.strip.setVisible(bool(self._tabs.tabs))
        if not conversation:
            self._stack.setCurrentWidget(self._empty)
            return
        page = self._pages.get(conversation)
        if page is None:
            page = self._make_page(conversation)
        self._pages.move_to_end(conversation)
        page.set_panel_wanted(self._wants_panel, self._side_tab)
        is_other = self._stack.currentWidget() is not page
        self._stack.setCurrentWidget(page)
        if is_other:
            page.activate()
        while len(self._pages) > PAGES_KEPT:
            self._drop(next(iter(self._pages)))

    def _make_page(self, conversation: str) -> ChatPage:
        page = ChatPage(
            self._session, self._tasks, self._pictures, conversation, self._stack, play=self._play
        )
        page.kept.connect(lambda: self._keep(conversation))
        page.next_wanted.connect(self.next_wanted)
        page.person_wanted.connect(self.open_person)
        page.conversation_wanted.connect(lambda wanted: self.open(wanted, keep=True))
        page.panel_toggled.connect(self._set_panel)
        page.side_tab_chosen.connect(self._set_side_tab)
        self._pages[conversation] = page
        self._stack.addWidget(page)
        return page

    def _drop(self, conversation: str) -> None:
        page = self._pages.pop(conversation, None)
        if page is not None:
            page.flush()
            self._stack.removeWidget(page)
            page.close_page()
            page.deleteLater()

    def _keep(self, conversation: str) -> None:
        place = self._tabs.find(self._session.account, conversation)
        if place >= 0 and not self._tabs.tabs[place].is_kept:
            self._apply(self._tabs.kept(place))

    def _close_others(self, place: int) -> None:
        stays = self._tabs.tabs[place]
        self._apply(TabList((stays,), 0))

    def _set_panel(self, wanted: bool) -> None:
        self._wants_panel = wanted

    def _set_side_tab(self, tab: str) -> None:
        self._side_tab = tab

    def _show_tabs(self) -> None:
        faces = []
        for tab in self._tabs.tabs:
            row = self._session.conversations.get(tab.conversation)
            person = self._session.contacts.person(row.peer) if row is not None and row.peer else None
            avatar = row.avatar if row is not None else None
            if avatar is None and person is not None:
                avatar = person.profile.avatar
            faces.append(
                TabFace(
                    key=tab.conversation,
                    title=row.title if row is not None else "",
                    avatar_key=(row.peer if row is not None else None) or tab.conversation,
                    picture=self._pictures.of(avatar),
                    unread=row.unread if row is not None else 0,
                    is_muted=row.is_muted if row is not None else False,
                    is_kept=tab.is_kept,
                )
            )
        self.strip.set_tabs(faces, self._tabs.current)

    def _save(self) -> None:
        if self._tab_file is None:
            return
        try:
            save_tabs(self._tab_file, self._tabs)
        except OSError:
            # Tabs are a comfort: a full disk is told where something would be lost.
            return

    def _on_change(self, change: Change) -> None:
        match change:
            case ConversationsChanged(removed=removed):
                for conversation in removed:
                    place = self._tabs.find(self._session.account, conversation)
                    if place >= 0:
                        self.close_tab(place)
                self._show_tabs()
            case PeopleChanged():
                self._show_tabs()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and getattr(self, "_empty_state", None) is not None:
            assert self._empty_state is not None
            self._empty_state.set_texts(*_empty_texts())
        super().changeEvent(event)


def _empty_texts() -> tuple[str, str]:
    return (
        _("Choose a conversation"),
        _("A click shows it, a double click keeps its tab open."),
    )


def _nothing() -> None:
    return
