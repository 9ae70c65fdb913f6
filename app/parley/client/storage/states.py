"""The account's and the shop's state, and habits, item by item, so that one event rewrites one row and not five thousand."""

from typing import Any

import apsw
import msgspec

from parley.client.phrase_habits import PhraseHabits
from parley.domain.state import AccountState, ShopState
from parley.protocol.codec import encode

ACCOUNT = "account"
SHOP = "shop"
HABITS = "habits"
_WHOLE = ""
_SINGLE = ("profile", "shop", "name", "phrase_editors", "auto_reply", "hours", "broadcast_rules")


def load_account(db: apsw.Connection) -> AccountState:
    """The account's state, empty at first."""
    return msgspec.convert(_load(db, ACCOUNT), AccountState)


def load_shop(db: apsw.Connection) -> ShopState:
    """The shop's state, empty at first."""
    return msgspec.convert(_load(db, SHOP), ShopState)


def load_habits(db: apsw.Connection) -> PhraseHabits:
    """How phrases are used, as far as it is known here."""
    return msgspec.convert(_load(db, HABITS), PhraseHabits)


def save(db: apsw.Connection, log: str, old: msgspec.Struct, new: msgspec.Struct) -> None:
    """Writes what differs between two states of the same log."""
    for field in new.__struct_fields__:
        before, after = getattr(old, field), getattr(new, field)
        if before is not after:
            _save_field(db, log, field, before, after)


def _save_field(db: apsw.Connection, log: str, field: str, before: Any, after: Any) -> None:
    old, new = _items(before), _items(after)
    gone = [(log, field, key) for key in old if key not in new]
    moved = [
        (log, field, key, encode(value)) for key, value in new.items() if old.get(key, _MISSING) is not value
    ]
    db.executemany("DELETE FROM item WHERE log = ? AND kind = ? AND key = ?", gone)
    db.executemany("INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?)", moved)


def _items(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    if isinstance(value, frozenset):
        return dict.fromkeys(value, True)
    return {_WHOLE: value}


def _load(db: apsw.Connection, log: str) -> dict[str, Any]:
    state: dict[str, Any] = {}
    sql = "SELECT kind, key, value FROM item WHERE log = ?"
    for kind, key, value in db.execute(sql, (log,)):
        decoded = msgspec.json.decode(value)
        if kind == "blocks":
            state.setdefault(kind, []).append(key)
        elif kind in _SINGLE:
            state[kind] = decoded
        else:
            state.setdefault(kind, {})[key] = decoded
    return state


_MISSING = object()
