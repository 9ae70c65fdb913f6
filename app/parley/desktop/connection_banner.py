"""The calm strip that says when the shop's server can't be reached, and what to do.

A short break is nobody's business: it shows only when there is no connection for a moment.
"""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QWidget

from parley.client.changes import Change, ConnectionChanged
from parley.client.rows import ConnectionState
from parley.desktop.i18n import translate
from parley.desktop.widgets.banner import Banner, BannerKind

if TYPE_CHECKING:
    from parley.client.session import Session

GRACE_MS = 2_500
LOOK_AGAIN_MS = 3_000


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


class Step(Enum):
    """What the banner offers to do."""

    TRY_NOW = "try_now"
    START_SERVER = "start_server"
    SIGN_IN = "sign_in"
    NONE = "none"


class ConnectionBanner(Banner):
    """Follows the connection of one session.

    Signals: `step_chosen` with a `Step`.
    """

    step_chosen = Signal(object)

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__("", parent, kind=BannerKind.OFFLINE, name="connection")
        self._session = session
        self.is_server_stopped: Callable[[], bool] = lambda: False
        """Whether the shop's server belongs on this computer and doesn't run: then it is offered to start it."""
        self._step = Step.NONE
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(GRACE_MS)
        self._grace.timeout.connect(self.show_state)
        self._look_again = QTimer(self)
        self._look_again.setInterval(LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self.show_state)
        self.action.connect(lambda: self.step_chosen.emit(self._step))
        self.hide()
        self._leave = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())
        self._follow()

    def show_state(self) -> None:
        """Say what is, without waiting; the timer does this by itself."""
        self._grace.stop()
        kind, text, action, self._step = self._words()
        self.setVisible(bool(text))
        if not text:
            self._look_again.stop()
        else:
            self._look_again.start()
            self.set_kind(kind)
            self.set_text(text)
            self.set_action(action)

    def _words(self) -> tuple[BannerKind, str, str, Step]:
        state = self._session.state
        if state is ConnectionState.SIGNED_OUT:
            text = _("This computer was signed out. What you wrote is kept.")
            return BannerKind.WARNING, text, _("Sign in again"), Step.SIGN_IN
        if state is ConnectionState.UPDATE_NEEDED:
            text = _("This Parley is too old for the shop's server. Please install the new version.")
            return BannerKind.WARNING, text, "", Step.NONE
        if state is ConnectionState.ONLINE:
            return BannerKind.INFO, "", "", Step.NONE
        if self.is_server_stopped():
            text = _("Your shop's server isn't running on this computer.")
            return BannerKind.OFFLINE, text, _("Start it"), Step.START_SERVER
        text = _("Can't reach the shop's server. What you write is kept and sent later.")
        return BannerKind.OFFLINE, text, _("Try now"), Step.TRY_NOW

    def _on_change(self, change: Change) -> None:
        if isinstance(change, ConnectionChanged):
            self._follow()

    def _follow(self) -> None:
        waits = self._session.state in (ConnectionState.OFFLINE, ConnectionState.CONNECTING)
        if not waits or self.isVisible():
            self.show_state()
        elif not self._grace.isActive():
            self._grace.start()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.show_state()
        super().changeEvent(event)
