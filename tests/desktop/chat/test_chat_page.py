import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.chat.made import ME, MadeSession, direct, message, messages, person
from parley.client.changes import ConnectionChanged, MembersChanged, TimelineReset, TypingChanged
from parley.client.rows import ConnectionState, MemberRow
from parley.desktop.chat.chat_page import ChatPage
from parley.desktop.chat.chat_strip import strip_of
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.i18n import Language
from parley.desktop.platform.sound import Play
from parley.desktop.style.theme import Theme
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.switch import Switch
from parley.domain.conversation import ConversationKind, Role
from parley.domain.errors import Refusal
from parley.domain.people import AccountKind, ContactState


async def settled(tasks: Tasks) -> None:
    """Everything that was started has ended, and what followed from it too."""
    for _turn in range(6):
        await tasks.settle()
        await asyncio.sleep(0)
        QApplication.processEvents()


@pytest.fixture
def session() -> MadeSession:
    return MadeSession([direct()], [person(state=ContactState.ACCEPTED)], messages(1, 120))


class Opened:
    """Opens pages and closes them at the end."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self._qtbot = qtbot
        self._tasks = tasks
        self.pages: list[ChatPage] = []

    async def __call__(
        self, session: MadeSession, conversation: str = "c1", width: int = 900, play: Play | None = None
    ) -> ChatPage:
        page = ChatPage(session, self._tasks, Pictures(session, self._tasks), conversation, play=play)
        page.resize(width, 640)
        self._qtbot.addWidget(page)
        with self._qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.focus_composer()
        self.pages.append(page)
        await settled(self._tasks)
        return page


@pytest.fixture
async def opened(theme: Theme, qtbot: QtBot, language: Language, tasks: Tasks):
    made = Opened(qtbot, tasks)
    yield made
    for page in made.pages:
        page.close_page()
    await settled(tasks)


def texts(page: ChatPage) -> list[str]:
    return [page.timeline.layout_of(one.index).plain for one in page.timeline.placed]


async def test_it_opens_at_the_end_and_marks_it_read(opened: Opened, session: MadeSession) -> None:
    page = await opened(session)
    assert texts(page)[-1] == "第 120 条"
    assert page.timeline.follows
    assert ("mark_read", "c1", 120) in session.asked


async def test_it_opens_at_the_first_unread_message(
    opened: Opened, session: MadeSession, tasks: Tasks
) -> None:
    session.rows["c1"] = direct(unread=60, read_seq=60)
    page = await opened(session)
    assert "第 61 条" in texts(page)
    assert not page.timeline.follows
    page.timeline.scroll_by(-100_000)
    await settled(tasks)
    page.timeline.jump()
    await settled(tasks)
    assert texts(page)[-1] == "第 120 条"


async def test_older_pages_are_read_while_scrolling(
    opened: Opened, session: MadeSession, tasks: Tasks
) -> None:
    page = await opened(session)
    for _turn in range(12):
        page.timeline.scroll_by(2_000)
        await settled(tasks)
    assert texts(page)[0] == "第 1 条"
    before = [asked for asked in session.asked if asked[0] == "page"]
    assert len(before) == 3


async def test_what_is_written_is_sent_and_shown(
    opened: Opened, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    page = await opened(session)
    with qtbot.waitSignal(page.kept):
        qtbot.keyClicks(page.composer.field, "hello")
        qtbot.keyClick(page.composer.field, Qt.Key.Key_Return)
    await settled(tasks)
    assert ("send", "c1", "hello") in session.asked
    assert texts(page)[-1] == "hello"
    assert session.rows["c1"].draft == ""


async def test_what_could_not_be_sent_comes_back(
    opened: Opened, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    page = await opened(session)
    session.fails = Refusal("cannot_write", "You can't write here.")
    with qtbot.waitSignal(tasks.failed) as said:
        qtbot.keyClicks(page.composer.field, "hello")
        qtbot.keyClick(page.composer.field, Qt.Key.Key_Return)
        await settled(tasks)
    assert said.args == ["You can't write here."]
    assert page.composer.text() == "hello"
    page.flush()
    await settled(tasks)


async def test_what_was_kept_as_a_draft_does_not_come_back_when_it_is_sent(
    opened: Opened, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    page = await opened(session)
    qtbot.keyClicks(page.composer.field, "hello")
    page.flush()
    await settled(tasks)
    assert session.rows["c1"].draft == "hello"
    qtbot.keyClick(page.composer.field, Qt.Key.Key_Return)
    await settled(tasks)
    assert (page.composer.text(), session.rows["c1"].draft) == ("", "")


async def test_a_draft_of_another_device_is_shown(opened: Opened, session: MadeSession) -> None:
    page = await opened(session)
    session.change_row("c1", draft="from the phone")
    assert page.composer.text() == "from the phone"


async def test_drafts_are_restored_and_kept(
    opened: Opened, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    session.rows["c1"] = direct(draft="half")
    page = await opened(session)
    assert page.composer.text() == "half"
    qtbot.keyClicks(page.composer.field, " done")
    page.flush()
    await settled(tasks)
    assert session.rows["c1"].draft == "half done"


async def test_messages_that_come_while_one_reads_older_ones_are_counted(
    opened: Opened, session: MadeSession, tasks: Tasks
) -> None:
    page = await opened(session)
    page.timeline.scroll_by(600)
    before = texts(page)
    session.arrive(message(121), message(122))
    assert texts(page) == before
    assert page.timeline._jump.accessibleName() == "2 new messages"


async def test_a_reset_reads_again_and_stays_where_it_was(
    opened: Opened, session: MadeSession, tasks: Tasks
) -> None:
    page = await opened(session)
    page.timeline.scroll_by(900)
    before = {page.timeline.window_rows[one.index].key: one.top for one in page.timeline.placed}
    session.say(TimelineReset(ME, "c1"))
    await settled(tasks)
    after = {page.timeline.window_rows[one.index].key: one.top for one in page.timeline.placed}
    assert after == before


async def test_page_keys_in_an_empty_composer_scroll_the_talk(
    opened: Opened, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    page = await opened(session)
    qtbot.keyClick(page.composer.field, Qt.Key.Key_PageUp)
    assert not page.timeline.follows
    qtbot.keyClick(page.composer.field, Qt.Key.Key_PageDown)
    assert page.timeline.follows
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_Escape)
    assert page.composer.field.hasFocus()


async def test_older_pages_that_could_not_be_read_are_asked_for_again_later(
    opened: Opened, session: MadeSession, tasks: Tasks
) -> None:
    page = await opened(session)
    session.fails = Refusal("offline", "Not now.")
    page.timeline.scroll_by(100_000)
    await settled(tasks)
    page.timeline.scroll_by(10)
    await settled(tasks)
    assert sum(asked[:2] == ("page", 71) for asked in session.asked) == 1
    session.fails = None
    session.say(ConnectionChanged(ME, ConnectionState.ONLINE))
    page.timeline.scroll_by(10)
    await settled(tasks)
    assert page.timeline.window_rows.first_seq == 21


async def test_the_head_says_how_the_other_one_is(
    opened: Opened, session: MadeSession, language: Language
) -> None:
    page = await opened(session)
    second = page.findChild(QWidget, "chat.header.second")
    assert second.text() == "Online"
    session.messages.typing = lambda _c: ("wang",)
    session.say(TypingChanged(ME, "c1", ("wang",)))
    assert second.text() == "Online · typing…"
    language.choose("zh_CN")
    QApplication.processEvents()
    assert second.text() == "在线 · 正在输入…"


async def test_a_new_customer_can_be_added_or_blocked(
    opened: Opened, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    session.rows["c1"] = direct(is_new_customer=True)
    del session.people["wang"]
    page = await opened(session)
    button = page.findChild(Button, "chat.strip.add")
    assert button.isVisible()
    button.click()
    await settled(tasks)
    assert ("ask", "wang") in session.asked
    session.change_row("c1", is_new_customer=False)
    assert not page.strip.isVisible()


async def test_an_invitation_is_joined_before_one_writes(
    opened: Opened, session: MadeSession, tasks: Tasks
) -> None:
    session.rows["c1"] = direct(kind=ConversationKind.ROOM, peer=None, is_invitation=True, invited_by="wang")
    page = await opened(session)
    assert not page.composer.field.isVisible()
    assert not page.timeline.placed
    page.findChild(Button, "chat.strip.join").click()
    await settled(tasks)
    assert ("join", "c1") in session.asked
    session.change_row("c1", is_invitation=False)
    await settled(tasks)
    assert page.composer.field.isVisible()
    assert texts(page)[-1] == "第 120 条"
    session.change_row("c1", has_left=True)
    assert not page.composer.field.isVisible()


async def test_the_members_of_a_room_are_shown_and_managed(
    opened: Opened, session: MadeSession, tasks: Tasks
) -> None:
    session.rows["c1"] = direct(kind=ConversationKind.ROOM, peer=None, title="双旦", member_count=2)
    session.room = [
        member(ME, "陈明", Role.OWNER, is_self=True),
        member("wang", "王建军", Role.MEMBER),
        member("li", "李娜", Role.MEMBER, is_invited=True),
    ]
    page = await opened(session)
    assert page.findChild(QWidget, "chat.header.second").text() == "2 members · 2 online"
    page._toggle_panel(True)
    panel = page.panel
    assert panel is not None
    assert panel.body.findChild(QWidget, "chat.members.row.li") is not None
    panel._choose(session.room[1], "owner")
    await settled(tasks)
    assert ("set_role", "c1", "wang", Role.OWNER) in session.asked
    session.room = session.room[:2]
    session.say(MembersChanged(ME, "c1"))
    await settled(tasks)
    assert panel.body.findChild(QWidget, "chat.members.row.li") is None


async def test_an_owner_says_what_newcomers_see_and_the_others_read_it(
    opened: Opened, session: MadeSession, tasks: Tasks
) -> None:
    session.rows["c1"] = direct(kind=ConversationKind.ROOM, peer=None, title="双旦", member_count=2)
    session.room = [
        member(ME, "陈明", Role.OWNER, is_self=True),
        member("wang", "王建军", Role.MEMBER),
    ]
    page = await opened(session)
    page._toggle_panel(True)
    page.panel.body.findChild(Switch, "chat.members.newcomers").click()
    await settled(tasks)
    assert ("set_newcomers", "c1", True) in session.asked
    session.room = [member(ME, "陈明", Role.MEMBER, is_self=True), member("wang", "王建军", Role.OWNER)]
    session.change_row("c1", newcomers_see_all=True)
    session.say(MembersChanged(ME, "c1"))
    await settled(tasks)
    assert page.panel.body.findChild(Switch, "chat.members.newcomers") is None
    assert page.panel.body.findChild(QWidget, "chat.members.newcomers_note") is not None


async def test_on_a_narrow_window_the_panel_takes_the_place_of_the_talk(
    opened: Opened, session: MadeSession
) -> None:
    page = await opened(session, width=520)
    page._toggle_panel(True)
    assert page.panel.isVisible()
    assert not page.timeline.isVisible()
    page.resize(900, 640)
    assert page.timeline.isVisible()
    assert page.panel.isVisible()


async def test_the_send_key_follows_the_account(opened: Opened, session: MadeSession, tasks: Tasks) -> None:
    session.settings["send_key"] = "ctrl_enter"
    page = await opened(session)
    assert not page.composer.field.sends_with_enter
    page.composer.send_key_chosen.emit("enter")
    await settled(tasks)
    assert session.settings["send_key"] == "enter"


async def test_a_closed_page_hears_nothing_more(opened: Opened, session: MadeSession) -> None:
    page = await opened(session)
    page.close_page()
    assert session.listeners == 0


async def test_a_customer_is_told_what_to_ask(opened: Opened, session: MadeSession) -> None:
    session.me.profile = person(ME, kind=AccountKind.CUSTOMER).profile
    page = await opened(session)
    assert page.composer.field.placeholderText() == "Ask about goods, price or delivery"


def member(account: str, name: str, role: Role, **fields: bool) -> MemberRow:
    values = {"is_self": False, "avatar": None, "company": "", "kind": AccountKind.STAFF} | fields
    return MemberRow(account=ME, person=account, name=name, role=role, **values)


def test_who_was_asked_to_be_a_contact_is_not_offered_again() -> None:
    asked = strip_of(direct(is_new_customer=True), person(state=ContactState.REQUESTED), "")
    assert asked is not None
    assert asked.sentence == "You asked 王建军 to be your contact, no answer yet"
    assert [key for key, _text in asked.answers] == ["block"]
    fresh = strip_of(direct(is_new_customer=True), person(), "")
    assert fresh is not None
    assert [key for key, _text in fresh.answers] == ["add", "block"]


async def test_the_menu_of_the_head_offers_a_sound_of_its_own(opened: Opened, session: MadeSession) -> None:
    for play, is_offered in ((None, False), (lambda _sound: None, True)):
        page = await opened(session, play=play)
        menu = QMenu(page)
        row = session.conversations.get("c1")
        page._acts._fill(menu, row)
        assert ("chat.menu.sound" in [action.objectName() for action in menu.actions()]) is is_offered
