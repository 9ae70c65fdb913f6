"""Feeds one conversation's timeline from its session: pages, changes, read marks.

The view asks (`older_wanted`, `seen` ...), the session answers and tells what changed. What happens while the first
page is being read is kept and applied after it.
"""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from parley.client.changes import (
    Change,
    ConnectionChanged,
    MembersChanged,
    PeopleChanged,
    TimelineAppended,
    TimelineReset,
    TimelineUpdated,
    TypingChanged,
)
from parley.client.rows import ConnectionState, TimelineKind, TimelinePage, TimelineRow
from parley.desktop.chat.timeline_view import TimelineView
from parley.desktop.chat.timeline_window import UnreadMark
from parley.desktop.chat.words import typing_text
from parley.desktop.failures import sentence_of
from parley.desktop.tasks import Tasks
from parley.domain.conversation import ConversationKind

if TYPE_CHECKING:
    from parley.client.session import Session

PAGE = 50
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})


class TimelineController(QObject):
    """Connects a view with a conversation."""

    def __init__(
        self, session: "Session", tasks: Tasks, conversation: str, view: TimelineView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._conversation = conversation
        self._view = view
        self._is_opened = False
        self._pending: list[Change] = []
        self._busy: set[str] = set()
        """Which pages are being read, or could not be read until the connection is back."""
        self._marked = 0
        view.older_wanted.connect(self._load_older)
        view.newer_wanted.connect(self._load_newer)
        view.newest_wanted.connect(self._load_newest)
        view.unread_wanted.connect(self._load_unread)
        view.seen.connect(self._mark_read)
        view.retry_wanted.connect(lambda key: self._run(session.messages.retry(key)))
        view.discard_wanted.connect(lambda key: self._run(session.messages.discard(key)))
        view.link_activated.connect(open_link)
        view.set_company_of(self._company_of)
        self.refresh_people()

    def open(self) -> None:
        """Read the first page: around the first unread message, or the newest. Later calls do nothing.

        An invitation shows nothing of what was said: it is opened once one has joined.
        """
        row = self._session.conversations.get(self._conversation)
        if self._is_opened or (row is not None and row.is_invitation):
            return
        is_unread = row is not None and row.unread > 0
        around = max(1, row.read_seq) if row is not None and is_unread else None
        self._read("open", self._page(around_seq=around), self._opened)

    def revisit(self) -> None:
        """The conversation is shown again: what came meanwhile stands below a divider."""
        self._forgive()
        if not self._is_opened:
            self.open()
            return
        row = self._session.conversations.get(self._conversation)
        if row is not None and row.unread:
            self._view.window_rows.unread = UnreadMark(row.read_seq + 1, row.unread)
            self._view.changed()
            if not self._view.show_unread():
                self._load_unread(row.read_seq + 1)

    def refresh_people(self) -> None:
        """Names, companies and the number of others may have changed."""
        row = self._session.conversations.get(self._conversation)
        is_room = row is not None and row.kind is ConversationKind.ROOM
        others = max(1, row.member_count - 1) if row is not None else 1
        self._view.set_room(is_room=is_room, others=others)

    def on_change(self, change: Change) -> None:
        """Take a change of the session; those of other conversations are left alone."""
        if getattr(change, "conversation", self._conversation) != self._conversation:
            return
        match change:
            case TimelineAppended() | TimelineUpdated() if not self._is_opened:
                self._pending.append(change)
            case TimelineAppended(rows=rows):
                self._append(rows)
            case TimelineUpdated(rows=rows):
                self._view.changed(self._view.window_rows.update(rows))
            case TimelineReset():
                self._reload()
            case TypingChanged(people=people):
                self._show_typing(people)
            case MembersChanged() | PeopleChanged():
                self.refresh_people()
            case ConnectionChanged(state=ConnectionState.ONLINE):
                self._forgive()

    # Pages

    def _page(self, **where: Any) -> Coroutine[Any, Any, TimelinePage]:
        return self._session.messages.page(self._conversation, limit=PAGE, **where)

    def _read(self, name: str, page: Coroutine[Any, Any, TimelinePage], take: Any) -> None:
        if name in self._busy or f"{name}_failed" in self._busy:
            page.close()
            return
        self._busy.add(name)

        def done(found: TimelinePage) -> None:
            self._busy.discard(name)
            take(found)

        def failed(error: BaseException) -> None:
            self._busy.discard(name)
            # Older rows lie on the server alone: asked for again when it is back.
            self._busy.add(f"{name}_failed")
            if name == "open":
                self._tasks.failed.emit(sentence_of(error))

        self._tasks.run(page, owner=self, on_done=done, on_error=failed)

    def _opened(self, page: TimelinePage) -> None:
        window = self._view.window_rows
        row = self._session.conversations.get(self._conversation)
        window.replace(page)
        if page.first_unread_seq is not None and row is not None and row.unread:
            window.unread = UnreadMark(page.first_unread_seq, row.unread)
        self._is_opened = True
        self._view.changed()
        if not self._view.show_unread():
            self._view.show_end()
        pending, self._pending = self._pending, []
        for change in pending:
            self.on_change(change)

    def _load_older(self) -> None:
        before = self._view.window_rows.first_seq
        if before is not None:
            self._read("older", self._page(before_seq=before), self._prepend)

    def _prepend(self, page: TimelinePage) -> None:
        self._view.window_rows.prepend(page)
        self._view.changed()

    def _load_newer(self) -> None:
        after = self._view.window_rows.last_seq
        if after is not None:
            self._read("newer", self._page(after_seq=after), self._extend)

    def _extend(self, page: TimelinePage) -> None:
        self._view.window_rows.extend(page)
        self._view.changed()

    def _load_newest(self) -> None:
        def take(page: TimelinePage) -> None:
            self._view.window_rows.replace(page)
            self._view.show_end()

        self._read("newest", self._page(), take)

    def _load_unread(self, seq: int) -> None:
        def take(page: TimelinePage) -> None:
            window = self._view.window_rows
            window.replace(page)
            first = window.find_seq(seq)
            if first is not None:
                self._view.show_key(window[first].key, share=0.15)
            self._view.changed()

        self._read("unread", self._page(around_seq=max(1, seq - 1)), take)

    def _reload(self) -> None:
        window = self._view.window_rows
        placed = self._view.placed
        at = window[placed[0].index].seq if placed and not self._view.follows else None

        def take(page: TimelinePage) -> None:
            window.replace(page)
            self._view.changed()

        if self._is_opened:
            self._read("reload", self._page(around_seq=at), take)

    def _forgive(self) -> None:
        self._busy = {name for name in self._busy if not name.endswith("_failed")}

    # Changes

    def _append(self, rows: tuple[TimelineRow, ...]) -> None:
        window = self._view.window_rows
        is_mine = any(row.is_own and row.seq is None for row in rows)
        others = [row for row in rows if not row.is_own and row.kind is TimelineKind.MESSAGE]
        if is_mine:
            window.unread = None
        elif others and window.unread is None and not self._is_watched() and others[0].seq is not None:
            window.unread = UnreadMark(others[0].seq, 0)
        if others and window.unread is not None and not self._is_watched():
            window.unread = UnreadMark(window.unread.seq, window.unread.count + len(others))
        is_joined = window.append(rows, keep_all=not self._view.follows)
        self._view.changed()
        if is_mine:
            self._view.show_end() if is_joined else self._load_newest()
        self._view.count_new(len(others))

    def _is_watched(self) -> bool:
        return self._view.isVisible() and self._view.isActiveWindow()

    def _show_typing(self, people: tuple[str, ...]) -> None:
        names = tuple(self._session.contacts.name_of(person) for person in people)
        self._view.set_typing(typing_text(names, is_direct=False))

    def _mark_read(self, seq: int) -> None:
        row = self._session.conversations.get(self._conversation)
        if row is None or row.is_invitation or seq <= max(row.read_seq, self._marked):
            return
        self._marked = seq
        self._run(self._session.conversations.mark_read(self._conversation, seq))

    def _company_of(self, account: str) -> str:
        person = self._session.contacts.person(account)
        return person.profile.company if person is not None else ""

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        self._tasks.run(work, owner=self)


def open_link(address: str) -> None:
    """Open an address outside; web and mail only."""
    url = QUrl(address)
    if url.scheme().lower() in _SAFE_SCHEMES:
        QDesktopServices.openUrl(url)
