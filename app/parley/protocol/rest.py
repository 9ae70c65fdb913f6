"""The shapes of the REST side: request bodies and answers, all under /api/v1.

Here are the ones of the relay and of accounts; each feature's are in its `rest_FEATURE.py`.

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
    PUT    /conversations/{id}/desk                Desk -> Desk         staff, with customers
    POST   /conversations/{id}/acts                ActCommand -> ActDone   in a direct chat: offers and answers
    GET    /conversations/{id}/record              the signed record of the deal, a file
    GET    /shop/waiting                           TeamWaiting          owner
    PATCH  /shop                                   ShopChange -> ShopSnapshot   owner
    PUT    /phrases/{phrase}                       PhraseValue -> Phrase;  DELETE /phrases/{phrase}
    PUT    /phrases/{phrase}/place                 PhrasePlace -> Phrase
    PUT    /phrase-folders/{folder}                PhraseFolderValue -> PhraseFolder;  DELETE /phrase-folders/{folder}
    POST   /phrase-imports                         PhraseImport -> PhrasesImported
    POST   /broadcast-previews                     BroadcastWish -> BroadcastPreview
    PUT    /broadcasts/{broadcast}                 BroadcastWish -> Broadcast;  DELETE /broadcasts/{broadcast}
    POST   /broadcasts/{broadcast}/pause           Broadcast;  .../resume;  .../cancel
    GET    /broadcasts/{broadcast}/recipients?after=&limit=   RecipientPage
    PUT    /broadcast-rules                        BroadcastRules       owner
    PUT    /opt-outs/{account}                     OptOutChange         staff
    GET    /phrase-uses                            PhraseUses;  POST /phrase-uses: PhrasesUsed -> PhraseUses
    GET    /statistics?first=&last=&zone=&of=   StatisticsAnswer     staff: their own; owner: the shop's
    POST   /conversations/{id}/handover            HandOver -> HandedOverCount   one's own customer
    POST   /accounts/{account}/handover            HandOver -> HandedOverCount   owner: all customers of a colleague
    GET    /accounts/{account}/customers           CustomerCount        owner
    PUT    /tags/{tag}                             TagValue -> PersonTag;  DELETE /tags/{tag}
    PUT    /people/{account}/tags/{tag}            TagsCarried;  DELETE /people/{account}/tags/{tag} -> TagsCarried
    PUT    /people/{account}/notes/{note}          NoteValue -> Note
    DELETE /notes/{note}                           Note
    PUT    /hours/{owner}                          see rest_auto_reply.py, as are PUT /auto-reply/{owner},
                                                   POST /auto-reply/dry-run and GET /auto-reply/away

Outside /api/v1: GET /i/{code} (landing page), /openapi.json, /healthz. Every refusal is an application/problem+json
`Problem`. `Authorization: Bearer TOKEN` on all but the public ones.
"""

from datetime import datetime

import msgspec

from parley.domain.people import AccountKind, Profile
from parley.domain.phrase import PhraseEditors

API_PREFIX = "/api/v1"


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """What all REST shapes have in common."""


class Problem(Shape, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457 problem document. `code` is stable; `detail` is a sentence; `field` names the input at fault."""

    status: int
    code: str
    title: str
    detail: str
    type: str = "about:blank"
    field: str | None = None
    next_step: str | None = None
    retry_after: float | None = None


class RelayInfo(Shape, frozen=True, kw_only=True):
    """Who answers here. `relay` is the fingerprint of the identity key (SHA-256, hex)."""

    relay: str
    shop_name: str
    version: str
    protocol_versions: tuple[int, ...]
    server_time: datetime
    is_set_up: bool


class DeviceIntro(Shape, frozen=True, kw_only=True):
    """A device at sign-in: its name for one's own list and its Ed25519 public key (base64 of 32 bytes)."""

    name: str
    public_key: str


class Join(Shape, frozen=True, kw_only=True):
    """A new account by invitation. `handle` is made from the name when empty."""

    code: str
    display_name: str
    password: str
    device: DeviceIntro
    handle: str = ""
    company: str = ""
    shop_name: str = ""


class SignIn(Shape, frozen=True, kw_only=True):
    """Name and password, for a token of this device's own."""

    handle: str
    password: str
    device: DeviceIntro


class Recover(Shape, frozen=True, kw_only=True):
    """The owner's way back in. The code is spent by it."""

    handle: str
    recovery_code: str
    new_password: str
    device: DeviceIntro


class SignedIn(Shape, frozen=True, kw_only=True):
    """`token` is shown once. `opening` is the conversation a newcomer lands in."""

    relay: str
    account: str
    device: str
    token: str
    profile: Profile
    opening: str | None = None
    recovery_code: str | None = None


class Me(Shape, frozen=True, kw_only=True):
    """Who this token belongs to."""

    profile: Profile
    device: str
    account_log: str
    shop_log: str | None


class ProfileChange(Shape, frozen=True, kw_only=True):
    """Fields left out stay as they are."""

    display_name: str | None = None
    company: str | None = None
    role: str | None = None
    region: str | None = None
    product_words: tuple[str, ...] | None = None
    signature: str | None = None
    phone: str | None = None
    time_zone: str | None = None


class PasswordChange(Shape, frozen=True, kw_only=True):
    """Other devices are signed out when `sign_out_others`."""

    old_password: str
    new_password: str
    sign_out_others: bool = True


class RecoveryCode(Shape, frozen=True, kw_only=True):
    """Shown once; the one before it is void."""

    recovery_code: str


class Device(Shape, frozen=True, kw_only=True):
    """One of one's own devices. `is_this` marks the asking one."""

    id: str
    name: str
    public_key: str
    created_at: datetime
    last_seen_at: datetime
    is_this: bool


class SettingValue(Shape, frozen=True, kw_only=True):
    """At most 4,000 characters."""

    value: str


class AccountChange(Shape, frozen=True, kw_only=True):
    """Fields left out stay as they are. `hand_over_to` takes over the customers, in the same step."""

    is_disabled: bool | None = None
    kind: AccountKind | None = None
    hand_over_to: str | None = None


class PasswordReset(Shape, frozen=True, kw_only=True):
    """A password to pass on; all devices of the account are signed out."""

    password: str


class ShopChange(Shape, frozen=True, kw_only=True):
    """Fields left out stay as they are. `phrase_editors` says who may change the shop's phrases."""

    name: str | None = None
    phrase_editors: PhraseEditors | None = None
