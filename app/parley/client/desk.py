"""The seller's desk: who waits, and done, put off, flagged. Local first: it shows at once and is told when online."""

from datetime import datetime, timedelta

from parley.client import desk_wishes, resolve
from parley.client.changes import ConversationsChanged
from parley.client.core import Core
from parley.client.desk_wishes import DeskWish
from parley.client.pusher import Pusher
from parley.client.rows import ConversationRow
from parley.client.storage import pending
from parley.domain.access import no_such_conversation
from parley.domain.desk import Desk, DeskSettings
from parley.domain.hours import WorkingHours
from parley.domain.waiting import Level, Wait, level_of, waited
from parley.protocol.rest_desk import TeamWaiting


class SellersDesk:
    """One's own desk; customers have none."""

    def __init__(self, core: Core, pusher: Pusher) -> None:
        self._core = core
        self._pusher = pusher

    @property
    def settings(self) -> DeskSettings:
        """Thresholds, courtesies and flags."""
        return desk_wishes.settings_of(self._core)

    @property
    def hours(self) -> WorkingHours | None:
        """When the shop is open; None: always."""
        return self._core.hours

    def now(self) -> datetime:
        """The server's time, by which waiting is counted."""
        return self._core.now()

    def of(self, conversation: str) -> Desk:
        """What one has done about a customer."""
        return desk_wishes.desk_of(self._core, conversation)

    def waiting(self) -> list[ConversationRow]:
        """The customers who have to be answered now, the longest wait first."""
        now = self.now()
        rows = (resolve.conversation_row(self._core, c) for c in self._core.state.conversations)
        found = [row for row in rows if row is not None and row.wait is not None and row.wait.counts(now)]
        return sorted(found, key=_waits_since)

    def waited(self, wait: Wait) -> timedelta:
        """How long somebody has waited."""
        return waited(wait, self.now(), self.hours)

    def level(self, wait: Wait) -> Level:
        """How urgent it is."""
        return level_of(wait, self.now(), self.settings, self.hours)

    async def set_done(self, conversation: str) -> int:
        """What was said so far needs no answer. Answers what `undo_done` takes back to."""
        before = self.of(conversation).done_seq
        record = self._core.records.get(conversation)
        await self._wish(conversation, DeskWish(done_seq=record.seq if record else 0, snoozed_until=None))
        return before

    async def undo_done(self, conversation: str, done_seq: int) -> None:
        """Waits again as before."""
        await self._wish(conversation, DeskWish(done_seq=done_seq))

    async def snooze(self, conversation: str, until: datetime | None) -> None:
        """Put off until then, or until the customer writes again; None ends that."""
        record = self._core.records.get(conversation)
        seq = record.seq if record and until is not None else 0
        await self._wish(conversation, DeskWish(snoozed_until=until, snoozed_seq=seq))

    async def set_flag(self, conversation: str, flag: int) -> None:
        """1 to 5; 0 takes it off."""
        await self._wish(conversation, DeskWish(flag=flag))

    async def team(self) -> TeamWaiting:
        """Who waits at which colleague (owner)."""
        return await self._core.check_online().get("/shop/waiting", TeamWaiting)

    async def _wish(self, conversation: str, wish: DeskWish) -> None:
        core = self._core
        if core.entry(conversation) is None:
            raise no_such_conversation()
        old = core.desk_wishes.get(conversation)
        before = desk_wishes.desk_of(core, conversation)
        if wish.applied_to(before) == before and old is None:
            return
        both = core.desk_wishes[conversation] = old.and_then(wish) if old else wish
        await core.write(lambda db: pending.put(db, pending.DESK, conversation, both))
        core.announce([ConversationsChanged(core.own, (conversation,))])
        self._pusher.push_wishes()


def _waits_since(row: ConversationRow) -> tuple[datetime, str]:
    assert row.wait is not None
    return row.wait.since, row.id
