"""Notifications with buttons, through the desktop's own service on Linux (org.freedesktop.Notifications 1.2).

What is offered follows from what the service says it can do: "Reply" with a field in the notification where it has
`inline-reply`, "Mark as read" and a click that opens the chat where it has `actions`. Without a session bus or such a
service nothing is there, and the tray speaks as it does elsewhere: on Windows and macOS its message can only be clicked.
"""

import asyncio
import contextlib
import html
import logging
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.asyncio import DBusRouter, open_dbus_router
from PySide6.QtCore import QObject, Signal

from parley.desktop.i18n import translate
from parley.desktop.platform.notifications import Notice

_SERVICE = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)
_OPEN, _READ, _REPLY = "default", "mark-read", "inline-reply"
_REMEMBERED = 50
_ASK_SECONDS = 5.0
_log = logging.getLogger("parley.desktop")


def _(text: str, **values: object) -> str:
    return translate("Notifications", text, **values)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the service can do."""

    actions: bool
    inline_reply: bool
    markup: bool


class LinuxNotices(QObject):
    """Speaks through the service while `run` runs and `is_there`.

    Signals: `opened`, `read` with a `Notice` whose button was pressed, `replied` with it and the words.
    """

    opened = Signal(object)
    read = Signal(object)
    replied = Signal(object, str)

    def __init__(self, parent: QObject | None = None, *, bus: str = "SESSION") -> None:
        super().__init__(parent)
        self._bus = bus
        self._can: Capabilities | None = None
        self._waiting: asyncio.Queue[Notice] = asyncio.Queue()
        self._said: dict[int, Notice] = {}

    @property
    def is_there(self) -> bool:
        """Whether there is a service that has buttons."""
        return self._can is not None and self._can.actions

    def say(self, notice: Notice) -> None:
        """Shows it soon."""
        self._waiting.put_nowait(notice)

    async def run(self) -> None:
        """Until cancelled; returns at once where there is no service."""
        try:
            async with open_dbus_router(self._bus) as router:
                await self._serve(router)
        except (OSError, KeyError, ValueError, TimeoutError, RuntimeError) as error:
            _log.info("notifications without buttons: %s", error)
        finally:
            self._can = None

    async def _serve(self, router: DBusRouter) -> None:
        rule = MatchRule(type="signal", interface=_SERVICE.interface, path=_SERVICE.object_path)
        with router.filter(rule, queue=asyncio.Queue()) as heard:
            async with asyncio.timeout(_ASK_SECONDS):
                await router.send_and_get_reply(message_bus.AddMatch(rule))
                answer = await router.send_and_get_reply(new_method_call(_SERVICE, "GetCapabilities"))
            if answer.header.message_type is MessageType.error:
                return
            self._can = capabilities_of(answer.body[0])
            speaking = asyncio.ensure_future(self._speak(router))
            try:
                while True:
                    self._hear(await heard.get())
            finally:
                speaking.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await speaking

    async def _speak(self, router: DBusRouter) -> None:
        while True:
            notice = await self._waiting.get()
            assert self._can is not None
            call = new_method_call(_SERVICE, "Notify", "susssasa{sv}i", body_of(notice, self._can))
            answer = await router.send_and_get_reply(call)
            if answer.header.message_type is not MessageType.error:
                self._said[answer.body[0]] = notice
                for old in list(self._said)[:-_REMEMBERED]:
                    del self._said[old]

    def _hear(self, message: Message) -> None:
        member = message.header.fields.get(3)
        notice = self._said.get(message.body[0]) if message.body else None
        if notice is None:
            return
        if member == "NotificationReplied" and message.body[1].strip():
            self.replied.emit(notice, message.body[1].strip())
        elif member == "ActionInvoked" and message.body[1] == _READ:
            self.read.emit(notice)
        elif member == "ActionInvoked" and message.body[1] == _OPEN:
            self.opened.emit(notice)
        elif member == "NotificationClosed":
            self._said.pop(message.body[0], None)


def capabilities_of(named: list[str]) -> Capabilities:
    """From what GetCapabilities answers."""
    return Capabilities("actions" in named, "inline-reply" in named, "body-markup" in named)


def body_of(notice: Notice, can: Capabilities) -> tuple[Any, ...]:
    """The arguments of Notify. A customer's words are never markup."""
    text = html.escape(notice.text, quote=False) if can.markup else notice.text
    actions = [_OPEN, _("Open")]
    hints: dict[str, tuple[str, Any]] = {
        "category": ("s", "im.received"),
        "desktop-entry": ("s", "parley"),
        "suppress-sound": ("b", True),
    }
    if notice.is_single:
        actions += [_READ, _("Mark as read")]
        if can.inline_reply:
            actions += [_REPLY, _("Reply")]
            hints["x-kde-reply-placeholder-text"] = ("s", _("Reply…"))
    return ("Parley", 0, "parley", notice.title, text, actions, hints, -1)
