"""Widgets one after the other, in as many lines as they need."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def flow(widgets: Sequence[QWidget], room: int, *, gap: int = 6) -> QVBoxLayout:
    """A column of lines, each at most `room` wide, at the left."""
    column = QVBoxLayout()
    column.setSpacing(gap)
    line = QHBoxLayout()
    left = -1
    for widget in widgets:
        width = widget.sizeHint().width()
        if left < width:
            line = QHBoxLayout()
            line.setSpacing(gap)
            line.addStretch(1)
            column.addLayout(line)
            left = room
        line.insertWidget(line.count() - 1, widget)
        left -= width + gap
    return column
