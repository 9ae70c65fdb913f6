"""The strip over the chats while one is away, and what it tells on return.

online ── Away chosen ──► "Away · auto-reply on · 5 answered  [I'm back]"
away ── I'm back ──► "Away 3 min: 1 customer came, 1 is waiting  [Answer] ×"
"""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from parley.client.changes import Change, ConnectionChanged, PresenceChanged, SelfChanged, TimelineAppended
from parley.client.rows import ConnectionState
from parley.desktop.auto_reply.words import _, summary_words, visitor_words
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.banner import Banner, BannerKind
from parley.domain.message import Origin
from parley.domain.people import AccountKind
from parley.domain.presence import Status
from parley.protocol.rest_auto_reply import AwaySummary, Visitor

if TYPE_CHECKING:
    from parley.client.session import Session

_NAMES = 4


class AwayStrip(Banner):
    """Follows one session.

    Signals: `back_chosen`; `answer_chosen` with the conversation that waits longest.
    """

    back_chosen = Signal()
    answer_chosen = Signal(str)

    def __init__(self, session: "Session", tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("", parent, kind=BannerKind.AWAY, closable=True, name="away")
        self._session = session
        self._tasks = tasks
        self._summary: AwaySummary | None = None
        self._back_at: datetime | None = None
        self._gone_at: datetime | None = None
        self._answered = 0
        self.action.connect(self._on_action)
        self.dismissed.connect(self._forget)
        self._leave = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())
        self._follow()

    @property
    def is_away(self) -> bool:
        """By choice, or because nobody is at any of one's devices."""
        return self._session.presence.own() is Status.AWAY

    def _follow(self) -> None:
        if self.is_away:
            self._summary = None
            if self._gone_at is None:
                self._answered = 0
            self._gone_at = self._session.auto_reply.away_since or self._gone_at or self._session.now()
            self._count()
        elif self._gone_at is not None:
            self._come_back()
        self._show()

    def _come_back(self) -> None:
        """One is here again: tells who came since one went; without anybody it says nothing."""
        since, self._gone_at = self._gone_at, None
        if since is None or self._session.state is not ConnectionState.ONLINE:
            return
        self._back_at = self._session.now()
        self._tasks.run(
            self._session.auto_reply.summary(since),
            owner=self,
            on_done=self._tell,
            on_error=lambda _error: None,
        )

    def _count(self) -> None:
        since = self._gone_at
        if since is None or self._session.state is not ConnectionState.ONLINE:
            return
        self._tasks.run(
            self._session.auto_reply.summary(since),
            owner=self,
            on_done=self._counted,
            on_error=lambda _error: None,
        )

    def _counted(self, summary: AwaySummary) -> None:
        self._answered = sum(visitor.is_answered for visitor in summary.visitors)
        self._show()

    def _tell(self, summary: AwaySummary) -> None:
        self._summary = summary if self._came(summary) else None
        self._show()

    def _show(self) -> None:
        if self.is_away:
            self._show_away()
        elif self._summary is not None:
            self._show_summary(self._summary)
        self.setVisible(self.is_away or self._summary is not None)

    def _show_away(self) -> None:
        self.set_kind(BannerKind.AWAY)
        if not self._session.auto_reply.answers_away:
            self.set_text(_("Away · auto-reply off"))
        elif self._answered:
            self.set_text(_("Away · auto-reply on · {count} answered", count=self._answered))
        else:
            self.set_text(_("Away · auto-reply on"))
        self.set_action(_("I'm back"))
        self.set_closable(False)

    def _show_summary(self, summary: AwaySummary) -> None:
        came = self._came(summary)
        waiting = [visitor for visitor in came if visitor.waits]
        time = (self._back_at or self._session.now()) - summary.since
        lines = [summary_words(time, len(came), len(waiting)), self._names(came)]
        self.set_kind(BannerKind.INFO)
        self.set_text("\n".join(lines))
        self.set_action(_("Answer") if waiting else "")
        self.set_closable(True)

    def _names(self, came: list[Visitor]) -> str:
        contacts = self._session.contacts
        words = [
            visitor_words(contacts.name_of(v.account), is_answered=v.is_answered, waits=v.waits)
            for v in came[:_NAMES]
        ]
        more = len(came) - len(words)
        return " · ".join(words + ([_("and {count} more", count=more)] if more else []))

    def _came(self, summary: AwaySummary) -> list[Visitor]:
        """Customers, and whoever else was answered."""
        return [v for v in summary.visitors if v.kind is AccountKind.CUSTOMER or v.is_answered]

    def _on_action(self) -> None:
        if self.is_away:
            self.back_chosen.emit()
            return
        waiting = [v for v in self._came(self._summary) if v.waits] if self._summary else []
        self._forget()
        if waiting:
            self.answer_chosen.emit(waiting[0].conversation)

    def _forget(self) -> None:
        self._summary = None
        self._show()

    def _on_change(self, change: Change) -> None:
        match change:
            case PresenceChanged(people=people) if self._session.account in people:
                self._follow()
            case SelfChanged() | ConnectionChanged(state=ConnectionState.ONLINE):
                self._follow()
            case TimelineAppended(rows=rows) if self.is_away:
                if any(row.is_own and row.origin is Origin.AUTO_REPLY for row in rows):
                    self._count()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_leave"):
            self._show()
