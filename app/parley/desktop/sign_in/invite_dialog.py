"""Inviting somebody: what they will be, for how many, and a link to paste into WeChat or e-mail."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.banner import Banner, BannerKind
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.qr_view import QrView
from parley.desktop.widgets.segmented import SegmentedControl
from parley.desktop.widgets.toast import show_toast
from parley.domain.people import AccountKind
from parley.protocol.rest_invites import CreatedInvite

if TYPE_CHECKING:
    from parley.client.session import Session

_USES = (1, 2, 3, 5, 10, 20, 50, 100)
_DAYS = (1, 3, 7, 14, 30, 90)


def _(text: str, **values: object) -> str:
    return translate("Invite", text, **values)


class InviteDialog(Dialog):
    """Makes an invitation when it is first copied or shown, and the same one again until something is changed."""

    def __init__(
        self,
        owner: QWidget,
        session: "Session",
        tasks: Tasks,
        *,
        kind: AccountKind = AccountKind.STAFF,
    ) -> None:
        super().__init__(owner, _("Invite people"), width=440, name="invite")
        self._session = session
        self._tasks = tasks
        self._made: CreatedInvite | None = None
        self._kind = SegmentedControl(self._kinds(), self, label=_("Who"), name="invite.kind")
        self._kind.set_current(str(kind))
        self._kind.chosen.connect(lambda _key: self._on_changed())
        self._meaning = TextLabel("", self, ink="ink2", wrap=True, name="invite.meaning")
        self._uses = _number_box(_USES, 1, _("For how many people"), "invite.uses")
        self._days = _number_box(_DAYS, 7, _("Valid for days"), "invite.days")
        self._qr = QrView(_("QR code of the invitation"), size=216, name="invite.qr")
        self._hint = TextLabel("", self, style=TextStyle.SECOND, ink="ink2", wrap=True, name="invite.hint")
        self._trouble = Banner("", self, kind=BannerKind.ERROR, radius=8, name="invite.trouble")
        self._lay_out()
        self._on_changed()

    @property
    def kind(self) -> AccountKind:
        """What the invited people will be."""
        return AccountKind(self._kind.current)

    def message(self) -> str:
        """What is copied, once the invitation is made."""
        assert self._made is not None
        days = int(self._days.currentData())
        return _(
            "{name} invites you to {shop}: open {link} (valid {days} days)",
            name=self._session.me.profile.display_name,
            shop=self._session.shop_name,
            link=self._made.link,
            days=days,
        )

    def _kinds(self) -> list[tuple[str, str]]:
        return [
            (str(AccountKind.STAFF), _("Colleague")),
            (str(AccountKind.CUSTOMER), _("Customer")),
            (str(AccountKind.PARTNER), _("Partner")),
        ]

    def _lay_out(self) -> None:
        self.column.addWidget(self._kind)
        self.column.addWidget(self._meaning)
        self._terms = QWidget(self)
        row = QHBoxLayout(self._terms)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        boxes = {"{people}": self._uses, "{days}": self._days}
        for part in re.split(r"(\{\w+\})", _("For {people} people, valid {days} days")):
            box = boxes.get(part)
            if box is not None:
                box.currentIndexChanged.connect(lambda _index: self._on_changed())
                row.addWidget(box)
            elif part.strip():
                row.addWidget(TextLabel(part.strip(), self))
        row.addStretch(1)
        self.column.addWidget(self._terms)
        self.column.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._hint)
        self.column.addWidget(self._trouble)
        self._show_qr = self.add_button(_("QR code"), name="invite.show_qr")
        self._show_qr.set_icon(Icon.QR)
        self._show_qr.clicked.connect(lambda: self._run(self._show))
        self._copy_button = self.add_button(
            _("Copy invitation"), kind=ButtonKind.PRIMARY, default=True, name="invite.copy"
        )
        self._copy_button.set_icon(Icon.COPY)
        self._copy_button.clicked.connect(lambda: self._run(self._copy))

    def _on_changed(self) -> None:
        meanings = {
            AccountKind.STAFF: _("Sees customers, shared phrases and notes."),
            AccountKind.CUSTOMER: _("Sees only your shop, never other customers."),
            AccountKind.PARTNER: _("A supplier or carrier: sees only your shop and rooms you share."),
        }
        self._meaning.setText(meanings[self.kind])
        self._made = None
        for hidden in (self._qr, self._hint, self._trouble):
            hidden.hide()
        self.fit()

    def _run(self, show: object) -> None:
        self._set_busy(True)
        self._tasks.run(
            self._make(),
            owner=self,
            on_done=lambda _made: self._on_made(show),
            on_error=self._on_error,
        )

    async def _make(self) -> CreatedInvite:
        if self._made is None:
            uses, days = int(self._uses.currentData()), int(self._days.currentData())
            self._made = await self._session.shop.create_invite(self.kind, uses=uses, valid_days=days)
        return self._made

    def _on_made(self, show: object) -> None:
        self._set_busy(False)
        if callable(show):
            show()

    def _on_error(self, error: BaseException) -> None:
        self._set_busy(False)
        self._trouble.set_text(sentence_of(error))
        self._trouble.show()
        self.fit()

    def _set_busy(self, is_busy: bool) -> None:
        for button in (self._copy_button, self._show_qr):
            button.setEnabled(not is_busy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.message())
        self._hint.setText(_("Copied. Paste it into WeChat or e-mail."))
        self._hint.show()
        self.fit()
        show_toast(self.window(), _("Copied. Paste it into WeChat or e-mail."))

    def _show(self) -> None:
        assert self._made is not None
        self._qr.set_modules(qr_modules(self._made.link))
        self._qr.show()
        # In a low window a code that can be scanned counts more than what it was made of.
        is_tight = self.sizeHint().height() > self.window().height()
        for part in (self._kind, self._meaning, self._terms):
            part.setHidden(is_tight)
        self._hint.setText(_("Let them scan it with their phone to get the link."))
        self._hint.show()
        self.fit()


def qr_modules(text: str) -> list[list[bool]]:
    """A QR code's modules, True is dark."""
    import segno

    return [[bool(module) for module in row] for row in segno.make_qr(text, error="l").matrix]


def _number_box(numbers: Sequence[int], chosen: int, label: str, name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setToolTip(label)
    for number in numbers:
        box.addItem(str(number), number)
    box.setCurrentIndex(numbers.index(chosen))
    return box
