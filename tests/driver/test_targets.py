"""Naming what to act on, and what is said when it isn't there."""

import pytest

from driver.asker import Asker
from driver.sample_window import PEOPLE, SampleWindow
from parley.driver.control_wire import ControlError, Target, nearest, parse_target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("chat.composer.send", Target(name="chat.composer.send")),
        ("main/chat.send", Target(name="chat.send", within=("main",))),
        ("a/b/c#2", Target(name="c", within=("a", "b"), row=2)),
        ("conversations.list[text=王建军]", Target(name="conversations.list", text="王建军")),
        ("list[row=12]", Target(name="list", row=12)),
        ("list[contains=a=b]", Target(name="list", contains="a=b")),
        ('list[text="a ] \\" b"]', Target(name="list", text='a ] " b')),
        ("list[key=m1]", Target(name="list", key="m1")),
    ],
)
def test_targets_are_read(text: str, target: Target) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text", ["", "  ", "a//b", "[text=x]", "a[colour=red]", "a#b", "a[row=x]", "a[row=一]"]
)
def test_what_is_no_target_is_refused(text: str) -> None:
    with pytest.raises(ControlError):
        parse_target(text)


def test_the_nearest_names_come_first() -> None:
    known = ["chat.composer.send", "chat.composer.emoji", "sign_in.welcome.invitation", "conversations.list"]
    assert nearest("chat.send", known)[0] == "chat.composer.send"
    assert nearest("conversation.list", known) == ["conversations.list"]
    assert nearest("zzz", known) == []


def test_a_wrong_name_gets_the_right_one(ask: Asker) -> None:
    error = ask.refused("click", "sample.sent")
    assert error["code"] == "not_found"
    assert error["message"].startswith("no `sample.sent`; did you mean `sample.send`")
    assert error["did_you_mean"][0] == "sample.send"


def test_a_wrong_op_gets_the_right_one(ask: Asker) -> None:
    assert "did you mean `click`" in ask.refused("clik", "sample.send")["message"]


def test_a_wrong_row_gets_the_rows_there_are(ask: Asker) -> None:
    error = ask.refused("click", "sample.people[text=王建国]")
    assert error["code"] == "no_row"
    assert error["present"] == PEOPLE
    assert "“李娜”" in error["message"]


def test_words_that_fit_several_rows_are_refused_with_all_of_them(ask: Asker, window: SampleWindow) -> None:
    window.people.addItem("李娜")
    error = ask.refused("click", "sample.people[text=李娜]")
    assert error["code"] == "ambiguous"
    assert error["present"] == ["#1 李娜", "#4 李娜"]


def test_rows_are_asked_only_of_what_has_rows(ask: Asker) -> None:
    assert ask.refused("rows", "sample.send")["code"] == "no_rows"


def test_what_is_disabled_or_hidden_is_said_to_be(ask: Asker, window: SampleWindow) -> None:
    assert ask.refused("click", "sample.off")["code"] == "disabled"
    window.send.hide()
    assert ask.refused("click", "sample.send")["code"] == "hidden"
    window.people.hide()
    assert ask.refused("click", "sample.people#0")["code"] == "hidden"


def test_namesakes_are_told_apart_by_what_they_lie_in(ask: Asker, window: SampleWindow) -> None:
    window.ask.setObjectName("sample.twin")
    window.off.setObjectName("sample.twin")
    error = ask.refused("click", "sample.twin")
    assert error["code"] == "ambiguous"
    window.ask.setParent(window.note)
    window.ask.show()
    assert ask("get", "sample.note/sample.twin")["text"] == "Ask"
    assert ask.refused("get", "sample.people/sample.twin")["code"] == "not_found"


def test_namesakes_are_gone_when_all_are_hidden(ask: Asker, window: SampleWindow) -> None:
    window.ask.setObjectName("sample.twin")
    window.off.setObjectName("sample.twin")
    window.off.hide()
    assert ask.refused("wait", "sample.twin", until="hidden", timeout_ms=0)["code"] == "timeout"
    window.ask.hide()
    ask("wait", "sample.twin", until="hidden", timeout_ms=0)


def test_an_action_waits_for_its_target(ask: Asker, window: SampleWindow) -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(60, lambda: window.off.setEnabled(True))
    ask("click", "sample.off", timeout_ms=5_000)
    error = ask.refused("click", "sample.gone", timeout_ms=40)
    assert error["message"].endswith("(waited 40 ms)")


def test_waiting_ends_when_it_is_so(ask: Asker, window: SampleWindow) -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(40, lambda: window.people.addItem("新客户"))
    assert ask("wait", "sample.people[text=新客户]", until="row")["row"] == 4
    QTimer.singleShot(40, window.send.hide)
    ask("wait", "sample.send", until="hidden")
    QTimer.singleShot(40, lambda: window.name.set_text("陈明"))
    ask("wait", "sample.name", until="text", text="陈")
    ask("wait", "sample.people", until="count", count=5)
    ask("wait", "sample.off", until="disabled")


def test_waiting_in_vain_says_what_was_there(ask: Asker, window: SampleWindow) -> None:
    error = ask.refused("wait", "sample.send", until="text", text="Sent", timeout_ms=40)
    assert error["code"] == "timeout"
    assert "发送" in error["message"]
    error = ask.refused("wait", "sample.people", until="count", count=9, timeout_ms=0)
    assert "it has 4 rows" in error["message"]
    assert ask.refused("wait", "sample.people", until="text")["code"] == "bad_request"


def test_a_node_shows_what_one_sees_but_never_a_password(ask: Asker, window: SampleWindow) -> None:
    window.password.set_text("secret88")
    node = ask("get", "sample.password_input")
    assert node["text"] == "•••"
    assert node["name"] == "Password"
    tree = ask("tree")
    assert "secret88" not in str(tree)
    window.name.set_error("Too short")
    assert ask("get", "sample.name")["error"] == "Too short"


def test_the_tree_leaves_out_what_only_arranges(ask: Asker, window: SampleWindow) -> None:
    (root,) = [node for node in ask("tree")["windows"] if node["id"] == "sample"]
    names = [child.get("id") for child in root["children"]]
    assert "sample.send" in names
    assert "" not in names
    (people,) = [child for child in root["children"] if child.get("id") == "sample.people"]
    assert [row["text"] for row in people["rows"]] == PEOPLE
    assert len(str(ask("tree", full=True))) > len(str(root))
    assert ask("tree", "sample.name")["windows"][0]["id"] == "sample.name"


def test_the_state_tells_what_has_the_focus_and_what_is_open(ask: Asker, window: SampleWindow) -> None:
    ask("click", "sample.note")
    state = ask("state")
    assert state["focus"] == "sample.note"
    assert state["windows"][0]["id"] == "sample"
    assert state["theme"] in ("light", "dark")
    assert ask("tray") == {"available": False}
