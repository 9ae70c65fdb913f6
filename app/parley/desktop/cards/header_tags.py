"""The tags of a person in one line that never pushes: as many as fit, then how many more."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.cards.tag_chip import tag_colours
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Tokens
from parley.desktop.widgets.tag import paint_tag, tag_size
from parley.domain.tag import PersonTag

_GAP = 4


class HeaderTags(QWidget):
    """Painted only; the card is where one changes them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chat.header.tags")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tags: tuple[PersonTag, ...] = ()

    def set_tags(self, tags: Sequence[PersonTag]) -> None:
        """Show these."""
        self._tags = tuple(tags)
        words = ", ".join(tag.name for tag in tags)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(bool(tags))
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        tokens = tokens_of(self)
        return QSize(tags_width(self._tags, tokens), tag_size("", tokens).height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        paint_tags(painter, QRectF(self.rect()), self._tags, tokens)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event):
            self.updateGeometry()
        super().changeEvent(event)


def tags_width(tags: Sequence[PersonTag], tokens: Tokens) -> int:
    """The room all of them take in one line."""
    widths = [tag_size(tag.name, tokens).width() for tag in tags]
    return sum(widths) + _GAP * max(0, len(widths) - 1)


def tags_fitting(tags: Sequence[PersonTag], room: float, tokens: Tokens) -> tuple[int, int]:
    """How many fit into that room, with how many more behind them; and the width these take."""
    for count in range(len(tags), -1, -1):
        rest = len(tags) - count
        more = tag_size(f"+{rest}", tokens).width() + (_GAP if count else 0) if rest else 0
        width = tags_width(tags[:count], tokens) + more
        if width <= room or not count:
            return count, width
    return 0, 0


def paint_tags(painter: QPainter, rect: QRectF, tags: Sequence[PersonTag], tokens: Tokens) -> None:
    """Paint as many as fit from the left, then +2 for the others."""
    count, _width = tags_fitting(tags, rect.width(), tokens)
    left = rect.left()
    for tag in tags[:count]:
        ink, ground = tag_colours(tag.colour, tokens)
        left += _paint_one(painter, rect, left, tag.name, tokens, ink, ground) + _GAP
    if count < len(tags):
        _paint_one(painter, rect, left, f"+{len(tags) - count}", tokens, tokens.ink2, tokens.sunken)


def _paint_one(
    painter: QPainter, rect: QRectF, left: float, text: str, tokens: Tokens, ink: QColor, ground: QColor
) -> int:
    width = tag_size(text, tokens).width()
    paint_tag(painter, QRectF(left, rect.top(), width, rect.height()), text, tokens, ink=ink, ground=ground)
    return width
