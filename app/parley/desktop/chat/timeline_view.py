"""The timeline as one uses it: pointer, selection over bubbles, keys, menu. It knows nothing of sessions.

`TimelineController` feeds it pages and changes, and answers its signals.
"""

from datetime import tzinfo
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QCursor,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from parley.client.rows import TimelineKind, TimelineRow
from parley.desktop.chat.timeline_canvas import TimelineCanvas
from parley.desktop.chat.timeline_layout import RowLayout, text_of_row
from parley.desktop.chat.timeline_menu import menu_for
from parley.desktop.chat.timeline_paint import PictureOf, RowState
from parley.desktop.chat.timeline_scroll import Placed
from parley.desktop.chat.timeline_selection import Place, Selection, everything
from parley.desktop.chat.timeline_text import Link, one_line, utf16_length
from parley.desktop.chat.words import moment_text
from parley.domain.message import text_of
from parley.foundation.clock import Clock

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class TimelineView(TimelineCanvas):
    """Shows one conversation's rows.

    Signals: those of the canvas, and `retry_wanted(key)`, `discard_wanted(key)`, `save_phrase_wanted(text)`,
    `link_activated(address)`, `person_activated(account)`, `type_ahead(text)` when letters are typed here ("" for
    Escape: back to the composer).
    """

    retry_wanted = Signal(str)
    discard_wanted = Signal(str)
    save_phrase_wanted = Signal(str)
    link_activated = Signal(str)
    person_activated = Signal(str)
    type_ahead = Signal(str)

    def __init__(
        self,
        own: str,
        parent: QWidget | None = None,
        *,
        picture_of: PictureOf = lambda _sha: None,
        zone: tzinfo | None = None,
        clock: Clock | None = None,
        name: str = "chat.timeline",
    ) -> None:
        super().__init__(own, parent, picture_of=picture_of, zone=zone, clock=clock, name=name)
        self.viewport().setMouseTracking(True)
        self._focused: str | None = None
        self._selection: Selection | None = None
        self._is_dragging = False
        self._hovered: tuple[str, Link | None, str] = ("", None, "")
        self._pressed_link: Link | None = None
        self._drag_timer = QTimer(self, interval=40)
        self._drag_timer.timeout.connect(self._drag_on)

    def select_all(self) -> None:
        """All messages at hand."""
        self._selection = everything(self.window_rows)
        self.viewport().update()

    def select(self, start: Place, end: Place) -> None:
        """From one place to another."""
        self._selection = Selection(start, end)
        self.viewport().update()

    def selected_text(self) -> str:
        """What copying would copy."""
        return self._selection.text(self.window_rows) if self._selection is not None else ""

    def copy(self) -> None:
        """Copy the selection, or the focused message."""
        text = self.selected_text()
        if not text and self._focused is not None:
            index = self.window_rows.index_of(self._focused)
            text = text_of_row(self.window_rows[index]) if index is not None else ""
        if text:
            QGuiApplication.clipboard().setText(text)

    def accessible_rows(self) -> list[dict[str, Any]]:
        """The messages at hand for a screen reader or a test; those on screen have a `rect` of the viewport."""
        return [self.accessible_row(index) for index in range(len(self.window_rows))]

    def accessible_row(self, index: int) -> dict[str, Any]:
        """One of `accessible_rows`."""
        row = self.window_rows[index]
        placed = next((one for one in self.placed if one.index == index), None)
        is_message = row.kind is TimelineKind.MESSAGE
        layout = self.layout_of(index) if placed is not None else None
        text = text_of(row.parts) if is_message else layout.plain if layout is not None else row.text
        tip = layout.meta.tip if layout is not None and layout.meta is not None else ""
        above = (layout.day, layout.unread) if layout is not None else ()
        said = (
            (row.sender_name, moment_text(row.at, self._zone), one_line(text), tip) if is_message else (text,)
        )
        box = layout.bubble if layout is not None else None
        rect = box.translated(0, placed.top) if placed is not None and box is not None else None
        return {
            "key": row.key,
            "kind": str(row.kind),
            "text": text,
            "spoken": " ".join(filter(None, (*above, *said))),
            "state": str(row.delivery or ""),
            "sender": row.sender_name,
            "is_own": row.is_own,
            "rect": rect,
            "is_current": row.key == self._focused,
        }

    def focused_index(self) -> int | None:
        """The row the keyboard stands on."""
        return self.window_rows.index_of(self._focused) if self._focused is not None else None

    def row_state(self, index: int, layout: RowLayout) -> RowState:
        key, link, action = self._hovered
        is_hovered = key == layout.row.key
        selection = self._selection
        return RowState(
            selected=selection.range_of(self.window_rows, index) if selection is not None else None,
            hovered_link=link if is_hovered else None,
            hovered_action=action if is_hovered else "",
            is_focused=self.hasFocus() and layout.row.key == self._focused,
        )

    def _row_at(self, point: QPointF) -> tuple[Placed, RowLayout, QPointF] | None:
        for one in self.placed:
            if one.top <= point.y() < one.bottom:
                return one, self.layout_of(one.index), point - QPointF(0, one.top)
        return None

    def _place_at(self, point: QPointF) -> Place | None:
        rows = self.placed
        if not rows:
            return None
        one = next((row for row in rows if point.y() < row.bottom), rows[-1])
        layout = self.layout_of(one.index)
        key = layout.row.key
        if not layout.is_message:
            return Place(key, 0)
        if point.y() >= one.bottom:
            return Place(key, utf16_length(layout.plain))
        return Place(key, layout.position_at(point - QPointF(0, one.top)))

    def _hover(self, point: QPointF) -> None:
        key, link, action = "", None, ""
        found = self._row_at(point)
        over_text = False
        if found is not None and found[1].is_message:
            _placed, layout, local = found
            key = layout.row.key
            link = layout.link_at(local)
            if layout.retry_rect.contains(local):
                action = "retry"
            elif layout.discard_rect.contains(local):
                action = "discard"
            elif layout.avatar is not None and layout.avatar.contains(local):
                action = "person"
            over_text = layout.text_rect().contains(local)
        if (key, link, action) != self._hovered:
            self._hovered = (key, link, action)
            self.viewport().update()
        shape = Qt.CursorShape.ArrowCursor
        if link is not None or action:
            shape = Qt.CursorShape.PointingHandCursor
        elif over_text or self._is_dragging:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def _drag_on(self) -> None:
        point = QPointF(self.viewport().mapFromGlobal(QCursor.pos()))
        height = self.viewport().height()
        if point.y() < 0:
            self.scroll_by(min(60.0, -point.y()))
        elif point.y() > height:
            self.scroll_by(-min(60.0, point.y() - height))
        self._extend_selection(point)

    def _extend_selection(self, point: QPointF) -> None:
        place = self._place_at(point)
        if place is not None and self._selection is not None:
            self._selection = Selection(self._selection.start, place)
            self.viewport().update()

    def _select_word(self, point: QPointF) -> None:
        found = self._row_at(point)
        if found is None or not found[1].is_message or found[1].text is None:
            return
        layout = found[1]
        assert layout.text is not None
        at = layout.position_at(found[2])
        start = layout.text.previousCursorPosition(at + 1, layout.text.CursorMode.SkipWords)
        end = layout.text.nextCursorPosition(start, layout.text.CursorMode.SkipWords)
        text = layout.plain
        while end > start and text[start:end][-1:].isspace():
            end -= 1
        self.select(Place(layout.row.key, start), Place(layout.row.key, end))

    def _focus_by(self, step: int) -> None:
        if not len(self.window_rows):
            return
        index = self.window_rows.index_of(self._focused) if self._focused is not None else None
        if index is None:
            index = self.placed[-1].index if self._placed else len(self.window_rows) - 1
        else:
            index = max(0, min(len(self.window_rows) - 1, index + step))
        self._focus_index(index)

    def _focus_index(self, index: int) -> None:
        row = self.window_rows[index]
        self._focused = row.key
        on_screen = next((one for one in self.placed if one.index == index), None)
        if on_screen is None or on_screen.top < 0:
            self.show_key(row.key, share=0.1)
        elif on_screen.bottom > self.viewport().height():
            self.scroll_by(self.viewport().height() - on_screen.bottom - 8)
        layout = self.layout_of(index)
        said = one_line(layout.plain)
        if layout.is_message:
            state = layout.meta.tip if layout.meta is not None else ""
            said = " ".join(filter(None, (row.sender_name, moment_text(row.at, self._zone), said, state)))
        self.setAccessibleDescription(said)
        event = QAccessibleEvent(self, QAccessible.Event.Focus)
        event.setChild(index)
        QAccessible.updateAccessibility(event)
        self.viewport().update()

    def _show_tip(self, at: QPoint, on_screen: QPoint) -> None:
        found = self._row_at(QPointF(at))
        if found is None:
            return
        _placed, layout, local = found
        meta, link = layout.meta, layout.link_at(local)
        tip = ""
        if link is not None:
            tip = link.target
        elif meta is not None and meta.rect.adjusted(-4, -2, 4, 4).contains(local):
            tip = " · ".join(filter(None, (meta.tip, moment_text(layout.row.at, self._zone))))
        elif layout.failure and layout.failure_rect.contains(local):
            tip = layout.failure
        QToolTip.showText(on_screen, tip, self)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        self._hover(point)
        self._pressed_link = self._hovered[1]
        place = self._place_at(point)
        if place is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selection is not None:
            self._extend_selection(point)
        else:
            self._selection = Selection(place, place)
        self._is_dragging = True
        self._focused = None
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._is_dragging:
            self._hover(event.position())
            return
        self._extend_selection(event.position())
        is_outside = not 0 <= event.position().y() <= self.viewport().height()
        if is_outside != self._drag_timer.isActive():
            self._drag_timer.start() if is_outside else self._drag_timer.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._is_dragging = False
        self._drag_timer.stop()
        if self.selected_text():
            clipboard = QGuiApplication.clipboard()
            if clipboard.supportsSelection():
                clipboard.setText(self.selected_text(), clipboard.Mode.Selection)
            return
        self._hover(event.position())
        key, link, action = self._hovered
        if link is not None and link == self._pressed_link:
            self.link_activated.emit(link.target)
        elif action == "retry":
            self.retry_wanted.emit(key)
        elif action == "discard":
            self.discard_wanted.emit(key)
        elif action == "person":
            index = self.window_rows.index_of(key)
            if index is not None:
                self.person_activated.emit(self.window_rows[index].sender)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._select_word(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = QPointF(self.viewport().mapFrom(self, event.pos()))
        row: TimelineRow | None = None
        link: Link | None = None
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.window_rows.index_of(self._focused) if self._focused is not None else None
            row = self.window_rows[index] if index is not None else None
            top = self.top_of(self._focused) if self._focused is not None else None
            point = QPointF(60, (top or 0) + 20)
        else:
            found = self._row_at(point)
            if found is not None:
                row, link = found[1].row, found[1].link_at(found[2])
        menu = menu_for(self, row, link)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(point.toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif key == Qt.Key.Key_PageUp:
            self.scroll_page(-1)
        elif key == Qt.Key.Key_PageDown:
            self.scroll_page(1)
        elif key == Qt.Key.Key_Home and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.jump_to_unread()
        elif key == Qt.Key.Key_Home and len(self.window_rows):
            self.show_key(self.window_rows[0].key, share=0)
        elif key == Qt.Key.Key_End:
            self.jump()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._focus_by(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            if self._focused is None and not self.selected_text():
                self.type_ahead.emit("")
            self._selection, self._focused = None, None
            self.viewport().update()
        elif event.text() and event.text().isprintable() and not event.modifiers() & _COMMANDS:
            self.type_ahead.emit(event.text())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event.pos(), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hovered = ("", None, "")
            self.viewport().update()
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self._hover(event.position())
