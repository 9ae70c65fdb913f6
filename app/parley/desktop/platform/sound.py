"""A soft sound for a new message, through whatever this system plays short files with.

Qt's own player isn't part of the Essentials we ship. Where no way is found, `find_player` says None and no switch
for sound is shown.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from parley.domain.conversation import NO_SOUND
from parley.foundation import resources

Play = Callable[[str], None]
"""Plays one of `SOUNDS`; `NO_SOUND` plays nothing, an unknown one the usual."""
SOUNDS = ("", "drop", "bell", "wood")
"""By name; "" is the usual one."""
_LINUX_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))


def find_player(which: Callable[[str], str | None] = shutil.which) -> Play | None:
    """Plays a sound without waiting, or None when this system has no way to."""
    if sys.platform == "win32":
        return lambda sound: None if sound == NO_SOUND else _play_on_windows(sound_file(sound))
    players = (("afplay",),) if sys.platform == "darwin" else _LINUX_PLAYERS
    for name, *arguments in players:
        program = which(name)
        if program is not None:
            return _Player([program, *arguments])
    return None


def sound_file(sound: str) -> Path:
    """Where a sound lies."""
    return resources.path("sounds", f"{sound if sound in SOUNDS and sound else 'message'}.wav")


class _Player:
    """One sound at a time: a burst of messages sounds once."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, sound: str) -> None:
        if sound == NO_SOUND or (self._process is not None and self._process.poll() is None):
            return
        try:
            self._process = subprocess.Popen(
                [*self._command, str(sound_file(sound))],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            self._process = None


def _play_on_windows(sound: Path) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(sound), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
