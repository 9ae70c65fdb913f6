"""The right mouse button on a person and on a group."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from parley.client.rows import PersonRow
from parley.desktop.contacts.contact_acts import ContactActs
from parley.desktop.contacts.contact_entry import GroupEntry, GroupKind
from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.domain.people import ContactGroup, ContactState


def person_menu(
    row: PersonRow,
    groups: list[ContactGroup],
    acts: ContactActs,
    owner: QWidget,
    *,
    message: Callable[[], None],
    show: Callable[[], None],
) -> QMenu:
    """Message, profile, remark, groups, block, remove."""
    menu = QMenu(owner)
    _add(menu, Icon.CHAT, _("Message"), "message", message)
    _add(menu, Icon.USER, _("Show profile"), "profile", show)
    if row.state is ContactState.ACCEPTED:
        menu.addSeparator()
        _add(menu, Icon.EDIT, _("Remark…"), "remark", lambda: acts.ask_remark(row))
        _add_groups(menu, row, groups, acts)
    menu.addSeparator()
    if row.is_blocked:
        _add(menu, Icon.BLOCK, _("Unblock"), "unblock", lambda: acts.unblock(row.person))
    elif not row.is_colleague:
        _add(menu, Icon.BLOCK, _("Block…"), "block", lambda: acts.ask_block(row))
    if row.state is ContactState.ACCEPTED:
        _add(menu, Icon.TRASH, _("Remove…"), "remove", lambda: acts.ask_remove(row))
    return menu


def group_menu(group: GroupEntry, acts: ContactActs, owner: QWidget) -> QMenu:
    """New group; rename, move and delete one's own."""
    menu = QMenu(owner)
    _add(menu, Icon.PLUS, _("New group…"), "new_group", acts.ask_new_group)
    if group.kind is GroupKind.OWN:
        _add(menu, Icon.EDIT, _("Rename…"), "rename_group", lambda: acts.ask_rename_group(group))
        _add(menu, Icon.CHEVRON_UP, _("Move up"), "group_up", lambda: acts.move_group(group.id, -1))
        _add(menu, Icon.CHEVRON_DOWN, _("Move down"), "group_down", lambda: acts.move_group(group.id, 1))
        menu.addSeparator()
        _add(menu, Icon.TRASH, _("Delete…"), "remove_group", lambda: acts.ask_remove_group(group))
    return menu


def _add_groups(menu: QMenu, row: PersonRow, groups: list[ContactGroup], acts: ContactActs) -> None:
    sub = menu.addMenu(menu_icon(Icon.FOLDER, tokens_of(menu.parentWidget())), _("Groups"))
    sub.setObjectName("contacts.menu.groups")
    for group in groups:
        action = sub.addAction(group.name)
        action.setObjectName(f"contacts.menu.group.{group.id}")
        action.setCheckable(True)
        action.setChecked(group.id in row.groups)
        action.triggered.connect(lambda _checked=False, key=group.id: acts.toggle_group(row, key))
    if groups:
        sub.addSeparator()
    _add(sub, Icon.PLUS, _("New group…"), "new_group", lambda: acts.ask_new_group(row))


def _add(menu: QMenu, icon: Icon, text: str, name: str, act: Callable[[], None]) -> None:
    action = menu.addAction(menu_icon(icon, tokens_of(menu.parentWidget())), text)
    action.setObjectName(f"contacts.menu.{name}")
    action.triggered.connect(lambda _checked=False: act())


def _(text: str, **values: object) -> str:
    return translate("Contacts", text, **values)
