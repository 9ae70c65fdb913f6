"""The page "Auto-reply": rules in their order, whom they answer, working hours, and a box to try it all in."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox

from parley.client.changes import Change, ConversationsChanged, PeopleChanged, SelfChanged
from parley.desktop.auto_reply.away_question import system_zone
from parley.desktop.auto_reply.dry_run_box import DryRunBox
from parley.desktop.auto_reply.hours_dialog import HoursDialog
from parley.desktop.auto_reply.hours_text import write_shifts
from parley.desktop.auto_reply.known_people import known_people
from parley.desktop.auto_reply.rule_dialog import RuleDialog, new_rule
from parley.desktop.auto_reply.rule_list import RuleList
from parley.desktop.auto_reply.words import _
from parley.desktop.failures import sentence_of
from parley.desktop.platform.idle import AWAY_AFTER_MINUTES, sees_whole_computer
from parley.desktop.preferences import Preferences
from parley.desktop.settings.section import Group, ListRow, Section
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.segmented import SegmentedControl
from parley.desktop.widgets.switch import SettingRow
from parley.desktop.widgets.toast import show_toast
from parley.domain.auto_reply import Audience, Book, Rule
from parley.domain.hours import WorkingHours, usual_hours
from parley.domain.ownership import Owner
from parley.foundation.ids import new_id

if TYPE_CHECKING:
    from parley.client.session import Session

_replace = msgspec.structs.replace
_NAME = "settings.auto_reply"


class AutoReplySection(Section):
    """What is changed counts at once; the server answers by it, with this computer on or off."""

    def __init__(self, session: "Session", tasks: Tasks, preferences: Preferences) -> None:
        super().__init__("auto_reply", _("Auto-reply"))
        self._session = session
        self._tasks = tasks
        self._preferences = preferences
        self._replies = session.auto_reply
        self.owner = Owner.PERSON
        if session.me.profile.kind.is_staff:
            self._add_owner()
        self._rules_group = self.add_group(_("Rules, the most important first"))
        self.dry_run = DryRunBox(session, tasks, self)
        self.add_heading(_("Try it"))
        self.add(self.dry_run, 24)
        self._book_group = self.add_group(_("Who gets them"))
        self._hours_group = self.add_group(_("Working hours"))
        self._add_idle(self.add_group(_("Away by itself")))
        self._shown: object = None
        self._leave = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())
        self.show_book()

    def show_book(self) -> None:
        """What the chosen owner's rules and hours are now."""
        replies = self._replies
        state = (
            self.owner,
            replies.book(self.owner),
            replies.hours(self.owner),
            replies.may_edit(self.owner),
            known_people(self._session),
        )
        if state == self._shown:
            return
        self._shown = state
        self.dry_run.show_people()
        self._show_rules()
        self._show_who()
        self._show_hours()

    # Rules

    def _show_rules(self) -> None:
        group, book = self._rules_group, self._book
        may_edit = self._replies.may_edit(self.owner)
        group.clear()
        group.add_switch(
            _("Automatic replies"),
            _("The server sends them, with this computer on or off."),
            book.is_on,
            lambda on: self._save(_replace(self._book, is_on=on)),
            f"{_NAME}.on",
        ).setEnabled(may_edit)
        self.rules = RuleList(group, name=f"{_NAME}.rules")
        self.rules.set_rules(book.rules, may_edit=may_edit)
        self.rules.moved.connect(self._move)
        self.rules.edited.connect(lambda place: self.edit_rule(self._book.rules[place]))
        self.rules.removed.connect(self._remove)
        self.rules.switched.connect(self._switch)
        if book.rules:
            group.add_row(self.rules)
        if not may_edit:
            words = _("The owner writes the shop's rules.") if book.rules else _("The shop has no rules yet.")
            group.add_text(words)
            return
        add = Button(_("New rule…"), group, kind=ButtonKind.PRIMARY, icon=Icon.PLUS, name=f"{_NAME}.add")
        add.clicked.connect(lambda: self.edit_rule(None))
        sentence = (
            _("Own rules come before the shop's.")
            if self.owner is Owner.PERSON
            else _("They count for all colleagues who have no rule of that kind of their own.")
        )
        group.add_row(SettingRow(sentence, "", add, group))

    def edit_rule(self, rule: Rule | None) -> RuleDialog:
        """Asks how a rule shall be; None: a new one."""
        dialog = RuleDialog(rule or new_rule(new_id), self, is_new=rule is None)
        dialog.written.connect(lambda written: self._store_rule(dialog, written))
        dialog.open()
        return dialog

    def _store_rule(self, dialog: RuleDialog, rule: Rule) -> None:
        rules = [rule if each.id == rule.id else each for each in self._book.rules]
        if rule not in rules:
            rules.append(rule)
        self._save(_replace(self._book, rules=tuple(rules)), done=dialog.close_written, refused=dialog.refuse)

    def _move(self, place: int, target: int) -> None:
        rules = list(self._book.rules)
        rules.insert(target, rules.pop(place))
        self._save(_replace(self._book, rules=tuple(rules)))

    def _remove(self, place: int) -> None:
        rules = self._book.rules
        self._save(_replace(self._book, rules=rules[:place] + rules[place + 1 :]))
        show_toast(self.window(), _("Rule removed"), Icon.TRASH)

    def _switch(self, place: int, on: bool) -> None:
        rules = list(self._book.rules)
        rules[place] = _replace(rules[place], is_on=on)
        self._save(_replace(self._book, rules=tuple(rules)))

    # Who gets them

    def _show_who(self) -> None:
        group, book = self._book_group, self._book
        may_edit = self._replies.may_edit(self.owner)
        group.clear()
        audiences = [
            (Audience.CUSTOMERS.value, _("Customers")),
            (Audience.PARTNERS.value, _("Customers and partners")),
            (Audience.EVERYONE.value, _("Everyone, colleagues too")),
        ]
        group.add_list(
            _("Answered are"),
            "",
            audiences,
            book.audience.value,
            lambda key: self._save(_replace(self._book, audience=Audience(key))),
            f"{_NAME}.audience",
        ).setEnabled(may_edit)
        for account in book.exceptions:
            self._add_exception(group, account, may_edit=may_edit)
        if may_edit:
            self._add_exception_choice(group)

    def _add_exception(self, group: Group, account: str, *, may_edit: bool) -> None:
        remove = IconButton(
            Icon.CLOSE, _("Answer again"), group, size=28, icon_size=16, name=f"{_NAME}.exception.{account}"
        )
        remove.setEnabled(may_edit)
        remove.clicked.connect(
            lambda: self._save(
                _replace(self._book, exceptions=tuple(a for a in self._book.exceptions if a != account))
            )
        )
        name = self._session.contacts.name_of(account)
        group.add_row(ListRow(name, _("Gets no automatic replies"), group, controls=(remove,)))

    def _add_exception_choice(self, group: Group) -> None:
        box = QComboBox(group)
        box.setObjectName(f"{_NAME}.except")
        box.setAccessibleName(_("Exceptions"))
        box.setMinimumWidth(160)
        box.addItem(_("Choose…"), "")
        for account, name in known_people(self._session):
            if account not in self._book.exceptions:
                box.addItem(name, account)
        box.activated.connect(lambda index: self._except(box.itemData(index) or ""))
        sentence = _("People who never get an automatic reply.")
        group.add_row(SettingRow(_("Exceptions"), sentence, box, group))

    def _except(self, account: str) -> None:
        if account:
            self._save(_replace(self._book, exceptions=(*self._book.exceptions, account)))

    # Hours

    def _show_hours(self) -> None:
        group, hours = self._hours_group, self._replies.hours(self.owner)
        group.clear()
        edit = Button(_("Edit…"), group, size=ButtonSize.SMALL, name=f"{_NAME}.hours")
        edit.setEnabled(self._replies.may_edit(self.owner))
        edit.clicked.connect(self.edit_hours)
        group.add_row(
            SettingRow(self._hours_title(hours), hours_summary(hours) if hours else "", edit, group)
        )

    def edit_hours(self) -> HoursDialog:
        """Asks for working hours."""
        hours = self._replies.hours(self.owner)
        shown = hours or self._replies.hours() or usual_hours(system_zone())
        dialog = HoursDialog(shown, self, is_set=hours is not None)
        dialog.written.connect(lambda written: self._store_hours(dialog, written))
        dialog.open()
        return dialog

    def _store_hours(self, dialog: HoursDialog, hours: WorkingHours | None) -> None:
        self._tasks.run(
            self._replies.set_hours(self.owner, hours),
            owner=dialog,
            on_done=lambda _none: dialog.close_written(),
            on_error=dialog.refuse,
        )

    def _hours_title(self, hours: WorkingHours | None) -> str:
        if hours is not None:
            return hours.zone
        if self.owner is Owner.PERSON and self._replies.hours(Owner.SHOP) is not None:
            return _("The shop's working hours count for you.")
        return _("Not set: no time counts as closed.")

    # All else

    def _add_owner(self) -> None:
        items = [(Owner.PERSON.value, _("Mine")), (Owner.SHOP.value, _("The shop's"))]
        control = SegmentedControl(items, self, label=_("Whose rules"), name=f"{_NAME}.owner")
        control.set_current(self.owner.value)
        control.chosen.connect(self.show_owner)
        self.add(control, 20)

    def show_owner(self, owner: str) -> None:
        """One's own rules, or the shop's."""
        self.owner = Owner(owner)
        self.show_book()

    def _add_idle(self, group: Group) -> None:
        items = [("0", _("never"))] + [(str(m), _("after {count} min", count=m)) for m in AWAY_AFTER_MINUTES]
        sentence = _("When nobody is at this computer. Rules for Away then answer, too.")
        if not sees_whole_computer():
            sentence = _(
                "When nobody uses Parley: this system doesn't tell whether you work in another program."
            )
        group.add_list(
            _("Away"),
            sentence,
            items,
            str(self._preferences.away_after_minutes),
            lambda key: self._preferences.set_away_after(int(key)),
            f"{_NAME}.idle",
        )

    @property
    def _book(self) -> Book:
        return self._replies.book(self.owner)

    def _save(
        self,
        book: Book,
        *,
        done: Callable[[], None] | None = None,
        refused: Callable[[BaseException], None] | None = None,
    ) -> None:
        if not book.version:
            book = _replace(book, zone=system_zone())
        self._tasks.run(
            self._replies.save(self.owner, book),
            owner=self,
            on_done=lambda _book: done() if done is not None else None,
            on_error=refused or self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        show_toast(self.window(), sentence_of(error), Icon.WARNING)
        self._shown = None
        self.show_book()

    def _on_change(self, change: Change) -> None:
        if isinstance(change, SelfChanged | ConversationsChanged | PeopleChanged):
            self.show_book()


def hours_summary(hours: WorkingHours) -> str:
    """The week in a line or two: days with the same shifts stand together."""
    runs: list[tuple[int, int, str]] = []
    for day, shifts in enumerate(hours.week):
        words = write_shifts(shifts) or _("closed")
        if runs and runs[-1][2] == words:
            runs[-1] = (runs[-1][0], day, words)
        else:
            runs.append((day, day, words))
    names = [QLocale().standaloneDayName(day + 1, QLocale.FormatType.ShortFormat) for day in range(7)]
    parts = [f"{names[a] if a == b else f'{names[a]}–{names[b]}'} {words}" for a, b, words in runs]
    more = []
    if hours.holidays:
        more.append(_("{count} holidays", count=len(hours.holidays)))
    if hours.extra_days:
        more.append(_("{count} extra working days", count=len(hours.extra_days)))
    return "\n".join(filter(None, [_("; ").join(parts), _(", ").join(more)]))
