# Made from aio/broadcast_page.py by `python -m parley.driver.unasync`; change that file instead.
"""Say it to many: one text to many customers, and what became of it."""

from collections.abc import Mapping

from parley.driver.sync.pages import SERVER_PATIENCE_MS, Page
from parley.driver.values import Row


class Broadcasts(Page):
    """The way from the words to the results, in one dialog."""

    def write(self, text: str, values: Mapping[str, str] | None = None) -> None:
        """Opens it with these words, and says what their own variables stand for."""
        self._desktop.menu("conversations.plus.broadcast", target="conversations.plus", opens="click")
        self._desktop.wait("broadcast")
        if self._desktop.is_visible("broadcast.new"):
            self._desktop.click("broadcast.new")
        self._desktop.type(text, "broadcast.text_input", clear=True)
        for name, value in (values or {}).items():
            self._desktop.type(value, f"broadcast.value.{name}_input", clear=True)

    def choose(self, *people: str) -> list[Row]:
        """Goes on to who gets it: these people, or all customers; how it stands with each."""
        if not self._desktop.is_visible("broadcast.who"):
            self._desktop.click("broadcast.next")
        self._desktop.click("broadcast.who_people" if people else "broadcast.who_all")
        for person in people:
            self._desktop.click(f"broadcast.people.list[text={person}]")
        self._desktop.wait("broadcast.send", "enabled", timeout_ms=SERVER_PATIENCE_MS)
        return self._desktop.rows("broadcast.preview")

    def send(self) -> None:
        """Sends it."""
        self._desktop.click("broadcast.send")
        self._desktop.wait("broadcast.state", timeout_ms=SERVER_PATIENCE_MS)

    def wait_for(self, counts: str) -> None:
        """Until it is this far, as in `2 of 2 sent`."""
        self._desktop.wait("broadcast.counts", "text", text=counts, timeout_ms=SERVER_PATIENCE_MS)

    def results(self) -> list[Row]:
        """What became of each."""
        return self._desktop.rows("broadcast.results")

    def close(self) -> None:
        """Back to the chats; sending goes on."""
        self._desktop.click("broadcast_close")
        self._desktop.wait("broadcast", "hidden")
