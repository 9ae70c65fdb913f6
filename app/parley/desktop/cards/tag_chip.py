"""A tag on a card: its colour, its word; pressed it offers what can be done with it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from parley.desktop.cards.words import _, owner_word
from parley.desktop.style.paint import focus_ring
from parley.desktop.style.tokens import Radius, TextStyle, Tokens
from parley.desktop.widgets.painted_button import PaintedButton
from parley.desktop.widgets.tag import paint_tag, tag_size
from parley.domain.tag import PersonTag, TagColour

_INKS = {
    TagColour.GREEN: ("accent", "accent_soft"),
    TagColour.BLUE: ("blue", "blue_soft"),
    TagColour.VIOLET: ("violet", "violet_soft"),
    TagColour.GOLD: ("gold", "amber_soft"),
    TagColour.RED: ("red", "red_soft"),
    TagColour.GREY: ("ink2", "sunken"),
}
_ROOM = 150
"""Of a chip; a longer word ends in … and the whole is the tool tip."""


def tag_inks(colour: TagColour) -> tuple[str, str]:
    """The names of the tokens a tag is written in and on."""
    return _INKS[colour]


def tag_colours(colour: TagColour, tokens: Tokens) -> tuple[QColor, QColor]:
    """The colours a tag is written in and on."""
    ink, ground = _INKS[colour]
    return getattr(tokens, ink), getattr(tokens, ground)


class TagChip(PaintedButton):
    """Delete takes it off; a press opens its menu.

    Signals: `take_off_wanted`.
    """

    take_off_wanted = Signal()

    def __init__(self, tag: PersonTag, parent: QWidget) -> None:
        super().__init__(tag.name, parent, name=f"card.tags.{tag.id}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tag = tag
        self.setText(tag.name)
        self.setToolTip(_("{name} · {whose}", name=tag.name, whose=owner_word(tag.owner)))
        self.setAccessibleDescription(_("Tag, {whose}. Delete takes it off.", whose=owner_word(tag.owner)))

    def wanted_size(self, tokens: Tokens) -> QSize:
        size = tag_size(self._tag.name, tokens)
        return QSize(min(size.width() + 4, _ROOM), tokens.scaled(22))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        ink, ground = tag_colours(self._tag.colour, tokens)
        paint_tag(painter, rect, self._shown(tokens, rect), tokens, ink=ink, ground=ground)
        if self.is_hovered or self.isDown():
            painter.setPen(ink)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), Radius.MARK, Radius.MARK)
        if self.shows_focus:
            focus_ring(painter, rect, Radius.MARK, tokens)

    def _shown(self, tokens: Tokens, rect: QRectF) -> str:
        metrics = QFontMetrics(tokens.font(TextStyle.TIME_STRONG))
        return metrics.elidedText(self._tag.name, Qt.TextElideMode.ElideRight, int(rect.width()) - 10)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_off_wanted.emit()
            return
        super().keyPressEvent(event)
