"""Signing in again, and the owner's way back with the recovery code."""

from PySide6.QtCore import Signal

from parley.client.invitation import ServerAddress, parse_address
from parley.desktop.i18n import translate
from parley.desktop.sign_in.form_page import FormPage, password_field
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.fields import TextField
from parley.domain.errors import Refusal
from parley.domain.people import check_handle, check_password


def _(text: str, **values: object) -> str:
    return translate("SignIn", text, **values)


class SignInPage(FormPage):
    """Where, who, and the password. A known address is used as it is, its pinned certificate included.

    Signals: `filled` with (address, sign-in name, password, stays signed in); `recovery_chosen`.
    """

    filled = Signal(object, str, str, bool)
    recovery_chosen = Signal()

    def __init__(
        self, *, asks_to_stay: bool, address: ServerAddress | None = None, handle: str = "", why: str = ""
    ) -> None:
        super().__init__("sign_in")
        self.add_title(_("Sign in"), why)
        self._known = address
        self.address = address_field("sign_in.sign_in.address", address)
        self.add_field(self.address, "address", "invitation")
        self.handle = self.add_field(TextField(_("Sign-in name"), name="sign_in.sign_in.handle"), "handle")
        self.handle.set_text(handle)
        self.password = self.add_field(password_field("sign_in.sign_in.password", new=False), "password")
        self.password.set_hint(_("Forgot it? The owner can reset it under Settings, Colleagues."))
        self.add_stay(asks_to_stay)
        self.add_primary(_("Sign in"), self._go)
        link = Button(
            _("I am the owner and have my recovery code"),
            self,
            kind=ButtonKind.LINK,
            size=ButtonSize.SMALL,
            name="sign_in.sign_in.recovery",
        )
        link.clicked.connect(self.recovery_chosen)
        self.add_link(link)
        self.finish()

    def _go(self) -> None:
        self.clear_errors()
        try:
            address = read_address(self.address, self._known)
            handle = check_handle(self.handle.text())
        except Refusal as refusal:
            self.show_error(refusal)
            return
        self.filled.emit(address, handle, self.password.text(), self.stays)


class RecoveryPage(FormPage):
    """A new password in exchange for the recovery code.

    Signals: `filled` with (address, sign-in name, recovery code, new password).
    """

    filled = Signal(object, str, str, str)

    def __init__(self, *, address: ServerAddress | None = None, handle: str = "") -> None:
        super().__init__("recovery")
        self.add_title(
            _("Use my recovery code"),
            _("You got it when the shop was set up. It works once; you get a new one."),
        )
        self._known = address
        self.address = address_field("sign_in.recovery.address", address)
        self.add_field(self.address, "address", "invitation")
        self.handle = self.add_field(TextField(_("Sign-in name"), name="sign_in.recovery.handle"), "handle")
        self.handle.set_text(handle)
        code = TextField(_("Recovery code"), name="sign_in.recovery.code")
        self.code = self.add_field(code, "recovery_code", "code")
        self.password = password_field("sign_in.recovery.password")
        self.password.set_label(_("New password"))
        self.add_field(self.password, "password", "new_password")
        self.add_primary(_("Sign in"), self._go)
        self.finish()

    def _go(self) -> None:
        self.clear_errors()
        try:
            address = read_address(self.address, self._known)
            handle = check_handle(self.handle.text())
            check_password(self.password.text())
        except Refusal as refusal:
            self.show_error(refusal)
            return
        self.filled.emit(address, handle, self.code.text().strip(), self.password.text())


def address_field(name: str, address: ServerAddress | None) -> TextField:
    """Where the shop's server is; an old invitation link will do."""
    field = TextField(
        _("Shop's server"),
        hint="" if address else _("Its address, or the link of an old invitation"),
        placeholder="https://…",
        name=name,
    )
    field.set_text(address.url if address else "")
    return field


def read_address(field: TextField, known: ServerAddress | None) -> ServerAddress:
    """The address in the field. Raises Refusal."""
    text = field.text().strip()
    if known is not None and text == known.url:
        return known
    if not text:
        raise Refusal(
            "address_invalid", _("Please fill in the address of your shop's server."), field="address"
        )
    return parse_address(text)
