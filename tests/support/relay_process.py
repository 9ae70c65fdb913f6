"""A real `parley relay` process on a data folder of its own: started, killed, started again on the same port."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any


class RelayProcess:
    """`with RelayProcess(folder) as relay:`; `relay.url` and `relay.owner_invite` come from its JSON line."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.data = data
        self._arguments = arguments
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        self.listening: dict[str, Any] = {}
        self.owner_invite = ""
        self.teams = 0

    @property
    def url(self) -> str:
        """The first address."""
        return str(self.listening["url"])

    @property
    def pid(self) -> int:
        """The process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Returns once it listens; the second time on the same port. Raises RuntimeError if it ends instead."""
        self.data.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "parley",
            "relay",
            "--data",
            str(self.data),
            "--port",
            str(self._port),
        ]
        with (self.data / "stderr.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--no-rate-limits", *self._arguments], stdout=subprocess.PIPE, stderr=log
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._process.wait()
            raise RuntimeError((self.data / "stderr.log").read_text("utf-8", "replace")[-4000:])
        self.listening = json.loads(line)
        self._port = int(self.url.rsplit(":", 1)[1].split("/")[0])
        self.owner_invite = self.listening.get("owner_invite") or self.owner_invite

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As an administrator would: drains, then ends."""
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            os.kill(process.pid, number)
        process.wait(15)
        assert process.stdout is not None
        process.stdout.close()

    def __enter__(self) -> "RelayProcess":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Draining is for people; whoever tests it calls `stop`.
        self.kill()
