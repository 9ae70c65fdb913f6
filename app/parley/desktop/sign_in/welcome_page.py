"""The first page: two big choices, and a quiet way to look around."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from parley.desktop.i18n import CHINESE, ENGLISH, active_language, translate
from parley.desktop.sign_in.form_page import LINK_PADDING, FormPage
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.tokens import Radius, TextStyle, Tokens
from parley.desktop.widgets.banner import Banner, BannerKind
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.painted_button import PaintedButton


def _(text: str, **values: object) -> str:
    return translate("SignIn", text, **values)


class WelcomePage(FormPage):
    """What do you want to do?

    Signals: `invitation_chosen`, `set_up_chosen`, `sign_in_chosen`, `demo_chosen`, `copied_chosen` (join with the
    invitation on the clipboard), `language_chosen` with its name.
    """

    invitation_chosen = Signal()
    set_up_chosen = Signal()
    sign_in_chosen = Signal()
    demo_chosen = Signal()
    copied_chosen = Signal()
    language_chosen = Signal(str)

    def __init__(self, *, another: bool = False, back: bool = False) -> None:
        super().__init__("welcome", back=back)
        title = _("Add an account") if another else _("Welcome to Parley.")
        self.add(TextLabel(title, self, style=TextStyle.DISPLAY, wrap=True, name="sign_in.welcome.title"), 6)
        sentence = _("Business chat on your own computer.")
        self.add(TextLabel(sentence, self, style=TextStyle.TITLE, ink="ink2", wrap=True), 28)
        self._copied = Banner("", self, action_text=_("Join"), radius=8, name="sign_in.welcome.copied")
        self._copied.set_kind(BannerKind.INFO)
        self._copied.action.connect(self.copied_chosen)
        self._copied.hide()
        self.column.addWidget(self._copied)
        self._gap = QWidget(self)
        self._gap.setFixedHeight(12)
        self._gap.hide()
        self.column.addWidget(self._gap)
        self._add_choices()
        self._add_links()
        self.finish()

    def offer_copied(self, shop: str) -> None:
        """An invitation lies on the clipboard."""
        self._copied.set_text(_("Join “{shop}”?", shop=shop))
        self._copied.show()
        self._gap.show()

    def _add_choices(self) -> None:
        choices = (
            (
                "invitation",
                Icon.MAIL,
                _("I have an invitation"),
                _("Somebody sent you a link"),
                self.invitation_chosen,
            ),
            (
                "set_up",
                Icon.SHOP,
                _("Set up my shop"),
                _("For you, your colleagues and your customers"),
                self.set_up_chosen,
            ),
        )
        for name, icon, title, sentence, chosen in choices:
            choice = _Choice(icon, title, sentence, self, name=f"sign_in.welcome.{name}")
            choice.clicked.connect(chosen)
            self.add(choice, 12)

    def _add_links(self) -> None:
        self.column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addSpacing(-LINK_PADDING)
        other = ENGLISH if active_language() == CHINESE else CHINESE
        links = (
            ("sign_in", _("Sign in"), self.sign_in_chosen.emit),
            ("demo", _("Look around with sample data"), self.demo_chosen.emit),
            ("language", "English" if other == ENGLISH else "中文", lambda: self.language_chosen.emit(other)),
        )
        for name, text, pressed in links:
            kind, size = ButtonKind.LINK, ButtonSize.SMALL
            link = Button(text, self, kind=kind, size=size, name=f"sign_in.welcome.{name}")
            link.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            link.clicked.connect(lambda _checked=False, pressed=pressed: pressed())
            if name == "language":
                row.addStretch(1)
            row.addWidget(link)
            row.addSpacing(0 if name == "language" else 8)
        row.addSpacing(-LINK_PADDING)
        self.column.addLayout(row)


class _Choice(PaintedButton):
    """A card as large as a thumb, with an icon, a title and a sentence."""

    def __init__(self, icon: Icon, title: str, sentence: str, parent: QWidget, *, name: str) -> None:
        super().__init__(title, parent, name=name)
        self.setText(title)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon = icon
        self._sentence = sentence

    def wanted_size(self, tokens: Tokens) -> QSize:
        return QSize(320, tokens.scaled(76))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        ground = tokens.accent_soft if self.is_hovered or self.isDown() else tokens.surface
        line = tokens.accent if self.is_hovered else tokens.line
        rounded(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, ground, line)
        side = 44.0
        medal = QRectF(rect.x() + 16, rect.center().y() - side / 2, side, side)
        rounded(painter, medal, Radius.CARD, tokens.surface if self.is_hovered else tokens.accent_soft)
        paint_icon(painter, self._icon, medal.adjusted(11, 11, -11, -11), tokens.accent)
        end = QRectF(rect.right() - 34, rect.center().y() - 9, 18, 18)
        paint_icon(painter, Icon.CHEVRON_RIGHT, end, tokens.accent if self.is_hovered else tokens.ink3)
        self._paint_texts(painter, rect.adjusted(76, 0, -44, 0), tokens)
        if self.shows_focus:
            focus_ring(painter, rect, Radius.CARD, tokens)

    def _paint_texts(self, painter: QPainter, room: QRectF, tokens: Tokens) -> None:
        title_font, second_font = tokens.font(TextStyle.TITLE), tokens.font(TextStyle.SECOND)
        title_height = QFontMetrics(title_font).height()
        second = QFontMetrics(second_font)
        top = room.center().y() - (title_height + 2 + second.height()) / 2
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(title_font)
        painter.setPen(tokens.ink)
        painter.drawText(QRectF(room.x(), top, room.width(), title_height), flags, self.text())
        painter.setFont(second_font)
        painter.setPen(tokens.ink2)
        shown = second.elidedText(self._sentence, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(
            QRectF(room.x(), top + title_height + 2, room.width(), second.height()), flags, shown
        )
