"""What this computer remembers about the windows: theme, sizes, places, what was told once.

One small JSON file in the profile, written whole and swapped in, so that a crash leaves the old one or the new one.
What belongs to the person (language, send key, who may write) is kept with the account instead.
"""

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

Value = str | int | bool


class LocalSettings:
    """Reads once, writes at every change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values = _read(file)

    def text(self, name: str, default: str = "") -> str:
        """A text, or the default when it is missing or of another type."""
        value = self._values.get(name)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int) -> int:
        """A whole number, or the default."""
        value = self._values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def flag(self, name: str, default: bool = False) -> bool:
        """Yes or no, or the default."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else default

    def set(self, name: str, value: Value) -> None:
        """Keeps a value. A disk that is full costs the memory of it, never the window."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        with contextlib.suppress(OSError):
            write_whole(self._file, json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True))


def write_whole(file: Path, text: str) -> None:
    """Replaces a file's content in one step. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
