"""What a row of the conversation list shows, and where it stands: plain values and pure functions."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from parley.client.rows import ConversationRow, PersonRow
from parley.domain.conversation import ConversationKind
from parley.domain.presence import Status


class EntryKind(Enum):
    """What a row of the list is."""

    CONVERSATION = "conversation"
    SECTION = "section"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `key` is unique in the list and names the account, so that several sessions could share a list."""

    key: str
    kind: EntryKind
    search_key: str = ""
    status: Status = Status.OFFLINE
    row: ConversationRow | None = None
    person: PersonRow | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What the person wants to see."""

    words: tuple[str, ...] = ()
    only_people: bool = False
    chip: str = "all"
    flag: int = 0


def conversation_entry(row: ConversationRow, person: PersonRow | None, status: Status) -> Entry:
    """A conversation's row; `person` is the peer of a direct one, where known."""
    keys = [row.title, row.company]
    if person is not None:
        keys += [person.search_key, person.remark, person.profile.display_name, person.profile.handle]
    return Entry(
        key=conversation_key(row.account, row.id),
        kind=EntryKind.CONVERSATION,
        search_key=folded(" ".join(keys)),
        status=status,
        row=row,
        title=_title(row, person),
    )


def person_entry(person: PersonRow, status: Status) -> Entry:
    """A person one may start a conversation with."""
    profile = person.profile
    keys = [
        person.search_key,
        person.name,
        profile.display_name,
        profile.company,
        profile.handle,
        profile.pinyin,
    ]
    return Entry(
        key=f"person/{person.account}/{person.person}",
        kind=EntryKind.PERSON,
        search_key=folded(" ".join(keys)),
        status=status,
        person=person,
        title=person.name,
    )


def section_entry(name: str, title: str) -> Entry:
    """A heading between rows."""
    return Entry(key=f"section/{name}", kind=EntryKind.SECTION, title=title)


def conversation_key(account: str, conversation: str) -> str:
    """The key of a conversation's row."""
    return f"conversation/{account}/{conversation}"


def words_of(query: str) -> tuple[str, ...]:
    """What a query asks for: all of these words, in any order."""
    return tuple(folded(query).split())


def folded(text: str) -> str:
    """Lower case, full-width signs as half-width ones."""
    return unicodedata.normalize("NFKC", text).casefold()


def matches(entry: Entry, wanted: ListFilter) -> bool:
    """Whether a row has the words, and isn't hidden. Which chip it belongs under is `waiting_list`'s to say."""
    row = entry.row
    if row is None:
        return all(word in entry.search_key for word in wanted.words)
    if row.is_hidden and not row.unread and row.wait is None and not wanted.words:
        return False
    if wanted.only_people:
        return False
    return all(word in entry.search_key for word in wanted.words)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Pinned ones first, then by last activity; the key settles ties, so that the order is the same every time."""
    return sorted(entries, key=_place)


def _title(row: ConversationRow, person: PersonRow | None) -> str:
    """A person with their company, which goes without saying for a colleague; or a room's title."""
    is_colleague = person is not None and person.is_colleague
    if row.kind is ConversationKind.DIRECT and row.company and not is_colleague:
        return f"{row.title} · {row.company}"
    return row.title


def _place(entry: Entry) -> tuple[bool, float, str]:
    row = entry.row
    assert row is not None
    return (not row.is_pinned, -_moment(row.last_at), entry.key)


def _moment(at: datetime | None) -> float:
    return at.timestamp() if at is not None else 0.0
