"""What the gateway's parts work with; the application passes it in."""

from dataclasses import dataclass

from parley.foundation.clock import Clock
from parley.relay.gateway.sockets import Sockets
from parley.relay.presence import Presence
from parley.relay.rate_limits import RateLimits
from parley.relay.storage.database import Database


@dataclass(frozen=True)
class GatewayServices:
    """Collaborators of every socket. `urls` are the relay's own addresses, best first. `keeps_order`: writes submitted in order happen in order (one writer)."""

    database: Database
    clock: Clock
    sockets: Sockets
    presence: Presence
    limits: RateLimits
    relay: str
    keeps_order: bool
    urls: tuple[str, ...] = ()
    greeting_seconds: float = 10.0
