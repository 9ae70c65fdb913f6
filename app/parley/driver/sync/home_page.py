# Made from aio/home_page.py by `python -m parley.driver.unasync`; change that file instead.
"""The page Home: how the shop serves its customers."""

from parley.driver.sync.pages import SERVER_PATIENCE_MS, Page


class Home(Page):
    """Figures of today, and of the days before."""

    def show(self) -> None:
        """To Home; the figures are asked for anew."""
        if self._desktop.is_visible("home"):
            self._desktop.click("rail.chats")
        self._desktop.click("rail.home")
        self._desktop.wait("home")

    def wait_for_figure(self, figure: str, words: str) -> None:
        """Until `customers`, `first_reply`, `average_reply` or `in_time` says that today."""
        target = f"home.figure.{figure}"
        self._desktop.wait(target, "text", text=words, timeout_ms=SERVER_PATIENCE_MS)

    def choose(self, figure: str, days: int = 14) -> str:
        """Shows a figure day by day; what the chart says of today."""
        self._desktop.click(f"home.figure.{figure}")
        self._desktop.click(f"home.period_{days}")
        return self._desktop.text("home.chart_day")
