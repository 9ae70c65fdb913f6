"""The emoji picker: recent ones, groups, search by name in both languages."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolTip, QWidget

from parley.desktop.chat.emoji_data import Emoji, emoji_groups, find_emoji, known_emoji
from parley.desktop.chat.words import _, is_chinese
from parley.desktop.style.fonts import families
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import TextStyle, Tokens
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.painted_button import PaintedButton
from parley.desktop.widgets.popover import Popover
from parley.desktop.widgets.search_field import SearchField

COLUMNS = 9
CELL = 38
ROWS_SHOWN = 6


class EmojiPicker(Popover):
    """Opens above the emoji button.

    Signals: `picked` with the sign.
    """

    picked = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, padding=12, name="chat.emoji")
        self._recent: tuple[str, ...] = ()
        self._group = emoji_groups()[0].key
        self._search = SearchField("", self, name="chat.emoji.search")
        self._search.textChanged.connect(lambda _text: self._fill())
        self._search.returnPressed.connect(self._pick_first)
        self._tabs = QHBoxLayout()
        self._tabs.setSpacing(2)
        self._buttons: dict[str, _GroupButton] = {}
        for key, sign in (("recent", "🕘"), *((group.key, group.emoji[0].sign) for group in emoji_groups())):
            button = _GroupButton(sign, self, name=f"chat.emoji.group.{key}")
            button.clicked.connect(lambda _on=False, key=key: self._choose(key))
            self._buttons[key] = button
            self._tabs.addWidget(button)
        self._tabs.addStretch(1)
        self.grid = EmojiGrid(self)
        self.grid.picked.connect(self._picked)
        self._none = TextLabel("", self, style=TextStyle.SECOND, ink="ink3")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setWidget(self.grid)
        self.grid.setAutoFillBackground(False)
        self.grid.current_moved.connect(lambda box: self._area.ensureVisible(box.x(), box.y(), CELL, CELL))
        self.column.setSpacing(8)
        for part in (self._search, self._none, self._area):
            self.column.addWidget(part)
        self.column.insertLayout(1, self._tabs)
        self.retranslate()

    def set_recent(self, recent: Sequence[str]) -> None:
        """What was used lately."""
        self._recent = tuple(recent)
        self._buttons["recent"].setVisible(bool(recent))
        if recent:
            self._group = "recent"
        self._fill()

    def open_above(self, anchor: QWidget) -> None:
        """Open it; typing searches at once."""
        self._search.clear()
        self._fill()
        self.open_at(anchor, above=True, align_right=True, focus=self._search)

    def retranslate(self) -> None:
        """Read the texts again."""
        self.setAccessibleName(_("Emoji"))
        self._search.setPlaceholderText(_("Search emoji"))
        self._search.setAccessibleName(_("Search emoji"))
        names = {
            "recent": _("Recent"),
            "faces": _("Faces"),
            "hands": _("Gestures and people"),
            "nature": _("Nature"),
            "food": _("Tea and food"),
            "trade": _("Goods and office"),
            "travel": _("Transport and places"),
            "symbols": _("Symbols"),
        }
        for key, button in self._buttons.items():
            button.set_label(names[key])
        self._none.setText(_("No emoji of that name"))
        self._fill()

    def _choose(self, key: str) -> None:
        self._group = key
        self._search.clear()
        self._fill()

    def _fill(self) -> None:
        query = self._search.text().strip()
        if query:
            shown = find_emoji(query)
        elif self._group == "recent":
            shown = tuple(known_emoji()[sign] for sign in self._recent)
        else:
            shown = next(group.emoji for group in emoji_groups() if group.key == self._group)
        for key, button in self._buttons.items():
            button.setChecked(not query and key == self._group)
        self.grid.show_emoji(shown)
        self._none.setVisible(not shown)
        self._area.setVisible(bool(shown))
        cell = tokens_of(self).scaled(CELL)
        self._area.setFixedSize(COLUMNS * cell + 12, ROWS_SHOWN * cell)
        self._none.setFixedSize(self._area.size())
        self._area.verticalScrollBar().setValue(0)

    def _pick_first(self) -> None:
        if self._search.text().strip() and self.grid.shown:
            self._picked(self.grid.shown[0].sign)

    def _picked(self, sign: str) -> None:
        self.picked.emit(sign)
        self.close_panel()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_none"):
            self.retranslate()
        super().changeEvent(event)


class EmojiGrid(QWidget):
    """The signs in rows; arrows move, Enter picks.

    Signals: `picked` with the sign; `current_moved` with the cell to keep in view.
    """

    picked = Signal(str)
    current_moved = Signal(QRect)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chat.emoji.grid")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.shown: Sequence[Emoji] = ()
        self._current = 0
        self._hovered = -1

    def show_emoji(self, shown: Sequence[Emoji]) -> None:
        """Show these."""
        self.shown = shown
        self._current, self._hovered = 0, -1
        rows = -(-len(shown) // COLUMNS)
        self.resize(COLUMNS * self._cell(), max(1, rows) * self._cell())
        self._say()
        self.update()

    def _cell(self) -> int:
        return tokens_of(self).scaled(CELL)

    def _box(self, index: int) -> QRect:
        cell = self._cell()
        return QRect(index % COLUMNS * cell, index // COLUMNS * cell, cell, cell)

    def _index_at(self, x: int, y: int) -> int:
        cell = self._cell()
        index = y // cell * COLUMNS + x // cell
        return index if x // cell < COLUMNS and 0 <= index < len(self.shown) else -1

    def _say(self) -> None:
        if self.shown:
            self.setAccessibleName(_name_of(self.shown[self._current]))

    # Qt overrides

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        font = QFont(list(families()))
        font.setPixelSize(tokens.scaled(22))
        for index, one in enumerate(self.shown):
            box = self._box(index)
            if not box.intersects(event.rect()):
                continue
            if index == self._hovered:
                rounded(painter, QRectF(box).adjusted(2, 2, -2, -2), 8, tokens.hover)
            if index == self._current and self.hasFocus():
                focus_ring(painter, QRectF(box).adjusted(2, 2, -2, -2), 8, tokens)
            painter.setFont(font)
            painter.setPen(tokens.ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, one.sign)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._index_at(int(event.position().x()), int(event.position().y()))
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(int(event.position().x()), int(event.position().y()))
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.shown[index].sign)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -COLUMNS,
            Qt.Key.Key_Down: COLUMNS,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and 0 <= self._current + step < len(self.shown):
            self._current += step
            self._say()
            self.current_moved.emit(self._box(self._current))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.shown:
            self.picked.emit(self.shown[self._current].sign)
        elif step is None:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._index_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), _name_of(self.shown[index]) if index >= 0 else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event) and hasattr(self, "_hovered"):
            self.show_emoji(self.shown)
        super().changeEvent(event)


class _GroupButton(PaintedButton):
    """Chooses a group by its first sign."""

    def __init__(self, sign: str, parent: QWidget, *, name: str) -> None:
        super().__init__("", parent, name=name)
        self._sign = sign
        self.setCheckable(True)

    def set_label(self, label: str) -> None:
        """What the group is called."""
        self.setAccessibleName(label)
        self.setToolTip(label)

    def wanted_size(self, tokens: Tokens) -> QSize:
        return QSize(tokens.scaled(36), tokens.scaled(32))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        if self.isChecked() or self.is_hovered:
            rounded(painter, rect, 8, tokens.accent_soft if self.isChecked() else tokens.hover)
        font = QFont(list(families()))
        font.setPixelSize(tokens.scaled(17))
        painter.setFont(font)
        painter.setPen(tokens.ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._sign)
        if self.shows_focus:
            focus_ring(painter, rect, 8, tokens)


def _name_of(one: Emoji) -> str:
    return one.chinese if is_chinese() else one.english
