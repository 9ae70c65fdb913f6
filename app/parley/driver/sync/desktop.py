# Made from aio/desktop.py by `python -m parley.driver.unasync`; change that file instead.
"""A desktop one drives: every act of the control socket as a method, and the pages a person knows."""

import builtins
import time
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Literal

import msgspec

from parley.driver.channel import Channel
from parley.driver.errors import ActionFailed, DriverError, Gone, TimedOut
from parley.driver.processes import DesktopProcess
from parley.driver.sync.auto_reply_page import AutoReply
from parley.driver.sync.broadcast_page import Broadcasts
from parley.driver.sync.card_page import Card
from parley.driver.sync.home_page import Home
from parley.driver.sync.pages import (
    Chat,
    Contacts,
    Conversations,
    Rooms,
    Settings,
    Welcome,
)
from parley.driver.sync.phrase_pages import ChatPhrases, Phrases
from parley.driver.tree_text import lines_of
from parley.driver.values import Deed, Node, Notification, Row

Hand = Literal["mouse", "keyboard"]
PATIENCE_MS = 10_000
_ACTS = {"click", "double_click", "right_click", "type", "ime", "key", "paste", "menu"}
_LONGEST_TREE = 120


class Desktop:
    """One running Parley. `hand="keyboard"` does every click and choice with the keyboard alone.

    Every act waits until its target can be used, at most `patience_ms`, then raises ActionFailed or TimedOut with a
    screenshot (in the folder `shots`) and what was on screen.
    """

    def __init__(
        self,
        channel: Channel,
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
        self.welcome = Welcome(self)
        self.conversations = Conversations(self)
        self.chat = Chat(self)
        self.chat.phrases = ChatPhrases(self)
        self.contacts = Contacts(self)
        self.rooms = Rooms(self)
        self.settings = Settings(self)
        self.auto_reply = AutoReply(self)
        self.home = Home(self)
        self.broadcasts = Broadcasts(self)
        self.phrases = Phrases(self)
        self.card = Card(self)

    @classmethod
    def launch(
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
    ) -> "Desktop":
        """Starts Parley on a profile folder of its own; the same folder again is the same computer, started again.

        `clock` is the file of a `SettableClock`. The server of a shop that is set up here ends with the desktop,
        unless it `leaves_shop` running.
        """
        folder = Path(profile)
        process = DesktopProcess.start(
            folder, headless=headless, language=language, theme=theme, link=link, clock=clock, command=command
        )
        try:
            channel = Channel.connect(process.control, process.check_alive)
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
    def attach(cls, control: Path | str, **options: Any) -> "Desktop":
        """Drives a desktop that was started by hand with `parley --control PATH`."""
        return cls(Channel.connect(Path(control)), **options)

    def close(self) -> None:
        """Ends it: first as a person does, then, if it would ask or still asks something, as the system does."""
        if self.process is not None and self.process.is_running and not self.process.has_shop:
            try:
                self.request("quit")
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
    def channel(self) -> Channel:
        """The connection."""
        return self._channel

    # Acts

    def click(self, target: str, *, at: tuple[int, int] | None = None, modifiers: Sequence[str] = ()) -> None:
        """Clicks a control or a row."""
        self.request("click", target, at=at, modifiers=modifiers)

    def double_click(self, target: str) -> None:
        """Clicks twice."""
        self.request("double_click", target)

    def right_click(self, target: str) -> None:
        """Asks for the context menu."""
        self.request("right_click", target)

    def hover(self, target: str) -> None:
        """Moves the pointer there and leaves it."""
        self.request("hover", target)

    def type(self, text: str, target: str | None = None, *, clear: bool = False) -> None:
        """Types; `clear` deletes first what stands there."""
        self.request("type", target, text=text, clear=clear)

    def ime(
        self, target: str | None = None, *, preedit: str | None = None, commit: str | None = None
    ) -> None:
        """Composes as an input method does, and commits."""
        self.request("ime", target, preedit=preedit, commit=commit)

    def key(self, *keys: str, target: str | None = None, count: int = 1) -> None:
        """Strikes keys one after the other: `key("Ctrl+K")`, `key("Down", "Enter")`."""
        self.request("key", target, keys=keys, count=count)

    def paste(self, text: str | None = None, target: str | None = None, *, files: Sequence[str] = ()) -> None:
        """Puts it on the clipboard and presses Ctrl+V."""
        self.request("paste", target, text=text, files=files)

    def drop(self, target: str, *, files: Sequence[str] = (), text: str | None = None) -> None:
        """Drops something that comes from another program."""
        self.request("drop", target, files=files, text=text)

    def drag(self, target: str, to: str) -> None:
        """Drags from one place of a window to another."""
        self.request("drag", target, to=to)

    def menu(self, *choose: str, target: str | None = None, opens: str = "right_click") -> None:
        """Chooses by id or words: from the open menu, or from the one that `target` opens."""
        self.request("menu", target, choose=choose, open=opens)

    def scroll(self, target: str, notches: int) -> None:
        """Turns the wheel: down, or up for less than nought."""
        self.request("scroll", target, dy=notches)

    # Questions

    def node(self, target: str) -> Node:
        """A control as it is now."""
        return msgspec.convert(self.request("get", target), Node)

    def row(self, target: str) -> Row:
        """A row as it is now."""
        return msgspec.convert(self.request("get", target), Row)

    def rows(self, target: str) -> list[Row]:
        """The rows of a list, tree, tab strip, menu or timeline."""
        answer = self.request("rows", target)
        return msgspec.convert(answer["rows"], list[Row])

    def text(self, target: str) -> str:
        """The words a control shows."""
        return (self.node(target)).text

    def is_visible(self, target: str) -> bool:
        """Whether it shows now; doesn't wait."""
        try:
            self.request("wait", target, timeout_ms=0, until="visible")
        except ActionFailed:
            return False
        return True

    def tree(self, target: str | None = None, *, full: bool = False) -> list[Node]:
        """What is on screen."""
        answer = self.request("tree", target, full=full)
        return msgspec.convert(answer["windows"], list[Node])

    def find(self, prefix: str, words: str = "", suffix: str = "") -> str:
        """The id of the control whose id starts (and ends) so and whose name holds `words`. Waits for it."""
        deadline = monotonic() + self.patience_ms / 1000
        while True:
            nodes = [node for window in self.tree() for node in window.all()]
            alike = [node for node in nodes if node.id.startswith(prefix) and node.id.endswith(suffix)]
            for node in alike:
                if words in f"{node.name}\n{node.text}":
                    return node.id
            if monotonic() > deadline:
                there = ", ".join(f"`{node.id}` “{node.name}”" for node in alike) or "nothing of that kind"
                raise self._failure("timeout", f"No `{prefix}…{suffix}` “{words}”; there is {there}", {})
            time.sleep(0.03)

    def wait(
        self, target: str, until: str = "visible", *, timeout_ms: int | None = None, **wanted: Any
    ) -> None:
        """Waits until it is visible, hidden, enabled, disabled, focused, checked, unchecked; or `text="..."`,
        `count=3`, `states=["read"]` with `until` text, count, state; or `row`: the row is there.
        """
        patience = self.patience_ms if timeout_ms is None else timeout_ms
        self.request("wait", target, timeout_ms=patience, until=until, **wanted)

    def wait_text(self, target: str, text: str) -> None:
        """Waits until it says so."""
        self.wait(target, "text", text=text)

    def clipboard(self, text: str | None = None) -> str:
        """What is on the clipboard, after putting `text` there if given."""
        answer = self.request("clipboard", text=text)
        return str(answer["text"])

    def notifications(self, *, clear: bool = False) -> list[Notification]:
        """What was announced so far."""
        answer = self.request("notifications", clear=clear)
        return msgspec.convert(answer["notifications"], list[Notification])

    def tray(self, act: str | None = None, choose: str | None = None) -> dict[str, Any]:
        """The icon beside the clock; headless there is none."""
        return self.request("tray", act=act, choose=choose)

    def state(self) -> dict[str, Any]:
        """Versions, windows, focus, what is open over the window."""
        return self.request("state")

    def screenshot(self, path: Path | str, target: str | None = None) -> Path:
        """A PNG of the front window or of one control."""
        file = _place_for(path)
        self.request("screenshot", target, path=str(file))
        return file

    def request(
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
        answer = self._ask(op, {**given, "timeout_ms": patience}, patience)
        took_ms = round((monotonic() - began) * 1000)
        error = None if answer["ok"] else answer["error"]
        said = {key: value for key, value in given.items() if key not in ("target", "by")}
        self.history.append(Deed(op, target or "", said, took_ms, error["message"] if error else ""))
        if error is not None:
            raise self._failure(error.pop("code"), error.pop("message"), error)
        if self.slowmo_ms and op in _ACTS:
            time.sleep(self.slowmo_ms / 1000)
        result: dict[str, Any] = answer["result"]
        return result

    def _ask(self, op: str, fields: dict[str, Any], timeout_ms: int) -> dict[str, Any]:
        try:
            return self._channel.request(op, fields, timeout_ms)
        except Gone as gone:
            if self.process is not None:
                raise self.process.explain(gone) from None
            raise

    def _failure(self, code: str, message: str, details: dict[str, Any]) -> ActionFailed:
        tree, screenshot = "", None
        try:
            answer = self._channel.request("tree", {})
            lines = list(lines_of(answer["result"]["windows"]))
            more = [f"... and {len(lines) - _LONGEST_TREE} more"] if len(lines) > _LONGEST_TREE else []
            tree = "\n".join([*lines[:_LONGEST_TREE], *more])
            screenshot = self._shoot(f"{self.name}-{len(self.history)}-{code}.png")
        except (DriverError, KeyError):
            # The failure itself is what counts; it is told without a picture then.
            pass
        kind = TimedOut if code == "timeout" else ActionFailed
        return kind(code, f"{self.name}: {message}", details=details, screenshot=screenshot, tree=tree)

    def _shoot(self, file: str) -> Path | None:
        if self.shots is None:
            return None
        path = _place_for(self.shots / file)
        answer = self._channel.request("screenshot", {"path": str(path)})
        return path if answer["ok"] else None

    def __enter__(self) -> "Desktop":
        return self

    def __exit__(
        self,
        kind: builtins.type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _place_for(path: Path | str) -> Path:
    """The desktop has a working folder of its own, so a path must be whole."""
    file = Path(path).absolute()
    file.parent.mkdir(parents=True, exist_ok=True)
    return file
