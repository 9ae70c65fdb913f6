"""Mute, pin and draft per conversation."""

from parley.domain.conversation import Preferences
from parley.foundation.clock import from_milliseconds
from parley.relay.storage.database import Row, Transaction

_COLUMNS = "conversation, is_muted, is_pinned, draft, draft_at, is_hidden, muted_until, sound"


async def find_preferences(tx: Transaction, account: str, conversation: str) -> Preferences:
    """One's wishes for a conversation, the defaults if there are none."""
    row = await tx.fetch_one(
        f"SELECT {_COLUMNS} FROM preference WHERE account = $1 AND conversation = $2", account, conversation
    )
    return Preferences() if row is None else _preferences_of(row)


async def preferences_of(tx: Transaction, account: str) -> dict[str, Preferences]:
    """All wishes that were ever set, by conversation."""
    rows = await tx.fetch(f"SELECT {_COLUMNS} FROM preference WHERE account = $1", account)
    return {row[0]: _preferences_of(row) for row in rows}


def _preferences_of(row: Row) -> Preferences:
    return Preferences(
        is_muted=bool(row[1]),
        is_pinned=bool(row[2]),
        draft=row[3],
        draft_at=None if row[4] is None else from_milliseconds(row[4]),
        is_hidden=bool(row[5]),
        muted_until=None if row[6] is None else from_milliseconds(row[6]),
        sound=row[7],
    )
