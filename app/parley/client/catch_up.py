"""Catching up by snapshots: the first sign-in, a long absence, a room one joins, a restored server.

A snapshot says what a log adds up to; its newest events are fetched behind it, and the hole below is filled when
somebody pages there. Every step is one transaction, and any of them may be repeated.
"""

import logging
from collections.abc import Sequence

import apsw
import msgspec

from parley import __version__
from parley.client import records, sync
from parley.client.changes import ConversationsChanged, NegotiationChanged, TimelineReset
from parley.client.core import Core
from parley.client.draft import Draft
from parley.client.errors import ClientError
from parley.client.intake import Intake
from parley.client.outbox import Outbox, OutboxItem
from parley.client.records import Record
from parley.client.storage import conversations, events, meta
from parley.client.storage import outbox as outbox_rows
from parley.client.sync import Probe
from parley.domain.errors import Refusal
from parley.domain.events import Event, MessageCreated
from parley.protocol.frames import MarkDelivered, Welcome
from parley.protocol.rest import Me
from parley.protocol.rest_conversations import ConversationPage, ConversationSnapshot
from parley.protocol.rest_logs import AccountSnapshot, ShopSnapshot

_log = logging.getLogger("parley.client")
_replace = msgspec.structs.replace
_PAGE = 100
_PREFETCHED = 30
"""Conversations whose newest page a new device fetches unasked, so that they open without a connection too."""
_PREFETCHED_EVENTS = 50


class CatchUp:
    """Works for one connection, beside its intake."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.intake: Intake | None = None

    async def begin(self, welcome: Welcome) -> None:
        """Before the Resume: everything, at the first sign-in and after the server was restored."""
        core = self._core
        if not core.meta.is_complete:
            await self._read_all(welcome)
        elif core.meta.epoch != welcome.epoch:
            await self._restore(welcome)
        if core.meta.shop_log != (welcome.shop_log or ""):
            await self._adopt_logs(welcome)
        await self._read_stale()

    async def adopt(self, log: str) -> None:
        """A snapshot of one log that can't be followed event by event."""
        core = self._core
        if log == core.meta.account_log:
            account = await core.rest.get(f"/logs/{log}/snapshot", AccountSnapshot)
            await self._install(account=account, shop=await self._other_shop())
        elif log == core.meta.shop_log:
            await self._install(shop=await core.rest.get(f"/logs/{log}/snapshot", ShopSnapshot))
        else:
            snapshot = await core.rest.get(f"/conversations/{log}", ConversationSnapshot)
            await self._install(snapshots=[snapshot])
            await self.fetch_tail(log, sync.TAIL)

    async def _other_shop(self) -> ShopSnapshot | None:
        """The shop's log if it is another one than is known: one was made a colleague, or is one no more."""
        core = self._core
        log = (await core.rest.get("/me", Me)).shop_log or ""
        if log == core.meta.shop_log:
            return None
        if not log:
            return ShopSnapshot(log="", seq=0, state=type(core.shop)())
        return await core.rest.get(f"/logs/{log}/snapshot", ShopSnapshot)

    async def prefetch(self) -> None:
        """What a new device should hold: unread messages, and the newest page of the latest conversations."""
        core = self._core
        bare = [r for r in core.records.values() if r.tail_from > r.seq >= r.from_seq and r.last_message]
        for number, record in enumerate(sorted(bare, key=_last_at, reverse=True)):
            if record.unread or number < _PREFETCHED:
                wanted = min(sync.TAIL, max(_PREFETCHED_EVENTS, record.unread + 10))
                await self.fetch_tail(record.id, wanted)

    async def fetch_tail(self, log: str, count: int) -> None:
        """The newest events of a log, as far as they aren't here, and the mark that they are."""
        record = self._core.records.get(log)
        if record is None or record.seq < record.from_seq:
            return
        await fill(self._core, log, max(record.from_seq, record.seq - count + 1), record.seq)
        self._core.announce([TimelineReset(self._core.own, log)])
        self.mark_delivered([log])

    def mark_delivered(self, logs: Sequence[str] | None = None) -> None:
        """Tells which newest messages are stored here and aren't marked so yet."""
        core = self._core
        for log in core.records if logs is None else logs:
            record = core.records[log]
            newest = record.last_message
            if newest is None or newest.party == core.own or record.tail_from > newest.seq:
                continue
            if record.marks_of(core.own).delivered_seq < newest.seq:
                core.send(MarkDelivered(conversation=log, seq=newest.seq))

    # After an update

    async def _read_stale(self) -> None:
        """Snapshots of the logs in which another version met what it didn't understand."""
        core = self._core
        for log in [log for log, version in core.meta.stale.items() if version != __version__]:
            if log in core.records or log in (core.meta.account_log, core.meta.shop_log):
                await self.adopt(log)
                core.announce([TimelineReset(core.own, log)])
            async with core.turn:
                new = _replace(
                    core.meta, stale={key: value for key, value in core.meta.stale.items() if key != log}
                )
                await core.write(lambda db, new=new: meta.save(db, new))  # type: ignore[misc]
                core.meta = new

    # The first sign-in

    async def _read_all(self, welcome: Welcome) -> None:
        await self._adopt_logs(welcome)
        after: str | None = None
        while True:
            page = await self._core.rest.get("/conversations", ConversationPage, after=after, limit=_PAGE)
            await self._install(snapshots=page.conversations)
            after = page.next_after
            if after is None:
                break
        await self._save_meta(epoch=welcome.epoch, is_complete=True)

    async def _adopt_logs(self, welcome: Welcome) -> None:
        rest = self._core.rest
        account = await rest.get(f"/logs/{welcome.account_log}/snapshot", AccountSnapshot)
        shop = ShopSnapshot(log="", seq=0, state=type(self._core.shop)())
        if welcome.shop_log:
            shop = await rest.get(f"/logs/{welcome.shop_log}/snapshot", ShopSnapshot)
        await self._install(account=account, shop=shop)

    async def _save_meta(self, *, epoch: str, is_complete: bool) -> None:
        core = self._core
        async with core.turn:
            new = _replace(core.meta, epoch=epoch, is_complete=is_complete)
            await core.write(lambda db: meta.save(db, new))
            core.meta = new

    async def _install(
        self,
        *,
        account: AccountSnapshot | None = None,
        shop: ShopSnapshot | None = None,
        snapshots: Sequence[ConversationSnapshot] = (),
    ) -> None:
        """Snapshots take the place of what was added up, and events that came early go on from there."""
        core = self._core
        async with core.turn:
            draft = Draft(core)
            if account is not None:
                draft.adopt_account(account.state, account.log, account.seq)
                for event in self._early(account.log, account.seq):
                    draft.apply_account(event)
            if shop is not None:
                draft.adopt_shop(shop.state, shop.log, shop.seq)
                for event in self._early(shop.log, shop.seq):
                    draft.apply_shop(event)
            for snapshot in snapshots:
                self._put(draft, snapshot)
            await draft.commit()
        core.announce(draft.changes())

    def _put(self, draft: Draft, snapshot: ConversationSnapshot) -> None:
        old = draft.record(snapshot.log)
        is_stale = self._core.meta.stale.get(snapshot.log, __version__) != __version__
        is_here = old is not None and old.seq >= snapshot.seq and old.from_seq == snapshot.from_seq
        if is_here and not (is_stale and old is not None and old.seq == snapshot.seq):
            return
        draft.put_record(records.from_snapshot(snapshot, old, self._core.own))
        for event in self._early(snapshot.log, snapshot.seq):
            draft.apply_conversation(event)

    def _early(self, log: str, seq: int) -> list[Event]:
        return self.intake.restart(log, seq) if self.intake is not None else []

    # A restored server (G16)

    async def _restore(self, welcome: Welcome) -> None:
        core = self._core
        _log.warning("the server was restored from a backup")
        after: str | None = None
        while True:
            page = await core.rest.get("/conversations", ConversationPage, after=after, limit=_PAGE)
            for snapshot in page.conversations:
                await self._restore_one(snapshot)
            after = page.next_after
            if after is None:
                break
        await self._adopt_logs(welcome)
        await self._save_meta(epoch=welcome.epoch, is_complete=True)

    async def _restore_one(self, snapshot: ConversationSnapshot) -> None:
        core, log = self._core, snapshot.log
        old = core.records.get(log)
        shared = await self._find_shared(log, snapshot.seq) if old is not None else 0
        async with core.turn:
            record, box = await core.write(
                lambda db: _void(
                    db, core.outbox, records.from_snapshot(snapshot, None, core.own), shared, core.own
                )
            )
            core.records[log] = record
            core.outbox = box
            self._early(log, record.seq)
        if old is not None:
            await self.fetch_tail(log, sync.TAIL)
        core.announce(
            [
                ConversationsChanged(core.own, (log,)),
                TimelineReset(core.own, log),
                NegotiationChanged(core.own, log),
            ]
        )

    async def _find_shared(self, log: str, head: int) -> int:
        """The last stored seq whose event the server still has."""
        core = self._core
        seqs = await core.database.read(lambda db: events.seqs(db, log, head))
        probe = Probe(0, len(seqs))
        while not probe.is_done:
            seq = seqs[probe.seq - 1]
            theirs = await core.ask(log, seq, seq)
            ours = await core.database.read(lambda db, seq=seq: events.event_id(db, log, seq))  # type: ignore[misc]
            probe = sync.narrow(probe, bool(theirs) and theirs[0].id == ours)
        return seqs[probe.low - 1] if probe.low else 0


async def fill(core: Core, log: str, from_seq: int, to_seq: int) -> None:
    """Fetches what of from_seq..to_seq the store lacks. Raises ClientError or Refusal."""
    runs = await core.database.read(lambda db: events.runs(db, log))
    for low, high in sync.holes(runs, from_seq, to_seq):
        found = await core.ask_all(log, low, high)
        if found:
            async with core.turn:
                await _store_older(core, log, found)


async def try_fill(core: Core, log: str, from_seq: int, to_seq: int) -> None:
    """The same where what is here will do: without a connection nothing happens."""
    try:
        await fill(core, log, from_seq, to_seq)
    except (ClientError, Refusal) as error:
        _log.info("history of %s stays as it is: %s", log, error)


async def _store_older(core: Core, log: str, found: list[Event]) -> None:
    record = core.records.get(log)
    if record is None:
        return
    keys = {event.body.client_message_id for event in found if isinstance(event.body, MessageCreated)}
    back = keys & core.outbox.items.keys()
    core.records[log] = await core.write(lambda db: _add_older(db, record, found, back))
    core.outbox = _replace(
        core.outbox, items={key: item for key, item in core.outbox.items.items() if key not in back}
    )


def _add_older(db: apsw.Connection, record: Record, found: list[Event], back: set[str]) -> Record:
    events.add(db, record.id, found)
    for key in back:
        outbox_rows.remove(db, key)
    record = _with_tail(db, record)
    conversations.save(db, record)
    return record


def _void(db: apsw.Connection, box: Outbox, record: Record, shared: int, own: str) -> tuple[Record, Outbox]:
    """Takes out what the server lost: one's own messages are queued again, first; the rest is kept as stranded."""
    again, stranded = sync.void_events(events.cut(db, record.id, shared), own)
    events.strand(db, record.id, shared, stranded)
    queued = {item.key: item for item in map(_queued_again, again)}
    items = {
        **queued,
        **{key: _replace(i, seq=None, at=None) for key, i in box.items.items() if key not in queued},
    }
    if queued:
        for item in items.values():
            outbox_rows.remove(db, item.key)
            outbox_rows.put(db, item)
    record = _with_tail(db, record)
    conversations.remove(db, record.id)
    conversations.save(db, record)
    return record, _replace(box, items=items)


def _queued_again(event: Event) -> OutboxItem:
    body = event.body
    assert isinstance(body, MessageCreated)
    return OutboxItem(
        key=body.client_message_id,
        conversation=event.log,
        parts=body.parts,
        queued_at=event.at,
        origin=body.origin,
    )


def _last_at(record: Record) -> float:
    return record.last_message.at.timestamp() if record.last_message else 0.0


def _with_tail(db: apsw.Connection, record: Record) -> Record:
    last = [low for low, high in events.runs(db, record.id) if low <= record.seq <= high]
    return _replace(record, tail_from=max(last[0], record.from_seq) if last else record.seq + 1)
