"""What was written for the mouse, done with the keyboard alone."""

from PySide6.QtCore import Qt

from driver.asker import Asker
from driver.sample_window import SampleWindow


def test_a_button_is_reached_with_tab_and_pressed(ask: Asker, window: SampleWindow) -> None:
    ask("type", "sample.name", text="陈明", by="keyboard")
    ask("click", "sample.send", by="keyboard")
    assert window.log == ["sent 陈明"]
    assert window.send.hasFocus()


def test_a_row_is_reached_with_arrows_and_chosen_with_enter(ask: Asker, window: SampleWindow) -> None:
    ask("click", "sample.people[text=Anna Keller]", by="keyboard")
    assert window.log == ["activated Anna Keller"]
    ask("click", "sample.people[text=王建军]", by="keyboard")
    assert window.log[-1] == "activated 王建军"


def test_tabs_and_choices_are_moved_through(ask: Asker, window: SampleWindow) -> None:
    ask("click", "sample.tabs[text=People]", by="keyboard")
    assert window.tabs.currentIndex() == 1
    ask("click", "sample.choice[text=Away]", by="keyboard")
    assert window.choice.currentText() == "Away"


def test_of_several_choices_tab_reaches_the_chosen_one_and_arrows_the_others(
    ask: Asker, window: SampleWindow
) -> None:
    ask("click", "sample.place.two", by="keyboard")
    assert window.second.isChecked()
    ask("click", "sample.place.one", by="keyboard")
    assert window.first.isChecked()


def test_a_painted_view_is_moved_through(ask: Asker, window: SampleWindow) -> None:
    ask("click", "sample.lines[contains=新茶]", by="keyboard")
    assert window.lines.current == 1


def test_a_context_menu_is_opened_with_its_key(ask: Asker, window: SampleWindow) -> None:
    ask("menu", "sample.people[text=李娜]", choose="置顶", by="keyboard")
    assert window.log[-1] == "pinned"


def test_a_dialog_is_answered_with_the_keyboard(ask: Asker, window: SampleWindow) -> None:
    ask("click", "sample.ask", by="keyboard")
    ask("click", "sample.sure_cancel", by="keyboard")
    assert window.log == ["dialog 0"]


def test_what_tab_doesnt_reach_is_said_to_be_out_of_reach(ask: Asker, window: SampleWindow) -> None:
    window.send.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    error = ask.refused("click", "sample.send", by="keyboard")
    assert error["code"] == "not_reachable"
    assert "sample.note" in error["passed"]
    assert window.log == []


def test_a_row_that_arrows_dont_reach_is_said_to_be_out_of_reach(ask: Asker, window: SampleWindow) -> None:
    item = window.people.item(1)
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsSelectable & ~Qt.ItemFlag.ItemIsEnabled)
    assert ask.refused("click", "sample.people[text=李娜]", by="keyboard")["code"] == "disabled"
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    window.people.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    assert ask.refused("click", "sample.people[text=李娜]", by="keyboard")["code"] == "not_reachable"
