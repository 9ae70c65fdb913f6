"""The shapes of automatic replies and working hours.

PUT    /hours/{owner}                          HoursValue -> HoursValue     owner: person | shop
PUT    /auto-reply/{owner}                     Book -> Book
POST   /auto-reply/dry-run                     DryRunQuestion -> DryRun
GET    /auto-reply/away?since=                 AwaySummary
"""

from datetime import datetime

import msgspec

from parley.domain.auto_reply import Decision
from parley.domain.hours import WorkingHours
from parley.domain.message import Part
from parley.domain.people import AccountKind
from parley.domain.presence import Status


class HoursValue(msgspec.Struct, frozen=True, kw_only=True):
    """Working hours; null: none, a person then has those of the shop."""

    hours: WorkingHours | None = None


class DryRunQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """What would be sent in answer to this text?

    `at` null is now; `sender` null is a customer nobody knows yet; `status` null is one's own as it is.
    """

    text: str
    at: datetime | None = None
    sender: str | None = None
    status: Status | None = None


class DryRun(msgspec.Struct, frozen=True, kw_only=True):
    """The decision, the words as they would be sent, and the facts it rests on."""

    decision: Decision
    parts: tuple[Part, ...]
    at: datetime
    status: Status
    is_open: bool | None


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who wrote. `is_answered`: automatically; `waits`: nobody has answered by hand since."""

    account: str
    kind: AccountKind
    conversation: str
    first_at: datetime
    is_answered: bool
    waits: bool


class AwaySummary(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote since then, in that order."""

    since: datetime
    visitors: tuple[Visitor, ...] = ()
