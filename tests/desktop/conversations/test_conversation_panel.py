from collections.abc import AsyncIterator
from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.conversations.made import MadeSession, conversation, person, room
from parley.client.changes import ConversationsChanged, PresenceChanged
from parley.desktop.conversations.conversation_list_view import ConversationListView
from parley.desktop.conversations.conversation_panel import ConversationPanel
from parley.desktop.i18n import CHINESE, Language
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.domain.people import AccountKind
from parley.domain.presence import Status

WANG = person("peer-wang", "王建军", pinyin="wangjianjun wjj")
LI = person("li", "李娜", pinyin="lina ln", is_colleague=True)


@pytest.fixture
def session() -> MadeSession:
    rows = [
        conversation("wang", "王建军", minutes_ago=1, unread=2),
        room("team", "Team", minutes_ago=2),
        conversation("anna", "Anna", minutes_ago=3, is_pinned=True),
    ]
    return MadeSession(rows, [WANG, LI], presence={"peer-wang": Status.ONLINE})


@pytest.fixture
async def tasks(qapp: object) -> AsyncIterator[Tasks]:
    made = Tasks()
    yield made
    await made.settle()


@pytest.fixture
async def panel(qtbot: QtBot, session: MadeSession, tasks: Tasks) -> ConversationPanel:
    made = ConversationPanel(session, tasks)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(296, 700)
    made.show()
    return made


def titles(panel: ConversationPanel) -> list[str]:
    return [panel.model.entry(row).title for row in range(panel.model.rowCount())]


def centre(view: ConversationListView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).center()


async def menu_of(panel: ConversationPanel, row: int) -> dict[str, object]:
    panel.view.menu_wanted.emit(panel.model.entry(row), QPoint(5, 5))
    menu = panel.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    found = {action.objectName().rpartition(".")[2]: action for action in menu.actions() if action.text()}
    menu.hide()
    return found


async def test_one_click_looks_and_two_keep(panel: ConversationPanel, qtbot: QtBot) -> None:
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(panel.opened) as looked:
        qtbot.mouseClick(panel.view.viewport(), left, pos=centre(panel.view, 1))
    assert looked.args == ["wang", False]
    with qtbot.waitSignal(panel.opened) as kept:
        qtbot.mouseDClick(panel.view.viewport(), left, pos=centre(panel.view, 1))
    assert kept.args == ["wang", True]


async def test_arrows_go_from_the_filter_into_the_list(panel: ConversationPanel, qtbot: QtBot) -> None:
    panel.focus_search()
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert opened.args == ["wang", False]


async def test_typing_ahead_jumps_to_a_name(panel: ConversationPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.view, "wjj")
    assert panel.view.currentIndex().data() == "王建军"


async def test_the_filter_is_debounced_and_enter_opens_the_first(
    panel: ConversationPanel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.model.shown_changed):
        panel.search.setText("ann")
    assert titles(panel) == ["Anna"]
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert opened.args == ["anna", False]


async def test_a_person_without_a_chat_gets_one(
    panel: ConversationPanel, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    panel.search.setText("ln")
    panel.apply_filter()
    assert titles(panel) == ["Contacts", "李娜"]
    with qtbot.waitSignal(panel.opened) as opened:
        panel.view.choose_current()
        await tasks.settle()
    assert session.conversations.calls == [("open_direct", "li")]
    assert opened.args == ["opened-direct", True]
    assert panel.search.text() == ""


async def test_new_chat_lists_people_until_escape(panel: ConversationPanel, qtbot: QtBot) -> None:
    panel.start_new_chat()
    assert titles(panel) == ["Start a chat with", "王建军", "李娜"]
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert titles(panel) == ["Anna", "王建军", "Team"]


async def test_pinning_moves_the_row_even_under_the_pointer(
    panel: ConversationPanel, session: MadeSession, tasks: Tasks
) -> None:
    panel.model.pointer_entered()
    actions = await menu_of(panel, 2)
    session.conversations.rows["team"] = room("team", "Team", minutes_ago=2, is_pinned=True)
    actions["pin"].trigger()  # type: ignore[attr-defined]
    session.announce(ConversationsChanged("me", ("team",)))
    assert titles(panel) == ["Anna", "王建军", "Team"]
    await tasks.settle()
    assert session.conversations.calls == [("set_pinned", "team", True)]
    assert titles(panel) == ["Team", "Anna", "王建军"]


async def test_the_menu_offers_what_fits(panel: ConversationPanel) -> None:
    assert set(await menu_of(panel, 1)) == {"pin", "mute", "read", "hide"}
    assert set(await menu_of(panel, 2)) == {"pin", "mute", "hide", "leave"}


async def test_a_chat_is_muted_for_a_while(
    panel: ConversationPanel, session: MadeSession, tasks: Tasks
) -> None:
    actions = await menu_of(panel, 2)
    times = actions["mute"].menu().actions()  # type: ignore[attr-defined]
    for action in times:
        action.trigger()
    await tasks.settle()
    hour = timedelta(hours=1)
    assert session.conversations.calls == [
        ("set_muted", "team", True, hour),
        ("set_muted", "team", True, 8 * hour),
        ("set_muted", "team", True, None),
    ]


async def test_leaving_a_room_is_asked_first(
    panel: ConversationPanel, session: MadeSession, tasks: Tasks
) -> None:
    actions = await menu_of(panel, 2)
    actions["leave"].trigger()  # type: ignore[attr-defined]
    assert session.conversations.calls == []
    button = panel.window().findChild(Button, "conversations.leave_ok")
    assert button is not None
    button.click()
    await tasks.settle()
    assert session.conversations.calls == [("leave", "team")]


async def test_staff_may_invite_and_customers_may_not(panel: ConversationPanel, session: MadeSession) -> None:
    def offered() -> set[str]:
        panel._open_plus()
        menu = panel.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
        names = {action.objectName().rpartition(".")[2] for action in menu.actions()}
        menu.hide()
        return names

    assert offered() == {"chat", "room", "contact", "invite", "broadcast"}
    session.me.profile = msgspec.structs.replace(session.me.profile, kind=AccountKind.CUSTOMER)
    assert offered() == {"chat", "room", "contact"}


async def test_presence_reaches_the_row(panel: ConversationPanel, session: MadeSession) -> None:
    session.presence.table["peer-wang"] = Status.AWAY
    session.announce(PresenceChanged("me", ("peer-wang",)))
    assert panel.model.entry(1).status is Status.AWAY


async def test_presence_reaches_the_row_of_a_customer_whom_a_colleague_looks_after_now(
    panel: ConversationPanel, session: MadeSession
) -> None:
    talk = panel.model.entry(1).row
    session.conversations.rows[talk.id] = msgspec.structs.replace(talk, has_left=True)
    session.presence.table["peer-wang"] = Status.ONLINE
    session.conversations.with_person = lambda _person: None  # type: ignore[method-assign]
    session.announce(PresenceChanged("me", ("peer-wang",)))
    assert panel.model.entry(1).status is Status.ONLINE


async def test_an_empty_list_says_what_to_do(
    panel: ConversationPanel, session: MadeSession, qtbot: QtBot
) -> None:
    panel.search.setText("nobody like that")
    panel.apply_filter()
    assert not panel.view.isVisible()
    button = panel.findChild(Button, "conversations.empty.action")
    assert button is not None
    with qtbot.waitSignal(panel.add_contact_requested):
        button.click()


async def test_neighbours_of_the_open_chat(panel: ConversationPanel, qtbot: QtBot) -> None:
    panel.set_current("wang")
    with qtbot.waitSignal(panel.opened) as opened:
        panel.open_neighbour(1)
    assert opened.args == ["team", False]


async def test_the_panel_speaks_chinese(panel: ConversationPanel, qapp: QApplication) -> None:
    language = Language(qapp)
    language.choose(CHINESE)
    try:
        panel.retranslate()
        assert panel.search.placeholderText() == "搜索（支持拼音）"
    finally:
        language.choose("en")
