"""The timeline's ground: shows a window of rows, lays out only what is on screen, and never jumps.

Every move goes through the anchor of `Scroller`; the scroll bar only shows where one is and asks for moves.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, tzinfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QFrame, QWidget

from parley.desktop.chat.timeline_jump import JumpButton, UnreadButton
from parley.desktop.chat.timeline_layout import LayoutContext, RowLayout, estimated_height, lay_out
from parley.desktop.chat.timeline_paint import PictureOf, RowState, paint_row, paint_typing
from parley.desktop.chat.timeline_scroll import BOTTOM_PADDING, TOP_PADDING, Placed, Scroller
from parley.desktop.chat.timeline_unread import UnreadTrail
from parley.desktop.chat.timeline_window import TimelineWindow
from parley.desktop.chat.words import _
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.foundation.clock import Clock, SystemClock

LAYOUTS_KEPT = 300
NEAR_END = 12
"""Rows left before an end when the next page is asked for."""
WHEEL_STEP = 72


class TimelineCanvas(QAbstractScrollArea):
    """Places and paints rows.

    Signals: `older_wanted` and `newer_wanted` near the ends of what is at hand; `newest_wanted` when the jump
    button is pressed and the newest rows aren't at hand, `unread_wanted(seq)` likewise; `seen(seq)` when a row is fully on screen in the active
    window.
    """

    older_wanted = Signal()
    newer_wanted = Signal()
    newest_wanted = Signal()
    unread_wanted = Signal(int)
    seen = Signal(int)

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
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that rows keep their width when the bar is needed.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.window_rows = TimelineWindow(zone=zone)
        self.layouts_made = 0
        """How many rows have been laid out so far: what a test of cheapness counts."""
        self._zone = zone
        self._clock = clock or SystemClock()
        self._picture_of = picture_of
        self._context = LayoutContext(0, tokens_of(self), self._today(), own, zone=zone)
        self._layouts: OrderedDict[str, RowLayout] = OrderedDict()
        self._heights: dict[str, float] = {}
        self._scroller = Scroller()
        self._placed: Sequence[Placed] = ()
        self._is_stale = True
        self._typing = ""
        self._new_count = 0
        self._seen_seq = 0
        self._jump = JumpButton(self.viewport())
        self._jump.clicked.connect(self.jump)
        self._jump.hide()
        self._trail = UnreadTrail()
        self._to_unread = UnreadButton(self.viewport())
        self._to_unread.clicked.connect(self.jump_to_unread)
        self._to_unread.hide()
        self.verticalScrollBar().actionTriggered.connect(self._scroll_bar_moved)
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self._follow_day)
        self._minute.start()
        leave = self._clock.on_set(self._follow_day)
        self.destroyed.connect(lambda: leave())
        self.retranslate()

    def set_room(self, *, is_room: bool, others: int) -> None:
        """Whether names stand above bubbles, and how many others could read."""
        self._set_context(replace(self._context, is_room=is_room, others=others))

    def set_company_of(self, company_of: Callable[[str], str]) -> None:
        """Where the companies beside names come from."""
        self._set_context(replace(self._context, company_of=company_of))

    def set_typing(self, text: str) -> None:
        """The line below the last message."""
        if text != self._typing:
            self._typing = text
            self.viewport().update()

    def changed(self, keys: Sequence[str] | None = None) -> None:
        """Rows were joined, dropped or updated; only `keys` if given."""
        for key in keys or ():
            self._layouts.pop(key, None)
        self._follow_day()
        self.refresh()

    def floating_buttons(self) -> tuple[QWidget, ...]:
        """What may float over the rows: up to what is unread, down to what is new."""
        return self._to_unread, self._jump

    def show_end(self) -> None:
        """Go to the newest row and follow."""
        self._new_count = 0
        self._scroller.follow()
        self.refresh()

    def show_key(self, key: str, *, share: float = 0.3) -> None:
        """Go to a row, its top at a share of the view's height."""
        self._scroller.anchor(key, self.viewport().height() * share)
        self.refresh()

    def show_unread(self) -> bool:
        """Go to the unread divider, if there is one at hand."""
        mark = self.window_rows.unread
        index = self.window_rows.find_seq(mark.seq) if mark is not None else None
        if index is None:
            return False
        self.show_key(self.window_rows[index].key)
        return True

    def count_new(self, count: int) -> None:
        """Messages by others came below what is shown."""
        if not self.follows:
            self._new_count += count
            self._place_jump()

    def report_seen(self) -> None:
        """Say again what is on screen: the window has become active, or another conversation is shown."""
        self._seen_seq = 0
        self._follow_unread()
        self._notice_seen()

    @property
    def follows(self) -> bool:
        """Whether the newest row is shown and new ones will be."""
        return self._scroller.follows

    @property
    def placed(self) -> Sequence[Placed]:
        """The rows on screen."""
        self._place()
        return self._placed

    def top_of(self, key: str) -> float | None:
        """Where a row's top is on screen."""
        index = self.window_rows.index_of(key)
        return next((one.top for one in self.placed if one.index == index), None)

    def layout_of(self, index: int) -> RowLayout:
        """The row laid out, from the cache when nothing about it changed."""
        row, placing = self.window_rows[index], self.window_rows.placing(index)
        found = self._layouts.get(row.key)
        if found is not None and found.row is row and found.placing == placing:
            self._layouts.move_to_end(row.key)
            return found
        made = lay_out(row, placing, self._context)
        self.layouts_made += 1
        self._layouts[row.key] = made
        self._heights[row.key] = made.height
        if len(self._layouts) > LAYOUTS_KEPT:
            self._layouts.popitem(last=False)
        return made

    def scroll_by(self, distance: float) -> None:
        """Move what is shown down by `distance`, up if negative."""
        self._place()
        self._scroller.move(distance)
        self.refresh()

    def scroll_page(self, step: int) -> None:
        """A page up (-1) or down (1), with a little of the old one left."""
        self.scroll_by(-step * self.viewport().height() * 0.85)

    def jump(self) -> None:
        """Go to the newest row, wherever it is."""
        if self.window_rows.has_newer:
            self.newest_wanted.emit()
        else:
            self.show_end()

    def jump_to_unread(self) -> None:
        """Go up to the first unread message that wasn't on screen yet."""
        if not self._trail.count_above(self.window_rows, self.placed):
            return
        key = self._trail.target(self.window_rows)
        if key is None:
            self.unread_wanted.emit(self._trail.target_seq)
        else:
            self.show_key(key, share=0.15)

    def row_state(self, index: int, layout: RowLayout) -> RowState:  # noqa: ARG002
        """What of a row's look isn't in its layout; for the view to say."""
        return RowState()

    def retranslate(self) -> None:
        """Read the texts again."""
        self.setAccessibleName(_("Messages"))
        self._jump.retranslate()
        self._to_unread.retranslate()
        # The strip beside the scroll bar shows the window's ground.
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, tokens_of(self).bg)
        if palette != self.palette():
            self.setPalette(palette)
        self._set_context(replace(self._context, tokens=tokens_of(self), today=self._today()))

    def refresh(self) -> None:
        """Place and paint again; what isn't on screen waits until it is."""
        self._is_stale = True
        self.viewport().update()
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        height = self.viewport().height()
        self._placed = self._scroller.place(self.window_rows, height, lambda i: self.layout_of(i).height)
        if self._scroller.follows:
            self._new_count = 0
        self._set_scroll_bar(height)
        self._place_jump()
        self._follow_unread()
        self._want_pages()
        self._notice_seen()

    def _set_scroll_bar(self, height: int) -> None:
        bar = self.verticalScrollBar()
        bar.blockSignals(True)
        if not self._placed:
            bar.setRange(0, 0)
        else:
            first = self._placed[0]
            heights = [self._height_at(index) for index in range(len(self.window_rows))]
            total = TOP_PADDING + sum(heights) + BOTTOM_PADDING
            bar.setPageStep(height)
            bar.setSingleStep(WHEEL_STEP // 2)
            bar.setRange(0, max(0, round(total) - height))
            above = round(TOP_PADDING + sum(heights[: first.index]) - first.top)
            bar.setValue(bar.maximum() if self.follows else above)
        bar.blockSignals(False)

    def _height_at(self, index: int) -> float:
        row = self.window_rows[index]
        known = self._heights.get(row.key)
        if known is None:
            known = estimated_height(row, self._context.width, self._context.tokens.text_scale)
            self._heights[row.key] = known
        return known

    def _scroll_bar_moved(self, action: int) -> None:
        bar = self.verticalScrollBar()
        if action != QAbstractSlider.SliderAction.SliderMove.value:
            self.scroll_by(float(bar.value() - bar.sliderPosition()))
            return
        position = float(bar.sliderPosition())
        if position >= bar.maximum():
            self.show_end()
            return
        place = TOP_PADDING
        for index in range(len(self.window_rows)):
            height = self._height_at(index)
            if place + height > position:
                self._scroller.anchor(self.window_rows[index].key, place - position)
                self.refresh()
                return
            place += height

    def _want_pages(self) -> None:
        if not self._placed:
            return
        if self.window_rows.has_older and self._placed[0].index < NEAR_END:
            self.older_wanted.emit()
        if self.window_rows.has_newer and self._placed[-1].index >= len(self.window_rows) - NEAR_END:
            self.newer_wanted.emit()

    def _follow_unread(self) -> None:
        if self._is_seen():
            self._trail.note(self.window_rows, self._placed, self.viewport().height())
        count = self._trail.count_above(self.window_rows, self._placed)
        self._to_unread.setVisible(bool(count))
        if count:
            self._to_unread.set_count(count)
            self._to_unread.adjustSize()
            self._to_unread.move(self.viewport().width() - self._to_unread.width() - 16, 12)

    def _is_seen(self) -> bool:
        return self.isVisible() and self.isActiveWindow()

    def _notice_seen(self) -> None:
        if not self._placed or not self._is_seen():
            return
        height = self.viewport().height()
        seqs = [self.window_rows[one.index].seq or 0 for one in self._placed if one.bottom <= height]
        newest = max(seqs, default=0)
        if newest > self._seen_seq:
            self._seen_seq = newest
            self.seen.emit(newest)

    def _place_jump(self) -> None:
        is_needed = bool(self._placed) and (not self.follows or self.window_rows.has_newer)
        last = self._placed[-1] if self._placed else None
        is_far = last is not None and (
            last.index < len(self.window_rows) - 1 or last.bottom > self.viewport().height() + 80
        )
        self._jump.set_count(self._new_count)
        self._jump.setVisible(is_needed and (is_far or self._new_count > 0 or self.window_rows.has_newer))
        self._jump.adjustSize()
        area = self.viewport().rect()
        self._jump.move(area.right() - self._jump.width() - 16, area.bottom() - self._jump.height() - 12)

    def _set_context(self, context: LayoutContext) -> None:
        self._context = context
        self._layouts.clear()
        self._heights.clear()
        self.refresh()

    def _today(self) -> date:
        """The date on the computer's calendar."""
        return self._clock.now().astimezone(self._zone).date()

    def _follow_day(self) -> None:
        """Past midnight what was today is yesterday."""
        if self._context.today != self._today():
            self.retranslate()

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), tokens.bg)
        for one in self.placed:
            layout = self.layout_of(one.index)
            painter.save()
            painter.translate(0, round(one.top))
            paint_row(painter, layout, self.row_state(one.index, layout), tokens, self._picture_of)
            painter.restore()
        if self._typing and self.follows:
            paint_typing(painter, self._typing, self.viewport().height(), tokens)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = float(self.viewport().width())
        if width != self._context.width:
            self._set_context(replace(self._context, width=width))
        self.refresh()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()
        self._follow_day()
        self.report_seen()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y()
        self.scroll_by(float(pixels or event.angleDelta().y() / 120 * WHEEL_STEP))
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        is_other = is_restyle(event) or event.type() == QEvent.Type.LanguageChange
        if is_other and hasattr(self, "_jump"):
            self.retranslate()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        # ActivationChange goes to windows only; this one reaches their children.
        if event.type() == QEvent.Type.WindowActivate and hasattr(self, "_jump"):
            self.report_seen()
        return super().event(event)
