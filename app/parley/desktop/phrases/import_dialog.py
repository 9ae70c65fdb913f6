"""Phrases out of a file: choose or drop it, look at what would come in, decide about doubles, take it or leave it."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parley.desktop.phrases.import_preview import ImportPreview
from parley.desktop.phrases.words import _, name_of_owner, trouble_of
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius, TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.segmented import SegmentedControl
from parley.desktop.widgets.toast import show_toast
from parley.domain.ownership import Owner
from parley.domain.phrase_csv import FILE_LIMIT_BYTES, CsvPreview, OnDuplicate, plan_import
from parley.protocol.rest_phrases import PhrasesImported

if TYPE_CHECKING:
    from parley.client.session import Session


class ImportDialog(Dialog):
    """All good rows come in, or none."""

    def __init__(self, session: "Session", tasks: Tasks, owner: QWidget, library: Owner) -> None:
        super().__init__(owner, _("Import phrases"), width=640, name="phrases.import")
        self._session = session
        self._tasks = tasks
        self._window = owner.window()
        self._file = ""
        self._shown: CsvPreview | None = None
        self.library = SegmentedControl(
            [(str(one), name_of_owner(one)) for one in (Owner.SHOP, Owner.PERSON)],
            self,
            label=_("Into which library"),
            name="phrases.import.owner",
        )
        self.library.set_current(str(library))
        self.library.setVisible(session.phrases.may_edit(Owner.SHOP))
        self._drop = DropZone(self)
        self._trouble = TextLabel("", self, ink="red", wrap=True, name="phrases.import.error")
        self._trouble.hide()
        self.preview = ImportPreview(self)
        self.preview.hide()
        self.doubles = SegmentedControl(
            [
                (str(OnDuplicate.SKIP), _("Leave mine as they are")),
                (str(OnDuplicate.REPLACE), _("Take those of the file")),
            ],
            self,
            label=_("What to do with doubles"),
            name="phrases.import.doubles",
        )
        self._doubles_words = TextLabel("", self, style=TextStyle.SECOND_STRONG, ink="ink2")
        self._choice = QWidget(self)
        choice = QVBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(6)
        choice.addWidget(self._doubles_words)
        choice.addWidget(self.doubles)
        self._choice.hide()
        for part in (self.library, self._drop, self._trouble, self.preview, self._choice):
            self.column.addWidget(part)
        self._other = self.add_button(_("Another file…"), name="phrases.import.other")
        self._other.hide()
        self._go = self.add_ok_cancel(_("Import"), _("Cancel"))
        self._go.setEnabled(False)
        self._other.clicked.connect(self._choose)
        self._drop.choose_wanted.connect(self._choose)
        self._drop.dropped.connect(self.read_file)
        self.library.chosen.connect(lambda _key: self.read_file(self._file) if self._file else None)
        self.doubles.chosen.connect(lambda _key: self._show_count())

    def read_file(self, file: str) -> None:
        """Look at this file; nothing comes in yet."""
        self._file = file
        reading = self._read(Path(file))
        self._tasks.run(reading, owner=self, on_done=self._show, on_error=self._refuse)

    async def _read(self, file: Path) -> CsvPreview:
        data = await asyncio.to_thread(_bytes_of, file)
        return await self._session.phrases.read_csv(data, self._into())

    def _into(self) -> Owner:
        return Owner(self.library.current)

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Import phrases"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Tables (*.csv *.txt *.tsv)"))
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def _show(self, preview: CsvPreview) -> None:
        self._shown = preview
        self._trouble.hide()
        self._drop.hide()
        self._other.show()
        self.preview.show_preview(preview, Path(self._file).name)
        self.preview.show()
        open_doubles = sum(1 for row in preview.duplicates if row.duplicate != "same")
        self._choice.setVisible(open_doubles > 0)
        self._doubles_words.setText(
            _("1 row doubles a phrase:")
            if open_doubles == 1
            else _("{count} rows double phrases:", count=open_doubles)
        )
        self._show_count()
        self.fit()

    def _show_count(self) -> None:
        if self._shown is None:
            return
        count = len(plan_import(self._shown.rows, OnDuplicate(self.doubles.current)))
        self._go.set_text(_("Import 1 phrase") if count == 1 else _("Import {count} phrases", count=count))
        self._go.setEnabled(count > 0)

    def _refuse(self, error: BaseException) -> None:
        self._shown = None
        self._drop.show()
        self.preview.hide()
        self._choice.hide()
        self._go.setEnabled(False)
        self._say(error)

    def _say(self, error: BaseException) -> None:
        self._trouble.setText(trouble_of(error))
        self._trouble.show()
        self.fit()

    def _failed(self, error: BaseException) -> None:
        self._show_count()
        self._say(error)

    def _done(self, done: PhrasesImported) -> None:
        super().accept()
        words = (
            _("{created} new, {changed} changed", created=done.created, changed=done.changed)
            if done.changed
            else _("{count} phrases added", count=done.created)
        )
        show_toast(self._window, words, Icon.CHECK)

    # Qt overrides

    def accept(self) -> None:
        if self._shown is None:
            return
        self._go.setEnabled(False)
        on_duplicate = OnDuplicate(self.doubles.current)
        importing = self._session.phrases.import_csv(self._shown, self._into(), on_duplicate)
        self._tasks.run(importing, owner=self, on_done=self._done, on_error=self._failed)


class DropZone(QWidget):
    """Where a file is dropped, or chosen with a button.

    Signals: `dropped(file)`; `choose_wanted`.
    """

    dropped = Signal(str)
    choose_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("phrases.import.drop")
        self.setAccessibleName(_("Drop a file here"))
        self.setAcceptDrops(True)
        self.setMinimumHeight(196)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._is_over = False
        title = TextLabel(_("Drop a file here"), self, style=TextStyle.NAME)
        sentence = TextLabel(
            _("A table with the columns code, words, folder, saved as CSV: from Excel, WPS or Qianniu."),
            self,
            style=TextStyle.SECOND,
            ink="ink2",
            wrap=True,
        )
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        choose = Button(
            _("Choose a file…"),
            self,
            kind=ButtonKind.SOFT,
            size=ButtonSize.NORMAL,
            name="phrases.import.choose",
        )
        choose.clicked.connect(self.choose_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 64, 32, 24)
        column.setSpacing(8)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(sentence)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(choose)
        row.addStretch(1)
        column.addLayout(row)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        rounded(painter, self.rect(), Radius.CARD, tokens.accent_soft if self._is_over else tokens.sunken)
        pen = QPen(tokens.accent if self._is_over else tokens.line_strong, 1.2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)
        box = QRectF(0, 24, 28, 28)
        box.moveLeft(self.width() / 2 - 14)
        paint_icon(painter, Icon.DOWNLOAD, box, tokens.accent)
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._is_over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._is_over = False
        self.update()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._is_over = False
        self.update()
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files[0])

    def changeEvent(self, event: QEvent) -> None:
        self.update()
        super().changeEvent(event)


def _bytes_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(FILE_LIMIT_BYTES + 1)
