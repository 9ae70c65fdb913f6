"""A library as a file: where to read it from, where to write it to."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from parley.desktop.i18n import active_language
from parley.desktop.phrases.import_dialog import ImportDialog
from parley.desktop.phrases.words import _
from parley.desktop.style.icons import Icon
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.toast import show_toast
from parley.domain.ownership import Owner

if TYPE_CHECKING:
    from parley.client.session import Session

_ENDINGS = (".csv", ".txt", ".tsv")


class LibraryFiles(QObject):
    """Opens the dialogs over its owner's window."""

    def __init__(self, session: "Session", tasks: Tasks, owner: QWidget) -> None:
        super().__init__(owner)
        self._session = session
        self._tasks = tasks
        self._owner = owner

    def open_import(self, library: Owner, file: str = "") -> ImportDialog:
        """Ask for a file, or begin with this one."""
        dialog = ImportDialog(self._session, self._tasks, self._owner, library)
        dialog.open()
        if file:
            dialog.read_file(file)
        return dialog

    def open_export(self, library: Owner) -> None:
        """Ask where to write it."""
        dialog = QFileDialog(self._owner, _("Export phrases"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Tables (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(_("Phrases.csv"))
        dialog.fileSelected.connect(lambda file: self.write(library, file))
        dialog.open()

    def write(self, library: Owner, file: str) -> None:
        """Write it there; what fails is said."""
        window = self._owner.window()
        try:
            Path(file).write_bytes(self._session.phrases.export_csv(library, active_language()))
        except OSError:
            words = _("This file can't be written. Please choose another place.")
            show_toast(window, words, Icon.WARNING)
        else:
            show_toast(window, _("{count} phrases saved", count=len(self._session.phrases.all(library))))


def csv_files_in(data: QMimeData) -> list[str]:
    """The files among what is dragged that may hold phrases."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.lower().endswith(_ENDINGS)]
