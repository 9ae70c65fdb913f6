"""A search or filter box: magnifier, clear button, the key that reaches it."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens
from parley.desktop.widgets.buttons import IconButton

_GAP = 8
_RIGHT = 22


class SearchField(QLineEdit):
    """A line edit for searching; Escape clears it first, and only then leaves it."""

    def __init__(
        self, placeholder: str, parent: QWidget | None = None, *, shortcut_hint: str = "", name: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._shortcut_hint = shortcut_hint
        self._clear = IconButton(
            Icon.CLOSE,
            translate("Widgets", "Clear"),
            self,
            size=24,
            icon_size=14,
            name=f"{name}_clear" if name else "",
        )
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.addStretch(1)
        row.addWidget(self._clear)
        self.textChanged.connect(self._on_text)
        self._fit()

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._fit()
        self.update()

    def _fit(self) -> None:
        tokens = tokens_of(self)
        shows_hint = self._has_hint(tokens)
        right = self._hint_width(tokens) + 8 if shows_hint else tokens.scaled(_RIGHT)
        self.setTextMargins(tokens.scaled(Size.ICON_SMALL) + _GAP, 0, right, 0)

    def _has_hint(self, tokens: Tokens) -> bool:
        """The shortcut is told where that doesn't cost the words."""
        if not self._shortcut_hint or self.text():
            return False
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        room = self.width() - tokens.scaled(Size.ICON_SMALL) - 2 * _GAP - self._hint_width(tokens) - 16
        return words <= room

    def _hint_width(self, tokens: Tokens) -> int:
        return QFontMetrics(tokens.font(TextStyle.TIME)).horizontalAdvance(self._shortcut_hint) + 12

    def _paint_hint(self, painter: QPainter, tokens: Tokens) -> None:
        width, height = self._hint_width(tokens), tokens.scaled(18)
        box = QRectF(self.width() - width - 12, round((self.height() - height) / 2), width, height)
        rounded(painter, box, Radius.TAG, None, tokens.line)
        painter.setFont(tokens.font(TextStyle.TIME))
        painter.setPen(tokens.ink3)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._shortcut_hint)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = tokens_of(self)
        painter = QPainter(self)
        side = tokens.scaled(Size.ICON_SMALL)
        box = QRectF(12, round((self.height() - side) / 2), side, side)
        paint_icon(painter, Icon.SEARCH, box, tokens.accent if self.hasFocus() else tokens.ink3)
        if self._has_hint(tokens) and not self.hasFocus():
            self._paint_hint(painter, tokens)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event) and hasattr(self, "_clear"):
            self._fit()
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_clear"):
            self._clear.set_label(translate("Widgets", "Clear"))
        super().changeEvent(event)
