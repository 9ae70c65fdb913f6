"""The REST shapes of messages to many. The routes are listed in `rest.py`; `domain.broadcast` values go as they are."""

from datetime import datetime

from parley.domain.broadcast import Language, Result, Why
from parley.protocol.rest import Shape


class BroadcastWish(Shape, frozen=True, kw_only=True):
    """What to say to whom: these people, and all the shop's customers if wished; each gets it once.

    `given` has values for the variables the relay can't know. `language` is the footer's for people who never chose
    one. `zone` is the sender's: the shop's own goes before it.
    """

    text: str
    people: tuple[str, ...] = ()
    all_customers: bool = False
    given: dict[str, str] = {}
    language: Language
    zone: str = "UTC"


class PreviewEntry(Shape, frozen=True, kw_only=True):
    """One of the people, and why they don't get it, if so."""

    account: str
    name: str
    why: Why | None = None


class BroadcastPreview(Shape, frozen=True, kw_only=True):
    """Who would get it now. `sample` is the message the first of them would read. `missing` are the variables to ask for:
    while there are any nothing can be sent.
    """

    people: tuple[PreviewEntry, ...]
    sample: str = ""
    missing: tuple[str, ...] = ()


class RecipientResult(Shape, frozen=True, kw_only=True):
    """What became of one recipient, and when. `why` for who was skipped or failed; `conversation` where it stands."""

    position: int
    account: str
    name: str
    result: Result
    why: Why | None = None
    conversation: str | None = None
    at: datetime | None = None


class RecipientPage(Shape, frozen=True, kw_only=True):
    """Recipients in the order of their turn. `next_after` is for the next page; null at the end."""

    recipients: tuple[RecipientResult, ...]
    next_after: int | None = None


class OptOutChange(Shape, frozen=True, kw_only=True):
    """Writes down that somebody wants no messages to many, or wants them again. Letting them back needs a reason."""

    is_out: bool
    reason: str = ""
