"""How a client keeps its logs complete, whatever arrives in whatever order.

Per log there is a `Progress`. Feed it what arrives (`hear`) and what the relay says of the head (`learn`); take
out the events that come next, in order and once each; ask for what `lacking` names, note it with `asking`, and call
`answered` when the answer came. A lost, doubled or early push therefore costs latency only (G5).

    idle --hear(next)--> idle               --hear(later)--> buffers, lacks the gap --answer--> idle
    learn(head): a gap of at most FOLLOW_LIMIT is followed event by event, a longer one is jumped: a snapshot of the
    log, then its newest events; the hole stays in the store until somebody pages through it.

A relay that was restored from a backup shows a new epoch (G16). `Probe` finds the last event both sides share;
what stands above is void: `void_events` sorts it into messages to send again and events to keep as stranded.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

import msgspec

from parley.domain.events import Event, MessageCreated
from parley.protocol.frames import FETCH_LIMIT

FOLLOW_LIMIT = 2_000
"""Events to fetch one by one; beyond it a snapshot is cheaper."""
TAIL = 200
"""The newest events that are fetched after a jump."""
CURSOR_LIMIT = 3_500
"""Cursors in one Resume frame, which has to stay below the frame limit."""
_BUFFER_LIMIT = 2_000

Range = tuple[int, int]


class Step(Enum):
    """What a head calls for."""

    NOTHING = auto()
    FOLLOW = auto()
    JUMP = auto()


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """Where a log stands: applied up to `seq`, known to go to `head`, asked for up to `asked_to` (0: not asking)."""

    seq: int
    head: int = 0
    early: dict[int, Event] = {}
    asked_to: int = 0


def step_to(seq: int, head: int) -> Step:
    """How to get from the events one holds to a head."""
    if head <= seq:
        return Step.NOTHING
    return Step.FOLLOW if head - seq <= FOLLOW_LIMIT else Step.JUMP


def learn(progress: Progress, head: int) -> Progress:
    """The log goes to `head` at least."""
    return msgspec.structs.replace(progress, head=max(progress.head, head))


def hear(progress: Progress, events: Iterable[Event]) -> tuple[Progress, tuple[Event, ...]]:
    """Takes in events of this log. The answer names those to apply now: in order, without a hole, each once."""
    early = {**progress.early, **{event.seq: event for event in events if event.seq > progress.seq}}
    head = max([progress.head, *early])
    seq, ready = progress.seq, []
    while (event := early.pop(seq + 1, None)) is not None:
        ready.append(event)
        seq += 1
    while len(early) > _BUFFER_LIMIT:
        early.pop(max(early))  # it will be asked for
    return Progress(seq=seq, head=head, early=early, asked_to=progress.asked_to), tuple(ready)


def lacking(progress: Progress) -> Range | None:
    """The next seqs to ask for, both included; None if nothing lacks or the question is already on its way."""
    if progress.asked_to or progress.head <= progress.seq:
        return None
    last = min(progress.early) - 1 if progress.early else progress.head
    return progress.seq + 1, min(last, progress.seq + FETCH_LIMIT)


def asking(progress: Progress, wanted: Range) -> Progress:
    """The question has gone out."""
    return msgspec.structs.replace(progress, asked_to=wanted[1])


def answered(progress: Progress, *, count: int = 1) -> Progress:
    """The answer came. An empty one means that there is no more to be seen than what is here."""
    head = progress.head if count else max([progress.seq, *progress.early])
    return msgspec.structs.replace(progress, asked_to=0, head=head)


def cursors(logs: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The cursors of a Resume: (seq, marks version) by log. The relay names logs that are left out in full."""
    return dict(list(logs.items())[:CURSOR_LIMIT])


def holes(runs: Sequence[Range], from_seq: int, to_seq: int) -> list[Range]:
    """What of from_seq..to_seq isn't covered by the runs."""
    missing = []
    at = from_seq
    for low, high in sorted(runs):
        if high < at:
            continue
        if low > to_seq:
            break
        if low > at:
            missing.append((at, low - 1))
        at = high + 1
    if at <= to_seq:
        missing.append((at, to_seq))
    return missing


def merge(runs: Iterable[Range], added: Range) -> list[Range]:
    """The runs with one more, none overlapping or touching."""
    low, high = added
    apart = []
    for run in runs:
        if run[1] < low - 1 or run[0] > high + 1:
            apart.append(run)
        else:
            low, high = min(low, run[0]), max(high, run[1])
    return sorted([*apart, (low, high)])


class Probe(msgspec.Struct, frozen=True):
    """The search for the last seq both sides agree on, somewhere in low..high; `low` is agreed on.

    An event that agrees vouches for all before it, and in nearly all logs the newest one does: it is asked first.
    """

    low: int
    high: int
    is_first: bool = True

    @property
    def is_done(self) -> bool:
        """Whether `low` is the answer."""
        return self.low >= self.high

    @property
    def seq(self) -> int:
        """The seq to compare next."""
        return self.high if self.is_first else (self.low + self.high + 1) // 2


def narrow(probe: Probe, agrees: bool) -> Probe:
    """The search after comparing `probe.seq`."""
    if agrees:
        return Probe(probe.seq, probe.high, is_first=False)
    return Probe(probe.low, probe.seq - 1, is_first=False)


def void_events(events: Iterable[Event], own: str) -> tuple[list[Event], list[Event]]:
    """What a restored relay lost, as (own messages to send again, events to keep as stranded)."""
    again: list[Event] = []
    stranded: list[Event] = []
    for event in events:
        (again if event.party == own and isinstance(event.body, MessageCreated) else stranded).append(event)
    return again, stranded
