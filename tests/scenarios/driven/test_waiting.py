"""A day's waiting list, worked from red to none with the keyboard alone."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from parley.client.accounts import AccountBook
from parley.client.credentials import FileCredentials
from parley.client.invitation import Invitation
from parley.driver import Desktop, Relay, Team
from parley.driver.clock import SettableClock
from parley.driver.team import PASSWORD

pytestmark = pytest.mark.e2e


class Desk:
    """The owner's desktop and customers who only write: they need no windows."""

    def __init__(self, folder: Path, clock: SettableClock, team: Team, owner: Desktop) -> None:
        self.folder, self.clock, self.team, self.owner = folder, clock, team, owner

    def customer_asks(self, name: str, *words: str) -> None:
        link = Invitation.parse(self.team.invite("customer"))

        async def ask() -> None:
            book = AccountBook(self.folder / name, credentials=FileCredentials(self.folder / name))
            session, signed_in = await book.join(link, display_name=name, password=PASSWORD)
            await session.start()
            await session.wait_online()
            for said in words:
                await session.messages.send(signed_in.opening or "", said)
            await session.settle()
            await session.stop()

        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(ask())).result()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = SettableClock(tmp_path / "clock")
    desktops: list[Desktop] = []

    def launch(name: str = "desktop", /, **options: Any) -> Desktop:
        desktops.append(Desktop.launch(tmp_path / name, clock=clock.file, **options))
        return desktops[-1]

    with Relay(tmp_path / "relay", "--clock", str(clock.file)) as relay:
        team = Team(relay, tmp_path, launch, clock=clock)
        yield Desk(tmp_path, clock, team, team.owner(language="zh_CN"))
        for desktop in desktops:
            if desktop.process is not None:
                desktop.process.end()
            desktop.close()


def test_the_waiting_list_is_worked_from_red_to_none(desk: Desk) -> None:
    desk.customer_asks("王建军", "大红袍还有货吗？")
    desk.clock.advance(seconds=90)
    desk.customer_asks("孙丽", "运费怎么算？")
    desk.clock.advance(seconds=100)
    desk.customer_asks("赵倩", "在吗")
    owner = desk.owner
    owner.wait("conversations.list[text=赵倩]", "row")
    rows = owner.conversations.waiting()
    assert [row.text for row in rows] == ["王建军", "孙丽", "赵倩"]
    assert "等 3 分钟" in rows[0].spoken
    assert owner.text("conversations.chips_waiting") == "待回复 3"

    owner.key("Alt+Down")
    owner.wait_text("chat.header.title", "王建军")
    owner.chat.send_and_next("有货，今天发")
    owner.wait_text("chat.header.title", "孙丽")
    owner.key("Ctrl+Alt+1")
    owner.key("Ctrl+E")
    owner.wait("toast.action")
    owner.key("Ctrl+E")
    owner.wait_text("conversations.chips_waiting", "待回复 2")
    spoken = {row.text: row.spoken for row in owner.conversations.waiting()}
    assert "加急" in spoken["孙丽"]
    owner.key("Ctrl+E")
    owner.wait_text("conversations.chips_waiting", "待回复 1")
    owner.key("Alt+Down")
    owner.wait_text("chat.header.title", "赵倩")
    owner.chat.send_and_next("在的，您说")
    owner.wait_text("conversations.chips_waiting", "待回复")
    owner.wait("conversations.empty")
