"""The way in: sign-in name, password, devices, the owner's recovery code."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from parley.client.invitation import ServerAddress, address_link, is_loopback
from parley.desktop.failures import sentence_of
from parley.desktop.i18n import CHINESE, active_language, translate
from parley.desktop.settings.section import Group, ListRow, Section
from parley.desktop.sign_in.shop_open_page import RecoveryCard
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.folding_row import FoldingRow
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.switch import SettingRow
from parley.desktop.widgets.tag import Tag
from parley.desktop.widgets.toast import show_toast
from parley.domain.errors import Refusal
from parley.domain.people import AccountKind, check_password
from parley.protocol.rest import Device

if TYPE_CHECKING:
    from datetime import datetime

    from parley.client.session import Session


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class AccountSection(Section):
    """Devices are asked from the server each time the page opens."""

    def __init__(self, session: "Session", tasks: Tasks) -> None:
        super().__init__("account", _("Account"))
        self._session = session
        self._tasks = tasks
        group = self.add_group()
        handle = TextLabel(session.handle, self, name="settings.account.handle")
        group.add_row(SettingRow(_("Sign-in name"), "", handle, group))
        group.add_row(self._server_row(group))
        self._add_password()
        self._devices = self.add_group(_("Signed-in devices"))
        self._load_devices()
        if session.me.profile.kind is AccountKind.OWNER:
            self._add_recovery()

    def _server_row(self, group: Group) -> SettingRow:
        url = public_url(self._session.address)
        both = FoldingRow(group, spacing=12)
        both.add(TextLabel(url, both, name="settings.account.address"))
        copy = Button(_("Copy link"), both, size=ButtonSize.SMALL, name="settings.account.copy_link")
        copy.clicked.connect(self._copy_link)
        both.add(copy)
        both.setAccessibleName(url)
        sentence = _("The link signs you in on another computer, with your password.")
        return SettingRow(_("Shop's server"), sentence, both, group)

    def _copy_link(self) -> None:
        QGuiApplication.clipboard().setText(address_link(self._session.address))
        show_toast(self.window(), _("Copied. Paste it where you sign in on the other computer."))

    def _add_password(self) -> None:
        card = Card(self)
        card.column.setSpacing(16)
        self.old = TextField(_("Current password"), card, password=True, name="settings.account.old_password")
        self.new = TextField(
            _("New password"),
            card,
            hint=_("At least 8 characters"),
            password=True,
            name="settings.account.new_password",
        )
        self._others = QCheckBox(_("Sign out my other devices"), card)
        self._others.setObjectName("settings.account.sign_out_others")
        self._others.setChecked(True)
        self._change = Button(_("Change password"), card, name="settings.account.change_password")
        self._change.clicked.connect(self._change_password)
        fields = FoldingRow(card, spacing=16)
        for field in (self.old, self.new):
            fields.add(field, 1, top=True)
        foot = FoldingRow(card)
        foot.add(self._others, 1)
        foot.add(self._change)
        card.column.addWidget(fields)
        card.column.addWidget(foot)
        self.add(card, 24)

    def _change_password(self) -> None:
        try:
            check_password(self.new.text())
        except Refusal as refusal:
            self.new.set_error(sentence_of(refusal))
            return
        self._change.setEnabled(False)
        self._tasks.run(
            self._session.me.change_password(self.old.text(), self.new.text(), self._others.isChecked()),
            owner=self,
            on_done=lambda _none: self._on_changed(),
            on_error=self._on_password_error,
        )

    def _on_changed(self) -> None:
        self._change.setEnabled(True)
        self.old.set_text("")
        self.new.set_text("")
        show_toast(self.window(), _("Password changed"))
        self._load_devices()

    def _on_password_error(self, error: BaseException) -> None:
        self._change.setEnabled(True)
        field = getattr(error, "field", None) or ""
        (self.new if field in ("new_password", "new") else self.old).set_error(sentence_of(error))

    def _load_devices(self) -> None:
        self._devices.clear()
        self._devices.add_text(_("Looking…"))
        self._tasks.run(
            self._session.me.devices(), owner=self, on_done=self._show_devices, on_error=self._show_trouble
        )

    def _show_devices(self, devices: list[Device]) -> None:
        self._devices.clear()
        for device in sorted(devices, key=lambda d: (not d.is_this, -d.last_seen_at.timestamp())):
            self._devices.add_row(self._device_row(device))

    def _device_row(self, device: Device) -> ListRow:
        seen = _("Last seen {when}", when=when_text(device.last_seen_at))
        if device.is_this:
            tag = Tag(_("This computer"), self)
            return ListRow(device.name, seen, self._devices, controls=(tag,))
        name = f"settings.account.revoke.{device.id}"
        revoke = Button(_("Sign out"), self._devices, size=ButtonSize.SMALL, name=name)
        revoke.clicked.connect(lambda: self._revoke(device, revoke))
        return ListRow(device.name, seen, self._devices, controls=(revoke,))

    def _revoke(self, device: Device, button: Button) -> None:
        button.setEnabled(False)
        self._tasks.run(
            self._session.me.revoke_device(device.id),
            owner=self,
            on_done=lambda _none: self._load_devices(),
            on_error=lambda error: show_toast(self.window(), sentence_of(error), Icon.WARNING),
        )

    def _show_trouble(self, error: BaseException) -> None:
        self._devices.clear()
        self._devices.add_text(sentence_of(error))

    def _add_recovery(self) -> None:
        self._recovery = self.add_group(_("Recovery code"))
        button = Button(
            _("Make a new code"), self, kind=ButtonKind.SECONDARY, name="settings.account.new_code"
        )
        button.clicked.connect(self._new_code)
        sentence = _("The way back in if you forget your password. A new code makes the old one void.")
        self._recovery.add_row(SettingRow(_("Recovery code"), sentence, button, self._recovery))

    def _new_code(self) -> None:
        self._tasks.run(
            self._session.me.new_recovery_code(),
            owner=self,
            on_done=self._show_code,
            on_error=lambda error: show_toast(self.window(), sentence_of(error), Icon.WARNING),
        )

    def _show_code(self, code: str) -> None:
        _replace(self._recovery, RecoveryCard(code, self._session.shop_name, self._recovery))


def when_text(moment: "datetime") -> str:
    """A date and time of this computer's zone, as the language writes it."""
    local = moment.astimezone()
    if active_language() == CHINESE:
        return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
    return f"{local.day} {QLocale().monthName(local.month)} {local.year}, {local:%H:%M}"


def public_url(address: ServerAddress) -> str:
    """The address as other computers would write it."""
    return next((url for url in address.urls if not is_loopback(url)), address.url)


def _replace(group: Group, row: RecoveryCard) -> None:
    group.clear()
    row.setContentsMargins(0, 8, 0, 8)
    group.add_row(row)
