"""Push buttons and icon buttons."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from parley.desktop.style.draw_buttons import ICON_PROPERTY, KIND_PROPERTY, SIZE_PROPERTY
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.theme import is_restyle
from parley.desktop.style.tokens import Radius, Size, Tokens
from parley.desktop.widgets.badge import badge_text, paint_badge
from parley.desktop.widgets.painted_button import PaintedButton


class Button(QPushButton):
    """A push button of a kind and size, with an optional icon that follows the theme."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        kind: ButtonKind = ButtonKind.SECONDARY,
        size: ButtonSize = ButtonSize.NORMAL,
        icon: Icon | None = None,
        name: str = "",
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setProperty(KIND_PROPERTY, str(kind))
        self.setProperty(SIZE_PROPERTY, str(size))
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if kind is ButtonKind.LINK else Qt.CursorShape.ArrowCursor
        )
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._kind = kind
        self.set_icon(icon)

    @property
    def kind(self) -> ButtonKind:
        """How loud it is."""
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        """Make it louder or quieter."""
        self._kind = kind
        self.setProperty(KIND_PROPERTY, str(kind))
        self.update()

    def set_icon(self, icon: Icon | None) -> None:
        """Show another icon, or none."""
        self.setProperty(ICON_PROPERTY, str(icon) if icon is not None else "")
        # Only this makes Qt forget the size it worked out before.
        self.setIcon(QIcon())

    def set_text(self, text: str) -> None:
        """Show another text; the accessible name follows."""
        self.setText(text)
        self.setAccessibleName(text)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyle(event):
            self.updateGeometry()


class IconButton(PaintedButton):
    """A square button with an icon only; its label is the tool tip and the accessible name."""

    def __init__(
        self,
        icon: Icon,
        label: str,
        parent: QWidget | None = None,
        *,
        checkable: bool = False,
        size: int = Size.ICON_BUTTON,
        icon_size: int = Size.ICON,
        shortcut_hint: str = "",
        name: str = "",
    ) -> None:
        super().__init__(label, parent, name=name)
        self._shortcut_hint = shortcut_hint
        self.set_label(label)
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._icon = icon
        self._side = size
        self._icon_side = icon_size
        self._badge = ""
        self._strong = False

    def set_icon(self, icon: Icon, label: str | None = None) -> None:
        """Show another icon, and say another label."""
        self._icon = icon
        if label is not None:
            self.set_label(label)
        self.update()

    def set_label(self, label: str) -> None:
        """Say another label: the tool tip and the accessible name."""
        self.setAccessibleName(label)
        self.setToolTip(f"{label} ({self._shortcut_hint})" if self._shortcut_hint else label)

    def set_badge(self, count: int) -> None:
        """Show a count at the corner; nought shows none."""
        self._badge = badge_text(count) if count > 0 else ""
        self.update()

    def set_strong(self, strong: bool) -> None:
        """A filled accent ground: the send button of a composer."""
        self._strong = strong
        self.update()

    def wanted_size(self, tokens: Tokens) -> QSize:
        side = tokens.scaled(self._side)
        return QSize(side, side)

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        ground = tokens.pressed if self.isDown() else tokens.hover if self.is_hovered else None
        ink = tokens.ink if self.is_hovered else tokens.ink2
        if self.isChecked():
            ground, ink = tokens.accent_soft, tokens.accent
        if self._strong:
            ground, ink = tokens.accent_hover if self.is_hovered else tokens.accent, tokens.accent_ink
        if not self.isEnabled():
            ground, ink = (tokens.sunken if self._strong else None), tokens.ink_disabled
        if ground is not None:
            rounded(painter, rect, Radius.BUTTON, ground)
        side = tokens.scaled(self._icon_side)
        box = QRectF(0, 0, side, side)
        box.moveCenter(rect.center())
        paint_icon(painter, self._icon, box, ink)
        if self._badge:
            paint_badge(painter, QPointF(rect.right(), rect.top()), self._badge, tokens)
        if self.shows_focus:
            focus_ring(painter, rect, Radius.BUTTON, tokens)
