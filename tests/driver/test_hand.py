"""What the remote hand does to a window, by mouse: real events, nothing behind the widgets' backs."""

import base64
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

from driver.asker import Asker
from driver.sample_window import PEOPLE, SampleWindow


def test_a_click_presses_a_button(ask: Asker, window: SampleWindow) -> None:
    ask("click", "sample.send")
    assert window.log == ["sent "]


def test_typing_goes_into_the_field_one_clicked(ask: Asker, window: SampleWindow) -> None:
    ask("type", "sample.name", text="Chen Ming, 陈明 🍵!")
    assert window.name.text() == "Chen Ming, 陈明 🍵!"
    ask("type", "sample.name", text="New", clear=True)
    assert window.name.text() == "New"


def test_typing_without_a_target_goes_where_the_focus_is(ask: Asker, window: SampleWindow) -> None:
    ask("click", "sample.note")
    ask("type", text="one")
    ask("key", keys="Return")
    ask("type", text="two")
    assert window.note.toPlainText() == "one\ntwo"


def test_an_input_method_shows_what_it_composes_before_it_commits(ask: Asker, window: SampleWindow) -> None:
    ask("ime", "sample.note", preedit="da hong pao")
    assert window.note.toPlainText() == ""
    assert "da hong pao" in window.note.textCursor().block().layout().preeditAreaText()
    ask("ime", commit="大红袍")
    assert window.note.toPlainText() == "大红袍"
    assert window.note.textCursor().block().layout().preeditAreaText() == ""


def test_an_input_method_needs_a_field(ask: Asker, window: SampleWindow) -> None:
    error = ask.refused("ime", "sample.send", commit="好")
    assert error["code"] == "refused"
    assert "sample.send" in error["message"]


def test_keys_are_struck_in_their_order(ask: Asker, window: SampleWindow) -> None:
    ask("type", "sample.name", text="abc")
    ask("key", keys=["Home", "Delete", "Shift+End", "Ctrl+C"])
    assert ask("clipboard")["text"] == "bc"
    ask("key", keys="Left", count=2)
    ask("key", keys="x")
    assert window.name.text() == "xbc"


def test_pasting_uses_the_clipboard_and_the_keys(ask: Asker, window: SampleWindow) -> None:
    ask("paste", "sample.name", text="明前龙井 500 g")
    assert window.name.text() == "明前龙井 500 g"
    assert QGuiApplication.clipboard().text() == "明前龙井 500 g"


def test_a_row_is_chosen_by_its_words_or_its_number(ask: Asker, window: SampleWindow) -> None:
    ask("click", "sample.people[text=李娜]")
    ask("click", "sample.people#3")
    ask("click", {"name": "sample.people", "contains": "Keller"})
    assert window.log == ["chose 李娜", "chose 陈明", "chose Anna Keller"]


def test_a_row_far_down_is_scrolled_to(ask: Asker, window: SampleWindow) -> None:
    window.people.addItems([f"customer {number}" for number in range(200)])
    ask("click", "sample.people[text=customer 199]")
    assert window.log == ["chose customer 199"]


def test_rows_of_a_tree_show_their_level(ask: Asker, window: SampleWindow) -> None:
    rows = ask("rows", "sample.groups")["rows"]
    assert [(row["text"], row.get("level", 0), row.get("expanded")) for row in rows] == [
        ("客户", 0, True),
        ("王建军", 1, None),
    ]
    ask("click", "sample.groups[text=王建军]")
    assert window.groups.currentItem().text(0) == "王建军"


def test_tabs_and_choices_have_rows(ask: Asker, window: SampleWindow) -> None:
    ask("click", "sample.tabs[text=People]")
    assert window.tabs.currentIndex() == 1
    ask("click", "sample.choice[text=Away]")
    assert window.choice.currentText() == "Away"


def test_a_view_that_paints_itself_offers_its_rows(ask: Asker, window: SampleWindow) -> None:
    rows = ask("rows", "sample.lines")
    assert [row["text"] for row in rows["rows"]] == window.lines.texts
    assert ask("get", "sample.lines[contains=新茶]")["key"] == "m1"


def test_a_double_click_activates_a_row(ask: Asker, window: SampleWindow) -> None:
    ask("double_click", "sample.people[text=王建军]")
    assert "activated 王建军" in window.log


def test_a_context_menu_is_opened_and_chosen_from(ask: Asker, window: SampleWindow) -> None:
    ask("menu", "sample.drop", choose="置顶")
    assert window.log == ["pinned"]


def test_a_menu_that_blocks_its_caller_doesnt_block_the_hand(ask: Asker, window: SampleWindow) -> None:
    # All at once, because this test's own wait ends only when the menu's loop has ended.
    ask.send("click", "sample.more")
    ask.send("click", "sample.send")
    ask.send("menu", choose=["Further", "Three"])
    opened, blocked, chosen = ask.read(), ask.read(), ask.read()
    assert opened["ok"]
    assert blocked["error"]["code"] == "blocked"
    assert chosen["ok"], chosen
    assert window.log == ["menu Three"]


def test_a_dialog_over_the_window_is_used_and_what_it_covers_isnt(ask: Asker, window: SampleWindow) -> None:
    ask("click", "sample.ask")
    error = ask.refused("click", "sample.send")
    assert error["code"] == "covered"
    assert ask("state")["modal"] == "sample.sure"
    ask("click", "sample.sure_ok")
    assert ask("state")["modal"] is None
    assert window.log == ["dialog 1"]
    ask("click", "sample.send")


def test_the_wheel_turns_by_notches(ask: Asker, window: SampleWindow) -> None:
    ask("scroll", "sample.drop", dy=2)
    assert window.log == ["wheel -120", "wheel -120"]


def test_files_are_dropped_where_they_are_taken(ask: Asker, window: SampleWindow, tmp_path: Path) -> None:
    ask("drop", "sample.drop", files=[str(tmp_path / "price.pdf")])
    assert window.log == ["dropped price.pdf"]
    assert ask.refused("drop", "sample.drop", text="words")["code"] == "refused"


def test_the_pointer_hovers(ask: Asker, window: SampleWindow) -> None:
    ask("hover", "sample.send")
    assert window.send.underMouse()
    ask("hover", "sample.ask")
    assert not window.send.underMouse()


def test_a_tab_is_dragged_to_another_place(ask: Asker, window: SampleWindow) -> None:
    window.tabs.setMovable(True)
    ask("drag", "sample.tabs[text=Chats]", to="sample.tabs[text=People]")
    assert [window.tabs.tabText(number) for number in range(2)] == ["People", "Chats"]


def test_a_row_is_dragged_into_another_list(ask: Asker, window: SampleWindow) -> None:
    window.people.setDragEnabled(True)
    window.groups.setDragDropMode(window.groups.DragDropMode.DropOnly)
    ask("drag", "sample.people#0", to="sample.groups#0")
    group = window.groups.topLevelItem(0)
    assert group is not None
    assert [group.child(row).text(0) for row in range(group.childCount())] == ["王建军", PEOPLE[0]]


def test_a_picture_of_the_window_is_taken(ask: Asker, window: SampleWindow, tmp_path: Path) -> None:
    path = tmp_path / "window.png"
    assert ask("screenshot", path=str(path))["width"] == window.width() * window.devicePixelRatio()
    assert not QImage(str(path)).isNull()
    answer = ask("screenshot", "sample.send")
    picture = QImage.fromData(base64.b64decode(answer["png"]))
    assert picture.width() == window.send.width()
