"""The shop is open: who can reach it, what to keep safe, and in."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from parley.desktop.i18n import translate
from parley.desktop.platform.reachability import Outside, Reach
from parley.desktop.sign_in.form_page import FormPage
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.toast import show_toast

_GROUPS = 4


def _(text: str, **values: object) -> str:
    return translate("SignIn", text, **values)


class ShopOpenPage(FormPage):
    """What was tested, said as it is.

    `is_here`: the shop's server runs on this computer. Signals: `started` when the owner goes in;
    `autostart_chosen` with what the box says, just before that.
    """

    started = Signal()
    autostart_chosen = Signal(bool)

    def __init__(self, shop: str, handle: str, recovery_code: str, *, is_here: bool) -> None:
        super().__init__("open", back=False)
        self._port = 0
        self.add_title(_("“{shop}” is open.", shop=shop), _("Your sign-in name: {handle}", handle=handle))
        self.inside = StatusLine("sign_in.open.inside", self)
        self.outside = StatusLine("sign_in.open.outside", self)
        self.outside.helped.connect(lambda: OutsideHelp(self, self._port).open())
        self.add(self.inside, 10)
        self.add(self.outside, 20)
        self.autostart = QCheckBox(_("Start with this computer. Keep it on while you trade."), self)
        self.autostart.setObjectName("sign_in.open.autostart")
        self.autostart.setChecked(is_here)
        self.autostart.setVisible(is_here)
        self.add(self.autostart, 20)
        if recovery_code:
            self.add(RecoveryCard(recovery_code, shop, self), 20)
        self.add_primary(_("Start"), self._start, name="start")
        self.finish()

    def _start(self) -> None:
        if not self.autostart.isHidden():
            self.autostart_chosen.emit(self.autostart.isChecked())
        self.started.emit()

    def show_reach(self, reach: Reach) -> None:
        """What the test found."""
        self._port = reach.port
        if reach.local:
            self.inside.show_state(True, _("People on this network can join now."))
        else:
            self.inside.show_state(False, _("This computer is not in a network yet."))
        words = {
            Outside.BEHIND_ROUTER: _("From outside: not reachable yet."),
            Outside.UNTESTED: _("From outside: can't be tested from this computer."),
            Outside.NO_NETWORK: _("From outside: not reachable yet."),
        }
        self.outside.show_state(False, words[reach.outside], _("Show me how"))


class StatusLine(QWidget):
    """✓ or ○, a sentence, and perhaps a link.

    Signals: `helped` when the link is pressed.
    """

    helped = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._mark = _Mark(self)
        self._text = TextLabel(_("Looking…"), self, ink="ink2", wrap=True, name=f"{name}.text")
        self._link = Button("", self, kind=ButtonKind.LINK, size=ButtonSize.SMALL, name=f"{name}.help")
        self._link.clicked.connect(self.helped)
        self._link.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._link)

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_state(self, is_good: bool, text: str, link: str = "") -> None:
        """Say it."""
        self._mark.set_good(is_good)
        self._text.setText(text)
        self._text.set_ink("ink" if is_good else "ink2")
        self._link.set_text(link)
        self._link.setVisible(bool(link))


class RecoveryCard(Card):
    """The code that lets the owner back in; shown once."""

    def __init__(self, code: str, shop: str, parent: QWidget) -> None:
        super().__init__(parent, ground="sunken", name="sign_in.open.recovery")
        self._code = code
        self._shop = shop
        self.column.setSpacing(8)
        self.column.addWidget(TextLabel(_("Save your recovery code"), self, style=TextStyle.BODY_STRONG))
        why = _("It is the only way back in if you forget your password. It isn't shown again.")
        self.column.addWidget(TextLabel(why, self, style=TextStyle.SECOND, ink="ink2", wrap=True))
        shown = TextLabel(
            in_lines(code), self, style=TextStyle.TITLE, figures=True, name="sign_in.open.recovery.code"
        )
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(shown)
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, text, icon, pressed in (
            ("copy", _("Copy"), Icon.COPY, self._copy),
            ("save", _("Save to a file…"), Icon.DOWNLOAD, self._save),
        ):
            button = Button(
                text, self, size=ButtonSize.SMALL, icon=icon, name=f"sign_in.open.recovery.{name}"
            )
            button.clicked.connect(pressed)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        show_toast(self.window(), _("Copied. Keep it in a safe place."))

    def _save(self) -> None:
        dialog = QFileDialog(self, _("Save your recovery code"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Text files (*.txt)"))
        dialog.selectFile(_("Parley recovery code.txt"))
        dialog.fileSelected.connect(self._write)
        dialog.open()

    def _write(self, file: str) -> None:
        try:
            Path(file).write_text(f"Parley · {self._shop}\n{self._code}\n", "utf-8")
        except OSError:
            show_toast(
                self.window(), _("This file can't be written. Please choose another place."), Icon.WARNING
            )
        else:
            show_toast(self.window(), _("Saved"))


def in_lines(code: str) -> str:
    """A code of many groups on lines of four groups, as one copies it by hand."""
    groups = code.split("-")
    lines = ["-".join(groups[start : start + _GROUPS]) for start in range(0, len(groups), _GROUPS)]
    return "-\n".join(lines)


class OutsideHelp(Dialog):
    """How people outside this network reach the shop."""

    def __init__(self, owner: QWidget, port: int) -> None:
        super().__init__(owner, _("Reachable from outside"), width=480, name="sign_in.outside_help")
        for title, text in (
            (
                _("At home or in the office: open your router"),
                _(
                    "Open your router's page, find “Port forwarding” (or “Virtual server”), and forward TCP port "
                    "{port} to this computer. You need a public address: ask your provider if you don't know.",
                    port=port,
                ),
            ),
            (
                _("Or rent a small server"),
                _(
                    "Install Parley on a rented server with a public address and start its shop's server there. "
                    "It stays on when this computer is off."
                ),
            ),
            (
                _("Then make new invitations"),
                _("An invitation carries the addresses it was made with. Send a new one when they change."),
            ),
        ):
            block = QVBoxLayout()
            block.setSpacing(4)
            block.addWidget(TextLabel(title, self, style=TextStyle.BODY_STRONG, wrap=True))
            block.addWidget(TextLabel(text, self, ink="ink2", wrap=True))
            self.column.addLayout(block)
        done = self.add_button(
            _("Got it"), kind=ButtonKind.PRIMARY, default=True, name="sign_in.outside_help.ok"
        )
        done.clicked.connect(self.accept)


class _Mark(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_good = False
        self.setFixedSize(QSize(20, 20))

    def set_good(self, is_good: bool) -> None:
        self._is_good = is_good
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_good:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawEllipse(QRectF(1, 1, 18, 18))
            paint_icon(painter, Icon.CHECK, QRectF(4, 4, 12, 12), tokens.accent_ink)
        else:
            painter.setPen(tokens.line_strong)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(2, 2, 16, 16))
        painter.end()
