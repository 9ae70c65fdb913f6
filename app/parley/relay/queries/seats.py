"""Places in conversations."""

from parley.domain.access import Seat
from parley.domain.conversation import ConversationKind, Role
from parley.relay.storage.database import Transaction


async def find_seat(tx: Transaction, account: str, conversation: str) -> Seat | None:
    """An account's place in a conversation, or None for outsiders."""
    row = await tx.fetch_one(
        "SELECT c.kind, s.role, s.from_seq, s.until_seq, s.invited_by FROM seat s"
        " JOIN conversation c ON c.id = s.conversation WHERE s.party = $1 AND s.conversation = $2",
        account,
        conversation,
    )
    if row is None:
        return None
    return Seat(
        kind=ConversationKind(row[0]),
        role=Role(row[1]),
        from_seq=row[2],
        until_seq=row[3],
        is_invited=row[4] is not None,
    )


async def members(tx: Transaction, conversation: str) -> tuple[str, ...]:
    """The accounts that are in a conversation now, the longest first."""
    rows = await tx.fetch(
        "SELECT party FROM seat WHERE conversation = $1 AND from_seq > 0 AND until_seq IS NULL"
        " ORDER BY CASE WHEN joined_seq > from_seq THEN joined_seq ELSE from_seq END, joined_at, party",
        conversation,
    )
    return tuple(row[0] for row in rows)


async def former_members(tx: Transaction, conversation: str) -> tuple[str, ...]:
    """The accounts that have left a conversation."""
    rows = await tx.fetch(
        "SELECT party FROM seat WHERE conversation = $1 AND from_seq > 0 AND until_seq IS NOT NULL ORDER BY party",
        conversation,
    )
    return tuple(row[0] for row in rows)


async def members_who_see_live(tx: Transaction, conversation: str, account: str) -> tuple[str, ...]:
    """The members who may see an account's typing and receipts: not those whom it blocks; itself included."""
    rows = await tx.fetch(
        "SELECT party FROM seat WHERE conversation = $1 AND from_seq > 0 AND until_seq IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM block WHERE owner = $2 AND block.account = seat.party)",
        conversation,
        account,
    )
    return tuple(row[0] for row in rows)


async def members_who_want_typing(tx: Transaction, conversation: str, account: str) -> tuple[str, ...]:
    """The members to tell that an account is writing: those who see it live and don't block it."""
    blockers = await tx.fetch("SELECT owner FROM block WHERE account = $1", account)
    unwilling = {row[0] for row in blockers}
    return tuple(m for m in await members_who_see_live(tx, conversation, account) if m not in unwilling)


async def peer_of(tx: Transaction, account: str, conversation: str) -> str | None:
    """The other one of a direct conversation."""
    row = await tx.fetch_one(
        "SELECT peer FROM seat WHERE party = $1 AND conversation = $2", account, conversation
    )
    return None if row is None else row[0]
