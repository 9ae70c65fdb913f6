"""One step of a session's values: computed beside the core, written in one transaction, then installed."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import apsw
import msgspec

from parley import __version__
from parley.client import outbox, records, resolve
from parley.client.changes import (
    BroadcastsChanged,
    Change,
    ConversationsChanged,
    MembersChanged,
    MessageArrived,
    NegotiationChanged,
    PeopleChanged,
    PhrasesChanged,
    SelfChanged,
    TimelineAppended,
    TimelineReset,
    TimelineUpdated,
)
from parley.client.core import Core
from parley.client.draft_cards import CardMoves
from parley.client.outbox import OutboxItem
from parley.client.records import Record
from parley.client.rows import TimelineRow
from parley.client.storage import conversations, events, meta, pending, states
from parley.client.storage import outbox as outbox_rows
from parley.domain import events as said
from parley.domain.conversation import Marks
from parley.domain.events import Event, MessageCreated
from parley.domain.negotiation_state import Negotiation, NegotiationBody
from parley.domain.people import Profile
from parley.domain.state import AccountState, ShopState, apply_account, apply_shop
from parley.protocol.frames import Acked, Refused

_replace = msgspec.structs.replace
_UPDATED_LIMIT = 200
"""Own messages whose delivery is announced at once; older ones are read again when they are shown."""


class Draft:
    """Collects what a batch of frames changes. Nothing of the core moves before `commit`."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.meta = core.meta
        self.state = core.state
        self.shop = core.shop
        self.extra: list[Change] = []
        self.touched_logs: set[str] = set()
        self.wanted_snapshots: set[str] = set()
        self.delivered: dict[str, int] = {}
        self.surfaced: set[str] = set()
        self.outbox_moved = False
        self._records: dict[str, Record | None] = {}
        self._new_events: dict[str, list[Event]] = {}
        self._recounts: dict[str, int | None] = {}
        self._remarked: dict[str, tuple[int, int]] = {}
        self._people: set[str] = set()
        self._devices_moved: set[str] = set()
        self._groups_moved = False
        self._self_moved = False
        self._phrases_moved = False
        self._broadcasts_moved = False
        self._cards = CardMoves()
        self._rows: set[str] = set()
        self._members: set[str] = set()
        self._deals: set[str] = set()
        self._joined: list[said.ConversationJoined] = []
        self._came_back: set[str] = set()
        self._acked: list[Acked] = []
        self._refused: list[Refused] = []
        self._read_done: set[str] = set()
        self._updated_items: list[OutboxItem] = []
        self._remarked_events: dict[str, list[Event]] = {}

    def record(self, conversation: str) -> Record | None:
        """The record as it will be."""
        if conversation in self._records:
            return self._records[conversation]
        return self._core.records.get(conversation)

    def put_record(self, record: Record) -> None:
        """New or changed."""
        before = self.record(record.id)
        if record.negotiation != (before.negotiation if before else Negotiation()):
            self._deals.add(record.id)
        self._records[record.id] = record
        self._rows.add(record.id)

    def forget(self, conversation: str) -> None:
        """A log that is no longer to be seen."""
        if conversation in self._core.records and conversation not in self.state.conversations:
            self._records[conversation] = None
            self._rows.add(conversation)

    def take_joined(self) -> list[said.ConversationJoined]:
        """Conversations come into since the last call."""
        joined, self._joined = self._joined, []
        return joined

    # Events

    def apply_account(self, event: Event) -> None:
        """The next event of one's own log."""
        self._note_stale(event)
        before = self.state
        self.state = apply_account(before, event.body)
        self.meta = _replace(self.meta, account_seq=event.seq)
        self._phrases_moved = self._phrases_moved or isinstance(event.body, said.PhraseBody)
        self._cards.note(before, event.body)
        self._broadcasts_moved = self._broadcasts_moved or isinstance(event.body, said.BroadcastBody)
        if isinstance(event.body, said.ProfileChanged):
            self._note_shop(event.body.profile, event.log)
        match event.body:
            case (
                said.ProfileChanged() | said.SettingChanged() | said.HoursChanged() | said.AutoReplyChanged()
            ):
                self._self_moved = True
            case said.PersonChanged(person=person):
                self._people.add(person.account)
            case said.DevicesChanged():
                self._people.add(event.body.account)
                self._devices_moved.add(event.body.account)
            case said.ContactChanged(contact=contact):
                self._people.add(contact.account)
            case said.ContactRemoved() | said.PersonBlocked() | said.PersonUnblocked():
                self._people.add(event.body.account)
            case said.GroupChanged() | said.GroupRemoved():
                self._groups_moved = True
            case said.ConversationJoined():
                self._joined.append(event.body)
                self._rows.add(event.body.conversation)
            case (
                said.ConversationInvited()
                | said.ConversationInvitationEnded()
                | said.ConversationLeft()
                | said.PeerChanged()
                | said.PreferencesChanged()
                | said.DeskChanged()
            ):
                self._rows.add(event.body.conversation)

    def adopt_account(self, state: AccountState, log: str, seq: int) -> None:
        """A snapshot of one's own log takes the place of what was added up."""
        self._people |= state.people.keys()
        self._devices_moved |= {a for a, d in state.devices.items() if d != self.state.devices.get(a)}
        self._rows |= state.conversations.keys() | self.state.conversations.keys()
        self._groups_moved = self._self_moved = self._phrases_moved = self._broadcasts_moved = True
        self._cards.adopt(self.state, state)
        self.state = state
        self.meta = _replace(self.meta, account_log=log, account_seq=seq)

    def adopt_shop(self, state: ShopState, log: str, seq: int) -> None:
        """A snapshot of the shop's log takes the place of what was added up."""
        self._people |= state.staff.keys()
        self._self_moved = self._phrases_moved = self._broadcasts_moved = True
        self._cards.adopt(self.shop, state)
        self.shop = state
        self.meta = _replace(self.meta, shop_log=log, shop_seq=seq)

    def apply_shop(self, event: Event) -> None:
        """The next event of the shop's log."""
        self._note_stale(event)
        before = self.shop
        self.shop = apply_shop(before, event.body)
        self.meta = _replace(self.meta, shop_seq=event.seq)
        if isinstance(event.body, said.PhraseBody | said.PhraseEditorsChanged):
            self._phrases_moved = True
        elif isinstance(event.body, said.CardBody):
            self._cards.note(before, event.body)
        elif isinstance(event.body, said.BroadcastBody):
            self._broadcasts_moved = True
        else:
            self._self_moved = True
        if isinstance(event.body, said.StaffChanged | said.StaffLeft):
            self._people.add(event.body.account)

    def apply_conversation(self, event: Event) -> None:
        """The next event of a conversation."""
        self._note_stale(event)
        own, old = self._core.own, self.record(event.log)
        assert old is not None
        record = records.fold(old, event, own)
        if record.tail_from > event.seq:
            record = _replace(record, tail_from=event.seq)
        self.put_record(record)
        self._new_events.setdefault(event.log, []).append(event)
        if isinstance(event.body, NegotiationBody):
            return
        if not isinstance(event.body, MessageCreated):
            self._members.add(event.log)
        elif event.party != own:
            self.delivered[event.log] = event.seq
            self.surfaced.add(event.log)
        elif event.body.client_message_id in self._core.outbox.items:
            self._came_back.add(event.body.client_message_id)

    def _note_shop(self, own: Profile, log: str) -> None:
        """Who comes to the shop's people, or leaves them, sees another shop log; only the server can say which."""
        if own.kind.is_staff != bool(self.meta.shop_log):
            self.wanted_snapshots.add(log)

    def _note_stale(self, event: Event) -> None:
        """What isn't understood changes nothing now; the version that understands it reads a snapshot."""
        if isinstance(event.body, said.UnknownBody):
            self.meta = _replace(self.meta, stale={**self.meta.stale, event.log: __version__})

    # Marks

    def move_marks(
        self, conversation: str, marks: Iterable[Marks], version: int, *, is_whole: bool = False
    ) -> None:
        """Marks moved. A version that isn't the next one isn't noted, so that the next resume brings what was lost."""
        old = self.record(conversation)
        if old is None:
            return
        moved = [
            mark for mark in marks if old.marks_of(mark.account).merged(mark) != old.marks.get(mark.account)
        ]
        knows = is_whole or version <= old.marks_version + 1
        if not moved and (not knows or version <= old.marks_version):
            return
        record = records.move_marks(old, moved, version if knows else 0)
        self.put_record(record)
        self._note_own(old, record)
        reached = [
            (old.marks_of(m.account), record.marks_of(m.account))
            for m in moved
            if m.account != self._core.own
        ]
        for before, after in reached:
            self._note_remarked(conversation, before, after)

    def recount(self, conversation: str, hint: int | None = None) -> None:
        """The unread count is made again from the store; `hint` holds where the store has a hole."""
        if self.record(conversation) is not None:
            self._recounts[conversation] = hint
            self._rows.add(conversation)

    def _note_own(self, old: Record, record: Record) -> None:
        own = self._core.own
        read = record.read_seq(own)
        if read > old.read_seq(own):
            self._recounts.setdefault(record.id, None)

    def _note_remarked(self, conversation: str, before: Marks, after: Marks) -> None:
        spans = [
            (low + 1, high)
            for low, high in ((before.delivered_seq, after.delivered_seq), (before.read_seq, after.read_seq))
            if high > low
        ]
        spans += [self._remarked[conversation]] if conversation in self._remarked else []
        self._remarked[conversation] = (min(low for low, _ in spans), max(high for _, high in spans))

    # Outbox

    def outbox_acked(self, frame: Acked) -> None:
        """A message is durable on the server."""
        self._acked.append(frame)
        self.outbox_moved = True

    def outbox_refused(self, frame: Refused) -> None:
        """A message had no effect."""
        self._refused.append(frame)
        self.outbox_moved = True

    # Commit

    async def commit(self) -> None:
        """Writes everything in one transaction, then installs it."""
        core = self._core
        jobs = self._jobs()
        if jobs or self._recounts or self._remarked:
            final, self._remarked_events = await core.write(partial(self._run, jobs))
            self._records.update(final)
        self._install()

    def _jobs(self) -> list[Callable[[apsw.Connection], Any]]:
        core = self._core
        jobs: list[Callable[[apsw.Connection], Any]] = []
        if self.state is not core.state:
            jobs.append(partial(_save_state, log=states.ACCOUNT, old=core.state, new=self.state))
        if self.shop is not core.shop:
            jobs.append(partial(_save_state, log=states.SHOP, old=core.shop, new=self.shop))
        if self.meta is not core.meta:
            jobs.append(partial(meta.save, meta=self.meta))
        for log, added in self._new_events.items():
            jobs.append(partial(events.add, log=log, events=added))
        jobs += [partial(outbox_rows.remove, key=key) for key in self._came_back]
        jobs += [partial(outbox_rows.put, item=item) for item in self._moved_items()]
        jobs += [partial(pending.remove, kind=pending.READ, key=key) for key in self._read_done]
        jobs += [
            partial(_save_record, conversation=key, record=record) for key, record in self._records.items()
        ]
        return jobs

    def _moved_items(self) -> list[OutboxItem]:
        """Items as the acks and refusals leave them; the core's outbox itself moves at `_install`."""
        trial = self._next_outbox()
        self._updated_items = [
            item for key, item in trial.items.items() if item is not self._core.outbox.items.get(key)
        ]
        return self._updated_items

    def _next_outbox(self) -> outbox.Outbox:
        core, box = self._core, self._core.outbox
        for ack in self._acked:
            box = outbox.acked(box, ack)
        for refusal in self._refused:
            box = outbox.refused(box, refusal, core.clock.monotonic())
        for key in self._came_back:
            box = outbox.remove(box, key)
        return box

    def _run(
        self, jobs: list[Callable[[apsw.Connection], Any]], db: apsw.Connection
    ) -> tuple[dict[str, Record], dict[str, list[Event]]]:
        for job in jobs:
            job(db)
        final = {}
        for conversation, hint in self._recounts.items():
            record = self.record(conversation)
            if record is not None:
                final[conversation] = recounted(db, record, self._core.own, hint)
                conversations.save(db, final[conversation])
        remarked = {
            log: events.own_messages(db, log, self._core.own, low, high, _UPDATED_LIMIT)
            for log, (low, high) in self._remarked.items()
        }
        return final, remarked

    def _install(self) -> None:
        core = self._core
        core.state, core.shop, core.meta = self.state, self.shop, self.meta
        for conversation, record in self._records.items():
            if record is None:
                core.records.pop(conversation, None)
            else:
                core.records[conversation] = record
        core.outbox = self._next_outbox()
        for conversation in self._read_done:
            core.reads.pop(conversation, None)
        if self._came_back:
            self.outbox_moved = True

    # Changes

    def changes(self) -> list[Change]:
        """What to announce, read from the installed values."""
        core, own = self._core, self._core.own
        found: list[Change] = []
        if self._self_moved:
            found.append(SelfChanged(own))
        if self._phrases_moved:
            found.append(PhrasesChanged(own))
        if self._broadcasts_moved:
            found.append(BroadcastsChanged(own))
        self._people |= self._cards.tagged
        if self._people or self._groups_moved:
            found.append(PeopleChanged(own, tuple(self._people)))
            self._rows |= rows_naming(core, self._people)
        found += self._cards.changes(own)
        for conversation, added in self._new_events.items():
            found += self._timeline_changes(conversation, added)
        for conversation, marked in self._remarked_events.items():
            new = {event.seq for event in self._new_events.get(conversation, ())}
            record = core.records[conversation]
            rows = tuple(resolve.timeline_row(core, record, e) for e in marked if e.seq not in new)
            if rows:
                found.append(TimelineUpdated(own, conversation, rows))
                self._rows.add(conversation)
        found += [
            TimelineReset(own, conversation)
            for conversation, entry in core.state.conversations.items()
            if entry.peer in self._devices_moved
        ]
        found += self._outbox_changes()
        found += [MembersChanged(own, conversation) for conversation in self._members]
        found += [NegotiationChanged(own, conversation) for conversation in self._deals]
        gone = tuple(c for c in self._rows if c not in core.state.conversations)
        here = tuple(c for c in self._rows if c in core.state.conversations)
        if here or gone:
            found.append(ConversationsChanged(own, here, gone))
        return found

    def _timeline_changes(self, conversation: str, added: list[Event]) -> list[Change]:
        core = self._core
        record = core.records.get(conversation)
        if record is None:
            return []
        appended: list[TimelineRow] = []
        numbered: list[TimelineRow] = []
        for event in added:
            row = resolve.timeline_row(core, record, event)
            (numbered if row.key in self._came_back else appended).append(row)
        found: list[Change] = []
        if numbered:
            found.append(TimelineUpdated(core.own, conversation, tuple(numbered)))
        if appended:
            found.append(TimelineAppended(core.own, conversation, tuple(appended)))
        found += [
            MessageArrived(core.own, conversation, row) for row in appended if self._is_news(record, row)
        ]
        return found

    def _is_news(self, record: Record, row: TimelineRow) -> bool:
        if row.is_own or row.delivery is not None or not row.parts or row.seq is None:
            return False
        return row.seq > record.read_seq(self._core.own)

    def _outbox_changes(self) -> list[Change]:
        found: list[Change] = []
        for item in self._updated_items:
            self._rows.add(item.conversation)
            row = resolve.queued_row(self._core, item)
            found.append(TimelineUpdated(self._core.own, item.conversation, (row,)))
        return found


def recounted(db: apsw.Connection, record: Record, own: str, hint: int | None) -> Record:
    """The record with its unread count made again. Where the store has a hole the hint or the old count holds."""
    read = record.unread_from(own) - 1
    if read >= record.seq:
        unread = 0
    elif record.holds_all_since <= read:
        unread = events.count_unread(db, record.id, own, read)
    else:
        unread = min(record.unread if hint is None else hint, record.seq - read)
    return _replace(record, unread=unread)


def rows_naming(core: Core, people: Iterable[str]) -> set[str]:
    """Conversations whose line names one of these people."""
    wanted = set(people)
    direct = {c for c, entry in core.state.conversations.items() if entry.peer in wanted}
    spoken = {c for c, r in core.records.items() if r.last_message and r.last_message.party in wanted}
    return direct | spoken


def _save_state(db: apsw.Connection, *, log: str, old: Any, new: Any) -> None:
    states.save(db, log, old, new)


def _save_record(db: apsw.Connection, *, conversation: str, record: Record | None) -> None:
    if record is None:
        conversations.remove(db, conversation)
        events.forget(db, conversation)
    else:
        conversations.save(db, record)
