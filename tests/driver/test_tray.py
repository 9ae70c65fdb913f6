"""The icon beside the clock belongs to the desktop, not to a window; a test finds it all the same."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parley.desktop.platform.tray import Tray
from parley.driver.control_wire import ControlError
from parley.driver.surroundings import Surroundings


def test_the_tray_icon_of_the_desktop_is_found_and_used(qapp: QApplication, qtbot: QtBot) -> None:
    owner = QObject()
    tray = Tray(owner)
    around = Surroundings(qapp, owner=owner)
    shown = around.tray(None, None)
    assert shown["available"]
    assert "tray.quit" in [entry["key"] for entry in shown["menu"]]
    with qtbot.waitSignal(tray.quit_asked):
        around.tray(None, "tray.quit")
    with qtbot.waitSignal(tray.opened):
        around.tray("click", None)
    with pytest.raises(ControlError, match="it has"):
        around.tray(None, "tray.nothing")
    tray.remove()
    owner.deleteLater()
