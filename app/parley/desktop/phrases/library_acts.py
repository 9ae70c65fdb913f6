"""What one can do to the phrases' page: folders, places, deleting, and the menus of it all."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from parley.desktop.contacts.small_dialogs import ask_line, ask_sure
from parley.desktop.phrases.library_files import LibraryFiles
from parley.desktop.phrases.phrase_list import PhraseList
from parley.desktop.phrases.starter_dialog import StarterDialog
from parley.desktop.phrases.words import _, trouble_of
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.theme import tokens_of
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import IconButton
from parley.desktop.widgets.toast import show_toast
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.phrase import PhraseEditors

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from parley.client.session import Session


class LibraryActs:
    """The acts of one page; `library` says which of the two shows."""

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        page: QWidget,
        files: LibraryFiles,
        phrases: PhraseList,
        library: "Callable[[], Owner]",
    ) -> None:
        self._session = session
        self._phrases = session.phrases
        self._tasks = tasks
        self._page = page
        self._files = files
        self._list = phrases
        self._library = library

    def offer_starter(self) -> None:
        """Choose among the ready-made ones."""
        StarterDialog(self._session, self._tasks, self._page, self._library()).open()

    def move(self, phrase: str, before: str) -> None:
        """Before another phrase, or last."""
        row = self._phrases.get(phrase)
        if row is not None:
            self.run(self._phrases.move(phrase, folder=row.folder, before=before or None))

    def put_into(self, phrase: str, shelf: str) -> None:
        """Into a folder, or out of all."""
        self.run(self._phrases.change(phrase, folder=shelf or None))

    def ask_folder(self) -> None:
        """Make a folder."""
        ask_line(
            self._page,
            _("New folder"),
            _("Name"),
            "",
            lambda name: self.run(self._phrases.create_folder(name, self._library())),
            name="phrases.folder_name",
        )

    def ask_rename(self, folder: str) -> None:
        """Give a folder another name."""
        old = next((known.name for known in self._phrases.folders() if known.id == folder), "")
        ask_line(
            self._page,
            _("Rename folder"),
            _("Name"),
            old,
            lambda name: self.run(self._phrases.rename_folder(folder, name)),
            name="phrases.folder_name",
        )

    def ask_remove_folder(self, folder: str) -> None:
        """Delete a folder, if one is sure."""
        ask_sure(
            self._page,
            _("Delete this folder?"),
            _("Its phrases stay, in no folder."),
            _("Delete"),
            lambda: self.run(self._phrases.remove_folder(folder)),
            name="phrases.remove_folder",
        )

    def ask_remove(self, phrase: str) -> None:
        """Delete a phrase, if one is sure."""
        row = self._phrases.get(phrase)
        if row is None or not row.may_edit:
            return
        shared = _("All colleagues lose it. It can't be brought back.")
        ask_sure(
            self._page,
            _("Delete this phrase?"),
            shared if row.owner is Owner.SHOP else _("It can't be brought back."),
            _("Delete"),
            lambda: self.run(self._phrases.remove(phrase)),
            name="phrases.remove",
        )

    def _set_editors(self, editors: PhraseEditors) -> None:
        self.run(self._phrases.set_editors(editors))

    # Menus

    def open_menu(self, button: IconButton) -> None:
        """What one can do with the whole library."""
        menu = self._menu("phrases.menu")
        may_edit = self._phrases.may_edit(self._library())
        if may_edit:
            self._add(
                menu,
                "import",
                Icon.DOWNLOAD,
                _("Import a file…"),
                lambda: self._files.open_import(self._library(), ""),
            )
        self._add(
            menu, "export", Icon.ARROW_RIGHT, _("Export…"), lambda: self._files.open_export(self._library())
        )
        if may_edit:
            self._add(menu, "starter", Icon.BOLT, _("Ready-made phrases…"), self.offer_starter)
        if self._library() is Owner.SHOP and self._session.me.profile.kind is AccountKind.OWNER:
            menu.addSeparator()
            for editors, words in (
                (PhraseEditors.STAFF, _("All colleagues may change them")),
                (PhraseEditors.OWNER, _("Only I may change them")),
            ):
                action = menu.addAction(words)
                action.setObjectName(f"phrases.menu.editors_{editors}")
                action.setCheckable(True)
                action.setChecked(self._phrases.editors() is editors)
                action.triggered.connect(lambda _on=False, editors=editors: self._set_editors(editors))
        menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 4)))

    def open_folder_menu(self, folder: str, at: QPoint) -> None:
        """What one can do with a folder."""
        menu = self._menu("phrases.folder_menu")
        self._add(menu, "rename", Icon.EDIT, _("Rename…"), lambda: self.ask_rename(folder), "folder_menu")
        self._add(
            menu, "delete", Icon.TRASH, _("Delete…"), lambda: self.ask_remove_folder(folder), "folder_menu"
        )
        menu.popup(at)

    def open_row_menu(self, phrase: str, at: QPoint) -> None:
        """What one can do with a phrase."""
        row = self._phrases.get(phrase)
        if row is None or not row.may_edit:
            return
        menu = self._menu("phrases.row_menu")
        self._add(menu, "up", Icon.CHEVRON_UP, _("Move up"), lambda: self._list.move_current(-1), "row_menu")
        self._add(
            menu, "down", Icon.CHEVRON_DOWN, _("Move down"), lambda: self._list.move_current(1), "row_menu"
        )
        self._add(menu, "delete", Icon.TRASH, _("Delete…"), lambda: self.ask_remove(phrase), "row_menu")
        menu.popup(at)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self._page)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add(
        self, menu: QMenu, name: str, icon: Icon, text: str, act: "Callable[[], object]", of: str = "menu"
    ) -> None:
        action = menu.addAction(menu_icon(icon, tokens_of(self._page)), text)
        action.setObjectName(f"phrases.{of}.{name}")
        action.triggered.connect(lambda _on=False: act())

    def run(self, work: "Coroutine[Any, Any, Any]") -> None:
        """Change something on the server; a sentence says why if it can't be."""
        self._tasks.run(
            work,
            owner=self._page,
            on_error=lambda error: show_toast(self._page.window(), trouble_of(error), Icon.WARNING),
        )
