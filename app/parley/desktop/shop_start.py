"""The middle of a shop that was just opened: whom to invite first."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Card, Panel
from parley.desktop.widgets.labels import TextLabel
from parley.domain.people import AccountKind

_WIDTH = 440


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


class ShopStart(Panel):
    """Three numbered steps.

    Signals: `invited` with the kind of account to invite; `away_chosen` to set the away reply.
    """

    invited = Signal(object)
    away_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bg", parent, name="shop_start")
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._build()

    def _build(self) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget(self)
        self._body.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self._body)
        column.setSpacing(12)
        column.addStretch(2)
        title = TextLabel(
            _("Your shop is open. Who comes first?"), self._body, style=TextStyle.HEADLINE, wrap=True
        )
        column.addWidget(title)
        column.addSpacing(8)
        steps = (
            (
                "1",
                AccountKind.STAFF,
                _("Invite colleagues"),
                _("They see customers and answer with you."),
                Icon.PEOPLE,
            ),
            (
                "2",
                AccountKind.CUSTOMER,
                _("Invite a customer"),
                _("They see only your shop."),
                Icon.USER_PLUS,
            ),
        )
        for number, kind, text, sentence, icon in steps:
            column.addWidget(self._step(number, kind, text, sentence, icon))
        column.addWidget(self._away_step())
        column.addStretch(3)
        self._column.addWidget(self._body, 0, Qt.AlignmentFlag.AlignHCenter)

    def _step(self, number: str, kind: AccountKind, text: str, sentence: str, icon: Icon) -> Card:
        card, row = self._card(number, text, sentence)
        quiet = ButtonKind.PRIMARY if kind is AccountKind.STAFF else ButtonKind.SECONDARY
        button = Button(_("Invite"), card, kind=quiet, icon=icon, name=f"shop_start.{kind}")
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.invited.emit(kind))
        row.addWidget(button)
        return card

    def _away_step(self) -> Card:
        text = _("Set your away reply")
        card, row = self._card("3", text, _("Customers hear from you all the same."))
        button = Button(_("Set"), card, icon=Icon.MOON, name="shop_start.away")
        button.setAccessibleName(text)
        button.clicked.connect(self.away_chosen)
        row.addWidget(button)
        return card

    def _card(self, number: str, text: str, sentence: str) -> tuple[Card, QHBoxLayout]:
        card = Card(self._body)
        row = QHBoxLayout()
        row.setSpacing(16)
        figure = TextLabel(number, card, style=TextStyle.HEADLINE, ink="accent", figures=True)
        figure.setMinimumWidth(16)
        row.addWidget(figure)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(TextLabel(text, card, style=TextStyle.NAME))
        texts.addWidget(TextLabel(sentence, card, style=TextStyle.SECOND, ink="ink2", wrap=True))
        row.addLayout(texts, 1)
        card.column.addLayout(row)
        return card, row

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_column"):
            self._build()
        super().changeEvent(event)
