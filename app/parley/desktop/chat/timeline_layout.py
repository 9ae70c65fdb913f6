"""Where everything of one row goes: bubble, text, time and state, name, avatar, date and unread divider above.

`lay_out` is a function of the row, its placing and the context; the view keeps its results in an LRU, because the
`QTextLayout` inside is what costs. All coordinates are from the row's upper left corner.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, tzinfo

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from parley.client.rows import TimelineKind, TimelineRow
from parley.desktop.chat.timeline_text import Link, is_large_emoji, links_of
from parley.desktop.chat.timeline_window import Placing
from parley.desktop.chat.words import (
    _,
    clock_text,
    day_text,
    delivery_text,
    failure_text,
    is_chinese,
    system_text,
    unread_text,
)
from parley.desktop.style.icons import Icon
from parley.desktop.style.tokens import Size, TextStyle, Tokens
from parley.domain.message import Delivery, Origin, text_of

MARGIN = 20
MARGIN_RIGHT = 10
"""The scroll bar makes up the rest of 20."""
AVATAR_GAP = 8
PAD_X = 12
PAD_Y = 7
LINE = 21
GROUP_GAP = 10
MESSAGE_GAP = 4
META_GAP = 12
BUBBLE_SHARE = 0.78
BUBBLE_LIMIT = 680
EMOJI_PIXELS = 40


@dataclass(frozen=True, slots=True)
class LayoutContext:
    """What a layout depends on besides the row: change any and every row is laid out anew."""

    width: float
    tokens: Tokens
    today: date
    own: str
    is_room: bool = False
    others: int = 1
    zone: tzinfo | None = None
    company_of: Callable[[str], str] = field(default=lambda _account: "", compare=False)


@dataclass(slots=True)
class Meta:
    """Time and state of a message. The state is a word or an icon."""

    time: str
    word: str = ""
    icon: Icon | None = None
    ink: str = "ink3"
    tip: str = ""
    rect: QRectF = field(default_factory=QRectF)


@dataclass(slots=True)
class RowLayout:
    """One row, ready to be painted and hit."""

    row: TimelineRow
    placing: Placing
    height: float = 0
    day: str = ""
    day_rect: QRectF = field(default_factory=QRectF)
    unread: str = ""
    unread_rect: QRectF = field(default_factory=QRectF)
    text: QTextLayout | None = None
    plain: str = ""
    text_at: QPointF = field(default_factory=QPointF)
    links: tuple[Link, ...] = ()
    bubble: QRectF | None = None
    avatar: QRectF | None = None
    name: str = ""
    company: str = ""
    name_rect: QRectF = field(default_factory=QRectF)
    auto: str = ""
    auto_rect: QRectF = field(default_factory=QRectF)
    meta: Meta | None = None
    failure: str = ""
    failure_rect: QRectF = field(default_factory=QRectF)
    retry_rect: QRectF = field(default_factory=QRectF)
    discard_rect: QRectF = field(default_factory=QRectF)

    @property
    def is_message(self) -> bool:
        """Whether it has a bubble and text that can be selected."""
        return self.row.kind is TimelineKind.MESSAGE

    def text_rect(self) -> QRectF:
        """Where the text stands."""
        if self.text is None:
            return QRectF()
        return self.text.boundingRect().translated(self.text_at)

    def position_at(self, point: QPointF) -> int:
        """The place in the text nearest to a point of the row, in UTF-16 units."""
        if self.text is None:
            return 0
        local = point - self.text_at
        if local.y() < 0:
            return 0
        for number in range(self.text.lineCount()):
            line = self.text.lineAt(number)
            if local.y() < _line_bottom(self.text, number):
                return _cursor(line.xToCursor(local.x()))
        return len_utf16(self)

    def link_at(self, point: QPointF) -> Link | None:
        """The link under a point, if the point is on its letters."""
        if self.text is None or not self.links:
            return None
        local = point - self.text_at
        for number in range(self.text.lineCount()):
            line = self.text.lineAt(number)
            on_line = line.naturalTextRect().adjusted(0, -2, 0, 2).contains(local)
            if on_line:
                position = _cursor(line.xToCursor(local.x(), line.CursorPosition.CursorOnCharacter))
                return next((one for one in self.links if one.start <= position < one.end), None)
        return None


def len_utf16(layout: RowLayout) -> int:
    """How many places Qt counts in the row's text."""
    return len(layout.plain.encode("utf-16-le")) // 2


def text_of_row(row: TimelineRow) -> str:
    """What a message says as plain text; nothing for system lines."""
    return text_of(row.parts) if row.kind is TimelineKind.MESSAGE else ""


def estimated_height(row: TimelineRow, width: float, scale: float) -> float:
    """A cheap guess, good enough for the length of the scroll bar."""
    if row.kind is not TimelineKind.MESSAGE:
        return 28 * scale
    room = max(80.0, min(width * BUBBLE_SHARE, BUBBLE_LIMIT) - 90) / scale
    text = text_of(row.parts)
    lines = sum(1 + int(len(line) * 10 / room) for line in text.split("\n", 40))
    return (lines * LINE + 2 * PAD_Y + MESSAGE_GAP) * scale


def lay_out(row: TimelineRow, placing: Placing, context: LayoutContext) -> RowLayout:
    """Lays one row out."""
    made = RowLayout(row, placing)
    y = _lay_above(made, context)
    if row.kind is TimelineKind.MESSAGE:
        _lay_message(made, context, y)
    else:
        _lay_system(made, context, y)
    return made


def _lay_above(made: RowLayout, context: LayoutContext) -> float:
    y = 0.0
    scaled = context.tokens.scaled
    if made.placing.day is not None:
        made.day = day_text(made.placing.day, context.today)
        made.day_rect = QRectF(MARGIN, y, context.width - MARGIN - MARGIN_RIGHT, scaled(36))
        y += scaled(36)
    if made.placing.unread:
        made.unread = unread_text(made.placing.unread)
        made.unread_rect = QRectF(MARGIN, y, context.width - MARGIN - MARGIN_RIGHT, scaled(32))
        y += scaled(32)
    return y


def _lay_system(made: RowLayout, context: LayoutContext, y: float) -> None:
    tokens = context.tokens
    made.plain = system_text(made.row, context.own)
    room = max(120.0, context.width - MARGIN - MARGIN_RIGHT - 80)
    layout = _text_layout(made.plain, tokens, TextStyle.SECOND)
    width, height, _last = _break_lines(layout, room, tokens.scaled(18))
    made.text = layout
    made.text_at = QPointF((MARGIN + context.width - MARGIN_RIGHT - width) / 2, y + tokens.scaled(6))
    made.height = y + height + tokens.scaled(12)


def _lay_message(made: RowLayout, context: LayoutContext, y: float) -> None:
    row, tokens = made.row, context.tokens
    y += GROUP_GAP if made.placing.is_first and not (made.day or made.unread) else MESSAGE_GAP
    y = _lay_name(made, context, y)
    made.plain = text_of_row(row)
    is_emoji = is_large_emoji(made.plain)
    made.links = () if is_emoji else links_of(made.plain)
    made.meta = _meta_of(row, context)
    layout = _text_layout(made.plain, tokens, TextStyle.BUBBLE, made.links, large=is_emoji)
    made.text = layout
    box = _lay_bubble(made, context, y, is_emoji=is_emoji)
    made.bubble = None if is_emoji else box
    if not row.is_own and made.placing.is_last:
        side = Size.AVATAR_SMALL
        made.avatar = QRectF(MARGIN, box.bottom() - side, side, side)
    made.height = _lay_failure(made, context, box)


def _lay_name(made: RowLayout, context: LayoutContext, y: float) -> float:
    row, tokens = made.row, context.tokens
    if not context.is_room or row.is_own or not made.placing.is_first:
        return y
    made.name = row.sender_name
    made.company = context.company_of(row.sender)
    left = _left_edge()
    made.name_rect = QRectF(left, y, context.width - left - MARGIN_RIGHT, tokens.scaled(20))
    return y + tokens.scaled(21)


def _lay_bubble(made: RowLayout, context: LayoutContext, y: float, *, is_emoji: bool) -> QRectF:
    tokens, row, layout, meta = context.tokens, made.row, made.text, made.meta
    assert layout is not None
    assert meta is not None
    room = _bubble_room(context, is_own=row.is_own) - 2 * PAD_X
    line = tokens.scaled(EMOJI_PIXELS * 1.25) if is_emoji else tokens.scaled(LINE)
    width, height, last = _break_lines(layout, room, line)
    meta_size = _meta_width(meta, tokens)
    beside = last + META_GAP + meta_size <= room and not made.plain.isspace() and not _is_rtl(layout)
    beside = beside and not is_emoji
    inner = max(width, last + META_GAP + meta_size if beside else meta_size)
    top = y + PAD_Y + _lay_auto(made, tokens)
    inner = max(inner, made.auto_rect.width())
    if _is_rtl(layout):
        _break_lines(layout, inner, line)
    bottom = top + height + (0 if beside else tokens.scaled(17)) + PAD_Y
    box_width = inner + 2 * PAD_X
    left = context.width - MARGIN_RIGHT - box_width if row.is_own else _left_edge()
    box = QRectF(round(left), y, round(box_width + 0.5), bottom - y)
    made.text_at = QPointF(box.x() + PAD_X, top)
    made.auto_rect.moveTopLeft(QPointF(box.x() + PAD_X, y + PAD_Y))
    meta_height = tokens.scaled(16)
    meta.rect = QRectF(
        box.right() - PAD_X - meta_size, box.bottom() - PAD_Y - meta_height + 1, meta_size, meta_height
    )
    return box


def _lay_auto(made: RowLayout, tokens: Tokens) -> float:
    text = origin_text(made.row.origin)
    if not text:
        return 0.0
    made.auto = text
    width = QFontMetricsF(tokens.font(TextStyle.TIME)).horizontalAdvance(text) + tokens.scaled(18)
    made.auto_rect = QRectF(0, 0, width, tokens.scaled(16))
    return tokens.scaled(18)


def _lay_failure(made: RowLayout, context: LayoutContext, box: QRectF) -> float:
    row, tokens = made.row, context.tokens
    if row.delivery is not Delivery.FAILED:
        return box.bottom()
    metrics = QFontMetricsF(tokens.font(TextStyle.TIME))
    strong = QFontMetricsF(tokens.font(TextStyle.TIME_STRONG))
    height = tokens.scaled(22)
    y = box.bottom() + 2
    right = context.width - MARGIN_RIGHT
    discard = strong.horizontalAdvance(_("Discard")) + 8
    retry = strong.horizontalAdvance(_("Send again")) + 8
    made.discard_rect = QRectF(right - discard, y, discard, height)
    made.retry_rect = QRectF(right - discard - 8 - retry, y, retry, height)
    made.failure = failure_text(row)
    room = made.retry_rect.left() - 12 - MARGIN
    width = min(room, metrics.horizontalAdvance(made.failure) + tokens.scaled(20))
    made.failure_rect = QRectF(made.retry_rect.left() - 12 - width, y, width, height)
    return y + height


def origin_text(origin: Origin) -> str:
    """The mark of a message that no person wrote just then."""
    match origin:
        case Origin.AUTO_REPLY:
            return _("Auto-reply")
        case Origin.BROADCAST:
            return _("Sent to many")
        case Origin.SCHEDULED:
            return _("Scheduled")
        case Origin.BOT:
            return _("Assistant")
        case Origin.HUMAN:
            return ""


def _meta_of(row: TimelineRow, context: LayoutContext) -> Meta:
    meta = Meta(time=clock_text(row.at, context.zone))
    if not row.is_own:
        return meta
    meta.tip = delivery_text(row, context.others)
    if row.delivery is Delivery.FAILED:
        meta.word, meta.ink = meta.tip, "red"
        return meta
    is_read = row.delivery is Delivery.READ or row.read_count > 0
    meta.ink = "accent" if is_read else "ink3"
    if row.delivery is Delivery.QUEUED:
        meta.icon = Icon.CLOCK
    elif is_chinese() or (context.is_room and row.read_count):
        meta.word = meta.tip
    elif row.delivery is not None:
        meta.icon = Icon.CHECK if row.delivery is Delivery.SENT else Icon.CHECK_DOUBLE
    return meta


def _meta_width(meta: Meta, tokens: Tokens) -> float:
    metrics = QFontMetricsF(tokens.figures(TextStyle.TIME))
    width = metrics.horizontalAdvance(meta.time)
    if meta.word:
        width += tokens.scaled(4) + metrics.horizontalAdvance(meta.word)
    elif meta.icon is not None:
        width += tokens.scaled(4) + tokens.scaled(14)
    return width


def _left_edge() -> float:
    return MARGIN + Size.AVATAR_SMALL + AVATAR_GAP


def _bubble_room(context: LayoutContext, *, is_own: bool) -> float:
    content = context.width - MARGIN - MARGIN_RIGHT
    limit = BUBBLE_LIMIT * context.tokens.text_scale
    room = min(content * BUBBLE_SHARE, limit)
    return max(140.0, room if is_own else room - Size.AVATAR_SMALL - AVATAR_GAP)


def _text_layout(
    text: str, tokens: Tokens, style: TextStyle, links: tuple[Link, ...] = (), *, large: bool = False
) -> QTextLayout:
    font = tokens.font(style)
    if large:
        font.setPixelSize(tokens.scaled(EMOJI_PIXELS))
    # One layout holds several lines when they are divided by U+2028, which counts as many places as \n.
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if links:
        layout.setFormats([_link_format(link, tokens) for link in links])
    return layout


def _link_format(link: Link, tokens: Tokens) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start = link.start
    part.length = link.end - link.start
    look = QTextCharFormat()
    look.setForeground(tokens.accent)
    part.format = look
    return part


def _break_lines(layout: QTextLayout, room: float, line_height: float) -> tuple[float, float, float]:
    """Breaks the text; the width of the widest line, the height, the width of the last line."""
    layout.beginLayout()
    y = widest = last = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room)
        height = max(line_height, line.height())
        line.setPosition(QPointF(0, round(y + (height - line.height()) / 2)))
        y += height
        last = line.naturalTextWidth()
        widest = max(widest, last)
    layout.endLayout()
    return widest, y, last


def _line_bottom(layout: QTextLayout, number: int) -> float:
    if number + 1 < layout.lineCount():
        line, following = layout.lineAt(number), layout.lineAt(number + 1)
        return (line.y() + line.height() + following.y()) / 2
    return float("inf")


def _is_rtl(layout: QTextLayout) -> bool:
    return any(0x0590 <= ord(sign) <= 0x08FF for sign in layout.text()[:200])


def _cursor(found: object) -> int:
    # The binding gives the place alone or with the point's x, by version.
    if isinstance(found, tuple):
        found = found[0]
    assert isinstance(found, int)
    return found
