"""The tags of a person in one line that never pushes: as many as fit, then how many more."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
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


def paint_tags(painter: QPainter, rect: QRectF, tags: Sequence[PersonTag], tokens: Tokens) -> float:
    """Paint as many as fit from the left, then +2 for the others; answers the width used."""
    left = rect.left()
    for place, tag in enumerate(tags):
        width = tag_size(tag.name, tokens).width()
        rest = len(tags) - place
        more = tag_size(f"+{rest - 1}", tokens).width() + _GAP if rest > 1 else 0
        if left + width + more > rect.right() + 1:
            return _paint_more(painter, rect, left, rest, tokens) - rect.left()
        ink, ground = tag_colours(tag.colour, tokens)
        paint_tag(
            painter, QRectF(left, rect.top(), width, rect.height()), tag.name, tokens, ink=ink, ground=ground
        )
        left += width + _GAP
    return left - rect.left()


def _paint_more(painter: QPainter, rect: QRectF, left: float, count: int, tokens: Tokens) -> float:
    text = f"+{count}"
    width = tag_size(text, tokens).width()
    if left + width <= rect.right() + 1:
        box = QRectF(left, rect.top(), width, rect.height())
        paint_tag(painter, box, text, tokens, ink=tokens.ink2, ground=tokens.sunken)
    return left + width
