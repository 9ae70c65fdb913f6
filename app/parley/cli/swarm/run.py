"""One run of a swarm: gather the users, let them act for a while, wait for what is under way, add up.

    gathering --everybody online--> acting --time is over, Ctrl+C, or the script fails--> draining --> report

Draining ends as soon as everything acknowledged has arrived, and after `drain_seconds` at the latest. What is missing
then is looked for in its recipient's history before it counts as lost.
"""

import asyncio
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.cli.swarm.crew import Crew, allowed_invitation
from parley.cli.swarm.errors import SwarmFailed
from parley.cli.swarm.ledger import Ledger
from parley.cli.swarm.options import SwarmOptions
from parley.cli.swarm.own_relay import own_relay
from parley.cli.swarm.report import Latency, Report, progress_line
from parley.cli.swarm.script import Script
from parley.cli.swarm.swarm import Swarm
from parley.cli.swarm.user import User
from parley.client.errors import ClientError
from parley.client.invitation import Invitation
from parley.domain.errors import Refusal

_LAG_SECONDS = 0.05
_LOOK_SECONDS = 0.1
_PAGES_LIMIT = 40
_FILES_PER_USER = 16


@dataclass(frozen=True)
class Outcome:
    """The figures, and what the script raised if it failed."""

    report: Report
    failure: BaseException | None = None


async def run_swarm(
    options: SwarmOptions,
    script: Script,
    folder: Path,
    stop: asyncio.Event,
    show: Callable[[str], None],
    progress_seconds: float = 1.0,
) -> Outcome:
    """Runs until the time is over or `stop` is set. Raises ParleyError when the users can't be gathered."""
    ledger = Ledger()
    allow_open_files(options.users * _FILES_PER_USER + 200)
    async with AsyncExitStack() as stack:
        invitations = await _invitations(options, folder, stack)
        crew = Crew(options, folder, ledger, lambda count: show(f"{count}/{options.users} users have joined"))
        stack.push_async_callback(crew.close)
        await _unless_stopped(crew.gather(invitations), stop)
        return await _act(options, script, crew.users, ledger, stop, show, progress_seconds)


def allow_open_files(count: int) -> None:
    """Raises this process's limit of open files, where there is one. Raises SwarmFailed where it can't be."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= count:
        return
    if hard != resource.RLIM_INFINITY and hard < count:
        raise SwarmFailed(
            f"So many users need {count} open files, and this computer allows {hard}; try fewer users."
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))


async def _invitations(options: SwarmOptions, folder: Path, stack: AsyncExitStack) -> list[Invitation]:
    links = options.invitations or ((await stack.enter_async_context(own_relay(folder))).owner_invite,)
    return [allowed_invitation(link, options.relay, owns_server=options.owns_server) for link in links]


async def _unless_stopped(work: Coroutine[Any, Any, object], stop: asyncio.Event) -> None:
    task = asyncio.create_task(work)
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise SwarmFailed("Stopped before everybody had joined.")
        await task
    finally:
        task.cancel()
        stopped.cancel()
        await asyncio.gather(task, stopped, return_exceptions=True)


async def _act(
    options: SwarmOptions,
    script: Script,
    users: list[User],
    ledger: Ledger,
    stop: asyncio.Event,
    show: Callable[[str], None],
    progress_seconds: float,
) -> Outcome:
    began = time.monotonic()
    swarm = Swarm(users)
    lags: list[float] = []
    async with (
        _beside(_measure_lag(lags)),
        _beside(_progress(options, users, ledger, show, progress_seconds)),
    ):
        ended, failure = await _live(users, swarm, script, ledger, options.seconds, stop)
        acted = time.monotonic() - began
        await _drain(users, ledger, options.drain_seconds)
    await _look_for_missing(swarm, ledger)
    report = Report(
        relay=users[0].session.address.url,
        users=len(users),
        seconds=round(acted, 1),
        seed=options.seed,
        script=options.script.name if options.script else "built-in script",
        ended=ended,
        figures=ledger.figures(),
        own_lag_ms=Latency.of(lags),
    )
    return Outcome(report, failure)


async def _live(
    users: list[User], swarm: Swarm, script: Script, ledger: Ledger, seconds: float, stop: asyncio.Event
) -> tuple[str, BaseException | None]:
    """Why it ended, and what the script raised."""
    lives = {asyncio.create_task(_live_one(user, swarm, script, ledger)) for user in users}
    stopped = asyncio.create_task(stop.wait())
    everything: set[asyncio.Task[Any]] = {*lives, stopped}
    await asyncio.wait(everything, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    failures = [life.exception() for life in lives if life.done() and not life.cancelled()]
    for task in everything:
        task.cancel()
    await asyncio.gather(*everything, return_exceptions=True)
    if failures:
        return "script_failed", failures[0]
    return ("interrupted" if stop.is_set() else "time"), None


async def _live_one(user: User, swarm: Swarm, script: Script, ledger: Ledger) -> None:
    """Calls the script again and again; what the server or the connection refuses is counted."""
    while True:
        try:
            await script(user, swarm)
        except (Refusal, ClientError) as error:
            ledger.errors[error.code] += 1
        await user.think()


async def _drain(users: list[User], ledger: Ledger, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if all(user.session.is_settled for user in users) and not ledger.missing():
            return
        await asyncio.sleep(_LOOK_SECONDS)


async def _look_for_missing(swarm: Swarm, ledger: Ledger) -> None:
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for missing in ledger.missing():
        wanted[missing.recipient, missing.conversation].add(missing.key)
    for (account, conversation), keys in wanted.items():
        user = swarm.user_of(account)
        if user is not None:
            for key in await _in_history(user, conversation, keys):
                ledger.found(key, account)


async def _in_history(user: User, conversation: str, keys: set[str]) -> set[str]:
    found: set[str] = set()
    before: int | None = None
    for _ in range(_PAGES_LIMIT):
        page = await user.session.messages.page(conversation, before_seq=before)
        found |= keys & {row.key for row in page.rows}
        seqs = [row.seq for row in page.rows if row.seq is not None]
        if found == keys or not page.has_older or not seqs:
            break
        before = min(seqs)
    return found


async def _measure_lag(lags: list[float]) -> None:
    """How late this process's own event loop is."""
    while True:
        due = time.monotonic() + _LAG_SECONDS
        await asyncio.sleep(_LAG_SECONDS)
        lags.append(max(0.0, time.monotonic() - due))


async def _progress(
    options: SwarmOptions, users: list[User], ledger: Ledger, show: Callable[[str], None], every: float
) -> None:
    began = time.monotonic()
    while True:
        await asyncio.sleep(every)
        passed = min(time.monotonic() - began, options.seconds)
        online = sum(user.is_online for user in users)
        show(progress_line(passed, options.seconds, len(users), online, ledger.figures()))


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
