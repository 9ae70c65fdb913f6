"""The outbox keeps order and ids, whatever the relay and the network do."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from client.made import START
from parley.client import outbox
from parley.client.outbox import Outbox, OutboxItem
from parley.domain.message import text_part
from parley.protocol.frames import Acked, Refused


def queued(*keys: str, conversation: str = "talk") -> Outbox:
    box = Outbox()
    for key in keys:
        box = outbox.put(box, item(key, conversation))
    return box


def item(key: str, conversation: str = "talk") -> OutboxItem:
    return OutboxItem(key=key, conversation=conversation, parts=(text_part(key),), queued_at=START)


def ack(key: str, seq: int = 1) -> Acked:
    return Acked(client_message_id=key, conversation="talk", seq=seq, at=START)


def refusal(key: str, code: str = "cannot_write", retry_after: float | None = None) -> Refused:
    return Refused(ref=key, code=code, sentence="No.", retry_after=retry_after)


def sent(box: Outbox, now: float = 0) -> tuple[Outbox, list[str]]:
    box, frames = outbox.due(box, now)
    return box, [frame.client_message_id for frame in frames]


def test_one_message_per_conversation_is_in_flight() -> None:
    box = outbox.put(queued("a", "b"), item("c", "other"))
    box, keys = sent(box)
    assert keys == ["a", "c"]
    assert sent(box)[1] == []
    assert sent(outbox.acked(box, ack("a")))[1] == ["b"]


def test_a_lost_connection_sends_the_same_ids_again_in_the_same_order() -> None:
    box, _ = sent(queued("a", "b"))
    box, keys = sent(outbox.disconnected(box))
    assert keys == ["a"]


def test_a_refusal_fails_one_message_and_lets_the_next_go() -> None:
    box, _ = sent(queued("a", "b"))
    box = outbox.refused(box, refusal("a"), now=0)
    assert box.items["a"].failure == "cannot_write"
    assert sent(box)[1] == ["b"]


def test_retry_after_pauses_everything_and_keeps_the_order() -> None:
    box, _ = sent(queued("a", "b"))
    box = outbox.refused(box, refusal("a", "too_many", retry_after=5), now=100)
    assert sent(box, now=104)[1] == []
    assert sent(box, now=105)[1] == ["a"]


def test_trouble_of_the_server_is_not_a_refusal() -> None:
    box, _ = sent(queued("a"))
    box = outbox.refused(box, refusal("a", "server_trouble"), now=0)
    assert box.items["a"].is_waiting
    assert not box.is_settled


def test_a_retried_message_goes_behind_the_others_under_its_id() -> None:
    box = outbox.refused(sent(queued("a", "b"))[0], refusal("a"), now=0)
    box = outbox.retried(box, "a")
    assert list(box.items) == ["b", "a"]
    assert box.items["a"].is_waiting


def test_a_refusal_that_comes_after_the_ack_changes_nothing() -> None:
    box = outbox.acked(sent(queued("a"))[0], ack("a"))
    assert outbox.refused(box, refusal("a"), now=0).items["a"].failure is None


@given(st.data())
def test_whatever_happens_on_the_way_each_message_has_one_effect_in_order(data: st.DataObject) -> None:
    """Connections break at any step, acks get lost, the relay puts off: G2 and the order of each conversation."""
    keys = [f"m{number}" for number in range(data.draw(st.integers(1, 8)))]
    box = Outbox()
    for number, key in enumerate(keys):
        box = outbox.put(box, item(key, f"talk{number % 2}"))
    effects: list[str] = []
    now = 0.0
    while not box.is_settled:
        now += 10
        box, going = sent(box, now)
        for key in going:
            step = data.draw(st.sampled_from(["ack", "ack", "ack", "lost on the way", "ack lost", "put off"]))
            if step == "put off":
                box = outbox.refused(box, refusal(key, "too_many", retry_after=1), now)
            elif step == "lost on the way":
                box = outbox.disconnected(box)
            else:
                effects += [] if key in effects else [key]
                box = outbox.disconnected(box) if step == "ack lost" else outbox.acked(box, ack(key))
    assert Counter(effects) == Counter(keys)
    for talk in (0, 1):
        assert [key for key in effects if int(key[1:]) % 2 == talk] == keys[talk::2]
