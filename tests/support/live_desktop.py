"""A whole desktop, offscreen, on a loop of its own, worked through its widgets as a person would."""

import asyncio
import socket
import subprocess
from collections.abc import Callable, Coroutine
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from parley.desktop import event_loop
from parley.desktop.application import Desktop, dress
from parley.desktop.options import DesktopOptions
from parley.desktop.platform.shop_server import ShopServer, write_port
from parley.desktop.widgets.fields import TextField

T = TypeVar("T")


class LiveDesktops:
    """Desktops of one test, and the loop they run on."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        dress(app)
        self._app = app
        self._folder = folder
        self._loop = event_loop.make_loop(app)
        self._all: list[LiveDesktop] = []

    def run(self, story: Coroutine[Any, Any, T], seconds: float = 50) -> T:
        """Runs a story to its end, then ends its desktops and the servers they started.

        All in one go: Qt would hand what arrives later to sessions whose loop doesn't run.
        """
        return self._loop.run_until_complete(self._tell(story, seconds))

    async def _tell(self, story: Coroutine[Any, Any, T], seconds: float) -> T:
        try:
            return await asyncio.wait_for(story, seconds)
        finally:
            for live in self._all:
                await live.desktop.server.stop()
                await live.close()

    async def open(self, profile: str, **options: Any) -> "LiveDesktop":
        """A desktop on a profile; the same name again is the same person's computer, started again."""
        _choose_port(self._folder / profile / "shop")
        chosen = {"language": "en", "theme": "light", **options}
        desktop = Desktop(self._app, DesktopOptions(profile=self._folder / profile, headless=True, **chosen))
        live = LiveDesktop(desktop)
        self._all.append(live)
        desktop.show()
        await desktop.start()
        return live

    def close(self) -> None:
        """Ends the loop, and servers that a failed story left behind."""
        with ExitStack() as ends:
            for live in self._all:
                ends.callback(_kill_server, live.desktop.server)
            ends.callback(event_loop.close_loop, self._loop)


def _choose_port(shop: Path) -> None:
    """A port of the test's own: a server that is started again needs its old one, which nobody may take."""
    if not (shop / "port").exists():
        shop.mkdir(parents=True, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            write_port(shop, probe.getsockname()[1])


def _kill_server(server: ShopServer) -> None:
    process = server._process
    if process is not None and process.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()


class LiveDesktop:
    """One desktop. `name`s are object names."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.window = desktop.window
        self._is_open = True

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        """The widget with this name. Fails when there is none."""
        found = self.window.findChild(kind, name)
        assert found is not None, f"there is no {name}"
        return found

    def is_there(self, name: str) -> bool:
        """Whether a widget with this name shows."""
        found = self.window.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def write(self, name: str, text: str) -> None:
        """Puts a text into a field."""
        field: TextField = self.find(name, TextField)
        assert field.isEnabled(), f"{name} can't be written into"
        field.set_text(text)
        field.edited.emit(text)

    async def press(self, name: str) -> None:
        """Presses a button and waits for what it started."""
        button: QAbstractButton = self.find(name, QAbstractButton)
        assert button.isEnabled(), f"{name} can't be pressed"
        button.click()
        await self.settle()

    async def settle(self) -> None:
        """Until nothing runs any more and the windows have drawn it."""
        await self.desktop.tasks.settle()
        await asyncio.sleep(0)

    async def until(self, condition: Callable[[], bool], what: str, seconds: float = 20) -> None:
        """Lets the windows work until something holds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not condition():
            assert loop.time() < end, f"never came true: {what}"
            await asyncio.sleep(0)

    async def close(self) -> None:
        """As when the person quits."""
        if not self._is_open:
            return
        self._is_open = False
        await self.desktop.close()
        self.desktop.language.choose("en")
        self.desktop.theme.uninstall()
        self.window.deleteLater()
        self.desktop.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
