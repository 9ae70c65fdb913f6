"""What the shop's people and their customers said to each other, as `domain.statistics` needs it.

Nothing is counted while messages are sent: the figures are made from the events themselves when somebody looks. Only
conversations in which something was said since the period began are read.
"""

from collections.abc import Container, Iterable, Mapping
from datetime import datetime, timedelta

import msgspec

from parley.domain.courtesy import is_courtesy, words_of
from parley.domain.desk import COURTESY_SETTING, desk_settings
from parley.domain.events import DeskChanged
from parley.domain.hours import WorkingHours
from parley.domain.message import Origin, Part
from parley.domain.people import AccountKind
from parley.domain.statistics import Closed, Spoken
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.protocol.codec import decode_event
from parley.relay.queries.hours import hours_for
from parley.relay.storage.database import Row, Transaction

ROUND_LIMIT = timedelta(days=31)
"""How far before and after the period a question and its answer are looked for."""


class Talk(msgspec.Struct, frozen=True):
    """A direct conversation with a customer. `colleagues` are those who had it, by the last seq they had it up to."""

    customer: str
    colleagues: tuple[tuple[int, str], ...]

    def colleague_at(self, seq: int) -> str:
        """Whose customer it was when that was said."""
        return next((account for until, account in self.colleagues if seq <= until), self.colleagues[-1][1])


class Heard(msgspec.Struct, frozen=True):
    """A message as it was stored, not decoded yet."""

    conversation: str
    seq: int
    at_ms: int
    party: str
    payload: bytes


class _Body(msgspec.Struct, frozen=True):
    parts: tuple[Part, ...]
    origin: Origin = Origin.HUMAN


class _Payload(msgspec.Struct, frozen=True):
    body: _Body


_decoder = msgspec.json.Decoder(_Payload)
_FOREVER = 1 << 62


async def talks_with_customers(tx: Transaction, since: datetime, colleague: str | None) -> dict[str, Talk]:
    """The conversations of one colleague, or of all, in which something was said since then."""
    rows = await tx.fetch(
        "SELECT s.conversation, s.party, s.until_seq, a.kind FROM seat s"
        " JOIN conversation c ON c.id = s.conversation JOIN log l ON l.id = c.id JOIN account a ON a.id = s.party"
        " WHERE c.kind = 'direct' AND l.last_event_at >= $1",
        to_milliseconds(since),
    )
    seats: dict[str, list[Row]] = {}
    for row in rows:
        seats.setdefault(row[0], []).append(row)
    talks = {conversation: _talk(of_one) for conversation, of_one in seats.items()}
    return {
        conversation: talk
        for conversation, talk in talks.items()
        if talk is not None
        and (colleague is None or colleague in {account for _, account in talk.colleagues})
    }


async def heard_in(
    tx: Transaction, conversations: Iterable[str], begin: datetime, end: datetime
) -> list[Heard]:
    """The messages of these conversations in begin..end."""
    heard: list[Heard] = []
    for conversation in conversations:
        rows = await tx.fetch(
            "SELECT seq, at, party, payload FROM event"
            " WHERE log_id = $1 AND type = 'MessageCreated' AND at >= $2 AND at < $3 ORDER BY seq",
            conversation,
            to_milliseconds(begin),
            to_milliseconds(end),
        )
        heard += [Heard(conversation, row[0], row[1], row[2], bytes(row[3])) for row in rows]
    return heard


async def courtesies_of_each(tx: Transaction, colleagues: Iterable[str]) -> dict[str, frozenset[str]]:
    """The words that need no answer at each colleague's desk."""
    found: dict[str, frozenset[str]] = {}
    for colleague in colleagues:
        row = await tx.fetch_one(
            "SELECT value FROM setting WHERE account = $1 AND name = $2", colleague, COURTESY_SETTING
        )
        settings = {} if row is None else {COURTESY_SETTING: str(row[0])}
        found[colleague] = desk_settings(settings).courtesy_letters
    return found


async def hours_of_each(tx: Transaction, colleagues: Iterable[str]) -> dict[str, WorkingHours]:
    """When each colleague is there, their own hours or the shop's; without those who are always there."""
    found = {colleague: await hours_for(tx, colleague) for colleague in colleagues}
    return {colleague: hours for colleague, hours in found.items() if hours is not None}


async def done_marks(tx: Transaction, colleagues: Iterable[str], since: datetime) -> list[Closed]:
    """Each time a colleague marked a conversation as done, unless they took it back."""
    marks: dict[str, list[int]] = {}
    for colleague in colleagues:
        rows = await tx.fetch(
            "SELECT payload FROM event WHERE log_id = $1 AND type = 'DeskChanged' AND at >= $2 ORDER BY seq",
            colleague,
            to_milliseconds(since),
        )
        for row in rows:
            body = decode_event(bytes(row[0])).body
            assert isinstance(body, DeskChanged)
            kept = [seq for seq in marks.get(body.conversation, ()) if seq < body.desk.done_seq]
            marks[body.conversation] = [*kept, body.desk.done_seq]
    return [Closed(conversation=c, seq=seq) for c, some in marks.items() for seq in some if seq]


def spoken_of(
    heard: Iterable[Heard], talks: Mapping[str, Talk], courtesies: Mapping[str, Container[str]]
) -> list[Spoken]:
    """The messages decoded; `courtesies` are the words that need no answer, by colleague."""
    return [_spoken(one, talks[one.conversation], courtesies) for one in heard]


def _talk(seats: Iterable[Row]) -> Talk | None:
    """None when it isn't a customer's talk with one of the shop's people."""
    customer = None
    colleagues = []
    for _, party, until, kind in seats:
        if kind == AccountKind.CUSTOMER:
            customer = party
        elif AccountKind(kind).is_staff:
            colleagues.append((_FOREVER if until is None else int(until), str(party)))
    return Talk(customer, tuple(sorted(colleagues))) if customer and colleagues else None


def _spoken(heard: Heard, talk: Talk, courtesies: Mapping[str, Container[str]]) -> Spoken:
    by_customer = heard.party == talk.customer
    colleague = talk.colleague_at(heard.seq) if by_customer else heard.party
    body = _decoder.decode(heard.payload).body
    return Spoken(
        conversation=heard.conversation,
        seq=heard.seq,
        at=from_milliseconds(heard.at_ms),
        customer=talk.customer,
        colleague=colleague,
        by_customer=by_customer,
        origin=body.origin,
        is_courtesy=by_customer and is_courtesy(words_of(body.parts), courtesies.get(colleague, ())),
    )
