# Made from aio/card_page.py by `python -m parley.driver.unasync`; change that file instead.
"""The contact card beside a chat: tags, notes, and handing the customer over."""

from parley.driver.sync.pages import SERVER_PATIENCE_MS, Page


class Card(Page):
    """The card of the person in the chat that is open."""

    def show(self) -> None:
        """Opens it, if it isn't to be seen."""
        if not self._desktop.is_visible("chat.side"):
            self._desktop.click("chat.header.panel")
        # The phrases may be what stands there.
        if not self._desktop.is_visible("chat.person"):
            self._desktop.click("chat.side.tab_card")
        self._desktop.wait("card.tags.add")

    def tag(self, word: str) -> None:
        """Gives the person a tag, the shop's, by typing."""
        self.show()
        self._desktop.click("card.tags.add")
        self._desktop.type(word, "card.tags.field_input")
        self._desktop.key("Enter")
        self._desktop.key("Esc")

    def wait_for_tags(self, *words: str) -> None:
        """Until the person carries these tags, the shop's first."""
        text = ", ".join(words)
        self._desktop.wait("chat.header.tags", "text", text=text, timeout_ms=SERVER_PATIENCE_MS)

    def note(self, words: str) -> None:
        """Writes a note for whomever the switch says."""
        self.show()
        self._desktop.click("card.notes.add")
        self._desktop.type(words, "card.note.text_input")
        self._desktop.click("card.note_ok")

    def wait_for_notes(self, *words: str) -> None:
        """Until the notes say these, the newest first."""
        text = "\n".join(words)
        self._desktop.wait("card.notes.list", "text", text=text, timeout_ms=SERVER_PATIENCE_MS)

    def hand_over(self, name: str) -> None:
        """Lets a colleague look after the customer from now on."""
        self._desktop.chat.choose("hand_over")
        self._desktop.click(f"card.hand_over.people[contains={name}]")
        # Enter on a row, as the keyboard chooses one, hands over at once.
        if self._desktop.is_visible("card.hand_over_ok"):
            self._desktop.click("card.hand_over_ok")
