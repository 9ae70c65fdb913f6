"""Writes one rule: when it holds, what it says, how soon and how often."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from parley.desktop.auto_reply.words import _, first_word, kind_word, match_word, usual_words
from parley.desktop.failures import sentence_of
from parley.desktop.i18n import CHINESE, active_language
from parley.desktop.style.kinds import ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.fields import TextArea, TextField
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.scrolled_body import ScrolledBody
from parley.domain.auto_reply import First, Rule, RuleKind
from parley.domain.auto_reply_keywords import Match
from parley.domain.auto_reply_words import OPENING
from parley.domain.errors import Refusal
from parley.domain.message import text_part
from parley.domain.phrase_text import ALIASES

_DELAYS = (0, 10, 30, 60, 180, 600)
_THROTTLES = (0, 5, 30, 120, 720, 1_440)
_SILENCES = (1, 4, 8, 24, 72)
_CROWDS = (-1, 2, 5, 10, 20)
_CHINESE_NAMES = {"open": OPENING[1], **{key: word for word, key in ALIASES.items()}}
"""Both are understood; what one sees is one's own language."""


class RuleDialog(Dialog):
    """What is written is told, and stored by whoever opened this; `refuse` shows why it couldn't be.

    Signals: `written` with the rule.
    """

    written = Signal(object)

    def __init__(self, rule: Rule, owner: QWidget, *, is_new: bool) -> None:
        title = _("New rule") if is_new else _("Edit rule")
        super().__init__(owner, title, width=480, name="rule")
        self._rule = rule
        self._form = ScrolledBody(self)
        self.column.addWidget(self._form, 1)
        kinds = [(kind.value, kind_word(kind)) for kind in RuleKind]
        self.kind = self._add_list(_("When"), "rule.kind", kinds, rule.kind.value)
        self._parts: dict[RuleKind, list[QWidget]] = {kind: [] for kind in RuleKind}
        self._add_first(rule)
        self._add_busy(rule)
        self._add_keywords(rule)
        self.words = TextArea(_("Reply"), self, rows=3, name="rule.words")
        self.words.set_text(rule.text)
        self._form.column.addWidget(self.words)
        self._form.column.addWidget(self._variables())
        self._add_times(rule)
        self._save = self.add_ok_cancel(_("Save"), _("Cancel"))
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.words.changed.connect(lambda _text: self._check())
        self._show_kind()

    def rule(self) -> Rule:
        """As it is written now."""
        kind = RuleKind(self.kind.currentData())
        waiting = int(self.waiting.currentData())
        return msgspec.structs.replace(
            self._rule,
            kind=kind,
            parts=(text_part(self.words.text()),),
            delay_seconds=int(self.delay.currentData()),
            throttle_minutes=int(self.throttle.currentData()),
            first=First(self.first.currentData()),
            silence_hours=int(self.silence.currentData()),
            waiting_over=None if waiting < 0 else waiting,
            keywords=keywords_of(self.keywords.text()),
            match=Match(self.match.currentData()),
        )

    def refuse(self, error: BaseException) -> None:
        """It couldn't be stored."""
        self._save.setEnabled(True)
        is_keywords = isinstance(error, Refusal) and (error.field or "").endswith("keywords")
        (self.keywords if is_keywords else self.words).set_error(sentence_of(error))

    def close_written(self) -> None:
        """It was stored."""
        super().accept()

    def _add_first(self, rule: Rule) -> None:
        firsts = [(first.value, first_word(first, rule.silence_hours)) for first in First]
        firsts[-1] = (First.SILENCE.value, _("after a long silence"))
        self.first = self._add_list(
            _("Which"), "rule.first", firsts, rule.first.value, RuleKind.FIRST_CONTACT
        )
        hours = [(str(h), _("{hours} hours", hours=h)) for h in _with(_SILENCES, rule.silence_hours)]
        self.silence = self._add_list(
            _("Silence of"), "rule.silence", hours, str(rule.silence_hours), RuleKind.FIRST_CONTACT
        )
        self.first.currentIndexChanged.connect(self._show_kind)

    def _add_busy(self, rule: Rule) -> None:
        over = -1 if rule.waiting_over is None else rule.waiting_over
        items = [
            (
                str(n),
                _("when more than {count} customers wait", count=n) if n >= 0 else _("by the status only"),
            )
            for n in _with(_CROWDS, over)
        ]
        self.waiting = self._add_list(_("Also"), "rule.waiting", items, str(over), RuleKind.BUSY)

    def _add_keywords(self, rule: Rule) -> None:
        self.keywords = TextField(
            _("Words, divided by commas"), self, placeholder=_("price, how much"), name="rule.keywords"
        )
        self.keywords.set_text(_(", ").join(rule.keywords))
        self._form.column.addWidget(self.keywords)
        self._parts[RuleKind.KEYWORD].append(self.keywords)
        items = [(match.value, match_word(match)) for match in (Match.CONTAINS, Match.WORD)]
        self.match = self._add_list(_("Found as"), "rule.match", items, rule.match.value, RuleKind.KEYWORD)
        self.keywords.changed.connect(lambda _text: self._check())

    def _add_times(self, rule: Rule) -> None:
        delays = [(str(s), delay_word(s)) for s in _with(_DELAYS, rule.delay_seconds)]
        self.delay = self._add_list(_("Sent"), "rule.delay", delays, str(rule.delay_seconds))
        often = [(str(m), throttle_word(m)) for m in _with(_THROTTLES, rule.throttle_minutes)]
        self.throttle = self._add_list(
            _("To the same person"), "rule.throttle", often, str(rule.throttle_minutes)
        )

    def _add_list(
        self, label: str, name: str, items: list[tuple[str, str]], current: str, kind: RuleKind | None = None
    ) -> QComboBox:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(TextLabel(label, holder, style=TextStyle.BODY), 1)
        box = QComboBox(holder)
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setMaximumWidth(280)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        for key, text in items:
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(current)))
        row.addWidget(box, 3)
        self._form.column.addWidget(holder)
        if kind is not None:
            self._parts[kind].append(holder)
        return box

    def _variables(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for key, text in (
            ("customer", _("Customer")),
            ("me", _("My name")),
            ("shop", _("Shop")),
            ("open", _("Opens at")),
        ):
            button = Button(text, holder, size=ButtonSize.SMALL, name=f"rule.variable.{key}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, key=key: self._insert(key))
            row.addWidget(button)
        row.addStretch(1)
        return holder

    def _insert(self, key: str) -> None:
        name = _CHINESE_NAMES[key] if active_language() == CHINESE else key
        self.words.edit.insertPlainText(f"{{{name}}}")
        self.words.edit.setFocus()

    def _show_kind(self) -> None:
        kind = RuleKind(self.kind.currentData())
        for each, widgets in self._parts.items():
            for widget in widgets:
                widget.setVisible(each is kind)
        is_silence = self.first.currentData() == First.SILENCE.value
        self._parts[RuleKind.FIRST_CONTACT][1].setVisible(kind is RuleKind.FIRST_CONTACT and is_silence)
        self._check()
        self._form.updateGeometry()
        self.fit()

    def _check(self) -> None:
        needs = RuleKind(self.kind.currentData()) is RuleKind.KEYWORD
        has_keywords = bool(keywords_of(self.keywords.text())) or not needs
        self._save.setEnabled(bool(self.words.text().strip()) and has_keywords)

    # Qt overrides

    def accept(self) -> None:
        self._save.setEnabled(False)
        self.written.emit(self.rule())


def new_rule(make_id: Callable[[], str]) -> Rule:
    """What a new rule starts as."""
    return Rule(id=make_id(), kind=RuleKind.AWAY, parts=(text_part(usual_words()),))


def keywords_of(text: str) -> tuple[str, ...]:
    """Words divided by any kind of comma."""
    for sign in "，、;；\n":
        text = text.replace(sign, ",")
    return tuple(word.strip() for word in text.split(",") if word.strip())


def delay_word(seconds: int) -> str:
    """How soon."""
    if seconds == 0:
        return _("at once")
    if seconds < 60:
        return _("after {count} s, unless you answer first", count=seconds)
    return _("after {count} min, unless you answer first", count=seconds // 60)


def throttle_word(minutes: int) -> str:
    """How often."""
    if minutes == 0:
        return _("every time")
    if minutes < 60:
        return _("once in {count} minutes", count=minutes)
    return _("once in {count} hours", count=minutes // 60)


def _with(usual: tuple[int, ...], value: int) -> list[int]:
    return sorted({*usual, value})
