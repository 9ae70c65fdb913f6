"""Presence: told to those who may see it, within two seconds, and to nobody else."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from parley.domain.presence import Status
from parley.protocol import frames
from relay.live import Shop, Wire, live_shop


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with live_shop(tmp_path, "chen", "li", "wang", "anna", ping_seconds=0.2) as made:
        yield made


async def told(wire: Wire, account: str, status: Status) -> None:
    """Waits at most two seconds, as promised."""
    async with asyncio.timeout(2):
        await wire.next(frames.PresenceChanged, lambda f: f.people.get(account) is status)


def ever_told(wire: Wire, account: str) -> list[Status]:
    return [
        f.people[account]
        for f in wire.drained()
        if isinstance(f, frames.PresenceChanged)
        if account in f.people
    ]


async def test_coming_and_going_reaches_who_may_see_it(shop: Shop) -> None:
    chen, anna = await shop.connect("chen"), await shop.connect("anna")
    wang = await shop.connect("wang")
    account = shop.account("wang")
    await told(chen, account, Status.ONLINE)
    wang.send(frames.SetPresence(status=Status.BUSY))
    await told(chen, account, Status.BUSY)
    wang.send(frames.SetPresence(status=Status.INVISIBLE))
    await told(chen, account, Status.OFFLINE)
    wang.send(frames.SetPresence(status=Status.ONLINE))
    await told(chen, account, Status.ONLINE)
    wang.cut()
    await told(chen, account, Status.OFFLINE)
    await anna.settle()
    assert ever_told(anna, account) == []


async def test_a_silent_socket_shows_as_offline(shop: Shop) -> None:
    """With the product's 10 s this is within 30 s; the test's heartbeat is 0.2 s."""
    chen = await shop.connect("chen")
    await shop.connect("wang", answers_pings=False)
    await told(chen, shop.account("wang"), Status.ONLINE)
    await told(chen, shop.account("wang"), Status.OFFLINE)


async def test_away_only_when_all_devices_are_idle(shop: Shop) -> None:
    chen, one = await shop.connect("chen"), await shop.connect("wang")
    two = await shop.connect("wang")
    account = shop.account("wang")
    await told(chen, account, Status.ONLINE)
    one.send(frames.SetPresence(is_idle=True))
    await one.settle()
    two.send(frames.SetPresence(is_idle=True))
    await told(chen, account, Status.AWAY)
    one.send(frames.SetPresence(is_idle=False))
    await told(chen, account, Status.ONLINE)
    assert ever_told(chen, account) == [Status.ONLINE, Status.AWAY, Status.ONLINE]


async def test_ones_choice_comes_to_ones_other_devices_and_outlives_the_socket(shop: Shop) -> None:
    one, two = await shop.connect("wang"), await shop.connect("wang")
    account = shop.account("wang")
    one.send(frames.SetPresence(status=Status.INVISIBLE))
    await told(two, account, Status.INVISIBLE)
    one.cut()
    two.cut()
    await one.closed()
    await two.closed()
    again = await shop.connect("wang")
    welcome = again.seen[0]
    assert isinstance(welcome, frames.Welcome)
    assert welcome.status is Status.INVISIBLE


async def test_a_status_set_as_a_setting_is_shown_too(shop: Shop) -> None:
    chen, _ = await shop.connect("chen"), await shop.connect("wang")
    await told(chen, shop.account("wang"), Status.ONLINE)
    await shop.call("wang", "PUT", "/me/settings/status", {"value": "busy"})
    await told(chen, shop.account("wang"), Status.BUSY)
    await shop.call("wang", "DELETE", "/me/settings/status")
    await told(chen, shop.account("wang"), Status.ONLINE)


async def test_heads_tell_who_is_there(shop: Shop) -> None:
    await shop.connect("wang")
    await shop.connect("anna")
    chen = await shop.connect("chen")
    heads = await chen.resume()
    there = {shop.account(handle): Status.ONLINE for handle in ("wang", "anna", "chen")}
    assert heads.presence == there
    wang = await shop.connect("wang")
    assert (await wang.resume()).presence.keys() == {shop.account("chen"), shop.account("wang")}


async def test_a_status_nobody_can_choose_is_refused(shop: Shop) -> None:
    wang = await shop.connect("wang")
    wang.send(frames.SetPresence(status=Status.OFFLINE))
    refused = await wang.next(frames.Refused)
    assert (refused.code, refused.field) == ("status_invalid", "status")


async def test_a_blocked_person_learns_nothing(shop: Shop) -> None:
    """From the block on Chen looks gone to Wang: no presence, no typing, no marks, no new profile, no other words."""
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    talk, account = shop.opening_of("wang"), shop.account("chen")
    await wang.say(talk, "在吗")
    await told(wang, account, Status.ONLINE)
    await shop.call("chen", "PUT", f"/blocks/{shop.account('wang')}")
    await told(wang, account, Status.OFFLINE)
    await wang.settle()
    wang.drained().clear()
    chen.send(frames.SetPresence(status=Status.BUSY))
    chen.send(frames.MarkRead(conversation=talk, seq=2))
    chen.send(frames.SetTyping(conversation=talk, is_typing=True))
    await shop.call("chen", "PATCH", "/me/profile", {"signature": "休息中"})
    await told(chen, account, Status.BUSY)
    again = await shop.connect("chen", token=(await shop.sign_in("chen")).token)
    await again.resume()
    assert account not in (await wang.resume()).presence
    await wang.settle()
    leaked = [frame for frame in wang.drained() if not isinstance(frame, (frames.Pong, frames.Heads))]
    assert leaked == []
    assert (await shop.call("wang", "GET", f"/people/{account}"))["signature"] == ""
    wang.say_only(talk, "请回复")
    assert (await wang.next(frames.Refused)).code == "cannot_write"


async def test_who_was_blocked_disturbs_nobody_by_typing(shop: Shop) -> None:
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    await shop.call("chen", "PUT", f"/blocks/{shop.account('wang')}")
    wang.send(frames.SetTyping(conversation=shop.opening_of("wang"), is_typing=True))
    await wang.settle()
    wang.cut()
    await wang.gone.wait()
    await chen.resume()
    assert not any(isinstance(frame, frames.TypingChanged) for frame in await chen.settle())


async def test_who_is_invisible_is_not_given_away_by_writing(shop: Shop) -> None:
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    talk, account = shop.opening_of("wang"), shop.account("wang")
    await told(chen, account, Status.ONLINE)
    wang.send(frames.SetTyping(conversation=talk, is_typing=True))
    assert (await chen.next(frames.TypingChanged)).is_typing
    wang.send(frames.SetPresence(status=Status.INVISIBLE))
    await told(chen, account, Status.OFFLINE)
    wang.send(frames.SetTyping(conversation=talk, is_typing=False))
    assert not (await chen.next(frames.TypingChanged)).is_typing
    wang.send(frames.SetTyping(conversation=talk, is_typing=True))
    wang.send(frames.SetPresence(status=Status.ONLINE))
    await told(chen, account, Status.ONLINE)
    wang.send(frames.SetTyping(conversation=talk, is_typing=True))
    assert (await chen.next(frames.TypingChanged)).is_typing
    typing = [frame for frame in chen.drained() if isinstance(frame, frames.TypingChanged)]
    assert [frame.is_typing for frame in typing] == [True, False, True]


async def test_lifting_a_block_shows_the_person_again(shop: Shop) -> None:
    await shop.connect("chen")
    wang = await shop.connect("wang")
    await told(wang, shop.account("chen"), Status.ONLINE)
    await shop.call("chen", "PUT", f"/blocks/{shop.account('wang')}")
    await told(wang, shop.account("chen"), Status.OFFLINE)
    await shop.call("chen", "DELETE", f"/blocks/{shop.account('wang')}")
    await told(wang, shop.account("chen"), Status.ONLINE)


async def test_leaving_a_room_ends_the_sight_of_its_members(shop: Shop) -> None:
    room = await shop.room("chen", "wang", "anna")
    wang, _ = await shop.connect("wang"), await shop.connect("anna")
    await told(wang, shop.account("anna"), Status.ONLINE)
    await shop.call("anna", "DELETE", f"/conversations/{room}/members/{shop.account('anna')}")
    await told(wang, shop.account("anna"), Status.OFFLINE)
