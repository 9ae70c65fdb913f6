from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.chat.made import ME, MadeSession, direct, messages, person
from desktop.chat.test_chat_page import settled
from parley.client.changes import ConversationsChanged
from parley.desktop.chat.conversation_area import PAGES_KEPT, ConversationArea
from parley.desktop.chat.room_dialogs import InvitePeopleDialog
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.i18n import Language
from parley.desktop.style.theme import Theme
from parley.desktop.tasks import Tasks


@pytest.fixture
def session() -> MadeSession:
    rows = [direct(f"c{number}", title=f"Customer {number}", peer=f"p{number}") for number in range(1, 15)]
    return MadeSession(rows, [person("p1", "王建军"), person("p2", "Anna")], messages(1, 20))


@pytest.fixture
async def area(
    theme: Theme, qtbot: QtBot, language: Language, session: MadeSession, tasks: Tasks, tmp_path: Path
):
    made = ConversationArea(session, tasks, tab_file=tmp_path / "tabs.json")
    made.resize(900, 640)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close_all()
    await settled(tasks)


def open_tabs(area: ConversationArea) -> list[str]:
    return [tab.conversation + ("" if tab.is_kept else "?") for tab in area.tabs.tabs]


async def test_preview_keep_close(area: ConversationArea, tasks: Tasks, qtbot: QtBot) -> None:
    assert area.current == ""
    area.open("c1")
    area.open("c2")
    assert open_tabs(area) == ["c2?"]
    area.open("c2", keep=True)
    area.open("c3")
    await settled(tasks)
    assert open_tabs(area) == ["c2", "c3?"]
    with qtbot.waitSignal(area.current_changed) as said:
        area.close_tab()
    assert said.args == ["c2"]
    area.close_tab()
    assert area.current == ""
    assert not area.strip.isVisible()


async def test_a_draft_keeps_the_tab(
    area: ConversationArea, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    area.open("c1")
    await settled(tasks)
    qtbot.keyClicks(area.page.composer.field, "half")
    area.open("c2")
    await settled(tasks)
    assert open_tabs(area) == ["c1", "c2?"]
    assert session.rows["c1"].draft == "half"


async def test_tabs_come_back_after_a_crash(
    area: ConversationArea, session: MadeSession, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    area.open("c1", keep=True)
    area.open("c2")
    area.step(-1)
    await settled(tasks)
    session.rows.pop("c2")
    again = ConversationArea(session, tasks, tab_file=tmp_path / "tabs.json")
    qtbot.addWidget(again)
    again.restore()
    await settled(tasks)
    assert open_tabs(again) == ["c1"]
    assert again.current == "c1"


async def test_few_pages_stay_alive(area: ConversationArea, session: MadeSession, tasks: Tasks) -> None:
    for number in range(1, 15):
        area.open(f"c{number}", keep=True)
    await settled(tasks)
    assert len(area._pages) == PAGES_KEPT
    assert session.listeners == PAGES_KEPT + 1
    area.open("c1")
    await settled(tasks)
    assert area.page is not None
    assert len(area.tabs.tabs) == 14


async def test_keys_step_and_close(area: ConversationArea, tasks: Tasks, qtbot: QtBot) -> None:
    area.open("c1", keep=True)
    area.open("c2", keep=True)
    await settled(tasks)
    qtbot.keyClick(area, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert area.current == "c1"
    qtbot.keyClick(area, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert open_tabs(area) == ["c2"]


async def test_a_conversation_that_is_gone_closes_its_tab(
    area: ConversationArea, session: MadeSession, tasks: Tasks
) -> None:
    area.open("c1", keep=True)
    await settled(tasks)
    session.rows.pop("c1")
    session.say(ConversationsChanged(ME, (), ("c1",)))
    assert open_tabs(area) == []


async def test_people_are_written_to_in_their_conversation(area: ConversationArea, tasks: Tasks) -> None:
    area.open_person("p2")
    await settled(tasks)
    assert area.current == "c2"


async def test_a_room_is_made_of_a_title_and_people(
    area: ConversationArea, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    dialog = area.create_room()
    assert not dialog._create.isEnabled()
    dialog.title_field.set_text("双旦礼盒")
    qtbot.keyClicks(dialog.picker.search, "anna")
    assert dialog.picker.model.rowCount() == 1
    dialog.picker.model.toggle(dialog.picker.model.index(0))
    dialog.newcomers.click()
    dialog.create_room()
    await settled(tasks)
    assert ("create_room", "双旦礼盒", ("p2",), ("newcomers_see_all", True)) in session.asked
    QApplication.processEvents()


async def test_a_room_may_hold_somebody_one_talks_with_who_is_no_contact(
    area: ConversationArea, session: MadeSession
) -> None:
    session.contacts.all = list
    dialog = area.create_room()
    assert dialog.picker.model.rowCount() == len(session.people) > 0
    dialog.reject()


async def test_who_is_inside_is_not_invited_again(
    area: ConversationArea, session: MadeSession, tasks: Tasks, qtmodeltester
) -> None:
    pictures = Pictures(session, tasks)
    dialog = InvitePeopleDialog(session, tasks, pictures, "c1", ["p1"], area)
    model = dialog.picker.model
    qtmodeltester.check(model)
    assert [model.index(row).data() for row in range(model.rowCount())] == ["Anna"]
    model.toggle(model.index(0))
    dialog.invite()
    await settled(tasks)
    assert ("invite", "c1", "p2") in session.asked
