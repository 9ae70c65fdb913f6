"""Single values: where the account's and the shop's log stand, the server's epoch."""

import apsw
import msgspec

from parley.protocol.codec import encode


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """`epoch` "" until the first connection. A log of "" isn't known yet."""

    epoch: str = ""
    account_log: str = ""
    account_seq: int = 0
    shop_log: str = ""
    shop_seq: int = 0
    is_complete: bool = False
    """Whether the first snapshot of everything was taken."""
    stale: dict[str, str] = {}
    """Logs with events that weren't understood, and the version that didn't: another one reads a snapshot again."""


def load(db: apsw.Connection) -> Meta:
    """What was saved, or the beginning."""
    found = db.execute("SELECT value FROM meta WHERE name = 'meta'").fetchall()
    return msgspec.json.decode(str(found[0][0]), type=Meta) if found else Meta()


def save(db: apsw.Connection, meta: Meta) -> None:
    """New or changed."""
    db.execute("INSERT OR REPLACE INTO meta VALUES ('meta', ?)", (encode(meta).decode(),))
