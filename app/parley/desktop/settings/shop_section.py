"""The shop: its name and its invitations. For the shop's own people."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.settings.account_section import when_text
from parley.desktop.settings.broadcast_rules import add_broadcast_rules
from parley.desktop.settings.kind_words import kind_word
from parley.desktop.settings.section import ListRow, Section
from parley.desktop.sign_in.invite_dialog import InviteDialog
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.switch import SettingRow
from parley.desktop.widgets.toast import show_toast
from parley.domain.errors import Refusal
from parley.domain.people import AccountKind, check_name
from parley.protocol.rest_invites import Invite

if TYPE_CHECKING:
    from parley.client.session import Session


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class ShopSection(Section):
    """Only the owner changes the name; all staff may invite."""

    def __init__(self, session: "Session", tasks: Tasks) -> None:
        super().__init__("shop", _("Shop"))
        self._session = session
        self._tasks = tasks
        if session.me.profile.kind is AccountKind.OWNER:
            self._add_name()
        invite = Button(
            _("Invite…"), self, kind=ButtonKind.PRIMARY, icon=Icon.USERS_PLUS, name="settings.shop.invite"
        )
        invite.clicked.connect(self._invite)
        group = self.add_group()
        sentence = _("Colleagues, customers and partners join with a link.")
        group.add_row(SettingRow(_("Invite people"), sentence, invite, group))
        if session.me.profile.kind is AccountKind.OWNER:
            add_broadcast_rules(self.add_group(), session, tasks)
        self._invites = self.add_group(_("Open invitations"))
        self._load()

    def _add_name(self) -> None:
        card = Card(self)
        self.name = TextField(_("Shop name"), card, name="settings.shop.name")
        self.name.set_text(self._session.shop_name)
        self._save = Button(_("Save"), card, name="settings.shop.save")
        self._save.setEnabled(False)
        self._save.clicked.connect(self._rename)
        self.name.edited.connect(lambda _text: self._save.setEnabled(True))
        self.name.submitted.connect(self._save.click)
        card.column.addWidget(self.name)
        card.column.addWidget(self._save, 0, Qt.AlignmentFlag.AlignRight)
        self.add(card, 24)

    def _rename(self) -> None:
        try:
            name = check_name(self.name.text(), field="name")
        except Refusal as refusal:
            self.name.set_error(sentence_of(refusal))
            return
        self._save.setEnabled(False)
        self._tasks.run(
            self._session.shop.rename(name),
            owner=self,
            on_done=lambda _none: show_toast(self.window(), _("Saved")),
            on_error=lambda error: self.name.set_error(sentence_of(error)),
        )

    def _invite(self) -> None:
        dialog = InviteDialog(self, self._session, self._tasks)
        dialog.finished.connect(lambda _result: self._load())
        dialog.open()

    def _load(self) -> None:
        self._tasks.run(
            self._session.shop.invites(), owner=self, on_done=self._show, on_error=self._show_trouble
        )

    def _show(self, invites: list[Invite]) -> None:
        self._invites.clear()
        now = self._session.clock.now()
        opened = [i for i in invites if not i.is_revoked and i.used < i.uses and i.expires_at > now]
        if not opened:
            self._invites.add_text(_("None at the moment."))
        for invite in sorted(opened, key=lambda i: i.created_at, reverse=True):
            self._invites.add_row(self._row(invite))

    def _row(self, invite: Invite) -> ListRow:
        title = _(
            "{kind}: {used} of {uses} used", kind=kind_word(invite.kind), used=invite.used, uses=invite.uses
        )
        sentence = _("Valid until {when}", when=when_text(invite.expires_at))
        name = f"settings.shop.revoke.{invite.id}"
        revoke = Button(_("Withdraw"), self._invites, size=ButtonSize.SMALL, name=name)
        revoke.clicked.connect(lambda: self._revoke(invite, revoke))
        return ListRow(title, sentence, self._invites, controls=(revoke,))

    def _revoke(self, invite: Invite, button: Button) -> None:
        button.setEnabled(False)
        self._tasks.run(
            self._session.shop.revoke_invite(invite.id),
            owner=self,
            on_done=lambda _none: self._load(),
            on_error=lambda error: show_toast(self.window(), sentence_of(error), Icon.WARNING),
        )

    def _show_trouble(self, error: BaseException) -> None:
        self._invites.clear()
        self._invites.add_text(sentence_of(error))
