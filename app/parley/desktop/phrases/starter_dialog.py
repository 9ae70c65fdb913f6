"""Shows the ready-made phrases before they are added."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from parley.desktop.i18n import active_language
from parley.desktop.phrases.words import _, plain_text, trouble_of
from parley.desktop.style.icons import Icon
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.labels import SectionLabel, TextLabel
from parley.desktop.widgets.toast import show_toast
from parley.domain.ownership import Owner
from parley.protocol.rest_phrases import PhrasesImported

if TYPE_CHECKING:
    from parley.client.session import Session

_HEIGHT = 320


class StarterDialog(Dialog):
    """The library in the language of the windows; adds all of it, or nothing."""

    def __init__(self, session: "Session", tasks: Tasks, owner: QWidget, library: Owner) -> None:
        super().__init__(owner, _("Ready-made phrases"), width=520, name="phrases.starter")
        self._session = session
        self._tasks = tasks
        self._window = owner.window()
        self._library = library
        self._language = active_language()
        starter = session.phrases.starter(self._language)
        count = sum(len(folder.phrases) for folder in starter.folders)
        sentence = _("What you have stays as it is. Change or delete them as you like.")
        self.column.addWidget(TextLabel(sentence, self, ink="ink2", wrap=True))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(6)
        for folder in starter.folders:
            label = SectionLabel(folder.name, body)
            label.setContentsMargins(0, 8, 0, 0)
            column.addWidget(label)
            for phrase in folder.phrases:
                words = f"/{phrase.code}  {plain_text(phrase.text)}"
                column.addWidget(TextLabel(words, body, style=TextStyle.SECOND, wrap=True))
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(_HEIGHT)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(body)
        body.setAutoFillBackground(False)
        self.column.addWidget(area)
        self._trouble = TextLabel("", self, style=TextStyle.SECOND, ink="red", wrap=True)
        self._trouble.hide()
        self.column.addWidget(self._trouble)
        self._add = self.add_ok_cancel(_("Add {count} phrases", count=count), _("Cancel"))

    # Qt overrides

    def accept(self) -> None:
        self._add.setEnabled(False)
        adding = self._session.phrases.add_starter(self._language, self._library)
        self._tasks.run(adding, owner=self, on_done=self._added, on_error=self._refused)

    def _added(self, done: PhrasesImported) -> None:
        super().accept()
        show_toast(self._window, _("{count} phrases added", count=done.created), Icon.CHECK)

    def _refused(self, error: BaseException) -> None:
        self._add.setEnabled(True)
        self._trouble.setText(trouble_of(error))
        self._trouble.show()
        self.fit()
