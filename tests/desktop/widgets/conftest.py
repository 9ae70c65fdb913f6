"""A theme on the test's application, and a window to put things in."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.style.theme import Theme, ThemeMode
from parley.desktop.widgets.buttons import Button


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A light theme without motion, installed."""
    made = Theme(ThemeMode.LIGHT, motion=False)
    made.install(qapp)
    yield made
    made.uninstall()


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    """A shown, active window of 800 by 600 with a field and a button in it."""
    made = QWidget()
    column = QVBoxLayout(made)
    field = QLineEdit(made)
    field.setObjectName("field")
    column.addWidget(field)
    column.addWidget(Button("Open", made, name="open"))
    column.addStretch(1)
    made.resize(800, 600)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made
