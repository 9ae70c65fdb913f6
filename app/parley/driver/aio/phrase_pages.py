"""Quick phrases: in the message one writes, beside the chat, and on their own page."""

from parley.driver.aio.pages import SERVER_PATIENCE_MS, AsyncPage
from parley.driver.values import Row

_CHAT_LIST = "chat.phrases.popup.list"
_SIDE_LIST = "chat.side.phrases.list"


class AsyncChatPhrases(AsyncPage):
    """In the chat that is open."""

    async def find(self, query: str) -> list[Row]:
        """Types / and the query; what the list offers."""
        await self._desktop.type(f"/{query}", "chat.composer.field")
        return await self.offered()

    async def offered(self) -> list[Row]:
        """What the list over the composer offers; nothing while it's closed."""
        if not await self._desktop.is_visible(_CHAT_LIST):
            return []
        return await self._desktop.rows(_CHAT_LIST)

    async def insert(self, code: str) -> None:
        """Puts a phrase into the message by its code."""
        await self._desktop.type(f"/{code}", "chat.composer.field")
        await self._desktop.wait(_CHAT_LIST)
        await self._desktop.key("Enter")
        await self._desktop.wait(_CHAT_LIST, "hidden")

    async def send(self, code: str) -> None:
        """Sends a phrase at once by its code."""
        await self._desktop.type(f"/{code}", "chat.composer.field")
        await self._desktop.wait(_CHAT_LIST)
        await self._desktop.key("Ctrl+Enter")
        await self._desktop.wait(_CHAT_LIST, "hidden")

    async def fill(self, **values: str) -> None:
        """Answers what a phrase asks for before it goes."""
        for variable, value in values.items():
            await self._desktop.type(value, f"chat.phrases.fill.{variable}_input", clear=True)
        await self._desktop.click("chat.phrases.fill.ok")
        await self._desktop.wait("chat.phrases.fill", "hidden")

    async def show_beside(self) -> None:
        """Opens the phrases beside the chat."""
        if not await self._desktop.is_visible("chat.side"):
            await self._desktop.click("chat.header.panel")
        if not await self._desktop.is_visible("chat.side.phrases"):
            await self._desktop.click("chat.side.tab_phrases")

    async def click(self, text: str) -> None:
        """Clicks a phrase beside the chat: it goes into the message."""
        await self.show_beside()
        await self._desktop.click(f"{_SIDE_LIST}[contains={text}]")

    async def double_click(self, text: str) -> None:
        """Clicks it twice: it is sent."""
        await self.show_beside()
        await self._desktop.double_click(f"{_SIDE_LIST}[contains={text}]")

    async def save_message(self, text: str, *, code: str = "", only_me: bool = False) -> None:
        """Keeps a message as a phrase, from its menu."""
        await self._desktop.menu("chat.timeline.menu.save_phrase", target=f"chat.timeline[contains={text}]")
        if code:
            await self._desktop.type(code, "phrases.save.code_input", clear=True)
        if only_me:
            await self._desktop.click("phrases.save.owner_person")
        await self._desktop.click("phrases.save_ok")
        await self._desktop.wait("phrases.save", "hidden", timeout_ms=SERVER_PATIENCE_MS)


class AsyncPhrases(AsyncPage):
    """The phrases' own page."""

    async def show(self) -> None:
        """Goes there."""
        if not await self._desktop.is_visible("phrases.page"):
            await self._desktop.click("rail.phrases")

    async def rows(self) -> list[Row]:
        """The phrases that show, in their order."""
        await self.show()
        if not await self._desktop.is_visible("phrases.list"):
            return []
        return await self._desktop.rows("phrases.list")

    async def library(self, owner: str) -> None:
        """Shows the `shop`'s phrases, or those of one `person`."""
        await self.show()
        await self._desktop.click(f"phrases.owner_{owner}")

    async def write(self, text: str, *, code: str = "") -> None:
        """Writes a new phrase into the library that shows."""
        await self.show()
        # From an empty page there is no other way.
        begins = await self._desktop.is_visible("phrases.empty")
        await self._desktop.click("phrases.empty_new" if begins else "phrases.new")
        await self._desktop.type(text, "phrases.editor.text_input")
        if code:
            await self._desktop.type(code, "phrases.editor.code_input", clear=True)
        await self._desktop.click("phrases.editor.save")
        await self._desktop.wait(f"phrases.list[contains={text}]", "row", timeout_ms=SERVER_PATIENCE_MS)

    async def begin_ready_made(self) -> None:
        """Takes the ready-made phrases that an empty library offers."""
        await self.show()
        await self._desktop.click("phrases.empty_starter")
        await self._desktop.click("phrases.starter_ok")
        await self._desktop.wait("phrases.list", timeout_ms=SERVER_PATIENCE_MS)

    async def import_file(self, file: str, *, replace: bool = False) -> None:
        """Drops a file on the page and takes what it holds."""
        await self.show()
        await self._desktop.drop("phrases.page", files=[file])
        await self._desktop.wait("phrases.import.rows", timeout_ms=SERVER_PATIENCE_MS)
        if replace:
            await self._desktop.click("phrases.import.doubles_replace")
        await self._desktop.click("phrases.import_ok")
        await self._desktop.wait("phrases.import", "hidden", timeout_ms=SERVER_PATIENCE_MS)
