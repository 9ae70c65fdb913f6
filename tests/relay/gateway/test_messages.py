"""What is sent over a socket arrives, once, in order, and everywhere it should."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from parley.domain.events import Event, MessageCreated
from parley.domain.message import text_of, text_part
from parley.foundation.ids import new_id
from parley.protocol import frames
from relay.live import Shop, live_shop


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with live_shop(tmp_path, "chen", "wang", "anna") as made:
        yield made


def is_message(event: Event) -> bool:
    return isinstance(event.body, MessageCreated)


def text(event: Event) -> str:
    assert isinstance(event.body, MessageCreated)
    return text_of(event.body.parts)


async def test_a_burst_is_acknowledged_and_delivered_in_order(shop: Shop) -> None:
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    talk = shop.opening_of("wang")
    sent = [wang.say_only(talk, f"第 {n} 条") for n in range(100)]
    acks = [await wang.next(frames.Acked) for _ in sent]
    assert [ack.client_message_id for ack in acks] == sent
    assert [ack.seq for ack in acks] == list(range(2, 102))
    got = [await chen.next(Event, is_message) for _ in sent]
    assert [event.seq for event in got] == list(range(2, 102))
    assert [text(event) for event in got] == [f"第 {n} 条" for n in range(100)]


async def test_only_ones_own_devices_learn_which_device_wrote(shop: Shop) -> None:
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    second = await shop.connect("wang", token=(await shop.sign_in("wang")).token)
    await wang.say(shop.opening_of("wang"), "有货吗？")
    assert (await chen.next(Event, is_message)).acted_by is None
    for own in (wang, second):
        acted_by = (await own.next(Event, is_message)).acted_by
        assert acted_by is not None
        assert acted_by.device == shop.people["wang"].device


async def test_the_same_message_twice_has_one_effect(shop: Shop) -> None:
    wang = await shop.connect("wang")
    talk, message_id = shop.opening_of("wang"), new_id()
    wang.say_only(talk, "在吗", message_id)
    wang.say_only(talk, "在吗", message_id)
    first, second = await wang.next(frames.Acked), await wang.next(frames.Acked)
    assert first == second
    wang.say_only(talk, "不是一句话", message_id)
    assert (await wang.next(frames.Refused)).code == "message_id_reused"
    wang.send(frames.FetchEvents(ref="all", log=talk, from_seq=1, to_seq=50))
    assert (await wang.next(frames.Events)).to_seq == 2


async def test_resume_answers_with_the_logs_that_moved_only(shop: Shop) -> None:
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    heads = await chen.resume()
    cursors = {log: (head.seq, head.marks_version) for log, head in heads.logs.items()}
    talk = shop.opening_of("wang")
    await wang.say(talk, "有货吗？")
    chen.send(frames.Resume(cursors=cursors))
    moved = await chen.next(frames.Heads)
    assert set(moved.logs) == {talk}
    assert moved.logs[talk].unread == 1


async def test_what_was_missed_can_be_fetched(shop: Shop) -> None:
    wang = await shop.connect("wang")
    talk = shop.opening_of("wang")
    for n in range(5):
        await wang.say(talk, str(n))
    chen = await shop.connect("chen")
    chen.send(frames.FetchEvents(ref="gap", log=talk, from_seq=3, to_seq=5))
    answer = await chen.next(frames.Events)
    assert (answer.ref, answer.from_seq, answer.to_seq) == ("gap", 3, 5)
    assert [text(event) for event in answer.events] == ["1", "2", "3"]
    assert all(event.acted_by is None for event in answer.events)


async def test_marks_reach_the_other_side_and_are_coalesced(shop: Shop) -> None:
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    talk = shop.opening_of("wang")
    for n in range(40):
        wang.say_only(talk, str(n))
    await chen.next(Event, lambda event: event.seq == 41)
    for seq in range(2, 42):
        chen.send(frames.MarkDelivered(conversation=talk, seq=seq))
        chen.send(frames.MarkRead(conversation=talk, seq=seq))
    account = shop.account("chen")
    moved = await wang.next(
        frames.MarksMoved, lambda f: any(m.account == account and m.read_seq == 41 for m in f.marks)
    )
    assert moved.conversation == talk
    own_moves = [f for f in wang.seen if isinstance(f, frames.MarksMoved) and f.marks[0].account == account]
    assert len(own_moves) <= 3


async def test_typing_reaches_the_other_one_and_is_not_repeated(shop: Shop) -> None:
    chen, wang, anna = [await shop.connect(handle) for handle in ("chen", "wang", "anna")]
    talk = shop.opening_of("wang")
    for _ in range(5):
        wang.send(frames.SetTyping(conversation=talk, is_typing=True))
    wang.send(frames.SetTyping(conversation=talk, is_typing=False))
    first = await chen.next(frames.TypingChanged)
    assert (first.conversation, first.party, first.is_typing) == (talk, shop.account("wang"), True)
    assert not (await chen.next(frames.TypingChanged)).is_typing
    assert not any(isinstance(frame, frames.TypingChanged) for frame in await anna.settle())
    assert not any(isinstance(frame, frames.TypingChanged) for frame in await wang.settle())


async def test_typing_ends_with_the_socket(shop: Shop) -> None:
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    wang.send(frames.SetTyping(conversation=shop.opening_of("wang"), is_typing=True))
    assert (await chen.next(frames.TypingChanged)).is_typing
    wang.cut()
    assert not (await chen.next(frames.TypingChanged)).is_typing


async def test_many_messages_of_the_limit_arrive_whole(shop: Shop) -> None:
    """Frames over 8 KiB, more of them than a socket's buffer takes at once."""
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    long = "茶" * 8_000
    for _ in range(30):
        wang.say_only(shop.opening_of("wang"), long)
    for _ in range(30):
        assert text(await chen.next(Event, is_message)) == long


async def test_a_fragmented_frame_is_put_together(shop: Shop) -> None:
    from picows import WSMsgType

    from parley.protocol.codec import encode

    wang = await shop.connect("wang")
    frame = encode(
        frames.SendMessage(
            client_message_id=new_id(), conversation=shop.opening_of("wang"), parts=(text_part("三段"),)
        )
    )
    assert wang.transport is not None
    wang.transport.send(WSMsgType.TEXT, frame[:10], fin=False)
    wang.transport.send(WSMsgType.CONTINUATION, frame[10:50], fin=False)
    wang.transport.send(WSMsgType.CONTINUATION, frame[50:], fin=True)
    await wang.next(frames.Acked)
