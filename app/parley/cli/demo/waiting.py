"""The scene `waiting`: a morning at the desk. Some wait since minutes, one since last night, one said no more than thanks.

The shop's server and the desktop read a clock that the scene sets, so that every picture shows the same waits.
"""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from parley.cli.demo.cast import Person, load_cast
from parley.cli.demo.first_run import until_closed
from parley.cli.demo.pictures import LANGUAGES, THEMES, Photographer
from parley.cli.demo.server import running_server
from parley.cli.demo.shop import DemoShop, Player, join_shop, open_shop, second_device, until
from parley.domain.hours import Shift, WorkingHours
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.driver import AsyncDesktop
from parley.driver.clock import SettableClock

if TYPE_CHECKING:
    from parley.cli.demo.main import DemoOptions

_NOW = datetime(2026, 11, 23, 2, 24, 10, tzinfo=UTC)
"""Monday, 10:24:10 in the shop's zone."""
_HOURS = WorkingHours(zone="Asia/Shanghai", week=((Shift(start=540, end=1080),),) * 7)


@dataclass(frozen=True)
class _Said:
    """`ago` is how long before now; the owner answers with `answer` at once, if at all."""

    who: str
    ago: timedelta
    text: str
    answer: str = ""


_ASKED_LAST = "在吗？客户等着报价"
_TALK = (
    _Said("sunli", timedelta(hours=12, minutes=44), "老板，您家的老白茶饼还有现货吗？"),
    _Said("mike", timedelta(hours=10), "Hi! Could you send me your price list for gift boxes?"),
    _Said("zhaoqian", timedelta(minutes=40), "运费怎么算？", "满 299 元包邮，今天就能发。"),
    _Said("zhaoqian", timedelta(minutes=38), "好的，谢谢～"),
    _Said("liuyang", timedelta(minutes=31), "礼盒能印公司的标志吗？", "可以的，50 盒起印，稿子发我就行。"),
    _Said("chenjing", timedelta(minutes=20), "我下午三点来拿样品，方便吗？"),
    _Said("wangjianjun", timedelta(minutes=4, seconds=30), "上次那款大红袍，一百盒什么价？"),
    _Said("wangjianjun", timedelta(minutes=3), _ASKED_LAST),
    _Said("anna", timedelta(minutes=1, seconds=55), "Can you deliver 40 kg to Hamburg before Christmas?"),
    _Said("guest", timedelta(seconds=8), "您好，第一次来，想买点红茶送人"),
)
_NEWCOMERS = {
    "sunli": ("孙丽", "苏州听雨茶舍"),
    "mike": ("Mike Johnson", "Blue Cup"),
    "zhaoqian": ("赵倩", ""),
    "liuyang": ("刘洋", "南京一品办公"),
    "chenjing": ("陈静", "静安花店"),
    "guest": ("吴敏", ""),
}
_FLAGS = {"wangjianjun": 1, "liuyang": 3, "sunli": 5}


async def play_waiting(folder: Path, options: "DemoOptions") -> int:
    """Pictures in both languages and themes without a screen; else the owner's window, until it is closed."""
    if options.out is not None:
        await asyncio.to_thread(options.out.mkdir, parents=True, exist_ok=True)
    clock = SettableClock(folder / "clock")
    await asyncio.to_thread(clock.set, _NOW - timedelta(days=2))
    async with running_server(folder / "server", clock.file) as server:
        shop = await open_shop(server, folder, load_cast(), options.language)
        try:
            owner = shop.players["chenming"]
            await _let_customers_come(shop, folder)
            await _say_everything(shop, owner, clock)
            await _keep_desk(shop, owner)
            computer = await second_device(owner, folder, shop.password)
            await computer.session.stop()
            await asyncio.to_thread(clock.set, _NOW)
            await _show(computer, clock, options)
        finally:
            await shop.close()
    return 0


async def _let_customers_come(shop: DemoShop, folder: Path) -> None:
    owner = shop.players["chenming"].session
    link = (await owner.shop.create_invite(AccountKind.CUSTOMER, uses=len(_NEWCOMERS))).link
    for handle, (name, company) in _NEWCOMERS.items():
        person = Person(
            handle=handle,
            name=name,
            kind=AccountKind.CUSTOMER,
            company=company,
            role="",
            region="",
            product_words=(),
            signature="",
        )
        shop.players[handle] = await join_shop(link, person, folder, secrets.token_urlsafe(9))


async def _say_everything(shop: DemoShop, owner: Player, clock: SettableClock) -> None:
    await owner.session.auto_reply.set_hours(Owner.SHOP, _HOURS)
    talks = {}
    for handle in dict.fromkeys(said.who for said in _TALK):
        talks[handle] = await shop.players[handle].session.conversations.open_direct(owner.account)
    for said in _TALK:
        await asyncio.to_thread(clock.set, _NOW - said.ago)
        guest, talk = shop.players[said.who].session, talks[said.who]
        await guest.messages.send(talk, said.text)
        await guest.settle()
        if said.who == "mike":
            colleague = await guest.conversations.open_direct(shop.players["lina"].account)
            await guest.messages.send(colleague, said.text)
            await guest.settle()
        if said.answer:
            await until(owner.session, lambda talk=talk: owner.session.conversations.get(talk) is not None)  # type: ignore[misc]
            await owner.session.messages.send(talk, said.answer)
            await owner.session.settle()


async def _keep_desk(shop: DemoShop, owner: Player) -> None:
    desk, conversations = owner.session.desk, owner.session.conversations
    talks = {handle: conversations.with_person(shop.players[handle].account) or "" for handle in shop.players}
    newest = talks["guest"]
    await until(owner.session, lambda: _waits(owner, newest))
    for handle, flag in _FLAGS.items():
        await desk.set_flag(talks[handle], flag)
    await desk.snooze(talks["chenjing"], _NOW.replace(hour=7, minute=0, second=0))
    await owner.session.settle()


def _waits(owner: Player, conversation: str) -> bool:
    row = owner.session.conversations.get(conversation)
    return row is not None and row.wait is not None


async def _show(computer: Player, clock: SettableClock, options: "DemoOptions") -> None:
    is_headless = options.out is not None
    desktop = await AsyncDesktop.launch(
        computer.profile, headless=is_headless, language=options.language, clock=clock.file
    )
    async with desktop:
        await desktop.wait("conversations.list#0", "row")
        if options.out is None:
            await desktop.conversations.waiting()
            await until_closed((desktop,), options.seconds)
            return
        photographer = Photographer(options.out)
        for theme in THEMES:
            await desktop.settings.set_theme(theme)
            for language, word in LANGUAGES.items():
                await desktop.settings.open("general")
                await desktop.click(f"settings.general.language[text={word}]")
                await desktop.conversations.waiting()
                chat = await desktop.conversations.open("王老板")
                await chat.wait_for(_ASKED_LAST)
                await photographer.take(desktop, "waiting", theme, language)
        print(f"Pictures are in {options.out}", flush=True)
