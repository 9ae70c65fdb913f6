"""Pictures of people."""

from parley.relay.storage.database import Transaction


async def find_avatar(tx: Transaction, sha256: str) -> bytes | None:
    """The PNG, or None."""
    row = await tx.fetch_one("SELECT png FROM avatar WHERE sha256 = $1", sha256)
    return None if row is None else bytes(row[0])
