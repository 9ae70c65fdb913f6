"""The menu that shows only customers with one flag."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.desktop.waiting.waiting_words import flag_inks, flag_word
from parley.domain.desk import FLAGS, DeskSettings


def open_flag_filter(
    button: QWidget, settings: DeskSettings, current: int, chosen: Callable[[int], None]
) -> QMenu:
    """Offers all flags under the button, the current one ticked; 0 stands for no filter."""
    menu = QMenu(button)
    menu.setObjectName("conversations.flags_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    tokens = tokens_of(button)
    words = [_("All flags"), *(flag_word(number, settings) for number in range(1, FLAGS + 1))]
    for number, word in enumerate(words):
        action = menu.addAction(word)
        action.setObjectName(f"conversations.flags.{number}")
        ink = flag_inks(number, settings, tokens)[0] if number else tokens.ink2
        if number or number == current:
            action.setIcon(menu_icon(Icon.CHECK if number == current else Icon.FLAG, tokens, ink))
        action.triggered.connect(partial(_choose, chosen, number))
    menu.popup(button.mapToGlobal(button.rect().bottomLeft() + QPoint(0, 4)))
    return menu


def _choose(chosen: Callable[[int], None], number: int, _checked: bool = False) -> None:
    chosen(number)


def _(text: str, **values: object) -> str:
    return translate("Waiting", text, **values)
