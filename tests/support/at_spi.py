"""The accessible tree as a screen reader gets it: AT-SPI over D-Bus, from outside of Parley's process.

`Screen` is an X server and a session bus of their own; `AccessibleTree` walks what programs there offer. Needs the
Debian packages xvfb, dbus and at-spi2-core (the bus starts the latter's services by itself).
"""

import os
import select
import shutil
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ACTION = "org.a11y.atspi.Action"
_EDITABLE = "org.a11y.atspi.EditableText"
_TEXT = "org.a11y.atspi.Text"
_SHOWING = 25
"""ATSPI_STATE_SHOWING"""
_START_SECONDS = 20.0
_ANSWER_SECONDS = 5.0


def missing_tools() -> list[str]:
    """The Debian packages this needs and that aren't here."""
    launchers = [Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher")]
    there = {
        "xvfb": shutil.which("Xvfb"),
        "dbus": shutil.which("dbus-daemon"),
        "at-spi2-core": any(launcher.exists() for launcher in launchers),
    }
    return [package for package, is_there in there.items() if not is_there]


class Screen:
    """`with Screen(folder) as screen:`; `screen.environment` is for the programs to be shown on it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}
        self.bus_address = ""

    def __enter__(self) -> "Screen":
        runtime = self._folder / "runtime"
        runtime.mkdir(parents=True, mode=0o700)
        # Nothing of this machine's own session may shine through, and nothing of ours may be written into it.
        kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
        self.environment = {
            **kept,
            "HOME": str(self._folder),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(self._folder / "config"),
            "XDG_DATA_HOME": str(self._folder / "data"),
        }
        try:
            number = self._start("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
            self.environment["DISPLAY"] = f":{number}"
            self.bus_address = self._start("dbus-daemon", "--session", "--nofork", "--print-address=1")
        except BaseException:
            self.__exit__(None, None, None)
            raise
        self.environment |= {
            "DBUS_SESSION_BUS_ADDRESS": self.bus_address,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            assert process.stdout is not None
            process.stdout.close()

    def _start(self, *command: str) -> str:
        """Starts a server; the first line it prints says where it is."""
        log = (self._folder / f"{command[0]}.log").open("wb")
        with log:
            process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, env=self.environment, start_new_session=True
            )
        self._processes.append(process)
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], _START_SECONDS)
        line = process.stdout.readline().decode().strip() if ready else ""
        if not line:
            raise RuntimeError(
                f"{command[0]} didn't start: {(self._folder / f'{command[0]}.log').read_text()}"
            )
        return line


@dataclass(frozen=True)
class Node:
    """One accessible object. `id` is the public id (empty where there is none), `role` AT-SPI's name of its role."""

    bus: str
    path: str
    name: str
    role: str
    id: str

    @property
    def reference(self) -> tuple[str, str]:
        """How D-Bus names it."""
        return self.bus, self.path


class AccessibleTree:
    """What the programs on a session bus offer. Every question is a round trip over D-Bus."""

    def __init__(self, bus_address: str) -> None:
        with open_dbus_connection(bus_address) as session:
            launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (address,) = unwrap_msg(
                session.send_and_get_reply(new_method_call(launcher, "GetAddress"), timeout=_START_SECONDS)
            )
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        """Leaves the bus."""
        self._bus.close()

    def programs(self) -> list[Node]:
        """The programs that offer themselves."""
        root = Node("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", "", "", "")
        return self.children(root)

    def children(self, node: Node) -> list[Node]:
        """An object's children; none when it has gone meanwhile."""
        try:
            (references,) = self._call(node.reference, _ACCESSIBLE, "GetChildren")
            return [self._node(bus, path) for bus, path in references]
        except DBusErrorResponse:
            return []

    def walk(self, node: Node) -> Iterator[Node]:
        """An object and everything below, nearest first."""
        waiting = deque([node])
        while waiting:
            one = waiting.popleft()
            yield one
            waiting.extend(self.children(one))

    def find(self, public_id: str, seconds: float = _START_SECONDS) -> Node:
        """The object on screen with a public id, once it is there. Raises LookupError with what was there."""
        return self._wait_for(lambda node: node.id == public_id, f"has the id {public_id}", seconds)

    def find_named(self, part: str, seconds: float = _START_SECONDS) -> Node:
        """The first object on screen whose name has this in it, once it is there. Raises LookupError."""
        return self._wait_for(lambda node: part in node.name, f"is named like “{part}”", seconds)

    def actions(self, node: Node) -> list[str]:
        """The names of what can be done with an object."""
        (found,) = self._call(node.reference, _ACTION, "GetActions")
        return [name for name, _description, _keys in found]

    def do(self, node: Node, action: str) -> None:
        """Does one of an object's actions. Raises ValueError if it has no such action."""
        number = self.actions(node).index(action)
        (was_done,) = self._call(node.reference, _ACTION, "DoAction", "i", (number,))
        assert was_done

    def write(self, node: Node, text: str) -> None:
        """Replaces the text of a field."""
        (was_done,) = self._call(node.reference, _EDITABLE, "SetTextContents", "s", (text,))
        assert was_done

    def text_of(self, node: Node) -> str:
        """The text of a field or a document."""
        (text,) = self._call(node.reference, _TEXT, "GetText", "ii", (0, -1))
        return str(text)

    def is_showing(self, node: Node) -> bool:
        """Whether it is on screen now; what has gone meanwhile isn't."""
        try:
            (words,) = self._call(node.reference, _ACCESSIBLE, "GetState")
        except DBusErrorResponse:
            return False
        return bool(words[0] >> _SHOWING & 1)

    def showing(self) -> list[Node]:
        """Everything that is on screen."""
        return [node for program in self.programs() for node in self.walk(program) if self.is_showing(node)]

    def _wait_for(self, is_it: Callable[[Node], bool], words: str, seconds: float) -> Node:
        deadline = time.monotonic() + seconds
        while True:
            seen = []
            for node in (node for program in self.programs() for node in self.walk(program)):
                seen.append(node)
                if is_it(node) and self.is_showing(node):
                    return node
            if time.monotonic() >= deadline:
                there = "\n".join(f"  {node.role}: {node.name!r} {node.id}" for node in seen)
                raise LookupError(f"nothing on screen {words}; there is\n{there}")

    def _node(self, bus: str, path: str) -> Node:
        where = (bus, path)
        (role,) = self._call(where, _ACCESSIBLE, "GetRoleName")
        return Node(bus, path, self._property(where, "Name"), role, self._property(where, "AccessibleId"))

    def _property(self, where: tuple[str, str], name: str) -> str:
        address = DBusAddress(where[1], where[0], _ACCESSIBLE)
        message = Properties(address).get(name)
        try:
            ((_signature, value),) = unwrap_msg(
                self._bus.send_and_get_reply(message, timeout=_ANSWER_SECONDS)
            )
        except DBusErrorResponse:
            return ""
        return str(value)

    def _call(
        self,
        where: tuple[str, str],
        interface: str,
        method: str,
        signature: str | None = None,
        arguments: tuple[Any, ...] = (),
    ) -> tuple[Any, ...]:
        message = new_method_call(DBusAddress(where[1], where[0], interface), method, signature, arguments)
        reply = self._bus.send_and_get_reply(message, timeout=_ANSWER_SECONDS)
        answer: tuple[Any, ...] = unwrap_msg(reply)
        return answer
