"""Paints the contact tree: group headings with counts, people with presence, company and signature."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from parley.desktop.cards.header_tags import paint_tags, tags_fitting
from parley.desktop.contacts.contact_entry import GroupEntry, PersonEntry
from parley.desktop.contacts.contact_model import ENTRY_ROLE, group_title
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.contacts.status_words import dot_of, is_there
from parley.desktop.style.paint import chevron, focus_ring, over
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius, TextStyle, Tokens
from parley.desktop.widgets.avatar import paint_avatar

_SIDE = 16
_AVATAR = 36
_ROW = 56
_HEADING = 36
_ABSENT_OPACITY = 0.62
_TAGS_SHARE = 0.55


class ContactDelegate(QStyledItemDelegate):
    """One row of the tree. `selected` is the person whose page is open."""

    def __init__(self, pictures: Pictures | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.selected = ""

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        tokens = tokens_of(option.widget)
        return QSize(0, tokens.scaled(_HEADING if isinstance(index.data(ENTRY_ROLE), GroupEntry) else _ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(ENTRY_ROLE)
        tokens = tokens_of(option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QTreeView) else option.rect.width()
        box = QRectF(0, option.rect.y(), width, option.rect.height())
        if isinstance(entry, GroupEntry):
            is_open = isinstance(view, QTreeView) and view.isExpanded(index)
            self._paint_heading(painter, box, option, entry, is_open, tokens)
        elif isinstance(entry, PersonEntry):
            self._paint_person(painter, box, option, entry, tokens)
        painter.restore()

    def _paint_heading(
        self,
        painter: QPainter,
        box: QRectF,
        option: QStyleOptionViewItem,
        group: GroupEntry,
        is_open: bool,
        tokens: Tokens,
    ) -> None:
        _paint_ground(painter, box, option, False, tokens)
        middle = round(box.center().y())
        chevron(painter, QPointF(_SIDE + 5, middle), 8, tokens.ink3, turned=0 if is_open else -90)
        font = tokens.font(TextStyle.SECOND_STRONG)
        count_font = tokens.figures(TextStyle.TIME)
        count = f"({group.online}/{group.total})"
        room = box.adjusted(_SIDE + 18, 0, -_SIDE, 0)
        limit = room.width() - _width(count, count_font) - 6
        title = QFontMetricsF(font).elidedText(group_title(group), Qt.TextElideMode.ElideRight, limit)
        _text(painter, room, title, font, tokens.ink2)
        _text(painter, room.adjusted(_width(title, font) + 6, 0, 0, 0), count, count_font, tokens.ink3)

    def _paint_person(
        self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, entry: PersonEntry, tokens: Tokens
    ) -> None:
        ground = _paint_ground(painter, box, option, entry.row.person == self.selected, tokens)
        profile = entry.row.profile
        place = QRectF(_SIDE, round(box.center().y() - _AVATAR / 2), _AVATAR, _AVATAR)
        if not is_there(entry.status):
            painter.setOpacity(_ABSENT_OPACITY)
        picture = self._pictures.of(profile.avatar) if self._pictures is not None else None
        key, dot = entry.row.person, dot_of(entry.status)
        paint_avatar(
            painter,
            place,
            name=entry.row.name,
            key=key,
            tokens=tokens,
            picture=picture,
            dot=dot,
            ground=ground,
        )
        painter.setOpacity(1.0)
        upper, lower = _lines(box.adjusted(_SIDE + _AVATAR + 12, 0, -_SIDE, 0), tokens)
        _paint_name(painter, upper, entry, tokens)
        about = profile.signature or profile.role or f"@{profile.handle}"
        font = tokens.font(TextStyle.SECOND)
        lower = _paint_tags(painter, lower, entry, tokens)
        shown = QFontMetricsF(font).elidedText(about, Qt.TextElideMode.ElideRight, lower.width())
        _text(painter, lower, shown, font, tokens.ink3)


def _paint_name(painter: QPainter, line: QRectF, entry: PersonEntry, tokens: Tokens) -> None:
    font = tokens.font(TextStyle.BODY_STRONG)
    name = QFontMetricsF(font).elidedText(entry.row.name, Qt.TextElideMode.ElideRight, line.width())
    _text(painter, line, name, font, tokens.ink)
    left = line.adjusted(_width(name, font) + 8, 0, 0, 0)
    company = entry.row.profile.company
    if company and left.width() > tokens.scaled(32):
        second = tokens.font(TextStyle.SECOND)
        shown = QFontMetricsF(second).elidedText(company, Qt.TextElideMode.ElideRight, left.width())
        _text(painter, left, shown, second, tokens.ink2)


def _paint_tags(painter: QPainter, line: QRectF, entry: PersonEntry, tokens: Tokens) -> QRectF:
    """At the right, in at most half of the line; answers what is left of it."""
    if not entry.row.tags:
        return line
    _count, width = tags_fitting(entry.row.tags, line.width() * _TAGS_SHARE, tokens)
    box = QRectF(line.right() - width, line.y(), width, line.height())
    paint_tags(painter, box, entry.row.tags, tokens)
    return line.adjusted(0, 0, -width - 8, 0)


def _paint_ground(
    painter: QPainter, box: QRectF, option: QStyleOptionViewItem, is_selected: bool, tokens: Tokens
) -> QColor:
    ground = tokens.surface
    if is_selected:
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
    first, second = tokens.scaled(20), tokens.scaled(18)
    top = round(box.center().y() - (first + second) / 2)
    return QRectF(box.x(), top, box.width(), first), QRectF(box.x(), top + first, box.width(), second)


def _text(painter: QPainter, box: QRectF, text: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)


def _width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
