"""The days before the demo: the shop has been open for a week, and its customers were answered.

The server's clock is set back while the shop is opened and this is played, so that Home counts what really was sent.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from parley.cli.demo.shop import DemoShop, Player
from parley.client.session import Session
from parley.foundation import resources
from parley.foundation.clock import write_clock_file

WEEK = 7


class Round(msgspec.Struct, frozen=True):
    """A customer's question so many days ago, at an hour of this computer's clock, and its answer."""

    days: int
    at: str
    by: str
    to: str
    ask: str
    after_s: float
    answer: str


def load_history() -> list[Round]:
    """What was said, the oldest first. Raises ResourceMissing for a damaged installation."""
    data = resources.path("dialogue", "history.json").read_bytes()
    return msgspec.json.decode(data, type=list[Round])


def begin_a_week_ago(clock_file: Path, today: datetime) -> None:
    """Sets the server's clock back, before it starts."""
    begin = (today - timedelta(days=WEEK)).replace(hour=8, minute=0, second=0, microsecond=0)
    write_clock_file(clock_file, begin)


async def play_history(shop: DemoShop, clock_file: Path, today: datetime, rounds: Sequence[Round]) -> None:
    """Asks and answers, each at its time; then it is today."""
    for one in rounds:
        hour, minute = map(int, one.at.split(":"))
        asked = (today - timedelta(days=one.days)).replace(hour=hour, minute=minute, second=0, microsecond=0)
        customer, colleague = shop.players[one.by], shop.players[one.to]
        write_clock_file(clock_file, asked, frozen=True)
        await _say(customer.session, _talk(customer, colleague), one.ask)
        write_clock_file(clock_file, asked + timedelta(seconds=one.after_s), frozen=True)
        await _say(colleague.session, _talk(colleague, customer), one.answer)
    await asyncio.to_thread(clock_file.unlink)


async def _say(session: Session, conversation: str, text: str) -> None:
    await session.messages.send(conversation, text)
    await session.settle()


def _talk(one: Player, other: Player) -> str:
    found = one.session.conversations.with_person(other.account)
    assert found is not None
    return found
