"""A theme and a language on the test's application."""

from collections.abc import AsyncIterator, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from parley.desktop.i18n import Language
from parley.desktop.style.theme import Theme, ThemeMode
from parley.desktop.tasks import Tasks


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A light theme without motion, installed."""
    made = Theme(ThemeMode.LIGHT, motion=False)
    made.install(qapp)
    yield made
    made.uninstall()


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    """English until a test chooses otherwise."""
    made = Language(qapp, "en")
    yield made
    made.choose("en")


@pytest.fixture
async def tasks(qapp: object) -> AsyncIterator[Tasks]:
    """The road to coroutines; everything on it ends before the test does."""
    made = Tasks()
    yield made
    await made.settle()
