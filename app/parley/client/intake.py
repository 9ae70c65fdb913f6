"""What arrives from the server: a batch of frames becomes one transaction, then new values, then changes.

`take` computes the next values on a `Draft`, writes them, installs them in the core and only then announces and
answers: delivered marks for what was stored, questions for what lacks. Snapshots that a log needs are left to
`CatchUp`, which is told through `wants_snapshot`.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable

from parley.client import sync
from parley.client.changes import PresenceChanged, TypingChanged
from parley.client.core import Core
from parley.client.draft import Draft
from parley.client.records import Record
from parley.client.sync import Progress, Step
from parley.domain.events import Event, LogKind
from parley.domain.presence import Status
from parley.protocol import frames

_TYPING_FADES_SECONDS = 6.0
_MEANWHILE_LIMIT = 1_000
"""Events of one log that are kept while its snapshot is on its way."""


class Intake:
    """One connection's worth of taking in.

    `wants_snapshot(log)` is told which logs can't be followed event by event, `outbox_moved()` that the next message
    may go out, `surfaced(conversation)` where somebody else has said something.
    """

    def __init__(
        self,
        core: Core,
        *,
        wants_snapshot: Callable[[str], None],
        outbox_moved: Callable[[], None],
        surfaced: Callable[[str], None],
    ) -> None:
        self._core = core
        self._wants_snapshot = wants_snapshot
        self._outbox_moved = outbox_moved
        self._surfaced = surfaced
        self._progress: dict[str, Progress] = {}
        self._meanwhile: dict[str, deque[Event]] = {}
        self._unread_hints: dict[str, tuple[int, int]] = {}
        self._gaps: dict[str, str] = {}
        self.has_heads = False

    @property
    def is_caught_up(self) -> bool:
        """Whether every head that was heard of is reached."""
        return self.has_heads and not self._gaps and all(p.head <= p.seq for p in self._progress.values())

    async def take(self, batch: Iterable[frames.RelayFrame]) -> None:
        """Takes in frames. Raises StoreTrouble; then this connection is of no more use."""
        async with self._core.turn:
            draft = Draft(self._core)
            for frame in batch:
                self._take_one(draft, frame)
            await draft.commit()
        self._after(draft)

    def restart(self, log: str, seq: int) -> list[Event]:
        """A snapshot stands at `seq`: goes on from there. Answers early events that come next."""
        old = self._progress.get(log) or Progress(seq=0)
        heard = (*old.early.values(), *self._meanwhile.pop(log, ()))
        early = tuple(event for event in heard if event.seq > seq)
        self._progress[log], ready = sync.hear(Progress(seq=seq, head=max(old.head, seq)), early)
        return list(ready)

    def ask_for_gaps(self, logs: Iterable[str]) -> None:
        """Sends the questions that are due."""
        for log in logs:
            progress = self._progress.get(log)
            wanted = sync.lacking(progress) if progress else None
            if progress and wanted:
                self._progress[log] = sync.asking(progress, wanted)
                ref = f"gap:{log}"
                self._gaps[ref] = log
                self._core.send(frames.FetchEvents(ref=ref, log=log, from_seq=wanted[0], to_seq=wanted[1]))

    # One frame

    def _take_one(self, draft: Draft, frame: frames.RelayFrame) -> None:
        match frame:
            case Event():
                self._hear(draft, frame.log, (frame,))
            case frames.Events():
                self._take_answer(draft, frame)
            case frames.Acked():
                draft.outbox_acked(frame)
            case frames.Refused():
                self._take_refusal(draft, frame)
            case frames.MarksMoved():
                draft.move_marks(frame.conversation, frame.marks, frame.marks_version)
            case frames.Heads():
                self._take_heads(draft, frame)
            case frames.PresenceChanged():
                self._take_presence(draft, frame.people)
            case frames.TypingChanged():
                self._take_typing(frame)
            case frames.Ping():
                self._core.send(frames.Pong(ref=frame.ref))
            case _:
                return

    def _take_answer(self, draft: Draft, frame: frames.Events) -> None:
        future = self._core.questions.get(frame.ref)
        if future is not None:
            if not future.done():
                future.set_result(frame)
            return
        log = self._gaps.pop(frame.ref, None)
        if log is not None and log in self._progress:
            self._hear(draft, log, frame.events)
            self._progress[log] = sync.answered(self._progress[log], count=len(frame.events))

    def _take_refusal(self, draft: Draft, frame: frames.Refused) -> None:
        future = self._core.questions.get(frame.ref)
        log = self._gaps.pop(frame.ref, None)
        if future is not None:
            if not future.done():
                future.set_result(frames.Events(ref=frame.ref, log="", from_seq=0, to_seq=0, events=()))
        elif log is not None and log in self._progress:
            self._progress[log] = sync.answered(self._progress[log], count=0)
        elif frame.ref in self._core.outbox.items:
            draft.outbox_refused(frame)

    def _hear(self, draft: Draft, log: str, events: Iterable[Event]) -> None:
        progress = self._progress_of(draft, log)
        if progress is None:
            # Not ours yet: the account's log will say where to begin. What comes while a snapshot is on its way may be
            # newer than that, and nothing else would tell of it.
            if log in self._meanwhile:
                self._meanwhile[log].extend(events)
            return
        self._progress[log], ready = sync.hear(progress, events)
        self._apply(draft, log, ready)

    def _apply(self, draft: Draft, log: str, ready: Iterable[Event]) -> None:
        meta = draft.meta
        for event in ready:
            if log == meta.account_log:
                draft.apply_account(event)
            elif log == meta.shop_log:
                draft.apply_shop(event)
            else:
                draft.apply_conversation(event)
                seq, unread = self._unread_hints.get(log, (0, 0))
                if seq == event.seq:
                    del self._unread_hints[log]
                    draft.recount(log, hint=unread)
        draft.touched_logs.add(log)
        for joined in draft.take_joined():
            self._begin(draft, joined.conversation, joined.from_seq, joined.joined_seq)

    def _begin(self, draft: Draft, conversation: str, from_seq: int, joined_seq: int) -> None:
        """A conversation one has just come into: from its first event, or by a snapshot of what went before."""
        record = draft.record(conversation)
        if _needs_snapshot(record, from_seq, joined_seq):
            draft.wanted_snapshots.add(conversation)
            self._meanwhile.setdefault(conversation, deque(maxlen=_MEANWHILE_LIMIT))
            return
        if record is not None:
            return
        draft.put_record(Record(id=conversation))
        self._progress[conversation] = Progress(seq=0, head=1)
        draft.touched_logs.add(conversation)

    def _progress_of(self, draft: Draft, log: str) -> Progress | None:
        found = self._progress.get(log)
        if found is not None:
            return found
        if log == draft.meta.account_log:
            return Progress(seq=draft.meta.account_seq, head=draft.meta.account_seq)
        if log == draft.meta.shop_log:
            return Progress(seq=draft.meta.shop_seq, head=draft.meta.shop_seq)
        record = draft.record(log)
        return Progress(seq=record.seq, head=record.seq) if record else None

    def _take_heads(self, draft: Draft, heads: frames.Heads) -> None:
        self.has_heads = True
        for log, head in heads.logs.items():
            if head.kind is LogKind.CONVERSATION:
                self._take_conversation_head(draft, log, head)
            else:
                self._take_head(draft, log, head.seq)
        for log in heads.gone:
            draft.forget(log)
        self._take_presence(draft, {**dict.fromkeys(self._core.presence, Status.OFFLINE), **heads.presence})

    def _take_head(self, draft: Draft, log: str, seq: int) -> None:
        progress = self._progress_of(draft, log)
        if progress is None or sync.step_to(progress.seq, seq) is Step.JUMP:
            draft.wanted_snapshots.add(log)
            return
        self._progress[log] = sync.learn(progress, seq)
        draft.touched_logs.add(log)

    def _take_conversation_head(self, draft: Draft, log: str, head: frames.Head) -> None:
        record = draft.record(log)
        if _needs_snapshot(record, head.from_seq, head.joined_seq):
            draft.wanted_snapshots.add(log)
            return
        if record is None:
            draft.put_record(Record(id=log))
        self._take_head(draft, log, head.seq)
        if log in draft.wanted_snapshots:
            return
        progress = self._progress[log]
        draft.move_marks(log, head.marks, head.marks_version, is_whole=True)
        if progress.seq >= head.seq:
            draft.recount(log, hint=head.unread)
        else:
            self._unread_hints[log] = (head.seq, head.unread)

    # Beside the logs

    def _take_presence(self, draft: Draft, people: dict[str, Status]) -> None:
        core = self._core
        moved = []
        for account, status in people.items():
            if account == core.own:
                if status is not Status.OFFLINE and status is not core.chosen:
                    core.chosen = status
                    moved.append(account)
            elif core.presence.get(account, Status.OFFLINE) is not status:
                core.presence[account] = status
                moved.append(account)
        if moved:
            draft.extra.append(PresenceChanged(core.own, tuple(moved)))

    def _take_typing(self, frame: frames.TypingChanged) -> None:
        core = self._core
        if frame.party == core.own:
            return
        writing = core.typing.setdefault(frame.conversation, {})
        timer = writing.pop(frame.party, None)
        if timer is not None:
            timer.cancel()
        if frame.is_typing:
            writing[frame.party] = asyncio.get_running_loop().call_later(
                _TYPING_FADES_SECONDS, self._fade, frame.conversation, frame.party
            )
        if frame.is_typing != (timer is not None):
            self._announce_typing(frame.conversation)

    def _fade(self, conversation: str, party: str) -> None:
        if self._core.typing.get(conversation, {}).pop(party, None) is not None:
            self._announce_typing(conversation)

    def _announce_typing(self, conversation: str) -> None:
        people = tuple(self._core.typing.get(conversation, ()))
        self._core.announce([TypingChanged(self._core.own, conversation, people)])

    # After the commit

    def _after(self, draft: Draft) -> None:
        core = self._core
        core.announce([*draft.changes(), *draft.extra])
        for conversation, seq in draft.delivered.items():
            core.send(frames.MarkDelivered(conversation=conversation, seq=seq))
        for log in draft.wanted_snapshots:
            self._wants_snapshot(log)
        self.ask_for_gaps(draft.touched_logs)
        for conversation in draft.surfaced:
            self._surfaced(conversation)
        if draft.outbox_moved:
            self._outbox_moved()


def _needs_snapshot(record: Record | None, from_seq: int, joined_seq: int) -> bool:
    """Whether one joined after what is here, or now sees more of what went before."""
    if record is None:
        return max(from_seq, joined_seq) > 1
    return record.seq + 1 < max(from_seq, joined_seq) or from_seq < record.from_seq
