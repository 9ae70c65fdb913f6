"""Whoever needs the time is given a clock: otherwise a tester couldn't set it."""

import ast
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).parents[2] / "app" / "parley"

SYSTEM_TIME = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("QDateTime", "currentDateTime"),
    ("QDateTime", "currentDateTimeUtc"),
    ("QDateTime", "currentMSecsSinceEpoch"),
    ("QDate", "currentDate"),
    ("QTime", "currentTime"),
}
TIME_NAMES = {"time", "time_ns", "localtime", "gmtime"}
FOUNDATION = {"foundation/clock.py", "foundation/ids.py"}
"""The clock itself, and ids, whose time orders nothing."""


def system_time_in(source: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if (node.value.id, node.attr) in SYSTEM_TIME:
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time" and TIME_NAMES & _names(node):
            yield node.lineno


def _names(node: ast.ImportFrom) -> set[str]:
    return {name.name for name in node.names}


def test_nobody_reads_the_systems_clock() -> None:
    found = [
        f"{file.relative_to(APP)}:{line}"
        for file in sorted(APP.rglob("*.py"))
        if file.relative_to(APP).as_posix() not in FOUNDATION
        for line in system_time_in(file.read_text("utf-8"))
    ]
    assert found == []


def test_such_calls_are_found() -> None:
    source = "from time import time\nfrom datetime import datetime, date\ndatetime.now()\nhere = date.today\n"
    assert sorted(system_time_in(source)) == [1, 3, 4]
