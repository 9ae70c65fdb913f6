"""A server that moved is found again, and only that server; a try that was asked for isn't forgotten."""

import asyncio
import ssl
from pathlib import Path

import pytest

from client.made import START
from parley.client.accounts import AccountBook, KnownAccount
from parley.client.connection import keeper, link
from parley.client.credentials import FileCredentials
from parley.client.errors import Offline
from parley.client.invitation import URLS_LIMIT, ServerAddress
from parley.client.rows import ConnectionState
from parley.client.session import Session
from parley.domain.presence import Status
from parley.protocol import frames
from support.listening import until
from support.scripted_server import ScriptedServer, session_on

GONE = "http://127.0.0.1:9"


def quiet(server: ScriptedServer, frame: frames.ClientFrame) -> None:
    if isinstance(frame, frames.Resume):
        server.say(frames.Heads(logs={}))


class Telling(ScriptedServer):
    """Names its addresses, and perhaps another fingerprint."""

    urls: tuple[str, ...] = ()
    relay = "relay"

    def welcome(self) -> None:
        self.say(
            frames.Welcome(
                version=1,
                relay=self.relay,
                epoch="epoch",
                account="me",
                device="device",
                account_log="account",
                shop_log=None,
                server_time=START,
                heartbeat_seconds=15,
                status=Status.ONLINE,
                urls=self.urls,
            )
        )


async def moved(session: Session, url: str) -> None:
    """The session was on another port."""
    session.address = ServerAddress(url)
    session._keeper._urls = [url]


async def test_a_session_follows_its_server_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "pause_after", lambda *_: 1_000.0)
    async with Telling(quiet) as server:
        session = await session_on(server, tmp_path)
        await moved(session, GONE)
        await session.start()
        await until(session, lambda: session.state is ConnectionState.OFFLINE)
        session.follow([server.url])
        await session.wait_online()
        assert session.address.urls == (server.url, GONE)
        await session.stop()


async def test_a_session_that_is_led_elsewhere_while_it_tries_goes_there_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "pause_after", lambda *_: 0.0)
    open_link, tried = link.open_link, list[str]()
    began, given_up = asyncio.Event(), asyncio.Event()

    async def open_slowly(url: str, context: ssl.SSLContext | None) -> link.Link:
        tried.append(url)
        if url == GONE:
            began.set()
            await given_up.wait()
            raise Offline()
        return await open_link(url, context)

    monkeypatch.setattr(link, "open_link", open_slowly)
    async with Telling(quiet) as server:
        session = await session_on(server, tmp_path)
        await moved(session, GONE)
        await session.start()
        await began.wait()
        session.follow([server.url])
        given_up.set()
        await session.wait_online()
        assert tried == [GONE, server.url]
        await session.stop()


async def test_another_server_at_the_address_is_left_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "pause_after", lambda *_: 0.0)
    async with Telling(quiet) as stranger, Telling(quiet) as server:
        stranger.relay = "another"
        session = await session_on(server, tmp_path)
        await moved(session, stranger.url)
        await session.start()
        session.follow([stranger.url, server.url])
        await session.wait_online()
        assert not any(isinstance(frame, frames.Resume) for frame in stranger.heard)
        await session.stop()


async def test_addresses_the_server_names_are_kept_behind_the_one_that_works(tmp_path: Path) -> None:
    async with Telling(quiet) as server:
        server.urls = ("https://192.168.1.20:8787", "http://192.168.1.20:8787", server.url, "nonsense")
        session = await session_on(server, tmp_path)
        await session.start()
        await session.wait_online()
        assert session.address.urls == (server.url, "https://192.168.1.20:8787")
        await session.stop()


async def test_a_try_asked_for_during_one_that_fails_follows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "pause_after", lambda *_: 1_000.0)
    async with ScriptedServer(quiet) as server:
        session = await session_on(server, tmp_path)
        real, is_trying, may_fail = link.open_link, asyncio.Event(), asyncio.Event()

        async def fails_once(url: str, context: object) -> link.Link:
            if not may_fail.is_set():
                is_trying.set()
                await may_fail.wait()
                raise Offline()
            return await real(url, context)  # type: ignore[arg-type]

        monkeypatch.setattr(link, "open_link", fails_once)
        await session.start()
        await is_trying.wait()
        session.retry_now()
        may_fail.set()
        await session.wait_online()
        await session.stop()


def test_accounts_of_that_server_alone_follow_it(tmp_path: Path) -> None:
    book = AccountBook(tmp_path, credentials=FileCredentials(tmp_path))
    old = ServerAddress("https://10.0.0.1:8787", "c" * 64)
    book._save(
        [
            KnownAccount(account=a, handle=a, display_name=a, shop_name="", address=old, relay=relay)
            for a, relay in (("mine", "r1"), ("theirs", "r2"), ("unknown", ""))
        ]
    )
    book.follow("r1", ["https://10.0.0.1:8788"])
    book.follow("", ["https://10.0.0.1:6666"])
    addresses = {known.account: known.address for known in book.accounts()}
    assert addresses["mine"] == ServerAddress("https://10.0.0.1:8788", "c" * 64, ("https://10.0.0.1:8787",))
    assert addresses["theirs"] == addresses["unknown"] == old


def test_a_server_that_wanders_doesnt_make_the_list_endless() -> None:
    address = ServerAddress("https://10.0.0.1:1")
    for port in range(2, 30):
        address = address.with_urls([f"https://10.0.0.1:{port}"])
    assert len(address.urls) == URLS_LIMIT
    assert address.url == "https://10.0.0.1:29"
