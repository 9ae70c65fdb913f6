# Made from aio/auto_reply_page.py by `python -m parley.driver.unasync`; change that file instead.
"""Automatic replies: the page of rules, going away and coming back."""

from parley.driver.sync.pages import SERVER_PATIENCE_MS, Page


class AutoReply(Page):
    """Words are those of the window's language, as `Keyword` or `关键词`."""

    def show(self) -> None:
        """To the page in the settings."""
        self._desktop.settings.open("auto_reply")
        self._desktop.wait("settings.auto_reply.on")

    def add_rule(self, kind: str, words: str, keywords: str = "") -> None:
        """Writes a rule and puts it last."""
        self.show()
        self._desktop.click("settings.auto_reply.add")
        self._desktop.click(f"rule.kind[text={kind}]")
        if keywords:
            self._desktop.type(keywords, "rule.keywords_input", clear=True)
        self._desktop.type(words, "rule.words_input", clear=True)
        self._desktop.click("rule_ok")
        self._desktop.wait("rule", "hidden", timeout_ms=SERVER_PATIENCE_MS)

    def set_hours(self, *days: str) -> None:
        """One's own working hours from Monday on, as `9:00-12:00, 13:30-18:00`; "" is closed."""
        self.show()
        self._desktop.click("settings.auto_reply.hours")
        for number, shifts in enumerate(days, 1):
            self._desktop.type(shifts, f"hours.day{number}_input", clear=True)
        self._desktop.click("hours_ok")
        self._desktop.wait("hours", "hidden", timeout_ms=SERVER_PATIENCE_MS)

    def ask(self, message: str, at: str = "") -> str:
        """What would be sent in answer to this? `at` is a time like `2026-10-01 21:30`; nothing: now."""
        self.show()
        self._desktop.type(message, "settings.auto_reply.try.text_input", clear=True)
        self._desktop.type(at, "settings.auto_reply.try.at_input", clear=True)
        self._desktop.click("settings.auto_reply.try.ask")
        self._desktop.wait("settings.auto_reply.try.words", timeout_ms=SERVER_PATIENCE_MS)
        return self._desktop.text("settings.auto_reply.try.words")

    def go_away(self, words: str = "") -> None:
        """Away by hand; the first time with these words for whoever writes meanwhile."""
        self._desktop.settings.set_status("away")
        if words:
            self._desktop.type(words, "away_question.words_input", clear=True)
            self._desktop.click("away_question_ok")
        self._desktop.wait("away", timeout_ms=SERVER_PATIENCE_MS)

    def wait_for_strip(self, words: str) -> None:
        """Until the strip over the chats says this."""
        self._desktop.wait("away", "text", text=words, timeout_ms=SERVER_PATIENCE_MS)

    def come_back(self) -> None:
        """Presses "I'm back"."""
        self._desktop.click("away_action")

    def answer(self) -> None:
        """On return: to the customer who waits longest."""
        self._desktop.click("away_action")
        self._desktop.wait("away", "hidden")
