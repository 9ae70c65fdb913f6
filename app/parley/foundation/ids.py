"""Identifiers: UUID version 7 (RFC 9562), so that new rows land at the end of an index."""

import re
import secrets
from time import time_ns
from uuid import UUID, uuid5

_DERIVED = UUID("7d0b3d6e-3e0c-5a07-9a5e-4f1f6a3b9c10")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")


def new_id(at_ms: int | None = None) -> str:
    """A new UUIDv7 in lower-case canonical form; `at_ms` is its time, now by default."""
    milliseconds = time_ns() // 1_000_000 if at_ms is None else at_ms
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def derived_id(*parts: str) -> str:
    """The same id for the same parts, on every node and every time (UUIDv5)."""
    return str(uuid5(_DERIVED, "/".join(parts)))


def is_id(text: str) -> bool:
    """Whether `text` is a UUID in the one form we accept: lower case, with hyphens."""
    return _UUID.match(text) is not None
