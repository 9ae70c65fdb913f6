"""`parley bench relay`: every shape against a real relay, small and short."""

import asyncio
import json
from pathlib import Path

import pytest

from parley.cli.bench.figures import Figures, Shape, page, percentile
from parley.cli.bench.people import Scale
from parley.cli.bench.run import BenchOptions, run_bench
from parley.cli.main import main

SMALL = Scale(pairs=2, rooms=1, room_members=4, sockets=8, missed=600, conversations=6, changed=2)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[Shape, Figures]:
    """All shapes at once, as the time they take is mostly that of starting processes."""

    async def measure(shape: Shape, folder: Path) -> Figures:
        rate = 50.0 if shape is Shape.ROOM else None
        return await run_bench(BenchOptions(shape=shape, seconds=0.5, rate=rate, scale=SMALL), folder)

    async def measure_all() -> list[Figures]:
        return await asyncio.gather(*(measure(s, tmp_path_factory.mktemp(s)) for s in Shape))

    return {one.shape: one for one in asyncio.run(measure_all())}


@pytest.mark.parametrize("shape", list(Shape))
def test_a_shape_loses_and_doubles_nothing(figures: dict[Shape, Figures], shape: Shape) -> None:
    found = figures[shape]
    assert found.kept_every_promise
    assert found.cold_start_s is not None
    assert found.cold_start_s > 0
    assert found.fsync_p99_ms is not None


@pytest.mark.parametrize("shape", [Shape.DIRECT, Shape.ROOM])
def test_talk_is_delivered_and_has_its_price(figures: dict[Shape, Figures], shape: Shape) -> None:
    found = figures[shape]
    assert found.delivered > 0
    assert found.per_s is not None
    assert found.server_cpu_s_per_1k is not None
    assert 0 < found.server_cpu_s_per_1k < 10
    assert found.p50_ms is not None
    assert found.p99_ms is not None
    assert 0 < found.p50_ms <= found.p99_ms


def test_a_rate_is_kept(figures: dict[Shape, Figures]) -> None:
    assert figures[Shape.ROOM].delivered == 25 * 3


def test_who_comes_back_gets_what_they_missed(figures: dict[Shape, Figures]) -> None:
    assert figures[Shape.RETURN].delivered % SMALL.missed == 0
    assert figures[Shape.RETURN].delivered > 0
    assert figures[Shape.RESUME].delivered % SMALL.changed == 0
    assert (figures[Shape.RETURN].received_in_s or 0) > 0


def test_who_sits_there_takes_memory_only(figures: dict[Shape, Figures]) -> None:
    found = figures[Shape.IDLE]
    assert found.delivered == 0
    assert found.rss_kib_per_session is not None
    assert (found.logins_per_s or 0) > 0


def test_a_page_shows_what_was_measured_only() -> None:
    text = page(Figures(shape=Shape.IDLE, rss_kib_per_session=21.5))
    assert "21.5" in text
    assert "p99_ms" not in text
    assert percentile([], 0.99) is None
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0


def test_the_figures_are_the_last_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def lost_one(options: BenchOptions, folder: Path) -> Figures:
        return Figures(shape=options.shape, delivered=1, lost=1)

    monkeypatch.setattr("parley.cli.bench.run.run_bench", lost_one)
    assert main(["bench", "relay", "--shape", "direct", "--json"]) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["lost"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "relay"),
        (["relay"], "--shape"),
        (["relay", "--shape", "crowd"], "crowd"),
        (["relay", "--shape", "direct", "--seconds", "0"], "--seconds"),
        (["relay", "--shape", "direct", "--rate", "0"], "--rate"),
        (["relay", "--shape", "idle", "--rate", "5"], "direct and room"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", *arguments]) == 2
    assert says in capsys.readouterr().err
