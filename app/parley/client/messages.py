"""The timeline of a conversation: pages, sending, typing."""

from parley.client.rows import TimelinePage
from parley.domain.message import Origin, Part


class Messages:
    """What is said."""

    async def page(
        self,
        conversation: str,
        *,
        before_seq: int | None = None,
        after_seq: int | None = None,
        around_seq: int | None = None,
        limit: int = 50,
    ) -> TimelinePage:
        """A page of the timeline, the newest by default, with what waits in the outbox at its end."""
        raise NotImplementedError

    async def send(self, conversation: str, text: str) -> str:
        """Queues a text; it is durable and announced when this returns its key. Raises Refusal."""
        raise NotImplementedError

    async def send_parts(
        self, conversation: str, parts: tuple[Part, ...], origin: Origin = Origin.HUMAN
    ) -> str:
        """Queues a message of several parts."""
        raise NotImplementedError

    async def retry(self, key: str) -> None:
        """Queues a failed message again, under the same id."""
        raise NotImplementedError

    async def discard(self, key: str) -> None:
        """Drops a failed or queued message."""
        raise NotImplementedError

    def set_typing(self, conversation: str, is_typing: bool) -> None:
        """Tells the others, at most every few seconds."""
        raise NotImplementedError

    def typing(self, conversation: str) -> tuple[str, ...]:
        """Who else is writing now."""
        raise NotImplementedError
