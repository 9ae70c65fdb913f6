"""Joining by invitation: paste the link, see who invites, fill in a name and a password."""

from PySide6.QtCore import Signal

from parley.client.invitation import Invitation
from parley.desktop.i18n import translate
from parley.desktop.sign_in.form_page import FormPage, password_field
from parley.desktop.widgets.fields import TextField
from parley.domain.errors import Refusal
from parley.domain.people import AccountKind, check_name, check_password
from parley.protocol.rest_invites import InviteInfo


def _(text: str, **values: object) -> str:
    return translate("SignIn", text, **values)


class PastePage(FormPage):
    """Where the link goes.

    Signals: `found` with the `Invitation` that was pasted.
    """

    found = Signal(object)

    def __init__(self, text: str = "") -> None:
        super().__init__("paste")
        self.add_title(
            _("I have an invitation"),
            _("Copy the whole message you got, or just its link, and paste it here."),
        )
        field = TextField(_("Invitation"), placeholder="https://…/i/…", name="sign_in.paste.link")
        self.link = self.add_field(field, "invitation", "address")
        self.link.set_text(text)
        self.add_primary(_("Continue"), self._go)
        self.finish()

    def _go(self) -> None:
        self.clear_errors()
        try:
            self.found.emit(Invitation.parse(self.link.text()))
        except Refusal as refusal:
            self.show_error(refusal)


class JoinPage(FormPage):
    """Who invites, and who comes.

    Signals: `joined` with (name, company, password, stays signed in).
    """

    joined = Signal(str, str, str, bool)

    def __init__(self, info: InviteInfo, *, asks_to_stay: bool) -> None:
        super().__init__("join")
        is_guest = info.kind in (AccountKind.CUSTOMER, AccountKind.PARTNER)
        self.add_title(*_invitation_words(info))
        self.name = self.add_field(TextField(_("Name"), name="sign_in.join.name"), "display_name", "name")
        self.company: TextField | None = None
        if is_guest:
            field = TextField(_("Company (optional)"), name="sign_in.join.company")
            self.company = self.add_field(field, "company")
        self.password = self.add_field(password_field("sign_in.join.password"), "password")
        self.add_stay(asks_to_stay)
        self.add_primary(_("Start talking") if is_guest else _("Join"), self._go)
        self.finish()

    def _go(self) -> None:
        self.clear_errors()
        try:
            name = check_name(self.name.text())
            company = self.company.text().strip() if self.company else ""
            check_password(self.password.text())
        except Refusal as refusal:
            self.show_error(refusal)
            return
        self.joined.emit(name, company, self.password.text(), self.stays)


def _invitation_words(info: InviteInfo) -> tuple[str, str]:
    if info.kind is AccountKind.OWNER:
        return _("Your shop is waiting for you"), _("You are its owner.")
    if info.kind is AccountKind.CUSTOMER:
        return _("{shop} invites you to talk", shop=info.shop_name), ""
    if info.kind is AccountKind.PARTNER:
        return _("{shop} invites you to talk", shop=info.shop_name), _("As a business partner.")
    title = _("{name} invites you to {shop}", name=info.invited_by, shop=info.shop_name)
    return title, _("You will see customers, shared phrases and notes.")
