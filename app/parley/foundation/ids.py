"""Identifiers: UUID version 7 (RFC 9562), so that new rows land at the end of an index."""

import re
import secrets
from time import time_ns

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")


def new_id(at_ms: int | None = None) -> str:
    """A new UUIDv7 in lower-case canonical form; `at_ms` is its time, now by default."""
    milliseconds = time_ns() // 1_000_000 if at_ms is None else at_ms
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_id(text: str) -> bool:
    """Whether `text` is a UUID in the one form we accept: lower case, with hyphens."""
    return _UUID.match(text) is not None
