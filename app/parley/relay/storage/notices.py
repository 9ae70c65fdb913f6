"""Delivers what a commit brought about, on the event loop."""

import logging
from collections.abc import Callable

from parley.relay.storage.database import Notice

_log = logging.getLogger(__name__)


class Announcer:
    """Holds the one listener; a failing listener never harms the write that is already durable."""

    def __init__(self) -> None:
        self._listener: Callable[[list[Notice]], None] | None = None

    def listen(self, listener: Callable[[list[Notice]], None]) -> None:
        """Sets the one listener."""
        self._listener = listener

    def announce(self, notices: list[Notice]) -> None:
        """Calls the listener, if there is something to tell."""
        if self._listener is None or not notices:
            return
        try:
            self._listener(notices)
        except Exception:
            _log.exception("the listener of committed notices failed")
