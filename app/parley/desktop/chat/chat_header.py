"""The head of a conversation: who it is with, how they are, and what can be done."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parley.client.rows import ConversationRow
from parley.desktop.cards.header_tags import HeaderTags
from parley.desktop.chat.words import _
from parley.desktop.contacts.status_words import dot_of, word_of
from parley.desktop.conversations.mute_menu import unmute_words
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Size, TextStyle
from parley.desktop.widgets.avatar import AvatarWidget, Dot
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.labels import ElidedLabel, Hairline
from parley.domain.conversation import ConversationKind
from parley.domain.presence import Status


class ChatHeader(Panel):
    """Shows values, tells intents.

    Signals: `done_wanted`, `snooze_wanted` and `flag_wanted` with the button to ask at, for customers; `mute_wanted` with the button to ask how long at, `panel_wanted(bool)`, `menu_wanted` with the button to open it at.
    """

    done_wanted = Signal()
    snooze_wanted = Signal(QWidget)
    flag_wanted = Signal(QWidget)
    mute_wanted = Signal(QWidget)
    panel_wanted = Signal(bool)
    menu_wanted = Signal(QWidget)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("surface", parent, name="chat.header")
        self._row: ConversationRow | None = None
        self._avatar = AvatarWidget("", "", self, clickable=True, object_name="chat.header.avatar")
        self._title = ElidedLabel("", self, style=TextStyle.TITLE, name="chat.header.title")
        self._second = ElidedLabel("", self, style=TextStyle.SECOND, ink="ink2", name="chat.header.second")
        self._done = Button(
            "", self, kind=ButtonKind.SOFT, size=ButtonSize.SMALL, icon=Icon.CHECK, name="chat.header.done"
        )
        self._snooze = IconButton(Icon.CLOCK, "", self, name="chat.header.snooze")
        self._flag = IconButton(Icon.FLAG, "", self, name="chat.header.flag")
        self._tags = HeaderTags(self)
        self._mute = IconButton(Icon.BELL, "", self, name="chat.header.mute")
        self._panel = IconButton(Icon.PANEL, "", self, checkable=True, name="chat.header.panel")
        self._more = IconButton(Icon.MORE, "", self, name="chat.header.more")
        self._avatar.clicked.connect(lambda: self.panel_wanted.emit(not self._panel.isChecked()))
        self._done.clicked.connect(self.done_wanted)
        self._snooze.clicked.connect(lambda: self.snooze_wanted.emit(self._snooze))
        self._flag.clicked.connect(lambda: self.flag_wanted.emit(self._flag))
        self._mute.clicked.connect(lambda: self.mute_wanted.emit(self._mute))
        self._panel.toggled.connect(self.panel_wanted)
        self._more.clicked.connect(lambda: self.menu_wanted.emit(self._more))
        self._arrange()

    def set_row(self, row: ConversationRow, picture: QPixmap | None) -> None:
        """Show this conversation."""
        self._row = row
        title = row.title
        if row.company and row.company not in row.title:
            title = f"{row.title} · {row.company}"
        self._title.setText(title)
        self._tags.set_tags(row.tags)
        self._avatar.set_person(row.title, row.peer or row.id, picture)
        self.retranslate()

    def set_status(self, status: Status, typing: str) -> None:
        """How the other one is, and whether they write."""
        self._avatar.set_dot(dot_of(status), word_of(status))
        word = word_of(status)
        self._second.setText(f"{word} · {typing}" if typing else word)
        self._second.set_ink("accent" if typing else "ink2")

    def set_members(self, count: int, online: int, typing: str) -> None:
        """How many take part in a room, and who writes."""
        self._avatar.set_dot(Dot.NONE)
        text = _("Only you so far") if count == 1 else _("{count} members", count=count)
        if online and count > 1:
            text = _("{count} members · {online} online", count=count, online=online)
        self._second.setText(typing or text)
        self._second.set_ink("accent" if typing else "ink2")

    def set_left(self) -> None:
        """This room is only to be read here."""
        self._avatar.set_dot(Dot.NONE)
        self._second.setText(_("You aren't in this room any more"))
        self._second.set_ink("ink2")

    def set_panel_shown(self, shown: bool) -> None:
        """Whether the side panel is there; nothing is told."""
        self._panel.blockSignals(True)
        self._panel.setChecked(shown)
        self._panel.blockSignals(False)
        self._panel.update()

    def retranslate(self) -> None:
        """Read the texts again."""
        row = self._row
        if row is None:
            return
        self._done.set_text(_("Done"))
        self._done.setToolTip(_("Needs no answer any more (Ctrl+E)"))
        self._snooze.set_icon(Icon.CLOCK, _("Snooze"))
        self._flag.set_icon(Icon.FLAG, _("Flag"))
        self._done.setVisible(row.wait is not None)
        self._snooze.setVisible(row.wait is not None)
        self._flag.setVisible(row.is_customer)
        is_room = row.kind is ConversationKind.ROOM
        if row.is_muted:
            self._mute.set_icon(Icon.BELL_OFF, unmute_words(row))
        else:
            self._mute.set_icon(Icon.BELL, _("Mute notifications"))
        self._panel.set_icon(
            Icon.PEOPLE if is_room else Icon.PANEL, _("Members") if is_room else _("Contact card")
        )
        self._panel.setToolTip(f"{self._panel.accessibleName()} (Ctrl+I)")
        self._more.set_icon(Icon.MORE, _("More"))
        self._avatar.setAccessibleName(row.title)

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addWidget(self._tags)
        top.addStretch(1)
        names.addLayout(top)
        names.addWidget(self._second)
        names.addStretch(1)
        line = QHBoxLayout()
        line.setContentsMargins(18, 0, 12, 0)
        line.setSpacing(4)
        line.addWidget(self._avatar)
        line.addSpacing(6)
        line.addLayout(names, 1)
        line.addSpacing(8)
        for button in (self._done, self._snooze, self._flag, self._mute, self._panel, self._more):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line, 1)
        column.addWidget(Hairline(parent=self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(tokens_of(self).scaled(Size.HEADER))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if hasattr(self, "_more"):
            if is_restyle(event):
                self._fit()
            elif event.type() == QEvent.Type.LanguageChange:
                self.retranslate()
        super().changeEvent(event)
