"""Values for the client's tests."""

from datetime import UTC, datetime, timedelta

from parley.domain.conversation import ConversationKind, Member, Role
from parley.domain.events import ConversationCreated, Event, MessageCreated
from parley.domain.message import text_part

START = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
ME = "me"
THEM = "them"


def message(seq: int, *, log: str = "log", party: str = THEM, text: str = "", key: str = "") -> Event:
    """A message that somebody said."""
    body = MessageCreated(
        client_message_id=key or f"{log}-m{seq}", parts=(text_part(text or f"message {seq}"),)
    )
    return Event(
        log=log, seq=seq, id=f"{log}-{seq}", at=START + timedelta(seconds=seq), party=party, body=body
    )


def created(log: str = "log") -> Event:
    """The first event of a direct conversation."""
    members = tuple(Member(account=a, role=Role.MEMBER, from_seq=1, joined_at=START) for a in (ME, THEM))
    body = ConversationCreated(kind=ConversationKind.DIRECT, title="", members=members)
    return Event(log=log, seq=1, id=f"{log}-1", at=START, party=ME, body=body)


def conversation(length: int, log: str = "log") -> list[Event]:
    """A whole log: created, then messages by both."""
    said = [message(seq, log=log, party=ME if seq % 3 == 0 else THEM) for seq in range(2, length + 1)]
    return [created(log), *said]
