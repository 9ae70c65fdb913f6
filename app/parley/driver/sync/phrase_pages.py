# Made from aio/phrase_pages.py by `python -m parley.driver.unasync`; change that file instead.
"""Quick phrases: in the message one writes, beside the chat, and on their own page."""

from parley.driver.sync.pages import SERVER_PATIENCE_MS, Page
from parley.driver.values import Row

_CHAT_LIST = "chat.phrases.popup.list"
_SIDE_LIST = "chat.side.phrases.list"


class ChatPhrases(Page):
    """In the chat that is open."""

    def find(self, query: str) -> list[Row]:
        """Types / and the query; what the list offers."""
        self._desktop.type(f"/{query}", "chat.composer.field")
        return self.offered()

    def offered(self) -> list[Row]:
        """What the list over the composer offers; nothing while it's closed."""
        if not self._desktop.is_visible(_CHAT_LIST):
            return []
        return self._desktop.rows(_CHAT_LIST)

    def insert(self, code: str) -> None:
        """Puts a phrase into the message by its code."""
        self._desktop.type(f"/{code}", "chat.composer.field")
        self._desktop.wait(_CHAT_LIST)
        self._desktop.key("Enter")
        self._desktop.wait(_CHAT_LIST, "hidden")

    def send(self, code: str) -> None:
        """Sends a phrase at once by its code."""
        self._desktop.type(f"/{code}", "chat.composer.field")
        self._desktop.wait(_CHAT_LIST)
        self._desktop.key("Ctrl+Enter")
        self._desktop.wait(_CHAT_LIST, "hidden")

    def fill(self, **values: str) -> None:
        """Answers what a phrase asks for before it goes."""
        for variable, value in values.items():
            self._desktop.type(value, f"chat.phrases.fill.{variable}_input", clear=True)
        self._desktop.click("chat.phrases.fill.ok")
        self._desktop.wait("chat.phrases.fill", "hidden")

    def show_beside(self) -> None:
        """Opens the phrases beside the chat."""
        if not self._desktop.is_visible("chat.side"):
            self._desktop.click("chat.header.panel")
        if not self._desktop.is_visible("chat.side.phrases"):
            self._desktop.click("chat.side.tab_phrases")

    def click(self, text: str) -> None:
        """Clicks a phrase beside the chat: it goes into the message."""
        self.show_beside()
        self._desktop.click(f"{_SIDE_LIST}[contains={text}]")

    def double_click(self, text: str) -> None:
        """Clicks it twice: it is sent."""
        self.show_beside()
        self._desktop.double_click(f"{_SIDE_LIST}[contains={text}]")

    def save_message(self, text: str, *, code: str = "", only_me: bool = False) -> None:
        """Keeps a message as a phrase, from its menu."""
        self._desktop.menu("chat.timeline.menu.save_phrase", target=f"chat.timeline[contains={text}]")
        if code:
            self._desktop.type(code, "phrases.save.code_input", clear=True)
        if only_me:
            self._desktop.click("phrases.save.owner_person")
        self._desktop.click("phrases.save_ok")
        self._desktop.wait("phrases.save", "hidden", timeout_ms=SERVER_PATIENCE_MS)


class Phrases(Page):
    """The phrases' own page."""

    def show(self) -> None:
        """Goes there."""
        if not self._desktop.is_visible("phrases.page"):
            self._desktop.click("rail.phrases")

    def rows(self) -> list[Row]:
        """The phrases that show, in their order."""
        self.show()
        if not self._desktop.is_visible("phrases.list"):
            return []
        return self._desktop.rows("phrases.list")

    def library(self, owner: str) -> None:
        """Shows the `shop`'s phrases, or those of one `person`."""
        self.show()
        self._desktop.click(f"phrases.owner_{owner}")

    def write(self, text: str, *, code: str = "") -> None:
        """Writes a new phrase into the library that shows."""
        self.show()
        # From an empty page there is no other way.
        begins = self._desktop.is_visible("phrases.empty")
        self._desktop.click("phrases.empty_new" if begins else "phrases.new")
        self._desktop.type(text, "phrases.editor.text_input")
        if code:
            self._desktop.type(code, "phrases.editor.code_input", clear=True)
        self._desktop.click("phrases.editor.save")
        self._desktop.wait(f"phrases.list[contains={text}]", "row", timeout_ms=SERVER_PATIENCE_MS)

    def begin_ready_made(self) -> None:
        """Takes the ready-made phrases that an empty library offers."""
        self.show()
        self._desktop.click("phrases.empty_starter")
        self._desktop.click("phrases.starter_ok")
        self._desktop.wait("phrases.list", timeout_ms=SERVER_PATIENCE_MS)

    def import_file(self, file: str, *, replace: bool = False) -> None:
        """Drops a file on the page and takes what it holds."""
        self.show()
        self._desktop.drop("phrases.page", files=[file])
        self._desktop.wait("phrases.import.rows", timeout_ms=SERVER_PATIENCE_MS)
        if replace:
            self._desktop.click("phrases.import.doubles_replace")
        self._desktop.click("phrases.import_ok")
        self._desktop.wait("phrases.import", "hidden", timeout_ms=SERVER_PATIENCE_MS)
