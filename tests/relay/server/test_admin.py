"""`parley admin` works beside a running relay, and tells in plain words what can't be done."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from parley.cli import admin
from parley.protocol import frames
from relay.live import Shop, live_shop
from relay.world import new_public_key


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with live_shop(tmp_path, "chen", "wang") as made:
        yield made


async def run(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> Any:
    capsys.readouterr()
    code = await asyncio.to_thread(admin.main, ["--data", str(folder), "--json", *arguments])
    said = capsys.readouterr()
    assert code == 0, said.err
    return json.loads(said.out.splitlines()[-1])


async def test_it_lists_everybody(shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = await run(capsys, tmp_path, "list")
    assert [(row["handle"], row["kind"], row["state"]) for row in rows] == [
        ("chen", "owner", "active"),
        ("wang", "customer", "active"),
    ]


async def test_its_invitation_is_one_to_join_by(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = await run(capsys, tmp_path, "invite", "--kind", "partner", "--uses", "3")
    code = made["link"].partition("/i/")[2].partition("#")[0]
    assert (await shop.call("", "GET", f"/invites/{code}"))["kind"] == "partner"


async def test_what_it_ends_ends_within_a_second(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wang = await shop.connect("wang")
    assert (await run(capsys, tmp_path, "disable", "wang"))["state"] == "disabled"
    assert (await wang.closed())[0] == frames.CLOSE_SIGNED_OUT
    assert (await run(capsys, tmp_path, "enable", "wang"))["state"] == "active"
    chen = await shop.connect("chen")
    await run(capsys, tmp_path, "revoke", "chen")
    assert (await chen.closed())[0] == frames.CLOSE_SIGNED_OUT


async def test_a_reset_password_lets_in(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    password = (await run(capsys, tmp_path, "reset-password", "wang"))["password"]
    wish = {"handle": "wang", "password": password, "device": {"name": "new", "public_key": new_public_key()}}
    assert (await shop.try_call("", "POST", "/sessions", wish)).status_code == 201
    assert [device["name"] for device in await run(capsys, tmp_path, "devices", "wang")] == ["new"]


async def test_a_role_changes_what_one_may_do(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (await run(capsys, tmp_path, "role", "wang", "staff"))["kind"] == "staff"
    assert (await shop.try_call("wang", "GET", "/invites")).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("disable", "nobody"), 1, "Nobody here"),
        (("disable", "chen"), 1, "your own account"),
        (("role", "wang", "king"), 2, "invalid choice"),
        ((), 2, "required"),
    ],
)
async def test_refusals_are_plain_words(
    shop: Shop,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    assert await asyncio.to_thread(admin.main, ["--data", str(tmp_path), *arguments]) == code
    assert words in capsys.readouterr().err


def test_a_folder_without_a_relay_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert admin.main(["--data", str(tmp_path), "list"]) == 1
    assert "no relay" in capsys.readouterr().err
