"""Finding a phrase while one types: what opens the list, what the list shows, what the thin line offers.

All of it are functions of text, cursor and entries. An `Entry` is a phrase made ready for comparing; make it once per
phrase (`entry_of`), because a list is filtered anew at each key.

The text of a composer is passed with what an input method is still composing in it: after a committed 、 the letters
"hs" are only in the preedit, and have to filter all the same.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec

from parley.domain.phrase import TRIGGERS, Phrase, fold
from parley.domain.phrase_text import parse

QUERY_LIMIT = 30
_CLAUSES_LIMIT = 8
_OFFER_WEIGHT = 4
_OFFER_INSIDE_WEIGHT = 6
_CLAUSE_END = re.compile(r"[。！？!?；;\n]+|[，,、：:.](?!\d)")
_SENTENCE_END = "。！？!?；;\n"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase made ready. `clauses` are the letters of its text from the beginning of each clause on."""

    phrase: Phrase
    text: str
    spelling: str
    clauses: tuple[str, ...]


class Trigger(msgspec.Struct, frozen=True):
    """The list is open: `start` is where its sign stands, `query` what was typed behind it."""

    start: int
    query: str


class Suggestion(msgspec.Struct, frozen=True):
    """What the thin line offers: the phrase goes in place of the text from `start` to the cursor."""

    phrase: Phrase
    start: int


def entry_of(phrase: Phrase) -> Entry:
    """The phrase, made ready for comparing."""
    words = "".join(piece.text for piece in parse(phrase.text))
    starts = [0, *(end.end() for end in _CLAUSE_END.finditer(words))][:_CLAUSES_LIMIT]
    clauses = dict.fromkeys(letters_of(words[start:]) for start in starts)
    return Entry(
        phrase=phrase,
        text=" ".join(fold(phrase.text).split()),
        spelling=" ".join(f"'{run}" for run in phrase.pinyin.split()),
        clauses=tuple(clause for clause in clauses if clause),
    )


def find_trigger(text: str, cursor: int) -> Trigger | None:
    """Whether the list is open: a / 、 or ／ at the start or after a space, and no space since."""
    start = cursor
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    query = text[start + 1 : cursor]
    if start == cursor or text[start] not in TRIGGERS or len(query) > QUERY_LIMIT:
        return None
    return None if any(c in TRIGGERS for c in query) else Trigger(start, query)


def insert(text: str, start: int, cursor: int, words: str) -> tuple[str, int]:
    """The composer's text and cursor once a phrase's words stand in place of start..cursor."""
    return text[:start] + words + text[cursor:], start + len(words)


def find(entries: Iterable[Entry], query: str, uses: Mapping[str, int], limit: int = 50) -> list[Phrase]:
    """The phrases that fit a query, best first: by code, then by text, then by pinyin; often used ones first.

    Each word of the query has to fit somehow. An empty query fits all.
    """
    words = [_Word(word) for word in fold(query)[: QUERY_LIMIT * 2].split()]
    ranked = []
    for entry in entries:
        ranks = [word.rank(entry) for word in words]
        if None not in ranks:
            phrase = entry.phrase
            rank = max((r for r in ranks if r is not None), default=0)
            ranked.append((rank, -uses.get(phrase.id, 0), phrase.owner, phrase.position, phrase.id, phrase))
    return [entry[-1] for entry in sorted(ranked, key=lambda e: e[:-1])[:limit]]


def suggest(entries: Iterable[Entry], text: str, cursor: int, uses: Mapping[str, int]) -> Suggestion | None:
    """The phrase whose words are being typed at the end of a line, unless the list is open."""
    if text[cursor : cursor + 1].strip() or find_trigger(text, cursor) is not None:
        return None
    start = 1 + max(text.rfind(end, 0, cursor) for end in _SENTENCE_END)
    start += len(text[start:cursor]) - len(text[start:cursor].lstrip())
    typed = letters_of(text[start:cursor])
    weight = weight_of(typed)
    if weight < _OFFER_WEIGHT:
        return None
    found = []
    for entry in entries:
        rank = _offered_at(entry, typed, weight)
        if rank is not None:
            found.append((rank, -uses.get(entry.phrase.id, 0), entry.phrase.position, entry.phrase.id, entry))
    return Suggestion(min(found, key=lambda f: f[:-1])[-1].phrase, start) if found else None


def letters_of(text: str) -> str:
    """Only letters, digits and characters: what is the same however a sentence is punctuated."""
    return "".join(c for c in fold(text) if c.isalnum())


def weight_of(letters: str) -> int:
    """How much was said: a Chinese character counts for two letters."""
    return sum(2 if c >= "\u2e80" else 1 for c in letters)


class _Word:
    """One word of a query. A Latin one also is pinyin: full, initials, or both mixed (hanshui, hs, hshui)."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._code = word.lstrip(TRIGGERS) or word
        spelled = word.replace("'", "")
        self._pinyin: re.Pattern[str] | None = None
        if spelled.isascii() and spelled.isalpha():
            self._pinyin = re.compile("'" + "(?:[a-z]*')?".join(spelled[:QUERY_LIMIT]))

    def rank(self, entry: Entry) -> int | None:
        """0 is best; None doesn't fit."""
        code = entry.phrase.code
        if code and code.startswith(self._code):
            return 0 if code == self._code else 1
        at = entry.text.find(self._word)
        if at >= 0:
            return 2 if at == 0 else 3
        found = self._pinyin.search(entry.spelling) if self._pinyin else None
        if found is None:
            return None
        return 4 if entry.spelling[found.start() - 1 : found.start()] in ("", " ") else 5


def _offered_at(entry: Entry, typed: str, weight: int) -> int | None:
    if not entry.clauses or typed == entry.clauses[0]:
        return None
    if entry.clauses[0].startswith(typed):
        return 0
    is_inside = weight >= _OFFER_INSIDE_WEIGHT and any(c.startswith(typed) for c in entry.clauses[1:])
    return 1 if is_inside else None
