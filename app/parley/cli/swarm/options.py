"""What a swarm is asked to do."""

from dataclasses import dataclass
from pathlib import Path

USERS_LIMIT = 200
SECONDS_LIMIT = 600.0
RATE_LIMIT = 500.0
THINK_SECONDS = 5.0
"""The mean pause of a user, unless --rate says otherwise."""


@dataclass(frozen=True, kw_only=True)
class SwarmOptions:
    """`rate` is how many times a second all users together act, as far as their script thinks between acts.

    `invitations` are links to an existing server, `relay` one of its addresses; without them the swarm runs a server
    of its own, where `staff` users (the owner among them) work for the shop and the others are customers.
    """

    users: int = 20
    seconds: float = 30.0
    rate: float = 4.0
    seed: int = 1
    script: Path | None = None
    invitations: tuple[str, ...] = ()
    relay: str = ""
    staff: int = 2
    owns_server: bool = False
    drain_seconds: float = 10.0

    @property
    def think_seconds(self) -> float:
        """The mean pause of one user."""
        return self.users / self.rate
