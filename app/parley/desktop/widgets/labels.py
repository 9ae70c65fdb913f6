"""Text and lines that follow the theme."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import TextStyle, Tokens


class TextLabel(QLabel):
    """A label in a step of the type scale and a colour token ("ink", "ink2", "accent", "red" ...)."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        style: TextStyle = TextStyle.BODY,
        ink: str = "ink",
        wrap: bool = False,
        figures: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._step = style
        self._ink = ink
        self._figures = figures
        self._dress()

    def set_ink(self, ink: str) -> None:
        """Another colour token."""
        self._ink = ink
        self._dress()

    def _dress(self) -> None:
        tokens = tokens_of(self)
        self.setFont(tokens.figures(self._step) if self._figures else tokens.font(self._step))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, getattr(tokens, self._ink))
        self.setPalette(palette)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event) and hasattr(self, "_ink"):
            self._dress()
        super().changeEvent(event)


class SectionLabel(TextLabel):
    """The small heading of a group."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(text, parent, style=TextStyle.TIME_STRONG, ink="ink3", name=name)


class ElidedLabel(QWidget):
    """One line that ends in … where there's no room; the whole text is then the tool tip."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        style: TextStyle = TextStyle.BODY,
        ink: str = "ink",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._text = ""
        self._step = style
        self._ink = ink
        self._mode = mode
        self.setText(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self._refresh_tip()
        self.updateGeometry()
        self.update()

    def set_ink(self, ink: str) -> None:
        """Another colour token."""
        self._ink = ink
        self.update()

    def _metrics(self, tokens: Tokens) -> QFontMetrics:
        return QFontMetrics(tokens.font(self._step))

    def _refresh_tip(self) -> None:
        needed = self._metrics(tokens_of(self)).horizontalAdvance(self._text)
        self.setToolTip(self._text if needed > self.width() else "")

    # Qt overrides

    def sizeHint(self) -> QSize:
        metrics = self._metrics(tokens_of(self))
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = self._metrics(tokens_of(self))
        return QSize(min(metrics.horizontalAdvance(self._text), metrics.height()), metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._refresh_tip()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setFont(tokens.font(self._step))
        painter.setPen(getattr(tokens, self._ink))
        shown = painter.fontMetrics().elidedText(self._text, self._mode, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event) and hasattr(self, "_mode"):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


class Hairline(QWidget):
    """A line of one pixel between two areas."""

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens_of(self).line)
        painter.end()
