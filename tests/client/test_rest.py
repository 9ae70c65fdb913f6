"""Calls to the server."""

import asyncio

from parley.client.connection.rest import Rest
from parley.client.connection.trust import Trust


async def test_two_first_calls_at_once_share_one_client() -> None:
    """Of two, one would never be closed, with the connections it keeps."""
    rest = Rest("http://127.0.0.1:9", Trust())
    first, second = await asyncio.gather(rest._open(), rest._open())
    assert first is second
    await rest.close()
    assert first.is_closed
