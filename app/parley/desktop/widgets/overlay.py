"""What lies over a window's content: the ground that popovers and dialogs share.

They are children of the window, not windows of their own. So they look the same with and without a compositing
screen, can't be lost behind the window, and are in every screenshot of it.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget


class Overlay(QWidget):
    """Covers its window, follows its size, and swallows what would reach the content below.

    Signals: `pressed_outside` when the cover itself is pressed; `resized` when the window changed size.
    """

    pressed_outside = Signal()
    resized = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._covered = window
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setGeometry(window.rect())
        window.installEventFilter(self)

    @property
    def covered(self) -> QWidget:
        """The window it lies over."""
        return self._covered

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._covered:
            self.setGeometry(self._covered.rect())
            self.resized.emit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.pressed_outside.emit()


def placed_beside(anchor: QRect, size: QSize, within: QRect, *, above: bool, gap: int = 6) -> QRect:
    """Where a panel of `size` goes beside `anchor`: above or below, flipped if there's no room, kept inside."""
    up = QPoint(anchor.x(), anchor.top() - gap - size.height())
    down = QPoint(anchor.x(), anchor.bottom() + 1 + gap)
    fits_up = up.y() >= within.top()
    fits_down = down.y() + size.height() <= within.bottom() + 1
    corner = (
        up if (above and (fits_up or not fits_down)) or (not above and fits_up and not fits_down) else down
    )
    x = max(within.left(), min(corner.x(), within.right() + 1 - size.width()))
    y = max(within.top(), min(corner.y(), within.bottom() + 1 - size.height()))
    return QRect(QPoint(x, y), size)


def next_in_ring(inside: QWidget, current: QWidget | None, forward: bool) -> QWidget | None:
    """The widget Tab goes to if it may not leave `inside`; None if nothing there takes the focus."""
    start = current if current is not None and inside.isAncestorOf(current) else inside
    step = _neighbour(start, forward)
    while step is not start:
        if inside.isAncestorOf(step) and _takes_tab(step):
            return step
        step = _neighbour(step, forward)
    return start if start is not inside and _takes_tab(start) else None


def _neighbour(widget: QWidget, forward: bool) -> QWidget:
    # The chain is a ring: a widget alone is its own neighbour.
    return (widget.nextInFocusChain() if forward else widget.previousInFocusChain()) or widget


def _takes_tab(widget: QWidget) -> bool:
    wants_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wants_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
