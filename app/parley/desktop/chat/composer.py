"""The composer: where one writes. It tells what the person wants and keeps no conversation of its own.

A draft is reported at most 250 ms after a change, and at once when the field is left or another conversation is
shown, so that not more than that is ever lost.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from parley.desktop.chat.composer_field import ComposerField
from parley.desktop.chat.composer_tints import ComposerTints
from parley.desktop.chat.emoji_picker import EmojiPicker
from parley.desktop.chat.send_button import SendButton
from parley.desktop.chat.words import _
from parley.desktop.style.icons import Icon
from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.buttons import IconButton
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.labels import Hairline, TextLabel
from parley.domain.message import TEXT_LIMIT

DRAFT_MS = 250
TYPING_MS = 5_000
TELL_LIMIT_FROM = TEXT_LIMIT - 500
ENTER = "enter"
CTRL_ENTER = "ctrl_enter"


class Composer(Panel):
    """Text, emoji, send.

    Signals: `submitted(text)`; `draft_changed(text)`; `typing_changed(bool)`; `send_key_chosen(key)` with "enter" or
    "ctrl_enter"; `emoji_used(sign)`; `next_wanted` to send and go on to who waits longest; `phrases_wanted` when the button of the phrases is pressed.

    `check` may hold a message back by answering False: something in it waits to be filled in.
    """

    submitted = Signal(str)
    draft_changed = Signal(str)
    typing_changed = Signal(bool)
    send_key_chosen = Signal(str)
    emoji_used = Signal(str)
    phrases_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent, name="chat.composer")
        self._send_key = ENTER
        self.offers_next = False
        self._reported = ""
        self._is_typing = False
        self._placeholder = ""
        self.box = _Box(self)
        self.field = ComposerField(self.box)
        self.tints = ComposerTints(self.field)
        self.check: Callable[[str], bool] = _may_go
        self.above = QVBoxLayout()
        self._phrases = IconButton(Icon.BOLT, "", self.box, size=32, name="chat.composer.phrases")
        self._emoji = IconButton(Icon.SMILE, "", self.box, size=32, name="chat.composer.emoji")
        self.send_button = SendButton(self.box)
        self._limit = TextLabel("", self, style=TextStyle.TIME, ink="ink3", name="chat.composer.limit")
        self._blocked = TextLabel(
            "", self, style=TextStyle.SECOND, ink="ink3", wrap=True, name="chat.composer.blocked"
        )
        self._picker: EmojiPicker | None = None
        self._recent: tuple[str, ...] = ()
        self._draft_timer = QTimer(self, interval=DRAFT_MS, singleShot=True)
        self._draft_timer.timeout.connect(self.flush)
        self._typing_timer = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._typing_timer.timeout.connect(lambda: self._set_typing(False))
        self._arrange()
        self._connect()
        self.set_blocked("")
        self.retranslate()

    # What the page calls

    def text(self) -> str:
        """What stands there now."""
        return self.field.toPlainText()

    def restore(self, draft: str) -> None:
        """Show a kept draft, the cursor at its end; nothing is reported."""
        self._reported = draft
        if draft != self.text():
            self.field.setPlainText(draft)
            self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self._draft_timer.stop()

    def adopt(self, draft: str) -> None:
        """Take a draft that was written on another device, unless one is writing here."""
        if self.text() == self._reported and draft != self._reported and not self.field.is_composing:
            self.restore(draft)

    def flush(self) -> None:
        """Report the draft now if it changed."""
        self._draft_timer.stop()
        text = self.text()
        if text != self._reported:
            self._reported = text
            self.draft_changed.emit(text)

    def insert(self, text: str) -> None:
        """Put text at the cursor and the focus into the field."""
        self.field.textCursor().insertText(text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace(self, start: int, end: int, pieces: Iterable[tuple[str, bool]]) -> None:
        """Put pieces of text in place of these characters, the true ones tinted; the cursor goes behind them."""
        self.field.end_composing()
        cursor = self.field.cursor_at(start, end)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        filled: list[tuple[int, int]] = []
        for text, is_filled in pieces:
            cursor.insertText(text)
            if is_filled:
                filled.append((start, start + len(text)))
            start += len(text)
        cursor.endEditBlock()
        self.field.setTextCursor(cursor)
        for first, last in filled:
            self.tints.add_filled(first, last)
        self.field.ensureCursorVisible()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_send_key(self, key: str) -> None:
        """ "enter" or "ctrl_enter"."""
        self._send_key = CTRL_ENTER if key == CTRL_ENTER else ENTER
        self.field.sends_with_enter = self._send_key == ENTER
        self.retranslate()

    def set_placeholder(self, text: str) -> None:
        """What the empty field says."""
        self._placeholder = text
        self.field.setPlaceholderText(text)

    def set_recent_emoji(self, recent: tuple[str, ...]) -> None:
        """The emoji that were used lately."""
        self._recent = recent

    def set_blocked(self, reason: str) -> None:
        """Instead of the field, say why one can't write here; "" gives the field back."""
        self._blocked.setText(reason)
        self._blocked.setVisible(bool(reason))
        self.box.setVisible(not reason)
        self._on_text()

    def submit(self) -> None:
        """Send what stands there, if it can be sent."""
        if not self._can_send() or self.field.is_composing:
            return
        text = self.text().strip()
        if not self.check(text):
            return
        self.field.clear()
        self._draft_timer.stop()
        self._reported = ""
        self._set_typing(False)
        self.submitted.emit(text)

    def retranslate(self) -> None:
        """Read the texts again."""
        self._emoji.set_icon(Icon.SMILE, _("Emoji"))
        self._emoji.setToolTip(_("Emoji (Ctrl+Shift+E)"))
        self._phrases.set_icon(Icon.BOLT, _("Quick phrases"))
        self._phrases.setToolTip(_("Quick phrases (/ or Alt+Q)"))
        self.field.setAccessibleName(_("Message"))
        self.send_button.retranslate(self._key_name(self._send_key))
        self._on_text()

    # Inside

    def _arrange(self) -> None:
        inside = QHBoxLayout(self.box)
        inside.setContentsMargins(12, 6, 6, 6)
        inside.setSpacing(4)
        inside.addWidget(self.field, 1, Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(self._phrases, 0, Qt.AlignmentFlag.AlignBottom)
        inside.addWidget(self._emoji, 0, Qt.AlignmentFlag.AlignBottom)
        inside.addSpacing(4)
        inside.addWidget(self.send_button, 0, Qt.AlignmentFlag.AlignBottom)
        self._blocked.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._blocked.setMinimumHeight(44)
        self._limit.setAlignment(Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(parent=self))
        column.addLayout(self.above)
        body = QVBoxLayout()
        body.setContentsMargins(20, 12, 20, 14)
        body.setSpacing(4)
        body.addWidget(self.box)
        body.addWidget(self._blocked)
        body.addWidget(self._limit)
        column.addLayout(body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.field)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_text_changed)
        self.field.submitted.connect(self.submit)
        self.field.left.connect(self.flush)
        self.field.focus_changed.connect(self.box.update)
        self.field.resized.connect(self.box.updateGeometry)
        self.send_button.clicked.connect(self.submit)
        self.send_button.menu_wanted.connect(self._open_send_menu)
        self._emoji.clicked.connect(self.open_emoji)
        self._phrases.clicked.connect(self.phrases_wanted)

    def _on_text_changed(self) -> None:
        self._on_text()
        text = self.text()
        if text != self._reported:
            # Not restarted at each key: also who writes without a pause is kept up with.
            if not self._draft_timer.isActive():
                self._draft_timer.start()
            self._set_typing(bool(text.strip()))

    def _on_text(self) -> None:
        count = len(self.text().strip())
        is_over = count > TEXT_LIMIT
        self._limit.setVisible(count > TELL_LIMIT_FROM and self.box.isVisibleTo(self))
        self._limit.set_ink("red" if is_over else "ink3")
        if is_over:
            self._limit.setText(
                _("{count} of {limit} characters. Please send it in several messages.", **_figures(count))
            )
        else:
            self._limit.setText(_("{count} of {limit} characters", **_figures(count)))
        self.send_button.set_can_send(self._can_send())

    def _can_send(self) -> bool:
        return 0 < len(self.text().strip()) <= TEXT_LIMIT and not self._blocked.text()

    def _set_typing(self, is_typing: bool) -> None:
        if is_typing:
            self._typing_timer.start()
        else:
            self._typing_timer.stop()
        if is_typing or self._is_typing:
            self._is_typing = is_typing
            self.typing_changed.emit(is_typing)

    def open_emoji(self) -> None:
        """Open the emoji picker."""
        if not self.box.isVisible():
            return
        if self._picker is None:
            self._picker = EmojiPicker(self)
            self._picker.picked.connect(self._take_emoji)
        self._picker.set_recent(self._recent)
        self._picker.open_above(self._emoji)

    def _take_emoji(self, sign: str) -> None:
        self.emoji_used.emit(sign)
        self.insert(sign)

    def _open_send_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("chat.composer.send_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for key, label in (
            (ENTER, _("Enter sends, Shift+Enter makes a new line")),
            (CTRL_ENTER, _("Ctrl+Enter sends, Enter makes a new line")),
        ):
            action = menu.addAction(label)
            action.setObjectName(f"chat.composer.send_menu.{key}")
            action.setCheckable(True)
            action.setChecked(key == self._send_key)
            action.triggered.connect(lambda _on=False, key=key: self._choose_send_key(key))
            group.addAction(action)
        if self.offers_next:
            menu.addSeparator()
            following = menu.addAction(_("Send and go on to the next who waits") + "\tCtrl+Alt+Enter")
            following.setObjectName("chat.composer.send_menu.next")
            following.triggered.connect(lambda _on=False: self.next_wanted.emit())
        size = menu.sizeHint()
        corner = QPoint(self.send_button.width() - size.width(), -size.height() - 4)
        menu.popup(self.send_button.mapToGlobal(corner))

    def _choose_send_key(self, key: str) -> None:
        self.set_send_key(key)
        self.send_key_chosen.emit(key)

    @staticmethod
    def _key_name(key: str) -> str:
        return "Ctrl+Enter" if key == CTRL_ENTER else "Enter"

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_limit"):
            self.retranslate()
        elif is_restyle(event) and hasattr(self, "tints"):
            self.tints.refresh()
        super().changeEvent(event)


class _Box(QWidget):
    """The frame around the field; in the accent's colour while one writes."""

    def __init__(self, composer: Composer) -> None:
        super().__init__(composer)
        self._composer = composer
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        has_focus = self._composer.field.hasFocus()
        line = tokens.accent if has_focus else tokens.line
        rounded(painter, QRectF(self.rect()), 10, tokens.surface, line, 1.5)
        painter.end()


def _figures(count: int) -> dict[str, str]:
    return {"count": f"{count:,}", "limit": f"{TEXT_LIMIT:,}"}


def _may_go(_text: str) -> bool:
    return True
