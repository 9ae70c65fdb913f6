"""The accounts of the shop, for its owner: reset a password, close an account."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from parley.desktop.cards.hand_over_dialog import HandOverDialog, colleagues_but
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.settings.kind_words import kind_word
from parley.desktop.settings.section import Group, ListRow, Section
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.avatar import AvatarWidget
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.folding_row import FoldingRow
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.toast import show_toast
from parley.domain.people import AccountKind, Profile

if TYPE_CHECKING:
    from parley.client.session import Session


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class ColleaguesSection(Section):
    """Staff first, then partners and customers."""

    def __init__(self, session: "Session", tasks: Tasks, pictures: Pictures) -> None:
        super().__init__("colleagues", _("Colleagues"))
        self._session = session
        self._tasks = tasks
        self._pictures = pictures
        self._staff = self.add_group(_("Colleagues"))
        self._guests = self.add_group(_("Customers and partners"))
        self._load()

    def _load(self) -> None:
        self._tasks.run(
            self._session.shop.accounts(), owner=self, on_done=self._show, on_error=self._show_trouble
        )

    def _show(self, accounts: list[Profile]) -> None:
        for group, is_staff in ((self._staff, True), (self._guests, False)):
            group.clear()
            some = [profile for profile in accounts if profile.kind.is_staff is is_staff]
            if not some:
                group.add_text(_("Nobody yet."))
            for profile in sorted(some, key=lambda p: (p.kind is not AccountKind.OWNER, p.display_name)):
                group.add_row(self._row(profile, group))

    def _show_trouble(self, error: BaseException) -> None:
        for group in (self._staff, self._guests):
            group.clear()
        self._staff.add_text(sentence_of(error))

    def _row(self, profile: Profile, group: Group) -> ListRow:
        avatar = AvatarWidget(profile.display_name, profile.account, group, size=32)
        avatar.set_picture(self._pictures.of(profile.avatar))
        words = [kind_word(profile.kind), profile.handle, profile.company]
        if profile.is_disabled:
            words.append(_("closed"))
        sentence = " · ".join(word for word in words if word)
        return ListRow(
            profile.display_name, sentence, group, picture=avatar, controls=self._controls(profile, group)
        )

    def _controls(self, profile: Profile, group: Group) -> tuple[QWidget, ...]:
        if profile.account == self._session.account:
            return ()
        name = f"settings.colleagues.{profile.handle}"
        reset = Button(_("Reset password"), group, size=ButtonSize.SMALL, name=f"{name}.reset")
        reset.clicked.connect(lambda: self._ask_reset(profile))
        text = _("Reopen") if profile.is_disabled else _("Close account")
        closing = Button(text, group, kind=ButtonKind.QUIET, size=ButtonSize.SMALL, name=f"{name}.disable")
        closing.clicked.connect(lambda: self._ask_disable(profile))
        both = FoldingRow(group)
        both.add(reset)
        both.add(closing)
        return (both,)

    def _ask_reset(self, profile: Profile) -> None:
        question = _("Reset the password of {name}?", name=profile.display_name)
        text = _("All their devices are signed out. You get a one-time password to pass on.")
        ask = _question(self, question, text, _("Reset password"), "settings.reset")
        ask.accepted.connect(lambda: self._reset(profile))
        ask.open()

    def _reset(self, profile: Profile) -> None:
        self._tasks.run(
            self._session.shop.reset_password(profile.account),
            owner=self,
            on_done=lambda password: PasswordDialog(self, profile, password).open(),
            on_error=self._tell,
        )

    def _ask_disable(self, profile: Profile) -> None:
        if profile.is_disabled:
            self._set_disabled(profile, False)
            return
        if profile.kind.is_staff:
            self._tasks.run(
                self._session.shop.customer_count(profile.account),
                owner=self,
                on_done=lambda count: self._ask_heir(profile, count) if count else self._ask_close(profile),
                on_error=self._tell,
            )
            return
        self._ask_close(profile)

    def _ask_heir(self, profile: Profile, count: int) -> None:
        name = profile.display_name
        sentence = (
            _("{name} looks after 1 customer. Who takes over? They see everything that was said.", name=name)
            if count == 1
            else _(
                "{name} looks after {count} customers. Who takes over? They see everything that was said.",
                name=name,
                count=count,
            )
        )
        dialog = HandOverDialog(
            self,
            _("Close the account of {name}?", name=name),
            sentence,
            _("Close account"),
            colleagues_but(self._session, profile.account),
            may_be_nobody=True,
            kind=ButtonKind.DANGER,
        )
        dialog.accepted.connect(lambda: self._set_disabled(profile, True, dialog.chosen or None))
        dialog.open()

    def _ask_close(self, profile: Profile) -> None:
        question = _("Close the account of {name}?", name=profile.display_name)
        text = _("They are signed out at once and can't sign in again. Their messages stay.")
        ask = _question(self, question, text, _("Close account"), "settings.disable")
        ask.accepted.connect(lambda: self._set_disabled(profile, True))
        ask.open()

    def _set_disabled(self, profile: Profile, on: bool, hand_over_to: str | None = None) -> None:
        self._tasks.run(
            self._session.shop.set_disabled(profile.account, on, hand_over_to=hand_over_to),
            owner=self,
            on_done=lambda _none: self._load(),
            on_error=self._tell,
        )

    def _tell(self, error: BaseException) -> None:
        show_toast(self.window(), sentence_of(error), Icon.WARNING)


class PasswordDialog(Dialog):
    """The one-time password; it isn't shown again."""

    def __init__(self, owner: QWidget, profile: Profile, password: str) -> None:
        super().__init__(owner, _("Password for {name}", name=profile.display_name), name="settings.password")
        self._password = password
        text = _(
            "Pass it on, by phone for instance. It isn't shown again. Sign-in name: {handle}",
            handle=profile.handle,
        )
        self.column.addWidget(TextLabel(text, self, ink="ink2", wrap=True))
        shown = TextLabel(
            password, self, style=TextStyle.HEADLINE, figures=True, name="settings.password.text"
        )
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(shown)
        copy = self.add_button(_("Copy"), name="settings.password.copy")
        copy.clicked.connect(self._copy)
        done = self.add_button(_("Done"), kind=ButtonKind.PRIMARY, default=True, name="settings.password.ok")
        done.clicked.connect(self.accept)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._password)
        show_toast(self.window(), _("Copied"))


def _question(owner: QWidget, title: str, text: str, yes: str, name: str) -> Dialog:
    dialog = Dialog(owner, title, name=name)
    dialog.column.addWidget(TextLabel(text, dialog, ink="ink2", wrap=True))
    dialog.add_ok_cancel(yes, _("Cancel"), kind=ButtonKind.DANGER)
    return dialog
