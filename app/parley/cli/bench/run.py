"""One run: people into an empty database, the relay up, the generator up, everybody in, go, add up."""

import statistics
from pathlib import Path

import msgspec

from parley.cli.bench.figures import Figures, Shape, percentile
from parley.cli.bench.fsyncs import timing_fsyncs
from parley.cli.bench.people import BenchFailed, Scale, prepare
from parley.cli.bench.plan import Job, Ready, Tally
from parley.cli.bench.processes import BenchedRelay, generator_process, relay_process
from parley.foundation.clock import SystemClock
from parley.relay.data_folder import open_folder
from parley.relay.storage.opening import open_database, sqlite_url

ROOM_WINDOW = 8


class BenchOptions(msgspec.Struct, frozen=True, kw_only=True):
    """`rate` is messages a second over all writers; None keeps each writer's window full."""

    shape: Shape
    seconds: float = 8.0
    rate: float | None = None
    database: str | None = None
    scale: Scale = Scale()


async def run_bench(options: BenchOptions, folder: Path) -> Figures:
    """Measures one shape. Raises BenchFailed, DatabaseUnavailable, OSError."""
    data = folder / "relay"
    job = await _prepare(options, data)
    async with relay_process(data, options.database) as relay, generator_process(folder) as generator:
        empty_kib = relay.rss_kib()
        ready = await generator.begin(msgspec.structs.replace(job, url=relay.url))
        full_kib = relay.rss_kib()
        cpu_s = relay.cpu_s()
        async with timing_fsyncs(data) as fsyncs:
            tally = await generator.act(options.seconds)
        cpu_s = relay.cpu_s() - cpu_s
        if tally.refused:
            raise BenchFailed(f"The relay refused a message of the bench: {tally.refused}")
        return _figures(options.shape, relay, ready, tally, cpu_s, full_kib - empty_kib, fsyncs)


async def _prepare(options: BenchOptions, data: Path) -> Job:
    folder = open_folder(data)
    try:
        database = await open_database(options.database or sqlite_url(folder.database_path))
        try:
            job = await prepare(database, SystemClock(), options.shape, options.scale)
        finally:
            await database.close()
    finally:
        folder.close()
    window = ROOM_WINDOW if options.shape is Shape.ROOM else job.window
    return msgspec.structs.replace(job, seconds=options.seconds, rate=options.rate, window=window)


def _figures(
    shape: Shape,
    relay: BenchedRelay,
    ready: Ready,
    tally: Tally,
    cpu_s: float,
    grown_kib: float,
    fsyncs: list[float],
) -> Figures:
    count = tally.delivered
    return Figures(
        shape=shape,
        delivered=count,
        lost=tally.lost,
        duplicated=tally.duplicated,
        per_s=count / tally.seconds if count else None,
        p50_ms=_ms(percentile(tally.latencies, 0.50)),
        p99_ms=_ms(percentile(tally.latencies, 0.99)),
        fsync_p99_ms=_ms(percentile(fsyncs, 0.99)),
        server_cpu_s_per_1k=1_000 * cpu_s / count if count else None,
        rss_kib_per_session=grown_kib / ready.sessions if shape is Shape.IDLE else None,
        logins_per_s=ready.sessions / ready.seconds if ready.sessions else None,
        cold_start_s=relay.cold_start_s,
        received_in_s=statistics.median(tally.received) if tally.received else None,
    )


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else seconds * 1_000
