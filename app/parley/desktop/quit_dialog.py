"""Questions before something ends: the shop's server, an account on this computer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from parley.desktop.i18n import translate
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.labels import TextLabel


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


class StopServerDialog(Dialog):
    """Asked when the owner quits, or stops the server from the tray.

    Signals: `answered` with True to stop the server, False to let it run. Closing the dialog answers nothing.
    """

    answered = Signal(bool)

    def __init__(self, owner: QWidget | None) -> None:
        super().__init__(owner, _("Stop the shop's server?"), name="stop_server")
        text = _("If you stop it, colleagues and customers are cut off.")
        self.column.addWidget(TextLabel(text, self, ink="ink2", wrap=True))
        stop = self.add_button(_("Stop"), kind=ButtonKind.DANGER, name="stop_server.stop")
        keep = self.add_button(
            _("Keep running"), kind=ButtonKind.PRIMARY, default=True, name="stop_server.keep"
        )
        # What cuts others off isn't where the keyboard stands first.
        self.setTabOrder(keep, stop)
        stop.clicked.connect(lambda: self._answer(True))
        keep.clicked.connect(lambda: self._answer(False))

    def _answer(self, stops: bool) -> None:
        self.accept()
        self.answered.emit(stops)


class SignOutDialog(Dialog):
    """Asked before an account leaves this computer."""

    def __init__(self, owner: QWidget, name: str, handle: str) -> None:
        super().__init__(owner, _("Sign out {name}?", name=name), name="sign_out")
        text = _(
            "Messages and drafts are removed from this computer. They stay on the shop's server; "
            "sign in as “{handle}” to see them again. What wasn't sent yet is lost.",
            handle=handle,
        )
        self.column.addWidget(TextLabel(text, self, ink="ink2", wrap=True))
        self.add_ok_cancel(_("Sign out"), _("Cancel"), kind=ButtonKind.DANGER)
