"""How somebody stands in a conversation at the moment they say something: all that a message asks, in one statement.

Messages are most of what a relay does, so what few of them need is asked here as a mere "is there any".
"""

import msgspec

from parley.domain.access import Person
from parley.relay.actions.actor import Actor
from parley.relay.actions.may_write import COLUMNS, TABLES, check_by_row
from parley.relay.storage.database import Row, Transaction


class Sent(msgspec.Struct, frozen=True):
    """A message that was stored under its id before."""

    body_hash: bytes
    seq: int
    at_ms: int


class Standing(msgspec.Struct, frozen=True):
    """`is_pair`: a direct conversation in which both are. What stands below it is about what may follow a message there."""

    row: Row | None
    read_seq: int | None = None
    """The writer's read mark; None where there is none yet."""
    is_pair: bool = False
    has_pending: bool = False
    """An automatic reply of the writer's waits for its time."""
    has_rules: bool = False
    """The other one, or their shop, has a book of automatic replies."""
    is_answered: bool = False
    """The writer's last word to this customer, or a later one, is noted as an answer already."""

    def check_may_write(self, actor: Actor) -> Person | None:
        """The other one of a direct conversation. Raises NotFound, Forbidden."""
        return check_by_row(actor, self.row)

    def pair(self, actor: Actor) -> tuple[str, ...]:
        """Both accounts, where nobody else can be; else nothing."""
        return (actor.account, self.row[5]) if self.row is not None and self.is_pair else ()


_STANDING = (
    f"SELECT {COLUMNS}, x.body_hash, x.seq, x.at,"
    " EXISTS (SELECT 1 FROM seat t WHERE t.party = s.peer AND t.conversation = $2"
    " AND t.from_seq > 0 AND t.until_seq IS NULL),"
    " EXISTS (SELECT 1 FROM auto_reply_pending WHERE conversation = $2 AND account = $1),"
    " EXISTS (SELECT 1 FROM auto_reply_book WHERE owner = s.peer"
    " OR owner = (SELECT min(shop) FROM staff WHERE account = s.peer)),"
    " EXISTS (SELECT 1 FROM waiting WHERE account = $1 AND conversation = $2 AND answered_seq > asked_seq),"
    " (SELECT read_seq FROM mark WHERE log_id = $2 AND party = $1)"
    f" FROM {TABLES} LEFT JOIN sent x ON x.account = $1 AND x.client_message_id = $3"
    " WHERE s.party = $1 AND s.conversation = $2"
)


async def find_standing(
    tx: Transaction, actor: Actor, conversation: str, client_message_id: str
) -> tuple[Standing, Sent | None]:
    """The standing, and what was sent under that id. Outsiders have none, but what they once sent stays sent."""
    row = await tx.fetch_one(_STANDING, actor.account, conversation, client_message_id)
    if row is None:
        found = await tx.fetch_one(
            "SELECT body_hash, seq, at FROM sent WHERE account = $1 AND client_message_id = $2",
            actor.account,
            client_message_id,
        )
        return Standing(None), None if found is None else _sent_of(found)
    sent = None if row[12] is None else _sent_of(row[12:15])
    return Standing(row, row[19], bool(row[15]), bool(row[16]), bool(row[17]), bool(row[18])), sent


def _sent_of(row: Row) -> Sent:
    return Sent(bytes(row[0]), int(row[1]), int(row[2]))
