"""Fields: labels, errors, hidden passwords, searching."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.style.theme import Theme
from parley.desktop.widgets.buttons import IconButton
from parley.desktop.widgets.fields import TextArea, TextField
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.search_field import SearchField


def said(field: QWidget) -> list[str]:
    """The texts a field shows besides its input."""
    return [label.text() for label in field.findChildren(TextLabel) if not label.isHidden()]


@pytest.mark.parametrize("kind", [TextField, TextArea])
def test_an_error_takes_the_place_of_the_hint(theme: Theme, qtbot: QtBot, kind: type) -> None:
    field = kind("登录名", hint="字母和数字", name="handle")
    qtbot.addWidget(field)
    assert said(field) == ["登录名", "字母和数字"]
    field.set_error("这个登录名已被使用")
    assert said(field) == ["登录名", "这个登录名已被使用"]
    assert field.edit.accessibleDescription() == "这个登录名已被使用"
    field.set_error("")
    assert said(field) == ["登录名", "字母和数字"]


@pytest.mark.parametrize("kind", [TextField, TextArea])
def test_changing_the_text_takes_the_error_away(theme: Theme, qtbot: QtBot, kind: type) -> None:
    field = kind("Name")
    qtbot.addWidget(field)
    field.set_error("Please say your name")
    with qtbot.waitSignal(field.changed) as heard:
        qtbot.keyClicks(field.edit, "L")
    assert heard.args == ["L"]
    assert field.error == ""


@pytest.mark.parametrize("kind", [TextField, TextArea])
def test_the_input_is_named_and_found(theme: Theme, qtbot: QtBot, kind: type) -> None:
    field = kind("Name", name="person")
    qtbot.addWidget(field)
    assert field.edit.objectName() == "person_input"
    assert field.edit.accessibleName() == "Name"
    assert field.focusProxy() is field.edit


def test_an_error_is_seen_on_the_frame(theme: Theme, qtbot: QtBot) -> None:
    field = TextField("Name")
    qtbot.addWidget(field)
    before = field.edit.grab().toImage()
    field.set_error("wrong")
    assert field.edit.grab().toImage() != before


def test_enter_submits(theme: Theme, qtbot: QtBot) -> None:
    field = TextField("Name")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)


def test_a_password_is_hidden_until_the_eye_is_pressed(theme: Theme, qtbot: QtBot) -> None:
    field = TextField("密码", password=True, name="password")
    qtbot.addWidget(field)
    field.set_text("secret")
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    eye = field.findChild(IconButton, "password_eye")
    assert eye is not None
    assert eye.accessibleName() == "Show password"
    eye.click()
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Hide password"


def test_tab_leaves_a_text_area(theme: Theme, qtbot: QtBot) -> None:
    area = TextArea("Signature")
    qtbot.addWidget(area)
    area.show()
    qtbot.keyClick(area.edit, Qt.Key.Key_Tab)
    assert area.text() == ""


def test_the_clear_button_shows_with_text_only(theme: Theme, qtbot: QtBot) -> None:
    search = SearchField("Search", shortcut_hint="Ctrl K", name="search")
    qtbot.addWidget(search)
    clear = search.findChild(IconButton, "search_clear")
    assert clear is not None
    assert clear.isHidden()
    search.setText("wang")
    assert not clear.isHidden()
    clear.click()
    assert search.text() == ""


def test_escape_clears_first_and_leaves_then(window: QWidget, qtbot: QtBot) -> None:
    heard: list[int] = []
    window.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    search = SearchField("Search", window)
    search.show()
    search.setText("wang")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert (search.text(), heard) == ("", [])
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert heard == [Qt.Key.Key_Escape]


def test_labels_inside_fields_follow_a_change_of_language(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = SearchField("Search", name="search")
    qtbot.addWidget(search)
    monkeypatch.setattr("parley.desktop.widgets.search_field.translate", lambda _context, _text: "清除")
    QApplication.sendEvent(search, QEvent(QEvent.Type.LanguageChange))
    clear = search.findChild(IconButton, "search_clear")
    assert clear is not None
    assert clear.toolTip() == "清除"


def test_a_hint_stands_close_under_its_field(theme: Theme, qtbot: QtBot) -> None:
    field = TextField("Goods", hint="Separated by commas; people find you by them")
    qtbot.addWidget(field)
    field.resize(620, field.heightForWidth(620))
    field.show()
    assert field.heightForWidth(620) < field.heightForWidth(160)
    note = next(label for label in field.findChildren(TextLabel) if label.text().startswith("Separated"))
    assert note.height() < 1.6 * note.fontMetrics().height()
