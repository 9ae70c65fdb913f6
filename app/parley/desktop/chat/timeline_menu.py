"""The right-click menu of a timeline."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from parley.client.rows import TimelineKind, TimelineRow
from parley.desktop.chat.timeline_layout import text_of_row
from parley.desktop.chat.timeline_text import Link
from parley.desktop.chat.words import _
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.domain.message import Delivery

if TYPE_CHECKING:
    from parley.desktop.chat.timeline_view import TimelineView


def menu_for(view: "TimelineView", row: TimelineRow | None, link: Link | None) -> QMenu:
    """What can be done with the selection, a message or a link."""
    menu = QMenu(view)
    menu.setObjectName("chat.timeline.menu")
    if view.selected_text():
        _add(menu, "copy", Icon.COPY, _("Copy selection")).triggered.connect(view.copy)
    if link is not None:
        open_link = _add(menu, "open_link", Icon.LINK, _("Open link"))
        open_link.triggered.connect(lambda: view.link_activated.emit(link.target))
        copy_link = _add(menu, "copy_link", Icon.COPY, _("Copy link"))
        address = link.target.removeprefix("mailto:")
        copy_link.triggered.connect(lambda: QGuiApplication.clipboard().setText(address))
    if row is not None and row.kind is TimelineKind.MESSAGE:
        _add_message(menu, view, row)
    everything = _add(menu, "select_all", Icon.CHECK, _("Select all"))
    everything.triggered.connect(view.select_all)
    return menu


def _add_message(menu: QMenu, view: "TimelineView", row: TimelineRow) -> None:
    text = text_of_row(row)
    copy = _add(menu, "copy_message", Icon.COPY, _("Copy message"))
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(text))
    if text.strip():
        save = _add(menu, "save_phrase", Icon.BOLT, _("Save as phrase…"))
        save.triggered.connect(lambda: view.save_phrase_wanted.emit(text))
    if row.delivery is Delivery.FAILED:
        menu.addSeparator()
        again = _add(menu, "retry", Icon.RETRY, _("Send again"))
        again.triggered.connect(lambda: view.retry_wanted.emit(row.key))
        discard = _add(menu, "discard", Icon.TRASH, _("Discard"))
        discard.triggered.connect(lambda: view.discard_wanted.emit(row.key))
    menu.addSeparator()


def _add(menu: QMenu, name: str, icon: Icon, text: str) -> QAction:
    action = menu.addAction(menu_icon(icon, tokens_of(menu)), text)
    action.setObjectName(f"chat.timeline.menu.{name}")
    return action
