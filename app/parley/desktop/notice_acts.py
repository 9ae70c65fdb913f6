"""What a notification's buttons do."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from parley.desktop.platform.linux_notices import LinuxNotices
from parley.desktop.platform.notifications import Notice
from parley.desktop.tasks import Tasks
from parley.desktop.workspace import Workspace


class NoticeActs(QObject):
    """Answers and marks as read, as in the chat itself; offline it goes out later."""

    def __init__(
        self, notices: LinuxNotices, workspaces: Mapping[str, Workspace], tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspaces = workspaces
        self._tasks = tasks
        notices.replied.connect(self._reply)
        notices.read.connect(self._read)

    def _reply(self, notice: Notice, text: str) -> None:
        space = self._workspaces.get(notice.account)
        if space is not None:
            self._read(notice)
            self._tasks.run(space.session.messages.send(notice.conversation, text), owner=self)

    def _read(self, notice: Notice) -> None:
        space = self._workspaces.get(notice.account)
        if space is not None:
            self._tasks.run(space.session.conversations.mark_read(notice.conversation), owner=self)
