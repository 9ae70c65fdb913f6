"""`parley bench`: the command line."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

import msgspec

from parley.cli.bench.figures import Shape, page, rounded
from parley.domain.errors import ParleyError

SECONDS_LIMIT = 600.0
RATE_LIMIT = 100_000.0

_SHAPES = """\
shapes:
  direct   50 pairs, 200-byte texts, 32 unanswered ones per writer
  room     10 rooms of 30 people online
  idle     2,000 signed-in sockets
  return   somebody fetches 5,000 missed messages
  resume   somebody with 2,000 conversations, of which 5 changed

A delivery is a message received by a device that is not the sender's. Server figures are those of the relay's process
and its children alone; the load comes from a process of its own. Runs in a temporary folder, on this computer only.
"""


def main(argv: list[str]) -> int:
    """Returns 0 when nothing was lost or doubled, 1 otherwise or when the run failed, 2 for wrong usage."""
    if argv == ["generator"]:
        from parley.cli.bench import generator

        return generator.main()
    parser = _parser()
    try:
        given = parser.parse_args(argv)
        if not 0 < given.seconds <= SECONDS_LIMIT:
            parser.error(f"--seconds is a number above 0, up to {SECONDS_LIMIT:.0f}")
        if given.rate is not None and not 0 < given.rate <= RATE_LIMIT:
            parser.error(f"--rate is a number above 0, up to {RATE_LIMIT:.0f} messages a second")
        if given.rate is not None and given.shape not in (Shape.DIRECT, Shape.ROOM):
            parser.error("--rate is for the shapes direct and room")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    return _run(given)


def _run(given: argparse.Namespace) -> int:
    from parley.cli.bench.run import BenchOptions, run_bench
    from parley.relay.storage.database import DatabaseUnavailable

    options = BenchOptions(
        shape=Shape(given.shape), seconds=given.seconds, rate=given.rate, database=given.database
    )
    print(f"{options.shape}: {options.seconds:g} s", file=sys.stderr, flush=True)
    try:
        with tempfile.TemporaryDirectory(prefix="parley-bench-", ignore_cleanup_errors=True) as folder:
            figures = asyncio.run(run_bench(options, Path(folder)))
    except DatabaseUnavailable as error:
        print(f"parley bench: The database can't be used: {error}", file=sys.stderr)
        return 1
    except (ParleyError, OSError) as error:
        print(f"parley bench: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(page(figures))
    if given.json:
        print(msgspec.json.encode(rounded(figures)).decode())
    return 0 if figures.kept_every_promise else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="parley bench", description="Measures Parley on this machine.")
    subjects = parser.add_subparsers(dest="subject", required=True, metavar="relay")
    relay = subjects.add_parser(
        "relay",
        help="the shop's server",
        description="Starts a relay of its own, puts load on it, and says what that took.",
        epilog=_SHAPES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    relay.add_argument("--shape", choices=[str(shape) for shape in Shape], required=True, help="see below")
    relay.add_argument("--seconds", type=float, default=8.0, help="for how long (default %(default)s)")
    relay.add_argument(
        "--rate", type=float, help="messages a second, all writers together (default: as fast as it goes)"
    )
    relay.add_argument("--database", metavar="URL", help="an empty postgresql://... (default: SQLite)")
    relay.add_argument("--json", action="store_true", help="the figures as JSON, as the last line")
    return parser
