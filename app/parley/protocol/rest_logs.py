"""The REST shapes of logs: runs of events, and what accounts and shops add up to. Routes: `rest.py`."""

from parley.domain.events import Event
from parley.domain.state import AccountState, ShopState
from parley.protocol.rest import Shape


class EventPage(Shape, frozen=True, kw_only=True):
    """A run of events without a hole. `first_seq` is the first one the asker may see, `head_seq` the last."""

    log: str
    first_seq: int
    head_seq: int
    events: tuple[Event, ...]


class AccountSnapshot(Shape, frozen=True, kw_only=True):
    """The account log up to `seq`, added up."""

    log: str
    seq: int
    state: AccountState


class ShopSnapshot(Shape, frozen=True, kw_only=True):
    """The shop log up to `seq`, added up."""

    log: str
    seq: int
    state: ShopState
