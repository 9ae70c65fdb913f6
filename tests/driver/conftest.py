"""A sample window, a control server beside it, and one who asks."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from driver.asker import Asker
from driver.sample_window import SampleWindow
from parley.desktop.style.theme import Theme
from parley.driver.control_server import ControlServer
from parley.driver.surroundings import Surroundings


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of one's own with a short path, as a socket needs it."""
    with tempfile.TemporaryDirectory(prefix="parley-") as made:
        yield Path(made)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    theme = Theme(motion=False)
    theme.install(qapp)
    return theme


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> SampleWindow:
    window = SampleWindow()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def server(qapp: QApplication, folder: Path) -> Iterator[ControlServer]:
    server = ControlServer(Surroundings(qapp))
    server.listen(folder / "control")
    yield server
    server.close()


@pytest.fixture
def connect(server: ControlServer, folder: Path, qtbot: QtBot) -> Callable[[], Asker]:
    return lambda: Asker(folder / "control", qtbot)


@pytest.fixture
def ask(window: SampleWindow, connect: Callable[[], Asker]) -> Iterator[Asker]:
    asker = connect()
    yield asker
    asker.socket.abort()
