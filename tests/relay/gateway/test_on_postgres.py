"""The same relay on PostgreSQL: order per conversation, one effect per message, rights that end."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from parley.domain.events import Event, MessageCreated
from parley.domain.message import text_of
from parley.protocol import frames
from relay.live import Shop, live_shop
from relay.postgres_server import PostgresServer


@pytest.fixture
async def shop(tmp_path: Path, postgres: PostgresServer) -> AsyncIterator[Shop]:
    name = await postgres.create()
    async with live_shop(tmp_path, "chen", "wang", "anna", database_url=postgres.url(name)) as made:
        yield made
    await postgres.drop(name)


async def test_bursts_into_two_conversations_keep_their_orders(shop: Shop) -> None:
    chen, wang, anna = [await shop.connect(handle) for handle in ("chen", "wang", "anna")]
    talks = [shop.opening_of("wang"), shop.opening_of("anna")]
    for n in range(60):
        chen.say_only(talks[n % 2], str(n))
    for wire, expected in ((wang, range(0, 60, 2)), (anna, range(1, 60, 2))):
        events = [
            await wire.next(Event, lambda event: isinstance(event.body, MessageCreated)) for _ in expected
        ]
        texts = [text_of(event.body.parts) for event in events if isinstance(event.body, MessageCreated)]
        assert texts == [str(n) for n in expected]
        assert [event.seq for event in events] == list(range(2, 32))


async def test_the_last_choice_of_status_holds(shop: Shop) -> None:
    wang = await shop.connect("wang")
    for status in ("busy", "away", "online", "busy"):
        wang.send_raw(b'{"type":"SetPresence","status":"%s"}' % status.encode())
    await wang.settle()
    chen = await shop.connect("chen")
    if (await chen.resume()).presence.get(shop.account("wang")) != "busy":
        await chen.next(frames.PresenceChanged, lambda f: f.people.get(shop.account("wang")) == "busy")
    again = await shop.connect("wang")
    assert isinstance(again.seen[0], frames.Welcome)


async def test_text_no_database_can_store_is_refused_everywhere(shop: Shop) -> None:
    wang = await shop.connect("wang")
    wang.say_only("a\0b", "x")
    assert (await wang.next(frames.Refused)).code == "text_invalid"
    for method, path, body in (
        ("POST", "/conversations/direct", {"account": "\0"}),
        ("POST", "/contacts", {"account": "x", "message": "\0"}),
        ("PATCH", "/me/profile", {"signature": "\0"}),
        ("PUT", "/me/settings/theme", {"value": "\0"}),
        ("POST", "/sessions", {"handle": "\0", "password": "\0", "device": {"name": "\0", "public_key": ""}}),
    ):
        answer = await shop.try_call("wang", method, path, body)
        assert (answer.status_code, answer.json()["code"]) == (422, "text_invalid"), path
    assert (await shop.try_call("wang", "GET", "/people?query=%00")).status_code == 400


async def test_signing_out_closes_the_socket(shop: Shop) -> None:
    wang = await shop.connect("wang")
    await shop.call("wang", "DELETE", "/sessions/current")
    assert (await wang.closed())[0] == frames.CLOSE_SIGNED_OUT
