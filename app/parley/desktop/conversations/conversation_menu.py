"""What the right mouse button offers on a conversation."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QWidget

from parley.client.rows import ConversationRow
from parley.desktop.conversations.mute_menu import NoticeEntries
from parley.desktop.i18n import translate
from parley.desktop.platform.sound import Play
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.theme import tokens_of
from parley.desktop.waiting.desk_acts import DeskActs
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.labels import TextLabel
from parley.domain.conversation import ConversationKind

if TYPE_CHECKING:
    from parley.client.session import Session

Do = Callable[[Coroutine[Any, Any, Any]], None]


def conversation_menu(
    row: ConversationRow,
    session: "Session",
    owner: QWidget,
    do: Do,
    play: Play | None = None,
    desk: DeskActs | None = None,
) -> QMenu:
    """Done, put off, flag, pin, mute, sound, mark read, hide, leave: what fits this row. `do` runs the coroutine of a choice."""
    menu = QMenu(owner)
    wishes = session.conversations

    def add(icon: Icon, text: str, name: str, act: Callable[[], None]) -> None:
        action = menu.addAction(menu_icon(icon, tokens_of(owner)), text)
        action.setObjectName(f"conversations.menu.{name}")
        action.triggered.connect(lambda _checked=False: act())

    if row.is_invitation:
        add(Icon.CHECK, _("Join"), "join", lambda: do(wishes.join(row.id)))
        add(Icon.CLOSE, _("Decline"), "decline", lambda: do(wishes.decline(row.id)))
        return menu
    if desk is not None:
        desk.add_entries(menu, row)
    pin_icon, pin_text = (Icon.PIN_OFF, _("Unpin")) if row.is_pinned else (Icon.PIN, _("Pin to the top"))
    add(pin_icon, pin_text, "pin", lambda: do(wishes.set_pinned(row.id, not row.is_pinned)))
    NoticeEntries(wishes, do, lambda name: f"conversations.menu.{name}", play).add(menu, row)
    if row.unread:
        add(Icon.CHECK_DOUBLE, _("Mark as read"), "read", lambda: do(wishes.mark_read(row.id)))
    menu.addSeparator()
    add(Icon.EYE_OFF, _("Hide until the next message"), "hide", lambda: do(wishes.set_hidden(row.id, True)))
    if row.kind is ConversationKind.ROOM and not row.has_left:
        add(Icon.DOOR, _("Leave the room…"), "leave", lambda: _ask_leave(row, session, owner, do))
    return menu


def _ask_leave(row: ConversationRow, session: "Session", owner: QWidget, do: Do) -> None:
    dialog = Dialog(owner, _("Leave “{title}”?", title=row.title), name="conversations.leave")
    sentence = _("You won't get messages from this room any more. Somebody in it can invite you again.")
    dialog.column.addWidget(TextLabel(sentence, dialog, ink="ink2", wrap=True))
    dialog.add_ok_cancel(_("Leave"), _("Stay"), kind=ButtonKind.DANGER)
    dialog.accepted.connect(lambda: do(session.conversations.leave(row.id)))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()


def _(text: str, **values: object) -> str:
    return translate("Conversations", text, **values)
