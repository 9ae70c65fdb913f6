"""Python's cyclic garbage is collected on the windows' thread, between two events, and nowhere else.

Left to itself Python collects in whatever thread happens to allocate. There it destroys Qt objects whose timers the
windows' thread goes on to fire; or it does so inside a call of Qt's, which still has the object on a list. The process
dies of both.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 500


class Collector(QObject):
    """Takes over from Python while it exists; `stop` gives it back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_LOOK_EVERY_MS)
        timer.timeout.connect(collect_what_is_due)
        timer.start()
        self._timer = timer

    def stop(self) -> None:
        """Lets Python collect by itself again."""
        self._timer.stop()
        gc.enable()


def collect_what_is_due() -> None:
    """What Python would have collected by now: the young ones often, the old ones seldom."""
    (young, middle, old), due = gc.get_count(), gc.get_threshold()
    if young <= due[0]:
        return
    if middle <= due[1]:
        gc.collect(0)
    elif old <= due[2]:
        gc.collect(1)
    else:
        gc.collect()
