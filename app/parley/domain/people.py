"""People: accounts, their kinds, profiles, contacts and groups, and what makes a name acceptable."""

import re
import unicodedata
from datetime import datetime
from enum import StrEnum

import msgspec

from parley.domain.errors import Refusal

PHONE_DIGITS = 3
_PHONE = re.compile(r"\+?[0-9 ()./#*-]*(?:(?:x|ext\.?) ?[0-9]+)?\Z")
HANDLE = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?\Z")
PASSWORD_LENGTH = 8
PASSWORD_LIMIT = 256
NAME_LIMIT = 40
PHONE_LIMIT = 30
SIGNATURE_LIMIT = 120


class AccountKind(StrEnum):
    """What an account may do; it travels in the invite."""

    OWNER = "owner"
    STAFF = "staff"
    PARTNER = "partner"
    CUSTOMER = "customer"

    @property
    def is_staff(self) -> bool:
        """Whether the account belongs to the shop's own people."""
        return self in (AccountKind.OWNER, AccountKind.STAFF)


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What others see of a person, also when they are offline. `avatar` is the SHA-256 of its PNG, or None.

    `pinyin` is a search key the relay makes: full spelling and initials of the names, lower case, divided by spaces.
    `phone` is as they write it; `time_zone` is the IANA name of where they are, told by their own device. Both may be
    empty.
    """

    account: str
    handle: str
    kind: AccountKind
    display_name: str
    company: str = ""
    role: str = ""
    region: str = ""
    product_words: tuple[str, ...] = ()
    signature: str = ""
    avatar: str | None = None
    pinyin: str = ""
    is_disabled: bool = False
    phone: str = ""
    time_zone: str = ""


class ContactState(StrEnum):
    """Where a contact stands, seen from its owner's side."""

    REQUESTED = "requested"
    """I asked; they haven't answered."""
    ASKS = "asks"
    """They asked; I haven't answered."""
    ACCEPTED = "accepted"


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """One's own private entry about a person. `groups` are ids of one's own groups; [] is "no group"."""

    account: str
    state: ContactState
    remark: str = ""
    remark_pinyin: str = ""
    groups: tuple[str, ...] = ()
    message: str = ""
    since: datetime


class ContactGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A group of one's own contacts. Groups are shown by ascending `position`."""

    id: str
    name: str
    position: int


class WhoMayWrite(StrEnum):
    """Who may start a conversation with me."""

    ANYONE = "anyone"
    CONTACTS = "contacts"


def check_handle(handle: str) -> str:
    """The handle in its stored form. Raises Refusal."""
    folded = unicodedata.normalize("NFKC", handle).strip().lower()
    if not HANDLE.match(folded):
        raise Refusal(
            "handle_invalid",
            "A sign-in name has 1 to 32 letters a to z, digits, dots, hyphens or underscores.",
            field="handle",
        )
    return folded


def check_name(
    text: str, *, field: str = "display_name", limit: int = NAME_LIMIT, required: bool = True
) -> str:
    """A line of text a person shows to others, trimmed. Raises Refusal."""
    line = " ".join(text.split())
    if not any(_is_seen(c) for c in line):
        # A name of nothing but zero-width characters would be nobody's.
        line = ""
    if required and not line:
        raise Refusal("name_empty", "Please fill in a name.", field=field)
    if len(line) > limit:
        raise Refusal("name_too_long", f"This has {len(line)} characters; at most {limit} fit.", field=field)
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co") or c in _BIDI for c in line):
        raise Refusal("text_invalid", "This has characters that can't be shown.", field=field)
    return line


def check_phone(phone: str) -> str:
    """A phone number as people write it, with room for an extension; empty is none. Raises Refusal."""
    line = check_name(unicodedata.normalize("NFKC", phone), field="phone", limit=PHONE_LIMIT, required=False)
    if line and not (_PHONE.match(line) and sum(c.isdigit() for c in line) >= PHONE_DIGITS):
        raise Refusal(
            "phone_invalid", "A phone number has digits, spaces, +, -, # and brackets.", field="phone"
        )
    return line


def check_password(password: str) -> None:
    """Raises Refusal. Only length counts (NIST SP 800-63B section 5.1.1.2)."""
    if len(password) < PASSWORD_LENGTH:
        raise Refusal(
            "password_short", f"A password has at least {PASSWORD_LENGTH} characters.", field="password"
        )
    if len(password) > PASSWORD_LIMIT:
        raise Refusal(
            "password_long", f"A password has at most {PASSWORD_LIMIT} characters.", field="password"
        )


def _is_seen(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] not in "ZM" and category != "Cf" and character not in _BLANK


_BLANK = set("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that show nothing: Hangul fillers and the empty Braille cell."""

_BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Direction overrides: they let a name pretend to be another one."""
