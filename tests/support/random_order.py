"""A pytest plugin that runs the tests in a random order: `PYTHONPATH=tests pytest -p support.random_order`.

PARLEY_TEST_ORDER is the seed; the same seed over the same tests gives the same order. Without it nothing is moved.
"""

import os
import random

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shuffles what was selected."""
    seed = os.environ.get("PARLEY_TEST_ORDER")
    if seed:
        items.sort(key=lambda item: item.nodeid)
        random.Random(seed).shuffle(items)


def pytest_report_header() -> str:
    """Says the seed at the top of the output."""
    return f"random order, seed {os.environ.get('PARLEY_TEST_ORDER') or 'none: as collected'}"
