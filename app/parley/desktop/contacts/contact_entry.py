"""What stands where in the contact tree: groups with 「客户 (12/48)」, online people first. Pure values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from parley.client.rows import PersonRow
from parley.desktop.contacts.status_words import is_there
from parley.desktop.conversations.conversation_entry import folded
from parley.domain.people import ContactGroup
from parley.domain.presence import Status

COLLEAGUES = "colleagues"
UNGROUPED = "ungrouped"


class GroupKind(Enum):
    """Whose group it is: made by the person, or always there."""

    OWN = "own"
    COLLEAGUES = "colleagues"
    UNGROUPED = "ungrouped"


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group's heading: `online` of `total` people, whatever the filter shows."""

    id: str
    kind: GroupKind
    name: str
    online: int
    total: int


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person in a group. `search_key` is folded."""

    row: PersonRow
    status: Status
    search_key: str
    sort_key: str


def person_entry(row: PersonRow, status: Status) -> PersonEntry:
    """A person's entry with its keys for filter and order."""
    profile = row.profile
    keys = (row.search_key, row.name, profile.display_name, profile.handle, profile.company, profile.pinyin)
    pinyin = row.search_key if row.remark else profile.pinyin
    is_latin = row.name[:1].isascii()
    return PersonEntry(
        row, status, folded(" ".join(keys)), folded(row.name if is_latin or not pinyin else pinyin)
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """A group and the people shown in it, in order."""

    group: GroupEntry
    people: tuple[PersonEntry, ...]


def branches(
    groups: Iterable[ContactGroup], people: Mapping[str, PersonEntry], words: tuple[str, ...] = ()
) -> list[Branch]:
    """The whole tree: own groups by position, then colleagues, then everyone without a group.

    A filter leaves out who doesn't match and groups without a match; an own group without people is shown
    otherwise, so that one can drag somebody into it.
    """
    own = sorted(groups, key=lambda group: (group.position, group.id))
    known = {group.id for group in own}
    keys = [*(group.id for group in own), COLLEAGUES, UNGROUPED]
    placed: dict[str, list[PersonEntry]] = {key: [] for key in keys}
    for entry in people.values():
        for place in _places(entry.row, known):
            placed[place].append(entry)
    kinds = [(group.id, GroupKind.OWN, group.name) for group in own]
    kinds += [(COLLEAGUES, GroupKind.COLLEAGUES, ""), (UNGROUPED, GroupKind.UNGROUPED, "")]
    made = [_branch(key, kind, name, placed[key], words) for key, kind, name in kinds]
    return [branch for branch in made if branch.people or (branch.group.kind is GroupKind.OWN and not words)]


def matching(entry: PersonEntry, words: tuple[str, ...]) -> bool:
    """Whether all words are in the person's key."""
    return all(word in entry.search_key for word in words)


_RANK = {Status.ONLINE: 0, Status.BUSY: 1, Status.AWAY: 1}


def place_of(entry: PersonEntry) -> tuple[int, str, str]:
    """Online first, then busy and away, then the others; by name within."""
    return (_RANK.get(entry.status, 2), entry.sort_key, entry.row.person)


def _places(row: PersonRow, known: set[str]) -> list[str]:
    places = [group for group in row.groups if group in known]
    if row.is_colleague:
        places.append(COLLEAGUES)
    return places or [UNGROUPED]


def _branch(
    key: str, kind: GroupKind, name: str, people: list[PersonEntry], words: tuple[str, ...]
) -> Branch:
    online = sum(1 for entry in people if is_there(entry.status))
    shown = [entry for entry in people if matching(entry, words)]
    group = GroupEntry(key, kind, name, online, len(people))
    return Branch(group, tuple(sorted(shown, key=place_of)))
