"""Who answers a screen reader for the views whose rows Qt can't tell by itself: the timeline.

Lists and trees keep Qt's own answers. With rows of ours in their place Qt 6.11 ended the process as soon as a model
changed under a screen reader; what their rows can't do there, `AssistiveChoice` does.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface

from parley.desktop.chat.timeline_accessible import TimelineRows
from parley.desktop.chat.timeline_view import TimelineView
from parley.desktop.widgets.accessible_rows import AccessibleRows


def install_accessible_rows() -> None:
    """Once in a process, after the application object was made."""
    QAccessible.installFactory(_answering_for)


def _answering_for(_kind: str, asked: QObject | None) -> QAccessibleInterface | None:
    return AccessibleRows(TimelineRows(asked)) if isinstance(asked, TimelineView) else None
