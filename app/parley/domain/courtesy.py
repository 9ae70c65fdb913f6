"""Pure courtesies: 好的, 谢谢, 收到, 👍, ok, thanks. Nobody has to answer them.

A message is one when it has no question mark and is made of nothing but words of the list; blanks, punctuation, skin
tones and repetition don't count, so 「好的，谢谢～」 and "OK, thanks!!" are. The list is each person's own to edit.
"""

import unicodedata
from collections.abc import Container, Iterable

from parley.domain.broadcast import OPT_IN_WORDS, OPT_OUT_WORDS
from parley.domain.message import Part

DEFAULT_COURTESIES = (
    *("好的", "好的呢", "好滴", "好哒", "好嘞", "嗯", "谢谢", "谢谢你", "谢谢您", "多谢", "感谢"),
    *("收到", "知道了", "明白了", "辛苦了", "👍", "👌", "🙏", "🌹"),
    *("ok", "okay", "thanks", "thank you", "thx", "got it", "received"),
)
COURTESY_LIMIT = 100
"""Words in one list."""
WORDS_LIMIT = 24
"""Letters of the longest message that may be a courtesy."""


def words_of(parts: Iterable[Part]) -> str:
    """What of a message is looked up in the list; empty when it can't be a courtesy whatever the list says."""
    parts = tuple(parts)
    if any(part.type != "text" for part in parts):
        return ""
    said = "".join(part.text for part in parts)
    letters = "" if set(said) & _ASKING else letters_of(said)
    return letters if len(letters) <= WORDS_LIMIT else ""


def letters_of(text: str) -> str:
    """Folded, with neither blanks nor punctuation nor skin tones."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "ZPCM" and c not in _SKIPPED)


def courtesies_of(words: Iterable[str]) -> frozenset[str]:
    """A list of words as `is_courtesy` takes it. Who opts out of broadcasts, or in, has been answered: always in it."""
    return frozenset(filter(None, map(letters_of, (*words, *OPT_OUT_WORDS, *OPT_IN_WORDS))))


def is_courtesy(words: str, courtesies: Container[str]) -> bool:
    """Whether `words` (of `words_of`) are words of the list in a row."""
    reached = {0} if words else set()
    for end in range(1, len(words) + 1):
        if any(words[start:end] in courtesies for start in reached):
            reached.add(end)
    return len(words) in reached


_ASKING = frozenset("?？吗嗎")
_SKIPPED = frozenset("~～^`´|+=<>$" + "".join(map(chr, range(0x1F3FB, 0x1F400))))
