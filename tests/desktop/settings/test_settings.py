"""The settings, worked through their widgets against a real server."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from parley.client.invitation import Invitation
from parley.desktop.rail import Place
from parley.desktop.settings.settings_view import Chapter
from parley.desktop.style.theme import ThemeMode
from parley.domain.people import AccountKind
from support.live_desktop import LiveDesktops
from support.opened_shop import PASSWORD, opened_shop


def test_profile(desktops: LiveDesktops, tmp_path: Path) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops)
        workspace.go(Place.SETTINGS, Chapter.PROFILE)
        assert not owner.find("settings.profile.save").isEnabled()
        owner.write("settings.profile.display_name", " ")
        await owner.press("settings.profile.save")
        assert owner.find("settings.profile.display_name").error == "Please fill in a name."
        owner.write("settings.profile.display_name", "陈总")
        owner.write("settings.profile.role", "店主")
        owner.write("settings.profile.product_words", "大红袍，肉桂, 水仙、大红袍")
        await owner.press("settings.profile.save")
        profile = session.me.profile
        assert (profile.display_name, profile.role) == ("陈总", "店主")
        assert profile.product_words == ("大红袍", "肉桂", "水仙")

        picture = QImage(600, 400, QImage.Format.Format_RGB32)
        picture.fill(QColor("#2a7554"))
        picture.save(str(tmp_path / "me.png"))
        dialog = workspace.settings.section.open_crop(str(tmp_path / "me.png"))
        QTest.keyClick(dialog.view, Qt.Key.Key_Plus)
        assert dialog.view.crop.zoom > 1
        await owner.press("crop_ok")
        assert session.me.profile.avatar is not None
        await owner.press("settings.profile.remove_picture")
        assert session.me.profile.avatar is None

    desktops.run(story())


def test_account(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, _session = await opened_shop(desktops)
        workspace.go(Place.SETTINGS, Chapter.ACCOUNT)
        await owner.settle()
        owner.write("settings.account.old_password", "not this one")
        owner.write("settings.account.new_password", "another password")
        await owner.press("settings.account.change_password")
        assert owner.find("settings.account.old_password").error
        owner.write("settings.account.old_password", PASSWORD)
        await owner.press("settings.account.change_password")
        assert owner.find("settings.account.old_password").text() == ""
        await owner.press("settings.account.new_code")
        assert owner.find("sign_in.open.recovery.code").text()

    desktops.run(story())


def test_privacy(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops)
        invite = await session.shop.create_invite(AccountKind.CUSTOMER)
        guest = await desktops.open("guest")
        guest.window.sign_in.look_up(Invitation.parse(invite.link))
        await guest.settle()
        guest.write("sign_in.join.name", "王建军")
        guest.write("sign_in.join.password", "hangzhou-gifts")
        await guest.press("sign_in.join.go")
        person = guest.window.workspace.session.account
        await owner.until(lambda: session.contacts.person(person) is not None, "the owner knows the guest")
        await session.contacts.block(person)
        workspace.go(Place.SETTINGS, Chapter.PRIVACY)
        await owner.press("settings.privacy.who_may_write_contacts")
        assert session.me.setting("who_may_write") == "contacts"
        handle = session.contacts.blocked()[0].profile.handle
        await owner.press(f"settings.privacy.unblock.{handle}")
        await owner.until(lambda: not session.contacts.blocked(), "nobody is blocked any more")

    desktops.run(story())


def test_shop_and_colleagues(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops)
        invite = await session.shop.create_invite(AccountKind.STAFF)
        open_one = await session.shop.create_invite(AccountKind.CUSTOMER, uses=5)
        staff = await desktops.open("staff")
        staff.window.sign_in.look_up(Invitation.parse(invite.link))
        await staff.settle()
        staff.write("sign_in.join.name", "李娜")
        staff.write("sign_in.join.password", "li-na-password")
        await staff.press("sign_in.join.go")
        assert Chapter.COLLEAGUES not in staff.window.workspace.settings.chapters

        workspace.go(Place.SETTINGS, Chapter.SHOP)
        await owner.settle()
        await owner.press(f"settings.shop.revoke.{open_one.invite.id}")
        assert all(i.is_revoked or i.used for i in await session.shop.invites())
        owner.write("settings.shop.name", "云岭茶行总店")
        await owner.press("settings.shop.save")
        await owner.until(lambda: session.shop_name == "云岭茶行总店", "the shop has its new name")

        workspace.go(Place.SETTINGS, Chapter.COLLEAGUES)
        await owner.settle()
        await owner.press("settings.colleagues.lina.reset")
        await owner.press("settings.reset_ok")
        assert len(owner.find("settings.password.text").text()) >= 8
        await owner.press("settings.password.ok")
        await owner.press("settings.colleagues.lina.disable")
        await owner.press("settings.disable_ok")
        lina = next(p for p in await session.shop.accounts() if p.handle == "lina")
        assert lina.is_disabled

    desktops.run(story())


def test_general_takes_effect_at_once(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops)
        workspace.go(Place.SETTINGS, Chapter.GENERAL)
        await owner.press("settings.general.theme_dark")
        assert owner.desktop.theme.tokens.is_dark
        assert owner.desktop.local.text("theme") == ThemeMode.DARK.value
        box = owner.find("settings.general.text_size")
        box.setCurrentIndex(box.findData("140"))
        assert owner.desktop.theme.tokens.text_scale == 1.4
        await owner.press("settings.general.send_key_ctrl_enter")
        assert session.me.setting("send_key") == "ctrl_enter"
        assert not owner.is_there("settings.general.sound"), "headless there is nothing to play with"

    desktops.run(story())
