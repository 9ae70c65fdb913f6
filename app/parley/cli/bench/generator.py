"""The generator's own process: reads a job, signs everybody in, waits for the word, acts, tells what it counted."""

import asyncio
import sys
import time
from typing import Any

import msgspec

from parley.cli.bench.coming_back import come_back
from parley.cli.bench.device import Device, Frame
from parley.cli.bench.plan import Job, Ready, Tally
from parley.cli.bench.talk import Talk
from parley.cli.open_files import allow_many_files

_AT_ONCE = 100


def main() -> int:
    """Returns 0; what goes wrong is the last line of stderr."""
    try:
        asyncio.run(_run(msgspec.json.decode(sys.stdin.readline(), type=Job)))
    except (OSError, ExceptionGroup) as error:
        print(f"the generator failed: {error!r}", file=sys.stderr)
        return 1
    return 0


async def _run(job: Job) -> None:
    allow_many_files()
    talk = Talk(job)
    began = time.monotonic()
    crowd = [*await talk.gather(), *await _sit(job)]
    _say(Ready(sessions=len(crowd), seconds=time.monotonic() - began))
    if await _heard():
        _say(await _act(job, talk))
        await _heard()
    for device in crowd:
        device.close()


async def _act(job: Job, talk: Talk) -> Tally:
    if job.fetch is not None:
        return await come_back(job, job.fetch)
    if job.groups:
        return await talk.act()
    await asyncio.sleep(job.seconds)
    return Tally(seconds=job.seconds)


async def _sit(job: Job) -> list[Device]:
    """Those who only sit there."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def sit(token: str) -> Device:
        async with turn:
            return await Device.connect(job.url, token, _ignore)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(sit(token)) for token in job.idle]
    return [task.result() for task in tasks]


def _ignore(_: Device, __: Frame) -> None:
    pass


def _say(value: Any) -> None:
    print(msgspec.json.encode(value).decode(), flush=True)


async def _heard() -> str:
    """The next line of the one who started this process; '' when it is gone."""
    return await asyncio.to_thread(sys.stdin.readline)
