"""Whole desktops for the tests of the shell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from support.live_desktop import LiveDesktops


@pytest.fixture
def desktops(qapp: QApplication, tmp_path: Path) -> Iterator[LiveDesktops]:
    """Desktops that are ended afterwards, with the servers they started."""
    made = LiveDesktops(qapp, tmp_path)
    yield made
    made.close()
