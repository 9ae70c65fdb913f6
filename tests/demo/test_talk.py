"""The demo's people talk over a real server, and every message reaches every device once and in order."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from parley.cli.demo.cast import Dialogue, Line, RoomTalk, Script, load_cast
from parley.cli.demo.server import DemoFailed, running_server
from parley.cli.demo.shop import DemoShop, open_conversations, open_shop, second_device, until
from parley.cli.demo.talk import Pace, Stage
from parley.cli.demo.transcript import Arrival, Transcript
from parley.foundation.clock import SystemClock

SCRIPT = Script(
    dialogues=(
        Dialogue(
            between=("anna", "chenming"),
            lines=tuple(Line(by=who, say=f"{who} {n}") for n in range(3) for who in ("anna", "chenming")),
        ),
    ),
    room=RoomTalk(
        title={"zh_CN": "群", "en": "Room"},
        owner="chenming",
        members=("lina", "james", "anna"),
        lines=tuple(Line(by=who, say=f"{who}!") for who in ("anna", "lina", "james", "chenming")),
    ),
    courtesies={"en": ("Thanks!",)},
)
AT_ONCE = Pace(0.0)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[DemoShop]:
    async with running_server(tmp_path / "server") as server:
        made = await open_shop(server, tmp_path, load_cast(), "en")
        await open_conversations(made, SCRIPT, "en")
        yield made
        await made.close()


def by_device(arrivals: list[Arrival]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for arrival in arrivals:
        found.setdefault((arrival.conversation, arrival.recipient), []).append(arrival.seq)
    return found


async def test_every_message_reaches_every_device_once_and_in_order(shop: DemoShop, tmp_path: Path) -> None:
    phone = await second_device(shop.players["anna"], tmp_path, shop.password)
    transcript = Transcript(SystemClock(), {p.account: handle for handle, p in shop.players.items()})
    for player in [*shop.players.values(), phone]:
        transcript.listen_to(player)
    stage = Stage(shop.players)
    [direct], room = shop.dialogues, shop.room
    await asyncio.gather(
        stage.hold(direct, SCRIPT.dialogues[0].lines, AT_ONCE, random.Random(1)),
        stage.hold(room, SCRIPT.room.lines, AT_ONCE, random.Random(2)),
    )
    players = shop.players
    devices = {
        direct: [players["anna"], phone, players["chenming"]],
        room: [players["chenming"], players["lina"], players["james"], players["anna"], phone],
    }
    assert await transcript.wait_for(stage.sent, devices, 20), transcript.missing(stage.sent, devices)
    await phone.session.stop()
    # Six in the direct chat: three to one device, three to two; four in the room of five devices.
    assert len(transcript.arrivals) == 3 + 3 * 2 + (4 * 4 - 1)
    for seqs in by_device(transcript.arrivals).values():
        assert seqs == sorted(set(seqs))
    file = tmp_path / "transcript.jsonl"
    transcript.write(file)
    assert len(file.read_text("utf-8").splitlines()) == len(transcript.arrivals)


async def test_a_person_who_writes_by_hand_is_left_to_themselves(shop: DemoShop, tmp_path: Path) -> None:
    [direct] = shop.dialogues
    stage = Stage(shop.players)
    stage.watch_for_takeover("chenming")
    window = await second_device(shop.players["chenming"], tmp_path, shop.password)
    seen = asyncio.Event()
    shop.players["chenming"].session.subscribe(lambda _change: seen.set() if stage.taken_over else None)
    await stage.hold(direct, SCRIPT.dialogues[0].lines[:2], AT_ONCE, random.Random(1))
    assert not stage.taken_over
    await window.session.messages.send(direct, "by hand")
    await asyncio.wait_for(seen.wait(), 10)
    assert stage.taken_over == {"chenming"}
    await stage.hold(direct, SCRIPT.dialogues[0].lines[2:], AT_ONCE, random.Random(1))
    assert [sent.sender for sent in stage.sent] == ["anna", "chenming", "anna", "anna"]
    await window.session.stop()


async def test_whoever_takes_somebody_over_gets_answers(shop: DemoShop, tmp_path: Path) -> None:
    [direct] = shop.dialogues
    stage = Stage(shop.players)
    stage.watch_for_takeover("chenming")
    window = await second_device(shop.players["chenming"], tmp_path, shop.password)
    answering = asyncio.create_task(
        stage.keep_answering(direct, ("anna", "chenming"), ["Thanks!"], AT_ONCE, random.Random(1))
    )
    await window.session.messages.send(direct, "The parcel is on its way.")

    def has_answer() -> bool:
        row = window.session.conversations.get(direct)
        return row is not None and row.last_line == "Thanks!"

    await until(window.session, has_answer)
    answering.cancel()
    await asyncio.gather(answering, return_exceptions=True)
    assert [sent.sender for sent in stage.sent] == ["anna"]
    await window.session.stop()


async def test_the_shop_is_as_the_cast_says(shop: DemoShop) -> None:
    owner = shop.players["chenming"].session
    assert owner.shop_name == "Yunling Tea"
    assert [group.name for group in owner.contacts.groups()] == ["Customers", "Partners"]
    wang = owner.contacts.person(shop.players["wangjianjun"].account)
    assert wang is not None
    assert (wang.name, wang.profile.signature) == ("王老板", "企业礼品定制，常年采购名茶")
    assert wang.profile.avatar is not None
    assert shop.players["lina"].account in {row.person for row in owner.contacts.all() if row.is_colleague}


async def test_a_server_that_cant_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "server").write_text("not a folder")
    with pytest.raises((DemoFailed, OSError)):
        async with running_server(tmp_path / "server"):
            pass
