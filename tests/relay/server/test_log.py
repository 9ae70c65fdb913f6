"""What the relay logs about people: nothing they said, and no secret of theirs."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from parley.protocol import frames
from parley.relay import logging as relay_logging
from relay.live import PASSWORD, Shop, live_shop


@pytest.fixture
def relay_log(tmp_path: Path) -> Iterator[Path]:
    """The file a relay writes; the process's own logging is put back afterwards."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    relay_logging.configure(tmp_path, level=logging.DEBUG)
    yield tmp_path / relay_logging.FILE_NAME
    for handler in root.handlers[:]:
        if handler not in before:
            root.removeHandler(handler)
            handler.close()
    root.setLevel(level)
    structlog.reset_defaults()


async def test_a_day_of_talk_and_trouble_leaves_no_secret_in_the_log(
    relay_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with live_shop(tmp_path / "data", "chen", "wang") as shop:
        invite = await shop.call("chen", "POST", "/invites", {"kind": "customer"})
        wang = await shop.connect("wang")
        talk = shop.opening_of("wang")
        await wang.say(talk, "机密：底价八十")
        await shop.try_call(
            "", "POST", "/sessions", {"handle": "wang", "password": PASSWORD + "x", "device": {}}
        )
        reset = await shop.call("chen", "POST", f"/accounts/{shop.account('wang')}/password")
        await fail_everything(shop, invite["code"], talk, monkeypatch)
        secrets = [
            "机密",
            PASSWORD,
            invite["code"],
            reset["password"],
            shop.relay.listening.owner_invite or "",
            shop.people["chen"].recovery_code or "",
            *(person.token for person in shop.people.values()),
        ]
    lines = (await asyncio.to_thread(relay_log.read_text, "utf-8")).splitlines()
    # The test's own HTTP client logs the addresses it asks for.
    written = "\n".join(line for line in lines if '"logger": "http' not in line)
    assert written.count("request_failed") == 2
    assert "frame_failed" in written
    assert [secret for secret in secrets if secret in written] == []


async def fail_everything(shop: Shop, code: str, talk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own mistakes are logged with tracebacks."""
    chen = await shop.connect("chen")

    async def fail(*_: Any) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(shop.relay.database, "read", fail)
        patch.setattr(shop.relay.database, "write", fail)
        assert (await shop.http.get(f"/api/v1/invites/{code}")).status_code == 500
        assert (await shop.http.get(f"/i/{code}")).status_code == 500
        chen.say_only(talk, "机密：别外传")
        assert (await chen.next(frames.Refused)).code == "server_trouble"
