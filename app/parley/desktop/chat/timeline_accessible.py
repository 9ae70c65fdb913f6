"""The messages of a timeline as `AccessibleRows` tells them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from parley.desktop.chat.timeline_view import TimelineView


class TimelineRows:
    """The messages at hand, then the buttons that float over them."""

    def __init__(self, view: TimelineView) -> None:
        self.view = view

    def count(self) -> int:
        return len(self.view.window_rows)

    def name_of(self, place: int) -> str:
        return str(self.view.accessible_row(place)["spoken"])

    def box_of(self, place: int) -> QRect:
        box = self.view.accessible_row(place)["rect"]
        return box.toRect() if box is not None else QRect()

    def current(self) -> int | None:
        return self.view.focused_index()

    def after(self) -> Sequence[QWidget]:
        return [button for button in self.view.floating_buttons() if not button.isHidden()]
