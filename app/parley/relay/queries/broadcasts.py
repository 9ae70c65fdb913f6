"""Messages to many: who would get one, what became of each, who opted out."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from parley.domain.access import Person, Relation, check_may_write_to
from parley.domain.broadcast import (
    Broadcast,
    BroadcastRules,
    BroadcastState,
    Candidate,
    Language,
    OptOut,
    Result,
    Why,
    day_began,
)
from parley.domain.errors import Refusal
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.protocol.rest_broadcasts import RecipientPage, RecipientResult
from parley.relay.queries.marks import places
from parley.relay.queries.people import person_of, relation_of
from parley.relay.storage.database import Row, Transaction

PAGE_LIMIT = 500
_CHUNK = 400
_COLUMNS = (
    "id, text, given, language, zone, state, total, sent, skipped, failed, started_at, ended_at, account, device,"
    " shop, body_hash"
)
_given = msgspec.json.Decoder(dict[str, str])


class Job(msgspec.Struct, frozen=True):
    """A broadcast with what its sender isn't told."""

    value: Broadcast
    account: str
    device: str
    shop: str
    body_hash: bytes


class Found(msgspec.Struct, frozen=True):
    """One of the people a broadcast is for: what the rules decide by, and the words for them."""

    account: str
    name: str
    candidate: Candidate
    language: str | None


async def find_job(tx: Transaction, broadcast: str, *, locks: bool = False) -> Job | None:
    """A broadcast, whoever sent it; `locks` keeps others from changing it until the commit."""
    lock = " FOR UPDATE" if locks else ""
    row = await tx.fetch_one(f"SELECT {_COLUMNS} FROM broadcast WHERE id = $1{lock}", broadcast)
    return None if row is None else _job_of(row)


async def broadcasts_of(tx: Transaction, account: str) -> dict[str, Broadcast]:
    """What an account has sent to many."""
    rows = await tx.fetch(f"SELECT {_COLUMNS} FROM broadcast WHERE account = $1", account)
    return {row[0]: _job_of(row).value for row in rows}


async def running_broadcasts(tx: Transaction) -> list[str]:
    """What has to go on, the oldest first."""
    rows = await tx.fetch("SELECT id FROM broadcast WHERE state = 'running' ORDER BY started_at, id")
    return [row[0] for row in rows]


async def next_recipient(tx: Transaction, broadcast: str) -> tuple[int, str] | None:
    """Whose turn it is: position and account."""
    row = await tx.fetch_one(
        "SELECT position, account FROM broadcast_recipient WHERE broadcast = $1 AND result = 'waiting'"
        " ORDER BY position LIMIT 1",
        broadcast,
    )
    return None if row is None else (int(row[0]), row[1])


async def recipients_page(tx: Transaction, broadcast: str, after: int, limit: int) -> RecipientPage:
    """Recipients behind the position `after`."""
    rows = await tx.fetch(
        "SELECT position, account, name, result, why, conversation, at FROM broadcast_recipient"
        " WHERE broadcast = $1 AND position > $2 ORDER BY position LIMIT $3",
        broadcast,
        after,
        limit + 1,
    )
    page = tuple(
        RecipientResult(
            position=row[0],
            account=row[1],
            name=row[2],
            result=Result(row[3]),
            why=Why(row[4]) if row[4] else None,
            conversation=row[5],
            at=None if row[6] is None else from_milliseconds(row[6]),
        )
        for row in rows[:limit]
    )
    return RecipientPage(recipients=page, next_after=page[-1].position if len(rows) > limit else None)


async def rules_of(tx: Transaction, shop: str) -> BroadcastRules:
    """The shop's rules."""
    row = await tx.fetch_one("SELECT broadcasts_per_day, broadcast_zone FROM shop WHERE id = $1", shop)
    return BroadcastRules() if row is None else BroadcastRules(per_day=row[0], zone=row[1])


async def opt_outs_of(tx: Transaction, shop: str) -> dict[str, OptOut]:
    """Who wants no more."""
    rows = await tx.fetch("SELECT account, at, by_account, reason FROM opt_out WHERE shop = $1", shop)
    return {row[0]: OptOut(at=from_milliseconds(row[1]), by=row[2], reason=row[3]) for row in rows}


async def has_opted_out(tx: Transaction, shop: str, account: str) -> bool:
    """Whether somebody wants no more."""
    row = await tx.fetch_one("SELECT 1 FROM opt_out WHERE shop = $1 AND account = $2", shop, account)
    return row is not None


async def had_one(tx: Transaction, account: str, conversation: str) -> bool:
    """Whether somebody was ever sent one in this conversation."""
    row = await tx.fetch_one(
        "SELECT 1 FROM broadcast_sent WHERE account = $1 AND conversation = $2 LIMIT 1", account, conversation
    )
    return row is not None


async def all_customers(tx: Transaction) -> list[str]:
    """Every customer of the shop, those who joined first at the top."""
    rows = await tx.fetch("SELECT id FROM account WHERE kind = 'customer' ORDER BY created_at, id")
    return [row[0] for row in rows]


async def find_people(
    tx: Transaction, sender: Person, shop: str, accounts: Sequence[str], zone: str, now: datetime
) -> list[Found]:
    """These people as the rules see them now, in their order; also those who don't exist."""
    began = to_milliseconds(day_began(now, zone))
    found: dict[str, Found] = {}
    for start in range(0, len(accounts), _CHUNK):
        chunk = accounts[start : start + _CHUNK]
        rows = await tx.fetch(
            "SELECT a.id, a.kind, a.is_disabled, a.who_may_write,"
            " (SELECT state FROM contact WHERE owner = $1 AND account = a.id), 0,"
            " EXISTS (SELECT 1 FROM block WHERE owner = $1 AND account = a.id),"
            " EXISTS (SELECT 1 FROM block WHERE owner = a.id AND account = $1),"
            " EXISTS (SELECT 1 FROM opt_out WHERE shop = $2 AND account = a.id),"
            " (SELECT count(*) FROM broadcast_sent b WHERE b.shop = $2 AND b.account = a.id AND b.at >= $3),"
            " (SELECT value FROM setting WHERE account = a.id AND name = 'language'),"
            " p.display_name FROM account a JOIN party p ON p.id = a.id"
            f" WHERE a.id IN ({places(len(chunk), 4)})",
            sender.account,
            shop,
            began,
            *chunk,
        )
        found |= {row[0]: _found_of(sender, row) for row in rows}
    unknown = Candidate(is_known=False)
    return [
        found.get(account, Found(account=account, name="", candidate=unknown, language=None))
        for account in accounts
    ]


def _found_of(sender: Person, row: Row) -> Found:
    person, between = person_of(row[0:4]), relation_of(row[4:8])
    candidate = Candidate(
        is_colleague=person.kind.is_staff,
        is_disabled=person.is_disabled,
        is_blocked=between.viewer_blocks,
        takes_none=_takes_none(sender, person, between),
        has_opted_out=bool(row[8]),
        today=int(row[9]),
    )
    return Found(account=row[0], name=row[11], candidate=candidate, language=row[10])


def _takes_none(sender: Person, person: Person, between: Relation) -> bool:
    try:
        check_may_write_to(sender, person, between)
    except Refusal:
        return True
    return False


def _job_of(row: Row) -> Job:
    value = Broadcast(
        id=row[0],
        text=row[1],
        given=_given.decode(row[2]),
        language=Language(row[3]),
        zone=row[4],
        state=BroadcastState(row[5]),
        total=row[6],
        sent=row[7],
        skipped=row[8],
        failed=row[9],
        started_at=from_milliseconds(row[10]),
        ended_at=None if row[11] is None else from_milliseconds(row[11]),
    )
    return Job(value=value, account=row[12], device=row[13], shop=row[14], body_hash=bytes(row[15]))
