"""The record of a conversation's negotiation, as far as somebody sees it."""

from typing import get_args

from parley.domain.access import check_may_open, no_such_conversation
from parley.domain.errors import NotFound
from parley.domain.negotiation_state import NegotiationBody
from parley.domain.record import Entry
from parley.protocol.codec import decode_event
from parley.relay.queries.logs import find_visible_log
from parley.relay.queries.seats import find_seat
from parley.relay.storage.database import Transaction

_TYPES = ", ".join(f"'{kind.__name__}'" for kind in get_args(NegotiationBody))


async def record_entries(tx: Transaction, account: str, conversation: str) -> list[Entry]:
    """The events of the negotiation, oldest first, not chained yet. Raises NotFound, also where there are none."""
    check_may_open(await find_seat(tx, account, conversation))
    visible = await find_visible_log(tx, account, conversation)
    if visible is None:
        raise no_such_conversation()
    rows = await tx.fetch(
        f"SELECT payload FROM event WHERE log_id = $1 AND seq >= $2 AND seq <= $3 AND type IN ({_TYPES})"
        " ORDER BY seq",
        conversation,
        visible.from_seq,
        visible.seq,
    )
    events = [decode_event(bytes(row[0])) for row in rows]
    entries = [
        Entry(seq=event.seq, id=event.id, at=event.at, party=event.party, body=event.body, previous="")
        for event in events
        if isinstance(event.body, NegotiationBody)
    ]
    if not entries:
        raise NotFound("no_record", "Nothing was negotiated here yet.", field="conversation")
    return entries
