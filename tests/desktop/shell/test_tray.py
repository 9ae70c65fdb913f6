"""Beside the clock: the icon flashes while something is unread, × only hides, quitting asks about the server."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from parley.desktop.platform.tray import Tray, face_icon
from parley.desktop.quit_dialog import StopServerDialog
from parley.desktop.style.tokens import LIGHT
from parley.desktop.widgets.overlay import next_in_ring
from parley.domain.presence import Status
from support.live_desktop import LiveDesktops
from support.opened_shop import opened_shop


def test_it_flashes_until_everything_is_read(qapp: QApplication, qtbot: QtBot) -> None:
    tray = Tray(qapp)
    assert not tray.is_flashing
    tray.set_unread(2, face_icon("王建军", "wang", None, LIGHT))
    assert tray.is_flashing
    tray.set_unread(0)
    assert not tray.is_flashing
    tray.remove()
    tray.deleteLater()


def test_its_menu(qapp: QApplication, qtbot: QtBot) -> None:
    tray = Tray(qapp)
    actions = {action.objectName(): action for action in tray.menu.actions() if action.objectName()}
    tray.set_status(Status.BUSY)
    assert actions["tray.status.busy"].isChecked()
    with qtbot.waitSignal(tray.status_chosen) as chosen:
        actions["tray.status.away"].trigger()
    assert chosen.args == [Status.AWAY]
    assert not actions["tray.stop_server"].isVisible()
    tray.set_server_here(True)
    assert actions["tray.stop_server"].isVisible()
    with qtbot.waitSignal(tray.quit_asked):
        actions["tray.quit"].trigger()
    tray.remove()
    tray.deleteLater()


def test_closing_hides_and_quitting_asks_about_the_server(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, _workspace, _session = await opened_shop(desktops)
        desktop = owner.desktop
        tray = Tray(desktop)
        desktop.use_tray(tray)
        owner.window.close()
        assert not owner.window.isVisible()
        assert desktop.local.flag("told_tray")
        tray.opened.emit()
        assert owner.window.isVisible()

        quit_action = tray.menu.findChild(QAction, "tray.quit")
        quit_action.trigger()
        assert owner.is_there("stop_server")
        dialog = owner.window.findChild(StopServerDialog)
        first = next_in_ring(dialog, dialog.findChild(QWidget, "stop_server_close"), True)
        assert first is not None
        assert first.objectName() == "stop_server.keep", "Space or Enter at once cuts nobody off"
        await owner.press("stop_server_close")
        assert desktop.server.find() is not None
        tray.server_stop_asked.emit()
        await owner.press("stop_server.stop")
        assert desktop.server.find() is None
        assert desktop.local.flag("shop_stopped"), "it isn't started again behind the owner's back"

    desktops.run(story())
