"""Desks, and who waits at them: what `domain.waiting` finds in the tables."""

from datetime import datetime

import msgspec

from parley.domain.courtesy import words_of
from parley.domain.desk import COURTESY_SETTING, Desk, desk_settings
from parley.domain.events import MessageCreated
from parley.domain.waiting import KEPT_LIMIT, Said, Unanswered, Wait, find_wait, hear
from parley.foundation.clock import from_milliseconds
from parley.protocol.codec import decode_event
from parley.protocol.rest_desk import TeamWait, TeamWaiting
from parley.relay.queries.marks import CHUNK, places
from parley.relay.storage.database import Row, Transaction

_COLUMNS = "d.done_seq, d.snoozed_until, d.snoozed_seq, d.flag"
TEAM_LIMIT = 500
"""Customers shown to the team lead at most; nobody reads on."""


class CustomerWait(msgspec.Struct, frozen=True, kw_only=True):
    """A customer and how they wait at a colleague's desk."""

    account: str
    customer: str
    conversation: str
    wait: Wait


async def find_desk(tx: Transaction, account: str, conversation: str) -> Desk | None:
    """What one has done about a customer, if anything."""
    row = await tx.fetch_one(
        f"SELECT {_COLUMNS} FROM desk d WHERE d.account = $1 AND d.conversation = $2", account, conversation
    )
    return None if row is None else _desk_of(row)


async def desks_of(tx: Transaction, account: str) -> dict[str, Desk]:
    """All desks of an account, by conversation."""
    rows = await tx.fetch(f"SELECT {_COLUMNS}, d.conversation FROM desk d WHERE d.account = $1", account)
    return {row[4]: _desk_of(row) for row in rows}


async def unanswered_of(tx: Transaction, account: str, conversations: list[str]) -> dict[str, Unanswered]:
    """What customers said and nobody answered, in those of the conversations where there is something."""
    found: dict[str, Unanswered] = {}
    for start in range(0, len(conversations), CHUNK):
        some = conversations[start : start + CHUNK]
        rows = await tx.fetch(
            f"{_WAITING} AND w.account = $1 AND w.conversation IN ({places(len(some), 2)})", account, *some
        )
        for row in rows:
            found[row[1]] = await _unanswered(tx, row)
    return found


async def who_waits(tx: Transaction, account: str, now: datetime) -> list[CustomerWait]:
    """The customers who wait at one colleague's desk now, the longest wait first."""
    return await _waits(tx, await tx.fetch(f"{_WAITING} AND w.account = $1", account), now)


async def team_waiting(tx: Transaction, shop: str, now: datetime) -> TeamWaiting:
    """Who waits at whom in a shop."""
    rows = await tx.fetch(
        f"{_WAITING} AND w.account IN (SELECT account FROM staff WHERE shop = $1)"
        f" ORDER BY w.conversation DESC LIMIT {TEAM_LIMIT}",
        shop,
    )
    waits = await _waits(tx, rows, now)
    names = {row[2]: row[7] for row in rows}
    return TeamWaiting(
        waits=tuple(
            TeamWait(
                account=w.account, customer=w.customer, customer_name=names[w.customer], since=w.wait.since
            )
            for w in waits
        )
    )


_WAITING = (
    "SELECT w.account, w.conversation, w.customer, w.asked_seq, w.answered_seq,"
    " coalesce(d.done_seq, 0), d.snoozed_until, p.display_name, coalesce(d.snoozed_seq, 0)"
    " FROM waiting w JOIN account a ON a.id = w.account JOIN account c ON c.id = w.customer"
    " JOIN party p ON p.id = w.customer"
    " LEFT JOIN desk d ON d.account = w.account AND d.conversation = w.conversation"
    " WHERE a.kind IN ('owner', 'staff') AND c.kind = 'customer' AND w.asked_seq > w.answered_seq"
    " AND w.asked_seq > coalesce(d.done_seq, 0)"
)
"""Where somebody may wait; `domain.waiting` then says whether they do."""


async def _waits(tx: Transaction, rows: list[Row], now: datetime) -> list[CustomerWait]:
    found = []
    lists: dict[str, frozenset[str]] = {}
    for row in rows:
        account = row[0]
        if account not in lists:
            lists[account] = await _courtesies(tx, account)
        until = None if row[6] is None else from_milliseconds(row[6])
        desk = Desk(done_seq=row[5], snoozed_until=until, snoozed_seq=row[8])
        wait = find_wait(await _unanswered(tx, row), desk, lists[account])
        if wait is not None and wait.counts(now):
            found.append(CustomerWait(account=account, customer=row[2], conversation=row[1], wait=wait))
    return sorted(found, key=lambda w: (w.wait.since, w.conversation))


async def _unanswered(tx: Transaction, row: Row) -> Unanswered:
    """The customer's first messages after the last answer or Done, and the newest."""
    conversation, customer, asked, after = row[1], row[2], row[3], max(row[4], row[5])
    rows = await tx.fetch(
        "SELECT seq, payload FROM event WHERE log_id = $1 AND type = 'MessageCreated' AND party = $2 AND seq > $3"
        f" ORDER BY seq LIMIT {KEPT_LIMIT + 1}",
        conversation,
        customer,
        after,
    )
    if rows and rows[-1][0] < asked:
        rows += await tx.fetch(
            "SELECT seq, payload FROM event WHERE log_id = $1 AND seq = $2", conversation, asked
        )
    unanswered = Unanswered()
    for _, payload in rows:
        event = decode_event(bytes(payload))
        if isinstance(event.body, MessageCreated):
            said = Said(event.seq, event.at, words_of(event.body.parts))
            unanswered = hear(unanswered, said, is_own=False, origin=event.body.origin)
    return unanswered


async def _courtesies(tx: Transaction, account: str) -> frozenset[str]:
    row = await tx.fetch_one(
        "SELECT value FROM setting WHERE account = $1 AND name = $2", account, COURTESY_SETTING
    )
    return desk_settings({} if row is None else {COURTESY_SETTING: row[0]}).courtesy_letters


def _desk_of(row: Row) -> Desk:
    return Desk(
        done_seq=row[0],
        snoozed_until=None if row[1] is None else from_milliseconds(row[1]),
        snoozed_seq=row[2],
        flag=row[3],
    )
