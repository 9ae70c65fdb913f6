"""Keywords of automatic replies: is one of these words in the text?"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Match(StrEnum):
    """How a keyword is looked for. A `word` stands alone; a Chinese one, between other characters than Chinese."""

    WORD = "word"
    CONTAINS = "contains"


def has_keyword(text: str, keywords: tuple[str, ...], match: Match) -> bool:
    """Whether one of these words is in the text; full and half width, small and capital letters are alike."""
    folded = _fold(text)
    if match is Match.CONTAINS:
        return any(_fold(word) in folded for word in keywords)
    return any(_whole_word(_fold(word)).search(folded) for word in keywords)


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fa1f"


@lru_cache(1024)
def _whole_word(word: str) -> re.Pattern[str]:
    """Letters end a word of letters, Chinese characters a Chinese one: 价格 stands alone in "iPhone价格？"."""
    return re.compile(f"(?<!{_beside(word[:1])}){re.escape(word)}(?!{_beside(word[-1:])})")


def _beside(character: str) -> str:
    return f"[{_HAN}]" if re.match(f"[{_HAN}]", character) else f"[^\\W{_HAN}]"
