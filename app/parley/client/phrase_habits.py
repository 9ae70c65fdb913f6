"""What this device knows of how phrases are used; it is no part of any log's state."""

import msgspec

from parley.domain.phrase_answer import Answer


class PhraseHabits(msgspec.Struct, frozen=True, kw_only=True):
    """`uses` are the counts as the server last told them; `answers` what was answered here, by hash."""

    uses: dict[str, int] = {}
    answers: dict[str, Answer] = {}
