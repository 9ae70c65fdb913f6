"""Rows of Qt's lists and trees offer a screen reader one thing, to be selected; here that opens them."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView


class AssistiveChoice(QObject):
    """Calls `choose` with a row that was selected without being made the current one, which no pointer or key does.

    Make it after the view has its model.
    """

    def __init__(self, view: QAbstractItemView, choose: Callable[[QModelIndex], None]) -> None:
        super().__init__(view)
        self._view = view
        self._choose = choose
        # A click selects first and moves the current row then: look when both are done.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        view.selectionModel().selectionChanged.connect(lambda _new, _old: self._soon.start())

    def _look(self) -> None:
        selected = self._view.selectionModel().selectedIndexes()
        if len(selected) == 1 and selected[0] != self._view.currentIndex():
            self._view.setCurrentIndex(selected[0])
            self._choose(selected[0])
