"""Appending to logs: the one place where a seq is given out.

An action that decides by what a log says locks the log first (`lock`), then reads, then appends. The lock is the log's
row; on SQLite the single writer makes it needless.
"""

from collections.abc import Iterable
from datetime import datetime

from parley.domain.errors import NotFound
from parley.domain.events import ActedBy, Body, Event, LogKind
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.foundation.ids import new_id
from parley.protocol.codec import encode
from parley.relay.actions.actor import Actor
from parley.relay.storage.database import Publication, Transaction
from parley.relay.storage.payload import without_acted_by


async def create_log(tx: Transaction, log: str, kind: LogKind) -> None:
    """A new, empty log."""
    await tx.execute("INSERT INTO log (id, kind) VALUES ($1, $2)", log, kind)


async def lock(tx: Transaction, log: str) -> int:
    """Keeps others from appending until the commit; returns the log's head seq. Raises NotFound."""
    row = await tx.fetch_one("SELECT head_seq FROM log WHERE id = $1 FOR UPDATE", log)
    if row is None:
        raise NotFound("no_such_log", "There is no such log here.", field="log")
    return int(row[0])


async def lock_for_decision(tx: Transaction, log: str, now: datetime) -> datetime:
    """Locks a log and answers by which time is decided there: `now`, or its last event's if that is later (G14).

    Raises NotFound.
    """
    row = await tx.fetch_one("SELECT last_event_at FROM log WHERE id = $1 FOR UPDATE", log)
    if row is None:
        raise NotFound("no_such_log", "There is no such log here.", field="log")
    return max(from_milliseconds(to_milliseconds(now)), from_milliseconds(int(row[0])))


async def lock_all(tx: Transaction, logs: Iterable[str]) -> None:
    """Locks several logs, always in the same order, so that two actions don't wait for each other."""
    for log in sorted(set(logs)):
        await lock(tx, log)


async def append(
    tx: Transaction, log: str, actor: Actor, body: Body, audience: Iterable[str], now: datetime
) -> Event:
    """Adds the next event of a log, done by the actor, and publishes it to the audience.

    Its time is `now`, or the time of the log's last event if a clock went back (G14). The event returned names the
    acting device, so it is for the actor's own eyes.
    """
    at_ms = to_milliseconds(now)
    row = await tx.fetch_one(
        "UPDATE log SET head_seq = head_seq + 1,"
        " last_event_at = CASE WHEN last_event_at > $2 THEN last_event_at ELSE $2 END"
        " WHERE id = $1 RETURNING head_seq, last_event_at",
        log,
        at_ms,
    )
    if row is None:
        raise NotFound("no_such_log", "There is no such log here.", field="log")
    acted_by = ActedBy(account=actor.account, device=actor.device)
    event = Event(
        log=log,
        seq=int(row[0]),
        id=new_id(at_ms),
        at=from_milliseconds(int(row[1])),
        party=actor.account,
        body=body,
        acted_by=acted_by,
    )
    own_frame = encode(event)
    frame = without_acted_by(own_frame, acted_by)
    await tx.execute(
        "INSERT INTO event (log_id, seq, id, at, party, acted_by_account, acted_by_device, type, payload)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        log,
        event.seq,
        event.id,
        int(row[1]),
        event.party,
        actor.account,
        actor.device,
        type(body).__name__,
        frame,
    )
    tx.publish(Publication(tuple(audience), frame, own_party=actor.account, own_frame=own_frame))
    return event


async def append_private(tx: Transaction, account: str, actor: Actor, body: Body, now: datetime) -> Event:
    """Adds to an account's own log; its devices are the audience."""
    return await append(tx, account, actor, body, (account,), now)
