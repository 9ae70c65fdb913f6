"""A desktop one drives: every act of the control socket as a method, and the pages a person knows."""

import asyncio
import builtins
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Literal

import msgspec

from parley.driver.aio.auto_reply_page import AsyncAutoReply
from parley.driver.aio.broadcast_page import AsyncBroadcasts
from parley.driver.aio.card_page import AsyncCard
from parley.driver.aio.home_page import AsyncHome
from parley.driver.aio.pages import (
    AsyncChat,
    AsyncContacts,
    AsyncConversations,
    AsyncRooms,
    AsyncSettings,
    AsyncWelcome,
)
from parley.driver.aio.phrase_pages import AsyncChatPhrases, AsyncPhrases
from parley.driver.channel import AsyncChannel
from parley.driver.errors import ActionFailed, DriverError, Gone, TimedOut
from parley.driver.processes import DesktopProcess
from parley.driver.tree_text import lines_of
from parley.driver.values import Deed, Node, Notification, Row

Hand = Literal["mouse", "keyboard"]
PATIENCE_MS = 10_000
_ACTS = {"click", "double_click", "right_click", "type", "ime", "key", "paste", "menu"}
_LONGEST_TREE = 120


class AsyncDesktop:
    """One running Parley. `hand="keyboard"` does every click and choice with the keyboard alone.

    Every act waits until its target can be used, at most `patience_ms`, then raises ActionFailed or TimedOut with a
    screenshot (in the folder `shots`) and what was on screen.
    """

    def __init__(
        self,
        channel: AsyncChannel,
        process: DesktopProcess | None = None,
        *,
        name: str = "parley",
        hand: Hand = "mouse",
        slowmo_ms: int = 0,
        shots: Path | None = None,
        patience_ms: int = PATIENCE_MS,
        leaves_shop: bool = False,
    ) -> None:
        self._leaves_shop = leaves_shop
        self._channel = channel
        self.process = process
        self.name = name
        self.hand = hand
        self.slowmo_ms = slowmo_ms
        self.shots = shots
        self.patience_ms = patience_ms
        self.history: list[Deed] = []
        self.welcome = AsyncWelcome(self)
        self.conversations = AsyncConversations(self)
        self.chat = AsyncChat(self)
        self.chat.phrases = AsyncChatPhrases(self)
        self.contacts = AsyncContacts(self)
        self.rooms = AsyncRooms(self)
        self.settings = AsyncSettings(self)
        self.auto_reply = AsyncAutoReply(self)
        self.home = AsyncHome(self)
        self.broadcasts = AsyncBroadcasts(self)
        self.phrases = AsyncPhrases(self)
        self.card = AsyncCard(self)

    @classmethod
    async def launch(
        cls,
        profile: Path | str,
        *,
        headless: bool = True,
        language: str = "en",
        theme: str = "light",
        link: str = "",
        clock: Path | None = None,
        command: Sequence[str] | None = None,
        hand: Hand = "mouse",
        slowmo_ms: int = 0,
        shots: Path | None = None,
        patience_ms: int = PATIENCE_MS,
        leaves_shop: bool = False,
    ) -> "AsyncDesktop":
        """Starts Parley on a profile folder of its own; the same folder again is the same computer, started again.

        `clock` is the file of a `SettableClock`. The server of a shop that is set up here ends with the desktop,
        unless it `leaves_shop` running.
        """
        folder = Path(profile)
        process = DesktopProcess.start(
            folder, headless=headless, language=language, theme=theme, link=link, clock=clock, command=command
        )
        try:
            channel = await AsyncChannel.connect(process.control, process.check_alive)
        except BaseException:
            process.end()
            raise
        return cls(
            channel,
            process,
            name=folder.name,
            hand=hand,
            slowmo_ms=slowmo_ms,
            shots=shots,
            patience_ms=patience_ms,
            leaves_shop=leaves_shop,
        )

    @classmethod
    async def attach(cls, control: Path | str, **options: Any) -> "AsyncDesktop":
        """Drives a desktop that was started by hand with `parley --control PATH`."""
        return cls(await AsyncChannel.connect(Path(control)), **options)

    async def close(self) -> None:
        """Ends it: first as a person does, then, if it would ask or still asks something, as the system does."""
        if self.process is not None and self.process.is_running and not self.process.has_shop:
            try:
                await self.request("quit")
                if self.process.wait(3) is None:
                    self.process.end()
            except DriverError:
                self.process.end()
        self._channel.close()
        if self.process is not None:
            self.process.end()
            if not self._leaves_shop:
                self.process.stop_shop()

    @property
    def channel(self) -> AsyncChannel:
        """The connection."""
        return self._channel

    # Acts

    async def click(
        self, target: str, *, at: tuple[int, int] | None = None, modifiers: Sequence[str] = ()
    ) -> None:
        """Clicks a control or a row."""
        await self.request("click", target, at=at, modifiers=modifiers)

    async def double_click(self, target: str) -> None:
        """Clicks twice."""
        await self.request("double_click", target)

    async def right_click(self, target: str) -> None:
        """Asks for the context menu."""
        await self.request("right_click", target)

    async def hover(self, target: str) -> None:
        """Moves the pointer there and leaves it."""
        await self.request("hover", target)

    async def type(self, text: str, target: str | None = None, *, clear: bool = False) -> None:
        """Types; `clear` deletes first what stands there."""
        await self.request("type", target, text=text, clear=clear)

    async def ime(
        self, target: str | None = None, *, preedit: str | None = None, commit: str | None = None
    ) -> None:
        """Composes as an input method does, and commits."""
        await self.request("ime", target, preedit=preedit, commit=commit)

    async def key(self, *keys: str, target: str | None = None, count: int = 1) -> None:
        """Strikes keys one after the other: `key("Ctrl+K")`, `key("Down", "Enter")`."""
        await self.request("key", target, keys=keys, count=count)

    async def paste(
        self, text: str | None = None, target: str | None = None, *, files: Sequence[str] = ()
    ) -> None:
        """Puts it on the clipboard and presses Ctrl+V."""
        await self.request("paste", target, text=text, files=files)

    async def drop(self, target: str, *, files: Sequence[str] = (), text: str | None = None) -> None:
        """Drops something that comes from another program."""
        await self.request("drop", target, files=files, text=text)

    async def drag(self, target: str, to: str) -> None:
        """Drags from one place of a window to another."""
        await self.request("drag", target, to=to)

    async def menu(self, *choose: str, target: str | None = None, opens: str = "right_click") -> None:
        """Chooses by id or words: from the open menu, or from the one that `target` opens."""
        await self.request("menu", target, choose=choose, open=opens)

    async def scroll(self, target: str, notches: int) -> None:
        """Turns the wheel: down, or up for less than nought."""
        await self.request("scroll", target, dy=notches)

    # Questions

    async def node(self, target: str) -> Node:
        """A control as it is now."""
        return msgspec.convert(await self.request("get", target), Node)

    async def row(self, target: str) -> Row:
        """A row as it is now."""
        return msgspec.convert(await self.request("get", target), Row)

    async def rows(self, target: str) -> list[Row]:
        """The rows of a list, tree, tab strip, menu or timeline."""
        answer = await self.request("rows", target)
        return msgspec.convert(answer["rows"], list[Row])

    async def text(self, target: str) -> str:
        """The words a control shows."""
        return (await self.node(target)).text

    async def is_visible(self, target: str) -> bool:
        """Whether it shows now; doesn't wait."""
        try:
            await self.request("wait", target, timeout_ms=0, until="visible")
        except ActionFailed:
            return False
        return True

    async def tree(self, target: str | None = None, *, full: bool = False) -> list[Node]:
        """What is on screen."""
        answer = await self.request("tree", target, full=full)
        return msgspec.convert(answer["windows"], list[Node])

    async def find(self, prefix: str, words: str = "", suffix: str = "") -> str:
        """The id of the control whose id starts (and ends) so and whose name holds `words`. Waits for it."""
        deadline = monotonic() + self.patience_ms / 1000
        while True:
            nodes = [node for window in await self.tree() for node in window.all()]
            alike = [node for node in nodes if node.id.startswith(prefix) and node.id.endswith(suffix)]
            for node in alike:
                if words in f"{node.name}\n{node.text}":
                    return node.id
            if monotonic() > deadline:
                there = ", ".join(f"`{node.id}` “{node.name}”" for node in alike) or "nothing of that kind"
                raise await self._failure(
                    "timeout", f"No `{prefix}…{suffix}` “{words}”; there is {there}", {}
                )
            await asyncio.sleep(0.03)

    async def wait(
        self, target: str, until: str = "visible", *, timeout_ms: int | None = None, **wanted: Any
    ) -> None:
        """Waits until it is visible, hidden, enabled, disabled, focused, checked, unchecked; or `text="..."`,
        `count=3`, `states=["read"]` with `until` text, count, state; or `row`: the row is there.
        """
        patience = self.patience_ms if timeout_ms is None else timeout_ms
        await self.request("wait", target, timeout_ms=patience, until=until, **wanted)

    async def wait_text(self, target: str, text: str) -> None:
        """Waits until it says so."""
        await self.wait(target, "text", text=text)

    async def clipboard(self, text: str | None = None) -> str:
        """What is on the clipboard, after putting `text` there if given."""
        answer = await self.request("clipboard", text=text)
        return str(answer["text"])

    async def notifications(self, *, clear: bool = False) -> list[Notification]:
        """What was announced so far."""
        answer = await self.request("notifications", clear=clear)
        return msgspec.convert(answer["notifications"], list[Notification])

    async def tray(self, act: str | None = None, choose: str | None = None) -> dict[str, Any]:
        """The icon beside the clock; headless there is none."""
        return await self.request("tray", act=act, choose=choose)

    async def state(self) -> dict[str, Any]:
        """Versions, windows, focus, what is open over the window."""
        return await self.request("state")

    async def screenshot(self, path: Path | str, target: str | None = None) -> Path:
        """A PNG of the front window or of one control."""
        file = _place_for(path)
        await self.request("screenshot", target, path=str(file))
        return file

    async def request(
        self, op: str, target: str | None = None, *, timeout_ms: int | None = None, **fields: Any
    ) -> dict[str, Any]:
        """Any request of the protocol; its result. Raises ActionFailed, TimedOut or Gone."""
        given = {key: value for key, value in fields.items() if value is not None and value != ()}
        if target is not None:
            given["target"] = target
        if op in _ACTS and self.hand == "keyboard":
            given["by"] = "keyboard"
        patience = self.patience_ms if timeout_ms is None else timeout_ms
        began = monotonic()
        answer = await self._ask(op, {**given, "timeout_ms": patience}, patience)
        took_ms = round((monotonic() - began) * 1000)
        error = None if answer["ok"] else answer["error"]
        said = {key: value for key, value in given.items() if key not in ("target", "by")}
        self.history.append(Deed(op, target or "", said, took_ms, error["message"] if error else ""))
        if error is not None:
            raise await self._failure(error.pop("code"), error.pop("message"), error)
        if self.slowmo_ms and op in _ACTS:
            await asyncio.sleep(self.slowmo_ms / 1000)
        result: dict[str, Any] = answer["result"]
        return result

    async def _ask(self, op: str, fields: dict[str, Any], timeout_ms: int) -> dict[str, Any]:
        try:
            return await self._channel.request(op, fields, timeout_ms)
        except Gone as gone:
            if self.process is not None:
                raise self.process.explain(gone) from None
            raise

    async def _failure(self, code: str, message: str, details: dict[str, Any]) -> ActionFailed:
        tree, screenshot = "", None
        try:
            answer = await self._channel.request("tree", {})
            lines = list(lines_of(answer["result"]["windows"]))
            more = [f"... and {len(lines) - _LONGEST_TREE} more"] if len(lines) > _LONGEST_TREE else []
            tree = "\n".join([*lines[:_LONGEST_TREE], *more])
            screenshot = await self._shoot(f"{self.name}-{len(self.history)}-{code}.png")
        except (DriverError, KeyError):
            # The failure itself is what counts; it is told without a picture then.
            pass
        kind = TimedOut if code == "timeout" else ActionFailed
        return kind(code, f"{self.name}: {message}", details=details, screenshot=screenshot, tree=tree)

    async def _shoot(self, file: str) -> Path | None:
        if self.shots is None:
            return None
        path = _place_for(self.shots / file)
        answer = await self._channel.request("screenshot", {"path": str(path)})
        return path if answer["ok"] else None

    async def __aenter__(self) -> "AsyncDesktop":
        return self

    async def __aexit__(
        self,
        kind: builtins.type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def _place_for(path: Path | str) -> Path:
    """The desktop has a working folder of its own, so a path must be whole."""
    file = Path(path).absolute()
    file.parent.mkdir(parents=True, exist_ok=True)
    return file
