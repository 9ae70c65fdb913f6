"""The figures as the server last told them, to show them without a connection."""

import apsw
import msgspec

from parley.client.rows import SeenStatistics
from parley.protocol.codec import encode

_LOG, _KIND = "seen", "statistics"


def load(db: apsw.Connection, key: str) -> SeenStatistics | None:
    """What was told for that question, if anything was."""
    row = db.execute(
        "SELECT value FROM item WHERE log = ? AND kind = ? AND key = ?", (_LOG, _KIND, key)
    ).fetchone()
    try:
        return None if row is None else msgspec.json.decode(row[0], type=SeenStatistics)
    except msgspec.MsgspecError:
        return None  # of an older version: it will be told anew


def save(db: apsw.Connection, key: str, seen: SeenStatistics) -> None:
    """Keeps an answer in place of the one before."""
    db.execute("INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?)", (_LOG, _KIND, key, encode(seen)))
