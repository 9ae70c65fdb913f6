"""Notifications with buttons on Linux, on a real message bus with a service of ours."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from parley.desktop.platform.linux_notices import Capabilities, LinuxNotices, body_of
from parley.desktop.platform.notifications import Notice

NOTICE = Notice("me", "c", "王建军", "<b>5 & 6</b>", "wang", "王建军")
NAME = "org.freedesktop.Notifications"
SECONDS = 10


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """A message bus of the test's own."""
    daemon = shutil.which("dbus-daemon")
    if sys.platform == "win32" or daemon is None:
        pytest.skip("there is no dbus-daemon here")
    command = [daemon, "--session", "--nofork", "--print-address=1", f"--address=unix:path={tmp_path}/bus"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        yield process.stdout.readline().decode().strip()
        process.terminate()


class Service:
    """Answers as a notification service does, and presses buttons."""

    def __init__(self, router: object, queue: "asyncio.Queue[object]", can: list[str]) -> None:
        self.router: object = router
        self.queue = queue
        self.can = can
        self.shown: asyncio.Queue[tuple[object, ...]] = asyncio.Queue()

    async def serve(self) -> None:
        from jeepney import new_method_return

        count = 0
        while True:
            call = await self.queue.get()
            member = call.header.fields[3]  # type: ignore[attr-defined]
            if member == "GetCapabilities":
                answer = new_method_return(call, "as", (self.can,))
            else:
                count += 1
                self.shown.put_nowait(call.body)  # type: ignore[attr-defined]
                answer = new_method_return(call, "u", (count,))
            await self.router.send(answer)  # type: ignore[attr-defined]

    async def tell(self, member: str, signature: str, *body: object) -> None:
        from jeepney import DBusAddress, new_signal

        place = DBusAddress("/org/freedesktop/Notifications", NAME, NAME)
        await self.router.send(new_signal(place, member, signature, body))  # type: ignore[attr-defined]


@asynccontextmanager
async def service(bus: str, *can: str) -> AsyncIterator[Service]:
    from jeepney import MatchRule, message_bus
    from jeepney.io.asyncio import open_dbus_router

    async with open_dbus_router(bus) as router:
        rule = MatchRule(type="method_call", interface=NAME)
        with router.filter(rule, queue=asyncio.Queue()) as queue:
            await router.send_and_get_reply(message_bus.RequestName(NAME))
            made = Service(router, queue, list(can))
            serving = asyncio.ensure_future(made.serve())
            yield made
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)


async def test_a_reply_and_mark_as_read_come_from_the_notification(bus: str, qapp: object) -> None:
    async with asyncio.timeout(SECONDS), service(bus, "actions", "inline-reply", "body-markup") as desktop:
        notices = LinuxNotices(bus=bus)
        heard: asyncio.Queue[tuple[object, ...]] = asyncio.Queue()
        notices.replied.connect(lambda notice, text: heard.put_nowait((notice, text)))
        notices.read.connect(lambda notice: heard.put_nowait((notice, "read")))
        notices.opened.connect(lambda notice: heard.put_nowait((notice, "opened")))
        running = asyncio.ensure_future(notices.run())
        notices.say(NOTICE)
        body = await desktop.shown.get()
        assert (body[3], body[4]) == ("王建军", "&lt;b&gt;5 &amp; 6&lt;/b&gt;")
        assert body[5] == ["default", "Open", "mark-read", "Mark as read", "inline-reply", "Reply"]
        assert notices.is_there
        await desktop.tell("NotificationReplied", "us", 1, " 有货 ")
        assert await heard.get() == (NOTICE, "有货")
        await desktop.tell("ActionInvoked", "us", 99, "mark-read")
        await desktop.tell("ActionInvoked", "us", 1, "mark-read")
        assert await heard.get() == (NOTICE, "read")
        await desktop.tell("ActionInvoked", "us", 1, "default")
        assert await heard.get() == (NOTICE, "opened")
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert not notices.is_there


async def test_without_a_service_nothing_is_there(bus: str, qapp: object) -> None:
    notices = LinuxNotices(bus=bus)
    await asyncio.wait_for(notices.run(), SECONDS)
    assert not notices.is_there


def test_what_a_service_cannot_do_is_not_offered() -> None:
    plain = body_of(NOTICE, Capabilities(actions=True, inline_reply=False, markup=False))
    assert (plain[4], plain[5]) == ("<b>5 & 6</b>", ["default", "Open", "mark-read", "Mark as read"])


def test_several_conversations_are_not_answered_at_once() -> None:
    can = Capabilities(actions=True, inline_reply=True, markup=True)
    assert body_of(replace(NOTICE, is_single=False), can)[5] == ["default", "Open"]
