"""The phrases' page: whose library, its folders, its phrases in their order, and one of them to edit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from parley.client.changes import Change, PhrasesChanged, SelfChanged
from parley.desktop.phrases.folder_list import EVERYTHING, NO_FOLDER, FolderList, Shelf
from parley.desktop.phrases.library_acts import LibraryActs
from parley.desktop.phrases.library_files import LibraryFiles, csv_files_in
from parley.desktop.phrases.phrase_editor import PhraseEditor
from parley.desktop.phrases.phrase_list import PhraseList
from parley.desktop.phrases.words import _, name_of_owner
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.empty_state import EmptyState
from parley.desktop.widgets.labels import Hairline, TextLabel
from parley.desktop.widgets.search_field import SearchField
from parley.desktop.widgets.segmented import SegmentedControl
from parley.desktop.widgets.toast import show_toast
from parley.domain.ownership import Owner

if TYPE_CHECKING:
    from collections.abc import Callable

    from parley.client.rows import PhraseRow
    from parley.client.session import Session

_FOLDERS_WIDTH = 208
_EDITOR_WIDTH = 344
_NARROW = 1_000


class PhrasePage(Panel):
    """Both libraries of one session."""

    def __init__(self, session: "Session", tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent, name="phrases.page")
        self._session = session
        self._phrases = session.phrases
        self._tasks = tasks
        self._shelf = EVERYTHING
        self._files = LibraryFiles(session, tasks, self)
        self._title = TextLabel("", self, style=TextStyle.HEADLINE)
        self.owner = SegmentedControl(
            [(str(Owner.SHOP), ""), (str(Owner.PERSON), "")], self, name="phrases.owner"
        )
        self.folders = FolderList(self, name="phrases.folders")
        self._new_folder = Button(
            "", self, kind=ButtonKind.QUIET, size=ButtonSize.SMALL, icon=Icon.PLUS, name="phrases.new_folder"
        )
        self.search = SearchField("", self, name="phrases.search")
        self._new = Button("", self, kind=ButtonKind.PRIMARY, icon=Icon.PLUS, name="phrases.new")
        self._more = IconButton(Icon.MORE, "", self, name="phrases.more")
        self.list = PhraseList(self, name="phrases.list", marks_current=True)
        self._none = TextLabel("", self, style=TextStyle.BODY, ink="ink3", wrap=True, name="phrases.none")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._acts = LibraryActs(session, tasks, self, self._files, self.list, lambda: self.library)
        self.editor = PhraseEditor(session, tasks, self, name="phrases.editor")
        self._empty = EmptyState(Icon.BOLT, "", "", (), self, name="phrases.empty")
        self._centre = QStackedWidget(self)
        self._right = QScrollArea(self)
        self.setAcceptDrops(True)
        self._library = Owner.PERSON
        self._is_staff = False
        self._offers: bool | None = None
        self.owner.set_current(str(self._library))
        self.owner.hide()
        self._arrange()
        self._connect()
        self.retranslate()
        self._leave: Callable[[], None] = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())

    @property
    def library(self) -> Owner:
        """The library that shows."""
        return self._library

    def refresh(self) -> None:
        """Show the library as it is now; one stays at the phrase one is at."""
        self._fit_account()
        rows = self._phrases.all(self.library)
        may_edit = self._phrases.may_edit(self.library)
        if may_edit is not self._offers:
            self._offers = may_edit
            self._show_offers(may_edit)
        self._show_folders(rows, may_edit)
        self._show_rows(rows)
        is_writing = not self.editor.phrase and self.editor.isVisibleTo(self._right)
        self._centre.setCurrentIndex(0 if rows or is_writing or self._phrases.folders(self.library) else 1)
        self._new.setEnabled(may_edit)
        self._new_folder.setEnabled(may_edit)
        self._follow_editor()

    def focus_search(self) -> None:
        """Ctrl+K."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def write_new(self) -> None:
        """Start a new phrase in the folder that shows."""
        if not self._phrases.may_edit(self.library):
            return
        folder = self._shelf if self._shelf not in (EVERYTHING, NO_FOLDER) else None
        self._then(lambda: self._open_new(folder))

    def import_file(self, file: str = "") -> None:
        """Ask for a file, or take this one."""
        self._files.open_import(self.library, file)

    def close_page(self) -> None:
        """Hear no more of the session."""
        self._leave()
        self._leave = _nothing

    def retranslate(self) -> None:
        """Read the texts again."""
        self._title.setText(_("Phrases"))
        self.setAccessibleName(_("Phrases"))
        for owner in Owner:
            self.owner.set_text(str(owner), name_of_owner(owner))
        self.owner.setAccessibleName(_("Whose phrases"))
        self.folders.setAccessibleName(_("Folders"))
        self.list.setAccessibleName(_("Phrases"))
        self._new_folder.set_text(_("New folder"))
        self._fit()
        self._more.set_label(_("More"))
        self.search.setPlaceholderText(_("Search code, words or pinyin"))
        self.search.setAccessibleName(_("Search code, words or pinyin"))
        self._offers = None
        self._empty.set_texts(
            _("Answer in two keystrokes"),
            _("Keep what you say every day as phrases. In a chat, type / and pick one."),
        )
        self.refresh()

    def _fit_account(self) -> None:
        """What one is in the shop is known for sure only once the account was read."""
        is_staff = self._session.me.profile.kind.is_staff
        if is_staff is not self._is_staff:
            self._is_staff = is_staff
            self._library = Owner.SHOP if is_staff else Owner.PERSON
            self.owner.set_current(str(self._library))
            self.owner.setVisible(is_staff)

    def _show_offers(self, may_edit: bool) -> None:
        self._empty.set_actions(
            (
                ("starter", _("Begin with ready-made ones"), ButtonKind.PRIMARY),
                ("import", _("Import a file"), ButtonKind.SECONDARY),
                ("new", _("Write one"), ButtonKind.SECONDARY),
            )
            if may_edit
            else ()
        )

    def _fit(self) -> None:
        is_narrow = self.width() < _NARROW
        self._new.set_text(_("New") if is_narrow else _("New phrase"))
        self._new.setAccessibleName(_("New phrase"))

    # Building

    def _arrange(self) -> None:
        left = Panel("surface", self)
        left.setFixedWidth(_FOLDERS_WIDTH)
        head = QVBoxLayout()
        head.setContentsMargins(16, 20, 16, 8)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self.owner)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 12)
        foot.addWidget(self._new_folder)
        foot.addStretch(1)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.folders, 1)
        column.addLayout(foot)
        middle = QWidget(self)
        top = QHBoxLayout()
        top.setContentsMargins(16, 16, 12, 10)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self._new)
        top.addWidget(self._more)
        lists = QVBoxLayout(middle)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(0)
        lists.addLayout(top)
        lists.addWidget(self.list, 1)
        lists.addWidget(self._none, 1)
        self._right.setFixedWidth(_EDITOR_WIDTH)
        self._right.setFrameShape(QScrollArea.Shape.NoFrame)
        self._right.setWidgetResizable(True)
        self._right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._right.viewport().setAutoFillBackground(False)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(20, 20, 20, 20)
        inside.addWidget(self.editor)
        self._right.setWidget(holder)
        holder.setAutoFillBackground(False)
        self.editor.hide()
        library = QWidget(self)
        both = QHBoxLayout(library)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(middle, 1)
        both.addWidget(Hairline(Qt.Orientation.Vertical, self))
        both.addWidget(self._right)
        self._centre.addWidget(library)
        self._centre.addWidget(self._empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Hairline(Qt.Orientation.Vertical, self))
        row.addWidget(self._centre, 1)

    def _connect(self) -> None:
        self.owner.chosen.connect(self._on_library)
        self.search.textChanged.connect(lambda _text: self.refresh())
        self._new.clicked.connect(self.write_new)
        self._new_folder.clicked.connect(self._acts.ask_folder)
        self._more.clicked.connect(lambda: self._acts.open_menu(self._more))
        self._empty.chosen.connect(self._begin)
        self.folders.shelf_chosen.connect(self._open_shelf)
        self.folders.phrase_dropped.connect(self._acts.put_into)
        self.folders.folder_moved.connect(
            lambda folder, place: self._acts.run(self._phrases.move_folder(folder, place))
        )
        self.folders.rename_wanted.connect(self._acts.ask_rename)
        self.folders.delete_wanted.connect(self._acts.ask_remove_folder)
        self.folders.menu_wanted.connect(self._acts.open_folder_menu)
        self.list.selectionModel().currentChanged.connect(lambda _new, _old: self._on_current())
        self.list.move_wanted.connect(self._acts.move)
        for signal in (self.list.activated_row, self.list.edit_wanted):
            signal.connect(lambda _phrase: self.editor.fields.text.setFocus())
        self.list.delete_wanted.connect(self._acts.ask_remove)
        self.list.menu_wanted.connect(self._acts.open_row_menu)
        self.editor.saved.connect(self._on_saved)
        self.editor.delete_wanted.connect(self._acts.ask_remove)
        self.editor.cancelled.connect(self._on_cancelled)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.write_new)

    # Showing

    def _show_folders(self, rows: "list[PhraseRow]", may_edit: bool) -> None:
        folders = self._phrases.folders(self.library)
        if self._shelf not in (EVERYTHING, NO_FOLDER, *(folder.id for folder in folders)):
            self._shelf = EVERYTHING
        shelves = [Shelf(EVERYTHING, _("All phrases"), len(rows))]
        for place, folder in enumerate(folders):
            count = sum(1 for row in rows if row.folder == folder.id)
            shelves.append(Shelf(folder.id, folder.name, count, place, may_edit))
        loose = sum(1 for row in rows if row.folder is None)
        if folders and loose:
            shelves.append(Shelf(NO_FOLDER, _("No folder"), loose))
        elif self._shelf == NO_FOLDER:
            self._shelf = EVERYTHING
        self.folders.set_shelves(shelves, self._shelf)

    def _show_rows(self, rows: "list[PhraseRow]") -> None:
        query = self.search.text().strip()
        if query:
            rows = self._phrases.find(query, 5_000, self.library)
        if self._shelf != EVERYTHING:
            rows = [row for row in rows if (row.folder or NO_FOLDER) == self._shelf]
        chosen = self.editor.phrase
        model = self.list.selectionModel()
        was_blocked = model.blockSignals(True)
        self.list.rows.set_rows(rows, is_ordered=not query)
        self.list.set_current(chosen)
        model.blockSignals(was_blocked)
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.setText(
            _("No phrase fits “{words}”", words=query)
            if query
            else _("This folder is empty. Drag phrases here.")
        )
        self.list.viewport().update()

    def _follow_editor(self) -> None:
        phrase = self.editor.phrase
        if not phrase:
            return
        row = self._phrases.get(phrase)
        if row is None:
            self._close_editor()
        elif not self.editor.is_changed:
            self.editor.show_phrase(row)
        else:
            self.editor.show_about(row)

    def _on_current(self) -> None:
        row = self.list.current
        if row is None or row.id == self.editor.phrase:
            return
        if self.editor.isVisibleTo(self._right) and self.editor.has_words:
            # One stays until what was written is saved.
            self._select(self.editor.phrase)
        self._then(lambda: self._open_phrase(row.id))

    def _select(self, phrase: str) -> None:
        model = self.list.selectionModel()
        was_blocked = model.blockSignals(True)
        self.list.set_current(phrase)
        model.blockSignals(was_blocked)
        self.list.viewport().update()

    def _open_phrase(self, phrase: str) -> None:
        row = self._phrases.get(phrase)
        if row is not None:
            self._select(phrase)
            self.editor.show_phrase(row)
            self.editor.show()

    def _open_new(self, folder: str | None) -> None:
        self._centre.setCurrentIndex(0)
        self.list.set_current("")
        self.editor.show()
        self.editor.show_new(self.library, folder)

    def _open_shelf(self, shelf: str) -> None:
        self._shelf = shelf
        self._show_rows(self._phrases.all(self.library))

    def _on_library(self, key: str) -> None:
        # One stays until what was written is saved.
        self.owner.set_current(str(self._library))
        self._then(lambda: self._change_library(Owner(key)))

    def _change_library(self, library: Owner) -> None:
        self._library = library
        self.owner.set_current(str(library))
        self._shelf = EVERYTHING
        self._close_editor()
        self.retranslate()

    def _close_editor(self) -> None:
        self.editor.hide()
        self.editor.forget()

    def _then(self, act: "Callable[[], object]") -> None:
        """First keep what was written; what can't be kept stays where it is, and so does one."""
        if not self.editor.isVisibleTo(self._right) or not self.editor.has_words:
            act()
            return
        self.editor.save(act)

    def _on_saved(self, phrase: str) -> None:
        row = self._phrases.get(phrase)
        if row is not None and row.owner is not self.library:
            self._library = row.owner
            self.owner.set_current(str(row.owner))
            self._shelf = EVERYTHING
            self.retranslate()
        self.refresh()
        show_toast(self.window(), _("Saved"), Icon.CHECK)

    def _on_cancelled(self) -> None:
        if not self.editor.phrase:
            self._close_editor()
            self.refresh()

    # Acts

    def _begin(self, key: str) -> None:
        match key:
            case "starter":
                self._acts.offer_starter()
            case "import":
                self.import_file()
            case "new":
                self.write_new()

    def _on_change(self, change: Change) -> None:
        if isinstance(change, PhrasesChanged | SelfChanged):
            self.refresh()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if csv_files_in(event.mimeData()) and self._phrases.may_edit(self.library):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = csv_files_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.import_file(files[0])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_leave"):
            self.retranslate()
        super().changeEvent(event)


def _nothing() -> None:
    return
