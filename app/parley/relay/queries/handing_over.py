"""Whom a colleague looks after."""

from parley.relay.storage.database import Transaction


async def customer_conversations(tx: Transaction, account: str) -> list[tuple[str, str]]:
    """The open direct conversations with people from outside, and who they are; those found by person first."""
    rows = await tx.fetch(
        "SELECT s.conversation, s.peer FROM seat s JOIN conversation c ON c.id = s.conversation"
        " JOIN account a ON a.id = s.peer WHERE s.party = $1 AND c.kind = 'direct' AND s.from_seq > 0"
        " AND s.until_seq IS NULL AND a.kind IN ('customer', 'partner') ORDER BY s.is_earlier, s.conversation",
        account,
    )
    return [(row[0], row[1]) for row in rows]


async def count_customers(tx: Transaction, account: str) -> int:
    """How many people from outside somebody looks after."""
    return len({customer for _, customer in await customer_conversations(tx, account)})
