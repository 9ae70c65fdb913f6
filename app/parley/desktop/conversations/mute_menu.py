"""Quiet for a while, and what a conversation sounds like: the same entries in every menu about a conversation."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from parley.client.rows import ConversationRow
from parley.desktop.i18n import translate
from parley.desktop.platform.sound import SOUNDS, Play
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.domain.conversation import NO_SOUND

if TYPE_CHECKING:
    from parley.client.conversations import Conversations

Do = Callable[[Coroutine[Any, Any, Any]], None]
_HOUR, _EIGHT_HOURS = timedelta(hours=1), timedelta(hours=8)


class NoticeEntries:
    """Adds to menus; `name` makes the name of an entry. `play` lets one hear the sound that was chosen."""

    def __init__(
        self, conversations: "Conversations", do: Do, name: Callable[[str], str], play: Play | None = None
    ) -> None:
        self._conversations = conversations
        self._do = do
        self._name = name
        self._play = play

    def add(self, menu: QMenu, row: ConversationRow) -> None:
        """Mute and, where there is something to play it with, the sound."""
        if row.is_muted:
            self._entry(menu, unmute_words(row), "unmute", lambda: self._mute(row, False), Icon.BELL)
        else:
            times = menu.addMenu(menu_icon(Icon.BELL_OFF, tokens_of(menu)), _("Mute"))
            times.menuAction().setObjectName(self._name("mute"))
            self.add_times(times, row)
        if self._play is not None:
            self._add_sounds(menu, row, self._play)

    def add_times(self, menu: QMenu, row: ConversationRow) -> None:
        """How long to be quiet."""
        self._entry(menu, _("Mute for 1 hour"), "mute_1h", lambda: self._mute(row, True, _HOUR))
        self._entry(menu, _("Mute for 8 hours"), "mute_8h", lambda: self._mute(row, True, _EIGHT_HOURS))
        self._entry(menu, _("Mute until I turn it on"), "mute_always", lambda: self._mute(row, True))

    def _add_sounds(self, menu: QMenu, row: ConversationRow, play: Play) -> None:
        sounds = menu.addMenu(menu_icon(Icon.SOUND, tokens_of(menu)), _("Sound"))
        sounds.menuAction().setObjectName(self._name("sound"))
        words = {"": _("As usual"), "drop": _("Drop"), "bell": _("Small bell"), "wood": _("Wood block")}
        group = QActionGroup(sounds)
        for sound in (*SOUNDS, NO_SOUND):
            action = self._entry(
                sounds,
                words.get(sound, _("No sound")),
                f"sound_{sound or 'usual'}",
                partial(self._choose, row, sound, play),
            )
            action.setCheckable(True)
            action.setChecked(sound == row.sound)
            group.addAction(action)

    def _choose(self, row: ConversationRow, sound: str, play: Play) -> None:
        play(sound)
        self._do(self._conversations.set_sound(row.id, sound))

    def _mute(self, row: ConversationRow, on: bool, lasts: timedelta | None = None) -> None:
        self._do(self._conversations.set_muted(row.id, on, lasts))

    def _entry(
        self, menu: QMenu, text: str, name: str, act: Callable[[], None], icon: Icon | None = None
    ) -> QAction:
        action = menu.addAction(text)
        if icon is not None:
            action.setIcon(menu_icon(icon, tokens_of(menu)))
        action.setObjectName(self._name(name))
        action.triggered.connect(lambda _checked=False: act())
        return action


def unmute_words(row: ConversationRow) -> str:
    """What takes the mute back, with its end if it has one."""
    if row.muted_until is None:
        return _("Notify me again")
    return _("Notify me again (muted until {time})", time=f"{row.muted_until.astimezone():%H:%M}")


def _(text: str, **values: object) -> str:
    return translate("Notifications", text, **values)
