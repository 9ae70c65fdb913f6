"""The first five minutes, through real windows and a real server: from nothing to a message that was read."""

import asyncio

from PySide6.QtGui import QGuiApplication

from parley.client.rows import ConnectionState
from parley.desktop.sign_in.invitation_pages import JoinPage
from parley.desktop.sign_in.shop_open_page import ShopOpenPage
from parley.desktop.sign_in.welcome_page import WelcomePage
from parley.domain.people import AccountKind
from support.live_desktop import LiveDesktop, LiveDesktops
from support.opened_shop import open_shop


async def invitation_for(owner: LiveDesktop, kind: AccountKind) -> str:
    """What the owner copies."""
    owner.desktop.window.workspace.invite(kind)
    await owner.press("invite.copy")
    owner.find("invite").accept()
    return QGuiApplication.clipboard().text()


def test_from_an_empty_computer_to_a_read_message(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner = await open_shop(desktops)
        page = owner.window.sign_in.page
        assert isinstance(page, ShopOpenPage)
        assert owner.is_there("sign_in.open.recovery")
        await owner.settle()
        assert page.inside.text() != "Looking…"
        assert not owner.desktop.preferences.autostart.is_on()
        assert owner.find("sign_in.open.autostart").isChecked()
        await owner.press("sign_in.open.start")
        assert owner.desktop.preferences.autostart.is_on()
        workspace = owner.window.workspace
        await workspace.session.wait_online()
        assert owner.is_there("shop_start")

        text = await invitation_for(owner, AccountKind.CUSTOMER)
        assert "陈明 invites you to 云岭茶行: open https://" in text
        assert "valid 7 days" in text

        guest = await desktops.open("guest")
        await guest.press("sign_in.welcome.invitation")
        guest.write("sign_in.paste.link", text)
        await guest.press("sign_in.paste.go")
        assert isinstance(guest.window.sign_in.page, JoinPage)
        guest.write("sign_in.join.name", "王建军")
        guest.write("sign_in.join.company", "杭州福礼礼品")
        guest.write("sign_in.join.password", "hangzhou-gifts")
        await guest.press("sign_in.join.go")
        theirs = guest.window.workspace
        await theirs.session.wait_online()
        await guest.until(lambda: bool(theirs.area.current), "the customer lands in the chat")

        await theirs.session.messages.send(theirs.area.current, "大红袍还有货吗？")
        await owner.until(lambda: workspace.session.conversations.unread_total() == 1, "the owner sees it")
        row = next(row for row in workspace.session.conversations.all() if row.unread)
        assert (row.title, row.last_line) == ("王建军", "大红袍还有货吗？")
        assert row.is_new_customer
        assert owner.window.windowTitle().startswith("(1) ")
        workspace.open_newest_unread()
        assert workspace.area.current == row.id

    desktops.run(story())


def test_the_server_outlives_the_window_and_is_found_again(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner = await open_shop(desktops)
        await owner.press("sign_in.open.start")
        await owner.window.workspace.session.wait_online()
        running = owner.desktop.server.find()
        assert running is not None
        await owner.close()
        assert owner.desktop.server.find() == running

        again = await desktops.open("owner")
        workspace = again.window.workspace
        assert workspace is not None, "the account opens from its store"
        await workspace.session.wait_online()
        assert workspace.session.shop_name == "云岭茶行"
        assert again.desktop.server.find() == running

    desktops.run(story())


def test_a_copied_invitation_is_recognised(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner = await open_shop(desktops)
        await owner.press("sign_in.open.start")
        await owner.window.workspace.session.wait_online()
        await invitation_for(owner, AccountKind.STAFF)
        colleague = await desktops.open("colleague")
        await colleague.settle()
        assert colleague.is_there("sign_in.welcome.copied")
        assert colleague.find("sign_in.welcome.copied").text() == "Join “云岭茶行”?"
        await colleague.press("sign_in.welcome.copied_action")
        assert isinstance(colleague.window.sign_in.page, JoinPage)
        QGuiApplication.clipboard().clear()

    desktops.run(story())


def test_mistakes_are_told_under_the_field_they_concern(desktops: LiveDesktops) -> None:
    async def story() -> None:
        new = await desktops.open("new")
        await new.press("sign_in.welcome.set_up")
        await new.press("sign_in.set_up.go")
        assert new.find("sign_in.set_up.shop").error == "Please fill in a name."
        new.write("sign_in.set_up.shop", "Yunling Tea")
        new.write("sign_in.set_up.name", "Chen")
        new.write("sign_in.set_up.password", "short")
        await new.press("sign_in.set_up.go")
        assert new.find("sign_in.set_up.shop").error == ""
        assert new.find("sign_in.set_up.password").error == "A password has at least 8 characters."
        assert new.desktop.server.find() is None
        await new.press("sign_in.set_up.back")
        assert isinstance(new.window.sign_in.page, WelcomePage)
        await new.press("sign_in.welcome.invitation")
        new.write("sign_in.paste.link", "hello")
        await new.press("sign_in.paste.go")
        assert new.find("sign_in.paste.link").error

    desktops.run(story())


def test_signing_out_and_in_again(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner = await open_shop(desktops)
        await owner.press("sign_in.open.start")
        workspace = owner.window.workspace
        await workspace.session.wait_online()
        owner.desktop.open_status(workspace)
        await owner.press("me.sign_out")
        await owner.press("sign_out_ok")
        assert isinstance(owner.window.sign_in.page, WelcomePage)
        await owner.press("sign_in.welcome.sign_in")
        assert owner.find("sign_in.sign_in.address").text().startswith("https://127.0.0.1:")
        owner.write("sign_in.sign_in.handle", "chenming")
        owner.write("sign_in.sign_in.password", "wrong password")
        await owner.press("sign_in.sign_in.go")
        assert owner.window.workspace is None
        owner.write("sign_in.sign_in.password", "wuyi-2026-tea")
        await owner.press("sign_in.sign_in.go")
        again = owner.window.workspace
        assert again is not None
        await again.session.wait_online()
        assert again.session.state is ConnectionState.ONLINE

    desktops.run(story())


def test_the_recovery_code_leads_back_in(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner = await open_shop(desktops)
        code = owner.find("sign_in.open.recovery.code").text().replace("\n", "")
        await owner.press("sign_in.open.start")
        other = await desktops.open("other")
        await other.press("sign_in.welcome.sign_in")
        await other.press("sign_in.sign_in.recovery")
        running = owner.desktop.server.find()
        other.write("sign_in.recovery.address", running.owner_invite or _link(owner))
        other.write("sign_in.recovery.handle", "chenming")
        other.write("sign_in.recovery.code", code)
        other.write("sign_in.recovery.password", "a new password")
        await other.press("sign_in.recovery.go")
        assert other.window.workspace is not None
        await other.window.workspace.session.wait_online()

    desktops.run(story())


def _link(owner: LiveDesktop) -> str:
    address = owner.window.workspace.session.address
    return f"{address.url}/i/none-such#cert={address.cert_sha256}"


def test_a_second_account_and_back(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner = await open_shop(desktops)
        await owner.press("sign_in.open.start")
        workspace = owner.window.workspace
        await workspace.session.wait_online()
        text = await invitation_for(owner, AccountKind.STAFF)
        owner.desktop.open_status(workspace)
        await owner.press("me.add_account")
        await owner.press("sign_in.welcome.invitation")
        owner.write("sign_in.paste.link", text)
        await owner.press("sign_in.paste.go")
        owner.write("sign_in.join.name", "李娜")
        owner.write("sign_in.join.password", "li-na-password")
        await owner.press("sign_in.join.go")
        second = owner.window.workspace
        assert second is not workspace
        assert second.session.me.profile.display_name == "李娜"
        await second.session.wait_online()
        owner.desktop.open_status(second)
        await owner.press("me.account.chenming")
        assert owner.window.workspace is workspace
        await asyncio.sleep(0)

    desktops.run(story())
