"""The shop's server on this computer, as the desktop keeps it: opened with it, stopped only when asked."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from parley.desktop.failures import sentence_of
from parley.desktop.local_settings import LocalSettings
from parley.desktop.main_window import MainWindow
from parley.desktop.platform.shop_server import ShopServer
from parley.desktop.quit_dialog import StopServerDialog
from parley.desktop.style.icons import Icon
from parley.desktop.tasks import Tasks

_STOPPED = "shop_stopped"


class OwnServer(QObject):
    """One profile has at most one shop of its own. It outlives the window, and remembers a stop on purpose.

    Signals: `stopped` once it was stopped from here; `found(RunningServer)` where it is once it runs.
    """

    stopped = Signal()
    found = Signal(object)

    def __init__(
        self, server: ShopServer, local: LocalSettings, window: MainWindow, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.server = server
        self._local = local
        self._window = window
        self._tasks = tasks

    def is_running(self) -> bool:
        """Whether a shop is here and open."""
        return self.server.exists and self.server.find() is not None

    def is_stopped(self) -> bool:
        """Whether a shop is here and closed."""
        return self.server.exists and self.server.find() is None

    def remember_open(self) -> None:
        """From now on it opens with the desktop."""
        self._local.set(_STOPPED, False)

    async def open(self) -> None:
        """A shop on this computer opens with its owner's desktop, unless it was stopped on purpose."""
        if not self.server.exists or self._local.flag(_STOPPED):
            return
        try:
            self.found.emit(await self.server.start())
        except Exception as error:  # a desktop without its server still shows everything
            self._window.say(sentence_of(error), Icon.WARNING)

    async def reopen(self) -> None:
        """Open it again after a stop on purpose."""
        self.remember_open()
        self.found.emit(await self.server.start())

    def ask_to_stop(self, *, then: Callable[[], None] | None = None) -> None:
        """Stop it or keep it running, as the person says; `then` is called in both cases."""
        self._window.come_forward()
        dialog = StopServerDialog(self._window)
        dialog.answered.connect(lambda stops: self._tasks.run(self._on_answer(stops, then), owner=self))
        dialog.open()

    async def _on_answer(self, stops: bool, then: Callable[[], None] | None) -> None:
        if stops:
            self._local.set(_STOPPED, True)
            await self.server.stop()
            self.stopped.emit()
        if then is not None:
            then()
