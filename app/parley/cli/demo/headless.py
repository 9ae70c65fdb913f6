"""The demo without a screen: the same shop, a real desktop drawn into memory, pictures and a transcript."""

import asyncio
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from parley.cli.demo.cast import Script, load_cast, load_script
from parley.cli.demo.pictures import Photographer, still
from parley.cli.demo.server import DemoFailed, running_server
from parley.cli.demo.shop import DemoShop, Player, open_conversations, open_shop, second_device
from parley.cli.demo.talk import Pace, Stage
from parley.cli.demo.transcript import Transcript
from parley.desktop import event_loop
from parley.desktop.application import Desktop, dress
from parley.desktop.i18n import CHINESE, ENGLISH
from parley.desktop.options import DesktopOptions
from parley.domain.presence import Status
from parley.foundation.clock import SystemClock

if TYPE_CHECKING:
    from parley.cli.demo.main import DemoOptions

_PICTURES_SECONDS = 7.0
"""What the pictures at the end take, on a slow machine."""
_ARRIVAL_SECONDS = 10.0
_MIN_TALK_SECONDS = 1.0


def run_headless(folder: Path, options: "DemoOptions") -> int:
    """Writes pictures and transcript; returns the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    dress(app)
    return event_loop.run(app, _play(app, folder, options))


async def _play(app: QApplication, folder: Path, options: "DemoOptions") -> int:
    assert options.out is not None
    assert options.seconds is not None
    end = asyncio.get_running_loop().time() + options.seconds
    await asyncio.to_thread(options.out.mkdir, parents=True, exist_ok=True)
    desktop = Desktop(
        app,
        DesktopOptions(profile=folder / "desktop", headless=True, language=options.language, theme="light"),
    )
    desktop.show()
    try:
        await desktop.start()
        photographer = Photographer(desktop, options.out)
        await photographer.take("sign-in")
        await _play_shop(desktop, photographer, folder, options, end)
    finally:
        await desktop.close()
    print(f"Pictures and transcript.jsonl are in {options.out}", flush=True)
    return 0


async def _play_shop(
    desktop: Desktop, photographer: Photographer, folder: Path, options: "DemoOptions", end: float
) -> None:
    cast, script = load_cast(), load_script()
    async with running_server(folder / "server") as server:
        shop = await open_shop(server, folder, cast, options.language)
        await open_conversations(shop, script, options.language)
        owner = shop.players[cast.people[0].handle]
        phone = await second_device(owner, folder, shop.password)
        desktop.attach(owner.session)
        try:
            await _talk(shop, script, phone, options, end)
            await _dress_stage(shop, script)
            await _photograph(photographer, shop, owner)
        finally:
            others = [one for one in shop.players.values() if one is not owner]
            await asyncio.gather(*(player.session.stop() for player in [*others, phone]))


async def _talk(shop: DemoShop, script: Script, phone: Player, options: "DemoOptions", end: float) -> None:
    assert options.out is not None
    transcript = Transcript(SystemClock(), {p.account: handle for handle, p in shop.players.items()})
    leave = [transcript.listen_to(player) for player in [*shop.players.values(), phone]]
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
    complete = await transcript.wait_for(stage.sent, _devices(shop, script, phone), _ARRIVAL_SECONDS)
    for stop in leave:
        stop()
    await asyncio.to_thread(transcript.write, options.out / "transcript.jsonl")
    if not complete:
        raise DemoFailed("Not every message reached everybody in time; see transcript.jsonl.")


def _devices(shop: DemoShop, script: Script, phone: Player) -> dict[str, list[Player]]:
    """The devices that see each conversation."""

    def of(handles: tuple[str, ...]) -> list[Player]:
        seen = [shop.players[handle] for handle in handles]
        return [*seen, phone] if phone.person.handle in handles else seen

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


async def _photograph(photographer: Photographer, shop: DemoShop, owner: Player) -> None:
    from parley.desktop.rail import Place
    from parley.desktop.settings.settings_view import Chapter

    workspace = photographer.workspace
    customers = {CHINESE: shop.players["wangjianjun"], ENGLISH: shop.players["anna"]}
    mine = owner.session.conversations
    chats = {language: mine.with_person(guest.account) or "" for language, guest in customers.items()}

    def show_talk(conversation: str) -> None:
        workspace.open_conversation(conversation, keep=True)
        if workspace.area.page is not None:
            workspace.area.page.set_panel_wanted(True)

    def show_chat(language: str) -> None:
        show_talk(chats[language])
        customers[language].session.messages.set_typing(chats[language], True)

    for conversation in (*chats.values(), shop.room):
        workspace.open_conversation(conversation, keep=True)
    await still(photographer.desktop)
    await photographer.take("room", lambda _language: show_talk(shop.room))
    await photographer.take("main", show_chat)
    await photographer.take("contacts", lambda language: workspace.open_person(customers[language].account))
    workspace.go(Place.SETTINGS, Chapter.GENERAL)
    await photographer.take("settings")
