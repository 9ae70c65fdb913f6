"""The relay's data folder: one relay at a time, and a note for others where it can be reached."""

import contextlib
import sys
from pathlib import Path
from typing import IO

from parley.domain.errors import ParleyError
from parley.relay.identity import write_private

LOCK_FILE = "relay.lock"
RUNNING_FILE = "running.json"
DATABASE_FILE = "parley.sqlite"


class FolderInUse(ParleyError):
    """Another relay runs on this folder."""


class DataFolder:
    """An opened and locked data folder. The lock ends with the process, however that ends."""

    def __init__(self, path: Path, lock: IO[bytes]) -> None:
        self.path = path
        self._lock = lock

    @property
    def database_path(self) -> Path:
        """The relay's own SQLite file."""
        return self.path / DATABASE_FILE

    def note_running(self, note: bytes) -> None:
        """Writes `running.json`, readable by this user only."""
        write_private(self.path / RUNNING_FILE, note)

    def close(self) -> None:
        """Takes the note away and frees the folder."""
        (self.path / RUNNING_FILE).unlink(missing_ok=True)
        self._lock.close()


def open_folder(path: Path) -> DataFolder:
    """Makes the folder if needed and locks it. Raises FolderInUse or OSError."""
    path = path.absolute()
    path.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        path.chmod(0o700)
    lock = (path / LOCK_FILE).open("a+b")
    try:
        _lock(lock)
    except OSError as error:
        lock.close()
        raise FolderInUse(f"Another relay is already running on {path}.") from error
    # A relay that was killed leaves its note behind.
    (path / RUNNING_FILE).unlink(missing_ok=True)
    return DataFolder(path, lock)


def is_locked(path: Path) -> bool:
    """Whether a relay runs on that folder now."""
    try:
        with (path / LOCK_FILE).open("r+b") as lock:
            _lock(lock)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
