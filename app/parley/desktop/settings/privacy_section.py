"""Who may write to me, and whom I have blocked."""

from typing import TYPE_CHECKING

from parley.client.changes import Change, PeopleChanged
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.settings.section import ListRow, Section
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonSize
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.avatar import AvatarWidget
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.toast import show_toast
from parley.domain.people import WhoMayWrite

if TYPE_CHECKING:
    from parley.client.session import Session


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class PrivacySection(Section):
    """Follows the block list while it shows."""

    def __init__(self, session: "Session", tasks: Tasks, pictures: Pictures) -> None:
        super().__init__("privacy", _("Privacy"))
        self._session = session
        self._tasks = tasks
        self._pictures = pictures
        self.add_group().add_choice(
            _("Who may write to me"),
            _("Colleagues always can."),
            [(str(WhoMayWrite.ANYONE), _("Anyone")), (str(WhoMayWrite.CONTACTS), _("Only contacts"))],
            session.me.setting("who_may_write", str(WhoMayWrite.ANYONE)),
            self._set_who,
            "settings.privacy.who_may_write",
        )
        self._blocked = self.add_group(_("Blocked people"))
        self._leave = session.subscribe(self._on_change)
        self.destroyed.connect(lambda: self._leave())
        self._show_blocked()

    def _set_who(self, key: str) -> None:
        self._tasks.run(self._session.me.set_setting("who_may_write", key), owner=self)

    def _on_change(self, change: Change) -> None:
        if isinstance(change, PeopleChanged):
            self._show_blocked()

    def _show_blocked(self) -> None:
        self._blocked.clear()
        people = self._session.contacts.blocked()
        if not people:
            self._blocked.add_text(
                _("Nobody. Blocked people can't write to you and don't see when you are there.")
            )
        for person in people:
            name = f"settings.privacy.unblock.{person.profile.handle}"
            unblock = Button(_("Unblock"), self._blocked, size=ButtonSize.SMALL, name=name)
            unblock.clicked.connect(lambda _c=False, who=person.person: self._unblock(who))
            avatar = AvatarWidget(person.name, person.person, self._blocked, size=32)
            avatar.set_picture(self._pictures.of(person.profile.avatar))
            company = person.profile.company
            self._blocked.add_row(
                ListRow(person.name, company, self._blocked, picture=avatar, controls=(unblock,))
            )

    def _unblock(self, person: str) -> None:
        self._tasks.run(
            self._session.contacts.unblock(person),
            owner=self,
            on_error=lambda error: show_toast(self.window(), sentence_of(error), Icon.WARNING),
        )
