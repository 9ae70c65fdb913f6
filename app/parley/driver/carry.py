"""Dragging, and dropping what comes from outside.

A drag inside a widget (a tab, a splitter) is moves of the mouse. A drag of *data* is handed to the system, which tells
every window that it crosses. Without a screen there is no such system: Qt's offscreen platform ends the drag at once,
and we tell the windows what one would have told them.
"""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from parley.driver.control_wire import ControlError
from parley.driver.finder import Found, Spot, spot_of
from parley.driver.hand import LEFT, PLAIN, bring_forward, let_go
from parley.driver.script import Step

_STEPS = 8


def carry(start: Spot, end: Spot) -> list[Step]:
    """Press, move in small steps, release."""
    if start.window is not end.window:
        raise ControlError(
            "bad_request", "A drag starts and ends in the same window; use `drop` from outside"
        )
    way = end.point - start.point
    between = [start.point + way * (n / _STEPS) for n in range(1, _STEPS)]
    luggage = _Luggage()
    return [
        lambda: bring_forward(start.window),
        lambda: QTest.mouseMove(start.window, start.point),
        lambda: _press(start, luggage),
        *[_move(start, at) for at in [*between, end.point, end.point]],
        lambda: _put_down(end, luggage),
    ]


def drop_on(found: Found, mime: QMimeData, at: tuple[int, int] | None) -> list[Step]:
    """Something from outside arrives over the target and is let go."""
    spot = spot_of(found, at)
    return [lambda: _drop(spot, mime, Qt.DropAction.CopyAction, str(found.target))]


class _Luggage(QObject):
    """The data that a drag carries without a screen, once the widget has started one."""

    def __init__(self) -> None:
        super().__init__()
        self.mime: QMimeData | None = None

    def lift(self) -> None:
        """From now on a drag may begin."""
        if QGuiApplication.platformName() == "offscreen":
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A drag that has ended by itself is told that it will be deleted; no other word of it comes by.
        if event.type() == QEvent.Type.DeferredDelete and isinstance(watched, QDrag):
            self.mime = _copied(watched.mimeData())
        return False


def _press(start: Spot, luggage: _Luggage) -> None:
    luggage.lift()
    QTest.mousePress(start.window, LEFT, PLAIN, start.point)


def _move(start: Spot, at: QPoint) -> Step:
    return lambda: QTest.mouseMove(start.window, at)


def _put_down(end: Spot, luggage: _Luggage) -> None:
    let_go(end, LEFT, PLAIN)
    if luggage.mime is not None:
        _drop(end, luggage.mime, Qt.DropAction.MoveAction, end.widget.objectName())


def _copied(mime: QMimeData) -> QMimeData:
    copy = QMimeData()
    for name in mime.formats():
        copy.setData(name, mime.data(name))
    return copy


def _receiver(window: QWidget, place: QPoint) -> QWidget | None:
    at: QWidget | None = window.childAt(place) or window
    while at is not None and not (at.acceptDrops() and at.isEnabled()):
        at = at.parentWidget()
    return at


def _drop(spot: Spot, mime: QMimeData, action: Qt.DropAction, name: str) -> None:
    receiver = _receiver(spot.widget, spot.point)
    if receiver is None:
        raise ControlError("refused", f"`{name}` takes nothing that is dropped")
    place = receiver.mapFrom(spot.widget, spot.point)
    enter = QDragEnterEvent(place, action, mime, LEFT, PLAIN)
    QApplication.sendEvent(receiver, enter)
    move = QDragMoveEvent(place, action, mime, LEFT, PLAIN)
    if enter.isAccepted():
        move.accept()
        QApplication.sendEvent(receiver, move)
    if not enter.isAccepted() or not move.isAccepted():
        QApplication.sendEvent(receiver, QDragLeaveEvent())
        formats = ", ".join(mime.formats())
        raise ControlError("refused", f"`{name}` doesn't take this ({formats})")
    QApplication.sendEvent(receiver, QDropEvent(QPointF(place), action, mime, LEFT, PLAIN))
