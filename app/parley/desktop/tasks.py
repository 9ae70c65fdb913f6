"""The one road from a slot to a coroutine.

`tasks.run(coro, owner=self)` starts it, keeps it alive, cancels it when its owner is destroyed, and tells the
person when it fails: through `on_error` if given, else through the signal `failed`, which the window shows.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from parley.desktop.failures import is_expected, sentence_of

OnError = Callable[[BaseException], object]


class Tasks(QObject):
    """Runs coroutines for widgets.

    Signals: `failed` with a sentence for the person, when a task failed that has no `on_error` of its own.
    """

    failed = Signal(str)

    def __init__(
        self, parent: QObject | None = None, *, loop: asyncio.AbstractEventLoop | None = None
    ) -> None:
        super().__init__(parent)
        self._loop = loop
        self._running: dict[int, set[asyncio.Task[Any]]] = {}

    def run(
        self,
        coro: Coroutine[Any, Any, Any],
        *,
        owner: QObject,
        on_error: OnError | None = None,
        on_done: Callable[[Any], object] | None = None,
    ) -> asyncio.Task[Any]:
        """Starts `coro`; `on_done` gets its result. Neither callback is called once the owner is gone.

        A mistake of ours also reaches `sys.excepthook`, which writes it to the log.
        """
        task = (self._loop or asyncio.get_running_loop()).create_task(coro)
        self._keep(task, owner)

        def finish(done: asyncio.Task[Any]) -> None:
            self._forget(done, key)
            if done.cancelled():
                return
            error = done.exception()
            if error is None:
                if on_done is not None and isValid(owner):
                    on_done(done.result())
            else:
                self._tell(error, owner, on_error)

        key = id(owner)
        task.add_done_callback(finish)
        return task

    def running(self, owner: QObject | None = None) -> int:
        """How many tasks haven't ended: of one owner, or all."""
        if owner is not None:
            return len(self._running.get(id(owner), ()))
        return sum(len(tasks) for tasks in self._running.values())

    async def settle(self) -> None:
        """Returns when nothing runs any more, what was started meanwhile included."""
        while tasks := [task for some in self._running.values() for task in some]:
            await asyncio.gather(*tasks, return_exceptions=True)
            # Since Python 3.12 a gather of ended tasks doesn't yield, and `finish` would never come to forget them.
            await asyncio.sleep(0)

    def cancel_all(self) -> None:
        """For the end of the application."""
        for tasks in list(self._running.values()):
            for task in list(tasks):
                task.cancel()

    def _keep(self, task: asyncio.Task[Any], owner: QObject) -> None:
        key = id(owner)
        if key not in self._running:
            self._running[key] = set()
            owner.destroyed.connect(lambda *_: self._cancel_of(key))
        self._running[key].add(task)

    def _forget(self, task: asyncio.Task[Any], key: int) -> None:
        tasks = self._running.get(key)
        if tasks is not None:
            tasks.discard(task)

    def _cancel_of(self, key: int) -> None:
        for task in self._running.pop(key, set()):
            task.cancel()

    def _tell(self, error: BaseException, owner: QObject, on_error: OnError | None) -> None:
        if not is_expected(error):
            sys.excepthook(type(error), error, error.__traceback__)
        if not isValid(owner):
            return
        if on_error is not None:
            on_error(error)
        elif isValid(self):
            self.failed.emit(sentence_of(error))
