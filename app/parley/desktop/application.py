"""The root of the desktop: builds everything, owns the sessions, decides what the window shows.

start:  lock the profile ─ first paint ─ accounts from their stores ─ connect ─ tray, idle watch
end:    (shop's server here? ask) ─ sessions stop ─ window goes ─ loop ends
"""

import asyncio
import contextlib
import signal
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from parley.client.changes import (
    Change,
    ConnectionChanged,
    ConversationsChanged,
    MessageArrived,
    PresenceChanged,
    SelfChanged,
)
from parley.client.errors import ClientError
from parley.desktop.attention import Attention
from parley.desktop.connection_banner import Step
from parley.desktop.entrance import Entrance
from parley.desktop.failures import sentence_of
from parley.desktop.i18n import Language, translate
from parley.desktop.local_settings import LocalSettings
from parley.desktop.main_window import DEFAULT_SIZE, MainWindow
from parley.desktop.options import DesktopOptions
from parley.desktop.own_server import OwnServer
from parley.desktop.platform.autostart import Autostart, DesktopEntry, autostart, desktop_command
from parley.desktop.platform.idle import IdleWatch
from parley.desktop.platform.shop_server import RunningServer, ShopServer
from parley.desktop.platform.sound import find_player
from parley.desktop.platform.tray import Tray
from parley.desktop.preferences import Preferences
from parley.desktop.quit_dialog import SignOutDialog
from parley.desktop.rail import Place
from parley.desktop.settings.settings_view import Chapter
from parley.desktop.sign_in.sign_in_view import SignInView
from parley.desktop.status_popover import StatusPopover
from parley.desktop.style.icons import Icon, app_icon
from parley.desktop.style.theme import Theme, ThemeMode
from parley.desktop.tasks import Tasks
from parley.desktop.workspace import Workspace
from parley.domain.presence import Status

if TYPE_CHECKING:
    from parley.client.accounts import AccountBook
    from parley.client.credentials import CredentialStore
    from parley.client.session import Session


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


def dress(app: QApplication) -> None:
    """What the system calls us."""
    app.setApplicationName("Parley")
    app.setDesktopFileName("parley")
    app.setWindowIcon(app_icon())
    app.setQuitOnLastWindowClosed(False)


class Desktop(QObject):
    """Everything that runs for one profile. Build it, `show()` it, then await `run()`, or `start()` and `close()`."""

    def __init__(self, app: QApplication, options: DesktopOptions) -> None:
        super().__init__()
        self._app = app
        self.options = options
        self.local = LocalSettings(options.profile / "desktop.json")
        self.theme = Theme(
            ThemeMode(options.theme or self.local.text("theme", ThemeMode.SYSTEM.value)),
            text_percent=self.local.number("text_percent", 100),
            motion=not options.headless,
            pins_fonts=options.headless,
            parent=self,
        )
        self.theme.install(app)
        self.language = Language(app, options.language or self.local.text("language"))
        self.tasks = Tasks(self)
        has_tray = not options.headless and Tray.is_there()
        self.preferences = Preferences(
            self.theme,
            self.language,
            self.local,
            self._autostart(),
            None if options.headless else find_player(),
            has_tray=has_tray,
            parent=self,
        )
        self.window = MainWindow(self.local)
        self.server = ShopServer(options.shop_data, clock_file=options.clock_file)
        self.shop = OwnServer(self.server, self.local, self.window, self.tasks, self)
        if options.headless:
            self.window.resize(DEFAULT_SIZE)
        self.book: AccountBook | None = None
        self._workspaces: dict[str, Workspace] = {}
        self.attention = Attention(self.window, self.preferences, self._workspaces, self)
        self.notifier = self.attention.notifier
        self.entrance: Entrance | None = None
        self._popover: StatusPopover | None = None
        self._ended: asyncio.Event | None = None
        self._idle: IdleWatch | None = None
        self._connect()
        if has_tray:
            self.use_tray(Tray(self))

    @property
    def sessions(self) -> list["Session"]:
        """The accounts that are signed in here."""
        return [workspace.session for workspace in self._workspaces.values()]

    def show(self) -> None:
        """The first paint, before anything slow is loaded."""
        if self.options.background and self.preferences.has_tray:
            return
        self.window.show()

    def use_tray(self, tray: Tray) -> None:
        """Live beside the clock, too."""
        self.attention.use_tray(tray)
        tray.quit_asked.connect(self.quit)
        tray.server_stop_asked.connect(self.shop.ask_to_stop)
        tray.status_chosen.connect(self._set_status_everywhere)

    async def run(self) -> int:
        """From the first account to the last goodbye."""
        self._ended = asyncio.Event()
        self._end_on_signals()
        await self.start()
        await self._ended.wait()
        await self.close()
        return 0

    async def start(self) -> None:
        """Open the accounts of this profile, or the way in."""
        from parley.client.accounts import AccountBook

        clock = self.options.clock
        self.book = AccountBook(self.options.profile, credentials=self._credentials(), clock=clock)
        self.entrance = Entrance(self.book, self.server, self.tasks, self.preferences, self.window)
        self.entrance.signed_in.connect(self._on_signed_in)
        self.entrance.left.connect(self._leave_sign_in)
        await self.shop.open()
        known = [account.account for account in self.book.accounts()]
        last = self.local.text("account")
        for account in sorted(known, key=lambda one: one != last):
            await self._open_known(account)
        if not self._workspaces:
            self.show_sign_in()
        if self.options.link:
            self.open_link(self.options.link)
        if sys.platform.startswith("linux") and not self.options.headless:
            self._offer_buttons()
        self._idle = IdleWatch(clock, self.window.windowHandle() or _handle(self.window), self)
        self._idle.changed.connect(self._set_idle)
        self._follow_idle(self._idle)

    def _offer_buttons(self) -> None:
        """Reply and mark as read from a notification."""
        from parley.desktop.notice_acts import NoticeActs
        from parley.desktop.platform.linux_notices import LinuxNotices

        notices = LinuxNotices(self)
        NoticeActs(notices, self._workspaces, self.tasks, self)
        self.attention.use_notices(notices)
        self.tasks.run(notices.run(), owner=self)

    async def close(self) -> None:
        """End everything in order; what is queued stays queued."""
        self.tasks.cancel_all()
        for workspace in self._workspaces.values():
            workspace.close_session()
        for session in self.sessions:
            await session.stop()
        self.attention.close()
        self.window.close_for_good()

    def quit(self) -> None:
        """The person wants to leave: ask about the shop's server if it runs here, then end."""
        if self.shop.is_running():
            self.shop.ask_to_stop(then=self._end)
        else:
            self._end()

    def on_asked(self, link: str) -> None:
        """Somebody started Parley again: come forward, and open their link."""
        self.window.come_forward()
        if link:
            self.open_link(link)

    def open_link(self, link: str) -> None:
        """An invitation from outside."""
        self.show_sign_in(another=bool(self._workspaces)).open_link(link)

    def show_sign_in(self, *, another: bool = False) -> SignInView:
        """The way in; `another` when there is an account to go back to."""
        assert self.entrance is not None
        return self.entrance.show(another=another)

    def attach(self, session: "Session") -> Workspace:
        """Show a session that was opened elsewhere: a demo, a test, a sign-in."""
        workspace = Workspace(session, self.tasks, self.preferences, self.options.profile)
        self._workspaces[session.account] = workspace
        workspace.banner.is_server_stopped = lambda: _is_here(session) and self.shop.is_stopped()
        workspace.self_clicked.connect(lambda: self.open_status(workspace))
        workspace.step_chosen.connect(lambda step: self._take_step(workspace, step))
        workspace.unread_changed.connect(lambda _count: self.attention.show_unread())
        session.subscribe(lambda change: self._on_change(session, change))
        self.attention.watch_mutes()
        self.show_account(session.account)
        return workspace

    def show_account(self, account: str) -> None:
        """Bring an account to the front."""
        workspace = self._workspaces[account]
        self.window.show_page(workspace)
        self.local.set("account", account)
        self.attention.show_unread()
        self._show_connection()

    def open_status(self, workspace: Workspace) -> StatusPopover:
        """What opens beside the own avatar."""
        session = workspace.session
        others = [a for a in (self.book.accounts() if self.book else []) if a.account != session.account]
        popover = StatusPopover(
            workspace,
            session.me.profile,
            session.shop_name,
            session.presence.own(),
            workspace.own_picture(),
            others,
        )
        popover.status_chosen.connect(lambda status: self._set_status(workspace, status))
        popover.signature_written.connect(
            lambda text: self.tasks.run(session.me.change_profile(signature=text), owner=workspace)
        )
        popover.account_chosen.connect(self._choose_account)
        popover.account_add_chosen.connect(lambda: self.show_sign_in(another=True))
        popover.profile_chosen.connect(lambda: workspace.go(Place.SETTINGS, Chapter.PROFILE))
        popover.sign_out_chosen.connect(lambda: self._ask_sign_out(workspace))
        popover.closed.connect(popover.deleteLater)
        popover.open_at(workspace.rail.avatar)
        self._popover = popover
        return popover

    def _connect(self) -> None:
        self.window.close_asked.connect(self._on_close)
        self.shop.stopped.connect(self._show_connection)
        self.shop.found.connect(self._follow_server)
        self.attention.account_wanted.connect(self.show_account)
        self.tasks.failed.connect(lambda text: self.window.say(text, Icon.WARNING))

    def _follow_server(self, server: RunningServer) -> None:
        """Its port may be another one than last time; the fingerprint says that it is the same server."""
        if self.book is not None:
            self.book.follow(server.relay, server.urls or (server.url,))

    def _autostart(self) -> Autostart:
        """Nobody logs in to a headless desktop: it must not touch this computer's own list."""
        command = desktop_command(self.options.profile)
        if self.options.headless:
            return DesktopEntry(self.options.profile / "autostart", command)
        return autostart(command)

    def _credentials(self) -> "CredentialStore | None":
        """A headless desktop never asks a keyring: nobody could unlock it."""
        if not self.options.headless:
            return None
        from parley.client.credentials import FileCredentials

        return FileCredentials(self.options.profile)

    async def _open_known(self, account: str) -> None:
        assert self.book is not None
        try:
            session = await self.book.open(account)
        except Exception as error:  # one damaged store must not keep the others shut
            self.window.say(sentence_of(error), Icon.WARNING)
            return
        front = self.window.workspace
        self.attach(session)
        if front is not None:
            self.show_account(front.session.account)
        await session.start()

    def _on_signed_in(self, session: "Session", conversation: str) -> None:
        old = self._workspaces.pop(session.account, None)
        if old is not None:
            old.close_session()
            self.window.remove_page(old)
        workspace = self.attach(session)
        workspace.set_arriving(bool(conversation))
        self._close_entrance()
        self.shop.remember_open()

        async def connect() -> None:
            await session.start()
            try:
                await session.wait_online()
                self._speak_as(session)
                if conversation:
                    workspace.open_conversation(conversation, keep=True)
            except ClientError:
                workspace.set_arriving(False)
                raise
            workspace.set_arriving(False)

        self.tasks.run(connect(), owner=workspace)

    def _speak_as(self, session: "Session") -> None:
        """A computer on which no language was chosen yet takes the one of the account."""
        language = session.me.setting("language")
        if language and not self.options.language and not self.language.chosen:
            self.preferences.set_language(language)

    def _leave_sign_in(self) -> None:
        account = self.local.text("account")
        if account in self._workspaces:
            self.show_account(account)
            self._close_entrance()

    def _close_entrance(self) -> None:
        if self.entrance is not None:
            self.entrance.close()

    def _choose_account(self, account: str) -> None:
        if account in self._workspaces:
            self.show_account(account)
        else:
            self.tasks.run(self._open_known(account), owner=self)

    def _set_status(self, workspace: Workspace, status: Status, *, asks: bool = True) -> None:
        workspace.choose_status(status, asks=asks)
        self._show_connection()

    def _set_status_everywhere(self, status: Status) -> None:
        for workspace in self._workspaces.values():
            self._set_status(workspace, status, asks=False)

    def _follow_idle(self, watch: IdleWatch) -> None:
        watch.set_after(self.preferences.away_after_minutes)
        self.preferences.changed.connect(lambda _name: watch.set_after(self.preferences.away_after_minutes))

    def _set_idle(self, idle: bool) -> None:
        for workspace in self._workspaces.values():
            workspace.set_idle(idle)

    def _take_step(self, workspace: Workspace, step: Step) -> None:
        session = workspace.session
        if step is Step.START_SERVER:
            self.tasks.run(self._reopen_shop(workspace), owner=workspace)
        elif step is Step.SIGN_IN:
            view = self.show_sign_in(another=True)
            why = _("Your messages and drafts are still on this computer.")
            view.show_sign_in(session.address, session.handle, why)

    async def _reopen_shop(self, workspace: Workspace) -> None:
        await self.shop.reopen()
        await workspace.reconnect()

    def _ask_sign_out(self, workspace: Workspace) -> None:
        profile = workspace.session.me.profile
        dialog = SignOutDialog(workspace, profile.display_name, profile.handle)
        dialog.accepted.connect(lambda: self.tasks.run(self._sign_out(workspace), owner=self))
        dialog.open()

    async def _sign_out(self, workspace: Workspace) -> None:
        assert self.book is not None
        account = workspace.session.account
        workspace.close_session()
        await workspace.session.stop()
        await self.book.forget(account)
        del self._workspaces[account]
        (self.options.profile / f"tabs-{account}.json").unlink(missing_ok=True)
        self.window.remove_page(workspace)
        if self._workspaces:
            self.show_account(next(iter(self._workspaces)))
        else:
            self.show_sign_in()
        self.attention.show_unread()

    def _on_change(self, session: "Session", change: Change) -> None:
        if isinstance(change, MessageArrived):
            self.attention.on_message(session, change)
        elif isinstance(change, ConversationsChanged):
            self.attention.watch_mutes()
        elif isinstance(change, (ConnectionChanged, PresenceChanged, SelfChanged)):
            self._show_connection()

    def _show_connection(self) -> None:
        self.attention.show_connection(server_runs_here=self.shop.is_running())

    def _on_close(self) -> None:
        if not self.preferences.closes_to_tray or not self._workspaces:
            self.quit()
            return
        self.window.hide()
        self.attention.say_still_here()

    def _end(self) -> None:
        if self._ended is not None:
            self._ended.set()

    def _end_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(number, self._end)


def _is_here(session: "Session") -> bool:
    from parley.client.invitation import is_loopback

    return is_loopback(session.address.url)


def _handle(window: MainWindow) -> QWindow:
    """A window that was never shown has no handle yet."""
    window.winId()
    return window.windowHandle()
