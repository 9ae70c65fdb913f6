"""Rows made by hand, for models, delegates and panels."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import msgspec

from parley.client.rows import ConversationRow, PersonRow
from parley.domain.conversation import ConversationKind
from parley.domain.desk import DeskSettings
from parley.domain.people import AccountKind, ContactGroup, ContactState, Profile
from parley.domain.presence import Status
from parley.domain.tag import PersonTag
from parley.foundation.clock import ManualClock

NOW = datetime(2026, 11, 21, 2, 40, tzinfo=UTC)
ME = "me"


def conversation(name: str, title: str = "", *, minutes_ago: float = 0, **fields: Any) -> ConversationRow:
    """A direct conversation with `name` as its peer, unless told otherwise."""
    values: dict[str, Any] = {
        "kind": ConversationKind.DIRECT,
        "peer": f"peer-{name}",
        "last_at": NOW - timedelta(minutes=minutes_ago),
        "last_line": "hello",
    } | fields
    return ConversationRow(account=ME, id=name, title=title or name, **values)


def room(name: str, title: str = "", **fields: Any) -> ConversationRow:
    """A room."""
    return conversation(name, title, **({"kind": ConversationKind.ROOM, "peer": None} | fields))


def person(key: str, name: str = "", *, remark: str = "", **fields: Any) -> PersonRow:
    """A contact; profile fields may be given by name."""
    about = {field: fields.pop(field) for field in _PROFILE_FIELDS if field in fields}
    basics = {"account": key, "handle": key, "kind": AccountKind.CUSTOMER, "display_name": name or key}
    profile = msgspec.convert(basics | about, Profile)
    search_key = f"{name} {remark} {profile.pinyin}".lower()
    values: dict[str, Any] = {"state": ContactState.ACCEPTED, "search_key": search_key} | fields
    return PersonRow(
        account=ME, person=key, name=remark or name or key, remark=remark, profile=profile, **values
    )


_PROFILE_FIELDS = (
    "company",
    "role",
    "region",
    "product_words",
    "signature",
    "pinyin",
    "kind",
    "avatar",
    "handle",
)


class Recorder:
    """Coroutine methods that only note that they were called."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        async def call(*args: Any, **kwargs: Any) -> Any:
            self.calls.append((name, *args, *kwargs.values()))
            return self.answers.get(name) if hasattr(type(self), "answers") else None

        return call


class MadeConversations(Recorder):
    """Conversations of a session, from a list."""

    answers = {"open_direct": "opened-direct"}

    def __init__(self, rows: list[ConversationRow]) -> None:
        super().__init__()
        self.rows = {row.id: row for row in rows}

    def all(self) -> list[ConversationRow]:
        return list(self.rows.values())

    def get(self, conversation: str) -> ConversationRow | None:
        return self.rows.get(conversation)

    def with_person(self, person: str) -> str | None:
        return next((row.id for row in self.rows.values() if row.peer == person), None)

    def direct_with(self, people: Collection[str]) -> list[ConversationRow]:
        return [row for row in self.rows.values() if row.peer in people]


class MadeContacts(Recorder):
    """Contacts of a session, from a list."""

    answers: dict[str, Any] = {}

    def __init__(self, people: list[PersonRow], groups: list[ContactGroup], asking: list[PersonRow]) -> None:
        super().__init__()
        self.people, self.own_groups, self.asking = people, groups, asking
        self.found: list[Profile] = []

    def all(self) -> list[PersonRow]:
        return self.people

    def requests(self) -> list[PersonRow]:
        return self.asking

    def groups(self) -> list[ContactGroup]:
        return self.own_groups

    def blocked(self) -> list[PersonRow]:
        return [row for row in self.people if row.is_blocked]

    def person(self, account: str) -> PersonRow | None:
        return next((row for row in [*self.people, *self.asking] if row.person == account), None)

    def name_of(self, account: str) -> str:
        row = self.person(account)
        return row.name if row is not None else ""

    async def search(self, query: str) -> list[Profile]:
        self.calls.append(("search", query))
        return self.found

    async def fetch_person(self, account: str) -> Profile:
        row = self.person(account)
        if row is not None:
            return row.profile
        return next(profile for profile in self.found if profile.account == account)


class MadePresence:
    """Presence from a table."""

    def __init__(self, table: dict[str, Status]) -> None:
        self.table = table

    def of(self, account: str) -> Status:
        return self.table.get(account, Status.OFFLINE)


class MadeShop:
    """A shop one is staff of."""

    name = "云岭茶行"

    def __init__(self, staff: dict[str, AccountKind]) -> None:
        self._staff = staff

    def staff(self) -> dict[str, AccountKind]:
        return self._staff


class MadeMe:
    """One's own profile."""

    def __init__(self) -> None:
        self.profile = Profile(account=ME, handle="chenming", kind=AccountKind.OWNER, display_name="陈明")


class MadeAvatars:
    """No pictures."""

    def cached(self, sha256: str) -> bytes | None:
        return None

    async def fetch(self, sha256: str) -> bytes | None:
        return None


class MadeDesk(Recorder):
    """A desk whose time is the lists' own."""

    answers = {"set_done": 0}
    hours = None

    def __init__(self, clock: ManualClock, conversations: MadeConversations) -> None:
        super().__init__()
        self.settings = DeskSettings()
        self._clock, self._conversations = clock, conversations

    def now(self) -> datetime:
        return self._clock.now()

    def waiting(self) -> list[ConversationRow]:
        rows = [row for row in self._conversations.all() if row.wait and row.wait.counts(self.now())]
        return sorted(rows, key=lambda row: row.wait.since if row.wait else NOW)


class MadeSession:
    """As much of a session as lists read."""

    account = ME

    def __init__(
        self,
        conversations: list[ConversationRow] | None = None,
        people: list[PersonRow] | None = None,
        groups: list[ContactGroup] | None = None,
        asking: list[PersonRow] | None = None,
        presence: dict[str, Status] | None = None,
    ) -> None:
        self.conversations = MadeConversations(conversations or [])
        self.contacts = MadeContacts(people or [], groups or [], asking or [])
        self.presence = MadePresence(presence or {})
        self.shop = MadeShop({ME: AccountKind.OWNER})
        self.me = MadeMe()
        self.clock = ManualClock()
        self.desk = MadeDesk(self.clock, self.conversations)
        self.tagged: dict[str, list[PersonTag]] = {}
        self.tags = SimpleNamespace(
            all=lambda: list({tag.id: tag for tags in self.tagged.values() for tag in tags}.values()),
            people=lambda key: [p for p, tags in self.tagged.items() if any(tag.id == key for tag in tags)],
        )
        self.noted: dict[str, list[Any]] = {}
        self.notes = SimpleNamespace(of=lambda person: self.noted.get(person, []))
        self.avatars = MadeAvatars()
        self.listeners: list[Callable[[Any], None]] = []

    def subscribe(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def announce(self, change: Any) -> None:
        for listener in list(self.listeners):
            listener(change)
