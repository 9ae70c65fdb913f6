"""The contact card beside a chat: tags, notes, and handing the customer over."""

from parley.driver.aio.pages import SERVER_PATIENCE_MS, AsyncPage


class AsyncCard(AsyncPage):
    """The card of the person in the chat that is open."""

    async def show(self) -> None:
        """Opens it, if it isn't to be seen."""
        if not await self._desktop.is_visible("chat.side"):
            await self._desktop.click("chat.header.panel")
        # The phrases may be what stands there.
        if not await self._desktop.is_visible("chat.person"):
            await self._desktop.click("chat.side.tab_card")
        await self._desktop.wait("card.tags.add")

    async def tag(self, word: str) -> None:
        """Gives the person a tag, the shop's, by typing."""
        await self.show()
        await self._desktop.click("card.tags.add")
        await self._desktop.type(word, "card.tags.field_input")
        await self._desktop.key("Enter")
        await self._desktop.key("Esc")

    async def wait_for_tags(self, *words: str) -> None:
        """Until the person carries these tags, the shop's first."""
        text = ", ".join(words)
        await self._desktop.wait("chat.header.tags", "text", text=text, timeout_ms=SERVER_PATIENCE_MS)

    async def note(self, words: str) -> None:
        """Writes a note for whomever the switch says."""
        await self.show()
        await self._desktop.click("card.notes.add")
        await self._desktop.type(words, "card.note.text_input")
        await self._desktop.click("card.note_ok")

    async def wait_for_notes(self, *words: str) -> None:
        """Until the notes say these, the newest first."""
        text = "\n".join(words)
        await self._desktop.wait("card.notes.list", "text", text=text, timeout_ms=SERVER_PATIENCE_MS)

    async def hand_over(self, name: str) -> None:
        """Lets a colleague look after the customer from now on."""
        await self._desktop.chat.choose("hand_over")
        await self._desktop.click(f"card.hand_over.people[contains={name}]")
        # Enter on a row, as the keyboard chooses one, hands over at once.
        if await self._desktop.is_visible("card.hand_over_ok"):
            await self._desktop.click("card.hand_over_ok")
