"""The conversation list: rows, rooms and members, and one's private wishes for them."""

from collections.abc import Sequence

from parley.client.rows import ConversationRow, MemberRow
from parley.domain.conversation import Role


class Conversations:
    """What one takes part in."""

    def all(self) -> list[ConversationRow]:
        """All rows, hidden ones too, newest first."""
        raise NotImplementedError

    def get(self, conversation: str) -> ConversationRow | None:
        """One row."""
        raise NotImplementedError

    def unread_total(self) -> int:
        """Unread messages; muted conversations don't count."""
        raise NotImplementedError

    def with_person(self, person: str) -> str | None:
        """The direct conversation with somebody, if there is one."""
        raise NotImplementedError

    async def open_direct(self, person: str) -> str:
        """The direct conversation with somebody; made on the first call."""
        raise NotImplementedError

    async def create_room(self, title: str, people: Sequence[str] = ()) -> str:
        """A new room; colleagues are in at once, others are asked."""
        raise NotImplementedError

    async def invite(self, conversation: str, person: str) -> None:
        """Asks somebody into a room."""
        raise NotImplementedError

    async def join(self, conversation: str) -> None:
        """Accepts an invitation into a room."""
        raise NotImplementedError

    async def decline(self, conversation: str) -> None:
        """Declines an invitation into a room."""
        raise NotImplementedError

    async def leave(self, conversation: str) -> None:
        """Leaves a room."""
        raise NotImplementedError

    async def remove_member(self, conversation: str, person: str) -> None:
        """Removes a member, or takes back an invitation."""
        raise NotImplementedError

    async def rename(self, conversation: str, title: str) -> None:
        """Gives a room a new title."""
        raise NotImplementedError

    async def set_role(self, conversation: str, person: str, role: Role) -> None:
        """Makes a member owner, or plain member again."""
        raise NotImplementedError

    async def members(self, conversation: str) -> list[MemberRow]:
        """Members, owners first, then those invited."""
        raise NotImplementedError

    async def set_muted(self, conversation: str, on: bool) -> None:
        """Local first."""
        raise NotImplementedError

    async def set_pinned(self, conversation: str, on: bool) -> None:
        """Local first."""
        raise NotImplementedError

    async def set_hidden(self, conversation: str, on: bool) -> None:
        """Local first; a new message shows it again."""
        raise NotImplementedError

    async def set_draft(self, conversation: str, text: str) -> None:
        """Durable on this computer when it returns; follows to the other devices."""
        raise NotImplementedError

    async def mark_read(self, conversation: str, seq: int | None = None) -> None:
        """Read up to `seq`; None means everything there is. Local first."""
        raise NotImplementedError
