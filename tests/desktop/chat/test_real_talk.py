"""Two people talk through real pages, real sessions and a real relay."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from parley.client.session import Session
from parley.desktop.chat.conversation_area import ConversationArea
from parley.desktop.i18n import Language
from parley.desktop.style.theme import Theme
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.labels import ElidedLabel
from parley.domain.people import AccountKind
from support.listening import Ear
from support.relay_process import RelayProcess
from support.team import Team


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[RelayProcess]:
    with RelayProcess(tmp_path / "relay") as process:
        yield process


@pytest.fixture
async def team(tmp_path: Path, relay: RelayProcess) -> AsyncIterator[Team]:
    made = Team(tmp_path / "profiles", relay.url, relay.owner_invite)
    await made.open_shop()
    yield made
    await made.close()


class Desk:
    """One person's conversations on a screen."""

    def __init__(self, session: Session, tasks: Tasks, qtbot: QtBot) -> None:
        self.session = session
        self.area = ConversationArea(session, tasks)
        self.area.resize(900, 640)
        qtbot.addWidget(self.area)
        self.area.show()
        self.area.activateWindow()
        self._tasks = tasks
        self._qtbot = qtbot
        self._ear = Ear(session)

    def write(self, text: str) -> None:
        assert self.area.page is not None
        field = self.area.page.composer.field
        field.insertPlainText(text)
        self._qtbot.keyClick(field, Qt.Key.Key_Return)

    def shown(self) -> list[str]:
        """Texts on the screen, states of own ones behind them."""
        QApplication.processEvents()
        page = self.area.page
        assert page is not None
        layouts = [page.timeline.layout_of(one.index) for one in page.timeline.placed]
        return [
            " ".join(filter(None, (layout.plain, layout.meta.tip if layout.meta is not None else "")))
            for layout in layouts
        ]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Every change is looked at; what it started has ended before the look."""

        def holds() -> bool:
            QApplication.processEvents()
            return condition()

        await self._tasks.settle()
        await self._ear.until(holds)


@pytest.fixture
async def desks(
    theme: Theme, language: Language, qtbot: QtBot, team: Team, tasks: Tasks
) -> AsyncIterator[tuple[Desk, Desk]]:
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    made = Desk(team.owner, tasks, qtbot), Desk(wang, tasks, qtbot)
    yield made
    for desk in made:
        desk.area.close_all()
    await tasks.settle()


async def test_what_one_writes_the_other_reads(desks: tuple[Desk, Desk], tasks: Tasks) -> None:
    owner, wang = desks
    conversation = wang.session.conversations.with_person(owner.session.account)
    assert conversation is not None
    wang.area.open(conversation)
    await tasks.settle()
    wang.area.activateWindow()
    wang.write("大红袍还有货吗？")
    await owner.until(lambda: owner.session.conversations.unread_total() == 1)
    owner.area.open(conversation)
    owner.area.activateWindow()
    await owner.until(lambda: owner.session.conversations.unread_total() == 0)
    assert "大红袍还有货吗？" in owner.shown()
    assert owner.area.page is not None
    assert owner.area.page.strip.isVisible()
    await wang.until(lambda: "大红袍还有货吗？ Read" in wang.shown())
    owner.write("有的，您要多少？")
    await wang.until(lambda: "有的，您要多少？" in wang.shown())
    wang.area.activateWindow()
    await owner.until(lambda: "有的，您要多少？ Read" in owner.shown())


async def test_what_is_written_offline_waits_and_is_sent_once(
    desks: tuple[Desk, Desk], tasks: Tasks, relay: RelayProcess
) -> None:
    owner, wang = desks
    conversation = wang.session.conversations.with_person(owner.session.account)
    assert conversation is not None
    wang.area.open(conversation)
    await tasks.settle()
    relay.kill()
    wang.write("在吗？")
    await tasks.settle()
    await wang.until(lambda: "在吗？ Waiting to be sent" in wang.shown())
    relay.start()
    wang.session.retry_now()
    await wang.until(lambda: "在吗？ Sent" in wang.shown() or "在吗？ Delivered" in wang.shown())
    assert sum("在吗？" in line for line in wang.shown()) == 1


async def test_a_room_is_joined_from_its_strip(desks: tuple[Desk, Desk], tasks: Tasks) -> None:
    owner, wang = desks
    room = await owner.session.conversations.create_room("双旦礼盒", [wang.session.account])
    owner.area.open(room)
    await tasks.settle()
    owner.write("大家好")
    await wang.until(lambda: wang.session.conversations.get(room) is not None)
    wang.area.open(room)
    await tasks.settle()
    page = wang.area.page
    assert page is not None
    assert not page.composer.field.isVisibleTo(page)
    join = page.findChild(QWidget, "chat.strip.join")
    assert isinstance(join, Button)
    join.click()
    await wang.until(lambda: page.composer.field.isVisibleTo(page))
    wang.write("我来了")
    await owner.until(lambda: "我来了" in owner.shown())
    assert "王建军 joined" in owner.shown()
    second = owner.area.page.findChild(QWidget, "chat.header.second") if owner.area.page else None
    assert isinstance(second, ElidedLabel)
    await owner.until(lambda: second.text() == "2 members · 2 online")


async def test_half_a_sentence_is_there_again(desks: tuple[Desk, Desk], tasks: Tasks) -> None:
    owner, wang = desks
    conversation = wang.session.conversations.with_person(owner.session.account)
    assert conversation is not None
    wang.area.open(conversation)
    await tasks.settle()
    assert wang.area.page is not None
    wang.area.page.composer.insert("还想问一下")
    wang.area.close_tab()
    await tasks.settle()
    wang.area.open(conversation)
    await tasks.settle()
    assert wang.area.page is not None
    assert wang.area.page.composer.text() == "还想问一下"
