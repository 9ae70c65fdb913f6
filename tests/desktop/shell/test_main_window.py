"""The window around an account: places, keys, the banner, what comes back after a crash."""

import asyncio

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from parley.client.rows import ConnectionState
from parley.desktop.main_window import place_beside
from parley.desktop.rail import Place
from parley.desktop.settings.settings_view import Chapter
from parley.domain.presence import Status
from support.live_desktop import LiveDesktop, LiveDesktops
from support.opened_shop import open_shop, opened_shop


def press_key(live: LiveDesktop, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    live.window.activateWindow()
    QTest.keyClick(live.window, key, modifier)


def test_keys_lead_everywhere(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, _session = await opened_shop(desktops)
        control = Qt.KeyboardModifier.ControlModifier
        press_key(owner, Qt.Key.Key_2, control)
        assert workspace.place is Place.PEOPLE
        press_key(owner, Qt.Key.Key_Comma, control)
        assert workspace.place is Place.SETTINGS
        press_key(owner, Qt.Key.Key_1, control)
        assert workspace.place is Place.CHATS
        press_key(owner, Qt.Key.Key_K, control)
        assert workspace.chats.search.hasFocus()
        await owner.until(lambda: workspace.chats.model.rowCount() == 1, "the room is listed")
        press_key(owner, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert workspace.looks_at == workspace.session.conversations.all()[0].id
        press_key(owner, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
        assert owner.is_there("shortcuts")
        await owner.press("shortcuts.ok")

    desktops.run(story())


def test_a_shop_that_was_just_opened_shows_its_start_at_once(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner = await open_shop(desktops)
        owner.find("sign_in.open.start", QAbstractButton).click()
        await asyncio.sleep(0)
        workspace = owner.window.workspace
        assert workspace is not None
        assert owner.is_there("shop_start")
        assert not owner.is_there("conversations.empty")
        assert owner.find("rail.status").text() == "Connecting"
        await workspace.session.wait_online()
        assert owner.find("rail.status").text() == "Online"
        assert owner.is_there("shop_start")

    desktops.run(story())


def test_a_server_that_was_stopped_is_offered_to_be_started(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops)
        assert not owner.is_there("connection")
        await owner.desktop.server.stop()
        await owner.until(lambda: session.state is not ConnectionState.ONLINE, "it is noticed")
        assert workspace.rail.findChild(QWidget, "rail.status").text() == "Offline"
        workspace.banner.show_state()
        assert workspace.banner.text() == "Your shop's server isn't running on this computer."
        await owner.press("connection_action")
        await session.wait_online()
        assert not owner.is_there("connection")

    desktops.run(story())


def test_a_short_break_says_nothing_and_a_long_one_is_calm(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops)
        workspace.banner.is_server_stopped = lambda: False
        stopping = asyncio.ensure_future(owner.desktop.server.stop())
        await owner.until(lambda: session.state is not ConnectionState.ONLINE, "it is noticed")
        assert not owner.is_there("connection")
        await owner.until(lambda: owner.is_there("connection"), "the banner comes by itself")
        assert (
            workspace.banner.text() == "Can't reach the shop's server. What you write is kept and sent later."
        )
        await stopping
        await owner.until(lambda: session.state is ConnectionState.OFFLINE, "nobody answers")
        owner.find("connection_action").click()
        await owner.until(lambda: session.state is ConnectionState.CONNECTING, "it is tried at once")

    desktops.run(story())


def test_being_signed_out_elsewhere_leads_back_in(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, _workspace, session = await opened_shop(desktops)
        room = session.conversations.all()[0].id
        await session.conversations.set_draft(room, "a draft")
        other = await desktops.open("elsewhere")
        await other.press("sign_in.welcome.sign_in")
        address = session.address
        other.window.sign_in.show_sign_in(address)
        other.write("sign_in.sign_in.handle", "chenming")
        other.write("sign_in.sign_in.password", "wuyi-2026-tea")
        await other.press("sign_in.sign_in.go")
        theirs = other.window.workspace.session
        await theirs.wait_online()
        first = next(device for device in await theirs.me.devices() if not device.is_this)
        await theirs.me.revoke_device(first.id)
        await owner.until(lambda: session.state is ConnectionState.SIGNED_OUT, "the first computer learns it")
        assert "signed out" in owner.find("connection").text()
        await owner.press("connection_action")
        assert owner.find("sign_in.sign_in.handle").text() == "chenming"
        owner.write("sign_in.sign_in.password", "wuyi-2026-tea")
        await owner.press("sign_in.sign_in.go")
        again = owner.window.workspace.session
        await again.wait_online()
        assert again.conversations.get(room).draft == "a draft"

    desktops.run(story())


def test_size_tabs_and_list_width_come_back(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops)
        room = session.conversations.all()[0].id
        workspace.open_conversation(room, keep=True)
        owner.window.resize(1100, 700)
        owner.window.keep_place()
        await owner.close()
        again = await desktops.open("owner")
        assert again.window.workspace.area.current == room
        assert again.desktop.local.text("window")
        await again.window.workspace.session.wait_online()

    desktops.run(story())


def test_the_own_status_is_chosen_beside_the_avatar(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops)
        owner.desktop.open_status(workspace)
        await owner.press("me.status.busy")
        assert session.presence.own() is Status.BUSY
        assert workspace.rail.findChild(QWidget, "rail.status").text() == "Busy"
        popover = owner.desktop.open_status(workspace)
        popover.signature.set_text("好茶常在")
        popover.signature.edit.editingFinished.emit()
        popover.close_panel()
        await owner.settle()
        await owner.until(lambda: session.me.profile.signature == "好茶常在", "the signature is kept")

    desktops.run(story())


def test_everything_one_can_use_has_a_name(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner = await open_shop(desktops)
        assert unnamed(owner.window) == []
        await owner.press("sign_in.open.start")
        workspace = owner.window.workspace
        await workspace.session.wait_online()
        workspace.open_conversation(workspace.session.conversations.all()[0].id)
        await owner.settle()
        assert unnamed(owner.window) == []
        workspace.go(Place.PEOPLE)
        assert unnamed(owner.window) == []
        for chapter in Chapter:
            workspace.go(Place.SETTINGS, chapter)
            await owner.settle()
            assert unnamed(owner.window) == [], chapter

    desktops.run(story())


def test_the_language_changes_while_everything_is_open(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, _session = await opened_shop(desktops)
        workspace.go(Place.SETTINGS, Chapter.GENERAL)
        owner.desktop.preferences.set_language("zh_CN")
        await owner.settle()
        assert owner.find("rail.chats").text() == "消息"
        assert owner.find("settings.open.privacy").text() == "隐私"
        assert "洽谈通" in owner.window.windowTitle()
        owner.desktop.preferences.set_language("en")
        await owner.settle()
        assert owner.find("rail.chats").text() == "Chats"

    desktops.run(story())


def test_two_windows_stand_beside_each_other_where_there_is_room() -> None:
    screen = QRect(0, 0, 1920, 1080)
    left, right = place_beside(screen, "left"), place_beside(screen, "right")
    assert left is not None
    assert right is not None
    assert screen.contains(left)
    assert screen.contains(right)
    assert not left.intersects(right)
    assert place_beside(QRect(0, 0, 1280, 800), "left") is None
    assert place_beside(screen, "") is None


def test_a_newcomer_is_asked_nothing_until_the_first_conversation_is_there(desktops: LiveDesktops) -> None:
    async def story() -> None:
        _owner, workspace, _session = await opened_shop(desktops)
        workspace.set_arriving(True)
        assert not workspace.area.isVisible()
        assert not workspace.start.isVisible()
        workspace.set_arriving(False)
        assert workspace.area.isVisible() or workspace.start.isVisible()

    desktops.run(story())


def unnamed(window: QWidget) -> list[str]:
    """What shows and can be used, but has no object name or no accessible name."""
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    usable = [w for w in window.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    return [
        f"{type(w).__name__} {w.objectName()!r} {w.accessibleName()!r}"
        for w in usable
        if not w.objectName() or not (w.accessibleName() or getattr(w, "text", str)())
    ]
