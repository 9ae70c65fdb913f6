"""Conversations: direct (two people) and rooms (members with roles), their membership intervals and marks."""

import re
from datetime import datetime
from enum import StrEnum

import msgspec

ROOM_LIMIT = 200
"""Members of one room; about 30 of them online is what it is made for."""

TEAM_ROOM_TITLE = ""
"""The room of the shop's own people has no title until somebody gives it one: each client names it in its language."""

NO_SOUND = "none"
SOUND_NAME = re.compile(r"[a-z_]{0,20}\Z")
"""A sound a client doesn't have is played as the usual one, so newer clients may bring more of them."""


class ConversationKind(StrEnum):
    """What a conversation is."""

    DIRECT = "direct"
    ROOM = "room"


class Role(StrEnum):
    """What a member of a room may do."""

    OWNER = "owner"
    MEMBER = "member"


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who sees a conversation from `from_seq` on.

    `joined_seq` is their joining, which in a room whose newcomers see all isn't the first they see; 0: from the start.
    """

    account: str
    role: Role
    from_seq: int
    joined_at: datetime
    joined_seq: int = 0

    @property
    def news_from(self) -> int:
        """The first seq that was said to them: what is older they may read up, but it is never unread."""
        return max(self.from_seq, self.joined_seq)


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """How far a member has come in a log: cumulative, they never go back (G8)."""

    account: str
    delivered_seq: int = 0
    read_seq: int = 0

    def merged(self, other: "Marks") -> "Marks":
        """The further of both; the order in which marks arrive doesn't matter."""
        return Marks(
            account=self.account,
            delivered_seq=max(self.delivered_seq, other.delivered_seq),
            read_seq=max(self.read_seq, other.read_seq),
        )


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """One member's private wishes for a conversation; they follow the account over its devices.

    `draft_at` orders drafts of several devices for display only; the relay's sequence decides which one holds.
    A mute with `muted_until` is over by itself then, one without holds until it is taken back. `sound` names what a
    new message sounds like: "" is the usual one, `NO_SOUND` none.
    """

    is_muted: bool = False
    is_pinned: bool = False
    draft: str = ""
    draft_at: datetime | None = None
    is_hidden: bool = False
    muted_until: datetime | None = None
    sound: str = ""

    def mutes(self, now: datetime) -> bool:
        """Whether new messages say nothing at this time."""
        return self.is_muted and (self.muted_until is None or now < self.muted_until)
