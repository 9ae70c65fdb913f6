"""Phrases beside a chat: a click puts one into the message, a double click sends it; edited where it stands."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from parley.client.rows import PhraseRow
from parley.desktop.phrases.phrase_editor import PhraseEditor
from parley.desktop.phrases.phrase_list import PhraseList
from parley.desktop.phrases.words import _, name_of_owner, trouble_of
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.labels import Hairline, TextLabel
from parley.desktop.widgets.search_field import SearchField
from parley.desktop.widgets.toast import show_toast
from parley.domain.ownership import Owner

if TYPE_CHECKING:
    from parley.client.session import Session

SETTING = "phrase_double_click"
SEND, INSERT = "send", "insert"


class PhrasePanel(Panel):
    """Both libraries in one list; a folder chosen shows that one alone.

    Signals: `insert_wanted(phrase)` on a click or Enter; `send_wanted(phrase)` on a double click or Ctrl+Enter.
    """

    insert_wanted = Signal(str)
    send_wanted = Signal(str)

    def __init__(self, session: "Session", tasks: Tasks, parent: QWidget) -> None:
        super().__init__("surface", parent, name="chat.side.phrases")
        self._session = session
        self._phrases = session.phrases
        self._tasks = tasks
        self.search = SearchField("", self, name="chat.side.phrases.search")
        self._more = IconButton(Icon.MORE, "", self, size=32, name="chat.side.phrases.more")
        self.folder = QComboBox(self)
        self.folder.setObjectName("chat.side.phrases.folder")
        self.list = PhraseList(self, name="chat.side.phrases.list", marks_current=False)
        # A click must not take the keyboard from the message.
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._none = TextLabel("", self, style=TextStyle.SECOND, ink="ink3", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setContentsMargins(16, 32, 16, 16)
        self._hint = TextLabel("", self, style=TextStyle.TIME, ink="ink3", wrap=True)
        self.editor = PhraseEditor(
            session, tasks, self, name="chat.side.phrases.editor", rows=5, is_narrow=True
        )
        self._back = Button(
            "",
            self,
            kind=ButtonKind.QUIET,
            size=ButtonSize.SMALL,
            icon=Icon.ARROW_LEFT,
            name="chat.side.phrases.back",
        )
        self._pages = QStackedWidget(self)
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def sends(self) -> bool:
        """Whether a double click sends."""
        return self._session.me.setting(SETTING, SEND) == SEND

    def refresh(self) -> None:
        """Show the phrases as they are now."""
        self._fill_folders()
        query = self.search.text().strip()
        owner, folder = self._place()
        rows = self._phrases.find(query, 5_000) if query else self._phrases.all()
        if owner is not None:
            rows = [row for row in rows if row.owner is owner and (not folder or row.folder == folder)]
        # Only within one library an order means something.
        self.list.rows.set_rows(rows, is_ordered=not query and owner is not None)
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.setText(
            _("No phrase fits “{words}”", words=query)
            if query
            else _("No phrases yet. Make some under Phrases.")
        )
        self._hint.setText(
            _("Click inserts, double click sends")
            if self.sends
            else _("Click inserts, nothing is sent by itself")
        )
        if self._pages.currentIndex() == 1 and self.editor.phrase:
            row = self._phrases.get(self.editor.phrase)
            if row is None:
                self._pages.setCurrentIndex(0)
            else:
                self.editor.show_about(row)

    def retranslate(self) -> None:
        """Read the texts again."""
        self.setAccessibleName(_("Quick phrases"))
        self.search.setPlaceholderText(_("Search code, words or pinyin"))
        self.search.setAccessibleName(_("Search code, words or pinyin"))
        self.folder.setAccessibleName(_("Folder"))
        self.list.setAccessibleName(_("Quick phrases"))
        self._more.set_label(_("More"))
        self._back.set_text(_("All phrases"))
        self.folder.clear()
        self.refresh()

    # Building

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 12, 8)
        top.setSpacing(4)
        top.addWidget(self.search, 1)
        top.addWidget(self._more)
        folder = QHBoxLayout()
        folder.setContentsMargins(16, 0, 16, 8)
        folder.addWidget(self.folder)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 16, 12)
        foot.addWidget(self._hint)
        lists = QWidget(self)
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(folder)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        column.addStretch(0)
        column.addLayout(foot)
        inside = QWidget()
        edit = QVBoxLayout(inside)
        edit.setContentsMargins(16, 8, 16, 16)
        edit.setSpacing(12)
        back = QHBoxLayout()
        back.addWidget(self._back)
        back.addStretch(1)
        edit.addLayout(back)
        edit.addWidget(self.editor, 1)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._pages.addWidget(lists)
        self._pages.addWidget(area)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(Hairline(Qt.Orientation.Vertical, self))
        line.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.folder.currentIndexChanged.connect(lambda _row: self.refresh())
        self._more.clicked.connect(self._open_menu)
        self._back.clicked.connect(self._leave_editor)
        self.list.clicked.connect(self._on_click)
        self.list.doubleClicked.connect(self._on_double_click)
        self.list.activated_row.connect(self.insert_wanted)
        self.list.send_wanted.connect(self.send_wanted)
        self.list.edit_wanted.connect(self._edit)
        self.list.move_wanted.connect(self._move)
        self.list.menu_wanted.connect(self._open_row_menu)
        self.editor.saved.connect(lambda _phrase: self._pages.setCurrentIndex(0))
        self.editor.cancelled.connect(lambda: self._pages.setCurrentIndex(0))
        self.editor.delete_wanted.connect(lambda phrase: self._run(self._phrases.remove(phrase)))

    def _fill_folders(self) -> None:
        wanted: list[tuple[str, str]] = [(_("All phrases"), "")]
        for owner in (Owner.SHOP, Owner.PERSON):
            if owner is Owner.SHOP and not self._session.me.profile.kind.is_staff:
                continue
            wanted.append((name_of_owner(owner), f"{owner}/"))
            wanted += [(f"    {one.name}", f"{owner}/{one.id}") for one in self._phrases.folders(owner)]
        shown = [(self.folder.itemText(row), self.folder.itemData(row)) for row in range(self.folder.count())]
        if wanted == shown:
            return
        chosen = self.folder.currentData() or ""
        self.folder.blockSignals(True)
        self.folder.clear()
        for words, key in wanted:
            self.folder.addItem(words, key)
        self.folder.setCurrentIndex(max(0, self.folder.findData(chosen)))
        self.folder.blockSignals(False)

    def _place(self) -> tuple[Owner | None, str]:
        owner, _slash, folder = str(self.folder.currentData() or "").partition("/")
        return (Owner(owner) if owner else None), folder

    # Acts

    def _on_click(self, index: QModelIndex) -> None:
        row = self._row(index)
        if row is not None:
            self.insert_wanted.emit(row.id)

    def _on_double_click(self, index: QModelIndex) -> None:
        row = self._row(index)
        if row is not None and self.sends:
            self.send_wanted.emit(row.id)

    def _row(self, index: QModelIndex) -> PhraseRow | None:
        return self._phrases.get(str(index.data(Qt.ItemDataRole.UserRole)))

    def _edit(self, phrase: str) -> None:
        row = self._phrases.get(phrase)
        if row is not None:
            self.editor.show_phrase(row)
            self._pages.setCurrentIndex(1)
            self.editor.fields.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_new(self) -> None:
        owner, folder = self._place()
        if owner is None:
            owner = Owner.SHOP if self._phrases.may_edit(Owner.SHOP) else Owner.PERSON
        self._pages.setCurrentIndex(1)
        self.editor.show_new(owner, folder or None)

    def _leave_editor(self) -> None:
        if self.editor.has_words:
            self.editor.save(lambda: self._pages.setCurrentIndex(0))
        else:
            self._pages.setCurrentIndex(0)

    def _move(self, phrase: str, before: str) -> None:
        row = self._phrases.get(phrase)
        if row is not None:
            self._run(self._phrases.move(phrase, folder=row.folder, before=before or None))

    def _open_menu(self) -> None:
        menu = self._menu("chat.side.phrases.menu")
        new = menu.addAction(menu_icon(Icon.PLUS, tokens_of(self)), _("New phrase"))
        new.setObjectName("chat.side.phrases.menu.new")
        new.triggered.connect(lambda _on=False: self._write_new())
        menu.addSeparator()
        sends = menu.addAction(_("Double click sends"))
        sends.setObjectName("chat.side.phrases.menu.sends")
        sends.setCheckable(True)
        sends.setChecked(self.sends)
        sends.triggered.connect(lambda on: self._set_sends(on))
        corner = QPoint(self._more.width() - menu.sizeHint().width(), self._more.height() + 4)
        menu.popup(self._more.mapToGlobal(corner))

    def _open_row_menu(self, phrase: str, at: QPoint) -> None:
        row = self._phrases.get(phrase)
        if row is None:
            return
        menu = self._menu("chat.side.phrases.row_menu")
        acts: list[tuple[str, Icon, str, Callable[[], object]]] = [
            ("insert", Icon.PLUS, _("Insert"), lambda: self.insert_wanted.emit(phrase)),
            ("send", Icon.SEND, _("Send at once"), lambda: self.send_wanted.emit(phrase)),
            ("edit", Icon.EDIT, _("Edit") if row.may_edit else _("Show"), lambda: self._edit(phrase)),
        ]
        for name, icon, words, act in acts:
            action = menu.addAction(menu_icon(icon, tokens_of(self)), words)
            action.setObjectName(f"chat.side.phrases.row_menu.{name}")
            action.triggered.connect(lambda _on=False, act=act: act())
        menu.popup(at)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _set_sends(self, on: bool) -> None:
        self._tasks.run(
            self._session.me.set_setting(SETTING, SEND if on else INSERT),
            owner=self,
            on_done=lambda _done: self.refresh(),
        )

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        self._tasks.run(
            work,
            owner=self,
            on_error=lambda error: show_toast(self.window(), trouble_of(error), Icon.WARNING),
        )

    # Qt overrides

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # The list has its own; elsewhere there is nothing to ask for.
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_pages"):
            self.retranslate()
        super().changeEvent(event)
