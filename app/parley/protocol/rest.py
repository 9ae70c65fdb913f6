"""The shapes of the REST side: request bodies and answers, all under /api/v1.

    GET    /relay                                  RelayInfo            public
    GET    /invites/{code}                         InviteInfo           public
    POST   /accounts                               Join -> SignedIn     public, by invite
    POST   /sessions                               SignIn -> SignedIn   public
    POST   /recovery                               Recover -> SignedIn  public, owner's recovery code
    DELETE /sessions/current                       sign this device out
    GET    /me                                     Me
    PATCH  /me/profile                             ProfileChange -> Profile
    PUT    /me/avatar  (image bytes)               Profile;  DELETE /me/avatar -> Profile
    PUT    /me/password                            PasswordChange
    POST   /me/recovery-code                       RecoveryCode         owner
    GET    /me/devices                             list[Device];  DELETE /me/devices/{device}
    PUT    /me/settings/{name}                     SettingValue;  DELETE /me/settings/{name}
    GET    /people?query=&limit=                   list[Profile]
    GET    /people/{account}                       Profile
    GET    /avatars/{sha256}                       image/png
    POST   /contacts                               AskContact -> Contact
    POST   /contacts/{account}/accept              Contact;  POST /contacts/{account}/decline
    PATCH  /contacts/{account}                     ContactChange -> Contact;  DELETE /contacts/{account}
    PUT    /groups/{group}                         GroupValue -> ContactGroup;  DELETE /groups/{group}
    PUT    /blocks/{account};  DELETE /blocks/{account}
    GET    /conversations?after=&limit=            ConversationPage     first sign-in: all seats, by pages
    POST   /conversations/direct                   OpenDirect -> ConversationSnapshot
    POST   /conversations/rooms                    CreateRoom -> ConversationSnapshot
    GET    /conversations/{id}                     ConversationSnapshot
    PATCH  /conversations/{id}                     RoomChange -> ConversationSnapshot
    POST   /conversations/{id}/members             InviteMember         colleagues are in at once, others are asked
    PATCH  /conversations/{id}/members/{account}   MemberChange
    DELETE /conversations/{id}/members/{account}   remove, leave, or take back an invitation
    POST   /conversations/{id}/join;  POST /conversations/{id}/decline
    PUT    /conversations/{id}/preferences         Preferences
    GET    /logs/{log}/events?from_seq=&to_seq=&limit=   EventPage     newest page when from_seq is left out
    GET    /logs/{log}/snapshot                    AccountSnapshot | ShopSnapshot | ConversationSnapshot
    GET    /invites;  POST /invites                list[Invite]; CreateInvite -> CreatedInvite;  DELETE /invites/{id}
    GET    /accounts                               list[Profile]        owner
    PATCH  /accounts/{account}                     AccountChange -> Profile   owner
    POST   /accounts/{account}/password            PasswordReset        owner: a one-time password
    PATCH  /shop                                   ShopChange -> ShopSnapshot   owner
    PUT    /phrases/{phrase}                       PhraseValue -> Phrase;  DELETE /phrases/{phrase}
    PUT    /phrases/{phrase}/place                 PhrasePlace -> Phrase
    PUT    /phrase-folders/{folder}                PhraseFolderValue -> PhraseFolder;  DELETE /phrase-folders/{folder}
    POST   /phrase-imports                         PhraseImport -> PhrasesImported
    GET    /phrase-uses                            PhraseUses;  POST /phrase-uses: PhrasesUsed -> PhraseUses

Outside /api/v1: GET /i/{code} (landing page), /openapi.json, /healthz. Every refusal is an application/problem+json
`Problem`. `Authorization: Bearer TOKEN` on all but the public ones.
"""

from datetime import datetime

import msgspec

from parley.domain.conversation import Marks, Role
from parley.domain.events import Event
from parley.domain.message import Part
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind, Profile
from parley.domain.phrase import PhraseEditors
from parley.domain.state import AccountState, ConversationState, ShopState

API_PREFIX = "/api/v1"


class _Shape(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Problem(_Shape, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457 problem document. `code` is stable; `detail` is a sentence; `field` names the input at fault."""

    status: int
    code: str
    title: str
    detail: str
    type: str = "about:blank"
    field: str | None = None
    next_step: str | None = None
    retry_after: float | None = None


class RelayInfo(_Shape, frozen=True, kw_only=True):
    """Who answers here. `relay` is the fingerprint of the identity key (SHA-256, hex)."""

    relay: str
    shop_name: str
    version: str
    protocol_versions: tuple[int, ...]
    server_time: datetime
    is_set_up: bool


class DeviceIntro(_Shape, frozen=True, kw_only=True):
    """A device at sign-in: its name for the list of devices and its Ed25519 public key (base64)."""

    name: str
    public_key: str


class InviteInfo(_Shape, frozen=True, kw_only=True):
    """What an invitation says before one accepts it."""

    shop_name: str
    invited_by: str
    kind: AccountKind
    expires_at: datetime


class Join(_Shape, frozen=True, kw_only=True):
    """A new account by invitation. `handle` is made from the name when empty."""

    code: str
    display_name: str
    password: str
    device: DeviceIntro
    handle: str = ""
    company: str = ""
    shop_name: str = ""


class SignIn(_Shape, frozen=True, kw_only=True):
    """Name and password, for a token of this device's own."""

    handle: str
    password: str
    device: DeviceIntro


class Recover(_Shape, frozen=True, kw_only=True):
    """The owner's way back in. The code is spent by it."""

    handle: str
    recovery_code: str
    new_password: str
    device: DeviceIntro


class SignedIn(_Shape, frozen=True, kw_only=True):
    """`token` is shown once. `opening` is the conversation a newcomer lands in."""

    relay: str
    account: str
    device: str
    token: str
    profile: Profile
    opening: str | None = None
    recovery_code: str | None = None


class Me(_Shape, frozen=True, kw_only=True):
    """Who this token belongs to."""

    profile: Profile
    device: str
    account_log: str
    shop_log: str | None


class ProfileChange(_Shape, frozen=True, kw_only=True):
    """Fields left out stay as they are."""

    display_name: str | None = None
    company: str | None = None
    role: str | None = None
    region: str | None = None
    product_words: tuple[str, ...] | None = None
    signature: str | None = None


class PasswordChange(_Shape, frozen=True, kw_only=True):
    """Other devices are signed out when `sign_out_others`."""

    old_password: str
    new_password: str
    sign_out_others: bool = True


class RecoveryCode(_Shape, frozen=True, kw_only=True):
    """Shown once; the one before it is void."""

    recovery_code: str


class Device(_Shape, frozen=True, kw_only=True):
    """One of one's own devices. `is_this` marks the asking one."""

    id: str
    name: str
    public_key: str
    created_at: datetime
    last_seen_at: datetime
    is_this: bool


class SettingValue(_Shape, frozen=True, kw_only=True):
    """At most 4,000 characters."""

    value: str


class AskContact(_Shape, frozen=True, kw_only=True):
    """A request to become contacts, with a line to the other one."""

    account: str
    message: str = ""
    remark: str = ""


class ContactChange(_Shape, frozen=True, kw_only=True):
    """Fields left out stay as they are."""

    remark: str | None = None
    groups: tuple[str, ...] | None = None


class GroupValue(_Shape, frozen=True, kw_only=True):
    """A group's name and place."""

    name: str
    position: int


class OpenDirect(_Shape, frozen=True, kw_only=True):
    """The direct conversation with somebody; made on the first call."""

    account: str


class CreateRoom(_Shape, frozen=True, kw_only=True):
    """A room with a title; the people in `invite` are invited."""

    title: str
    invite: tuple[str, ...] = ()


class RoomChange(_Shape, frozen=True, kw_only=True):
    """A new title."""

    title: str


class InviteMember(_Shape, frozen=True, kw_only=True):
    """Whom to invite."""

    account: str


class MemberChange(_Shape, frozen=True, kw_only=True):
    """A member's new role."""

    role: Role


class EventPage(_Shape, frozen=True, kw_only=True):
    """A run of events without a hole. `first_seq` is the first one the asker may see, `head_seq` the last."""

    log: str
    first_seq: int
    head_seq: int
    events: tuple[Event, ...]


class AccountSnapshot(_Shape, frozen=True, kw_only=True):
    """The account log up to `seq`, added up."""

    log: str
    seq: int
    state: AccountState


class ShopSnapshot(_Shape, frozen=True, kw_only=True):
    """The shop log up to `seq`, added up."""

    log: str
    seq: int
    state: ShopState


class ConversationSnapshot(_Shape, frozen=True, kw_only=True):
    """A conversation up to `seq`, with its marks and the newest event that is a message."""

    log: str
    from_seq: int
    seq: int
    state: ConversationState
    marks_version: int
    marks: tuple[Marks, ...]
    unread: int
    last_message: Event | None = None


class ConversationPage(_Shape, frozen=True, kw_only=True):
    """`next_after` is passed as `after` for the following page; None at the end."""

    conversations: tuple[ConversationSnapshot, ...]
    next_after: str | None = None


class CreateInvite(_Shape, frozen=True, kw_only=True):
    """`kind` owner isn't possible. `uses` 1 to 1,000, `valid_days` 1 to 90."""

    kind: AccountKind
    uses: int = 1
    valid_days: int = 7


class Invite(_Shape, frozen=True, kw_only=True):
    """An invitation of the shop's; the code itself is shown only when it is made."""

    id: str
    kind: AccountKind
    uses: int
    used: int
    created_by: str
    created_at: datetime
    expires_at: datetime
    is_revoked: bool = False


class CreatedInvite(_Shape, frozen=True, kw_only=True):
    """`link` opens in a browser, `join_link` in Parley (`parley://join?...`)."""

    invite: Invite
    code: str
    link: str
    join_link: str


class AccountChange(_Shape, frozen=True, kw_only=True):
    """Fields left out stay as they are."""

    is_disabled: bool | None = None
    kind: AccountKind | None = None


class PasswordReset(_Shape, frozen=True, kw_only=True):
    """A password to pass on; all devices of the account are signed out."""

    password: str


class ShopChange(_Shape, frozen=True, kw_only=True):
    """Fields left out stay as they are. `phrase_editors` says who may change the shop's phrases."""

    name: str | None = None
    phrase_editors: PhraseEditors | None = None


class PhraseValue(_Shape, frozen=True, kw_only=True):
    """A phrase's content and whose it is. Its place stays; a new one comes last. `code` "" and `folder` null are none."""

    owner: Owner
    parts: tuple[Part, ...]
    code: str = ""
    folder: str | None = None


class PhrasePlace(_Shape, frozen=True, kw_only=True):
    """The folder a phrase goes into, and the phrase of its library it goes before; null: into none, last."""

    folder: str | None = None
    before: str | None = None


class PhraseFolderValue(_Shape, frozen=True, kw_only=True):
    """A folder's name and place, and whose it is."""

    owner: Owner
    name: str
    position: int


class ImportedFolder(_Shape, frozen=True, kw_only=True):
    """A folder that the phrases of an import need: a new one, or one that is there."""

    id: str
    name: str


class ImportedPhrase(_Shape, frozen=True, kw_only=True):
    """A phrase of an import; one with a known id takes its place."""

    id: str
    parts: tuple[Part, ...]
    code: str = ""
    folder: str | None = None


class PhraseImport(_Shape, frozen=True, kw_only=True):
    """At most 2,000 phrases, stored all or not at all. A refusal's `field` says which: `phrases[3].code`."""

    owner: Owner
    phrases: tuple[ImportedPhrase, ...]
    folders: tuple[ImportedFolder, ...] = ()


class PhrasesImported(_Shape, frozen=True, kw_only=True):
    """How many are new and how many are different; `seq` is the log's head afterwards."""

    created: int
    changed: int
    seq: int


class PhrasesUsed(_Shape, frozen=True, kw_only=True):
    """Uses since the last batch, by phrase. `batch` is a UUID of the client's making; resend under the same one."""

    batch: str
    uses: dict[str, int]


class PhraseUses(_Shape, frozen=True, kw_only=True):
    """How often each phrase was used, by id; those never used are left out."""

    uses: dict[str, int]
