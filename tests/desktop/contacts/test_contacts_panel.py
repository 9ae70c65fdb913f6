from collections.abc import AsyncIterator
from types import SimpleNamespace

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.conversations.made import MadeSession, person
from parley.client.changes import CardsChanged, PeopleChanged, PresenceChanged
from parley.desktop.contacts.contact_model import ENTRY_ROLE
from parley.desktop.contacts.contacts_panel import ContactsPanel
from parley.desktop.contacts.person_page import PersonPage
from parley.desktop.contacts.small_dialogs import ask_line
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.chips import Chip
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.labels import TextLabel
from parley.domain.errors import Refusal
from parley.domain.ownership import Owner
from parley.domain.people import ContactGroup, ContactState, Profile
from parley.domain.presence import Status
from parley.domain.tag import PersonTag, TagColour

WANG = person(
    "wang", "王建军", company="福礼", groups=("g1",), pinyin="wangjianjun wjj", signature="常年采购"
)
LI = person("li", "李娜", is_colleague=True, state=None)
CHEN = person("chen", "陈思远", state=ContactState.ASKS, message="想看报价")
GROUPS = [ContactGroup(id="g1", name="客户", position=0), ContactGroup(id="g2", name="伙伴", position=1)]


@pytest.fixture
def session() -> MadeSession:
    return MadeSession(people=[WANG, LI], groups=GROUPS, asking=[CHEN], presence={"wang": Status.ONLINE})


@pytest.fixture
async def tasks(qapp: object) -> AsyncIterator[Tasks]:
    made = Tasks()
    yield made
    await made.settle()


@pytest.fixture
async def panel(qtbot: QtBot, session: MadeSession, tasks: Tasks) -> ContactsPanel:
    made = ContactsPanel(session, tasks)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(296, 800)
    made.show()
    return made


@pytest.fixture
async def page(qtbot: QtBot, session: MadeSession, tasks: Tasks) -> PersonPage:
    made = PersonPage(session, tasks)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def button(owner: QWidget, name: str) -> Button:
    found = owner.window().findChild(Button, name)
    assert found is not None, name
    return found


async def test_requests_are_accepted_and_declined(
    panel: ContactsPanel, session: MadeSession, tasks: Tasks
) -> None:
    button(panel, "contacts.request.chen.accept").click()
    button(panel, "contacts.request.chen.decline").click()
    await tasks.settle()
    assert session.contacts.calls == [("accept", "chen"), ("decline", "chen")]


async def test_an_answered_request_goes_away(panel: ContactsPanel, session: MadeSession) -> None:
    assert panel.requests.isVisible()
    session.contacts.asking = []
    session.announce(PeopleChanged("me", ("chen",)))
    assert not panel.requests.isVisible()


async def test_a_click_opens_the_page_and_a_double_click_the_chat(panel: ContactsPanel, qtbot: QtBot) -> None:
    index = panel.model.index_of("wang")
    at = panel.view.visualRect(index).center()
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(panel.person_opened) as opened:
        qtbot.mouseClick(panel.view.viewport(), left, pos=at)
    assert opened.args == ["wang"]
    with qtbot.waitSignal(panel.message_requested) as wanted:
        qtbot.mouseDClick(panel.view.viewport(), left, pos=at)
    assert wanted.args == ["wang"]


async def test_the_keyboard_reaches_people_and_folds_groups(panel: ContactsPanel, qtbot: QtBot) -> None:
    panel.focus_search()
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.view.currentIndex().data() == "客户 (1/1)"
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert not panel.view.isExpanded(panel.model.index(0, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.view, "wjj")
    with qtbot.waitSignal(panel.person_opened) as opened:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert opened.args == ["wang"]


async def test_typing_ahead_ends_where_nobody_matches(panel: ContactsPanel, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.model.index_of("wang"))
    panel.view.setExpanded(panel.model.index(0, 0), False)
    panel.view.keyboardSearch("zzz")
    panel.view.keyboardSearch("q")


async def test_typing_ahead_goes_on_with_the_letters(panel: ContactsPanel) -> None:
    panel.view.keyboardSearch("w")
    panel.view.keyboardSearch("j")
    assert panel.view.currentIndex().data() == "王建军"


async def test_a_folded_group_stays_folded_when_the_tree_changes(
    panel: ContactsPanel, session: MadeSession
) -> None:
    panel.view.setExpanded(panel.model.index(0, 0), False)
    session.contacts.people = [*session.contacts.people, person("new", "新人")]
    session.announce(PeopleChanged("me", ("new",)))
    assert not panel.view.isExpanded(panel.model.index(0, 0))
    assert panel.view.isExpanded(panel.model.index(2, 0))


async def test_presence_reaches_the_row(panel: ContactsPanel, session: MadeSession) -> None:
    session.presence.table["wang"] = Status.BUSY
    session.announce(PresenceChanged("me", ("wang",)))
    assert panel.model.index_of("wang").data(ENTRY_ROLE).status is Status.BUSY


async def test_dragging_moves_between_groups(
    panel: ContactsPanel, session: MadeSession, tasks: Tasks
) -> None:
    panel.model.dropped.emit("wang", "g1", "g2")
    panel.model.dropped.emit("wang", "g1", "ungrouped")
    await tasks.settle()
    assert session.contacts.calls == [("set_groups", "wang", ["g2"]), ("set_groups", "wang", [])]


async def test_the_menu_of_a_person_fits_them(panel: ContactsPanel) -> None:
    names = {}
    for key in ("wang", "li"):
        panel.view.menu_wanted.emit(panel.model.index_of(key).data(ENTRY_ROLE), QPoint(10, 10))
        menu = panel.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
        names[key] = [action.objectName().rpartition(".")[2] for action in menu.actions() if action.text()]
        menu.close()
    assert names["wang"] == ["message", "profile", "remark", "", "block", "remove"]
    assert names["li"] == ["message", "profile"]


async def test_a_new_group_asks_for_a_name(panel: ContactsPanel, session: MadeSession, tasks: Tasks) -> None:
    panel._acts.ask_new_group(WANG)
    dialog = panel.findChild(Dialog, "contacts.new_group") or panel.window().findChild(
        Dialog, "contacts.new_group"
    )
    assert dialog is not None
    field = dialog.findChild(TextField)
    ok = dialog.findChild(Button, "contacts.new_group_ok")
    assert field is not None
    assert ok is not None
    assert not ok.isEnabled()
    field.set_text(" 海外 ")
    ok.click()
    await tasks.settle()
    assert ("create_group", "海外") in session.contacts.calls


async def test_search_everyone_asks_the_server_and_sends_a_request(
    panel: ContactsPanel, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    session.contacts.found = [
        WANG.profile,
        Profile(account="ana", handle="ana", kind=WANG.profile.kind, display_name="Ana"),
    ]
    panel.search.setText("an")
    panel.apply_filter()
    dialog = panel.open_add_contact("an")
    await tasks.settle()
    assert dialog.note.text() == "2 found"
    assert button(dialog, "contacts.add.message.wang").text() == "Message"
    button(dialog, "contacts.add.ask.ana").click()
    dialog.message.set_text("hello\nthere")
    dialog.send()
    await tasks.settle()
    assert session.contacts.calls[-1] == ("ask", "ana", "hello there", "")
    dialog.reject()


async def test_a_refused_request_says_why(panel: ContactsPanel, session: MadeSession, tasks: Tasks) -> None:
    async def refuse(*_args: object) -> None:
        raise Refusal("not_found", "There is nobody like that.")

    session.contacts.ask = refuse  # type: ignore[method-assign]
    dialog = panel.open_add_contact()
    dialog.choose(LI.profile)
    dialog.send()
    await tasks.settle()
    assert dialog.message.error == "There is nobody like that."
    dialog.reject()


async def test_the_page_shows_a_contact_and_follows_changes(page: PersonPage, session: MadeSession) -> None:
    page.show_person("wang")
    assert button(page, "contacts.person.message").isVisible()
    assert page.findChild(Button, "contacts.person.accept") is None
    chip = page.findChild(Chip, "contacts.person.group.g1")
    assert chip is not None
    assert chip.isChecked()
    session.contacts.people = [person("wang", "王建军", is_blocked=True)]
    session.announce(PeopleChanged("me", ("wang",)))
    assert button(page, "contacts.person.unblock").isVisible()


async def test_presence_on_the_page_leaves_the_keyboard_where_it_is(
    page: PersonPage, session: MadeSession, qtbot: QtBot
) -> None:
    page.show_person("wang")
    page.activateWindow()
    button(page, "contacts.person.block").setFocus()
    session.presence.table["wang"] = Status.BUSY
    session.announce(PresenceChanged("me", ("wang",)))
    focused = page.focusWidget()
    assert focused is not None
    assert focused.objectName() == "contacts.person.block"


async def test_the_page_of_somebody_who_asks_offers_the_answer(
    page: PersonPage, session: MadeSession, tasks: Tasks
) -> None:
    page.show_person("chen")
    button(page, "contacts.person.accept").click()
    await tasks.settle()
    assert session.contacts.calls == [("accept", "chen")]


async def test_the_page_fetches_strangers(
    page: PersonPage, session: MadeSession, tasks: Tasks, qtbot: QtBot
) -> None:
    session.contacts.found = [
        Profile(account="ana", handle="ana", kind=WANG.profile.kind, display_name="Ana")
    ]
    page.show_person("ana")
    await tasks.settle()
    with qtbot.waitSignal(page.add_requested) as wanted:
        button(page, "contacts.person.add").click()
    assert wanted.args[0].account == "ana"


async def test_a_line_may_be_emptied_only_where_that_means_something(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    answers: list[str] = []
    dialog = ask_line(owner, "t", "l", "x", answers.append, name="q", may_be_empty=True)
    field = dialog.findChild(TextField)
    assert field is not None
    field.set_text("")
    button(dialog, "q_ok").click()
    assert answers == [""]


async def test_those_with_a_tag_are_found_by_its_menu(panel: ContactsPanel, session: MadeSession) -> None:
    vip = PersonTag(id="vip", owner=Owner.SHOP, name="VIP", colour=TagColour.GOLD, position=0)
    assert not panel._by_tag.isVisible()
    session.tagged = {"wang": [vip]}
    session.contacts.people = [
        msgspec.structs.replace(WANG, tags=(vip,), search_key=f"{WANG.search_key} #vip"),
        LI,
    ]
    session.announce(PeopleChanged("me", ("wang",)))
    assert panel._by_tag.isVisible()
    panel._by_tag.click()
    menu = panel.findChildren(QMenu)[-1]
    action = next(one for one in menu.actions() if one.objectName() == "contacts.by_tag.vip")
    assert action.text() == "VIP (1)"
    action.trigger()
    menu.close()
    shown = [panel.model.index(row, 0) for row in range(panel.model.rowCount())]
    people = [panel.model.index(0, 0, group).data(ENTRY_ROLE).row.person for group in shown]
    assert people == ["wang"]
    assert not panel.grab().isNull()


async def test_the_page_tells_what_stands_on_the_card(page: PersonPage, session: MadeSession) -> None:
    page.show_person("wang")
    assert page.findChild(QWidget, "contacts.person.tags") is None
    vip = PersonTag(id="vip", owner=Owner.SHOP, name="VIP", colour=TagColour.GOLD, position=0)
    session.contacts.people = [msgspec.structs.replace(WANG, tags=(vip,)), LI]
    kept = [SimpleNamespace(text=f"note {n}", is_removed=n == 2) for n in range(1, 6)]
    session.noted = {"wang": kept}
    session.announce(CardsChanged("me", ("wang",)))
    tags = page._area.widget().findChild(QWidget, "contacts.person.tags")
    notes = page._area.widget().findChild(TextLabel, "contacts.person.notes")
    assert tags is not None
    assert notes is not None
    assert tags.accessibleName() == "VIP"
    assert notes.text() == "note 1\nnote 3\nnote 4\nand 1 more"
