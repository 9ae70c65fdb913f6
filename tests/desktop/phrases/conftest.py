"""A theme and a language on the test's application, and a chat with phrases."""

from collections.abc import AsyncIterator, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.chat.made import MadeSession, direct, messages, person
from desktop.phrases.desk import PHRASES, Desk, settled
from desktop.phrases.made import MadePhrases
from parley.desktop.chat.chat_page import ChatPage
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.i18n import Language
from parley.desktop.style.theme import Theme, ThemeMode
from parley.desktop.tasks import Tasks
from parley.domain.people import ContactState


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


@pytest.fixture
async def desk(theme: Theme, qtbot: QtBot, language: Language, tasks: Tasks):
    session = MadeSession([direct()], [person(state=ContactState.ACCEPTED)], messages(1, 20))
    session.phrases = MadePhrases(session, PHRASES)
    page = ChatPage(session, tasks, Pictures(session, tasks), "c1")
    page.resize(900, 640)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    # Drafts have tests of their own; here one would be reported after the loop's end.
    page.composer.draft_changed.disconnect()
    page.focus_composer()
    await settled(tasks)
    yield Desk(page, session, tasks, qtbot)
    page.close_page()
    await settled(tasks)
