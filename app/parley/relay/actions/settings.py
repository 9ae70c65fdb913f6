"""Settings that follow the account. `who_may_write`, `status` and `away_since` mean something to the relay; others are the client's."""

import re
from datetime import datetime

from parley.domain import events
from parley.domain.errors import Refusal
from parley.domain.people import WhoMayWrite
from parley.domain.presence import CHOSEN, Status
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.checks import check_text
from parley.relay.storage.database import Transaction

WHO_MAY_WRITE = "who_may_write"
STATUS = "status"
AWAY_SINCE = "away_since"
"""When one last chose to be away; written with that choice."""
VALUE_LIMIT = 4_000
SETTINGS_LIMIT = 200

_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,63}\Z")
_VALUES = {
    WHO_MAY_WRITE: frozenset(str(value) for value in WhoMayWrite),
    STATUS: frozenset(str(value) for value in CHOSEN),
}


async def set_setting(tx: Transaction, actor: Actor, name: str, value: str, now: datetime) -> None:
    """Raises Refusal for a name or value that can't be."""
    _check(name, value)
    await logs.lock(tx, actor.account)
    rows = await tx.fetch("SELECT name, value FROM setting WHERE account = $1", actor.account)
    old = {row[0]: row[1] for row in rows}
    if old.get(name) == value:
        return
    if name not in old and len(old) >= SETTINGS_LIMIT:
        raise Refusal("too_many_settings", f"At most {SETTINGS_LIMIT} settings fit.", field="name")
    await _obey(tx, actor, name, value)
    await keep_setting(tx, actor, name, value, now)
    if name == STATUS and value == Status.AWAY:
        await keep_setting(tx, actor, AWAY_SINCE, now.isoformat(timespec="milliseconds"), now)


async def clear_setting(tx: Transaction, actor: Actor, name: str, now: datetime) -> None:
    """Back to the default. Raises Refusal for a name that can't be."""
    _check_name(name)
    await logs.lock(tx, actor.account)
    row = await tx.fetch_one("SELECT 1 FROM setting WHERE account = $1 AND name = $2", actor.account, name)
    if row is None:
        return
    await tx.execute("DELETE FROM setting WHERE account = $1 AND name = $2", actor.account, name)
    await _obey(tx, actor, name, WhoMayWrite.ANYONE)
    await logs.append_private(tx, actor.account, actor, events.SettingChanged(name=name, value=None), now)


async def keep_setting(tx: Transaction, actor: Actor, name: str, value: str, now: datetime) -> None:
    """Writes and tells a setting, nobody asked; the account's log is locked."""
    await tx.execute(
        "INSERT INTO setting (account, name, value) VALUES ($1, $2, $3)"
        " ON CONFLICT (account, name) DO UPDATE SET value = excluded.value",
        actor.account,
        name,
        value,
    )
    await logs.append_private(tx, actor.account, actor, events.SettingChanged(name=name, value=value), now)


async def find_setting(tx: Transaction, account: str, name: str) -> str | None:
    """The value, or None for the default. A query."""
    row = await tx.fetch_one("SELECT value FROM setting WHERE account = $1 AND name = $2", account, name)
    return None if row is None else str(row[0])


async def _obey(tx: Transaction, actor: Actor, name: str, value: str) -> None:
    if name == WHO_MAY_WRITE:
        await tx.execute("UPDATE account SET who_may_write = $2 WHERE id = $1", actor.account, value)


def _check(name: str, value: str) -> None:
    _check_name(name)
    check_text(value, field="value", limit=VALUE_LIMIT)
    if name in _VALUES and value not in _VALUES[name]:
        raise Refusal(
            "value_invalid", f"This setting is one of: {', '.join(sorted(_VALUES[name]))}.", field="value"
        )


def _check_name(name: str) -> None:
    if not _NAME.match(name):
        raise Refusal(
            "name_invalid", "A setting's name has 1 to 64 letters a to z, digits, _ . and -.", field="name"
        )
