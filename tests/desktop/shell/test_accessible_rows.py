"""What a screen reader is told of the messages, while timelines come and go; and rows that it opens."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from parley.desktop.widgets.assistive_choice import AssistiveChoice

_PROGRAM = """
import gc
import sys
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from desktop.chat.made import ME, message, messages, page
from parley.desktop.application import dress
from parley.desktop.accessibility import install_accessible_rows
from parley.desktop.chat.timeline_view import TimelineView
from parley.desktop.style.theme import Theme
from parley.desktop.widgets.accessible_rows import AccessibleRow
from parley.domain.message import Delivery

app = QApplication(sys.argv)
dress(app)
theme = Theme(app)
install_accessible_rows()
QAccessible.setActive(True)
NAME = QAccessible.Text.Name
seen = set()
for _ in range(50):
    window = QWidget()
    view = TimelineView(ME, window)
    view.resize(640, 480)
    window.show()
    view.window_rows.replace(page(messages(1, 40) + [message(41, "wrong", sender=ME, delivery=Delivery.FAILED)]))
    view.show_end()
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() == QAccessible.Role.List and told.childCount() >= 41
    numbers = []
    for index in range(41):
        row = told.child(index)
        assert row.role() == QAccessible.Role.ListItem
        assert row.text(NAME), index
        assert told.indexOfChild(row) == index
        assert row.parent().object() is view
        row.state(), row.rect()
        numbers.append(QAccessible.uniqueId(row))
    assert "wrong" in row.text(NAME)
    del row, told
    gc.collect()
    assert all(isinstance(QAccessible.accessibleInterface(one), AccessibleRow) for one in numbers)
    window.close()
    window.deleteLater()
    del view, window
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()
    gc.collect()
    assert not any(QAccessible.accessibleInterface(one).isValid() for one in numbers)
    seen |= set(numbers)
print("whole", len(seen))
"""


def test_timelines_open_and_close_under_a_screen_reader() -> None:
    tests = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", _PROGRAM],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(tests)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    # Places serve the next timeline: fifty need no more numbers than one.
    assert done.stdout.split() == ["whole", "41"]


def test_a_row_that_is_only_selected_is_opened_and_a_clicked_one_is_not(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = QStringListModel(["陈明", "李娜"], view)
    view.setModel(model)
    opened: list[str] = []
    choice = AssistiveChoice(view, lambda index: opened.append(index.data()))
    view.show()
    place = view.visualRect(model.index(0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: not choice._soon.isActive())
    assert opened == []
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().select(model.index(1), flag)
    qtbot.waitUntil(lambda: opened == ["李娜"])
    assert view.currentIndex().row() == 1
