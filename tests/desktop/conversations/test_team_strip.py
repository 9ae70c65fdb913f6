"""The line under the list that tells the owner who waits at colleagues."""

from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.conversations.made import ME, NOW
from parley.client.changes import ConnectionChanged
from parley.client.rows import ConnectionState
from parley.desktop.tasks import Tasks
from parley.desktop.waiting.team_waiting import TeamStrip
from parley.desktop.widgets.buttons import Button
from parley.protocol.rest_desk import TeamWait, TeamWaiting


@pytest.fixture
async def tasks(qapp: object) -> AsyncIterator[Tasks]:
    made = Tasks()
    yield made
    await made.settle()


class MadeSession:
    """A colleague has one customer waiting; the connection comes later."""

    account = ME
    state = ConnectionState.CONNECTING

    def __init__(self) -> None:
        self.desk = SimpleNamespace(team=self._team)
        self.listeners: list[Callable[[Any], None]] = []

    def subscribe(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    async def _team(self) -> TeamWaiting:
        wait = TeamWait(account="li", customer="mike", customer_name="Mike", since=NOW)
        return TeamWaiting(waits=(wait,))


async def test_it_says_nothing_before_it_knows_and_asks_once_there_is_a_connection(
    qtbot: QtBot, tasks: Tasks
) -> None:
    session, holder = MadeSession(), QWidget()
    qtbot.addWidget(holder)
    strip = TeamStrip(session, tasks, holder)  # type: ignore[arg-type]
    holder.show()
    button = strip.findChild(Button, "desk.team.open")
    assert button is not None
    assert not button.isVisible()
    session.state = ConnectionState.ONLINE
    for listener in session.listeners:
        listener(ConnectionChanged(ME, ConnectionState.ONLINE))
    await tasks.settle()
    assert button.isVisible()
    assert button.text() == "At colleagues: 1 waiting"
