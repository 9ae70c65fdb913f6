"""How Parley gets its person's attention: the icon beside the clock, notices, the sound, the taskbar."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from parley.client.changes import MessageArrived
from parley.client.rows import ConnectionState, ConversationRow
from parley.desktop.i18n import translate
from parley.desktop.main_window import MainWindow
from parley.desktop.platform.notifications import Notice, Notifier
from parley.desktop.platform.tray import Tray, face_icon
from parley.desktop.preferences import Preferences
from parley.desktop.waiting.waiting_notice import waiting_notice
from parley.desktop.workspace import Workspace
from parley.domain.quiet_hours import SETTING as QUIET_HOURS
from parley.domain.quiet_hours import read_quiet_hours

if TYPE_CHECKING:
    from parley.client.session import Session
    from parley.desktop.platform.linux_notices import LinuxNotices

_GATHER_MS = 500
_LONGEST_WAIT_S = 3_600.0
"""A computer that slept wakes with timers that are late; so none runs for long."""


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


class Attention(QObject):
    """Speaks for all accounts at once. Without a tray there are the window's title, the taskbar and the sound.

    Signals: `account_wanted` with the account whose message was clicked on.
    """

    account_wanted = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        preferences: Preferences,
        workspaces: Mapping[str, Workspace],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._preferences = preferences
        self._workspaces = workspaces
        self._notice: Notice | None = None
        self._notices: LinuxNotices | None = None
        self.tray: Tray | None = None
        self.notifier = Notifier(self._looks_at, self)
        self.notifier.noticed.connect(self._on_notice)
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(_GATHER_MS)
        self._watch.timeout.connect(self._watch_next)
        self._unmute = QTimer(self)
        self._unmute.setSingleShot(True)
        self._unmute.timeout.connect(self._end_mutes)
        window.activated.connect(self.show_unread)
        preferences.changed.connect(self._on_preference)

    def use_tray(self, tray: Tray) -> None:
        """Live beside the clock, too."""
        self.tray = tray
        self._preferences.has_tray = True
        tray.opened.connect(self._window.come_forward)
        tray.unread_opened.connect(self._open_unread)
        tray.message_clicked.connect(self._open_notice)

    def use_notices(self, notices: "LinuxNotices") -> None:
        """Notifications with buttons, where the system has them."""
        self._notices = notices
        notices.opened.connect(self._open)

    def on_message(self, session: "Session", change: MessageArrived) -> None:
        """Somebody wrote."""
        row = session.conversations.get(change.conversation)
        if row is not None and not self._keeps_quiet(session, row):
            self.notifier.on_message(change, row)

    def watch_mutes(self) -> None:
        """Sees to it that the rows are shown anew when the next mute is over by itself."""
        if not self._watch.isActive():
            self._watch.start()

    def show_unread(self) -> None:
        """The number of unread messages: in the title, at the taskbar's icon, and beside the clock."""
        count = self._unread()
        self._window.set_unread(count)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setBadgeNumber(count)
        if self.tray is not None:
            self.tray.set_unread(count)

    def show_connection(self, *, server_runs_here: bool) -> None:
        """Whether there is a connection, and a server to stop."""
        if self.tray is None:
            return
        spaces = self._workspaces.values()
        self.tray.set_online(any(space.session.state is ConnectionState.ONLINE for space in spaces))
        self.tray.set_server_here(server_runs_here)
        front = self._window.workspace
        if front is not None:
            self.tray.set_status(front.session.presence.own())

    def say_still_here(self) -> None:
        """Told once, when × only hides the window for the first time."""
        if self.tray is None or self._preferences.local.flag("told_tray"):
            return
        self._preferences.local.set("told_tray", True)
        self.tray.say(_("Parley is still here"), _("Messages arrive as before. Quit from this icon's menu."))

    def close(self) -> None:
        """For the end of the application."""
        if self.tray is not None:
            self.tray.remove()

    def _watch_next(self) -> None:
        waits = []
        for space in self._workspaces.values():
            ends = space.session.conversations.next_unmute()
            if ends is not None:
                waits.append((ends - space.session.now()).total_seconds())
        if not waits:
            self._unmute.stop()
        else:
            self._unmute.start(max(1, round(min(*waits, _LONGEST_WAIT_S) * 1000)))

    def _end_mutes(self) -> None:
        for space in list(self._workspaces.values()):
            space.session.conversations.mutes_ended()
        self.watch_mutes()

    def _keeps_quiet(self, session: "Session", row: ConversationRow) -> bool:
        """Whether it is night for this account, and the message no customer's who may break through."""
        hours = read_quiet_hours(session.me.setting(QUIET_HOURS))
        if not hours.are_now(session.now()):
            return False
        return not (hours.lets_customers_through and session.conversations.is_with_customer(row.id))

    def _unread(self) -> int:
        return sum(space.session.conversations.unread_total() for space in self._workspaces.values())

    def _looks_at(self, account: str, conversation: str) -> bool:
        front = self._window.workspace
        return (
            front is not None
            and self._window.isActiveWindow()
            and front.session.account == account
            and front.looks_at == conversation
        )

    def _on_notice(self, notice: Notice) -> None:
        notice = self._merged(notice)
        self._notice = notice
        if self._preferences.sounds and self._preferences.play is not None:
            self._preferences.play(notice.sound)
        QApplication.alert(self._window)
        space = self._workspaces.get(notice.account)
        has_buttons = self._notices is not None and self._notices.is_there
        if self._notices is not None and has_buttons and self._preferences.notifies:
            self._notices.say(notice)
        if self.tray is None or space is None:
            return
        picture = space.pictures.of(notice.sender_avatar)
        face = face_icon(notice.sender_name, notice.sender, picture, self._preferences.theme.tokens)
        self.tray.set_unread(max(1, self._unread()), face)
        if self._preferences.notifies and not has_buttons:
            self.tray.say(notice.title, notice.text)

    def _merged(self, notice: Notice) -> Notice:
        """While several customers wait, one notice for all of them: a click opens who waits longest."""
        space = self._workspaces.get(notice.account)
        waiting = space.session.desk.waiting() if space is not None else []
        return waiting_notice(notice, waiting) if len(waiting) > 1 else notice

    def _open_notice(self) -> None:
        self._open(self._notice)

    def _open(self, notice: Notice | None) -> None:
        self._window.come_forward()
        if notice is not None and notice.account in self._workspaces:
            self.account_wanted.emit(notice.account)
            self._workspaces[notice.account].open_conversation(notice.conversation, keep=True)

    def _open_unread(self) -> None:
        self._window.come_forward()
        for account, space in self._workspaces.items():
            if space.session.desk.waiting():
                self.account_wanted.emit(account)
                space.open_longest_waiting()
                return
        for account, space in self._workspaces.items():
            if space.session.conversations.unread_total():
                self.account_wanted.emit(account)
                space.open_newest_unread()
                return

    def _on_preference(self, name: str) -> None:
        if name == "language" and self.tray is not None:
            self.tray.retranslate()
