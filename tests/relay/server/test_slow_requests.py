"""Who begins a request and doesn't end it doesn't keep a connection for ever."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from parley.relay import serving
from parley.relay.rest import problems
from relay.live import SECONDS, live_shop

HEAD = b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"


@pytest.mark.parametrize("begun", [b"", b"GET /api/v1/relay HT", HEAD])
async def test_a_request_that_never_ends_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(serving, "REQUEST_SECONDS", 0.1)
    monkeypatch.setattr(serving, "BODY_SECONDS", 0.1)
    failed: list[str] = []
    monkeypatch.setattr(problems.log, "error", lambda event, **_: failed.append(event), raising=False)
    async with live_shop(tmp_path, "chen") as shop:
        address = urlsplit(shop.relay.listening.url)
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        writer.write(begun)
        async with asyncio.timeout(SECONDS):
            assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()
        chen = await shop.connect("chen")
        await chen.resume()
        assert (await shop.try_call("chen", "GET", "/me")).status_code == 200
    assert failed == []
