"""Stored events are frames without `acted_by`; joining it back gives the very frame the actor was pushed."""

from datetime import UTC, datetime

import pytest

from parley.domain.events import ActedBy, Event, RoomRenamed
from parley.protocol.codec import decode_event, encode
from parley.relay.storage.payload import with_acted_by, without_acted_by

ACTED_BY = ActedBy(account="a", device='quote " and }')


def event(acted_by: ActedBy | None) -> Event:
    at = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
    return Event(
        log="l",
        seq=1,
        id="i",
        at=at,
        party="a",
        body=RoomRenamed(title='"acted_by":null}'),
        acted_by=acted_by,
    )


def test_there_and_back() -> None:
    own = encode(event(ACTED_BY))
    stored = without_acted_by(own, ACTED_BY)
    assert decode_event(stored) == event(None)
    assert with_acted_by(stored, ACTED_BY) == own


def test_what_is_no_stored_event_is_refused() -> None:
    with pytest.raises(ValueError, match="not a stored event"):
        with_acted_by(b"{}", ACTED_BY)
