"""One address can't take all the connections, and gets a clear answer instead of silence."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from parley.relay import addresses
from parley.relay.serving import Crowd
from relay.live import live_shop


async def test_too_many_connections_of_one_address_are_refused_until_one_goes(tmp_path: Path) -> None:
    async with live_shop(tmp_path, connections_per_address=3, has_rate_limits=True) as shop:
        url = urlsplit(shop.relay.listening.url)
        assert url.hostname is not None
        await shop.http.aclose()
        idle = [await asyncio.open_connection(url.hostname, url.port) for _ in range(3)]
        reader, writer = await asyncio.open_connection(url.hostname, url.port)
        answer = (await reader.read()).decode()
        assert answer.startswith("HTTP/1.1 429 ")
        assert '"code":"too_many"' in answer
        assert "retry-after: " in answer
        writer.close()
        for _, open_writer in idle:
            open_writer.close()
            await open_writer.wait_closed()


def test_who_is_gone_makes_room() -> None:
    crowd = Crowd(2)
    assert [crowd.enter("a"), crowd.enter("a"), crowd.enter("a"), crowd.enter("b")] == [
        True,
        True,
        False,
        True,
    ]
    crowd.leave("a")
    assert crowd.enter("a")
    assert all(Crowd(None).enter("a") for _ in range(5_000))


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("0.0.0.0", ("192.168.1.20",)),
        ("", ("192.168.1.20",)),
        ("::", ("192.168.1.20", "2001:db8::20")),
        ("10.1.1.1", ("10.1.1.1",)),
    ],
)
def test_an_invitation_names_addresses_that_answer(
    host: str, expected: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "local_addresses", lambda: ("192.168.1.20", "2001:db8::20"))
    assert addresses.reachable_hosts(host) == expected
