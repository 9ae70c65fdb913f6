"""The whole suite runs in several processes at once, whole files each; anything less runs in one, as one asked for it.

`pytest -n 0` runs all of it in one, too.
"""

import os
from pathlib import Path

import pytest

_MOST = 4
_SLOWEST_FIRST = ("demo", "scenarios", "driver", "swarm", "visual", "accessibility", "cli")
"""Folders whose tests start whole programs: begun last, they would keep one process busy after all others have ended."""


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Before xdist reads how many processes are wanted; without xdist it does nothing."""
    option = config.option
    # A worker is asked, too, and would start workers of its own.
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    if is_worker or getattr(option, "numprocesses", 0) is not None or not is_whole_suite(config):
        return
    option.numprocesses = min(_MOST, os.cpu_count() or 1)
    option.dist = "loadfile"
    option.loadscopereorder = False


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every worker sorts alike."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _rank(item.path, config.rootpath))


def is_whole_suite(config: pytest.Config) -> bool:
    """Whether somebody just wrote `pytest`, and doesn't watch one test."""
    option = config.option
    is_all = config.args_source is not pytest.Config.ArgsSource.ARGS and not option.keyword
    is_default = option.markexpr in ("", "not slow")
    is_watched = option.usepdb or option.capture == "no" or option.collectonly or option.maxfail == 1
    return is_all and is_default and not is_watched


def _rank(file: Path, root: Path) -> int:
    folder = file.relative_to(root / "tests").parts[0]
    return _SLOWEST_FIRST.index(folder) if folder in _SLOWEST_FIRST else len(_SLOWEST_FIRST)
