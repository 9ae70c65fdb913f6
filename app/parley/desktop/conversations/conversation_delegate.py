"""Paints the rows of the conversation list: 64 px, avatar 40, name and time, who spoke last and what."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from parley.client.rows import ConversationRow
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.contacts.status_words import dot_of
from parley.desktop.conversations.conversation_entry import Entry, EntryKind
from parley.desktop.conversations.conversation_model import (
    ENTRY_ROLE,
    FLAG_ROLE,
    OPEN_ROLE,
    TIME_ROLE,
    WAIT_ROLE,
)
from parley.desktop.conversations.conversation_words import Lead, second_line
from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import focus_ring, over, rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens
from parley.desktop.waiting.waiting_list import WaitLine
from parley.desktop.waiting.waiting_words import FlagMark, colour_inks, level_ink, line_words
from parley.desktop.widgets.avatar import Dot, paint_avatar
from parley.desktop.widgets.badge import badge_text, paint_badge
from parley.domain.conversation import ConversationKind
from parley.domain.message import Delivery
from parley.domain.waiting import Level

_SIDE = 16
_GAP = 12
_SMALL_GAP = 6
_MARK = 14
_SECTION_HEIGHT = 32
_NAME_ROOM = 96
"""What a name keeps for itself beside tag and time."""


@dataclass(frozen=True, slots=True)
class RowMarks:
    """What a row shows beside its words."""

    when: str
    wait: WaitLine | None
    flag: FlagMark | None
    is_open: bool


class ConversationDelegate(QStyledItemDelegate):
    """One row of the list; reads entries, pictures and tokens, and holds nothing."""

    def __init__(self, pictures: Pictures | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        tokens = tokens_of(option.widget)
        entry: Entry | None = index.data(ENTRY_ROLE)
        is_section = entry is not None and entry.kind is EntryKind.SECTION
        return QSize(0, tokens.scaled(_SECTION_HEIGHT if is_section else Size.ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry | None = index.data(ENTRY_ROLE)
        if entry is None:
            return
        tokens = tokens_of(option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if entry.kind is EntryKind.SECTION:
            _paint_section(painter, box, entry.title, tokens)
        else:
            is_open = bool(index.data(OPEN_ROLE))
            ground = _paint_ground(painter, box, option, is_open, tokens)
            self._paint_avatar(painter, box, entry, ground, tokens)
            text = box.adjusted(_SIDE + Size.AVATAR + _GAP, 0, -_SIDE, 0)
            if entry.row is not None:
                marks = RowMarks(index.data(TIME_ROLE), index.data(WAIT_ROLE), index.data(FLAG_ROLE), is_open)
                _paint_conversation(painter, text, entry, marks, ground, tokens)
            else:
                _paint_person(painter, text, entry, tokens)
        painter.restore()

    def _paint_avatar(
        self, painter: QPainter, box: QRectF, entry: Entry, ground: QColor, tokens: Tokens
    ) -> None:
        place = QRectF(box.x() + _SIDE, 0, Size.AVATAR, Size.AVATAR)
        place.moveTop(round(box.center().y() - Size.AVATAR / 2))
        sha256, key = _face(entry)
        paint_avatar(
            painter,
            place,
            name=entry.title,
            key=key,
            tokens=tokens,
            picture=self._pictures.of(sha256) if self._pictures is not None else None,
            dot=dot_of(entry.status) if not _is_room(entry) else Dot.NONE,
            ground=ground,
        )


def _face(entry: Entry) -> tuple[str | None, str]:
    if entry.row is not None:
        return entry.row.avatar, entry.row.peer or entry.row.id
    assert entry.person is not None
    return entry.person.profile.avatar, entry.person.person


def _is_room(entry: Entry) -> bool:
    return entry.row is not None and entry.row.kind is ConversationKind.ROOM


def _paint_section(painter: QPainter, box: QRectF, title: str, tokens: Tokens) -> None:
    painter.setFont(tokens.font(TextStyle.TIME_STRONG))
    painter.setPen(tokens.ink3)
    painter.drawText(box.adjusted(_SIDE, 6, -_SIDE, 0), Qt.AlignmentFlag.AlignVCenter, title)


def _paint_ground(
    painter: QPainter, box: QRectF, option: QStyleOptionViewItem, is_open: bool, tokens: Tokens
) -> QColor:
    ground = tokens.surface
    if is_open:
        ground = tokens.accent_soft
    elif option.state & QStyle.StateFlag.State_MouseOver:
        ground = over(tokens.surface, tokens.hover)
    if ground != tokens.surface:
        painter.fillRect(box, ground)
    if option.state & QStyle.StateFlag.State_HasFocus and _shows_focus(option.widget):
        focus_ring(painter, box.adjusted(2, 2, -2, -2), Radius.BUTTON, tokens)
    return ground


def _shows_focus(view: QWidget | None) -> bool:
    attribute = Qt.WidgetAttribute.WA_KeyboardFocusChange
    return view is not None and view.window().testAttribute(attribute)


def _lines(box: QRectF, tokens: Tokens) -> tuple[QRectF, QRectF]:
    first, second = tokens.scaled(22), tokens.scaled(20)
    top = round(box.center().y() - (first + second) / 2)
    upper = QRectF(box.x(), top, box.width(), first)
    return upper, QRectF(box.x(), top + first, box.width(), second)


def _paint_conversation(
    painter: QPainter,
    box: QRectF,
    entry: Entry,
    marks: RowMarks,
    ground: QColor,
    tokens: Tokens,
) -> None:
    row = entry.row
    assert row is not None
    first, second = _lines(box, tokens)
    if marks.wait is None:
        first = _paint_time(painter, first, marks.when, tokens.ink3, tokens.figures(TextStyle.TIME))
    else:
        is_red = marks.wait.level is Level.RED
        font = tokens.figures(TextStyle.TIME_STRONG if is_red else TextStyle.TIME)
        ink = tokens.ink3 if marks.wait.seconds is None else level_ink(marks.wait.level, tokens)
        first = _paint_time(painter, first, line_words(marks.wait), ink, font)
    if row.last_is_own and row.last_delivery is not None and not row.draft:
        first = _paint_delivery(painter, first, row.last_delivery, tokens)
    _paint_title(painter, first, entry.title, row, ground, tokens)
    second = _paint_right_marks(painter, second, row, marks.flag, tokens)
    _paint_second_line(painter, second, row, marks.is_open, tokens)


def _paint_time(painter: QPainter, line: QRectF, when: str, ink: QColor, font: QFont) -> QRectF:
    width = _width(when, font)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when)
    return line.adjusted(0, 0, -(width + _SMALL_GAP), 0)


_DELIVERY_ICONS = {
    Delivery.QUEUED: Icon.CLOCK,
    Delivery.SENT: Icon.CHECK,
    Delivery.DELIVERED: Icon.CHECK_DOUBLE,
    Delivery.READ: Icon.CHECK_DOUBLE,
    Delivery.FAILED: Icon.WARNING,
}


def _paint_delivery(painter: QPainter, line: QRectF, delivery: Delivery, tokens: Tokens) -> QRectF:
    colour = tokens.ink3
    if delivery is Delivery.READ:
        colour = tokens.accent
    elif delivery is Delivery.FAILED:
        colour = tokens.red
    side = tokens.scaled(_MARK)
    place = QRectF(line.right() - side + 2, line.center().y() - side / 2, side, side)
    paint_icon(painter, _DELIVERY_ICONS[delivery], place, colour)
    return line.adjusted(0, 0, -(side + 2), 0)


def _paint_title(
    painter: QPainter, line: QRectF, title: str, row: ConversationRow, ground: QColor, tokens: Tokens
) -> None:
    font = tokens.font(TextStyle.NAME)
    tag = _("New customer") if row.is_new_customer else ""
    tag_font = tokens.font(TextStyle.TIME_STRONG)
    mute_room = tokens.scaled(_MARK) + 4 if row.is_muted else 0
    needed = min(_width(title, font), tokens.scaled(_NAME_ROOM))
    if tag and line.width() - _width(tag, tag_font) - 12 - _SMALL_GAP - mute_room < needed:
        # Who it is matters more than that they are new.
        tag = _("New")
    tag_room = _width(tag, tag_font) + 12 + _SMALL_GAP if tag else 0.0
    shown = QFontMetricsF(font).elidedText(
        title, Qt.TextElideMode.ElideRight, max(0.0, line.width() - tag_room - mute_room)
    )
    painter.setFont(font)
    painter.setPen(tokens.ink)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
    x = line.x() + _width(shown, font)
    if row.is_muted:
        side = tokens.scaled(_MARK)
        paint_icon(
            painter, Icon.BELL_OFF, QRectF(x + 4, line.center().y() - side / 2, side, side), tokens.ink3
        )
        x += mute_room
    if tag:
        _paint_tag(painter, QPointF(x + _SMALL_GAP, line.center().y()), tag, ground, tokens)


def _paint_tag(painter: QPainter, left_middle: QPointF, text: str, ground: QColor, tokens: Tokens) -> None:
    font = tokens.font(TextStyle.TIME_STRONG)
    height = tokens.scaled(18)
    box = QRectF(left_middle.x(), round(left_middle.y() - height / 2), _width(text, font) + 12, height)
    fill = tokens.surface if ground == tokens.accent_soft else tokens.accent_soft
    rounded(painter, box, Radius.MARK, fill)
    painter.setFont(font)
    painter.setPen(tokens.accent)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _paint_right_marks(
    painter: QPainter, line: QRectF, row: ConversationRow, flag: FlagMark | None, tokens: Tokens
) -> QRectF:
    right = line.right()
    if row.unread:
        top = QPointF(right, round(line.center().y() - tokens.scaled(Size.BADGE) / 2))
        box = paint_badge(painter, top, badge_text(row.unread), tokens, muted=row.is_muted)
        right = box.left() - _SMALL_GAP
    if row.is_pinned:
        side = tokens.scaled(_MARK)
        paint_icon(
            painter, Icon.PIN, QRectF(right - side, line.center().y() - side / 2, side, side), tokens.ink3
        )
        right -= side + _SMALL_GAP
    if flag is not None:
        right = _paint_flag(painter, QPointF(right, line.center().y()), flag, tokens) - _SMALL_GAP
    return QRectF(line.x(), line.y(), right - line.x(), line.height())


def _paint_flag(painter: QPainter, right_middle: QPointF, flag: FlagMark, tokens: Tokens) -> float:
    """The flag's word on its ground; answers where it begins."""
    font = tokens.font(TextStyle.TIME_STRONG)
    word = QFontMetricsF(font).elidedText(flag.word, Qt.TextElideMode.ElideRight, tokens.scaled(72))
    ink, ground = colour_inks(flag.colour, tokens)
    height, width = tokens.scaled(18), _width(word, font) + 10
    box = QRectF(right_middle.x() - width, round(right_middle.y() - height / 2), width, height)
    rounded(painter, box, Radius.TAG, ground)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    return box.left()


def _paint_second_line(
    painter: QPainter, line: QRectF, row: ConversationRow, is_open: bool, tokens: Tokens
) -> None:
    said = second_line(row, is_open=is_open)
    font = tokens.font(TextStyle.SECOND)
    painter.setFont(font)
    x = line.x()
    if said.lead:
        lead = QFontMetricsF(font).elidedText(said.lead, Qt.TextElideMode.ElideRight, line.width() * 0.6)
        painter.setPen(_lead_ink(said.kind, tokens))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, lead)
        # A full-width colon brings its own space.
        x += _width(lead, font) + (0 if lead.endswith("：") else 4)
    room = QRectF(x, line.y(), max(0.0, line.right() - x), line.height())
    painter.setPen(tokens.ink2)
    shown = QFontMetricsF(font).elidedText(said.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def _lead_ink(kind: Lead, tokens: Tokens) -> QColor:
    if kind is Lead.DRAFT:
        return tokens.red
    return tokens.accent if kind is Lead.INVITATION else tokens.ink2


def _paint_person(painter: QPainter, box: QRectF, entry: Entry, tokens: Tokens) -> None:
    assert entry.person is not None
    first, second = _lines(box, tokens)
    profile = entry.person.profile
    about = " · ".join(part for part in (profile.company, profile.role) if part) or f"@{profile.handle}"
    for line, text, style, ink in (
        (first, entry.title, TextStyle.NAME, tokens.ink),
        (second, about, TextStyle.SECOND, tokens.ink2),
    ):
        painter.setFont(tokens.font(style))
        painter.setPen(ink)
        shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)


def _width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def _(text: str, **values: object) -> str:
    return translate("Conversations", text, **values)
