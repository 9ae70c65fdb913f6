"""The scene `away`: the owner has gone out, the shop's server answers, and on return one sees who came and who waits."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from parley.cli.demo.cast import load_cast
from parley.cli.demo.first_run import until_closed
from parley.cli.demo.pictures import LANGUAGES, THEMES, Photographer
from parley.cli.demo.server import running_server
from parley.cli.demo.shop import DemoShop, Player, open_shop, second_device
from parley.client.session import Session
from parley.domain.auto_reply import Book, First, Rule, RuleKind
from parley.domain.hours import Shift, WorkingHours
from parley.domain.message import text_part
from parley.domain.ownership import Owner
from parley.domain.presence import Status
from parley.driver import AsyncDesktop

if TYPE_CHECKING:
    from parley.cli.demo.main import DemoOptions

_ZONE = "Asia/Shanghai"
_SHIFTS = (Shift(start=540, end=720), Shift(start=810, end=1080))
_HOURS = WorkingHours(zone=_ZONE, week=((_SHIFTS,) * 5) + ((), ()))
_RULES = (
    Rule(
        id="price",
        kind=RuleKind.KEYWORD,
        keywords=("价格", "多少钱", "price"),
        parts=(text_part("{客户}您好，价目表稍后发您，量大可以再谈。"),),
    ),
    Rule(id="away", kind=RuleKind.AWAY, parts=(text_part("您好，我去仓库点货，半小时内回复您。"),)),
    Rule(
        id="closed",
        kind=RuleKind.OUTSIDE_HOURS,
        parts=(text_part("您好，我们已经下班，{开门时间} 回复您。"),),
        throttle_minutes=720,
    ),
    Rule(
        id="first",
        kind=RuleKind.FIRST_CONTACT,
        first=First.DAY,
        parts=(text_part("欢迎光临{店铺}，想找什么茶？"),),
        delay_seconds=10,
        is_on=False,
    ),
)
_SAID = {
    "wangjianjun": "上次那款大红袍，一百盒多少钱？",
    "anna": "Can you deliver 40 kg to Hamburg before Christmas?",
}


async def play_away(folder: Path, options: "DemoOptions") -> int:
    """Pictures in both languages and themes without a screen; else the owner's window, until it is closed."""
    if options.out is not None:
        await asyncio.to_thread(options.out.mkdir, parents=True, exist_ok=True)
    async with running_server(folder / "server") as server:
        shop = await open_shop(server, folder, load_cast(), options.language)
        try:
            owner = shop.players["chenming"]
            await write_rules(owner.session)
            computer = await second_device(owner, folder, shop.password)
            await computer.session.stop()
            is_headless = options.out is not None
            desktop = await AsyncDesktop.launch(
                computer.profile, headless=is_headless, language=options.language
            )
            async with desktop:
                await _show(desktop, shop, owner, options)
        finally:
            await shop.close()
    return 0


async def write_rules(session: Session) -> None:
    """The owner's rules and hours."""
    await session.auto_reply.set_hours(Owner.PERSON, _HOURS)
    await session.auto_reply.save(Owner.PERSON, Book(rules=_RULES, zone=_ZONE))


async def try_rules(desktop: AsyncDesktop) -> None:
    """The page of rules, with what would be sent to somebody who asks for a price on a Sunday."""
    await desktop.auto_reply.ask("请问大红袍多少钱一斤？", "2026-10-04 21:30")


async def _show(desktop: AsyncDesktop, shop: DemoShop, owner: Player, options: "DemoOptions") -> None:
    await desktop.conversations.show()
    owner.session.presence.set(Status.AWAY)
    await desktop.wait("away")
    for handle, words in _SAID.items():
        guest = shop.players[handle].session
        talk = await guest.conversations.open_direct(owner.account)
        await guest.messages.send(talk, words)
        await guest.settle()
    await desktop.auto_reply.wait_for_strip(_ANSWERED[options.language])
    if options.out is None:
        await until_closed((desktop,), options.seconds)
        return
    photographer = Photographer(options.out)
    await _photograph(photographer, desktop, "away")
    await desktop.auto_reply.come_back()
    await _photograph(photographer, desktop, "back")
    for theme in THEMES:
        await desktop.settings.set_theme(theme)
        for language, word in LANGUAGES.items():
            await desktop.settings.open("general")
            await desktop.click(f"settings.general.language[text={word}]")
            await try_rules(desktop)
            await photographer.take(desktop, "auto-reply", theme, language)
    print(f"Pictures are in {options.out}", flush=True)


_ANSWERED = {"zh_CN": "离开中 · 自动回复已开 · 已替您回复 2 位", "en": "Away · auto-reply on · 2 answered"}


async def _photograph(photographer: Photographer, desktop: AsyncDesktop, name: str) -> None:
    for theme in THEMES:
        await desktop.settings.set_theme(theme)
        for language, word in LANGUAGES.items():
            await desktop.settings.open("general")
            await desktop.click(f"settings.general.language[text={word}]")
            await desktop.click("rail.chats")
            await photographer.take(desktop, name, theme, language)
