"""Pictures of a desktop, once what it shows has come to rest."""

import asyncio
from pathlib import Path

from parley.cli.demo.server import DemoFailed
from parley.driver import AsyncDesktop

THEMES = ("light", "dark")
LANGUAGES = {"zh_CN": "简体中文", "en": "English"}
"""What the settings call them."""
_LOOKS = 30
_FRAME_SECONDS = 0.03
_REST_SECONDS = 10.0


class Photographer:
    """Writes NAME-THEME-LANGUAGE.png into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def wait_for_rest(self, desktop: AsyncDesktop, still_seconds: float = 1.0) -> None:
        """Until what a window fetches when it first shows, such as portraits, has come; ten seconds at most."""
        file = self._folder / ".rest.png"
        loop = asyncio.get_running_loop()
        before, since, end = b"", loop.time(), loop.time() + _REST_SECONDS
        while loop.time() < end and loop.time() - since < still_seconds:
            await desktop.screenshot(file)
            now = await asyncio.to_thread(file.read_bytes)
            if now != before:
                before, since = now, loop.time()
            await asyncio.sleep(_FRAME_SECONDS * 4)
        await asyncio.to_thread(file.unlink)

    async def take(self, desktop: AsyncDesktop, name: str, theme: str, language: str) -> None:
        """One picture of the window as it is. Raises DemoFailed if it never comes to rest."""
        file = self._folder / f"{name}-{theme}-{language}.png"
        before = b""
        for _look in range(_LOOKS):
            await desktop.screenshot(file)
            now = await asyncio.to_thread(file.read_bytes)
            if now == before:
                return
            before = now
            await asyncio.sleep(_FRAME_SECONDS)
        raise DemoFailed("The demo's window doesn't come to rest.")
