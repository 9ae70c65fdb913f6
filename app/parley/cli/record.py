"""`parley record`: opens the desktop and writes down, as a test, what is done in it."""

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from parley.cli import desktop as desktop_command

if TYPE_CHECKING:
    from parley.desktop.application import Desktop
    from parley.desktop.options import DesktopOptions
    from parley.driver.record.noted import Start

_USAGE = """Use the window; what you do becomes a test when you close it. Without --profile it is a fresh one.
Passwords aren't recorded."""


def main(argv: list[str]) -> int:
    """Returns 0 when the test is written, 1 when it can't be, 2 for wrong usage."""
    parser = desktop_command.make_parser("parley record", f"Writes a test of what you do. {_USAGE}")
    out = Path("test_recorded.py")
    parser.add_argument(
        "--out", type=Path, default=out, metavar="FILE", help="the test to write (default %(default)s)"
    )
    try:
        given = parser.parse_args(argv)
        if given.out.exists():
            parser.error(f"{given.out} exists; name another file with --out")
        options = desktop_command.options_of(parser, given)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else 2
    if given.profile is not None:
        return _record(options, given.out)
    with tempfile.TemporaryDirectory(prefix="parley-record-", ignore_cleanup_errors=True) as profile:
        return _record(replace(options, profile=Path(profile)), given.out, is_fresh=True)


def _record(options: "DesktopOptions", out: Path, *, is_fresh: bool = False) -> int:
    # Found out before an hour's work is lost.
    if not out.absolute().parent.is_dir() or not os.access(out.absolute().parent, os.W_OK):
        print(f"parley record: {out} can't be written there.", file=sys.stderr)
        return 1
    recordings: list[_Recording] = []
    code = desktop_command.open_desktop(options, lambda desktop: recordings.append(_Recording(desktop)))
    for recording in recordings:
        text, count = recording.end()
        if count:
            out.write_text(text, "utf-8")
            print(f"Recorded {count} {'act' if count == 1 else 'acts'}: pytest {out}")
        else:
            print("Nothing was done, so there is nothing to write.")
        if is_fresh:
            recording.stop_shop()
    return code


class _Recording:
    """A recorder, and what a test must know of the desktop besides."""

    def __init__(self, desktop: "Desktop") -> None:
        from PySide6.QtWidgets import QApplication

        from parley.driver.record.recorder import Recorder

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._desktop = desktop
        self._start: Start | None = None
        self._kind = ""
        self._recorder: Recorder = Recorder(app, self._begin)
        self._recorder.start()

    def end(self) -> tuple[str, int]:
        """The test, and how many acts it has."""
        from parley.driver.record.script import as_test

        noted = self._recorder.stop()
        if self._start is None:
            return "", 0
        sessions = self._desktop.sessions
        kind = sessions[0].me.profile.kind.value if sessions else ""
        return as_test(noted, self._start, kind=kind), len(noted)

    def stop_shop(self) -> None:
        """A shop that was set up in a fresh profile goes with it."""
        import asyncio

        asyncio.run(self._desktop.server.stop())

    def _begin(self) -> None:
        from parley.driver.record.noted import Start

        desktop = self._desktop
        profile = desktop.sessions[0].me.profile if desktop.sessions else None
        self._start = Start(
            language=desktop.language.active,
            has_link=bool(desktop.options.link),
            theme="dark" if desktop.theme.tokens.is_dark else "light",
            kind=profile.kind.value if profile else "",
            name=profile.display_name if profile else "",
            company=profile.company if profile else "",
        )
