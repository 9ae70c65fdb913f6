"""`parley demo`: starts the shop, lets its people talk, and shows them in windows or writes pictures."""

import argparse
import asyncio
import importlib.util
import random
import signal
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from parley.cli.demo.cast import Cast, Dialogue, Script, load_cast, load_script
from parley.cli.demo.opening import opened_shop
from parley.cli.demo.shop import DemoShop, second_device
from parley.cli.demo.talk import Pace, Stage
from parley.cli.demo.windows import open_windows
from parley.desktop.chat.tab_list import Tab, TabList
from parley.desktop.chat.tab_store import save_tabs
from parley.desktop.local_settings import LocalSettings
from parley.domain.errors import ParleyError
from parley.driver import DriverError

HEADLESS_SECONDS = 20.0
_PACE = Pace(line_seconds=6.0, waits_for_person=True)
_NO_QT = """The demo shows Parley's windows, which aren't installed here.
To add them:  pip install 'parley-messenger[desktop]'"""


@dataclass(frozen=True, kw_only=True)
class DemoOptions:
    """`seconds` bounds the run; None: until the windows are closed. `out` is for pictures and the transcript."""

    language: str
    seed: int
    seconds: float | None
    out: Path | None
    scene: str = "talk"


def main(argv: list[str]) -> int:
    """Returns 0 when the demo ended as it should, 1 when it couldn't, 2 for wrong usage."""
    parser = _parser()
    try:
        options = _options(parser, parser.parse_args(argv))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    problem = _missing_part()
    if problem:
        print(problem, file=sys.stderr)
        return 1
    # However the demo is ended, its server ends with it.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with tempfile.TemporaryDirectory(prefix="parley-demo-", ignore_cleanup_errors=True) as folder:
            return _run(Path(folder), options)
    except (ParleyError, DriverError, OSError, TimeoutError) as error:
        print(f"parley demo: {error or 'it took too long'}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _run(folder: Path, options: DemoOptions) -> int:
    if options.scene == "first-run":
        from parley.cli.demo.first_run import play_first_run

        return asyncio.run(play_first_run(folder, options))
    if options.scene == "waiting":
        from parley.cli.demo.waiting import play_waiting

        return asyncio.run(play_waiting(folder, options))
    if options.scene == "away":
        from parley.cli.demo.away import play_away

        return asyncio.run(play_away(folder, options))
    if options.out is None:
        return asyncio.run(_in_windows(folder, options))
    from parley.cli.demo.headless import play_talk

    return asyncio.run(play_talk(folder, options))


async def _in_windows(folder: Path, options: DemoOptions) -> int:
    cast, script = load_cast(), load_script()
    async with opened_shop(folder, cast, script, options.language) as (shop, url):
        shown = _shown(cast, options.language)
        profiles = [await _window_profile(shop, handle, shown, folder) for handle in shown]
        for profile, side in zip(profiles, ("left", "right"), strict=True):
            await asyncio.to_thread(LocalSettings(profile / "desktop.json").set, "window_side", side)
        print(_welcome(shop, url, shown), flush=True)
        windows = await asyncio.to_thread(open_windows, profiles, options.language)
        talk = asyncio.create_task(_talk(shop, script, shown, options))
        try:
            async with asyncio.timeout(options.seconds):
                return await windows.wait()
        except TimeoutError:
            return 0
        finally:
            talk.cancel()
            await asyncio.to_thread(windows.close)
            await asyncio.gather(talk, return_exceptions=True)
            await shop.close()


async def _talk(shop: DemoShop, script: Script, shown: list[str], options: DemoOptions) -> None:
    stage = Stage(shop.players)
    for handle in shown:
        stage.watch_for_takeover(handle)
    seeds = random.Random(options.seed)
    async with asyncio.TaskGroup() as group:
        for conversation, dialogue in zip(shop.dialogues, script.dialogues, strict=True):
            dice = random.Random(seeds.random())
            group.create_task(_converse(stage, conversation, dialogue, script, dice))
        dice = random.Random(seeds.random())
        group.create_task(stage.hold(shop.room, script.room.lines, _PACE, dice))


async def _converse(
    stage: Stage, conversation: str, dialogue: Dialogue, script: Script, dice: random.Random
) -> None:
    await stage.hold(conversation, dialogue.lines, _PACE, dice)
    is_english = any(stage.players[handle].person.name.isascii() for handle in dialogue.between)
    answers = script.courtesies["en" if is_english else "zh_CN"]
    await stage.keep_answering(conversation, dialogue.between, answers, _PACE, dice)


async def _window_profile(shop: DemoShop, handle: str, shown: list[str], folder: Path) -> Path:
    """A profile whose window opens with the two talking to each other, and the room where they have it."""
    window = await second_device(shop.players[handle], folder, shop.password)
    conversations = window.session.conversations
    with_other = [conversations.with_person(shop.players[one].account) for one in shown if one != handle]
    room = shop.room if conversations.get(shop.room) is not None else None
    kept = [Tab(window.account, one, True) for one in (*with_other, room) if one is not None]
    tabs = TabList(tuple(kept), 0 if kept else -1)
    await asyncio.to_thread(save_tabs, window.profile / f"tabs-{window.account}.json", tabs)
    await window.session.stop()
    return window.profile


def _shown(cast: Cast, language: str) -> list[str]:
    """The owner, and a customer who speaks the language of the windows."""
    return [cast.people[0].handle, "anna" if language == "en" else "wangjianjun"]


def _welcome(shop: DemoShop, url: str, shown: list[str]) -> str:
    names = ", ".join(shop.players[handle].person.name for handle in shown)
    return (
        f"The demo's server is at {url} until you close the windows of {names} (or press Ctrl+C).\n"
        "Write in a window to take that person over.\n"
        f"Sign-in names: {', '.join(shop.players)}; password of all of them: {shop.password}"
    )


def _missing_part() -> str:
    missing = [part for part in ("PySide6", "qasync") if importlib.util.find_spec(part) is None]
    return _NO_QT if missing else ""


def _options(parser: argparse.ArgumentParser, given: argparse.Namespace) -> DemoOptions:
    if given.headless and given.out is None:
        parser.error("--headless needs --out DIR for its pictures")
    if given.out is not None and not given.headless:
        parser.error("--out belongs to --headless")
    if given.seconds is not None and given.seconds <= 0:
        parser.error("--seconds is a number above 0")
    seconds: float | None = given.seconds
    if given.headless and seconds is None:
        seconds = HEADLESS_SECONDS
    return DemoOptions(
        language=given.lang, seed=given.seed, seconds=seconds, out=given.out, scene=given.scene
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="parley demo", description="A tea shop with colleagues, partners and customers who talk."
    )
    parser.add_argument("--headless", action="store_true", help="no windows: write pictures and a transcript")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where --headless writes")
    parser.add_argument(
        "--seconds", type=float, metavar="N", help=f"end after N seconds ({HEADLESS_SECONDS:.0f} headless)"
    )
    parser.add_argument("--lang", choices=("zh_CN", "en"), default="zh_CN", help="default %(default)s")
    parser.add_argument(
        "--scene",
        choices=("talk", "first-run", "waiting", "away"),
        default="talk",
        help="talk: a working day; first-run: a shop is opened and a customer invited;"
        " waiting: customers wait for an answer; away: the owner is away and comes back (default %(default)s)",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another seed talks at another pace")
    return parser
