"""Dialogs, popovers and toasts lie over their window, keep the keys, and give the focus back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.theme import Theme
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.overlay import Overlay, placed_beside
from parley.desktop.widgets.popover import Popover
from parley.desktop.widgets.toast import Toast, show_toast

ROOM = QRect(0, 0, 800, 600)


@pytest.fixture
def dialog(window: QWidget) -> Iterator[Dialog]:
    """An open dialog with a field and two buttons."""
    made = Dialog(window, "Leave the room?", name="leave")
    made.column.addWidget(TextField("Reason", made, name="reason"))
    made.add_ok_cancel("Leave", "Stay", kind=ButtonKind.DANGER)
    made.open()
    yield made
    made.reject()


def focus() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def child(parent: QWidget, name: str) -> QWidget:
    found = parent.findChild(QWidget, name)
    assert found is not None
    return found


def test_a_dialog_is_a_panel_in_the_middle_of_its_window(window: QWidget, dialog: Dialog) -> None:
    assert dialog.window() is window
    assert dialog.isVisible()
    middle = dialog.mapTo(window, dialog.rect().center())
    assert abs(middle.x() - window.rect().center().x()) <= 2
    assert 100 < middle.y() <= window.rect().center().y()


def test_it_stays_in_the_middle_when_the_window_grows(window: QWidget, dialog: Dialog, qtbot: QtBot) -> None:
    window.resize(1000, 700)
    QApplication.processEvents()
    middle = dialog.mapTo(window, dialog.rect().center())
    assert abs(middle.x() - window.rect().center().x()) <= 2


def test_it_starts_in_its_first_field(dialog: Dialog) -> None:
    assert focus() == "reason_input"


def test_tab_goes_round_inside_it(dialog: Dialog, qtbot: QtBot) -> None:
    seen = []
    for _ in range(8):
        seen.append(focus())
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert set(seen) == {"reason_input", "leave_close", "leave_ok", "leave_cancel"}


def test_the_focus_cannot_leave_for_the_content_below(window: QWidget, dialog: Dialog) -> None:
    child(window, "field").setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert focus() == "reason_input"


def test_escape_rejects(dialog: Dialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.finished) as heard:
        qtbot.keyClick(child(dialog, "reason_input"), Qt.Key.Key_Escape)
    assert heard.args == [QDialog.DialogCode.Rejected.value]
    assert not dialog.isVisible()


def test_enter_presses_the_default_button(dialog: Dialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(child(dialog, "reason_input"), Qt.Key.Key_Return)


def test_enter_on_another_button_presses_that_one(dialog: Dialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected), qtbot.assertNotEmitted(dialog.accepted):
        qtbot.keyClick(child(dialog, "leave_cancel"), Qt.Key.Key_Return)


def test_the_focus_returns_where_it_was(window: QWidget, qtbot: QtBot) -> None:
    child(window, "field").setFocus()
    dialog = Dialog(window, "Rename")
    dialog.add_ok_cancel("Rename", "Cancel")
    dialog.open()
    assert focus() != "field"
    dialog.accept()
    assert focus() == "field"


def test_whoever_hears_that_it_finished_may_open_the_next(window: QWidget, qtbot: QtBot) -> None:
    first = Dialog(window, "First")
    first.add_ok_cancel("Next", "Cancel")
    second = Dialog(window, "Second", name="second")
    second.column.addWidget(TextField("Name", second, name="name"))
    first.finished.connect(second.open)
    first.open()
    first.accept()
    assert second.isVisible()
    assert focus() == "name_input"
    second.reject()


def test_it_can_be_opened_again(window: QWidget) -> None:
    dialog = Dialog(window, "Invite")
    dialog.add_ok_cancel("Copy", "Close")
    for _ in range(3):
        dialog.open()
        assert dialog.isVisible()
        dialog.accept()
        assert not dialog.isVisible()
    QApplication.sendPostedEvents()
    assert [overlay for overlay in window.findChildren(Overlay) if overlay.isVisible()] == []


def test_without_a_window_it_is_one_itself(theme: Theme, qtbot: QtBot) -> None:
    dialog = Dialog(None, "Welcome")
    dialog.add_ok_cancel("Start", "Quit")
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.isWindow()
    assert dialog.windowTitle() == "Welcome"
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()


def test_one_that_must_be_answered_has_no_way_round(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Save your recovery code", closable=False, name="code")
    ok = dialog.add_button("Saved", kind=ButtonKind.PRIMARY, default=True)
    ok.clicked.connect(dialog.accept)
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert child(dialog, "code_close").isHidden()
    ok.click()
    assert not dialog.isVisible()


def test_a_dialog_never_blocks_the_event_loop(window: QWidget) -> None:
    with pytest.raises(RuntimeError, match="open"):
        Dialog(window, "x").exec()


def test_clicks_do_not_reach_the_content_below(window: QWidget, dialog: Dialog, qtbot: QtBot) -> None:
    button = child(window, "open")
    assert isinstance(button, Button)
    spot = button.mapTo(window, button.rect().center())
    reached = window.childAt(spot)
    assert reached is not button
    assert isinstance(reached, Overlay) or dialog.isAncestorOf(reached)


@pytest.fixture
def popover(window: QWidget) -> Iterator[Popover]:
    """A popover with one field, not yet open."""
    made = Popover(window, name="emoji")
    field = QLineEdit(made)
    field.setObjectName("filter")
    made.column.addWidget(field)
    yield made
    made.close_panel()


def test_a_popover_opens_under_its_anchor(window: QWidget, popover: Popover) -> None:
    anchor = child(window, "open")
    popover.open_at(anchor)
    assert popover.is_open
    top = popover.mapTo(window, popover.rect().topLeft()).y() + 16
    assert top == anchor.mapTo(window, QPoint(0, anchor.height())).y() + 6


@pytest.mark.parametrize("how", ["escape", "outside"])
def test_a_popover_closes_and_gives_the_focus_back(
    window: QWidget, popover: Popover, qtbot: QtBot, how: str
) -> None:
    child(window, "field").setFocus()
    popover.open_at(child(window, "open"), focus=child(popover, "filter"))
    assert focus() == "filter"
    with qtbot.waitSignal(popover.closed):
        if how == "escape":
            qtbot.keyClick(child(popover, "filter"), Qt.Key.Key_Escape)
        else:
            overlay = window.findChild(Overlay)
            assert overlay is not None
            qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(700, 500))
    assert not popover.is_open
    assert focus() == "field"


def test_a_popover_can_be_opened_again(window: QWidget, popover: Popover) -> None:
    for _ in range(3):
        popover.open_at(child(window, "open"))
        assert popover.isVisible()
        popover.close_panel()
        assert not popover.isVisible()


@pytest.mark.parametrize(
    ("anchor", "above", "expected"),
    [
        (QRect(100, 100, 40, 40), False, QPoint(100, 146)),
        (QRect(100, 300, 40, 40), True, QPoint(100, 94)),
        (QRect(100, 580, 40, 20), False, QPoint(100, 374)),
        (QRect(100, 20, 40, 20), True, QPoint(100, 46)),
        (QRect(780, 100, 20, 20), False, QPoint(600, 126)),
        (QRect(-30, 100, 20, 20), False, QPoint(0, 126)),
    ],
)
def test_a_panel_stays_inside_its_window(anchor: QRect, above: bool, expected: QPoint) -> None:
    placed = placed_beside(anchor, QSize(200, 200), ROOM, above=above)
    assert placed.topLeft() == expected
    assert ROOM.contains(placed)


def test_a_toast_replaces_the_one_before(window: QWidget) -> None:
    first = show_toast(window, "Copied")
    second = show_toast(window, "Saved")
    assert not first.isVisible()
    assert second.isVisible()
    assert [toast.text for toast in window.findChildren(Toast) if toast.isVisible()] == ["Saved"]


def test_a_toast_stays_inside_a_narrow_window(window: QWidget) -> None:
    window.resize(300, 300)
    toast = show_toast(window, "Copied. Paste it into an e-mail or a message, and send it on its way." * 2)
    assert window.rect().contains(toast.geometry())
    window.resize(500, 500)
    QApplication.processEvents()
    assert window.rect().contains(toast.geometry())
    assert toast.geometry().bottom() > 400


def test_an_answered_dialog_is_gone(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    for _again in range(2):
        dialog = Dialog(window, "Leave?", name="leave")
        dialog.open()
        dialog.reject()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert window.findChildren(Dialog) == []
