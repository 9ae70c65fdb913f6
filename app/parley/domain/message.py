"""What is said: a message is a list of typed parts with a fallback text.

The same parts serve messages, phrases, auto-replies and broadcasts. A client that doesn't know a part shows its
fallback. `origin` alone tells the waiting clock, the loop guard and the statistics who was speaking.
"""

import re
from enum import StrEnum

import msgspec

from parley.domain.errors import Refusal

TEXT_LIMIT = 8_000
"""Characters in one text part. A price list of 300 lines fits; a novel doesn't."""
PARTS_LIMIT = 20
FALLBACK_LIMIT = 500


class Origin(StrEnum):
    """Who or what made a message."""

    HUMAN = "human"
    AUTO_REPLY = "auto_reply"
    BROADCAST = "broadcast"
    SCHEDULED = "scheduled"
    BOT = "bot"


class Delivery(StrEnum):
    """How far one's own message has come. `delivered`: stored by one device of the recipient."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """One part. Which fields count follows from `type`; `fallback` is shown where a type isn't known.

    The type is a plain string, so that a part from a newer client is kept and shown instead of refused on arrival.
    `raw` never travels: it is the JSON of such a part in a client's store, for the version that will know it.
    """

    type: str
    text: str = ""
    fallback: str = ""
    raw: str = ""


KNOWN_PARTS = frozenset({"text"})
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def text_part(text: str) -> Part:
    """Plain text, lines divided by \\n."""
    return Part(type="text", text=text)


def text_of(parts: tuple[Part, ...]) -> str:
    """The whole message as plain text: for lists, notifications and search."""
    return "\n".join(
        part.text if part.type == "text" else part.fallback or f"[{part.type}]" for part in parts
    )


def is_storable(text: str) -> bool:
    """Whether every database can keep it: neither NUL nor halves of a surrogate pair."""
    return _UNSTORABLE.search(text) is None


def check_parts(parts: tuple[Part, ...]) -> None:
    """Raises Refusal unless these parts may be sent as a message."""
    if not parts:
        raise Refusal("message_empty", "A message needs at least one part.", field="parts")
    if len(parts) > PARTS_LIMIT:
        raise Refusal("message_too_long", f"A message has at most {PARTS_LIMIT} parts.", field="parts")
    for index, part in enumerate(parts):
        if part.type not in KNOWN_PARTS or part.raw:
            raise Refusal(
                "part_unknown", "This server is too old for such a message.", field=f"parts[{index}].type"
            )
        if not part.text.strip():
            raise Refusal("message_empty", "There is no text in this message.", field=f"parts[{index}].text")
        if len(part.text) > TEXT_LIMIT:
            raise Refusal(
                "message_too_long",
                f"This text has {len(part.text)} characters; at most {TEXT_LIMIT} go into one message.",
                field=f"parts[{index}].text",
                next_step="Send it in several messages.",
            )
        if not is_storable(part.text):
            raise Refusal(
                "text_invalid", "This text has characters that can't be stored.", field=f"parts[{index}].text"
            )
