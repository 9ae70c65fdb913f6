"""What one can do with a person or a group, asked for from menus and pages alike."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parley.client.rows import PersonRow
from parley.desktop.contacts.contact_entry import GroupEntry
from parley.desktop.contacts.small_dialogs import ask_line, ask_sure
from parley.desktop.i18n import translate
from parley.desktop.tasks import Tasks

if TYPE_CHECKING:
    from parley.client.session import Session


class ContactActs:
    """Asks where it must, then runs the change; failures are told by `tasks`."""

    def __init__(self, session: "Session", tasks: Tasks, owner: QWidget) -> None:
        self._session = session
        self._tasks = tasks
        self._owner = owner

    def accept(self, person: str) -> None:
        """Become contacts."""
        self._run(self._session.contacts.accept(person))

    def decline(self, person: str) -> None:
        """Decline a request."""
        self._run(self._session.contacts.decline(person))

    def unblock(self, person: str) -> None:
        """Lift a block."""
        self._run(self._session.contacts.unblock(person))

    def set_remark(self, person: str, remark: str) -> None:
        """One's own name for somebody; empty takes it away."""
        self._run(self._session.contacts.set_remark(person, remark))

    def ask_remark(self, row: PersonRow) -> None:
        """Ask for a remark."""
        title = _("Your name for {name}", name=row.profile.display_name)
        hint = _("Only you see it")
        ask_line(
            self._owner,
            title,
            hint,
            row.remark,
            lambda text: self.set_remark(row.person, text),
            name="contacts.remark",
            may_be_empty=True,
        )

    def ask_block(self, row: PersonRow) -> None:
        """Ask, then block."""
        ask_sure(
            self._owner,
            _("Block {name}?", name=row.name),
            _("They can't write to you any more and don't learn why. You can lift this at any time."),
            _("Block"),
            lambda: self._run(self._session.contacts.block(row.person)),
            name="contacts.block",
        )

    def ask_remove(self, row: PersonRow) -> None:
        """Ask, then take somebody off the list."""
        ask_sure(
            self._owner,
            _("Remove {name} from your contacts?", name=row.name),
            _("Your conversation stays. Your remark and groups for them are lost."),
            _("Remove"),
            lambda: self._run(self._session.contacts.remove(row.person)),
            name="contacts.remove",
        )

    def toggle_group(self, row: PersonRow, group: str) -> None:
        """Put somebody into a group, or take them out."""
        groups = [g for g in row.groups if g != group] if group in row.groups else [*row.groups, group]
        self._run(self._session.contacts.set_groups(row.person, groups))

    def move(self, person: str, source: str, target: str) -> None:
        """Somebody was dragged from a group to another; a target that isn't one's own means "no group"."""
        row = self._session.contacts.person(person)
        if row is None:
            return
        own = {group.id for group in self._session.contacts.groups()}
        kept = [group for group in row.groups if group != source and group != target]
        self._run(self._session.contacts.set_groups(person, [*kept, target] if target in own else kept))

    def ask_new_group(self, row: PersonRow | None = None) -> None:
        """Ask for a name, make the group, and put `row` into it."""

        async def make(name: str) -> None:
            group = await self._session.contacts.create_group(name)
            if row is not None:
                await self._session.contacts.set_groups(row.person, [*row.groups, group])

        ask_line(
            self._owner,
            _("New group"),
            _("Name of the group"),
            "",
            lambda name: self._run(make(name)),
            name="contacts.new_group",
        )

    def ask_rename_group(self, group: GroupEntry) -> None:
        """Ask for a group's new name."""
        ask_line(
            self._owner,
            _("Rename group"),
            _("Name of the group"),
            group.name,
            lambda name: self._run(self._session.contacts.rename_group(group.id, name)),
            name="contacts.rename_group",
        )

    def move_group(self, group: str, step: int) -> None:
        """Move a group up or down."""
        ids = [one.id for one in self._session.contacts.groups()]
        place = ids.index(group) + step
        if 0 <= place < len(ids):
            self._run(self._session.contacts.move_group(group, place))

    def ask_remove_group(self, group: GroupEntry) -> None:
        """Ask, then remove a group; an empty one goes without a question."""
        if not group.total:
            self._run(self._session.contacts.remove_group(group.id))
            return
        ask_sure(
            self._owner,
            _("Delete the group “{name}”?", name=group.name),
            _("The people in it stay in your contacts."),
            _("Delete"),
            lambda: self._run(self._session.contacts.remove_group(group.id)),
            name="contacts.remove_group",
        )

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        self._tasks.run(work, owner=self._owner)


def _(text: str, **values: object) -> str:
    return translate("Contacts", text, **values)
