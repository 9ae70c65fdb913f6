"""Saving answers as phrases: noticing that one is given again, and a code to offer for it.

    heard once → heard again within a month: offered, once → never offered again

What is remembered of an answer is a hash of its letters; short ones (好的, thank you) are nothing to save.
"""

import hashlib
import re
from collections.abc import Container, Iterable, Mapping
from datetime import datetime, timedelta

import msgspec

from parley.domain.phrase import CODE_LIMIT
from parley.domain.phrase_find import Entry, letters_of, weight_of

MEMORY_LIMIT = 300
AGAIN_WITHIN = timedelta(days=30)
_SHORTEST_WEIGHT = 12
_TOKEN = re.compile(r"[a-z]+|[^\W\d_]", re.IGNORECASE)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """How often something was answered, and when last."""

    count: int
    at: datetime
    is_offered: bool = False


def hear_answer(
    memory: Mapping[str, Answer], text: str, entries: Iterable[Entry], now: datetime
) -> tuple[dict[str, Answer], bool]:
    """What to remember after an answer was sent, and whether to offer saving it as a phrase."""
    letters = letters_of(text)
    is_phrase = any(letters == letters_of(entry.text) or letters in entry.clauses[:1] for entry in entries)
    if weight_of(letters) < _SHORTEST_WEIGHT or is_phrase:
        return dict(memory), False
    key = hashlib.blake2b(letters.encode("utf-8", "replace"), digest_size=12).hexdigest()
    old = memory.get(key)
    count = old.count + 1 if old is not None and now - old.at <= AGAIN_WITHIN else 1
    was_offered = old is not None and old.is_offered
    is_offered = count > 1 and not was_offered
    new = {**memory, key: Answer(count=count, at=now, is_offered=was_offered or is_offered)}
    while len(new) > MEMORY_LIMIT:
        del new[min(new, key=lambda k: new[k].at)]
    return new, is_offered


def suggest_code(text: str, taken: Container[str]) -> str:
    """A short code for a text that no other phrase has: initials, in pinyin for Chinese. "" if it has no letters."""
    initials = "".join(_initial(token) for token in _TOKEN.findall(text[:200]))[:4]
    if not initials:
        return ""
    for length in range(min(2, len(initials)), len(initials) + 1):
        if initials[:length] not in taken:
            return initials[:length]
    number = 2
    while f"{initials}{number}" in taken:
        number += 1
    return f"{initials}{number}"[:CODE_LIMIT]


def _initial(token: str) -> str:
    if token.isascii():
        return token[0].lower()
    try:
        high, low = token.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return ""
    value = high << 8 | low
    found = [letter for first, letter in _GB2312_FIRST if first <= value]
    return found[-1] if found and value <= _GB2312_LAST else ""


_GB2312_FIRST = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
"""GB 2312 has its 3,755 most common characters in the order of their pinyin: where each initial begins.

Enough to offer a code without a connection; searching uses the relay's true readings.
"""
_GB2312_LAST = 0xD7F9
