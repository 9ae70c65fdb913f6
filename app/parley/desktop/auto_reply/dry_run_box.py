"""What would be sent now? A message, a sender, a time, a status; the answer names the rule and why no other."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from parley.desktop.auto_reply.known_people import known_people
from parley.desktop.auto_reply.words import _, rule_title, silent_words, why_words
from parley.desktop.contacts.status_words import word_of
from parley.desktop.failures import sentence_of
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.labels import Hairline, TextLabel
from parley.domain.auto_reply import Verdict, Why
from parley.domain.hours import zone_of
from parley.domain.ownership import Owner
from parley.domain.presence import Status
from parley.protocol.rest_auto_reply import DryRun

if TYPE_CHECKING:
    from parley.client.session import Session

_NAME = "settings.auto_reply.try"


class DryRunBox(Card):
    """Asks the server, which decides by the very rules and facts a message would meet."""

    def __init__(self, session: "Session", tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self.text = TextField(
            _("A customer writes"), self, placeholder=_("Is it in stock?"), name=f"{_NAME}.text"
        )
        self.text.submitted.connect(self.ask)
        self.column.addWidget(self.text)
        self.who = self._list(_("Who"), "sender", [])
        self.show_people()
        statuses = [("", _("as I am now"))]
        statuses += [(s.value, word_of(s)) for s in (Status.ONLINE, Status.AWAY, Status.BUSY, Status.OFFLINE)]
        self.status = self._list(_("My status"), "status", statuses)
        self.at = TextField("", self, placeholder=_("now, or 2026-10-01 21:30"), name=f"{_NAME}.at")
        self.at.edit.setAccessibleName(_("When"))
        self.at.submitted.connect(self.ask)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for widget in (self.who, self.status, self.at):
            choices.addWidget(widget, 1)
        self.column.addLayout(choices)
        self._button = Button(_("What would be sent?"), self, kind=ButtonKind.SECONDARY, name=f"{_NAME}.ask")
        self._button.clicked.connect(self.ask)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button)
        self.column.addLayout(row)
        self._answer = QWidget(self)
        self._answer.setObjectName(f"{_NAME}.answer")
        self._answer.hide()
        self._lines = QVBoxLayout(self._answer)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.column.addWidget(self._answer)

    def show_people(self) -> None:
        """Offers whom one knows now; the choice stays."""
        chosen = self.who.currentData() or ""
        self.who.clear()
        for account, name in [("", _("a new customer")), *known_people(self._session)]:
            self.who.addItem(name, account)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))

    def ask(self) -> None:
        """Asks with what is filled in."""
        try:
            at = self._moment()
        except ValueError:
            self.at.set_error(_("Write a time like 2026-10-01 21:30."))
            return
        self._button.setEnabled(False)
        status = self.status.currentData()
        self._tasks.run(
            self._session.auto_reply.dry_run(
                self.text.text(),
                at=at,
                sender=self.who.currentData() or None,
                status=Status(status) if status else None,
            ),
            owner=self,
            on_done=self._show,
            on_error=self._refused,
        )

    def _moment(self) -> datetime | None:
        text = self.at.text().strip()
        if not text:
            return None
        hours = self._session.auto_reply.hours()
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None and hours is not None:
            return moment.replace(tzinfo=zone_of(hours.zone))
        return moment.astimezone()

    def _show(self, answer: DryRun) -> None:
        self._button.setEnabled(True)
        self._clear()
        decision = answer.decision
        if decision.silent is not None:
            self._line(silent_words(decision.silent), TextStyle.BODY_STRONG)
        elif decision.rule is None:
            self._line(_("Nothing is sent."), TextStyle.BODY_STRONG)
        else:
            words = "\n".join(part.text or part.fallback for part in answer.parts)
            self._line(_("This is sent:"), TextStyle.SECOND, "ink2")
            self._line(words, TextStyle.BODY_STRONG, name=f"{_NAME}.words")
        for verdict in decision.verdicts:
            self._lines.addWidget(Hairline(parent=self._answer))
            self._verdict(verdict)
        self._answer.show()
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, 24)

    def _verdict(self, verdict: Verdict) -> None:
        title = rule_title(verdict.rule)
        if verdict.owner is Owner.SHOP:
            title = _("{rule} (the shop's)", rule=title)
        is_chosen = verdict.why is Why.FIRES
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(
            TextLabel(
                title, self._answer, style=TextStyle.BODY_STRONG if is_chosen else TextStyle.BODY, wrap=True
            ),
            1,
        )
        why = TextLabel(
            why_words(verdict, self._session.now().astimezone()),
            self._answer,
            style=TextStyle.SECOND,
            ink="accent" if is_chosen else "ink2",
            wrap=True,
        )
        row.addWidget(why, 1)
        self._lines.addLayout(row)

    def _refused(self, error: BaseException) -> None:
        self._button.setEnabled(True)
        self._clear()
        self._line(sentence_of(error), TextStyle.BODY)
        self._answer.show()

    def _line(self, text: str, style: TextStyle, ink: str = "ink", name: str = "") -> None:
        self._lines.addWidget(TextLabel(text, self._answer, style=style, ink=ink, wrap=True, name=name))

    def _clear(self) -> None:
        _empty(self._lines)

    def _list(self, label: str, key: str, items: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(f"{_NAME}.{key}")
        box.setAccessibleName(label)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for value, text in items:
            box.addItem(text, value)
        return box


def _empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QHBoxLayout):
            _empty(inner)
            inner.deleteLater()
