"""Asks for the figures: at once, or a moment after things happened, and never two questions at a time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from parley.client.rows import SeenStatistics
from parley.desktop.tasks import Tasks
from parley.protocol.rest_statistics import Scope

if TYPE_CHECKING:
    from parley.client.session import Session

_SOON_MS = 3_000

Question = tuple[int, str, Scope]


class Refresher(QObject):
    """Signals: `told` with `SeenStatistics`, `failed` with the exception."""

    told = Signal(object)
    failed = Signal(object)

    def __init__(self, session: "Session", tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._is_asking = False
        self._next: Question | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask_next)

    def ask(self, days: int, zone: str, scope: Scope) -> None:
        """Now, or as soon as the question before it is answered."""
        self._next = (days, zone, scope)
        self._ask_next()

    def ask_soon(self, days: int, zone: str, scope: Scope) -> None:
        """In a few seconds, once for all that happens until then."""
        self._next = (days, zone, scope)
        if not self._soon.isActive():
            self._soon.start()

    def _ask_next(self) -> None:
        if self._is_asking or self._next is None:
            return
        (days, zone, scope), self._next = self._next, None
        self._is_asking = True
        self._tasks.run(
            self._session.statistics.read(days, zone, scope),
            owner=self,
            on_done=self._on_told,
            on_error=self._on_error,
        )

    def _on_told(self, seen: SeenStatistics) -> None:
        self._is_asking = False
        if self._next is None:
            self.told.emit(seen)
        self._ask_next()

    def _on_error(self, error: BaseException) -> None:
        self._is_asking = False
        self.failed.emit(error)
        self._ask_next()
