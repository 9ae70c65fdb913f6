"""Every frame of the protocol × who may send it where: outsiders change nothing and learn nothing (G10)."""

import typing
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from parley.domain.message import text_part
from parley.domain.presence import Status
from parley.foundation.ids import new_id
from parley.protocol import frames
from relay.live import PEOPLE, Shop, Wire, live_shop

SECRET = "机密价格"

# For each frame that names a log or conversation: what an outsider could send.
ASKING: dict[type, Callable[[str], frames.ClientFrame]] = {
    frames.FetchEvents: lambda log: frames.FetchEvents(ref="r", log=log, from_seq=1, to_seq=50),
    frames.SendMessage: lambda log: frames.SendMessage(
        client_message_id=new_id(), conversation=log, parts=(text_part("hello"),)
    ),
    frames.MarkDelivered: lambda log: frames.MarkDelivered(conversation=log, seq=2),
    frames.MarkRead: lambda log: frames.MarkRead(conversation=log, seq=2),
    frames.SetTyping: lambda log: frames.SetTyping(conversation=log, is_typing=True),
    frames.Resume: lambda log: frames.Resume(cursors={log: (0, 0)}),
}
PLACELESS = {frames.Hello, frames.SetPresence, frames.Ping}


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with live_shop(tmp_path) as made:
        yield made


def test_every_frame_that_names_a_place_is_asked() -> None:
    assert set(ASKING) | PLACELESS == set(typing.get_args(frames.ClientFrame))


async def test_outsiders_get_nothing_by_any_frame(shop: Shop) -> None:
    room = await shop.room("chen", "wang", title=SECRET)
    chen = await shop.connect("chen")
    await chen.say(room, SECRET)
    wires = {handle: await shop.connect(handle) for handle in PEOPLE if handle not in ("chen", "wang")}
    insider = await shop.connect("wang")
    for wire in wires.values():
        for make in ASKING.values():
            wire.send(make(room))
    await insider.say(room, SECRET)
    insider.send(frames.SetTyping(conversation=room, is_typing=True))
    insider.send(frames.MarkRead(conversation=room, seq=3))
    insider.send(frames.SetPresence(status=Status.BUSY))
    await chen.next(frames.MarksMoved, lambda f: any(m.read_seq >= 3 for m in f.marks))
    for handle, wire in wires.items():
        heads = await wire.next(frames.Heads)
        assert room not in heads.logs
        assert room in heads.gone
        await wire.settle()
        assert leaks(wire, room, heads) == [], handle
        refused = [frame for frame in wire.drained() if isinstance(frame, frames.Refused)]
        assert {frame.code for frame in refused} == {"no_such_conversation"}, handle
    # Nothing they sent is in the room, and nobody there heard of it.
    page = await shop.call("chen", "GET", f"/logs/{room}/events")
    outsiders = {shop.account(handle) for handle in wires}
    assert not outsiders & {event["party"] for event in page["events"]}
    for wire in (chen, insider):
        await wire.settle()
        told = [f for f in wire.drained() if isinstance(f, (frames.TypingChanged, frames.MarksMoved))]
        assert not any(account in str(frame) for account in outsiders for frame in told)


async def test_the_invited_see_nothing_before_they_join(shop: Shop) -> None:
    room = await shop.room("chen", title=SECRET)
    chen = await shop.connect("chen")
    await chen.say(room, SECRET)
    await shop.call("chen", "POST", f"/conversations/{room}/members", {"account": shop.account("wang")})
    wang = await shop.connect("wang")
    for make in ASKING.values():
        wang.send(make(room))
    heads = await wang.next(frames.Heads)
    assert room not in heads.logs
    await wang.settle()
    assert not any(SECRET in str(frame) for frame in wang.drained() if not isinstance(frame, frames.Heads))


async def test_the_account_log_of_somebody_else_is_not_there(shop: Shop) -> None:
    for handle in ("li", "wang"):
        wire = await shop.connect(handle)
        wire.send(frames.FetchEvents(ref="r", log=shop.account("chen"), from_seq=1, to_seq=10))
        assert (await wire.next(frames.Refused)).code == "no_such_conversation"


async def test_customers_never_learn_of_each_other(shop: Shop) -> None:
    """Presence, profiles, typing, heads: whatever happens, Anna hears nothing of Wang."""
    anna, wang = await shop.connect("anna"), await shop.connect("wang")
    chen = await shop.connect("chen")
    await wang.say(shop.opening_of("wang"), SECRET)
    wang.send(frames.SetTyping(conversation=shop.opening_of("wang"), is_typing=True))
    wang.send(frames.SetPresence(status=Status.BUSY))
    await chen.next(frames.PresenceChanged, lambda f: f.people.get(shop.account("wang")) is Status.BUSY)
    await shop.call("wang", "PATCH", "/me/profile", {"signature": SECRET})
    await anna.resume()
    await anna.settle()
    seen = str(anna.drained())
    assert shop.account("wang") not in seen
    assert SECRET not in seen


def leaks(wire: Wire, room: str, heads: frames.Heads) -> list[Any]:
    """Frames that speak of the room, but for the refusals and the echo of the own cursor."""
    kept = [f for f in wire.drained() if not isinstance(f, frames.Refused) and f is not heads]
    return [frame for frame in kept if room in str(frame) or SECRET in str(frame)]
