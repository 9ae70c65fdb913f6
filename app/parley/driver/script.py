"""Runs the steps of a request one after the other through Qt's event loop.

The next step is scheduled *before* a step is taken: a click may open a menu or a dialog that runs a loop of its own
and doesn't return until it is closed. The next steps then run inside that loop, and the answer is sent from there.
QTest's functions also process events before they are done, which is no such loop: the next step waits for them.
"""

import traceback
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QThread, QTimer

from parley.driver.control_wire import ControlError

Step = Callable[[], "Iterable[Step] | None"]
"""One event, or a decision that returns the steps to take next. What sends an event returns None."""


class Script:
    """The steps of one request; `done` gets the error that stopped it, or None."""

    def __init__(self, steps: Iterable[Step], done: Callable[[Exception | None], None]) -> None:
        self._steps = deque(steps)
        self._done: Callable[[Exception | None], None] | None = done
        self._level_of_step: int | None = None
        self._is_due = False

    def start(self) -> None:
        """Takes the first step when the event loop gets to it."""
        QTimer.singleShot(0, self._next)

    def stop(self) -> None:
        """Takes no further step, and tells nobody."""
        self._done = None
        self._steps.clear()

    def _next(self) -> None:
        if self._level_of_step is not None and QThread.currentThread().loopLevel() <= self._level_of_step:
            self._is_due = True
            return
        if self._done is None:
            return
        if not self._steps:
            self._finish(None)
            return
        self._take(self._steps.popleft())

    def _take(self, step: Step) -> None:
        around, self._level_of_step = self._level_of_step, QThread.currentThread().loopLevel()
        QTimer.singleShot(0, self._next)
        try:
            more = step()
        except Exception as error:
            self._finish(error)
            return
        finally:
            self._level_of_step = around
            is_due, self._is_due = self._is_due, False
            if is_due:
                QTimer.singleShot(0, self._next)
        if more is not None:
            self._steps.extendleft(reversed(list(more)))

    def _finish(self, error: Exception | None) -> None:
        done, self._done = self._done, None
        self._steps.clear()
        if done is not None:
            done(error)


class Turns:
    """Lets one script run after the other: there is one pointer and one keyboard, whoever asks."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[object, Iterable[Step], Callable[[Exception | None], None]]] = deque()
        self._running: tuple[object, Script] | None = None

    def take(self, owner: object, steps: Iterable[Step], done: Callable[[Exception | None], None]) -> None:
        """Runs the steps when it's their turn."""
        self._waiting.append((owner, steps, done))
        self._go_on()

    def forget(self, owner: object) -> None:
        """Whoever asked has gone: its steps aren't taken any more."""
        self._waiting = deque(entry for entry in self._waiting if entry[0] is not owner)
        if self._running is not None and self._running[0] is owner:
            self._running[1].stop()
            self._running = None
            self._go_on()

    def _go_on(self) -> None:
        if self._running is not None or not self._waiting:
            return
        owner, steps, done = self._waiting.popleft()

        def ended(error: Exception | None) -> None:
            self._running = None
            done(error)
            self._go_on()

        script = Script(steps, ended)
        self._running = (owner, script)
        script.start()


def as_control_error(error: Exception) -> ControlError:
    """A failure as the asker hears it; what we didn't expect is named, not hidden."""
    if isinstance(error, ControlError):
        return error
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    words: dict[str, Any] = {
        "kind": type(error).__name__,
        "where": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
    }
    return ControlError("failed", f"The driver itself failed: {type(error).__name__}: {error}", **words)
