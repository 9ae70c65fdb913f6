"""A calm strip that says what is going on and offers one step."""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Size
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.labels import TextLabel


class BannerKind(Enum):
    """What a banner is about: (ground, ink, icon)."""

    INFO = ("accent_soft", "accent", Icon.INFO)
    OFFLINE = ("amber_soft", "amber", Icon.CLOUD_OFF)
    WARNING = ("amber_soft", "amber", Icon.WARNING)
    ERROR = ("red_soft", "red", Icon.WARNING)
    AWAY = ("amber_soft", "amber", Icon.CLOCK)


class Banner(QWidget):
    """Text with an optional action and an optional close button.

    Signals: `action` when the action is pressed; `dismissed` when it's closed (it hides itself).
    """

    action = Signal()
    dismissed = Signal()

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        kind: BannerKind = BannerKind.INFO,
        action_text: str = "",
        closable: bool = False,
        radius: int = 0,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._radius = radius
        self._kind = kind
        self._mark = _Mark(kind, self)
        self._text = TextLabel(text, self, ink=kind.value[1], wrap=True)
        self._action = Button(
            action_text,
            self,
            kind=ButtonKind.SECONDARY,
            size=ButtonSize.SMALL,
            name=f"{name}_action" if name else "",
        )
        self._action.clicked.connect(self.action)
        self._close = IconButton(
            Icon.CLOSE,
            translate("Widgets", "Close"),
            self,
            size=28,
            icon_size=16,
            name=f"{name}_close" if name else "",
        )
        self._close.clicked.connect(self._dismiss)
        for button in (self._action, self._close):
            # A click leaves the keyboard where it was: the banner often goes with it, and Qt would pass it on to
            # whatever comes next.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(20 if not radius else 12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.setVisible(bool(action_text))
        self._close.setVisible(closable)
        self.setMinimumHeight(40)
        self.setAccessibleName(text)

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text.setText(text)
        self.setAccessibleName(text)

    def set_action(self, text: str) -> None:
        """Offer another step; empty text offers none."""
        self._action.set_text(text)
        self._action.setVisible(bool(text))

    def set_kind(self, kind: BannerKind) -> None:
        """Be about something else."""
        self._kind = kind
        self._text.set_ink(kind.value[1])
        self._mark.set_kind(kind)
        self.update()

    def set_closable(self, closable: bool) -> None:
        """Let it be closed, or not."""
        self._close.setVisible(closable)

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_close"):
            self._close.set_label(translate("Widgets", "Close"))
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), self._radius, getattr(tokens_of(self), self._kind.value[0]))
        painter.end()


class _Mark(QWidget):
    def __init__(self, kind: BannerKind, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setFixedSize(QSize(Size.ICON, Size.ICON))

    def set_kind(self, kind: BannerKind) -> None:
        self._kind = kind
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = getattr(tokens_of(self), self._kind.value[1])
        box = QRectF(0, 0, 18, 18)
        box.moveCenter(QRectF(self.rect()).center())
        paint_icon(painter, self._kind.value[2], box, ink)
        painter.end()
