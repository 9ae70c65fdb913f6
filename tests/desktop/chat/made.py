"""Rows and a session made by hand, for timelines and pages."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import msgspec

from desktop.phrases.made import MadePhrases
from parley.client.changes import Change, ConversationsChanged, TimelineAppended
from parley.client.rows import (
    ConversationRow,
    MemberRow,
    NoteRow,
    PersonRow,
    TimelineKind,
    TimelinePage,
    TimelineRow,
)
from parley.domain.broadcast import OptOut
from parley.domain.conversation import ConversationKind
from parley.domain.message import Delivery, text_part
from parley.domain.people import AccountKind, Profile
from parley.domain.presence import Status
from parley.domain.tag import PersonTag, complete
from parley.foundation.clock import ManualClock

ME = "me"
START = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


def message(seq: int | None, text: str = "", *, sender: str = "wang", **fields: Any) -> TimelineRow:
    """A message; `me` as the sender makes it an own one. Its key is k and its number unless given."""
    minutes = fields.pop("minutes", (seq or 0) / 10)
    values: dict[str, Any] = {
        "key": f"k{seq}",
        "kind": TimelineKind.MESSAGE,
        "sender_name": "王建军" if sender == "wang" else sender.title(),
        "is_own": sender == ME,
        "at": START + timedelta(minutes=minutes),
        "parts": (text_part(text or f"message {seq}"),),
    } | fields
    if values["is_own"]:
        values.setdefault("delivery", Delivery.SENT if seq is not None else Delivery.QUEUED)
    return TimelineRow(account=ME, conversation="c1", seq=seq, sender=sender, **values)


def page(
    rows: Sequence[TimelineRow], *, older: bool = False, newer: bool = False, unread: int | None = None
) -> TimelinePage:
    """A page of these rows."""
    return TimelinePage(
        conversation="c1", rows=tuple(rows), has_older=older, has_newer=newer, first_unread_seq=unread
    )


def messages(first: int, last: int, **fields: Any) -> list[TimelineRow]:
    """Messages by Wang with these numbers; every seventh is long."""
    return [
        message(seq, "很长的一条消息，" * 30 if seq % 7 == 0 else f"第 {seq} 条", **fields)
        for seq in range(first, last + 1)
    ]


def direct(conversation: str = "c1", **fields: Any) -> ConversationRow:
    """A direct conversation with Wang."""
    values: dict[str, Any] = {
        "kind": ConversationKind.DIRECT,
        "peer": "wang",
        "title": "王建军",
        "company": "福礼礼品",
    } | fields
    return ConversationRow(account=ME, id=conversation, **values)


def person(account: str = "wang", name: str = "王建军", **fields: Any) -> PersonRow:
    """Somebody one knows."""
    kind = fields.pop("kind", AccountKind.CUSTOMER)
    profile = Profile(account=account, handle=account, kind=kind, display_name=name, company="福礼礼品")
    return PersonRow(account=ME, person=account, name=name, profile=profile, **fields)


class MadeSession:
    """Answers like a session, from rows in memory, and notes what was asked of it."""

    def __init__(
        self,
        conversations: Sequence[ConversationRow] = (),
        people: Sequence[PersonRow] = (),
        rows: Sequence[TimelineRow] = (),
        members: Sequence[MemberRow] = (),
    ) -> None:
        self.account = ME
        self.clock = ManualClock()
        self.rows = {row.id: row for row in conversations}
        self.people = {row.person: row for row in people}
        self.timeline = list(rows)
        self.room = list(members)
        self.asked: list[tuple[Any, ...]] = []
        self.settings: dict[str, str] = {}
        self.fails: BaseException | None = None
        self._listeners: list[Callable[[Change], None]] = []
        own = Profile(account=ME, handle="me", kind=AccountKind.OWNER, display_name="陈明")
        self.conversations = SimpleNamespace(
            get=self.rows.get,
            all=lambda: list(self.rows.values()),
            with_person=self._with_person,
            since=lambda _p: None,
            earlier_with=lambda _p: [],
            members=self._members,
            mark_read=self._noting("mark_read"),
            set_draft=self._set_draft,
            **{
                name: self._noting(name)
                for name in (
                    "join",
                    "decline",
                    "leave",
                    "invite",
                    "rename",
                    "set_newcomers",
                    "remove_member",
                    "set_role",
                    "set_muted",
                    "set_pinned",
                    "create_room",
                    "open_direct",
                )
            },
        )
        self.messages = SimpleNamespace(
            page=self.page,
            send=self._send,
            retry=self._noting("retry"),
            discard=self._noting("discard"),
            typing=lambda _c: (),
            set_typing=lambda _c, on: self.asked.append(("typing", on)),
        )
        self.contacts = SimpleNamespace(
            person=self.people.get,
            name_of=lambda account: self.people[account].name if account in self.people else account,
            groups=list,
            all=lambda: list(self.people.values()),
            **{name: self._noting(name) for name in ("ask", "accept", "decline", "block", "unblock")},
        )
        self.presence = SimpleNamespace(of=lambda _a: Status.ONLINE, own=lambda: Status.ONLINE)
        self.me = SimpleNamespace(
            profile=own,
            setting=lambda name, default="": self.settings.get(name, default),
            set_setting=self._set_setting,
        )
        self.phrases = MadePhrases(self)
        self.kept_tags: list[PersonTag] = []
        self.other_tags: list[PersonTag] = []
        self.kept_notes: list[NoteRow] = []
        self.opt_outs: dict[str, OptOut] = {}
        self.broadcasts = SimpleNamespace(
            opt_out=self.opt_outs.get, may_send=lambda: True, set_opt_out=self._noting("set_opt_out")
        )
        self.tags = SimpleNamespace(
            of=lambda _p: list(self.kept_tags),
            all=lambda _owner=None: [*self.kept_tags, *self.other_tags],
            complete=lambda typed, _p: complete(self.other_tags, typed),
            may_keep=lambda _p, _owner: True,
            people=lambda _t: ["wang"],
            **{n: self._noting(n) for n in ("add", "add_word", "take_off", "change", "remove")},
        )
        self.notes = SimpleNamespace(
            of=lambda _p, owner: [row for row in self.kept_notes if row.owner is owner],
            phone=lambda _p: "",
            **{n: self._noting(n) for n in ("write", "change", "remove")},
        )
        self.avatars = SimpleNamespace(cached=lambda _sha: None)

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @property
    def listeners(self) -> int:
        return len(self._listeners)

    def say(self, change: Change) -> None:
        """Tell everyone of a change."""
        for listener in list(self._listeners):
            listener(change)

    def arrive(self, *rows: TimelineRow) -> None:
        """Rows come at the end of the timeline."""
        self.timeline += rows
        self.say(TimelineAppended(ME, "c1", rows))

    def change_row(self, conversation: str, **fields: Any) -> None:
        """A conversation looks different now."""
        self.rows[conversation] = msgspec.structs.replace(self.rows[conversation], **fields)
        self.say(ConversationsChanged(ME, (conversation,)))

    async def page(
        self,
        _conversation: str,
        *,
        before_seq: int | None = None,
        after_seq: int | None = None,
        around_seq: int | None = None,
        limit: int = 50,
    ) -> TimelinePage:
        """As the real one: the newest page by default."""
        self.asked.append(("page", before_seq, after_seq, around_seq))
        if self.fails is not None:
            raise self.fails
        rows = self.timeline
        end = len(rows)
        start = max(0, end - limit)
        if before_seq is not None:
            end = next((i for i, row in enumerate(rows) if row.seq == before_seq), end)
            start = max(0, end - limit)
        elif after_seq is not None:
            start = next((i + 1 for i, row in enumerate(rows) if row.seq == after_seq), 0)
            end = min(len(rows), start + limit)
        elif around_seq is not None:
            middle = next((i for i, row in enumerate(rows) if (row.seq or 0) >= around_seq), end)
            start, end = max(0, middle - limit // 2), min(len(rows), middle + limit // 2)
        row = self.rows.get("c1")
        first_unread = row.read_seq + 1 if row is not None and row.unread else None
        return page(rows[start:end], older=start > 0, newer=end < len(rows), unread=first_unread)

    async def _send(self, conversation: str, text: str) -> str:
        self.asked.append(("send", conversation, text))
        if self.fails is not None:
            raise self.fails
        key = f"sent{len(self.asked)}"
        self.arrive(message(None, text, sender=ME, key=key))
        self.change_row(conversation, last_line=text)
        return key

    async def _set_draft(self, conversation: str, text: str) -> None:
        self.asked.append(("set_draft", conversation, text))
        if conversation in self.rows:
            self.change_row(conversation, draft=text)

    async def _set_setting(self, name: str, value: str) -> None:
        self.settings[name] = value

    async def _members(self, _conversation: str) -> list[MemberRow]:
        return self.room

    def _with_person(self, account: str) -> str | None:
        return next((row.id for row in self.rows.values() if row.peer == account), None)

    def _noting(self, name: str) -> Callable[..., Any]:
        async def note(*arguments: Any, **named: Any) -> Any:
            self.asked.append((name, *arguments, *named.items()))

        return note
