"""The page of Home: a greeting, today's four figures, one of them day by day, and the colleagues."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimeZone
from PySide6.QtGui import QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from parley.client.changes import Change, ConnectionChanged, ConversationsChanged, SelfChanged
from parley.client.rows import ConnectionState, SeenStatistics
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.failures import sentence_of
from parley.desktop.home.colleague_table import ColleagueLine, ColleagueTable
from parley.desktop.home.day_chart import Bar, DayChart
from parley.desktop.home.figure_card import FigureCard
from parley.desktop.home.figure_words import (
    NOTHING,
    Measure,
    day_words,
    meaning_of,
    name_of,
    value_of,
    words_of,
)
from parley.desktop.home.refresher import Refresher
from parley.desktop.i18n import active_language, translate
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.tokens import TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Card, Panel
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.segmented import SegmentedControl
from parley.domain.statistics import Statistics
from parley.domain.statistics_csv import write_csv
from parley.protocol.rest_statistics import Scope

if TYPE_CHECKING:
    from parley.client.session import Session

_WIDTH = 880
_PERIODS = (7, 14, 30)
_NARROW = 640


def _(text: str, **values: object) -> str:
    return translate("Home", text, **values)


class HomeView(Panel):
    """Reads the figures when it is shown, and again a moment after something was said."""

    def __init__(
        self, session: "Session", tasks: Tasks, pictures: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__("bg", parent, name="home")
        self._session = session
        self._tasks = tasks
        self._pictures = pictures
        self._seen: SeenStatistics | None = None
        self._measure = Measure.CUSTOMERS
        self._days = 14
        self._chosen_scope: Scope | None = None
        self._refresher = Refresher(session, tasks, self)
        self._refresher.told.connect(self._show)
        self._refresher.failed.connect(self._say_why_not)
        self._build()
        self._leave = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())

    def refresh(self) -> None:
        """Asks for the figures now."""
        self._refresher.ask(self._days, self._zone(), self._scope)

    def export_csv(self) -> None:
        """Asks where the file goes."""
        if self._seen is None:
            return
        found = self._seen.answer.statistics
        name = f"parley-{found.days[0].day}-{found.days[-1].day}.csv"
        dialog = QFileDialog(self, _("Export the figures"), name, "CSV (*.csv)")
        dialog.setObjectName("home.export_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._tasks.run(self._write(path, found), owner=self))
        dialog.open()

    async def _write(self, path: str, found: Statistics) -> None:
        data = write_csv(found, self._name_of, active_language())
        await asyncio.to_thread(Path(path).write_bytes, data)

    @property
    def _scope(self) -> Scope:
        """The whole shop's for its owner, unless chosen otherwise; who that is may be known only after a while."""
        if self._chosen_scope is not None:
            return self._chosen_scope
        return Scope.SHOP if self._session.statistics.may_read(Scope.SHOP) else Scope.MINE

    # Building

    def _build(self) -> None:
        self._page = QWidget()
        self._page.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 28, 0, 32)
        column.setSpacing(16)
        column.addLayout(self._make_head())
        self._note = TextLabel(
            "", self._page, style=TextStyle.SECOND, ink="ink2", wrap=True, name="home.note"
        )
        self._note.hide()
        column.addWidget(self._note)
        self._cards_grid = QGridLayout()
        self._cards_grid.setSpacing(12)
        self._cards = {measure: self._make_card(measure) for measure in Measure}
        column.addLayout(self._cards_grid)
        column.addWidget(self._make_chart())
        column.addWidget(self._make_table())
        column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("home.scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        holder = Panel("bg")
        row = QHBoxLayout(holder)
        row.setContentsMargins(32, 0, 32, 0)
        row.addStretch(1)
        row.addWidget(self._page, 100)
        row.addStretch(1)
        self._scroll.setWidget(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._lay_cards()
        self._retranslate()

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(4)
        self._greeting = TextLabel("", self._page, style=TextStyle.HEADLINE, name="home.greeting", wrap=True)
        self._date = TextLabel("", self._page, style=TextStyle.SECOND, ink="ink2", name="home.date")
        words.addWidget(self._greeting)
        words.addWidget(self._date)
        head.addLayout(words, 1)
        items = [(Scope.SHOP.value, ""), (Scope.MINE.value, "")]
        self._scopes = SegmentedControl(items, self._page, name="home.scope")
        self._scopes.chosen.connect(self._choose_scope)
        head.addWidget(self._scopes, 0, Qt.AlignmentFlag.AlignVCenter)
        self._export = Button("", self._page, kind=ButtonKind.QUIET, icon=Icon.DOWNLOAD, name="home.export")
        self._export.clicked.connect(self.export_csv)
        head.addWidget(self._export, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _make_card(self, measure: Measure) -> FigureCard:
        card = FigureCard(self._page, name=f"home.figure.{measure}")
        card.clicked.connect(lambda: self._choose_measure(measure))
        return card

    def _make_chart(self) -> Card:
        card = Card(self._page, name="home.chart_card")
        head = QHBoxLayout()
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._chart_title = TextLabel("", card, style=TextStyle.NAME)
        self._chart_day = TextLabel(
            "", card, style=TextStyle.SECOND, ink="ink2", figures=True, name="home.chart_day"
        )
        words.addWidget(self._chart_title)
        words.addWidget(self._chart_day)
        head.addLayout(words, 1)
        self._periods = SegmentedControl([(str(days), "") for days in _PERIODS], card, name="home.period")
        self._periods.set_current(str(self._days))
        self._periods.chosen.connect(self._choose_period)
        head.addWidget(self._periods, 0, Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(head)
        self._chart = DayChart(card, name="home.chart")
        self._chart.chosen.connect(self._name_day)
        card.column.addWidget(self._chart)
        return card

    def _make_table(self) -> Card:
        self._table_card = Card(self._page, name="home.colleagues_card")
        self._table_title = TextLabel("", self._table_card, style=TextStyle.NAME)
        self._table_card.column.addWidget(self._table_title)
        self._table = ColleagueTable(self._table_card)
        self._table_card.column.addWidget(self._table)
        self._table_card.hide()
        return self._table_card

    def _lay_cards(self) -> None:
        """Four in a row, or two where it is narrow."""
        per_row = 4 if self.width() >= _NARROW else 2
        for index, card in enumerate(self._cards.values()):
            self._cards_grid.addWidget(card, index // per_row, index % per_row)
        for column in range(4):
            self._cards_grid.setColumnStretch(column, 1 if column < per_row else 0)

    # Choosing

    def _choose_scope(self, key: str) -> None:
        self._chosen_scope = Scope(key)
        self.refresh()

    def _choose_period(self, key: str) -> None:
        self._days = int(key)
        self.refresh()

    def _choose_measure(self, measure: Measure) -> None:
        self._measure = measure
        self._fill()

    # Showing

    def _show(self, seen: SeenStatistics) -> None:
        self._seen = seen
        self._note.setVisible(not seen.is_fresh)
        if not seen.is_fresh:
            at = seen.at.astimezone()
            when = f"{day_words(at.date())} {at:%H:%M}"
            self._note.setText(
                _("Your shop's server can't be reached. These figures are of {when}.", when=when)
            )
        self._fill()

    def _say_why_not(self, error: BaseException) -> None:
        self._note.setText(sentence_of(error))
        self._note.show()

    def _fill(self) -> None:
        may_choose = self._session.statistics.may_read(Scope.SHOP)
        self._scopes.setVisible(may_choose)
        self._scopes.set_current(self._scope.value)
        self._export.setEnabled(self._seen is not None)
        for measure, card in self._cards.items():
            card.setChecked(measure is self._measure)
            card.set_texts(name_of(measure), *self._card_words(measure), meaning_of(measure))
        self._chart_title.setText(
            _("Customers") if self._measure is Measure.CUSTOMERS else name_of(self._measure)
        )
        self._fill_chart()
        self._fill_table()

    def _card_words(self, measure: Measure) -> tuple[str, str]:
        if self._seen is None:
            return NOTHING, ""
        days = self._seen.answer.statistics.days
        before = value_of(days[-2].figures, measure) if len(days) > 1 else None
        now = words_of(value_of(days[-1].figures, measure), measure)
        return now, _("Yesterday {value}", value=words_of(before, measure))

    def _fill_chart(self) -> None:
        days = self._seen.answer.statistics.days if self._seen else ()
        bars = []
        for day in days:
            value = value_of(day.figures, self._measure)
            bars.append(Bar(day.day, value, words_of(value, self._measure)))
        top = 1.0 if self._measure is Measure.IN_TIME else None
        self._chart.set_bars(bars, _("{figure} per day", figure=self._chart_title.text()), top)

    def _name_day(self, index: int) -> None:
        if self._seen is not None and index < len(self._seen.answer.statistics.days):
            day = self._seen.answer.statistics.days[index]
            words = words_of(value_of(day.figures, self._measure), self._measure)
            self._chart_day.setText(_("{day}: {value}", day=day_words(day.day), value=words))

    def _fill_table(self) -> None:
        colleagues = self._seen.answer.statistics.colleagues if self._seen else ()
        self._table_card.setVisible(self._scope is Scope.SHOP and bool(colleagues))
        self._table_title.setText(_("Colleagues, last {days} days", days=self._days))
        lines = [
            ColleagueLine(one.account, self._name_of(one.account), one.figures, self._picture_of(one.account))
            for one in colleagues
        ]
        self._table.set_lines(sorted(lines, key=lambda line: (-line.figures.rounds, line.name)))

    def _name_of(self, account: str) -> str:
        if account == self._session.account:
            return self._session.me.profile.display_name
        return self._session.contacts.name_of(account) or _("A former colleague")

    def _picture_of(self, account: str) -> QPixmap | None:
        person = self._session.contacts.person(account)
        own = account == self._session.account
        avatar = self._session.me.profile.avatar if own else person.profile.avatar if person else None
        return self._pictures.of(avatar)

    def _retranslate(self) -> None:
        self.setAccessibleName(_("Home"))
        for days in _PERIODS:
            self._periods.set_text(str(days), _("{days} days", days=days))
        self._periods.setAccessibleName(_("Period"))
        self._scopes.set_text(Scope.SHOP.value, _("Whole shop"))
        self._scopes.set_text(Scope.MINE.value, _("Only me"))
        self._scopes.setAccessibleName(_("Whose figures"))
        self._export.set_text(_("Export"))
        self._export.setToolTip(_("As a CSV file for Excel"))
        self._greet()
        self._fill()

    def _greet(self) -> None:
        here = self._session.clock.now().astimezone()
        name = self._session.me.profile.display_name
        if 5 <= here.hour < 12:
            words = _("Good morning, {name}", name=name)
        elif 12 <= here.hour < 18:
            words = _("Good afternoon, {name}", name=name)
        else:
            words = _("Good evening, {name}", name=name)
        self._greeting.setText(words)
        self._date.setText(day_words(here.date()))

    def _zone(self) -> str:
        return bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"

    def _on_change(self, change: Change) -> None:
        match change:
            case ConversationsChanged() if self.isVisible():
                self._refresher.ask_soon(self._days, self._zone(), self._scope)
            case ConnectionChanged(state=ConnectionState.ONLINE) if self.isVisible():
                self.refresh()
            case SelfChanged():
                self._greet()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._greet()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_cards()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_table"):
            self._retranslate()
        super().changeEvent(event)
