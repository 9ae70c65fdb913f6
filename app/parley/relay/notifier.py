"""Tells the sockets what a commit brought about.

The database calls with the notices of a commit, in commit order. Delivery waits one turn of the event loop, so that
the acknowledgements of the same commit stand before the events in each socket's stream. A frame is framed once,
whatever the number of its receivers.
"""

import asyncio
from collections.abc import Callable

from parley.relay.gateway.framing import frame_text
from parley.relay.gateway.sockets import Sockets
from parley.relay.storage.database import (
    Ended,
    Notice,
    OffersExpire,
    Publication,
    RelationsChanged,
    RepliesDue,
)


class Notifier:
    """The one listener of the database."""

    def __init__(
        self,
        sockets: Sockets,
        on_relations_changed: Callable[[tuple[str, ...]], None],
        on_replies_due: Callable[[], None],
        on_offers_expire: Callable[[], None],
    ) -> None:
        self._sockets = sockets
        self._on_relations_changed = on_relations_changed
        self._on_replies_due = on_replies_due
        self._on_offers_expire = on_offers_expire

    def notify(self, notices: list[Notice]) -> None:
        """Passes a commit's notices on, soon and in order."""
        asyncio.get_running_loop().call_soon(self._deliver, notices)

    def _deliver(self, notices: list[Notice]) -> None:
        for notice in notices:
            match notice:
                case Publication():
                    self._publish(notice)
                case Ended():
                    self._sockets.end(notice.account, notice.devices)
                case RelationsChanged():
                    self._on_relations_changed(notice.accounts)
                case RepliesDue():
                    self._on_replies_due()
                case OffersExpire():
                    self._on_offers_expire()

    def _publish(self, publication: Publication) -> None:
        framed = b""
        for account in publication.audience:
            if account == publication.own_party and publication.own_frame:
                self._send_to(account, frame_text(publication.own_frame))
            else:
                framed = framed or frame_text(publication.frame)
                self._send_to(account, framed)

    def _send_to(self, account: str, framed: bytes) -> None:
        for connection in self._sockets.of(account):
            connection.send_framed(framed)
