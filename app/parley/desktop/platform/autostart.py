"""Starting Parley with the computer: a .desktop file, the Run key of Windows, or a LaunchAgent."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape

_NAME = "parley"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


class Autostart(Protocol):
    """Whether Parley starts with this computer. Both may raise OSError."""

    def is_on(self) -> bool:
        """Whether it is set up."""

    def set(self, on: bool) -> None:
        """Sets it up, or takes it back."""


def autostart(command: Sequence[str]) -> Autostart:
    """The way of this system. `command` is what to start."""
    if sys.platform == "win32":
        return _RunKey(command)
    if sys.platform == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", command)
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return DesktopEntry(config / "autostart", command)


def desktop_command(profile: Path | None = None) -> list[str]:
    """How to start the desktop quietly in the background."""
    base = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "parley"]
    return [*base, "--background", *(["--profile", str(profile)] if profile else [])]


class DesktopEntry:
    """A file in the autostart folder of the desktop entry specification."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        self._file = folder / f"{_NAME}.desktop"
        self._command = command

    def is_on(self) -> bool:
        return self._file.is_file()

    def set(self, on: bool) -> None:
        if not on:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        line = " ".join(_quoted(part) for part in self._command)
        self._file.write_text(
            "[Desktop Entry]\nType=Application\nName=Parley\nName[zh_CN]=洽谈通\n"
            f"Exec={line}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n",
            "utf-8",
        )


class LaunchAgent:
    """A property list that launchd reads at login."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        self._file = folder / "im.parley.desktop.plist"
        self._command = command

    def is_on(self) -> bool:
        return self._file.is_file()

    def set(self, on: bool) -> None:
        if not on:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        arguments = "".join(f"<string>{escape(part)}</string>" for part in self._command)
        self._file.write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>\n'
            "<key>Label</key><string>im.parley.desktop</string>\n"
            f"<key>ProgramArguments</key><array>{arguments}</array>\n"
            "<key>RunAtLoad</key><true/>\n</dict></plist>\n",
            "utf-8",
        )


class _RunKey:
    """A value under the person's own Run key."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command

    def is_on(self) -> bool:
        if sys.platform != "win32":
            return False
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
                winreg.QueryValueEx(key, _NAME)
        except FileNotFoundError:
            return False
        return True

    def set(self, on: bool) -> None:
        if sys.platform != "win32":
            return
        import subprocess
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            if on:
                line = subprocess.list2cmdline(list(self._command))
                winreg.SetValueEx(key, _NAME, 0, winreg.REG_SZ, line)
            elif self.is_on():
                winreg.DeleteValue(key, _NAME)


def _quoted(part: str) -> str:
    """One argument of an Exec line. The specification wants `%` doubled and some characters escaped in quotes."""
    text = (
        part.replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("`", "\\`")
        .replace("$", "\\$")
        .replace("%", "%%")
    )
    return f'"{text}"' if any(c in part for c in " \t\n\"'\\><~|&;$*?#()`") else text
