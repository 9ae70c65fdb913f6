"""The whole suite is spread over processes; a part of it isn't, and a worker never starts workers."""

from types import SimpleNamespace
from typing import Any

import pytest

from support.side_by_side import pytest_cmdline_main

WHOLE = pytest.Config.ArgsSource.TESTPATHS
PART = pytest.Config.ArgsSource.ARGS


def wanted(source: pytest.Config.ArgsSource, **given: object) -> int | None:
    usual: dict[str, Any] = {"numprocesses": None, "keyword": "", "markexpr": "not slow", "usepdb": False}
    usual |= {"capture": "fd", "collectonly": False, "maxfail": 0, "dist": "no"}
    config: Any = SimpleNamespace(option=SimpleNamespace(**(usual | given)), args_source=source)
    pytest_cmdline_main(config)
    number: int | None = config.option.numprocesses
    return number


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)


def test_all_of_it_is_spread_and_a_part_is_not() -> None:
    spread = wanted(WHOLE)
    assert spread is not None
    assert 1 <= spread <= 4
    assert wanted(PART) is None
    assert wanted(WHOLE, keyword="offer") is None
    assert wanted(WHOLE, usepdb=True) is None
    assert wanted(WHOLE, numprocesses=0) == 0


def test_a_worker_starts_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    assert wanted(WHOLE) is None
