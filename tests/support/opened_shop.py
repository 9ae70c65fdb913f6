"""A shop that a desktop opened for real, with its owner inside."""

from parley.client.session import Session
from parley.desktop.workspace import Workspace
from support.live_desktop import LiveDesktop, LiveDesktops

PASSWORD = "wuyi-2026-tea"


async def open_shop(desktops: LiveDesktops, **options: object) -> LiveDesktop:
    """The owner's desktop, still on the page that says the shop is open."""
    owner = await desktops.open("owner", **options)
    await owner.press("sign_in.welcome.set_up")
    owner.write("sign_in.set_up.shop", "云岭茶行")
    owner.write("sign_in.set_up.name", "陈明")
    owner.write("sign_in.set_up.password", PASSWORD)
    await owner.press("sign_in.set_up.go")
    return owner


async def go_in(owner: LiveDesktop) -> Workspace:
    """Past that page, online."""
    await owner.press("sign_in.open.start")
    workspace = owner.window.workspace
    assert workspace is not None
    await workspace.session.wait_online()
    return workspace


async def opened_shop(desktops: LiveDesktops, **options: object) -> tuple[LiveDesktop, Workspace, Session]:
    """The owner's desktop, what it shows, and the session behind it."""
    owner = await open_shop(desktops, **options)
    workspace = await go_in(owner)
    return owner, workspace, workspace.session
