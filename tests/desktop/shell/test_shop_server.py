"""The shop's server as a process of its own: started once, found by anyone, stopped in order."""

import asyncio
import sys
from pathlib import Path

import pytest

from parley.desktop.platform.reachability import Outside, check_reach, outside_of
from parley.desktop.platform.shop_server import ShopServer, ShopServerFailed


async def test_it_is_started_once_and_found_by_others(tmp_path: Path) -> None:
    server = ShopServer(tmp_path / "shop", host="127.0.0.1")
    assert server.find() is None
    assert not server.exists
    running = await server.start()
    try:
        assert running.owner_invite
        assert server.exists
        assert await server.start() == running, "starting it again finds it"
        other = ShopServer(tmp_path / "shop")
        assert other.find() == running
        reach = await check_reach(running.url)
        assert reach.port > 0
    finally:
        await ShopServer(tmp_path / "shop").stop()
    assert server.find() is None


async def test_the_port_stays_the_same(tmp_path: Path) -> None:
    server = ShopServer(tmp_path, host="127.0.0.1")
    first = await server.start()
    await server.stop()
    process = server._process
    assert process is not None
    await asyncio.to_thread(process.wait, 10)
    again = await server.start()
    try:
        assert again.url == first.url
        assert again.relay == first.relay
    finally:
        await server.stop()


async def test_a_server_that_fails_says_why(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; print('parley relay: no such luck', file=sys.stderr); sys.exit(1)",
    ]
    with pytest.raises(ShopServerFailed, match="no such luck"):
        await ShopServer(tmp_path, command=command, host="127.0.0.1").start()


def test_a_note_left_by_a_crash_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "running.json").write_text('{"url":"http://127.0.0.1:1","pid":1,"relay":"x"}', "utf-8")
    (tmp_path / "relay.lock").touch()
    assert ShopServer(tmp_path).find() is None


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ((), Outside.NO_NETWORK),
        (("192.168.1.5",), Outside.BEHIND_ROUTER),
        (("10.0.0.2", "100.64.1.1"), Outside.BEHIND_ROUTER),
        (("192.168.1.5", "8.8.8.8"), Outside.UNTESTED),
    ],
)
def test_what_is_said_about_the_outside(addresses: tuple[str, ...], expected: Outside) -> None:
    assert outside_of(addresses) is expected
