"""The demo without a screen: people talk, then a tester's hand goes through a real desktop and takes pictures.

The desktops are processes of their own and are driven through their control sockets, as `parley.driver` lets anyone do.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from parley.cli.demo.away import try_rules, write_rules
from parley.cli.demo.cast import Script, load_cast, load_script
from parley.cli.demo.opening import opened_shop
from parley.cli.demo.pictures import LANGUAGES, THEMES, Photographer
from parley.cli.demo.server import DemoFailed
from parley.cli.demo.shop import DemoShop, Player, second_device
from parley.cli.demo.talk import Pace, Stage
from parley.cli.demo.transcript import Transcript
from parley.desktop.chat.tab_list import Tab, TabList
from parley.desktop.chat.tab_store import save_tabs
from parley.domain.presence import Status
from parley.driver import AsyncDesktop
from parley.foundation.clock import SystemClock

if TYPE_CHECKING:
    from parley.cli.demo.main import DemoOptions

_PICTURES_SECONDS = 10.5
"""What the pictures at the end take, on a slow machine."""
_ARRIVAL_SECONDS = 10.0
_MIN_TALK_SECONDS = 1.0
_GUESTS = {"zh_CN": "wangjianjun", "en": "anna"}
"""Who talks with the owner in the pictures of each language."""
_TO_MANY = {
    "zh_CN": "{客户}您好，{店铺}今年的春茶到了，本周下单包邮。",
    "en": "{customer}, this year's spring tea has arrived at {shop}. Free shipping this week.",
}
_TYPED = {"zh_CN": "月结", "en": "Sample"}
"""The tag that is being added there."""


async def play_talk(folder: Path, options: "DemoOptions") -> int:
    """Writes pictures and transcript; returns the exit code."""
    assert options.out is not None
    assert options.seconds is not None
    end = asyncio.get_running_loop().time() + options.seconds
    await asyncio.to_thread(options.out.mkdir, parents=True, exist_ok=True)
    photographer = Photographer(options.out)
    sign_in = asyncio.create_task(_photograph_sign_in(photographer, folder))
    try:
        await _play_shop(photographer, folder, options, end)
        await sign_in
    finally:
        sign_in.cancel()
        await asyncio.gather(sign_in, return_exceptions=True)
    print(f"Pictures and transcript.jsonl are in {options.out}", flush=True)
    return 0


async def _photograph_sign_in(photographer: Photographer, folder: Path) -> None:
    for theme in THEMES:
        desktop = await AsyncDesktop.launch(folder / f"sign-in-{theme}", language="zh_CN", theme=theme)
        async with desktop:
            await desktop.wait("sign_in.welcome.set_up")
            await photographer.take(desktop, "sign-in", theme, "zh_CN")
            await desktop.click("sign_in.welcome.language")
            await desktop.wait_text("sign_in.welcome.title", "Welcome to Parley.")
            await photographer.take(desktop, "sign-in", theme, "en")


async def _play_shop(photographer: Photographer, folder: Path, options: "DemoOptions", end: float) -> None:
    cast, script = load_cast(), load_script()
    async with opened_shop(folder, cast, script, options.language) as (shop, _url):
        try:
            owner = shop.players[cast.people[0].handle]
            computer = await second_device(owner, folder, shop.password)
            await _talk(shop, script, computer, options, end)
            await _dress_stage(shop, script)
            async with _window_of(computer, shop, options.language) as desktop:
                await _photograph(photographer, desktop, shop, owner)
        finally:
            await shop.close()


async def _talk(shop: DemoShop, script: Script, computer: Player, options: "DemoOptions", end: float) -> None:
    assert options.out is not None
    transcript = Transcript(SystemClock(), {p.account: handle for handle, p in shop.players.items()})
    leave = [transcript.listen_to(player) for player in [*shop.players.values(), computer]]
    now = asyncio.get_running_loop().time()
    seconds = max(_MIN_TALK_SECONDS, end - now - _PICTURES_SECONDS)
    stage = Stage(shop.players, ends_at=now + seconds)
    talks = [(one, dialogue.lines) for one, dialogue in zip(shop.dialogues, script.dialogues, strict=True)]
    talks.append((shop.room, script.room.lines))
    # The longest talk just fits; each line takes up to 1.4 of its share.
    pace = Pace(seconds * 0.75 / max(len(lines) for _, lines in talks))
    dice = random.Random(options.seed)
    seeds = [dice.random() for _ in talks]
    await asyncio.gather(
        *(
            stage.hold(conversation, lines, pace, random.Random(seed))
            for (conversation, lines), seed in zip(talks, seeds, strict=True)
        )
    )
    complete = await transcript.wait_for(stage.sent, _devices(shop, script, computer), _ARRIVAL_SECONDS)
    for stop in leave:
        stop()
    await asyncio.to_thread(transcript.write, options.out / "transcript.jsonl")
    if not complete:
        raise DemoFailed("Not every message reached everybody in time; see transcript.jsonl.")


def _devices(shop: DemoShop, script: Script, computer: Player) -> dict[str, list[Player]]:
    """The devices that see each conversation."""

    def of(handles: tuple[str, ...]) -> list[Player]:
        seen = [shop.players[handle] for handle in handles]
        return [*seen, computer] if computer.person.handle in handles else seen

    talks = zip(shop.dialogues, script.dialogues, strict=True)
    devices = {one: of(dialogue.between) for one, dialogue in talks}
    devices[shop.room] = of((script.room.owner, *script.room.members))
    return devices


async def _dress_stage(shop: DemoShop, script: Script) -> None:
    """What makes a working day: somebody is busy, somebody away, a draft, a pinned room, read messages."""
    owner = script.room.owner
    others = [handle for handle in shop.players if handle != owner]
    stage = Stage(shop.players)
    for conversation, dialogue in zip(shop.dialogues, script.dialogues, strict=True):
        await stage.read_all([handle for handle in dialogue.between if handle in others], [conversation])
    await stage.read_all([handle for handle in script.room.members if handle in others], [shop.room])
    shop.players["james"].session.presence.set(Status.AWAY)
    shop.players["zhoujianguo"].session.presence.set(Status.BUSY)
    mine = shop.players[owner].session.conversations
    zhou = mine.with_person(shop.players["zhoujianguo"].account)
    if zhou is not None:
        await mine.set_draft(zhou, "好的，我让李娜下午把定金打过去")
    await mine.set_pinned(shop.room, True)
    await write_rules(shop.players[owner].session)


@asynccontextmanager
async def _window_of(computer: Player, shop: DemoShop, language: str) -> AsyncIterator[AsyncDesktop]:
    """The owner's other computer goes on in a real window, with the tabs of the people in the pictures."""
    mine = computer.session.conversations
    talks = [mine.with_person(shop.players[handle].account) for handle in _GUESTS.values()]
    kept = [Tab(computer.account, one, True) for one in (*talks, shop.room) if one is not None]
    await computer.session.stop()
    tabs = computer.profile / f"tabs-{computer.account}.json"
    await asyncio.to_thread(save_tabs, tabs, TabList(tuple(kept), 0 if kept else -1))
    desktop = await AsyncDesktop.launch(computer.profile, language=language)
    async with desktop:
        yield desktop


async def _photograph(
    photographer: Photographer, desktop: AsyncDesktop, shop: DemoShop, owner: Player
) -> None:
    mine = owner.session.conversations
    room = mine.get(shop.room)
    await desktop.contacts.show()
    await photographer.wait_for_rest(desktop)
    for theme in THEMES:
        await desktop.settings.set_theme(theme)
        for language, word in LANGUAGES.items():
            guest = shop.players[_GUESTS[language]]
            known = owner.session.contacts.person(guest.account)
            talk = mine.with_person(guest.account)
            assert room is not None
            assert known is not None
            assert talk is not None
            await desktop.settings.open("general")
            await desktop.click(f"settings.general.language[text={word}]")
            await photographer.take(desktop, "settings", theme, language)
            await desktop.contacts.open(known.name)
            await photographer.take(desktop, "contacts", theme, language)
            await _open_with_panel(desktop, room.title)
            await photographer.take(desktop, "room", theme, language)
            guest.session.messages.set_typing(talk, True)
            await _open_with_panel(desktop, known.name)
            await photographer.take(desktop, "main", theme, language)
            await desktop.click("card.tags.add")
            await desktop.type(_TYPED[language], "card.tags.field_input")
            await photographer.take(desktop, "contact-card", theme, language)
            await desktop.key("Esc")
            await desktop.phrases.show()
            await desktop.click("phrases.list[row=6]")
            await photographer.take(desktop, "phrases", theme, language)
            await desktop.home.show()
            await desktop.wait("home.colleagues")
            await photographer.take(desktop, "home", theme, language)
            await try_rules(desktop)
            await photographer.take(desktop, "auto-reply", theme, language)
            await _open_broadcast(desktop, language)
            await photographer.take(desktop, "broadcast", theme, language)
            await desktop.broadcasts.close()


async def _open_broadcast(desktop: AsyncDesktop, language: str) -> None:
    """Who would get a message to many; nothing is sent."""
    await desktop.click("rail.chats")
    await desktop.broadcasts.write(_TO_MANY[language])
    await desktop.broadcasts.choose()


async def _open_with_panel(desktop: AsyncDesktop, title: str) -> None:
    await desktop.conversations.open(title, keep=True)
    if not (await desktop.is_visible("chat.members") or await desktop.is_visible("chat.person")):
        await desktop.click("chat.header.panel")
