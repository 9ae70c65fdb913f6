"""Setting up a shop: four lines, and it opens."""

import sys

from PySide6.QtCore import Signal

from parley.desktop.i18n import translate
from parley.desktop.sign_in.form_page import FormPage, password_field
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.labels import TextLabel
from parley.domain.errors import Refusal
from parley.domain.people import check_handle, check_name, check_password


def _(text: str, **values: object) -> str:
    return translate("SignIn", text, **values)


class SetUpPage(FormPage):
    """Asks for the shop's name, the owner's, and a password.

    Signals: `filled` with (shop, name, sign-in name or "", password, stays signed in).
    """

    filled = Signal(str, str, str, str, bool)

    def __init__(self, *, asks_to_stay: bool, needs_shop_name: bool = True) -> None:
        super().__init__("set_up")
        self.add_title(
            _("Set up my shop"),
            _("The shop's server will run on this computer, also when Parley's window is closed."),
        )
        self.shop = TextField(_("Shop name"), name="sign_in.set_up.shop")
        self.add_field(self.shop, "shop_name")
        self.shop.setVisible(needs_shop_name)
        self.name = TextField(_("Your name"), name="sign_in.set_up.name")
        self.add_field(self.name, "display_name", "name")
        self.handle = TextField(
            _("Sign-in name (optional)"),
            hint=_("Made from your name if left empty"),
            name="sign_in.set_up.handle",
        )
        self.add_field(self.handle, "handle")
        self.password = self.add_field(password_field("sign_in.set_up.password"), "password")
        self.add_stay(asks_to_stay)
        self.add_primary(_("Open my shop"), self._go)
        if sys.platform == "win32":
            text = _("Windows will ask once. Please allow private networks.")
            self.add(TextLabel(text, self, ink="ink2", wrap=True), 0)
        self.finish()

    def _go(self) -> None:
        self.clear_errors()
        try:
            shop = check_name(self.shop.text(), field="shop_name") if not self.shop.isHidden() else ""
            name = check_name(self.name.text())
            handle = check_handle(self.handle.text()) if self.handle.text().strip() else ""
            check_password(self.password.text())
        except Refusal as refusal:
            self.show_error(refusal)
            return
        self.filled.emit(shop, name, handle, self.password.text(), self.stays)
