"""A theme on the test's application, taken off afterwards."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from parley.desktop.style.theme import Theme, ThemeMode


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A light theme without motion, installed."""
    made = Theme(ThemeMode.LIGHT, motion=False)
    made.install(qapp)
    yield made
    made.uninstall()
