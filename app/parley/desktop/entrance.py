"""The way in, as a page of the main window: there while nobody is signed in, or while an account is added."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.main_window import MainWindow
from parley.desktop.platform.demo_process import start_demo
from parley.desktop.platform.shop_server import ShopServer
from parley.desktop.preferences import Preferences
from parley.desktop.sign_in.sign_in_view import SignInView
from parley.desktop.style.icons import Icon
from parley.desktop.tasks import Tasks

if TYPE_CHECKING:
    from parley.client.accounts import AccountBook


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


class Entrance(QObject):
    """Builds the page when it is asked for, and drops it when somebody is in.

    Signals: `signed_in(session, conversation)`, "" for no conversation; `left` by somebody who is in already.
    """

    signed_in = Signal(object, str)
    left = Signal()

    def __init__(
        self,
        book: "AccountBook",
        server: ShopServer,
        tasks: Tasks,
        preferences: Preferences,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._book = book
        self._server = server
        self._tasks = tasks
        self._preferences = preferences
        self._window = window
        self._view: SignInView | None = None

    def show(self, *, another: bool = False) -> SignInView:
        """Bring it to the front; `another` when there is an account to go back to."""
        if self._view is None:
            self._view = self._build()
        self._window.show_page(self._view)
        self._view.show_welcome(another=another)
        return self._view

    def close(self) -> None:
        """Nobody needs it any more."""
        if self._view is not None:
            self._window.remove_page(self._view)
            self._view = None

    def _build(self) -> SignInView:
        view = SignInView(self._book, self._server, self._tasks)
        view.signed_in.connect(self.signed_in)
        view.left.connect(self.left)
        view.demo_chosen.connect(self._start_demo)
        view.language_chosen.connect(self._preferences.set_language)
        view.autostart_chosen.connect(self._set_autostart)
        return view

    def _start_demo(self) -> None:
        try:
            start_demo(self._preferences.language.active)
        except OSError as error:
            self._window.say(sentence_of(error), Icon.WARNING)
        else:
            self._window.say(_("The sample shop is opening in windows of its own…"))

    def _set_autostart(self, on: bool) -> None:
        try:
            self._preferences.set_autostart(on)
        except OSError as error:
            self._window.say(sentence_of(error), Icon.WARNING)
