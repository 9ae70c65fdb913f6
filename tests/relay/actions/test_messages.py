"""Saying something: once, in one order, only by who may, at a time that never goes back."""

import asyncio
from datetime import timedelta

import pytest

from parley.domain.errors import Conflict, Forbidden, NotFound, Refusal
from parley.domain.events import MessageCreated
from parley.domain.message import Origin, Part, text_part
from parley.foundation.ids import new_id
from parley.protocol.codec import decode_event
from parley.protocol.frames import SendMessage
from parley.relay.actions import conversations, logs, marks, messages
from parley.relay.queries import history, snapshots
from parley.relay.storage.database import Publication
from relay.world import World, all_events


async def test_the_same_message_again_has_one_effect(world: World) -> None:
    talk = await world.direct("chen", "li")
    message = new_id()
    first = await world.say("chen", talk, "您好", message)
    again = await world.say("chen", talk, "您好", message)
    assert again == first
    texts = [b.parts[0].text for b in await world.bodies("li", talk) if isinstance(b, MessageCreated)]
    assert texts == ["您好"]


async def test_the_same_id_with_another_body_is_a_conflict(world: World) -> None:
    talk = await world.direct("chen", "li")
    message = new_id()
    await world.say("chen", talk, "252", message)
    with pytest.raises(Conflict) as refused:
        await world.say("chen", talk, "240", message)
    assert refused.value.code == "message_id_reused"


async def test_one_id_sent_at_once_by_two_devices_is_stored_once(world: World) -> None:
    talk = await world.direct("chen", "li")
    message = new_id()
    acks = await asyncio.gather(*(world.say("chen", talk, "您好", message) for _ in range(5)))
    assert len({ack.seq for ack in acks}) == 1
    await world.verify()


async def test_a_burst_from_everybody_has_one_order_without_a_hole(world: World) -> None:
    room = await world.room("chen", "li", "zhao")
    acks = await asyncio.gather(
        *(world.say(who, room, f"{who} {n}") for n in range(15) for who in ("chen", "li", "zhao"))
    )
    first = min(ack.seq for ack in acks)
    assert sorted(ack.seq for ack in acks) == list(range(first, first + 45))
    pushed = [
        decode_event(notice.frame).seq
        for notice in world.notices
        if isinstance(notice, Publication) and b"MessageCreated" in notice.frame
    ]
    assert pushed == sorted(pushed)
    await world.verify()


async def test_each_authors_messages_keep_their_order(world: World) -> None:
    room = await world.room("chen", "li")
    for n in range(10):
        await asyncio.gather(world.say("chen", room, f"c{n}"), world.say("li", room, f"l{n}"))
    texts = [b.parts[0].text for b in await world.bodies("li", room) if isinstance(b, MessageCreated)]
    assert [t for t in texts if t[0] == "c"] == [f"c{n}" for n in range(10)]


async def test_the_time_never_goes_back_in_a_log(world: World) -> None:
    talk = await world.direct("chen", "li")
    first = await world.say("chen", talk, "one")
    world.clock._now -= timedelta(days=3)
    second = await world.say("li", talk, "two")
    assert second.at == first.at
    world.clock.advance(4 * 86_400)
    third = await world.say("chen", talk, "three")
    assert third.at > second.at
    await world.verify()


async def test_only_the_author_sees_which_device_acted(world: World) -> None:
    talk = await world.direct("chen", "li")
    ack = await world.say("chen", talk, "您好")
    for who, sees in (("chen", True), ("li", False)):
        page = await world.ask(history.event_page, world.id(who), talk, ack.seq)
        event = decode_event(bytes(page.events[0]))
        assert (event.acted_by is not None) == sees
    published = [n for n in world.notices if isinstance(n, Publication) and b"MessageCreated" in n.frame]
    device = world.people["chen"].device.encode()
    assert device not in published[-1].frame
    assert device in published[-1].own_frame


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ((), "message_empty"),
        ((text_part("  "),), "message_empty"),
        ((text_part("x" * 8_001),), "message_too_long"),
        ((Part(type="hologram", fallback="x"),), "part_unknown"),
        ((text_part("a\0b"),), "text_invalid"),
    ],
)
async def test_what_cannot_be_said_is_refused_by_name(
    world: World, parts: tuple[Part, ...], code: str
) -> None:
    talk = await world.direct("chen", "li")
    frame = SendMessage(client_message_id=new_id(), conversation=talk, parts=parts)
    with pytest.raises(Refusal) as refused:
        await world.act("chen", messages.send_message, frame)
    assert refused.value.code == code


async def test_origins_of_the_servers_own_are_not_for_clients(world: World) -> None:
    talk = await world.direct("chen", "li")
    parts = (text_part("x"),)
    frame = SendMessage(client_message_id=new_id(), conversation=talk, parts=parts, origin=Origin.AUTO_REPLY)
    with pytest.raises(Refusal, match="Only the server"):
        await world.act("chen", messages.send_message, frame)


async def test_outsiders_learn_nothing_of_a_conversation(world: World) -> None:
    talk = await world.direct("chen", "li")
    unknown = new_id()
    for conversation in (talk, unknown):
        with pytest.raises(NotFound) as refused:
            await world.say("wang", conversation, "?")
        assert refused.value.code == "no_such_conversation"
        with pytest.raises(NotFound):
            await world.ask(history.event_page, world.id("wang"), conversation)
        with pytest.raises(NotFound):
            await world.ask(snapshots.conversation_snapshot, world.id("wang"), conversation)


async def test_a_newcomer_sees_from_joining_on_and_a_leaver_up_to_leaving(world: World) -> None:
    room = await world.room("chen")
    await world.say("chen", room, "before")
    await world.act("chen", conversations.invite_to_room, room, world.id("li"))
    await world.say("chen", room, "while")
    await world.act("li", conversations.remove_from_room, room, world.id("li"))
    await world.say("chen", room, "after")
    texts = [b.parts[0].text for b in await world.bodies("li", room) if isinstance(b, MessageCreated)]
    assert texts == ["while"]
    with pytest.raises(Forbidden, match="left"):
        await world.say("li", room, "still here?")
    events = await world.database.read(lambda tx: all_events(tx, world.id("li"), room))
    page = await world.ask(history.fetch_events, world.id("li"), "r", room, 1, 1_000)
    assert (page.from_seq, page.to_seq) == (events[0].seq, events[-1].seq)
    snapshot = await world.ask(snapshots.conversation_snapshot, world.id("li"), room)
    assert snapshot.last_message is not None
    assert snapshot.unread == 1
    await world.verify()


async def test_own_messages_read_what_came_before(world: World) -> None:
    talk = await world.direct("chen", "li")
    await world.say("chen", talk, "one")
    await world.say("chen", talk, "two")
    assert (await world.ask(snapshots.conversation_snapshot, world.id("li"), talk)).unread == 2
    await world.say("li", talk, "three")
    snapshot = await world.ask(snapshots.conversation_snapshot, world.id("li"), talk)
    assert snapshot.unread == 0
    assert (await world.ask(snapshots.conversation_snapshot, world.id("chen"), talk)).unread == 1


async def test_marks_only_go_forward_and_only_to_what_is_there(world: World) -> None:
    talk = await world.direct("chen", "li")
    ack = await world.say("chen", talk, "one")

    async def move(who: str, delivered: int, read: int) -> int:
        batch = [marks.MarkMove(world.id(who), talk, delivered, read)]
        return len(await world.database.write(lambda tx: marks.move_marks(tx, batch)))

    assert await move("li", ack.seq + 100, 0) == 1
    assert await move("li", ack.seq, 0) == 0
    assert await move("li", 0, ack.seq) == 1
    assert await move("li", 0, 1) == 0
    assert await move("wang", 0, ack.seq) == 0
    snapshot = await world.ask(snapshots.conversation_snapshot, world.id("chen"), talk)
    seen = {mark.account: (mark.delivered_seq, mark.read_seq) for mark in snapshot.marks}
    assert seen[world.id("li")] == (ack.seq, ack.seq)


async def test_a_log_that_is_not_there_cannot_grow(world: World) -> None:
    with pytest.raises(NotFound, match="no such log"):
        await world.database.write(lambda tx: logs.lock(tx, "nowhere"))
