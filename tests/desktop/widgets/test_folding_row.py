"""Parts beside each other, or below each other where there is no room."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.theme import Theme
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.folding_row import FoldingRow


def test_what_does_not_fit_beside_stands_below(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = FoldingRow(page)
    first, second = (Button(text, row, kind=ButtonKind.QUIET) for text in ("Reset password", "Close account"))
    row.add(first)
    row.add(second)
    page.show()
    row.resize(600, 100)
    assert first.y() == second.y()
    row.resize(row.minimumSizeHint().width(), 100)
    qtbot.waitUntil(lambda: second.y() > first.y())
    row.resize(600, 100)
    qtbot.waitUntil(lambda: first.y() == second.y())
