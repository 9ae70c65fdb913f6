"""Starts desktops and shop servers as processes of their own, and ends them."""

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any

from parley.driver.errors import Gone, NotStarted

_TAIL = 3_000
_STOP_SECONDS = 15.0


def parley_command() -> list[str]:
    """How `parley` is started with the Python that runs this."""
    return [sys.executable, "-m", "parley"]


class DesktopProcess:
    """A running desktop with an open control socket; its output is in `log`."""

    def __init__(self, process: "subprocess.Popen[bytes]", profile: Path, control: Path) -> None:
        self._process = process
        self._is_over = False
        self.profile = profile
        self.control = control
        self.log = profile / "driver.log"

    @classmethod
    def start(
        cls,
        profile: Path,
        *,
        headless: bool = True,
        language: str = "",
        theme: str = "",
        link: str = "",
        clock: Path | None = None,
        command: Sequence[str] | None = None,
    ) -> "DesktopProcess":
        """Starts one on a profile folder, and returns at once. `command` replaces `parley` itself, for trials."""
        profile.mkdir(parents=True, exist_ok=True)
        # A socket's path must be short, and a test's folder often isn't.
        control = Path(tempfile.mkdtemp(prefix="parley-")) / "control"
        options = ["--profile", str(profile), "--control", str(control)]
        options += ["--headless"] if headless else []
        options += ["--lang", language] if language else []
        options += ["--theme", theme] if theme else []
        options += ["--clock", str(clock)] if clock else []
        options += [link] if link else []
        log = profile / "driver.log"
        with log.open("ab") as output:
            process = subprocess.Popen(
                [*(command or parley_command()), *options],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
            )
        return cls(process, profile, control)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it hasn't ended."""
        return self._process.poll() is None

    def check_alive(self) -> None:
        """Raises NotStarted, with the end of its log, if it has ended."""
        code = self._process.poll()
        if code is not None:
            raise NotStarted(
                f"The desktop ended with code {code} before it could be driven.\n{self.log_tail()}"
            )

    def log_tail(self) -> str:
        """The end of what it printed."""
        with contextlib.suppress(OSError):
            return self.log.read_text("utf-8", "replace")[-_TAIL:]
        return ""

    def explain(self, error: Gone) -> Gone:
        """The same failure with how the process ended, and the end of its log."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            # The connection closes a moment before the process has ended.
            code = self._process.wait(2)
            return Gone(f"{error}; it ended with code {code}.\n{self.log_tail()}")
        return Gone(f"{error}.\n{self.log_tail()}")

    def wait(self, seconds: float = _STOP_SECONDS) -> int | None:
        """Its exit code; None if it still runs after so long."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def end(self) -> None:
        """Ends it if it still runs: asked first, then without asking."""
        if self._is_over:
            return
        self._is_over = True
        if self.is_running:
            self._process.terminate()
        if self.wait() is None:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.control.parent, ignore_errors=True)

    @property
    def has_shop(self) -> bool:
        """Whether a shop was set up in this desktop; its server is a process that outlives the windows."""
        return (self.profile / "shop" / "running.json").exists()

    def stop_shop(self) -> None:
        """Stops the shop's server, if one was set up here and runs."""
        if self.has_shop:
            from parley.desktop.platform.shop_server import ShopServer

            with ThreadPoolExecutor(1) as pool:
                # A thread of its own: the test may be a coroutine.
                pool.submit(lambda: asyncio.run(ShopServer(self.profile / "shop").stop())).result()

    def kill(self) -> None:
        """Ends it as a power cut does."""
        self._process.kill()
        self._process.wait()


class Relay:
    """A shop's server on a data folder: `with Relay(folder) as relay`. `owner_invite` is the link for its owner."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.data = data
        self._arguments = arguments
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        self.url = ""
        self.owner_invite = ""

    @property
    def log(self) -> Path:
        """What it prints."""
        return self.data / "driver.log"

    def start(self) -> "Relay":
        """Returns once it listens; the second time on the same port. Raises NotStarted."""
        self.data.mkdir(parents=True, exist_ok=True)
        command = [*parley_command(), "relay", "--data", str(self.data), "--port", str(self._port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--no-rate-limits", *self._arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            code = self._process.wait()
            text = self.log.read_text("utf-8", "replace")[-_TAIL:]
            raise NotStarted(f"The shop's server ended with code {code}.\n{text}")
        listening: dict[str, Any] = json.loads(line)
        self.url = listening["url"]
        self._port = int(self.url.rsplit(":", 1)[1].split("/")[0])
        self.owner_invite = listening.get("owner_invite") or self.owner_invite
        return self

    def stop(self) -> None:
        """As an administrator stops it: it drains first."""
        self._end(kill=False)

    def kill(self) -> None:
        """As a power cut does."""
        self._end(kill=True)

    def _end(self, *, kill: bool) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            process.kill() if kill else process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout is not None
        process.stdout.close()

    def __enter__(self) -> "Relay":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
