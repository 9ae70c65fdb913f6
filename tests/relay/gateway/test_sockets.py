"""A socket's life: its greeting, its right to be there, its pace, its end."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from picows import WSMsgType

from parley.domain.events import Event
from parley.foundation.clock import SystemClock
from parley.protocol import frames
from parley.protocol.codec import encode
from parley.relay.actions import devices
from parley.relay.actions.actor import Actor
from parley.relay.storage.opening import open_database, sqlite_url
from relay.live import Shop, live_shop


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with live_shop(tmp_path, "chen", "wang", ping_seconds=0.2) as made:
        yield made


async def test_an_unknown_token_is_told_so_and_closed(shop: Shop) -> None:
    wire = await shop.open_wire()
    wire.send(frames.Hello(versions=(1,), token="parley_nobody"))
    assert await wire.closed() == (frames.CLOSE_SIGNED_OUT, "this token is not valid")


async def test_a_client_without_a_common_version_is_asked_to_update(shop: Shop) -> None:
    wire = await shop.open_wire()
    wire.send(frames.Hello(versions=(99,), token=shop.people["chen"].token))
    code, reason = await wire.closed()
    assert code == frames.CLOSE_UPDATE_NEEDED
    assert "update" in reason


@pytest.mark.parametrize("first", [b"{}", b"not json", b'{"type":"Ping"}', b'{"type":"Resume","cursors":{}}'])
async def test_whoever_doesnt_begin_with_hello_is_closed(shop: Shop, first: bytes) -> None:
    wire = await shop.open_wire()
    wire.send_raw(first)
    assert (await wire.closed())[0] == frames.CLOSE_SIGNED_OUT


async def test_whoever_says_nothing_is_closed(tmp_path: Path) -> None:
    async with live_shop(tmp_path, "chen", greeting_seconds=0.1) as shop:
        wire = await shop.open_wire()
        assert (await wire.closed())[0] == frames.CLOSE_SIGNED_OUT


async def test_commands_may_follow_hello_at_once(shop: Shop) -> None:
    wire = await shop.open_wire()
    wire.send(frames.Hello(versions=(1,), token=shop.people["chen"].token))
    wire.send(frames.Resume(cursors={}))
    wire.send(frames.Ping(ref="after"))
    await wire.next(frames.Pong)
    assert isinstance(wire.seen[0], frames.Welcome)
    assert any(isinstance(frame, frames.Heads) for frame in wire.seen) or await wire.next(frames.Heads)


async def test_a_second_hello_is_refused_and_harmless(shop: Shop) -> None:
    chen = await shop.connect("chen")
    chen.send(frames.Hello(versions=(1,), token="parley_other"))
    assert (await chen.next(frames.Refused)).code == "already_greeted"
    await chen.resume()


async def test_signing_out_closes_the_devices_sockets_and_no_others(shop: Shop) -> None:
    first = await shop.connect("chen")
    second = await shop.connect("chen", token=(await shop.sign_in("chen")).token)
    await shop.call("chen", "DELETE", "/sessions/current")
    assert (await first.closed())[0] == frames.CLOSE_SIGNED_OUT
    await second.resume()
    assert (await shop.try_call("chen", "GET", "/me")).status_code == 401


async def test_a_closed_account_loses_its_sockets(shop: Shop) -> None:
    wang = await shop.connect("wang")
    await shop.call("chen", "PATCH", f"/accounts/{shop.account('wang')}", {"is_disabled": True})
    assert (await wang.closed())[0] == frames.CLOSE_SIGNED_OUT
    assert (await shop.try_call("wang", "GET", "/me")).status_code == 401


async def test_what_another_process_revokes_is_noticed(shop: Shop, tmp_path: Path) -> None:
    """`parley admin` and other nodes only share the database with us."""
    wang = await shop.connect("wang")
    person = shop.people["wang"]
    other = await open_database(sqlite_url(tmp_path / "parley.sqlite"))
    actor = Actor(person.account, person.device, person.profile.kind)
    await other.write(lambda tx: devices.sign_out(tx, actor, SystemClock().now()))
    await other.close()
    assert (await wang.closed())[0] == frames.CLOSE_SIGNED_OUT


async def test_a_silent_peer_is_cut_and_a_living_one_stays(shop: Shop) -> None:
    dead = await shop.connect("wang", answers_pings=False)
    alive = await shop.connect("wang")
    assert (await dead.closed())[0] == 1006
    await alive.resume()


async def test_a_frame_over_the_limit_closes_with_1009(shop: Shop) -> None:
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    wang.send_raw(b" " * (frames.FRAME_LIMIT_BYTES + 1))
    assert (await wang.closed())[0] == frames.CLOSE_TOO_BIG
    await chen.resume()


async def test_pieces_over_the_limit_close_with_1009(shop: Shop) -> None:
    wang = await shop.connect("wang")
    assert wang.transport is not None
    wang.transport.send(WSMsgType.TEXT, b" " * 200_000, fin=False)
    wang.transport.send(WSMsgType.CONTINUATION, b" " * 200_000, fin=False)
    assert (await wang.closed())[0] == frames.CLOSE_TOO_BIG


async def test_endless_fragments_close_with_1009_and_hold_nobody_up(shop: Shop) -> None:
    """Empty fragments add no bytes: only their number can end them."""
    chen, wang = await shop.connect("chen"), await shop.connect("wang")
    assert wang.transport is not None
    wang.transport.send(WSMsgType.TEXT, b" ", fin=False)
    for _ in range(20_000):
        wang.transport.send(WSMsgType.CONTINUATION, b"", fin=False)
    assert (await wang.closed())[0] == frames.CLOSE_TOO_BIG
    await chen.resume()


async def test_binary_frames_are_not_spoken_here(shop: Shop) -> None:
    wang = await shop.connect("wang")
    assert wang.transport is not None
    wang.transport.send(WSMsgType.BINARY, encode(frames.Ping()))
    assert (await wang.closed())[0] == 1003


async def test_no_account_has_more_sockets_than_its_limit(tmp_path: Path) -> None:
    async with live_shop(tmp_path, "chen", "wang", sockets_per_account=2, has_rate_limits=True) as shop:
        held = [await shop.connect("chen"), await shop.connect("chen")]
        third = await shop.open_wire()
        third.send(frames.Hello(versions=(1,), token=shop.people["chen"].token))
        assert (await third.closed())[0] == frames.CLOSE_TOO_MANY
        await shop.connect("wang")
        held[0].cut()
        await held[0].closed()
        await held[1].settle()
        await shop.connect("chen")


async def test_no_address_has_more_sockets_than_its_limit(tmp_path: Path) -> None:
    async with live_shop(tmp_path, "chen", sockets_per_address=1, has_rate_limits=True) as shop:
        await shop.connect("chen")
        assert (await (await shop.open_wire()).closed())[0] == frames.CLOSE_TOO_MANY


async def test_a_slow_consumer_is_closed_and_others_feel_nothing(tmp_path: Path) -> None:
    async with live_shop(tmp_path, "chen", "wang", buffer_limit_bytes=200_000) as shop:
        wang = await shop.connect("wang")
        slow = await shop.connect("chen")
        quick = await shop.connect("chen")
        assert slow.transport is not None
        slow.transport.underlying_transport.pause_reading()
        sockets = shop.relay.sockets.of(shop.account("chen"))
        for _ in range(200):
            wang.send_long(shop.opening_of("wang"))
            await wang.next(frames.Acked)
            await quick.next(Event)
            if any(connection.is_closing for connection in sockets):
                break
        assert [connection.is_closing for connection in sockets].count(True) == 1
        slow.transport.underlying_transport.resume_reading()
        assert (await slow.closed())[0] == frames.CLOSE_TOO_SLOW
        await quick.resume()


async def test_rate_limits_name_the_time_to_wait(tmp_path: Path) -> None:
    async with live_shop(tmp_path, "chen", "wang", has_rate_limits=True) as shop:
        wang = await shop.connect("wang")
        sent = [wang.say_only(shop.opening_of("wang"), str(n)) for n in range(400)]
        refused = await wang.next(frames.Refused)
        assert refused.code == "too_many"
        assert refused.ref in sent
        assert refused.retry_after is not None
        assert 0 < refused.retry_after < 5


async def test_the_relay_goes_down_without_losing_what_it_took(tmp_path: Path) -> None:
    async with live_shop(tmp_path, "chen", "wang") as shop:
        wang = await shop.connect("wang")
        talk = shop.opening_of("wang")
        for n in range(50):
            wang.say_only(talk, str(n))
        await wang.next(frames.Acked)
        leaving = asyncio.create_task(shop.relay.gateway.drain(2))
        assert (await wang.closed())[0] == frames.CLOSE_GOING_DOWN
        await leaving
        acked = [frame.seq for frame in wang.drained() if isinstance(frame, frames.Acked)]
        answer = await shop.call("wang", "GET", f"/logs/{talk}/events?limit=500")
        assert answer["head_seq"] == 1 + len(acked) == max(acked)
