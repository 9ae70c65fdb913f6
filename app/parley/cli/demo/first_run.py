"""The scene `first-run`: an owner opens a shop on a server, invites a customer, and they write to each other.

Everything happens in two real desktops, by the tester's hand, as a person would do it.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from parley.cli.demo.cast import load_cast
from parley.cli.demo.pictures import Photographer
from parley.cli.demo.server import running_server
from parley.driver import AsyncDesktop

if TYPE_CHECKING:
    from parley.cli.demo.main import DemoOptions

Show = Callable[[AsyncDesktop, str], Awaitable[None]]

_SLOWMO_MS = 250
"""In windows, slow enough to be followed."""
_FRAME_SECONDS = 0.2
_ASKED = {"zh_CN": "您好，大红袍还有货吗？", "en": "Hello, is the Da Hong Pao in stock?"}
_ANSWERED = {
    "zh_CN": "有的，今年的新茶，给您留两斤？",
    "en": "Yes, the new harvest. Shall I keep some for you?",
}


async def play_first_run(folder: Path, options: "DemoOptions") -> int:
    """Pictures of the steps without a screen; else the two windows, until they are closed. Returns the exit code."""
    language = options.language
    is_headless = options.out is not None
    photographer = Photographer(options.out) if options.out is not None else None
    if options.out is not None:
        await asyncio.to_thread(options.out.mkdir, parents=True, exist_ok=True)
    slowmo_ms = 0 if is_headless else _SLOWMO_MS

    async def show(desktop: AsyncDesktop, name: str) -> None:
        if photographer is not None:
            await photographer.take(desktop, name, "light", language)

    async with running_server(folder / "server") as server:
        owner, guest = await asyncio.gather(
            *(
                AsyncDesktop.launch(
                    folder / name, headless=is_headless, language=language, slowmo_ms=slowmo_ms
                )
                for name in ("owner", "guest")
            )
        )
        async with owner, guest:
            await _play(owner, guest, server.owner_invite, language, show)
            if is_headless:
                print(f"Pictures are in {options.out}", flush=True)
                return 0
            await until_closed((owner, guest), options.seconds)
    return 0


async def _play(owner: AsyncDesktop, guest: AsyncDesktop, invite: str, language: str, show: Show) -> None:
    cast = load_cast()
    chen = cast.people[0]
    buyer = next(one for one in cast.people if one.handle == ("anna" if language == "en" else "wangjianjun"))
    password = secrets.token_urlsafe(9)
    await owner.wait("sign_in.welcome.set_up")
    await show(owner, "welcome")
    await owner.welcome.accept_owner_invitation(
        invite, shop=cast.shop[language], name=chen.name, password=password
    )
    await owner.wait("conversations.list#0", "row")
    await show(owner, "shop")
    link = await owner.settings.invite("customer")
    await guest.welcome.accept_invitation(link, name=buyer.name, password=password, company=buyer.company)
    await guest.chat.send(_ASKED[language])
    await show(guest, "customer")
    talk = await owner.conversations.open(buyer.name)
    await talk.wait_for(_ASKED[language])
    await talk.send(_ANSWERED[language])
    await guest.chat.wait_for(_ANSWERED[language])
    await talk.wait_for_read(_ANSWERED[language])
    await show(owner, "talk")


async def until_closed(desktops: tuple[AsyncDesktop, ...], seconds: float | None) -> None:
    """Returns when the windows were closed, or when the time is up."""
    running = [one.process for one in desktops if one.process is not None]
    end = None if seconds is None else asyncio.get_running_loop().time() + seconds
    while any(process.is_running for process in running):
        if end is not None and asyncio.get_running_loop().time() > end:
            return
        await asyncio.sleep(_FRAME_SECONDS)
