"""Garbage is collected on the thread of the windows only."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parley.desktop.collector import Collector


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    gc.collect()
    gc.enable()
    made = Collector(qapp)
    yield made
    made.stop()
    made.deleteLater()
    gc.disable()


def _leave_a_circle(ended_in: list[threading.Thread]) -> None:
    circle = QObject()
    circle.itself = circle  # type: ignore[attr-defined]
    weakref.finalize(circle, lambda: ended_in.append(threading.current_thread()))


def _allocate() -> None:
    kept = [[number] for number in range(100_000)]
    assert kept


def test_another_thread_that_allocates_destroys_nothing_of_qt(collector: Collector, qtbot: QtBot) -> None:
    ended_in: list[threading.Thread] = []
    _leave_a_circle(ended_in)
    worker = threading.Thread(target=_allocate)
    worker.start()
    worker.join()
    assert ended_in == []
    kept = [[number] for number in range(10_000)]
    qtbot.waitUntil(lambda: bool(ended_in))
    assert ended_in == [threading.main_thread()]
    assert kept


def test_afterwards_python_collects_again(qapp: QApplication) -> None:
    gc.enable()
    collector = Collector(qapp)
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
    collector.deleteLater()
    gc.disable()
