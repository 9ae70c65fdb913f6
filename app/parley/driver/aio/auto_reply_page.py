"""Automatic replies: the page of rules, going away and coming back."""

from parley.driver.aio.pages import SERVER_PATIENCE_MS, AsyncPage


class AsyncAutoReply(AsyncPage):
    """Words are those of the window's language, as `Keyword` or `关键词`."""

    async def show(self) -> None:
        """To the page in the settings."""
        await self._desktop.settings.open("auto_reply")
        await self._desktop.wait("settings.auto_reply.on")

    async def add_rule(self, kind: str, words: str, keywords: str = "") -> None:
        """Writes a rule and puts it last."""
        await self.show()
        await self._desktop.click("settings.auto_reply.add")
        await self._desktop.click(f"rule.kind[text={kind}]")
        if keywords:
            await self._desktop.type(keywords, "rule.keywords_input", clear=True)
        await self._desktop.type(words, "rule.words_input", clear=True)
        await self._desktop.click("rule_ok")
        await self._desktop.wait("rule", "hidden", timeout_ms=SERVER_PATIENCE_MS)

    async def set_hours(self, *days: str) -> None:
        """One's own working hours from Monday on, as `9:00-12:00, 13:30-18:00`; "" is closed."""
        await self.show()
        await self._desktop.click("settings.auto_reply.hours")
        for number, shifts in enumerate(days, 1):
            await self._desktop.type(shifts, f"hours.day{number}_input", clear=True)
        await self._desktop.click("hours_ok")
        await self._desktop.wait("hours", "hidden", timeout_ms=SERVER_PATIENCE_MS)

    async def ask(self, message: str, at: str = "") -> str:
        """What would be sent in answer to this? `at` is a time like `2026-10-01 21:30`; nothing: now."""
        await self.show()
        await self._desktop.type(message, "settings.auto_reply.try.text_input", clear=True)
        await self._desktop.type(at, "settings.auto_reply.try.at_input", clear=True)
        await self._desktop.click("settings.auto_reply.try.ask")
        await self._desktop.wait("settings.auto_reply.try.words", timeout_ms=SERVER_PATIENCE_MS)
        return await self._desktop.text("settings.auto_reply.try.words")

    async def go_away(self, words: str = "") -> None:
        """Away by hand; the first time with these words for whoever writes meanwhile."""
        await self._desktop.settings.set_status("away")
        if words:
            await self._desktop.type(words, "away_question.words_input", clear=True)
            await self._desktop.click("away_question_ok")
        await self._desktop.wait("away", timeout_ms=SERVER_PATIENCE_MS)

    async def wait_for_strip(self, words: str) -> None:
        """Until the strip over the chats says this."""
        await self._desktop.wait("away", "text", text=words, timeout_ms=SERVER_PATIENCE_MS)

    async def come_back(self) -> None:
        """Presses "I'm back"."""
        await self._desktop.click("away_action")

    async def answer(self) -> None:
        """On return: to the customer who waits longest."""
        await self._desktop.click("away_action")
        await self._desktop.wait("away", "hidden")
