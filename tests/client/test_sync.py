"""Whatever arrives in whatever order, the log ends up whole: each event once, in order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from client.made import conversation, message
from parley.client import sync
from parley.client.sync import Probe, Progress, Step
from parley.domain.events import Event
from parley.protocol.frames import FETCH_LIMIT


class RelayInMemory:
    """Answers questions for events, a few at a time."""

    def __init__(self, events: list[Event], most: int = FETCH_LIMIT) -> None:
        self.events = events
        self.most = most
        self.asked = 0

    def answer(self, wanted: sync.Range) -> list[Event]:
        self.asked += 1
        low, high = wanted
        return self.events[low - 1 : min(high, low - 1 + self.most)]


def heal(progress: Progress, relay: RelayInMemory) -> tuple[Progress, list[Event]]:
    """Asks until nothing lacks."""
    applied: list[Event] = []
    while (wanted := sync.lacking(progress)) is not None:
        progress = sync.asking(progress, wanted)
        found = relay.answer(wanted)
        progress, ready = sync.hear(progress, found)
        progress = sync.answered(progress, count=len(found))
        applied += ready
    return progress, applied


@given(st.data())
def test_any_interleaving_of_doubles_reorders_and_drops_ends_with_the_exact_log(data: st.DataObject) -> None:
    length = data.draw(st.integers(1, 30))
    log = conversation(length)
    held = data.draw(st.integers(0, length))
    arrivals = data.draw(st.lists(st.lists(st.sampled_from(log), max_size=6), max_size=12))
    relay = RelayInMemory(log, most=data.draw(st.integers(1, 7)))
    progress, applied = Progress(seq=held, head=held), list(log[:held])
    for batch in arrivals:
        progress, ready = sync.hear(progress, batch)
        applied += ready
        if data.draw(st.booleans()):
            progress, healed = heal(progress, relay)
            applied += healed
    progress, healed = heal(sync.learn(progress, length), relay)
    applied += healed
    assert applied == log
    assert progress == Progress(seq=length, head=length)


def test_the_next_event_is_applied_without_asking() -> None:
    progress, ready = sync.hear(Progress(seq=4, head=4), [message(5)])
    assert [event.seq for event in ready] == [5]
    assert sync.lacking(progress) is None


def test_a_gap_is_asked_for_once_and_only_the_gap() -> None:
    progress, ready = sync.hear(Progress(seq=4, head=4), [message(8), message(9)])
    assert ready == ()
    wanted = sync.lacking(progress)
    assert wanted == (5, 7)
    assert sync.lacking(sync.asking(progress, wanted)) is None


def test_an_empty_answer_ends_the_asking() -> None:
    progress = sync.asking(sync.learn(Progress(seq=4), 9), (5, 9))
    assert sync.lacking(sync.answered(progress, count=0)) is None


def test_a_short_gap_is_followed_and_a_long_one_jumped() -> None:
    assert sync.step_to(10, 10) is Step.NOTHING
    assert sync.step_to(10, 10 + sync.FOLLOW_LIMIT) is Step.FOLLOW
    assert sync.step_to(10, 11 + sync.FOLLOW_LIMIT) is Step.JUMP


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 8)), max_size=12))
def test_runs_say_exactly_which_seqs_are_here(added: list[tuple[int, int]]) -> None:
    runs: list[sync.Range] = []
    here: set[int] = set()
    for low, length in added:
        runs = sync.merge(runs, (low, low + length))
        here |= set(range(low, low + length + 1))
    assert {seq for low, high in runs for seq in range(low, high + 1)} == here
    assert all(second[0] > first[1] + 1 for first, second in pairwise(runs))
    missing = {seq for low, high in sync.holes(runs, 1, 50) for seq in range(low, high + 1)}
    assert missing == set(range(1, 51)) - here


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_probe_finds_the_last_event_both_sides_share(length: int, shared: int) -> None:
    shared = min(shared, length)
    probe, questions = Probe(0, length), 0
    while not probe.is_done:
        probe = sync.narrow(probe, probe.seq <= shared)
        questions += 1
    assert probe.low == shared
    assert questions <= 7
    if shared == length:
        assert questions <= 1


def test_after_a_restore_own_messages_go_out_again_and_the_rest_is_kept() -> None:
    log = conversation(6)
    again, stranded = sync.void_events(log[2:], "me")
    assert [event.seq for event in again] == [3, 6]
    assert [event.seq for event in stranded] == [4, 5]


def test_cursors_leave_room_in_the_frame() -> None:
    from parley.foundation.ids import new_id
    from parley.protocol.codec import encode
    from parley.protocol.frames import FRAME_LIMIT_BYTES, Resume

    logs = {new_id(): (10**6, 10**6) for _ in range(6_000)}
    assert len(encode(Resume(cursors=sync.cursors(logs)))) < FRAME_LIMIT_BYTES
