"""What the routes work with; the application passes it in."""

from collections.abc import Callable
from dataclasses import dataclass

from parley.domain.presence import Status
from parley.foundation.clock import Clock
from parley.relay.avatars import Avatars
from parley.relay.identity import Identity
from parley.relay.invite_links import RelayAddress
from parley.relay.passwords import Passwords
from parley.relay.rate_limits import RateLimits
from parley.relay.storage.database import Database


@dataclass(frozen=True)
class RestServices:
    """Collaborators of every route. `on_status_chosen` tells presence of a choice that came as a setting, `on_broadcast`
    the sender of messages to many that there is something to send.

    `live_status` is an account's status by its sockets, as it sees itself.
    """

    database: Database
    clock: Clock
    limits: RateLimits
    passwords: Passwords
    avatars: Avatars
    identity: Identity
    relay: str
    address: RelayAddress
    on_status_chosen: Callable[[str, Status], None]
    live_status: Callable[[str], Status]
    on_broadcast: Callable[[], None]
