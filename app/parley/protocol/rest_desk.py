"""The REST shapes of the seller's desk. The routes are listed in `rest.py`; `domain.desk.Desk` goes as it is."""

from datetime import datetime

from parley.protocol.rest import Shape


class TeamWait(Shape, frozen=True, kw_only=True):
    """A customer who waits at a colleague's desk; nothing of what was said."""

    account: str
    customer: str
    customer_name: str
    since: datetime


class TeamWaiting(Shape, frozen=True, kw_only=True):
    """Who waits at whom, the longest wait first. Pure courtesies and customers put off don't count."""

    waits: tuple[TeamWait, ...]
