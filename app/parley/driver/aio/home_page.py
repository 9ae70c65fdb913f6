"""The page Home: how the shop serves its customers."""

from parley.driver.aio.pages import SERVER_PATIENCE_MS, AsyncPage


class AsyncHome(AsyncPage):
    """Figures of today, and of the days before."""

    async def show(self) -> None:
        """To Home; the figures are asked for anew."""
        if await self._desktop.is_visible("home"):
            await self._desktop.click("rail.chats")
        await self._desktop.click("rail.home")
        await self._desktop.wait("home")

    async def wait_for_figure(self, figure: str, words: str) -> None:
        """Until `customers`, `first_reply`, `average_reply` or `in_time` says that today."""
        target = f"home.figure.{figure}"
        await self._desktop.wait(target, "text", text=words, timeout_ms=SERVER_PATIENCE_MS)

    async def choose(self, figure: str, days: int = 14) -> str:
        """Shows a figure day by day; what the chart says of today."""
        await self._desktop.click(f"home.figure.{figure}")
        await self._desktop.click(f"home.period_{days}")
        return await self._desktop.text("home.chart_day")
