"""What automatic replies are decided by, and what they have done.

A message that no machine wrote is told from an automatic one by its device: those have none.
"""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

import msgspec

from parley.domain.auto_reply import Book, Books, Facts, needs_history, needs_waiting
from parley.domain.people import AccountKind
from parley.domain.presence import Status
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.protocol.rest_auto_reply import AwaySummary, Visitor
from parley.relay.queries.desk import who_waits
from parley.relay.queries.hours import hours_for
from parley.relay.storage.database import Transaction

NO_DEVICE = ""
"""The device of automatic messages."""

LiveStatus = Callable[[str], Status]
"""How an account is by its sockets, as it sees itself; called within transactions, so from another thread."""

_WORDS = "type = 'MessageCreated' AND acted_by_device <> ''"


async def book_of(tx: Transaction, owner: str) -> Book:
    """The book of an account or a shop, by the id of its log; an empty one at first."""
    row = await tx.fetch_one("SELECT book FROM auto_reply_book WHERE owner = $1", owner)
    return Book() if row is None else _decoded(row[0])


async def books_for(tx: Transaction, account: str) -> Books:
    """What counts for an account: its own book, and that of the shop it works for."""
    rows = await tx.fetch(
        "SELECT owner, book FROM auto_reply_book WHERE owner = $1"
        " OR owner = (SELECT min(shop) FROM staff WHERE account = $1)",
        account,
    )
    own, shop = Book(), Book()
    for owner, text in rows:
        if owner == account:
            own = _decoded(text)
        else:
            shop = _decoded(text)
    return Books(own=own, shop=shop)


async def facts_for(
    tx: Transaction,
    account: str,
    books: Books,
    peer: str,
    conversation: str | None,
    live: LiveStatus,
    now: datetime,
    *,
    before_seq: int | None = None,
) -> Facts:
    """How things stand between an account and somebody who writes to it; what no rule asks for isn't looked up."""
    rules = [rule for _, rule in books.rules()]
    heard = talked = None
    is_pending = False
    if conversation is not None:
        before = before_seq or 1 << 62
        if any(needs_history(rule) for rule in rules):
            heard = await _last(tx, conversation, before, "type = 'MessageCreated' AND party = $3", peer)
            talked = await _last(tx, conversation, before, _WORDS)
        row = await tx.fetch_one(
            "SELECT 1 FROM auto_reply_pending WHERE conversation = $1 AND account = $2", conversation, account
        )
        is_pending = row is not None
    sent = await tx.fetch(
        "SELECT rule, at FROM auto_reply_sent WHERE account = $1 AND peer = $2", account, peer
    )
    return Facts(
        status=await status_of(tx, account, live),
        waiting=await waiting_count(tx, account, peer, now) if any(needs_waiting(r) for r in rules) else 0,
        hours=await hours_for(tx, account),
        last_heard_at=heard,
        last_talk_at=talked,
        sent_at={row[0]: from_milliseconds(row[1]) for row in sent},
        is_pending=is_pending,
    )


async def status_of(tx: Transaction, account: str, live: LiveStatus) -> Status:
    """Away by choice holds until one is back, whether a device is on or not; all else is what the sockets say."""
    row = await tx.fetch_one("SELECT value FROM setting WHERE account = $1 AND name = 'status'", account)
    return Status.AWAY if row is not None and row[0] == Status.AWAY else live(account)


async def waiting_count(tx: Transaction, account: str, except_peer: str, now: datetime) -> int:
    """How many other customers wait at one's desk."""
    return sum(wait.customer != except_peer for wait in await who_waits(tx, account, now))


async def away_summary(tx: Transaction, account: str, since: datetime) -> AwaySummary:
    """Who wrote since then, who of them got an automatic reply, and who waits for a human one."""
    rows = await tx.fetch(
        "SELECT s.conversation, s.peer, a.kind,"
        f" ({_newest('s.peer')} AND at >= $2), ({_newest('s.party')}),"
        " (SELECT count(*) FROM event WHERE log_id = s.conversation AND type = 'MessageCreated'"
        " AND party = s.party AND acted_by_device = '' AND at >= $2),"
        f" (SELECT min(at) FROM event WHERE log_id = s.conversation AND {_WORDS} AND party = s.peer AND at >= $2)"
        " FROM seat s JOIN account a ON a.id = s.peer JOIN log l ON l.id = s.conversation"
        " WHERE s.party = $1 AND s.until_seq IS NULL AND l.last_event_at >= $2",
        account,
        to_milliseconds(since),
    )
    came = [row for row in rows if row[3] is not None]
    visitors = (
        Visitor(
            account=row[1],
            kind=AccountKind(row[2]),
            conversation=row[0],
            first_at=from_milliseconds(row[6]),
            is_answered=row[5] > 0,
            waits=row[3] > (row[4] or 0),
        )
        for row in sorted(came, key=lambda row: (row[6], row[0]))
    )
    return AwaySummary(since=since, visitors=tuple(visitors))


async def next_due(tx: Transaction) -> tuple[str, datetime] | None:
    """The reply that is sent next, and when."""
    row = await tx.fetch_one("SELECT id, due_at FROM auto_reply_pending ORDER BY due_at, id LIMIT 1")
    return None if row is None else (row[0], from_milliseconds(row[1]))


def _newest(party: str) -> str:
    return f"SELECT max(seq) FROM event WHERE log_id = s.conversation AND {_WORDS} AND party = {party}"


async def _last(
    tx: Transaction, conversation: str, before_seq: int, where: str, *args: str
) -> datetime | None:
    row = await tx.fetch_one(
        f"SELECT at FROM event WHERE log_id = $1 AND seq < $2 AND {where} ORDER BY seq DESC LIMIT 1",
        conversation,
        before_seq,
        *args,
    )
    return None if row is None else from_milliseconds(row[0])


@lru_cache(256)
def _decoded(text: str) -> Book:
    return msgspec.json.decode(text, type=Book)
