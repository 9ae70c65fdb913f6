"""A small panel beside a control: emoji, status, a card."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from parley.desktop.style.paint import rounded, soft_shadow
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius, Size
from parley.desktop.widgets.overlay import Overlay, next_in_ring, placed_beside

_SHADOW = Size.SHADOW


class Popover(QWidget):
    """Opens beside an anchor over its window's content; Escape or a press outside closes it.

    Fill its `column`. It can be opened again and again.
    Signals: `closed` when it's gone from the screen.
    """

    closed = Signal()

    def __init__(self, owner: QWidget, *, padding: int = 8, name: str = "") -> None:
        super().__init__(owner)
        self.hide()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._overlay: Overlay | None = None
        self._anchor: QWidget | None = None
        self._above = False
        self._align_right = False
        self._focus_before: QWidget | None = None
        self._owner = owner
        outer = self._outer = QVBoxLayout(self)
        edge = _SHADOW + 1
        outer.setContentsMargins(edge, edge, edge, edge)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(padding, padding, padding, padding)
        self.column.setSpacing(4)
        outer.addLayout(self.column)

    @property
    def is_open(self) -> bool:
        """Whether it's on the screen."""
        return self._overlay is not None

    def open_at(
        self, anchor: QWidget, *, above: bool = False, align_right: bool = False, focus: QWidget | None = None
    ) -> None:
        """Open under (or over) a control, and give the focus to `focus` or to the panel itself."""
        if self.is_open:
            return
        window = anchor.window()
        self._anchor, self._above, self._align_right = anchor, above, align_right
        self._focus_before = QApplication.focusWidget()
        self._overlay = Overlay(window)
        self._overlay.pressed_outside.connect(self.close_panel)
        self._overlay.resized.connect(self._place)
        self.setParent(self._overlay)
        self._overlay.show()
        self._overlay.raise_()
        self.show()
        self._place()
        (focus or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def close_panel(self) -> None:
        """Close it; the focus returns to where it was."""
        if self._overlay is None:
            return
        overlay, self._overlay = self._overlay, None
        self.hide()
        self.setParent(self._owner if isValid(self._owner) else None)
        overlay.hide()
        overlay.deleteLater()
        before = self._focus_before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def _place(self) -> None:
        if self._overlay is None or self._anchor is None or not isValid(self._anchor):
            return
        self._outer.activate()
        outer = self.sizeHint()
        size = QSize(outer.width() - 2 * _SHADOW, outer.height() - 2 * _SHADOW)
        corner = self._anchor.mapTo(self._anchor.window(), QPoint(0, 0))
        anchor = QRect(corner, self._anchor.size())
        if self._align_right:
            anchor.setLeft(anchor.right() + 1 - size.width())
        room = self._overlay.rect().adjusted(8, 8, -8, -8)
        box = placed_beside(anchor, size, room, above=self._above)
        self.setGeometry(box.adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW))

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        soft_shadow(painter, box, Radius.CARD, tokens, _SHADOW - 4)
        rounded(painter, box, Radius.CARD, tokens.raised, tokens.line)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        # Keys stay in the panel: the content below it must not act on them.
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        target = next_in_ring(self, QApplication.focusWidget(), forward)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True
