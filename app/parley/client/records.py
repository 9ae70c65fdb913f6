"""What the client knows of one conversation, and how events and marks change it: pure values.

A `Record` is always true of the log up to `seq`: who is in it, how far everyone has read, what was said last. The
events themselves lie in the store in runs without a hole; `tail_from` is where the newest run begins, so that a
gap between it and older ones (after a long absence, or on a new device) is known and filled by paging.
"""

from collections.abc import Iterable

import msgspec
from msgspec import UNSET

from parley.domain.conversation import ConversationKind, Marks
from parley.domain.courtesy import words_of
from parley.domain.events import Event, MemberJoined, MessageCreated
from parley.domain.message import Origin
from parley.domain.negotiation_state import Negotiation, NegotiationBody, apply
from parley.domain.state import ConversationState, apply_conversation
from parley.domain.waiting import Said, Unanswered, hear
from parley.protocol.rest_conversations import ConversationSnapshot

_replace = msgspec.structs.replace


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One conversation. `tail_from` is `seq + 1` when none of its newest events are stored.

    `negotiation_seq` is where the negotiation moved last, negative as long as it is what a snapshot told;
    the store keeps it apart by that, so that a message doesn't rewrite it.
    """

    id: str
    state: ConversationState = ConversationState()
    from_seq: int = 1
    seq: int = 0
    tail_from: int = 1
    marks: dict[str, Marks] = {}
    marks_version: int = 0
    unread: int = 0
    last_message: Event | None = None
    unanswered: Unanswered = Unanswered()
    negotiation: Negotiation = Negotiation()
    negotiation_seq: int = 0

    def marks_of(self, account: str) -> Marks:
        """How far a member has come."""
        return self.marks.get(account) or Marks(account=account)

    def read_seq(self, account: str) -> int:
        """How far a member has read."""
        return self.marks_of(account).read_seq

    def unread_from(self, account: str) -> int:
        """The first seq that can be unread: it comes after what was read, and after one's joining."""
        return max(self.read_seq(account) + 1, self.news_from(account))

    def news_from(self, account: str) -> int:
        """The first seq that was said to somebody; what newcomers see from before wasn't."""
        member = self.state.members.get(account)
        return member.news_from if member else 1

    def others_there(self, seq: int, own: str) -> list[Marks]:
        """The marks of the others to whom `seq` was said: a newcomer's mark says nothing of what came before."""
        return [m for account, m in self.marks.items() if account != own and seq >= self.news_from(account)]

    @property
    def holds_all_since(self) -> int:
        """The store holds every visible event with a seq greater than this."""
        return 0 if self.tail_from <= self.from_seq else self.tail_from - 1


def from_snapshot(snapshot: ConversationSnapshot, old: Record | None, own: str) -> Record:
    """The record a snapshot tells. What the store holds of the log's end stays its tail only if nothing is missing."""
    joins = old is not None and old.seq == snapshot.seq
    record = Record(
        id=snapshot.log,
        state=snapshot.state,
        from_seq=snapshot.from_seq,
        seq=snapshot.seq,
        tail_from=old.tail_from if old and joins else snapshot.seq + 1,
        marks={mark.account: mark for mark in snapshot.marks},
        marks_version=snapshot.marks_version,
        unread=snapshot.unread,
        last_message=snapshot.last_message,
        unanswered=Unanswered() if snapshot.unanswered is UNSET else snapshot.unanswered,
        negotiation=Negotiation() if snapshot.negotiation is UNSET else snapshot.negotiation,
        negotiation_seq=-snapshot.seq,
    )
    if old is None or old.read_seq(own) <= record.read_seq(own):
        return record
    return read(record, own, min(old.read_seq(own), record.seq), record.unread)


def fold(record: Record, event: Event, own: str) -> Record:
    """The record after the next event. One's own message says that one has read what stands before it.

    What was said before one joined isn't unread, whether one may see it or not.
    """
    body = event.body
    if isinstance(body, NegotiationBody):
        deal = apply(record.negotiation, body, event.at)
        return _replace(record, negotiation=deal, negotiation_seq=event.seq, seq=event.seq)
    record = _replace(record, state=apply_conversation(record.state, body), seq=event.seq)
    if isinstance(body, MemberJoined) and body.member.account == own:
        return _replace(record, unread=0)
    if not isinstance(body, MessageCreated):
        return record
    record = _replace(record, last_message=event, unanswered=_hear(record, event, body, own))
    if event.party == own:
        # An automatic reply of one's own leaves unread what it answers: nobody was there.
        return record if body.origin is Origin.AUTO_REPLY else read(record, own, event.seq, 0)
    if event.seq > record.read_seq(own):
        return _replace(record, unread=record.unread + 1)
    return record


def _hear(record: Record, event: Event, body: MessageCreated, own: str) -> Unanswered:
    if record.state.kind is not ConversationKind.DIRECT:
        return record.unanswered
    said = Said(event.seq, event.at, words_of(body.parts))
    return hear(record.unanswered, said, is_own=event.party == own, origin=body.origin)


def read(record: Record, own: str, seq: int, unread: int) -> Record:
    """The record after reading up to `seq`; `unread` messages by others come after it."""
    mark = record.marks_of(own).merged(Marks(account=own, delivered_seq=seq, read_seq=seq))
    return _replace(record, marks={**record.marks, own: mark}, unread=unread)


def move_marks(record: Record, marks: Iterable[Marks], version: int) -> Record:
    """The record after marks moved; they only ever go forward, in whatever order they arrive (G8)."""
    moved: dict[str, Marks] = {}
    for mark in marks:
        moved[mark.account] = (moved.get(mark.account) or record.marks_of(mark.account)).merged(mark)
    return _replace(record, marks={**record.marks, **moved}, marks_version=max(version, record.marks_version))


def count_unread(events: Iterable[Event], own: str, read_seq: int) -> int:
    """Messages by others after a read mark."""
    return sum(
        isinstance(event.body, MessageCreated) and event.party != own and event.seq > read_seq
        for event in events
    )
