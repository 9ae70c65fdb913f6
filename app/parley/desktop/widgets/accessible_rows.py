"""Lists for screen readers: what their rows say, and where they are.

Qt knows no rows of a view we paint ourselves. Here a `RowSource` says what it shows, and `AccessibleRows` tells it.

A row that was once shown to Qt has a number there for ever, and Qt comes back with it; deleting one ends the process
(PySide 6.11 leaves the same object to both sides). So rows stand for places, not for what is shown there, are never
deleted, and those of a closed view serve the next one. There are as many as the views open at once ever had.

Rows offer no acts of their own: what Python answers to Qt's question for them ends the process as well. The view
takes arrows and the menu key, and in its menu a screen reader reaches everything.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QWidget
from shiboken6 import isValid

_free: list["AccessibleRow"] = []


class RowSource(Protocol):
    """What a view shows. Places count from nought; `box_of` is in the viewport's coordinates, null when off screen."""

    @property
    def view(self) -> QAbstractScrollArea:
        """Who shows them."""
        ...

    def count(self) -> int:
        """How many rows."""
        ...

    def name_of(self, place: int) -> str:
        """What is said of a row."""
        ...

    def box_of(self, place: int) -> QRect:
        """Where it is."""
        ...

    def current(self) -> int | None:
        """The row the keyboard stands on."""
        ...

    def after(self) -> Sequence[QWidget]:
        """Widgets that come behind the rows."""
        ...


class AccessibleRows(QAccessibleWidget):
    """The list."""

    def __init__(self, source: RowSource) -> None:
        super().__init__(source.view, QAccessible.Role.List)
        self.source = source
        self._rows: list[AccessibleRow] = []
        rows = self._rows
        source.view.destroyed.connect(lambda: _give_back(rows))

    # Qt overrides

    def childCount(self) -> int:
        return self.source.count() + len(self.source.after())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        count, after = self.source.count(), self.source.after()
        if 0 <= index < count:
            while len(self._rows) <= index:
                self._rows.append(_row_of(self.source, len(self._rows)))
            return self._rows[index]
        if count <= index < count + len(after):
            return QAccessible.queryAccessibleInterface(after[index - count])
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, AccessibleRow):
            return child.place if child.source is self.source else -1
        after, shown = list(self.source.after()), child.object()
        return self.source.count() + after.index(shown) if shown in after else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        for index in range(self.childCount()):
            child = self.child(index)
            if child is not None and child.rect().contains(x, y):
                return child
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        place = self.source.current()
        return self.child(place) if place is not None else None


class AccessibleRow(QAccessibleInterface):
    """Whatever stands at one place of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.source: RowSource | None = None
        self.place = 0

    def alive(self) -> RowSource | None:
        """Who shows it; None when its view is gone, or has no row there any more."""
        source = self.source
        is_there = source is not None and isValid(source.view) and self.place < source.count()
        return source if is_there else None

    # Qt overrides

    def isValid(self) -> bool:
        return self.alive() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        source = self.alive()
        return source.view.window().windowHandle() if source is not None else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        source = self.alive()
        return QAccessible.queryAccessibleInterface(source.view) if source is not None else None

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        source = self.alive()
        return source.name_of(self.place) if source is not None and kind is QAccessible.Text.Name else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        return

    def rect(self) -> QRect:
        source = self.alive()
        box = source.box_of(self.place) if source is not None else QRect()
        if source is None or box.isNull():
            return QRect()
        return box.translated(source.view.viewport().mapToGlobal(QPoint(0, 0)))

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        source = self.alive()
        if source is None:
            state.invalid = True
            return state
        state.focusable = state.selectable = state.readOnly = True
        state.selected = source.current() == self.place
        state.focused = state.selected and source.view.hasFocus()
        state.offscreen = state.invisible = not source.view.isVisible() or self.rect().isNull()
        return state


def _row_of(source: RowSource, place: int) -> AccessibleRow:
    row = _free.pop() if _free else AccessibleRow()
    row.source, row.place = source, place
    return row


def _give_back(rows: list[AccessibleRow]) -> None:
    for row in rows:
        row.source = None
    _free.extend(rows)
    rows.clear()
