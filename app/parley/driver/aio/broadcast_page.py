"""Say it to many: one text to many customers, and what became of it."""

from collections.abc import Mapping

from parley.driver.aio.pages import SERVER_PATIENCE_MS, AsyncPage
from parley.driver.values import Row


class AsyncBroadcasts(AsyncPage):
    """The way from the words to the results, in one dialog."""

    async def write(self, text: str, values: Mapping[str, str] | None = None) -> None:
        """Opens it with these words, and says what their own variables stand for."""
        await self._desktop.menu("conversations.plus.broadcast", target="conversations.plus", opens="click")
        await self._desktop.wait("broadcast")
        if await self._desktop.is_visible("broadcast.new"):
            await self._desktop.click("broadcast.new")
        await self._desktop.type(text, "broadcast.text_input", clear=True)
        for name, value in (values or {}).items():
            await self._desktop.type(value, f"broadcast.value.{name}_input", clear=True)

    async def choose(self, *people: str) -> list[Row]:
        """Goes on to who gets it: these people, or all customers; how it stands with each."""
        if not await self._desktop.is_visible("broadcast.who"):
            await self._desktop.click("broadcast.next")
        await self._desktop.click("broadcast.who_people" if people else "broadcast.who_all")
        for person in people:
            await self._desktop.click(f"broadcast.people.list[text={person}]")
        await self._desktop.wait("broadcast.send", "enabled", timeout_ms=SERVER_PATIENCE_MS)
        return await self._desktop.rows("broadcast.preview")

    async def send(self) -> None:
        """Sends it."""
        await self._desktop.click("broadcast.send")
        await self._desktop.wait("broadcast.state", timeout_ms=SERVER_PATIENCE_MS)

    async def wait_for(self, counts: str) -> None:
        """Until it is this far, as in `2 of 2 sent`."""
        await self._desktop.wait("broadcast.counts", "text", text=counts, timeout_ms=SERVER_PATIENCE_MS)

    async def results(self) -> list[Row]:
        """What became of each."""
        return await self._desktop.rows("broadcast.results")

    async def close(self) -> None:
        """Back to the chats; sending goes on."""
        await self._desktop.click("broadcast_close")
        await self._desktop.wait("broadcast", "hidden")
