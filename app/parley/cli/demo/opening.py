"""The demo's shop as it stands when one looks: open for a week, everybody there, a few customers served."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from parley.cli.demo.cards import keep_cards
from parley.cli.demo.cast import Cast, Script
from parley.cli.demo.history import begin_a_week_ago, load_history, play_history
from parley.cli.demo.server import running_server
from parley.cli.demo.shop import DemoShop, open_conversations, open_shop
from parley.foundation.clock import SystemClock


@asynccontextmanager
async def opened_shop(
    folder: Path, cast: Cast, script: Script, language: str
) -> AsyncIterator[tuple[DemoShop, str]]:
    """The shop and the address of its server, which ends with the block. The shop's people end themselves."""
    clock_file = folder / "clock"
    today = SystemClock().now().astimezone()
    begin_a_week_ago(clock_file, today)
    async with running_server(folder / "server", clock_file) as server:
        shop = await open_shop(server, folder, cast, language)
        await open_conversations(shop, script, language)
        await keep_cards(shop)
        await play_history(shop, clock_file, today, load_history())
        yield shop, server.url
