"""The timeline of a conversation: pages, sending, typing."""

import asyncio

import apsw

from parley.client import outbox, resolve
from parley.client.catch_up import try_fill
from parley.client.changes import ConversationsChanged, TimelineAppended, TimelineReset, TimelineUpdated
from parley.client.core import Core
from parley.client.outbox import OutboxItem
from parley.client.pusher import Pusher
from parley.client.records import Record
from parley.client.rows import TimelineKind, TimelinePage, TimelineRow
from parley.client.storage import events, pending
from parley.client.storage import outbox as outbox_rows
from parley.client.sync import Range, holes
from parley.client.wishes import Wish
from parley.domain.access import no_such_conversation
from parley.domain.errors import Conflict, NotFound
from parley.domain.events import Event
from parley.domain.message import Origin, Part, check_parts, text_part
from parley.foundation.ids import new_id
from parley.protocol.frames import SetTyping

_TYPING_SECONDS = 3.0


class Messages:
    """What is said."""

    def __init__(self, core: Core, pusher: Pusher) -> None:
        self._core = core
        self._pusher = pusher
        self._told_typing: dict[str, float] = {}

    async def page(
        self,
        conversation: str,
        *,
        before_seq: int | None = None,
        after_seq: int | None = None,
        around_seq: int | None = None,
        limit: int = 50,
    ) -> TimelinePage:
        """A page of the timeline, the newest by default, with what waits in the outbox at its end.

        What the store lacks is fetched. Without a connection the page ends where the store does; it then has no
        rows but still says `has_older`.
        """
        record = self._core.records.get(conversation) or Record(id=conversation)
        low, high = _span(record, before_seq, after_seq, around_seq, limit)
        found: list[Event] = []
        if low <= high:
            await try_fill(self._core, conversation, low, high)
            near = around_seq or (low if after_seq is not None else high)
            low, high, found = await self._core.database.read(
                lambda db: _connected(db, conversation, low, high, near)
            )
        record = self._core.records.get(conversation) or record
        is_newest = high >= record.seq
        lost, later = await self._core.database.read(
            lambda db: (
                events.stranded(db, conversation, low - 1, high),
                events.between(db, conversation, high + 1, high + 1),
            )
        )
        rows = self._rows(record, found, lost if high >= low else [], later, is_newest)
        return TimelinePage(
            conversation=conversation,
            rows=rows,
            has_older=low > record.from_seq,
            has_newer=not is_newest,
            first_unread_seq=self._first_unread(record, rows),
        )

    async def send(self, conversation: str, text: str) -> str:
        """Queues a text; it is durable and announced when this returns its key. Raises Refusal."""
        return await self.send_parts(conversation, (text_part(text),))

    async def send_parts(
        self, conversation: str, parts: tuple[Part, ...], origin: Origin = Origin.HUMAN
    ) -> str:
        """Queues a message of several parts."""
        check_parts(parts)
        entry = self._core.entry(conversation)
        if entry is None or entry.from_seq == 0:
            raise no_such_conversation()
        now = self._core.now()
        item = OutboxItem(key=new_id(), conversation=conversation, parts=parts, queued_at=now, origin=origin)
        # A caller that is cancelled half-way must not leave a row that only the next start would send.
        await asyncio.shield(self._queue(item))
        return item.key

    async def retry(self, key: str) -> None:
        """Queues a failed message again, under the same id."""
        core = self._core
        async with core.turn:
            item = core.outbox.items.get(key)
            if item is None or item.failure is None:
                return
            box = outbox.retried(core.outbox, key)
            again = box.items[key]
            await core.write(lambda db: _put_last(db, again))
            core.outbox = outbox.retried(core.outbox, key)
        core.announce(
            [
                TimelineUpdated(core.own, item.conversation, (resolve.queued_row(core, again),)),
                ConversationsChanged(core.own, (item.conversation,)),
            ]
        )
        self._pusher.push_messages()

    async def discard(self, key: str) -> None:
        """Drops a failed message, or one that hasn't gone out yet. Raises NotFound or Conflict."""
        core = self._core
        async with core.turn:
            item = core.outbox.items.get(key)
            if item is None:
                raise NotFound("no_such_message", "This message isn't waiting any more.")
            if key in core.outbox.in_flight or item.seq is not None:
                raise Conflict("already_sent", "This message has gone out already.")
            core.outbox = outbox.remove(core.outbox, key)
            await core.write(lambda db: outbox_rows.remove(db, key))
        core.announce(
            [
                TimelineReset(core.own, item.conversation),
                ConversationsChanged(core.own, (item.conversation,)),
            ]
        )

    def set_typing(self, conversation: str, is_typing: bool) -> None:
        """Tells the others, at most every few seconds."""
        now = asyncio.get_running_loop().time()
        told = self._told_typing.get(conversation)
        if is_typing and told is not None and now - told < _TYPING_SECONDS:
            return
        if not is_typing and told is None:
            return
        if is_typing:
            self._told_typing[conversation] = now
        else:
            del self._told_typing[conversation]
        self._core.send(SetTyping(conversation=conversation, is_typing=is_typing))

    def typing(self, conversation: str) -> tuple[str, ...]:
        """Who else is writing now."""
        return tuple(self._core.typing.get(conversation, ()))

    async def _queue(self, item: OutboxItem) -> None:
        core, conversation = self._core, item.conversation
        has_draft = bool(core.preferences(conversation).draft)
        old = core.wishes.get(conversation, Wish())
        cleared = old.and_then(Wish(draft="", draft_at=core.now())) if has_draft else None
        if cleared is not None:
            core.wishes[conversation] = cleared
        await core.write(lambda db: _save_queued(db, item, cleared))
        core.outbox = outbox.put(core.outbox, item)
        self._told_typing.pop(conversation, None)
        core.announce(
            [
                TimelineAppended(core.own, conversation, (resolve.queued_row(core, item),)),
                ConversationsChanged(core.own, (conversation,)),
            ]
        )
        self._pusher.push_messages()
        if cleared is not None:
            self._pusher.push_wishes()

    def _rows(
        self,
        record: Record,
        found: list[Event],
        lost: list[tuple[int, Event]],
        later: list[Event],
        is_newest: bool,
    ) -> tuple[TimelineRow, ...]:
        core = self._core
        ends_at = None if is_newest else (later or found)[-1].at if later or found else None
        rows = [(event.seq, resolve.timeline_row(core, record, event)) for event in found]
        rows += [(after, resolve.stranded_row(core, record, event)) for after, event in lost]
        rows += resolve.device_rows(core, record, found, ends_at)
        ordered = [row for _, row in sorted(rows, key=lambda pair: pair[0])]
        if is_newest:
            here = {row.key for row in ordered}
            ordered += [resolve.queued_row(core, i) for i in core.outbox.of(record.id) if i.key not in here]
        return tuple(ordered)

    def _first_unread(self, record: Record, rows: tuple[TimelineRow, ...]) -> int | None:
        if not record.unread:
            return None
        first = record.unread_from(self._core.own)
        seqs = (r.seq for r in rows if r.kind is TimelineKind.MESSAGE and not r.is_own)
        return next((seq for seq in seqs if seq is not None and seq >= first), None)


def _span(record: Record, before: int | None, after: int | None, around: int | None, limit: int) -> Range:
    """The seqs a page covers."""
    first, last = record.from_seq, record.seq
    if around is not None:
        low = max(first, min(around, last) - limit // 2)
        return low, min(last, low + limit - 1)
    if after is not None:
        return max(first, after + 1), min(last, after + limit)
    high = last if before is None else min(last, before - 1)
    return max(first, high - limit + 1), high


def _connected(db: apsw.Connection, log: str, low: int, high: int, near: int) -> tuple[int, int, list[Event]]:
    """The part of low..high around `near` that is here without a hole; from near on when even that is missing."""
    for gap_low, gap_high in holes(events.runs(db, log), low, high):
        if gap_low <= near <= gap_high:
            return near + 1, near, []
        if gap_high < near:
            low = gap_high + 1
        else:
            high = min(high, gap_low - 1)
    return low, high, events.between(db, log, low, high)


def _save_queued(db: apsw.Connection, item: OutboxItem, cleared: Wish | None) -> None:
    outbox_rows.put(db, item)
    if cleared is not None:
        pending.put(db, pending.PREFERENCES, item.conversation, cleared)


def _put_last(db: apsw.Connection, item: OutboxItem) -> None:
    outbox_rows.remove(db, item.key)
    outbox_rows.put(db, item)
