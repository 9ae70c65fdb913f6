"""Asking which colleague looks after a customer from now on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from parley.desktop.cards.words import _
from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.theme import tokens_of
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.labels import TextLabel

if TYPE_CHECKING:
    from parley.client.session import Session

_ROW = 36
_ROWS = 5
NOBODY = ""


class HandOverDialog(Dialog):
    """Colleagues to choose from; `may_be_nobody` also offers to leave it for later."""

    def __init__(
        self,
        owner: QWidget,
        title: str,
        sentence: str,
        yes: str,
        colleagues: list[tuple[str, str]],
        *,
        may_be_nobody: bool = False,
        kind: ButtonKind = ButtonKind.PRIMARY,
    ) -> None:
        super().__init__(owner, title, width=400, name="card.hand_over")
        self.column.addWidget(TextLabel(sentence, self, ink="ink2", wrap=True))
        self._list = QListWidget(self)
        self._list.setObjectName("card.hand_over.people")
        self._list.setAccessibleName(_("Colleagues"))
        for account, name in colleagues:
            self._add(name, account, Icon.USER)
        if may_be_nobody:
            self._add(_("Nobody for now"), NOBODY, Icon.CLOCK)
        self._list.setCurrentRow(0)
        shown = max(1, min(self._list.count(), _ROWS))
        self._list.setFixedHeight(shown * max(_ROW, self._list.sizeHintForRow(0)) + 8)
        self.column.addWidget(self._list)
        ok = self.add_ok_cancel(yes, _("Cancel"), kind=kind)
        ok.setEnabled(self._list.count() > 0)
        self._list.itemActivated.connect(lambda _item: self.accept())
        self.finished.connect(lambda _result: self.deleteLater())

    @property
    def chosen(self) -> str:
        """The colleague's account, or NOBODY."""
        item = self._list.currentItem()
        return NOBODY if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def _add(self, text: str, account: str, icon: Icon) -> None:
        item = QListWidgetItem(menu_icon(icon, tokens_of(self)), text)
        item.setData(Qt.ItemDataRole.UserRole, account)
        self._list.addItem(item)

    def open(self) -> None:
        """One can choose with the arrows at once."""
        super().open()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def colleagues_but(session: "Session", *left_out: str) -> list[tuple[str, str]]:
    """Account and name of the shop's people who are there, oneself named so, in the order of their names."""
    found = []
    for account in session.shop.staff():
        row = session.contacts.person(account)
        if account in left_out or (row is not None and row.profile.is_disabled):
            continue
        if account == session.account:
            found.append((account, _("{name} (you)", name=session.me.profile.display_name)))
        elif row is not None:
            found.append((account, row.name))
    return sorted(found, key=lambda one: (one[0] == session.account, one[1]))


def ask_hand_over(session: "Session", owner: QWidget, customer: str, answer: Callable[[str], None]) -> Dialog:
    """Ask who takes over one of one's own customers."""
    dialog = HandOverDialog(
        owner,
        _("Hand {name} over to a colleague", name=customer),
        _(
            "They see everything that was said here and answer from now on. {name} reads who it is.",
            name=customer,
        ),
        _("Hand over"),
        colleagues_but(session, session.account),
    )
    dialog.accepted.connect(lambda: answer(dialog.chosen))
    dialog.open()
    return dialog
