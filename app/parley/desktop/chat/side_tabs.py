"""What stands at the right of a conversation: the card or the members, or the phrases."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from parley.desktop.chat.members_panel import MembersPanel
from parley.desktop.chat.person_panel import PersonPanel
from parley.desktop.chat.words import _
from parley.desktop.phrases.phrase_panel import PhrasePanel
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.labels import Hairline
from parley.desktop.widgets.segmented import SegmentedControl

CARD, PHRASES = "card", "phrases"


class SideTabs(Panel):
    """Chooses which of them shows. A conversation that has no card has the phrases alone.

    Signals: `tab_chosen(key)` with "card" or "phrases" when a person picks another.
    """

    tab_chosen = Signal(str)

    def __init__(
        self, card: MembersPanel | PersonPanel | None, phrases: PhrasePanel, parent: QWidget
    ) -> None:
        super().__init__("surface", parent, name="chat.side")
        self._card = card
        self._phrases = phrases
        self.tabs = SegmentedControl([(CARD, ""), (PHRASES, "")], self, name="chat.side.tab")
        self._stack = QStackedWidget(self)
        if card is not None:
            self._stack.addWidget(card)
        self._stack.addWidget(phrases)
        head = QHBoxLayout()
        head.setContentsMargins(15, 12, 16, 4)
        head.addWidget(self.tabs)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(Hairline(Qt.Orientation.Vertical, self))
        top.addLayout(head, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self.tabs.setVisible(card is not None)
        self.tabs.chosen.connect(self._choose)
        self.retranslate()

    @property
    def shows_card(self) -> bool:
        """Whether the card or the members are to be seen."""
        return not self.isHidden() and self._card is not None and self._stack.currentWidget() is self._card

    def set_card(self, card: MembersPanel | PersonPanel | None) -> None:
        """Another card takes the place of the one there is."""
        old, self._card = self._card, card
        is_shown = old is not None and self._stack.currentWidget() is old
        if card is not None:
            self._stack.insertWidget(0, card)
        if card is not None and is_shown:
            self._stack.setCurrentWidget(card)
        if old is not None:
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.tabs.setVisible(card is not None)
        self.rebuild()

    def set_tab(self, key: str) -> None:
        """Show one of them, without a signal."""
        self.tabs.set_current(key)
        shown = self._card if key == CARD and self._card is not None else self._phrases
        self._stack.setCurrentWidget(shown)
        self.rebuild()

    def rebuild(self) -> None:
        """Show what is seen as it is now."""
        if self._stack.currentWidget() is self._phrases:
            self._phrases.refresh()
        elif isinstance(self._card, PersonPanel):
            self._card.refresh()  # what is being typed on the card stays
        elif self._card is not None:
            self._card.rebuild()

    def retranslate(self) -> None:
        """Read the texts again."""
        self.tabs.setAccessibleName(_("Beside the chat"))
        self.tabs.set_text(CARD, _("Members") if isinstance(self._card, MembersPanel) else _("Card"))
        self.tabs.set_text(PHRASES, _("Quick phrases"))

    def _choose(self, key: str) -> None:
        self.set_tab(key)
        self.tab_chosen.emit(key)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_stack"):
            self.retranslate()
        super().changeEvent(event)
