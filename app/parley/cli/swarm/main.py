"""`parley swarm`: the command line, the live progress line and the report."""

import argparse
import asyncio
import contextlib
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import msgspec

from parley.cli.swarm.errors import SwarmFailed
from parley.cli.swarm.options import RATE_LIMIT, SECONDS_LIMIT, THINK_SECONDS, USERS_LIMIT, SwarmOptions
from parley.cli.swarm.report import page
from parley.cli.swarm.run import Outcome, run_swarm
from parley.cli.swarm.script import Script, day_at_the_shop, load_script
from parley.domain.errors import ParleyError

_PLAIN_PROGRESS_SECONDS = 2.0


def main(argv: list[str]) -> int:
    """Returns 0 when nothing was lost, doubled or out of order, 1 otherwise, 2 for wrong usage."""
    parser = _parser()
    try:
        given = parser.parse_args(argv)
        options = _options(parser, given)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    try:
        script = load_script(options.script) if options.script else day_at_the_shop
    except SwarmFailed as error:
        parser.print_usage(sys.stderr)
        print(f"parley swarm: {error}", file=sys.stderr)
        return 2
    except Exception as error:
        _tell_failure(error)
        return 1
    return _run(options, script, is_json=given.json)


def _run(options: SwarmOptions, script: Script, *, is_json: bool) -> int:
    try:
        with tempfile.TemporaryDirectory(prefix="parley-swarm-", ignore_cleanup_errors=True) as folder:
            outcome = asyncio.run(_run_stoppable(options, script, Path(folder)))
    except (ParleyError, OSError) as error:
        print(f"parley swarm: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if outcome.failure is not None:
        _tell_failure(outcome.failure)
    print(page(outcome.report))
    if is_json:
        print(msgspec.json.encode(outcome.report).decode())
    return 0 if outcome.failure is None and outcome.report.figures.kept_every_promise else 1


async def _run_stoppable(options: SwarmOptions, script: Script, folder: Path) -> Outcome:
    stop = asyncio.Event()
    progress = _Progress()
    with _stopping(stop):
        try:
            return await run_swarm(options, script, folder, stop, progress.show, progress.every_seconds)
        finally:
            progress.close()


class _Progress:
    """One line of stderr that is written over; in a log, a line now and then."""

    def __init__(self) -> None:
        self._is_live = sys.stderr.isatty()
        self._width = 0
        self._due = 0.0
        self.every_seconds = 0.5 if self._is_live else _PLAIN_PROGRESS_SECONDS

    def show(self, line: str) -> None:
        if self._is_live:
            print("\r" + line.ljust(self._width), end="", file=sys.stderr, flush=True)
            self._width = len(line)
        elif (now := asyncio.get_running_loop().time()) >= self._due:
            self._due = now + self.every_seconds * 0.9
            print(line, file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._is_live and self._width:
            print(file=sys.stderr)


@contextlib.contextmanager
def _stopping(stop: asyncio.Event) -> Iterator[None]:
    """The first Ctrl+C ends the run with its report, the second ends it at once."""
    loop = asyncio.get_running_loop()

    def ask(_number: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        loop.call_soon_threadsafe(stop.set)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell_failure(error: BaseException) -> None:
    print("parley swarm: the script failed:", file=sys.stderr)
    traceback.print_exception(error, file=sys.stderr)


def _options(parser: argparse.ArgumentParser, given: argparse.Namespace) -> SwarmOptions:
    users_limit = 10_000 if given.i_own_this_server else USERS_LIMIT
    seconds_limit = 86_400.0 if given.i_own_this_server else SECONDS_LIMIT
    if not 2 <= given.users <= users_limit:
        parser.error(f"--users is a number from 2 to {users_limit}")
    if not 0 < given.seconds <= seconds_limit:
        parser.error(f"--seconds is a number above 0, up to {seconds_limit:.0f}")
    rate = given.users / THINK_SECONDS if given.rate is None else given.rate
    if not 0 < rate <= RATE_LIMIT:
        parser.error(f"--rate is a number above 0, up to {RATE_LIMIT:.0f} a second")
    staff = max(2, given.users // 10) if given.staff is None else given.staff
    if not 1 <= staff <= given.users:
        parser.error("--staff is a number from 1 to the number of users")
    if given.relay and not given.invite:
        parser.error("--relay needs --invite: accounts are made by invitation")
    return SwarmOptions(
        users=given.users,
        seconds=given.seconds,
        rate=rate,
        seed=given.seed,
        script=given.script,
        invitations=tuple(given.invite),
        relay=given.relay,
        staff=staff,
        owns_server=given.i_own_this_server,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="parley swarm", description="Many headless clients that talk, and a report of what arrived."
    )
    parser.add_argument("--users", type=int, default=20, help="how many (default %(default)s)")
    parser.add_argument("--seconds", type=float, default=30.0, help="for how long (default %(default)s)")
    parser.add_argument(
        "--rate", type=float, help="how often all together act, a second (default: each user every 5 s)"
    )
    parser.add_argument(
        "--script", type=Path, metavar="FILE.py", help="what they do: `async def user(me, swarm)`"
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="for their choices and pauses (default %(default)s)"
    )
    parser.add_argument(
        "--staff",
        type=int,
        metavar="N",
        help="so many work for the shop, if the swarm opens it (default 10 %%)",
    )
    parser.add_argument(
        "--invite",
        action="append",
        default=[],
        metavar="LINK",
        help="join a running server; several are used in turn (default: a server of the swarm's own)",
    )
    parser.add_argument("--relay", default="", metavar="URL", help="its address, if not the one in the link")
    parser.add_argument(
        "--i-own-this-server",
        action="store_true",
        help="allows servers beyond this computer, and larger swarms",
    )
    parser.add_argument("--json", action="store_true", help="the report as JSON, as the last line")
    return parser
