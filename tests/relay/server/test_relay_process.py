"""`parley relay` as a process: how it starts, says so, refuses to start twice, and goes down."""

import asyncio
import hashlib
import json
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from picows import ws_connect

from parley.protocol import frames
from relay.live import PASSWORD, Wire, device

SECONDS = 20.0
RUN = "import sys; from parley.cli.main import main; sys.exit(main(sys.argv[1:]))"


class Running:
    """A relay process and what it said about itself."""

    def __init__(self, process: asyncio.subprocess.Process, said: dict[str, Any]) -> None:
        self.process = process
        self.said = said

    def signal(self, number: int) -> None:
        os.kill(self.said["pid"], number)

    async def ended(self) -> int:
        async with asyncio.timeout(SECONDS):
            return await self.process.wait()


@asynccontextmanager
async def relay_process(*arguments: str, before: tuple[str, ...] = ()) -> AsyncIterator[Running]:
    process = await asyncio.create_subprocess_exec(
        *before,
        sys.executable,
        "-c",
        RUN,
        "relay",
        "--no-rate-limits",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(SECONDS):
            line = await process.stdout.readline()
        yield Running(process, json.loads(line))
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, "relay", *arguments],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def wish(said: dict[str, Any]) -> dict[str, Any]:
    code = said["owner_invite"].partition("/i/")[2].partition("#")[0]
    return {
        "code": code,
        "display_name": "陈明",
        "shop_name": "云岭茶行",
        "password": PASSWORD,
        "device": device("desktop"),
    }


async def open_shop(said: dict[str, Any], **client: Any) -> Any:
    async with httpx.AsyncClient(base_url=said["url"], **client) as http:
        answer = await http.post("/api/v1/accounts", json=wish(said))
        assert answer.is_success, answer.text
        return answer.json()


async def welcomed(said: dict[str, Any], token: str, **options: Any) -> Wire:
    url = said["url"].replace("http", "ws", 1) + frames.SOCKET_PATH
    _, wire = await ws_connect(Wire, url, **options)
    assert isinstance(wire, Wire)
    wire.send(frames.Hello(versions=(1,), token=token))
    await wire.next(frames.Welcome)
    return wire


async def test_it_says_where_it_listens_and_leaves_a_private_note(tmp_path: Path) -> None:
    async with relay_process("--data", str(tmp_path), "--port", "0") as relay:
        said = relay.said
        assert said["event"] == "listening"
        assert said["url"].startswith("http://127.0.0.1:")
        assert said["cert"] is None
        note = tmp_path / "running.json"
        assert json.loads(note.read_text()) == said
        if os.name == "posix":
            assert note.stat().st_mode & 0o077 == 0
            assert (tmp_path / "identity.pem").stat().st_mode & 0o077 == 0
        owner = await open_shop(said)
        assert owner["relay"] == said["relay"]
        relay.signal(signal.SIGTERM)
        assert await relay.ended() == 0
        assert not note.exists()
    async with relay_process("--data", str(tmp_path), "--port", "0") as again:
        assert again.said["relay"] == said["relay"]
        assert again.said["owner_invite"] is None


async def test_two_relays_never_share_a_folder_or_a_port(tmp_path: Path) -> None:
    async with relay_process("--data", str(tmp_path / "one"), "--port", "0") as relay:
        second = await asyncio.to_thread(run, "--data", str(tmp_path / "one"), "--port", "0")
        assert (second.returncode, second.stdout) == (1, "")
        assert "already running" in second.stderr
        port = relay.said["url"].rpartition(":")[2]
        other = await asyncio.to_thread(run, "--data", str(tmp_path / "two"), "--port", port)
        assert (other.returncode, other.stdout) == (1, "")
        assert "in use" in other.stderr
        assert "Traceback" not in second.stderr + other.stderr


def test_what_cant_be_used_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"not a folder")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "parley.sqlite").write_bytes(b"not a database, but long enough to look like one " * 50)
    away = "postgresql://parley:geheim@127.0.0.1:1/parley"
    for arguments, words in (
        (("--data", str(file)), "Can't write to the data folder"),
        (("--data", str(broken)), "The database can't be used"),
        (("--data", str(tmp_path / "new"), "--database", away), "The database can't be used"),
    ):
        ended = run(*arguments, "--port", "0")
        assert (ended.returncode, ended.stdout) == (1, "")
        assert ended.stderr.startswith("parley relay: " + words)
        assert "Traceback" not in ended.stderr
        assert "geheim" not in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--port", "99999"), ("--cert", "x"), ("--plain", "--cert", "x", "--key", "y"), ("--nonsense",)],
)
def test_wrong_usage_is_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


async def test_sigterm_answers_what_was_begun_and_closes_with_1012(tmp_path: Path) -> None:
    async with relay_process("--data", str(tmp_path), "--port", "0") as relay:
        owner = await open_shop(relay.said)
        wire = await welcomed(relay.said, owner["token"])
        for n in range(100):
            wire.say_only(owner["opening"], str(n))
        await wire.next(frames.Acked)
        relay.signal(signal.SIGTERM)
        assert (await wire.closed())[0] == frames.CLOSE_GOING_DOWN
        assert await relay.ended() == 0
        acked = max(frame.seq for frame in wire.drained() if isinstance(frame, frames.Acked))
    async with relay_process("--data", str(tmp_path), "--port", "0") as again:
        async with httpx.AsyncClient(base_url=again.said["url"]) as http:
            bearer = {"Authorization": f"Bearer {owner['token']}"}
            page = (await http.get(f"/api/v1/logs/{owner['opening']}/events", headers=bearer)).json()
        assert page["head_seq"] == acked


async def test_what_a_killed_relay_acknowledged_is_there_again(tmp_path: Path) -> None:
    async with relay_process("--data", str(tmp_path), "--port", "0") as relay:
        owner = await open_shop(relay.said)
        wire = await welcomed(relay.said, owner["token"])
        for n in range(200):
            wire.say_only(owner["opening"], str(n))
        await wire.next(frames.Acked)
        relay.process.kill()
        await wire.closed()
        acked = {frame.seq for frame in wire.drained() if isinstance(frame, frames.Acked)}
    async with relay_process("--data", str(tmp_path), "--port", "0") as again:
        wire = await welcomed(again.said, owner["token"])
        wire.send(frames.FetchEvents(ref="all", log=owner["opening"], from_seq=1, to_seq=500))
        events = (await wire.next(frames.Events)).events
        wire.cut()
        assert [event.seq for event in events] == list(range(1, len(events) + 1))
        assert acked <= {event.seq for event in events}


async def test_beyond_loopback_it_speaks_tls_with_the_pinned_certificate(tmp_path: Path) -> None:
    async with relay_process("--data", str(tmp_path), "--host", "0.0.0.0", "--port", "0") as relay:
        said = relay.said
        assert said["url"].startswith("https://")
        assert f"cert={said['cert']}" in said["owner_invite"]
        port = int(said["url"].rpartition(":")[2])
        pem = await asyncio.to_thread(ssl.get_server_certificate, ("127.0.0.1", port))
        assert hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest() == said["cert"]
        pinned = ssl.create_default_context(cadata=pem)
        pinned.verify_flags |= ssl.VERIFY_X509_STRICT
        here = {**said, "url": f"https://127.0.0.1:{port}"}
        owner = await open_shop(here, verify=pinned)
        wire = await welcomed(here, owner["token"], ssl_context=pinned)
        for _ in range(10):
            wire.send_long(owner["opening"])
            await wire.next(frames.Acked)
        wire.cut()
        with pytest.raises(httpx.ConnectError):
            await open_shop(here)


async def test_a_connection_that_is_kept_for_later_delays_no_stop(tmp_path: Path) -> None:
    async with relay_process("--data", str(tmp_path), "--host", "0.0.0.0", "--port", "0") as relay:
        port = int(relay.said["url"].rpartition(":")[2])
        unverified = ssl._create_unverified_context()
        async with httpx.AsyncClient(base_url=f"https://127.0.0.1:{port}", verify=unverified) as kept:
            assert (await kept.get("/api/v1/relay")).is_success
            relay.signal(signal.SIGTERM)
            assert await relay.ended() == 0
    assert "exceeded" not in (tmp_path / "relay.log").read_text("utf-8")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace isn't installed; CI installs it")
async def test_the_fsync_comes_before_the_ack(tmp_path: Path) -> None:
    """Seen by the kernel: between a message's arrival and its ack the log file was synced (G1)."""
    trace = tmp_path / "trace"
    strace = (
        "strace",
        "-f",
        "-y",
        "-s",
        "400",
        "-o",
        str(trace),
        "-e",
        "trace=fsync,fdatasync,sendto,write,recvfrom",
    )
    async with relay_process("--data", str(tmp_path / "data"), "--port", "0", before=strace) as relay:
        owner = await open_shop(relay.said)
        wire = await welcomed(relay.said, owner["token"])
        marks = [f"标记{n}" for n in range(3)]
        for mark in marks:
            await wire.say(owner["opening"], mark)
        wire.cut()
        relay.signal(signal.SIGTERM)
        await relay.ended()
    calls = trace.read_text(errors="replace").splitlines()
    acks = [n for n, line in enumerate(calls) if re.search(r'(sendto|write)\(.*\\"type\\":\\"Acked\\"', line)]
    syncs = [n for n, line in enumerate(calls) if re.search(r"f(data)?sync\(.*-wal>", line) and "= 0" in line]
    assert len(acks) == len(marks)
    start = 0
    for ack in acks:
        assert any(start < sync < ack for sync in syncs), f"no sync between calls {start} and {ack}"
        start = ack
