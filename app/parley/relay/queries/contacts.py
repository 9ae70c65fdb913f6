"""One's contact entries and groups."""

import msgspec

from parley.domain.people import Contact, ContactGroup, ContactState
from parley.foundation.clock import from_milliseconds
from parley.relay.storage.database import Row, Transaction

_COLUMNS = "account, state, remark, remark_pinyin, groups_json, message, since"
_groups = msgspec.json.Decoder(tuple[str, ...])


async def find_contact(tx: Transaction, owner: str, account: str) -> Contact | None:
    """The owner's entry about somebody."""
    row = await tx.fetch_one(
        f"SELECT {_COLUMNS} FROM contact WHERE owner = $1 AND account = $2", owner, account
    )
    return None if row is None else _contact_of(row)


async def contacts_of(tx: Transaction, owner: str) -> dict[str, Contact]:
    """All entries, by account."""
    rows = await tx.fetch(f"SELECT {_COLUMNS} FROM contact WHERE owner = $1", owner)
    return {row[0]: _contact_of(row) for row in rows}


async def groups_of(tx: Transaction, owner: str) -> dict[str, ContactGroup]:
    """All groups, by id."""
    rows = await tx.fetch("SELECT id, name, position FROM contact_group WHERE owner = $1", owner)
    return {row[0]: ContactGroup(id=row[0], name=row[1], position=row[2]) for row in rows}


async def group_ids(tx: Transaction, owner: str) -> frozenset[str]:
    """The ids of all groups."""
    rows = await tx.fetch("SELECT id FROM contact_group WHERE owner = $1", owner)
    return frozenset(row[0] for row in rows)


def _contact_of(row: Row) -> Contact:
    return Contact(
        account=row[0],
        state=ContactState(row[1]),
        remark=row[2],
        remark_pinyin=row[3],
        groups=_groups.decode(row[4]),
        message=row[5],
        since=from_milliseconds(row[6]),
    )
