"""Quick phrases while one writes: the list, what is filled in, the offer above the composer.

    / 、 ／ or Alt+Q --> list --> Enter --> words in the message, filled parts tinted --> sent, use counted
                                     `--> something unknown --> asked for (a small form); never sent as it stands

One of these belongs to one composer. It hears what is written, offers, and puts words in; it sends nothing itself.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from parley.client.phrases import PhraseSuggestion
from parley.client.rows import PhraseRow
from parley.desktop.chat.composer import Composer
from parley.desktop.phrases.phrase_popup import ROWS_SHOWN, Offered, PhrasePopup
from parley.desktop.phrases.save_phrase_dialog import open_save_dialog
from parley.desktop.phrases.thin_line import ThinLine
from parley.desktop.phrases.variable_form import VariableForm
from parley.desktop.phrases.words import _, moment_values, name_of_variable, plain_text
from parley.desktop.tasks import Tasks
from parley.domain.people import AccountKind
from parley.domain.phrase_find import QUERY_LIMIT, find_trigger
from parley.domain.phrase_text import NAMES, Filled, Slot, escape, find_slots, variables_of
from parley.foundation.clock import Clock, SystemClock

if TYPE_CHECKING:
    from parley.client.session import Session

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ComposerPhrases(QObject):
    """Joins a composer with the phrases of its session."""

    def __init__(
        self,
        session: "Session",
        tasks: Tasks,
        conversation: str,
        composer: Composer,
        page: QWidget,
        *,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._phrases = session.phrases
        self._tasks = tasks
        self._conversation = conversation
        self._composer = composer
        self._page = page
        self._clock = clock or SystemClock()
        self._called_at: int | None = None
        self._dismissed: int | None = None
        self._declined = ""
        self._suggestion: PhraseSuggestion | None = None
        self._used: list[tuple[str, QTextCursor]] = []
        self._going: tuple[str, ...] = ()
        self._heard = ("", 0, "")
        self._is_silent = False
        self._known: frozenset[str] = frozenset()
        self._to_save = ""
        self._asking = QTimer(self, singleShot=True)
        self._asking.timeout.connect(lambda: self._ask(send=False))
        self._is_sending = False
        self.popup = PhrasePopup(page)
        self.form = VariableForm(page)
        self.hint = ThinLine(composer, name="chat.phrases.hint")
        self.offer = ThinLine(composer, name="chat.phrases.offer")
        composer.above.addWidget(self.hint)
        composer.above.addWidget(self.offer)
        self._connect()
        self.refresh()

    def open_list(self) -> None:
        """Alt+Q: open it at the cursor, wherever that is; once more closes it."""
        field = self._composer.field
        if not field.isVisible():
            return
        if self.popup.is_open and self._called_at is not None:
            self._close()
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._called_at = field.index()
        self._look()

    def refresh(self) -> None:
        """Phrases have changed."""
        own = {name for row in self._phrases.all() for name in variables_of(row.text)}
        self._known = frozenset({*NAMES, *own})
        self._composer.tints.refresh()
        if self.popup.is_open:
            self._look()

    def insert(self, phrase: str, start: int | None = None, *, send: bool = False, ask: bool = True) -> None:
        """Put a phrase's words in at the cursor, or from `start` to it; what it doesn't know is asked for."""
        row = self._phrases.get(phrase)
        if row is None:
            return
        field = self._composer.field
        field.end_composing()
        end = field.index()
        start = end if start is None else min(start, end)
        self._close()
        filled = self._fill(row)
        pieces = [
            (
                f"{{{piece.variable}}}" if piece.is_missing else piece.text,
                bool(piece.variable) and not piece.is_missing,
            )
            for piece in filled.pieces
        ]
        self._quietly(lambda: self._composer.replace(start, end, pieces))
        self._remember(row.id, start, start + sum(len(text) for text, _is_filled in pieces))
        self._composer.tints.refresh()
        if filled.missing and ask:
            self._ask(send=send)
        elif send and not filled.missing:
            self._composer.submit()

    def put(self, phrase: str) -> None:
        """A click beside the chat: put it in at the cursor. What it doesn't know is asked for once it is certain
        that no double click follows, which would fall on the form.
        """
        row = self._phrases.get(phrase)
        if row is None:
            return
        self._asking.start(QApplication.doubleClickInterval())
        self.insert(phrase, ask=False)

    def put_and_send(self, phrase: str) -> None:
        """The double click that follows: send it alone, and let what one was writing stay."""
        if self._asking.isActive():
            self._asking.stop()
            self._quietly(self._composer.field.undo)
            self._used = self._used[:-1]
        self.send_alone(phrase)

    def send_alone(self, phrase: str) -> None:
        """Send a phrase as a message of its own; the message one is writing stays. Unknown parts are asked for."""
        row = self._phrases.get(phrase)
        if row is None:
            return
        filled = self._fill(row)
        if filled.missing:
            self.insert(phrase, send=not self._composer.text().strip())
            return
        self._going = (phrase,)
        self._composer.submitted.emit(filled.text)

    def sent(self, text: str) -> None:
        """Tell it what was sent: uses are counted, and an answer that is given again may be offered for keeping."""
        used, self._going = self._going, ()
        self._declined = ""
        for phrase in used:
            self._tasks.run(self._phrases.use(phrase), owner=self)
        self.offer.hide()
        if not used and self._session.me.profile.kind is not AccountKind.CUSTOMER:
            self._tasks.run(
                self._phrases.note_answer(text),
                owner=self,
                on_done=lambda is_offered: self._offer_saving(text) if is_offered else None,
            )

    # Hearing

    def _connect(self) -> None:
        composer, field = self._composer, self._composer.field
        field.key_filter = self._take_key
        field.writing_changed.connect(self._hear)
        field.left.connect(self._close)
        composer.phrases_wanted.connect(self.open_list)
        composer.check = self._may_go
        composer.tints.find = self._slots
        self.popup.chosen.connect(lambda phrase, send: self._take(phrase, send=send))
        self.form.filled.connect(self._put_in)
        self.hint.taken.connect(self._take_hint)
        self.hint.dismissed.connect(self._decline_hint)
        self.offer.taken.connect(self._save_offered)
        self.offer.dismissed.connect(self.offer.hide)

    def _hear(self) -> None:
        field = self._composer.field
        # A key changes the text and the cursor: once is enough.
        state = (self._composer.text(), field.textCursor().position(), field.preedit)
        if not self._is_silent and state != self._heard:
            self._heard = state
            self._look()

    def _look(self) -> None:
        """After every key: is the list open, and what does it show? What does the thin line offer?"""
        field = self._composer.field
        index = field.index()
        text, held = self._composer.text(), field.preedit.replace(" ", "")
        if self._called_at is not None:
            query = text[self._called_at : index] + held
            if index < self._called_at or "\n" in query or len(query) > QUERY_LIMIT:
                self._close()
            else:
                self._show_list(query, called=True)
            return
        trigger = (
            find_trigger(text[:index] + held + text[index:], index + len(held)) if field.hasFocus() else None
        )
        if trigger is None:
            self._dismissed = None
            self.popup.hide()
        elif trigger.start != self._dismissed:
            self._show_list(trigger.query, called=False)
        self._offer_words(text, index)

    def _show_list(self, query: str, *, called: bool) -> None:
        rows = self._phrases.find(query)
        self._suggestion = None
        self.hint.hide()
        if not rows and not called:
            self.popup.hide()
            return
        nothing = (
            _("No phrase fits “{words}”", words=query)
            if query
            else _("No phrases yet. Make some under Phrases.")
        )
        self.popup.show_over(self._composer.box, [self._offered(row) for row in rows], nothing)

    def _offered(self, row: PhraseRow) -> Offered:
        words = tuple(
            (f"{{{name_of_variable(piece.variable)}}}", "amber")
            if piece.is_missing
            else (piece.text.replace("\n", " "), "accent" if piece.variable else "")
            for piece in self._fill(row).pieces
        )
        return Offered(row, words)

    def _offer_words(self, text: str, index: int) -> None:
        is_free = not self.popup.is_open and not self._composer.field.is_composing
        found = self._phrases.suggest(text, index) if is_free and text else None
        if found is not None and found.row.id == self._declined:
            found = None
        self._suggestion = found
        if found is not None:
            code = f"/{found.row.code}  " if found.row.code else ""
            self.hint.set_texts(f"{code}{plain_text(found.row.text)}", _("Tab inserts"))
        self.hint.setVisible(found is not None)

    # Keys

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.popup.is_open:
            return self._take_list_key(event, key, held)
        is_plain = held == Qt.KeyboardModifier.NoModifier
        if self._suggestion is not None and is_plain and key in (Qt.Key.Key_Tab, Qt.Key.Key_Escape):
            if key == Qt.Key.Key_Tab:
                self._take_hint()
            else:
                self._decline_hint()
            return True
        if self.offer.isVisible() and is_plain and key == Qt.Key.Key_Escape:
            self.offer.hide()
            return True
        return False

    def _take_list_key(self, event: QKeyEvent, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        is_plain = held == Qt.KeyboardModifier.NoModifier
        is_busy = self._composer.field.is_busy
        if is_plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.popup.move_current(-1 if key == Qt.Key.Key_Up else 1)
            return True
        if is_plain and key == Qt.Key.Key_Escape:
            self._close(dismiss=True)
            return True
        if is_busy:
            return False
        current = self.popup.current
        is_enter = key in _ENTER and (is_plain or bool(held & _HELD))
        if current is not None and (is_enter or (is_plain and key == Qt.Key.Key_Tab)):
            self._take(current.id, send=is_enter and not is_plain)
            return True
        place = int(key) - int(Qt.Key.Key_1)
        if is_plain and 0 <= place < ROWS_SHOWN and not self._begins_code(event.text()):
            row = self.popup.row_at(place)
            if row is not None:
                self._take(row.id)
                return True
        return False

    def _begins_code(self, figure: str) -> bool:
        """Whether a figure goes on with somebody's code: /618 is typed, not chosen."""
        start = self._start()
        typed = self._composer.text()[start : self._composer.field.index()].lstrip("/、／").lower()
        return any(row.code.startswith(typed + figure) for row in self._phrases.find(typed) if row.code)

    # Acting

    def _take(self, phrase: str, *, send: bool = False) -> None:
        self.insert(phrase, self._start(), send=send)

    def _start(self) -> int:
        """Where the words begin that the phrase takes the place of."""
        if self._called_at is not None:
            return self._called_at
        field = self._composer.field
        held = field.preedit.replace(" ", "")
        index = field.index()
        text = self._composer.text()
        trigger = find_trigger(text[:index] + held + text[index:], index + len(held))
        return trigger.start if trigger is not None else index

    def _take_hint(self) -> None:
        if self._suggestion is not None:
            self.insert(self._suggestion.row.id, self._suggestion.start)

    def _decline_hint(self) -> None:
        if self._suggestion is not None:
            self._declined = self._suggestion.row.id
        self._suggestion = None
        self.hint.hide()

    def _close(self, *, dismiss: bool = False) -> None:
        if dismiss and self._called_at is None:
            self._dismissed = self._start()
        self._called_at = None
        self.popup.hide()
        self._suggestion = None
        self.hint.hide()

    def _quietly(self, act: Callable[[], None]) -> None:
        self._is_silent = True
        try:
            act()
        finally:
            self._is_silent = False

    def _remember(self, phrase: str, start: int, end: int) -> None:
        place = self._composer.field.cursor_at(start, end)
        place.setKeepPositionOnInsert(True)
        self._used.append((phrase, place))

    # Variables

    def _fill(self, row: PhraseRow) -> Filled:
        return self._phrases.fill(row.text, self._conversation, moment_values(self._clock.now()))

    def _slots(self, text: str) -> tuple[Slot, ...]:
        return find_slots(text, self._known) if "{" in text else ()

    def _may_go(self, text: str) -> bool:
        if self._slots(text):
            self._ask(send=True)
            return False
        # Now, because the places are gone with the text.
        self._going = tuple(phrase for phrase, place in self._used if place.hasSelection())
        self._used = []
        return True

    def _ask(self, *, send: bool) -> None:
        slots = self._slots(self._composer.text())
        variables = list(dict.fromkeys(slot.variable for slot in slots))
        if not variables:
            return
        asked = "".join(f"{{{variable}}}" for variable in variables)
        filled = self._phrases.fill(asked, self._conversation, moment_values(self._clock.now()))
        known = {piece.variable: piece.text for piece in filled.pieces if not piece.is_missing}
        self._is_sending = send
        self.form.ask(self._composer.box, variables, known, sending=send)

    def _put_in(self, values: dict[str, str]) -> None:
        self._quietly(lambda: self._put_each(values))
        if self._is_sending:
            self._composer.submit()

    def _put_each(self, values: dict[str, str]) -> None:
        # From the end, so that the places before stay true.
        for slot in reversed(self._slots(self._composer.text())):
            if slot.variable in values:
                self._composer.replace(slot.start, slot.end, [(values[slot.variable], True)])
        self._composer.field.moveCursor(QTextCursor.MoveOperation.End)

    # Keeping

    def _offer_saving(self, text: str) -> None:
        self._to_save = text
        self.offer.set_texts(_("Say this often?"), _("Save as phrase"))
        self.offer.show()

    def _save_offered(self) -> None:
        self.offer.hide()
        open_save_dialog(self._session, self._tasks, self._page, escape(self._to_save))
