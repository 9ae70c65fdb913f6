"""Runs of events. Stored events are frames already: they are joined as they are, not decoded."""

from collections.abc import Sequence

import msgspec

from parley.domain.access import no_such_conversation
from parley.domain.events import ActedBy
from parley.protocol.frames import FETCH_LIMIT
from parley.relay.queries.logs import find_visible_log
from parley.relay.storage.database import Row, Transaction
from parley.relay.storage.payload import with_acted_by

_RUN_LIMIT_BYTES = 1024 * 1024


class RawEvents(msgspec.Struct, frozen=True, kw_only=True, tag="Events", tag_field="type"):
    """`frames.Events` with its events as stored."""

    ref: str
    log: str
    from_seq: int
    to_seq: int
    events: tuple[msgspec.Raw, ...]


class RawEventPage(msgspec.Struct, frozen=True, kw_only=True):
    """`rest.EventPage` with its events as stored."""

    log: str
    first_seq: int
    head_seq: int
    events: tuple[msgspec.Raw, ...]


async def fetch_events(
    tx: Transaction, account: str, ref: str, log: str, from_seq: int, to_seq: int
) -> RawEvents:
    """The answer to FetchEvents: what the account may see of from_seq..to_seq, without a hole from its first on.

    Raises NotFound for a log that may not be seen.
    """
    visible = await find_visible_log(tx, account, log)
    if visible is None:
        raise no_such_conversation()
    first = max(from_seq, visible.from_seq)
    last = min(to_seq, visible.seq, first + FETCH_LIMIT - 1)
    events = _bounded(await _run(tx, account, log, first, last))
    return RawEvents(ref=ref, log=log, from_seq=first, to_seq=first + len(events) - 1, events=events)


async def event_page(
    tx: Transaction,
    account: str,
    log: str,
    from_seq: int | None = None,
    to_seq: int | None = None,
    limit: int = 100,
) -> RawEventPage:
    """A page from from_seq on; the newest page, up to to_seq if given, when from_seq is left out. Raises NotFound."""
    visible = await find_visible_log(tx, account, log)
    if visible is None:
        raise no_such_conversation()
    limit = max(1, min(limit, FETCH_LIMIT))
    last = visible.seq if to_seq is None else min(to_seq, visible.seq)
    first = last - limit + 1 if from_seq is None else from_seq
    first = max(first, visible.from_seq)
    events = await _run(tx, account, log, first, min(last, first + limit - 1))
    return RawEventPage(log=log, first_seq=visible.from_seq, head_seq=visible.seq, events=tuple(events))


def as_seen_by(account: str, row: Row) -> msgspec.Raw:
    """A stored event from payload, party, acted_by_account, acted_by_device; only its own party sees who acted."""
    payload = bytes(row[0])
    if row[1] == account:
        payload = with_acted_by(payload, ActedBy(account=row[2], device=row[3]))
    return msgspec.Raw(payload)


async def _run(tx: Transaction, account: str, log: str, first: int, last: int) -> list[msgspec.Raw]:
    if last < first:
        return []
    rows = await tx.fetch(
        "SELECT payload, party, acted_by_account, acted_by_device FROM event"
        " WHERE log_id = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq",
        log,
        first,
        last,
    )
    return [as_seen_by(account, row) for row in rows]


def _bounded(events: Sequence[msgspec.Raw]) -> tuple[msgspec.Raw, ...]:
    """Not more than a socket should take at once; the client asks for the rest."""
    size = 0
    for count, event in enumerate(events):
        size += len(memoryview(event))
        if size > _RUN_LIMIT_BYTES and count:
            return tuple(events[:count])
    return tuple(events)
