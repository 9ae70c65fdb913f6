"""What a conversation adds up to: unread, read marks, delivery."""

from hypothesis import given
from hypothesis import strategies as st

from client.made import ME, THEM, conversation, message
from parley.client import records
from parley.client.records import Record
from parley.domain.conversation import Marks


def folded(length: int) -> Record:
    record = Record(id="log")
    for event in conversation(length):
        record = records.fold(record, event, ME)
    return record


@given(st.integers(1, 40), st.integers(0, 40))
def test_unread_is_what_others_said_after_the_read_mark(length: int, read_to: int) -> None:
    record = folded(length)
    last_own = max((event.seq for event in conversation(length) if event.party == ME), default=0)
    assert record.unread == records.count_unread(conversation(length), ME, last_own)
    assert set(record.state.members) == {ME, THEM}
    assert record.seq == length


def test_ones_own_message_reads_what_stands_before_it() -> None:
    record = records.fold(records.fold(Record(id="log"), message(1), ME), message(2, party=ME), ME)
    assert record.unread == 0
    assert record.read_seq(ME) == 2


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=10), st.randoms())
def test_marks_end_the_same_in_any_order(moves: list[tuple[int, int]], random: object) -> None:
    marks = [Marks(account=THEM, delivered_seq=d, read_seq=r) for d, r in moves]
    forward = records.move_marks(Record(id="log"), marks, 1)
    backward = records.move_marks(Record(id="log"), reversed(marks), 1)
    assert forward.marks_of(THEM) == backward.marks_of(THEM)
    assert forward.marks_of(THEM).read_seq == max([0, *(r for _, r in moves)])
