"""The settings: sections on the left, the chosen one in the centre."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from parley.desktop.auto_reply.auto_reply_section import AutoReplySection
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.i18n import translate
from parley.desktop.preferences import Preferences
from parley.desktop.settings.about_section import AboutSection
from parley.desktop.settings.account_section import AccountSection
from parley.desktop.settings.colleagues_section import ColleaguesSection
from parley.desktop.settings.desk_section import DeskSection
from parley.desktop.settings.general_section import GeneralSection
from parley.desktop.settings.privacy_section import PrivacySection
from parley.desktop.settings.profile_section import ProfileSection
from parley.desktop.settings.section import Section
from parley.desktop.settings.shop_section import ShopSection
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.tokens import Radius, Size, TextStyle, Tokens
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.labels import Hairline, TextLabel
from parley.desktop.widgets.painted_button import PaintedButton
from parley.domain.people import AccountKind

if TYPE_CHECKING:
    from parley.client.session import Session


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class Chapter(StrEnum):
    """The pages of the settings."""

    GENERAL = "general"
    PROFILE = "profile"
    ACCOUNT = "account"
    PRIVACY = "privacy"
    DESK = "desk"
    AUTO_REPLY = "auto_reply"
    SHOP = "shop"
    COLLEAGUES = "colleagues"
    ABOUT = "about"


class SettingsView(QWidget):
    """Pages are made when they are opened, in the language in force then."""

    def __init__(
        self, session: "Session", tasks: Tasks, preferences: Preferences, pictures: Pictures
    ) -> None:
        super().__init__()
        self.setObjectName("settings")
        self._chapter = Chapter.GENERAL
        self._session = session
        self._make: dict[Chapter, Callable[[], Section]] = {
            Chapter.GENERAL: lambda: GeneralSection(session, tasks, preferences),
            Chapter.PROFILE: lambda: ProfileSection(session, tasks, pictures),
            Chapter.ACCOUNT: lambda: AccountSection(session, tasks),
            Chapter.PRIVACY: lambda: PrivacySection(session, tasks, pictures),
            Chapter.DESK: lambda: DeskSection(session, tasks),
            Chapter.AUTO_REPLY: lambda: AutoReplySection(session, tasks, preferences),
            Chapter.SHOP: lambda: ShopSection(session, tasks),
            Chapter.COLLEAGUES: lambda: ColleaguesSection(session, tasks, pictures),
            Chapter.ABOUT: AboutSection,
        }
        self._list = Panel("surface", self)
        self._list.setFixedWidth(Size.LIST)
        self._list_column = QVBoxLayout(self._list)
        self._list_column.setContentsMargins(12, 20, 12, 12)
        self._list_column.setSpacing(2)
        self._title = TextLabel("", self._list, style=TextStyle.HEADLINE)
        self._title.setContentsMargins(8, 0, 0, 12)
        self._list_column.addWidget(self._title)
        self._list_column.addStretch(1)
        self._group = QButtonGroup(self)
        self._rows: dict[Chapter, _Row] = {}
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("settings.scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._section: Section | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(Hairline(Qt.Orientation.Vertical, self))
        row.addWidget(self._scroll, 1)
        self._fill_list()

    @property
    def section(self) -> Section | None:
        """The page that shows."""
        return self._section

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Those this account may open."""
        kind = self._session.me.profile.kind
        hidden = set()
        if not kind.is_staff:
            hidden |= {Chapter.DESK, Chapter.SHOP, Chapter.COLLEAGUES}
        if kind is not AccountKind.OWNER:
            hidden.add(Chapter.COLLEAGUES)
        return tuple(chapter for chapter in Chapter if chapter not in hidden)

    def open_chapter(self, chapter: Chapter | None = None) -> None:
        """Show a page, made anew; None is the one that was open last."""
        self._chapter = chapter or self._chapter
        if tuple(self._rows) != self.chapters:
            # What one may open is known for sure only once the account was read.
            self._fill_list()
        if self._chapter not in self._rows:
            self._chapter = Chapter.GENERAL
        self._rows[self._chapter].setChecked(True)
        section = self._make[self._chapter]()
        holder = Panel("bg")
        # In a row the page's height is asked for at the width it gets, which may be less than the holder's.
        row = QHBoxLayout(holder)
        row.setContentsMargins(32, 0, 32, 0)
        row.addWidget(section, 1)
        row.addStretch(0)
        old = self._scroll.takeWidget()
        self._scroll.setWidget(holder)
        if old is not None:
            old.hide()
            old.deleteLater()
        self._section = section
        self._scroll.verticalScrollBar().setValue(0)

    def close_chapter(self) -> None:
        """The page isn't looked at any more: let it go, with what it was asking."""
        old = self._scroll.takeWidget()
        self._section = None
        if old is not None:
            old.hide()
            old.deleteLater()

    def _fill_list(self) -> None:
        for old in self._rows.values():
            self._group.removeButton(old)
            self._list_column.removeWidget(old)
            old.setObjectName("")
            old.hide()
            old.deleteLater()
        self._title.setText(_("Settings"))
        words = {
            Chapter.GENERAL: (Icon.GEAR, _("General")),
            Chapter.PROFILE: (Icon.USER, _("Profile")),
            Chapter.ACCOUNT: (Icon.KEY, _("Account")),
            Chapter.PRIVACY: (Icon.SHIELD, _("Privacy")),
            Chapter.DESK: (Icon.HEADSET, _("Desk")),
            Chapter.AUTO_REPLY: (Icon.ROBOT, _("Auto-reply")),
            Chapter.SHOP: (Icon.SHOP, _("Shop")),
            Chapter.COLLEAGUES: (Icon.PEOPLE, _("Colleagues")),
            Chapter.ABOUT: (Icon.INFO, _("About")),
        }
        self._rows = {}
        for index, chapter in enumerate(self.chapters):
            icon, text = words[chapter]
            row = _Row(icon, text, self._list, name=f"settings.open.{chapter}")
            row.clicked.connect(lambda _c=False, chapter=chapter: self.open_chapter(chapter))
            row.setChecked(chapter is self._chapter)
            self._group.addButton(row)
            self._rows[chapter] = row
            self._list_column.insertWidget(index + 1, row)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_section"):
            self._fill_list()
            if self._section is not None:
                self.open_chapter()
        super().changeEvent(event)


class _Row(PaintedButton):
    """A section in the list on the left."""

    def __init__(self, icon: Icon, text: str, parent: QWidget, *, name: str) -> None:
        super().__init__(text, parent, name=name)
        self.setText(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = icon

    def wanted_size(self, tokens: Tokens) -> QSize:
        return QSize(160, tokens.scaled(40))

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        ink = tokens.ink
        if self.isChecked():
            rounded(painter, rect, Radius.BUTTON, tokens.accent_soft)
            ink = tokens.accent
        elif self.is_hovered or self.isDown():
            rounded(painter, rect, Radius.BUTTON, tokens.hover)
        side = Size.ICON
        box = QRectF(rect.x() + 10, rect.center().y() - side / 2, side, side)
        paint_icon(painter, self._icon, box, ink if self.isChecked() else tokens.ink2)
        font = tokens.font(TextStyle.BODY_STRONG if self.isChecked() else TextStyle.BODY)
        painter.setFont(font)
        painter.setPen(ink)
        room = rect.adjusted(42, 0, -8, 0)
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self.shows_focus:
            focus_ring(painter, rect, Radius.BUTTON, tokens)
