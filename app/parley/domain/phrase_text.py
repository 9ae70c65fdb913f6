"""The variables of a phrase: `{customer} {shop} {me} {date} {time}`, in Chinese `{客户} {店铺} {我} {日期} {时间}`.

`parse` takes a text apart, `fill` puts values in. A variable that is empty or that nobody knows (`{price}`) stays a
missing piece, which the window asks for: the braces are never sent. `{{` and `}}` mean the braces themselves; a brace
that belongs to no variable is one, too.
"""

import re
from collections.abc import Container, Mapping

import msgspec

from parley.domain.errors import Refusal

NAMES = ("customer", "shop", "me", "date", "time")
"""The variables Parley fills by itself."""
ALIASES = {"客户": "customer", "店铺": "shop", "我": "me", "日期": "date", "时间": "time"}

_TOKEN = re.compile(r"\{\{|\}\}|\{(\w{1,30})\}")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a phrase. `variable` is "" for plain words; a missing one has no text yet."""

    text: str
    variable: str = ""
    is_missing: bool = False


class Slot(msgspec.Struct, frozen=True):
    """A variable that still stands as one, braces and all, at `start` to `end` of a message being written."""

    start: int
    end: int
    variable: str


class Filled(msgspec.Struct, frozen=True):
    """A phrase on its way into a message: the pieces in order, those with a `variable` to be tinted."""

    pieces: tuple[Piece, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The variables to ask for, each once, in the order they stand."""
        return tuple(dict.fromkeys(piece.variable for piece in self.pieces if piece.is_missing))

    @property
    def text(self) -> str:
        """The words to send. Raises Refusal while something is missing."""
        if self.missing:
            raise Refusal(
                "phrase_unfilled",
                f"This phrase still needs: {', '.join(self.missing)}.",
                field=self.missing[0],
            )
        return "".join(piece.text for piece in self.pieces)


def parse(text: str) -> tuple[Piece, ...]:
    """The pieces of a text; all its variables are missing as yet."""
    pieces: list[Piece] = []
    words: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        words.append(text[at : token.start()])
        at = token.end()
        if token[1] is None:
            words.append(token[0][0])
            continue
        pieces += _plain(words)
        words = []
        pieces.append(Piece(text="", variable=_name_of(token[1]), is_missing=True))
    words.append(text[at:])
    return (*pieces, *_plain(words))


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """The text with these values in place of its variables. Blank values count as missing."""
    return Filled(tuple(_filled(piece, values) for piece in parse(text)))


def variables_of(text: str) -> frozenset[str]:
    """The variables of a phrase."""
    return frozenset(piece.variable for piece in parse(text) if piece.variable)


def find_slots(text: str, known: Container[str]) -> tuple[Slot, ...]:
    """The variables that still stand in a message; other words in braces are nobody's variables."""
    found = []
    for token in _TOKEN.finditer(text):
        variable = _name_of(token[1]) if token[1] else ""
        if variable and variable in known:
            found.append(Slot(token.start(), token.end(), variable))
    return tuple(found)


def escape(text: str) -> str:
    """Words as they have to stand in a phrase to come out unchanged."""
    return text.replace("{", "{{").replace("}", "}}")


def _name_of(word: str) -> str:
    return ALIASES.get(word, word.lower())


def _filled(piece: Piece, values: Mapping[str, str]) -> Piece:
    value = values.get(piece.variable, "") if piece.is_missing else ""
    return Piece(text=value, variable=piece.variable) if value.strip() else piece


def _plain(words: list[str]) -> list[Piece]:
    text = "".join(words)
    return [Piece(text=text)] if text else []
