"""The base of every dialog: a panel over the window's content.

Open it with `open()` and await its `finished`; `exec()` would block the event loop and is refused.
"""

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.paint import rounded, soft_shadow
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius, Size, TextStyle
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.overlay import Overlay, next_in_ring

_SHADOW = Size.SHADOW + 8


class Dialog(QDialog):
    """A title, your content in `column`, and a row of buttons. Escape rejects, Enter presses the default.

    Over a window it is a panel inside that window, with a veil behind; without one it is a window of its own.
    """

    def __init__(
        self,
        owner: QWidget | None,
        title: str,
        *,
        width: int = 420,
        closable: bool = True,
        name: str = "",
    ) -> None:
        super().__init__(owner)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._owner = owner
        self._width = width
        self._closable = closable
        self._veil: _Veil | None = None
        self._focus_before: QWidget | None = None
        self._buttons: list[Button] = []
        self._title = TextLabel(title, self, style=TextStyle.TITLE, wrap=True)
        self._close = IconButton(
            Icon.CLOSE,
            translate("Widgets", "Close"),
            self,
            size=28,
            icon_size=18,
            name=f"{name}_close" if name else "",
        )
        self._close.clicked.connect(self.reject)
        self._close.setVisible(closable)
        self.column = QVBoxLayout()
        self.column.setSpacing(16)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._outer = QVBoxLayout(self)
        self._arrange()

    def add_button(
        self, text: str, *, kind: ButtonKind = ButtonKind.SECONDARY, default: bool = False, name: str = ""
    ) -> Button:
        """Add a button at the right end of the row; you connect it."""
        button = Button(text, self, kind=kind, name=name)
        button.setAutoDefault(False)
        button.setDefault(default)
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def add_ok_cancel(self, ok: str, cancel: str, *, kind: ButtonKind = ButtonKind.PRIMARY) -> Button:
        """Add the usual two, connected to `accept` and `reject`; returns the first, which is the default."""
        name = self.objectName()
        no = self.add_button(cancel, name=f"{name}_cancel" if name else "")
        no.clicked.connect(self.reject)
        yes = self.add_button(ok, kind=kind, default=True, name=f"{name}_ok" if name else "")
        yes.clicked.connect(self.accept)
        return yes

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def fit(self) -> None:
        """Take the size the content now wants, and stay in the middle. Call after showing or hiding parts."""
        if self._veil is None:
            self.adjustSize()
            return
        self.column.invalidate()
        self._outer.activate()
        room = self._veil.rect()
        width = min(self._width + 2 * _SHADOW, room.width())
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        height = min(height, room.height())
        # A little above the middle is where the eye expects it.
        top = max(0, round((room.height() - height) * 0.45))
        self.setGeometry((room.width() - width) // 2, top, width, height)

    def _arrange(self) -> None:
        outer = self._outer
        outer.setSpacing(20)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        outer.addLayout(self.column, 1)
        outer.addLayout(self._row)
        self._pad(0)
        self.setMinimumWidth(0)

    def _pad(self, edge: int) -> None:
        self._outer.setContentsMargins(24 + edge, 20 + edge, 24 + edge, 24 + edge)

    def _enter_window(self, window: QWidget) -> None:
        self._focus_before = QApplication.focusWidget()
        self._veil = _Veil(window)
        self._veil.resized.connect(self.fit)
        self._pad(_SHADOW)
        # A child, not a window: see overlay.py.
        self.setParent(self._veil, Qt.WindowType.Widget)
        self._veil.show()
        self._veil.raise_()

    def _leave_window(self) -> None:
        if self._veil is None:
            return
        veil, self._veil = self._veil, None
        _application().focusChanged.disconnect(self._keep_focus)
        self.hide()
        owner = self._owner if self._owner is not None and isValid(self._owner) else None
        self.setParent(owner, Qt.WindowType.Dialog)
        self._pad(0)
        veil.hide()
        veil.deleteLater()
        before = self._focus_before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _keep_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        veil = self._veil
        if veil is None or now is None or veil.isAncestorOf(now) or now.window() is not veil.window():
            return
        # A veil above ours is a dialog or popover opened from this one.
        if any(other.isAncestorOf(now) for other in veil.covered.findChildren(Overlay)):
            return
        self._focus_first()

    def _take_focus(self) -> None:
        if self._veil is not None and QApplication.focusWidget() is None:
            self._focus_first()

    def _focus_first(self) -> None:
        target = next_in_ring(self, None, True)
        # The close button comes first in the order, but isn't what one came for.
        if target is self._close:
            target = next_in_ring(self, self._close, True)
        (target or self).setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt overrides

    def open(self) -> None:
        window = self._owner.window() if self._owner is not None else None
        if window is not None and window.isVisible():
            self._enter_window(window)
            _application().focusChanged.connect(self._keep_focus)
            self.show()
            self.fit()
            self.raise_()
            if not self.isAncestorOf(QApplication.focusWidget() or self) or self._close.hasFocus():
                self._focus_first()
            # A menu that has just closed may still take the focus from where nobody had it before.
            QTimer.singleShot(0, self, self._take_focus)
            return
        self.resize(self._width, self.sizeHint().height())
        super().open()

    def exec(self) -> int:
        raise RuntimeError("a dialog is opened with open(), and its finished signal awaited")

    def done(self, result: int) -> None:
        # First, so that whoever hears `finished` may open the next dialog and keep the focus in it.
        self._leave_window()
        super().done(result)
        self.deleteLater()  # a dialog is asked once; the next question is another one

    def reject(self) -> None:
        if self._closable:
            super().reject()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_close"):
            self._close.set_label(translate("Widgets", "Close"))
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        # Keys stay in the dialog: the content below it must not act on them.
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        target = next_in_ring(self, QApplication.focusWidget(), forward)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        if self._veil is None:
            painter.fillRect(self.rect(), tokens.surface)
        else:
            box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
            soft_shadow(painter, box, Radius.DIALOG, tokens, _SHADOW - 6)
            line = tokens.line if tokens.is_dark else None
            rounded(painter, box, Radius.DIALOG, tokens.surface, line)
        painter.end()


class _Veil(Overlay):
    """Darkens the content behind a dialog."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens_of(self).scrim)
        painter.end()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
