"""The lists of two people on a real server: asking, accepting, grouping, writing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from parley.client.session import Session
from parley.desktop.contacts.contact_entry import UNGROUPED
from parley.desktop.contacts.contacts_panel import ContactsPanel
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.conversations.conversation_panel import ConversationPanel
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.domain.people import AccountKind
from parley.domain.presence import Status
from parley.foundation import resources
from support.listening import until
from support.relay_process import RelayProcess
from support.team import Team


@pytest.fixture
async def team(tmp_path: Path) -> AsyncIterator[Team]:
    with RelayProcess(tmp_path / "relay") as relay:
        made = Team(tmp_path, relay.url, relay.owner_invite)
        yield made
        await made.close()


@pytest.fixture
async def tasks(qapp: object) -> AsyncIterator[Tasks]:
    made = Tasks()
    told: list[str] = []
    made.failed.connect(told.append)
    yield made
    await made.settle()
    assert told == []


def shown(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.resize(296, 800)
    widget.show()


def press(owner: QWidget, name: str) -> None:
    button = owner.findChild(Button, name)
    assert button is not None, name
    button.click()


def tree(panel: ContactsPanel) -> dict[str, list[str]]:
    return {branch.group.id: [entry.row.name for entry in branch.people] for branch in panel.model.branches}


async def holds(session: Session, condition: Callable[[], bool]) -> None:
    await until(session, condition)


async def test_from_a_request_to_a_contact_in_a_group(team: Team, tasks: Tasks, qtbot: QtBot) -> None:
    owner = await team.open_shop()
    wang = await team.join("wang", "王建军", AccountKind.PARTNER)
    panel = ContactsPanel(owner, tasks)
    shown(panel, qtbot)
    await wang.contacts.ask(owner.account, "想看报价")
    await holds(owner, lambda: bool(owner.contacts.requests()))
    assert panel.requests.isVisible()
    press(panel, f"contacts.request.{wang.account}.accept")
    await tasks.settle()
    assert not panel.requests.isVisible()
    assert tree(panel)[UNGROUPED] == ["王建军"]
    group = await owner.contacts.create_group("客户")
    panel.model.dropped.emit(wang.account, UNGROUPED, group)
    await tasks.settle()
    assert tree(panel)[group] == ["王建军"]
    await holds(owner, lambda: owner.presence.of(wang.account) is Status.ONLINE)
    assert panel.model.index(0, 0).data() == "客户 (1/1)"
    panel.search.setText("wjj")
    panel.apply_filter()
    assert tree(panel) == {group: ["王建军"]}


async def test_a_person_found_by_pinyin_gets_a_request(team: Team, tasks: Tasks, qtbot: QtBot) -> None:
    owner = await team.open_shop()
    wang = await team.join("wang", "王建军", AccountKind.PARTNER)
    panel = ContactsPanel(owner, tasks)
    shown(panel, qtbot)
    dialog = panel.open_add_contact("wjj")
    await tasks.settle()
    press(dialog, "contacts.add.ask.wang")
    dialog.message.set_text("您好")
    dialog.send()
    await tasks.settle()
    await holds(wang, lambda: [row.message for row in wang.contacts.requests()] == ["您好"])
    dialog.reject()


async def test_a_message_reaches_the_list(team: Team, tasks: Tasks, qtbot: QtBot) -> None:
    owner = await team.open_shop()
    anna = await team.join("anna", "Anna Keller", AccountKind.CUSTOMER)
    panel = ConversationPanel(owner, tasks)
    shown(panel, qtbot)
    conversation = await anna.conversations.open_direct(owner.account)
    await anna.messages.send(conversation, "Is the Rou Gui still\navailable?")

    def row_is_unread() -> bool:
        row = owner.conversations.get(conversation)
        return row is not None and row.unread == 1 and row.last_line != ""

    await holds(owner, row_is_unread)
    panel.model.apply_order()
    first = panel.model.entry(0)
    assert first.row is not None
    assert (first.title, first.row.unread, first.row.is_new_customer) == ("Anna Keller", 1, True)
    await holds(owner, lambda: owner.presence.of(anna.account) is Status.ONLINE)
    assert panel.model.entry(0).status is Status.ONLINE
    with qtbot.waitSignal(panel.opened) as opened:
        at: QPoint = panel.view.visualRect(panel.model.index(0)).center()
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [conversation, False]
    await owner.conversations.mark_read(conversation)
    await holds(owner, lambda: owner.conversations.unread_total() == 0)
    assert panel.model.entry(0).row.unread == 0  # type: ignore[union-attr]


async def test_a_portrait_is_fetched_once_and_painted(team: Team, tasks: Tasks, qtbot: QtBot) -> None:
    owner = await team.open_shop()
    li = await team.join("li", "李娜")
    await li.me.set_avatar(resources.path("avatars", "lina.png").read_bytes())
    await holds(owner, lambda: bool((row := owner.contacts.person(li.account)) and row.profile.avatar))
    row = owner.contacts.person(li.account)
    assert row is not None
    pictures = Pictures(owner, tasks)
    arrived: list[str] = []
    pictures.arrived.connect(arrived.append)
    assert pictures.of(row.profile.avatar) is None
    assert pictures.of(row.profile.avatar) is None
    await asyncio.wait_for(tasks.settle(), 10)
    assert arrived == [row.profile.avatar]
    assert pictures.of(row.profile.avatar) is not None
    assert pictures.of(None) is None
