"""`parley`: opens the desktop."""

import argparse
import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from parley.cli.clock_option import clock_of
from parley.desktop.options import DesktopOptions, default_profile

if TYPE_CHECKING:
    from parley.desktop.application import Desktop

_NO_QT = """Parley's windows aren't installed here, only its server.
To add them:  pip install 'parley-messenger[desktop]'"""
_NO_SCREEN = """There is no screen for Parley's windows on this computer.
To run without one:  parley --headless"""


def main(argv: list[str]) -> int:
    """Opens the desktop. Returns 0 when it was closed, 1 when it can't be opened here, 2 for wrong usage."""
    parser = make_parser("parley", "Opens Parley's windows.")
    try:
        options = options_of(parser, parser.parse_args(argv))
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else 2
    return open_desktop(options)


def open_desktop(
    options: DesktopOptions, opened: Callable[["Desktop"], object] = lambda _desktop: None
) -> int:
    """Runs it until it is closed; `opened` gets it before anything happens. Returns 1 when it can't be opened here."""
    for problem in (_missing_part(), _missing_screen(options)):
        if problem:
            print(problem, file=sys.stderr)
            return 1
    if options.headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from parley.desktop.starting import run_desktop

    if options.control is None:
        return run_desktop(options, opened)
    return _run_controlled(options, options.control, opened)


def make_parser(prog: str, description: str) -> argparse.ArgumentParser:
    """The options of every command that opens windows."""
    parser = argparse.ArgumentParser(prog=prog, description=description)
    parser.add_argument(
        "link", nargs="?", default="", help="an invitation: parley://join?... or its https link"
    )
    parser.add_argument("--profile", type=Path, help="the folder with this person's accounts and settings")
    parser.add_argument("--headless", action="store_true", help="draw into memory, without a screen")
    parser.add_argument("--background", action="store_true", help="start in the tray, without a window")
    parser.add_argument("--lang", choices=("zh_CN", "en"), default="", help="the language, for this run")
    parser.add_argument("--theme", choices=("light", "dark"), default="", help="the theme, for this run")
    parser.add_argument(
        "--control", type=Path, metavar="PATH", help="let tests drive it over a socket at PATH"
    )
    parser.add_argument("--clock", type=Path, metavar="FILE", help="the time as a test sets it in FILE")
    return parser


def options_of(parser: argparse.ArgumentParser, given: argparse.Namespace) -> DesktopOptions:
    """What was asked for. Ends with a usage error where it makes no sense."""
    return DesktopOptions(
        profile=(given.profile or default_profile()).absolute(),
        headless=given.headless,
        background=given.background,
        language=given.lang,
        theme=given.theme,
        link=given.link,
        control=given.control.absolute() if given.control else None,
        clock=clock_of(parser, given.clock),
        clock_file=given.clock.absolute() if given.clock else None,
    )


def _run_controlled(options: DesktopOptions, path: Path, opened: Callable[["Desktop"], object]) -> int:
    """With the tester's remote hand (driver/README.md), which nothing else opens."""
    from parley.desktop.starting import run_desktop
    from parley.driver.control import ControlRefused, open_for

    def begin(desktop: "Desktop") -> None:
        open_for(desktop, path)
        opened(desktop)

    try:
        return run_desktop(options, begin)
    except ControlRefused as refused:
        print(refused, file=sys.stderr)
        return 1


def _missing_part() -> str:
    parts = ("PySide6", "qasync")
    return _NO_QT if any(importlib.util.find_spec(part) is None for part in parts) else ""


def _missing_screen(options: DesktopOptions) -> str:
    if options.headless or sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    return "" if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else _NO_SCREEN
