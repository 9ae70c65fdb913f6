"""The tab strip above the conversations: preview in italics, unread counts, close, drag, overflow."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from parley.desktop.chat.tab_paint import (
    TabFace,
    TabLook,
    close_box,
    natural_width,
    paint_overflow,
    paint_tab,
    squeezed,
)
from parley.desktop.chat.words import _
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Size, Tokens
from parley.desktop.widgets.badge import badge_text

_GAP = 2
_EDGE = 8
_OVERFLOW = 48


class TabStrip(QWidget):
    """Paints tabs, tells intents.

    Signals: `selected(place)`, `close_wanted(place)`, `keep_wanted(place)`, `close_others_wanted(place)`,
    `moved(source, target)`.
    """

    selected = Signal(int)
    close_wanted = Signal(int)
    close_others_wanted = Signal(int)
    keep_wanted = Signal(int)
    moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.tabs")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._faces: Sequence[TabFace] = ()
        self._current = -1
        self._first = 0
        self._hovered = (-1, "")
        self._pressed = -1
        self._press_x = 0.0
        self._is_dragging = False
        self.retranslate()

    def set_tabs(self, faces: Sequence[TabFace], current: int) -> None:
        """Show these."""
        self._faces, self._current = tuple(faces), current
        self._keep_current_in_view()
        self._say()
        self.update()

    def boxes(self) -> dict[int, QRectF]:
        """Where the tabs stand that have room."""
        tokens = tokens_of(self)
        widths = self._widths(tokens)
        room = self._room(widths)
        height = tokens.scaled(Size.TAB)
        boxes: dict[int, QRectF] = {}
        x = float(_EDGE)
        for place in range(self._first, len(widths)):
            if x + widths[place] > room + 0.5 and boxes:
                break
            boxes[place] = QRectF(x, self.height() - height, widths[place], height)
            x += widths[place] + _GAP
        return boxes

    def retranslate(self) -> None:
        """Read the texts again."""
        self._say()
        self.update()

    def accessible_rows(self) -> list[dict[str, Any]]:
        """The tabs for a screen reader or a test; those that have room have a `rect`."""
        boxes = self.boxes()
        return [
            {
                "key": face.key,
                "text": face.title,
                "state": "kept" if face.is_kept else "preview",
                "rect": boxes.get(place),
                "is_current": place == self._current,
            }
            for place, face in enumerate(self._faces)
        ]

    # Places

    def _widths(self, tokens: Tokens) -> list[float]:
        natural = [
            natural_width(face, tokens, is_current=place == self._current)
            for place, face in enumerate(self._faces)
        ]
        room = self.width() - 2 * _EDGE - _GAP * max(0, len(natural) - 1)
        return squeezed(natural, room, tokens)

    def _room(self, widths: list[float]) -> float:
        total = sum(widths) + _GAP * max(0, len(widths) - 1) + 2 * _EDGE
        return self.width() - _EDGE - (_OVERFLOW if total > self.width() + 0.5 else 0)

    def _keep_current_in_view(self) -> None:
        self._first = min(self._first, max(0, len(self._faces) - 1))
        if self._current < 0:
            self._first = 0
            return
        self._first = min(self._first, self._current)
        while self._current not in self.boxes() and self._first < self._current:
            self._first += 1
        # No room is left empty at the right while tabs are hidden at the left.
        while self._first > 0:
            self._first -= 1
            boxes = self.boxes()
            if self._current not in boxes or len(self._faces) - 1 not in boxes:
                self._first += 1
                break

    def _hidden(self) -> list[int]:
        boxes = self.boxes()
        return [place for place in range(len(self._faces)) if place not in boxes]

    def _overflow_box(self) -> QRectF:
        tokens = tokens_of(self)
        height = tokens.scaled(28)
        return QRectF(
            self.width() - _OVERFLOW, self.height() - tokens.scaled(Size.TAB) / 2 - height / 2, 40, height
        )

    def _part_at(self, point: QPointF) -> tuple[int, str]:
        if self._hidden() and self._overflow_box().contains(point):
            return -1, "overflow"
        for place, box in self.boxes().items():
            if box.contains(point):
                is_close = self._has_close(place) and close_box(box).contains(point)
                return place, "close" if is_close else "tab"
        return -1, ""

    def _has_close(self, place: int) -> bool:
        return place == self._current or place == self._hovered[0]

    def _look(self, place: int) -> TabLook:
        return TabLook(
            is_current=place == self._current,
            is_hovered=place == self._hovered[0],
            is_close_hovered=self._hovered == (place, "close"),
            has_focus=self.hasFocus(),
        )

    def _paint_overflow(self, painter: QPainter, tokens: Tokens) -> None:
        hidden = self._hidden()
        if not hidden:
            return
        unread = sum(self._faces[place].unread for place in hidden if not self._faces[place].is_muted)
        is_hovered = self._hovered[1] == "overflow"
        paint_overflow(painter, self._overflow_box(), unread, tokens, is_hovered=is_hovered)

    def _say(self) -> None:
        if 0 <= self._current < len(self._faces):
            self.setAccessibleName(_("Open conversation: {title}", title=self._faces[self._current].title))
        else:
            self.setAccessibleName(_("Open conversations"))

    # Menus

    def open_overflow(self) -> None:
        """All tabs by name; the unread ones say so."""
        menu = QMenu(self)
        menu.setObjectName("chat.tabs.overflow")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, face in enumerate(self._faces):
            text = f"{face.title}  ({badge_text(face.unread)})" if face.unread else face.title
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(place == self._current)
            action.triggered.connect(lambda _on=False, place=place: self.selected.emit(place))
        box = self._overflow_box()
        corner = QPoint(round(box.right()) - menu.sizeHint().width(), self.height())
        menu.popup(self.mapToGlobal(corner))

    def _open_menu(self, place: int, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("chat.tabs.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not self._faces[place].is_kept:
            keep = menu.addAction(_("Keep this tab"))
            keep.triggered.connect(lambda: self.keep_wanted.emit(place))
        close = menu.addAction(_("Close"))
        close.triggered.connect(lambda: self.close_wanted.emit(place))
        others = menu.addAction(_("Close the others"))
        others.setEnabled(len(self._faces) > 1)
        others.triggered.connect(lambda: self.close_others_wanted.emit(place))
        menu.popup(at)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(200, tokens_of(self).scaled(Size.TAB_STRIP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.sunken)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), tokens.line)
        for place, box in self.boxes().items():
            paint_tab(painter, self._faces[place], box, tokens, self._look(place))
        self._paint_overflow(painter, tokens)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_current_in_view()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place, part = self._part_at(event.position())
        if event.button() == Qt.MouseButton.MiddleButton and place >= 0:
            self.close_wanted.emit(place)
        elif event.button() != Qt.MouseButton.LeftButton:
            return
        elif part == "overflow":
            self.open_overflow()
        elif part == "tab":
            self._pressed, self._press_x = place, event.position().x()
            self.selected.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._part_at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
        if self._pressed < 0 or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        self._is_dragging = self._is_dragging or abs(event.position().x() - self._press_x) > 8
        target = hovered[0]
        if self._is_dragging and target >= 0 and target != self._pressed:
            box = self.boxes()[target]
            # Past its middle: otherwise a wide and a narrow tab would change places for ever.
            is_past = event.position().x() > box.center().x()
            if is_past == (target > self._pressed):
                self.moved.emit(self._pressed, target)
                self._pressed = target

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place, part = self._part_at(event.position())
        if part == "close" and self._pressed < 0 and event.button() == Qt.MouseButton.LeftButton:
            self.close_wanted.emit(place)
        self._pressed, self._is_dragging = -1, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place, part = self._part_at(event.position())
        if part == "tab":
            self.keep_wanted.emit(place)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = (-1, "")
        self.update()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self._part_at(QPointF(event.pos()))[0]
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self._current
        if place >= 0:
            self._open_menu(place, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and 0 <= self._current + step < len(self._faces):
            self.selected.emit(self._current + step)
            self.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Down and self._hidden():
            self.open_overflow()
        elif event.key() == Qt.Key.Key_Delete and self._current >= 0:
            self.close_wanted.emit(self._current)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place, part = self._part_at(QPointF(event.pos()))
            tips = {
                "close": _("Close (Ctrl+W)"),
                "overflow": _("All open conversations"),
                "tab": self._faces[place].title if place >= 0 else "",
            }
            QToolTip.showText(event.globalPos(), tips.get(part, ""), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if hasattr(self, "_is_dragging"):
            if is_restyle(event):
                self.updateGeometry()
                self.update()
            elif event.type() == QEvent.Type.LanguageChange:
                self.retranslate()
        super().changeEvent(event)
