"""What the computer says about new messages, and when it keeps quiet.

A message in a muted conversation says nothing. A message in the conversation one is looking at says nothing either.
What arrives together (after being offline, for instance) is said once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from parley.client.changes import MessageArrived
from parley.client.rows import ConversationRow
from parley.desktop.i18n import translate
from parley.domain.conversation import ConversationKind
from parley.domain.message import text_of

_GATHER_MS = 300


def _(text: str, **values: object) -> str:
    return translate("Notifications", text, **values)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say; a click opens `conversation` of `account`."""

    account: str
    conversation: str
    title: str
    text: str
    sender: str
    sender_name: str
    sender_avatar: str | None = None
    sound: str = ""
    is_single: bool = True
    """Whether it is about one conversation, so that one can answer it where it stands."""


Looking = Callable[[str, str], bool]
"""Whether the person looks at this conversation of this account now."""


class Notifier(QObject):
    """Turns arriving messages into notices.

    Signals: `noticed` with a `Notice` at most every 300 ms.
    """

    noticed = Signal(object)

    def __init__(self, looks_at: Looking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks_at = looks_at
        self._waiting: list[tuple[MessageArrived, ConversationRow]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GATHER_MS)
        self._timer.timeout.connect(self.flush)

    def on_message(self, change: MessageArrived, row: ConversationRow | None) -> None:
        """Takes a message in; `row` is its conversation."""
        if row is None or row.is_muted or self._looks_at(change.account, change.conversation):
            return
        self._waiting.append((change, row))
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Says what has gathered; the timer does this by itself."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.noticed.emit(notice_of(waiting))


def notice_of(arrived: list[tuple[MessageArrived, ConversationRow]]) -> Notice:
    """One notice about messages that arrived together: the newest one's words, and how many there were."""
    change, row = arrived[-1]
    name = change.row.sender_name
    conversations = {one.conversation for one, _row in arrived}
    if len(arrived) == 1:
        title, text = title_of(row, name), " ".join(text_of(change.row.parts).split())
    elif len(conversations) == 1:
        title, text = title_of(row, name), _("{count} new messages", count=len(arrived))
    else:
        title = _("{count} new messages", count=len(arrived))
        text = _("In {count} conversations", count=len(conversations))
    return Notice(
        change.account,
        change.conversation,
        title,
        text,
        change.row.sender,
        name,
        change.row.sender_avatar,
        row.sound,
        is_single=len(conversations) == 1,
    )


def title_of(row: ConversationRow, sender: str) -> str:
    """Who wrote, and where."""
    if row.is_new_customer:
        return _("{name} · new customer", name=sender)
    if row.kind is ConversationKind.ROOM:
        return f"{sender} · {row.title}"
    return f"{row.title} · {row.company}" if row.company else row.title
