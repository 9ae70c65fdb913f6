"""What opens beside one's own avatar: the status, the signature, the other accounts, the way out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parley.desktop.contacts.status_words import dot_of, word_of
from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens
from parley.desktop.widgets.avatar import AvatarWidget, Dot, paint_dot
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.labels import ElidedLabel, Hairline
from parley.desktop.widgets.painted_button import PaintedButton
from parley.desktop.widgets.popover import Popover
from parley.domain.people import SIGNATURE_LIMIT
from parley.domain.presence import CHOSEN, Status

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from parley.client.accounts import KnownAccount
    from parley.domain.people import Profile

_WIDTH = 264


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


class StatusPopover(Popover):
    """Built anew each time it opens.

    Signals: `status_chosen` with a `Status`, `signature_written`, `account_chosen` with an account id,
    `account_add_chosen`, `profile_chosen`, `sign_out_chosen`.
    """

    status_chosen = Signal(object)
    signature_written = Signal(str)
    account_chosen = Signal(str)
    account_add_chosen = Signal()
    profile_chosen = Signal()
    sign_out_chosen = Signal()

    def __init__(
        self,
        owner: QWidget,
        profile: "Profile",
        shop: str,
        status: Status,
        picture: "QPixmap | None",
        others: "Sequence[KnownAccount]",
    ) -> None:
        super().__init__(owner, padding=8, name="me")
        self._profile = profile
        self._add_head(shop, picture)
        self.signature = TextField(placeholder=_("Your signature, seen by contacts"), name="me.signature")
        self.signature.edit.setMaxLength(SIGNATURE_LIMIT)
        self.signature.edit.setAccessibleName(_("Signature"))
        self.signature.set_text(profile.signature)
        self.signature.edit.editingFinished.connect(self._write_signature)
        self.signature.submitted.connect(self.close_panel)
        self.column.addWidget(self.signature)
        self.column.addSpacing(4)
        for option in CHOSEN:
            row = MenuRow(word_of(option), self, dot=dot_of(option), name=f"me.status.{option}")
            row.setCheckable(True)
            row.setChecked(option is status)
            row.clicked.connect(lambda _c=False, option=option: self._leave(self.status_chosen, option))
            self.column.addWidget(row)
        self._line()
        for other in others:
            text = f"{other.display_name} · {other.shop_name}"
            row = MenuRow(text, self, icon=Icon.SHOP, name=f"me.account.{other.handle}")
            row.clicked.connect(lambda _c=False, a=other.account: self._leave(self.account_chosen, a))
            self.column.addWidget(row)
        self._entry(_("Add an account"), Icon.PLUS, self.account_add_chosen, "add_account")
        self._entry(_("Edit my profile"), Icon.EDIT, self.profile_chosen, "profile")
        self._line()
        self._entry(_("Sign out…"), Icon.LOGOUT, self.sign_out_chosen, "sign_out")

    def _add_head(self, shop: str, picture: "QPixmap | None") -> None:
        profile = self._profile
        head = QWidget(self)
        head.setFixedWidth(_WIDTH)
        avatar = AvatarWidget(profile.display_name, profile.account, head, object_name="me.avatar")
        avatar.set_picture(picture)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addStretch(1)
        texts.addWidget(ElidedLabel(profile.display_name, head, style=TextStyle.NAME))
        texts.addWidget(ElidedLabel(f"{profile.handle} · {shop}", head, style=TextStyle.SECOND, ink="ink2"))
        texts.addStretch(1)
        row = QHBoxLayout(head)
        row.setContentsMargins(6, 4, 6, 6)
        row.setSpacing(10)
        row.addWidget(avatar)
        row.addLayout(texts, 1)
        self.column.addWidget(head)

    def _entry(self, text: str, icon: Icon, signal: object, name: str) -> None:
        row = MenuRow(text, self, icon=icon, name=f"me.{name}")
        row.clicked.connect(lambda _c=False: self._leave(signal))
        self.column.addWidget(row)

    def _line(self) -> None:
        self.column.addSpacing(2)
        self.column.addWidget(Hairline(parent=self))
        self.column.addSpacing(2)

    def _leave(self, signal: object, *values: object) -> None:
        self._write_signature()
        self.close_panel()
        signal.emit(*values)  # type: ignore[attr-defined]

    def _write_signature(self) -> None:
        text = " ".join(self.signature.text().split())
        if text != self._profile.signature:
            self._profile = msgspec.structs.replace(self._profile, signature=text)
            self.signature_written.emit(text)


class MenuRow(PaintedButton):
    """A row of a popover: an icon or a presence dot, a text, a tick when it holds."""

    def __init__(
        self,
        text: str,
        parent: QWidget,
        *,
        icon: Icon | None = None,
        dot: Dot | None = None,
        name: str = "",
    ) -> None:
        super().__init__(text, parent, name=name)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = icon
        self._dot = dot

    def wanted_size(self, tokens: Tokens) -> QSize:
        return QSize(_WIDTH, tokens.scaled(Size.MENU_ROW + 2))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        if self.is_hovered or self.isDown():
            rounded(painter, rect, Radius.BUTTON, tokens.hover)
        middle = rect.center().y()
        if self._dot is not None:
            paint_dot(painter, QRectF(rect.x() + 9, middle - 7, 14, 14), self._dot, tokens, tokens.raised)
        elif self._icon is not None:
            paint_icon(painter, self._icon, QRectF(rect.x() + 8, middle - 8, 16, 16), tokens.ink2)
        font = tokens.font(TextStyle.BODY)
        painter.setFont(font)
        painter.setPen(tokens.ink)
        room = rect.adjusted(34, 0, -30, 0)
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.isChecked():
            paint_icon(painter, Icon.CHECK, QRectF(rect.right() - 26, middle - 8, 16, 16), tokens.accent)
        if self.shows_focus:
            focus_ring(painter, rect, Radius.BUTTON, tokens)
