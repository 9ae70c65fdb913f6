"""Whether somebody may say something in a conversation, in one statement: messages by hand and automatic ones ask it."""

from parley.domain.access import (
    Person,
    Relation,
    RoomAct,
    Seat,
    check_may_write_to,
    check_room_act,
    no_such_person,
)
from parley.domain.conversation import ConversationKind, Role
from parley.domain.people import ContactState
from parley.relay.actions.actor import Actor
from parley.relay.queries import people
from parley.relay.storage.database import Row, Transaction

COLUMNS = (
    "c.kind, s.role, s.from_seq, s.until_seq, s.invited_by, a.id, a.kind, a.is_disabled, a.who_may_write,"
    " (SELECT state FROM contact WHERE owner = $1 AND account = s.peer),"
    " EXISTS (SELECT 1 FROM block WHERE owner = $1 AND account = s.peer),"
    " EXISTS (SELECT 1 FROM block WHERE owner = s.peer AND account = $1)"
)
"""What decides; $1 is the account, $2 the conversation."""
TABLES = "seat s JOIN conversation c ON c.id = s.conversation LEFT JOIN account a ON a.id = s.peer"


async def check_may_write(tx: Transaction, actor: Actor, conversation: str) -> Person | None:
    """By the seat, and in a direct conversation by what stands between the two; answers the other one of that.

    Raises NotFound, Forbidden.
    """
    row = await tx.fetch_one(
        f"SELECT {COLUMNS} FROM {TABLES} WHERE s.party = $1 AND s.conversation = $2",
        actor.account,
        conversation,
    )
    return check_by_row(actor, row)


def check_by_row(actor: Actor, row: Row | None) -> Person | None:
    """The same from a row that begins with COLUMNS; None for outsiders."""
    check_room_act(None if row is None else _seat_of(row), RoomAct.WRITE)
    if row is not None and row[0] == ConversationKind.DIRECT:
        if row[5] is None:
            raise no_such_person()
        peer = _peer_of(row)
        check_may_write_to(actor.person, peer, _relation_of(row))
        return peer
    return None


def _seat_of(row: Row) -> Seat:
    return Seat(
        kind=ConversationKind(row[0]),
        role=Role(row[1]),
        from_seq=row[2],
        until_seq=row[3],
        is_invited=row[4] is not None,
    )


def _peer_of(row: Row) -> Person:
    return people.person_of(row[5:9])


def _relation_of(row: Row) -> Relation:
    return Relation(
        contact=None if row[9] is None else ContactState(row[9]),
        shares_conversation=True,
        viewer_blocks=bool(row[10]),
        subject_blocks=bool(row[11]),
    )
