"""`parley relay`: runs the shop's server until SIGTERM or Ctrl+C."""

import argparse
import asyncio
import contextlib
import io
import signal
import sys
from pathlib import Path

import msgspec
import platformdirs
import segno

from parley.cli.clock_option import clock_of
from parley.cli.open_files import allow_many_files
from parley.domain.errors import ParleyError
from parley.foundation.clock import Clock
from parley.relay import logging as relay_logging
from parley.relay.application import Listening, running
from parley.relay.configuration import BROADCASTS_PER_SECOND, DEFAULT_PORT, RelayConfiguration
from parley.relay.storage.database import DatabaseUnavailable


def main(argv: list[str]) -> int:
    """Returns 0 after a clean stop, 1 when the relay can't start, 2 for wrong usage."""
    parser = _parser()
    try:
        arguments = parser.parse_args(argv)
        configuration = _configuration(parser, arguments)
        clock = clock_of(parser, arguments.clock)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    try:
        configuration.data.mkdir(parents=True, exist_ok=True)
        relay_logging.configure(configuration.data)
    except OSError as error:
        return _fail(f"Can't write to the data folder {configuration.data}: {error.strerror}.")
    try:
        allow_many_files()
        asyncio.run(_run(configuration, clock))
    except DatabaseUnavailable as error:
        return _fail(f"The database can't be used: {error}")
    except (ParleyError, OSError, ValueError) as error:
        return _fail(str(error))
    return 0


def _fail(sentence: str) -> int:
    print(f"parley relay: {sentence}", file=sys.stderr)
    return 1


def default_data() -> Path:
    """Where a relay keeps its data unless told otherwise."""
    return Path(platformdirs.user_data_dir("Parley", appauthor=False)) / "relay"


async def _run(configuration: RelayConfiguration, clock: Clock) -> None:
    stop = asyncio.Event()
    with _signals(stop):
        async with running(configuration, clock) as relay:
            _say(relay.listening)
            await stop.wait()


@contextlib.contextmanager
def _signals(stop: asyncio.Event):  # type: ignore[no-untyped-def]
    """Sets `stop` on SIGTERM and SIGINT, from the first line on, so that a stop while starting counts too."""
    loop = asyncio.get_running_loop()
    numbers = [signal.SIGTERM, signal.SIGINT]
    if sys.platform == "win32":
        numbers.append(signal.SIGBREAK)
    before = {
        number: signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set)) for number in numbers
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say(listening: Listening) -> None:
    if listening.owner_invite is not None:
        print(_welcome(listening.owner_invite), file=sys.stderr)
    print(msgspec.json.encode(listening).decode(), flush=True)


def _welcome(link: str) -> str:
    picture = io.StringIO()
    segno.make(link, error="l").terminal(picture, compact=True, border=2)
    return (
        "\nThis relay has no owner yet. Open this invitation in Parley to set up your shop:\n"
        "这台服务器还没有店主。请用洽谈通打开下面的邀请，开通您的店铺：\n\n"
        f"  {link}\n\n{picture.getvalue()}"
    )


def _configuration(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> RelayConfiguration:
    if (arguments.cert is None) is not (arguments.key is None):
        parser.error("--cert and --key belong together")
    if arguments.plain and arguments.cert is not None:
        parser.error("--plain serves without a certificate; leave --cert and --key out")
    if not 0 <= arguments.port <= 65535:
        parser.error("--port is a number from 0 to 65535")
    if arguments.public_url is not None and not arguments.public_url.startswith(("http://", "https://")):
        parser.error("--public-url starts with https:// or http://")
    if not 0 <= arguments.broadcast_rate <= 1_000:
        parser.error("--broadcast-rate is a number from 0 (no pause between two) to 1000")
    return RelayConfiguration(
        data=arguments.data or default_data(),
        host=arguments.host,
        port=arguments.port,
        database_url=arguments.database,
        is_plain=arguments.plain,
        certificate=arguments.cert,
        key=arguments.key,
        public_url=arguments.public_url,
        has_rate_limits=not arguments.no_rate_limits,
        broadcasts_per_second=arguments.broadcast_rate,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="parley relay", description="Runs the shop's server.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where keys and the database lie")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on; 0.0.0.0 for the whole network (default %(default)s)",
    )
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help="0 takes a free one (default %(default)s)"
    )
    parser.add_argument(
        "--database", metavar="URL", help="postgresql://...; a SQLite file in --data if left out"
    )
    parser.add_argument("--plain", action="store_true", help="no TLS: for behind a proxy that has it")
    parser.add_argument("--cert", type=Path, metavar="FILE", help="your own certificate chain (PEM)")
    parser.add_argument("--key", type=Path, metavar="FILE", help="its key (PEM)")
    parser.add_argument("--public-url", metavar="URL", help="how the relay is reached from outside")
    parser.add_argument("--no-rate-limits", action="store_true", help="for measurements and tests")
    parser.add_argument(
        "--broadcast-rate",
        type=float,
        default=BROADCASTS_PER_SECOND,
        metavar="N",
        help="how many people a second get a message that is said to many (0: without a pause)",
    )
    parser.add_argument("--clock", type=Path, metavar="FILE", help="the time as a test sets it in FILE")
    return parser
