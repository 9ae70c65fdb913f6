"""The shop, its people, and the relay itself."""

import msgspec

from parley.relay.storage.database import Transaction


class Shop(msgspec.Struct, frozen=True):
    """A shop; its log has its id. `team_room` is where its people meet."""

    id: str
    name: str
    team_room: str


async def find_shop(tx: Transaction) -> Shop | None:
    """The relay's shop; None until the owner has opened it."""
    row = await tx.fetch_one("SELECT id, name, team_room FROM shop ORDER BY created_at, id LIMIT 1")
    return None if row is None else Shop(row[0], row[1], row[2])


async def find_shop_of(tx: Transaction, account: str) -> str | None:
    """The id of the shop an account works for, which is its log's too."""
    row = await tx.fetch_one("SELECT shop FROM staff WHERE account = $1 ORDER BY shop LIMIT 1", account)
    return None if row is None else row[0]


async def staff_of(tx: Transaction, shop: str) -> tuple[str, ...]:
    """The accounts that work for a shop."""
    rows = await tx.fetch("SELECT account FROM staff WHERE shop = $1 ORDER BY account", shop)
    return tuple(row[0] for row in rows)


async def get_epoch(tx: Transaction) -> str:
    """Names this life of the database; a restored backup gets another (G16)."""
    row = await tx.fetch_one("SELECT epoch FROM relay")
    assert row is not None
    return str(row[0])
