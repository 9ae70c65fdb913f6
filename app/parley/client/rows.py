"""What the client shows: frozen rows, ready for a screen, a script or a test.

Every row names the `account` (the session) it belongs to, because a desktop holds several sessions.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from parley.domain.conversation import ConversationKind, Role
from parley.domain.device import DeviceKey
from parley.domain.message import Delivery, Origin, Part
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind, ContactState, Profile
from parley.domain.tag import PersonTag
from parley.domain.waiting import Wait
from parley.protocol.rest_statistics import StatisticsAnswer


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    pass


class ConnectionState(StrEnum):
    """How a session stands to its server."""

    OFFLINE = "offline"
    CONNECTING = "connecting"
    ONLINE = "online"
    SIGNED_OUT = "signed_out"
    """The token no longer holds; store, outbox and drafts are kept for the next sign-in."""
    UPDATE_NEEDED = "update_needed"


class ConversationRow(_Row, frozen=True, kw_only=True):
    """One line of the conversation list.

    `title` is the remark or name of the peer, or the room's title. `last_speaker` is an account id; `last_line` is
    the newest message as one line. `unread` counts messages by others after the own read mark. `is_new_customer`:
    a customer wrote who isn't a contact yet. `is_customer`: the other one is a customer of the shop one works for;
    `wait` is how they wait, put off or not, `flag` one's own flag or 0. `read_by_peer_seq` / `delivered_to_peer_seq`: marks of the others
    (in rooms the furthest one). Nothing up to `read_seq` is unread: one has read it, or joined after it.
    """

    account: str
    id: str
    kind: ConversationKind
    title: str
    company: str = ""
    peer: str | None = None
    avatar: str | None = None
    last_speaker: str | None = None
    last_speaker_name: str = ""
    last_is_own: bool = False
    last_line: str = ""
    last_at: datetime | None = None
    last_delivery: Delivery | None = None
    unread: int = 0
    draft: str = ""
    is_muted: bool = False
    muted_until: datetime | None = None
    sound: str = ""
    is_pinned: bool = False
    is_hidden: bool = False
    is_invitation: bool = False
    invited_by: str | None = None
    has_left: bool = False
    is_new_customer: bool = False
    is_customer: bool = False
    wait: Wait | None = None
    flag: int = 0
    member_count: int = 2
    head_seq: int = 0
    read_seq: int = 0
    newcomers_see_all: bool = False
    is_earlier: bool = False
    """One took it over and has another chat with the same person; new talk belongs there."""
    tags: tuple[PersonTag, ...] = ()
    """What the peer carries, the shop's first."""


class TimelineKind(StrEnum):
    """What a row of a timeline is."""

    MESSAGE = "message"
    CREATED = "created"
    INVITED = "invited"
    INVITATION_ENDED = "invitation_ended"
    JOINED = "joined"
    LEFT = "left"
    REMOVED = "removed"
    HANDED_OVER = "handed_over"
    """A colleague looks after the customer from now on, as the shop's people read it."""
    SERVED_BY = "served_by"
    """The same, as the customer reads it."""
    ROLE = "role"
    RENAMED = "renamed"
    NEWCOMERS_ALL = "newcomers_all"
    NEWCOMERS_NONE = "newcomers_none"
    UNKNOWN = "unknown"
    """Something that only a newer version can show."""
    NEW_DEVICE = "new_device"
    """In a direct conversation: the other one signed in on another device. It stands behind the event `seq`."""


class TimelineRow(_Row, frozen=True, kw_only=True):
    """One message or one system line.

    `key` never changes: `client_message_id` for messages, the event's id otherwise. `seq` is None while a message
    waits in the outbox. `subject`/`subject_name` is whom a system line is about; `text` its new title where it has
    one. `failure` is the stable code of why sending failed. `read_count` is how many others have read it.
    """

    account: str
    conversation: str
    key: str
    kind: TimelineKind
    seq: int | None
    sender: str
    sender_name: str
    sender_avatar: str | None = None
    is_own: bool
    at: datetime
    parts: tuple[Part, ...] = ()
    text: str = ""
    origin: Origin = Origin.HUMAN
    delivery: Delivery | None = None
    failure: str | None = None
    failure_sentence: str = ""
    read_count: int = 0
    subject: str | None = None
    subject_name: str = ""
    role: Role | None = None


class TimelinePage(_Row, frozen=True, kw_only=True):
    """Rows in order, oldest first. `first_unread_seq` is where the unread divider belongs, if anywhere."""

    conversation: str
    rows: tuple[TimelineRow, ...]
    has_older: bool
    has_newer: bool
    first_unread_seq: int | None = None


class PersonRow(_Row, frozen=True, kw_only=True):
    """Somebody one knows. `name` is the remark or the display name."""

    account: str
    person: str
    name: str
    profile: Profile
    state: ContactState | None = None
    remark: str = ""
    groups: tuple[str, ...] = ()
    message: str = ""
    is_blocked: bool = False
    is_colleague: bool = False
    tags: tuple[PersonTag, ...] = ()
    """What they carry, the shop's first."""
    devices: tuple[DeviceKey, ...] = ()
    search_key: str = ""
    """Lower case: names, handle, company, product words and their pinyin, tags; for the filter box."""


class PhraseRow(_Row, frozen=True, kw_only=True):
    """A quick phrase. `text` has its variables as they stand; `Phrases.fill` puts the values in.

    `use_count` counts one's own uses of one's own phrases, and everybody's of the shop's. `changed_by_name` is empty
    for one's own doing.
    """

    account: str
    id: str
    owner: Owner
    code: str
    text: str
    parts: tuple[Part, ...]
    folder: str | None
    folder_name: str
    position: int
    use_count: int
    may_edit: bool
    changed_by_name: str
    changed_at: datetime


class SeenStatistics(_Row, frozen=True, kw_only=True):
    """The figures, and when the server told them; `is_fresh` when that was just now."""

    answer: StatisticsAnswer
    at: datetime
    is_fresh: bool = False


class NoteTextRow(_Row, frozen=True, kw_only=True):
    """What a note said in somebody's words."""

    text: str
    by: str
    by_name: str
    is_own: bool
    at: datetime


class NoteRow(_Row, frozen=True, kw_only=True):
    """A note about somebody: who wrote it last and when, or who took it away; `earlier` texts newest first."""

    account: str
    id: str
    person: str
    owner: Owner
    text: str
    by: str
    by_name: str
    is_own: bool
    at: datetime
    earlier: tuple[NoteTextRow, ...] = ()
    is_removed: bool = False


class MemberRow(_Row, frozen=True, kw_only=True):
    """One member of a room."""

    account: str
    person: str
    name: str
    avatar: str | None
    company: str
    kind: AccountKind | None
    role: Role
    is_self: bool
    is_invited: bool = False
