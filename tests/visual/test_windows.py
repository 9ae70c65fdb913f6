"""The windows people live in look as their references show: chats, a room, people, settings.

A real desktop with pinned fonts in front of a small shop, at a quarter to eleven on a day that stands still.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from PIL import Image

from parley.domain.people import AccountKind
from parley.driver import Desktop, SettableClock
from parley.driver.visual import Pictures
from parley.foundation import resources
from support.relay_process import RelayProcess
from support.team import PASSWORD, Team

MORNING = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
TALK = ("大红袍还有货吗？", "Is the new harvest in? We need 20 kg by Friday.")
_LANGUAGES = {"zh_CN": "简体中文", "en": "English"}
_COLOURS_OF_A_LETTER = 115
"""Letters on one colour have 70 to 100, portraits 140 and more."""
_NAMES = ("chat", "room", "people", "settings")


async def furnish(relay: RelayProcess, folder: Path, clock: SettableClock) -> None:
    """A shop with a colleague and a customer, who have talked; everybody has gone home."""
    clock.set(MORNING, frozen=True)
    team = Team(folder, relay.url, relay.owner_invite)
    owner = await team.open_shop()
    li = await team.join("lina", "李娜")
    anna = await team.join("anna", "Anna Keller", AccountKind.CUSTOMER)
    for session, face in ((owner, "chenming"), (li, "lina"), (anna, "anna")):
        await session.me.set_avatar(resources.path("avatars", f"{face}.png").read_bytes())
    talk = await anna.conversations.open_direct(owner.account)
    for text in TALK:
        clock.advance(minutes=4)
        await anna.messages.send(talk, text)
        await anna.settle()
    clock.advance(minutes=4)
    await owner.messages.send(await owner.conversations.open_direct(li.account), "样品今天寄出。")
    await owner.settle()
    await team.close()
    clock.advance(minutes=2)


def room_faces(desktop: Desktop) -> list[list[int]]:
    """Where the room's coloured square stands: its colour comes from its id, which is another one in each run."""
    left, top = desktop.node("conversations.list").rect[:2]
    row = desktop.row("conversations.list#2").rect
    assert row is not None
    tabs = desktop.node("chat.tabs").rect
    return [
        [left + row[0], top + row[1], 64, row[3]],
        desktop.node("chat.header.avatar").rect,
        [tabs[0], tabs[1], 40, tabs[3]],
    ]


def at_rest(desktop: Desktop, file: Path) -> Path:
    """A picture of what has come to rest: nothing changed between two."""
    before = b""
    while (now := desktop.screenshot(file).read_bytes()) != before:
        before = now
    return file


def wait_for_portraits(desktop: Desktop, folder: Path) -> None:
    """Until the server's pictures of people have come: instead of them there are letters on one colour at first."""
    file, end = folder / "portraits.png", monotonic() + 20
    left, top = desktop.node("conversations.list").rect[:2]
    rows = [desktop.row(f"conversations.list#{number}").rect for number in (0, 1)]
    faces = [
        desktop.node("rail.self").rect,
        *([left + row[0], top + row[1], 64, row[3]] for row in rows if row),
    ]
    while monotonic() < end:
        with Image.open(desktop.screenshot(file)) as picture:
            cut = [picture.crop((x, y, x + width, y + height)) for x, y, width, height in faces]
        if all(len(face.getcolors(65_536) or ()) > _COLOURS_OF_A_LETTER for face in cut):
            return
    raise TimeoutError(f"the portraits didn't come: {[len(f.getcolors(65536) or ()) for f in cut]}")


def cover(file: Path, places: list[list[int]]) -> None:
    with Image.open(file) as picture:
        covered = picture.convert("RGB")
    for left, top, width, height in places:
        covered.paste((128, 128, 128), (left, top, left + width, top + height))
    covered.save(file)


@pytest.fixture(scope="module")
def desktop(
    tmp_path_factory: pytest.TempPathFactory, pinned_environment: dict[str, str]
) -> Iterator[Desktop]:
    import asyncio

    folder = tmp_path_factory.mktemp("windows")
    clock = SettableClock(folder / "clock")
    with RelayProcess(folder / "relay", "--clock", str(clock.file)) as relay:
        asyncio.run(furnish(relay, folder, clock))
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {**pinned_environment, "TZ": "Asia/Shanghai"}.items():
                patch.setenv(name, value)
            opened = Desktop.launch(folder / "desk", clock=clock.file)
        with opened:
            opened.welcome.sign_in(relay.url, "chen", PASSWORD)
            # What is unread is read now, whichever picture is taken first.
            opened.conversations.open("Anna Keller").wait_for(TALK[-1])
            opened.conversations.open("李娜")
            # The list keeps its order as long as the pointer is over it.
            opened.hover("chat.timeline")
            opened.wait_text("conversations.list#0", "李娜")
            opened.wait_text("rail.self", "Online")
            wait_for_portraits(opened, folder)
            yield opened


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", list(_LANGUAGES))
def test_the_windows_look_as_their_references(
    desktop: Desktop, pictures: Pictures, tmp_path: Path, language: str, theme: str
) -> None:
    desktop.settings.open("general")
    desktop.click(f"settings.general.language[text={_LANGUAGES[language]}]")
    desktop.settings.set_theme(theme)
    shots = {"settings": at_rest(desktop, tmp_path / "settings.png")}
    desktop.conversations.open("Anna Keller").wait_for(TALK[-1])
    shots["chat"] = at_rest(desktop, tmp_path / "chat.png")
    desktop.click("conversations.list#2")
    # The chat that was open has a header, too.
    desktop.wait_text("chat.header.title", desktop.row("conversations.list#2").text)
    desktop.wait("chat.timeline[contains=李娜]", "row")
    shots["room"] = at_rest(desktop, tmp_path / "room.png")
    for name in ("chat", "room"):
        cover(shots[name], room_faces(desktop))
    desktop.contacts.show()
    shots["people"] = at_rest(desktop, tmp_path / "people.png")
    for name in _NAMES:
        pictures.check(f"{name}-{theme}-{language}", shots[name])
