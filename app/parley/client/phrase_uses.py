"""How often phrases are used: counted here at once, told to the server in batches.

    used → `phrase_uses`, durable --push--> one batch under an id, durable --answered--> gone, counts as told
                                                                           --no answer--> the same batch again

The counts are read anew at each connection; nobody is told of them in between.
"""

import logging

import apsw
import msgspec

from parley.client.changes import PhrasesChanged
from parley.client.core import Core
from parley.client.errors import ClientError
from parley.client.storage import pending, states
from parley.domain.errors import Refusal, TooMany
from parley.foundation.ids import new_id
from parley.protocol.rest_phrases import PhrasesUsed, PhraseUses

_log = logging.getLogger("parley.client")
_BATCH = 1_000
_MOST = 10_000


def use_count(core: Core, phrase: str) -> int:
    """What the server told, and what it doesn't know yet."""
    underway = core.phrase_batch.uses.get(phrase, 0) if core.phrase_batch else 0
    return core.habits.uses.get(phrase, 0) + core.phrase_uses.get(phrase, 0) + underway


def use_counts(core: Core) -> dict[str, int]:
    """Of all phrases that were ever used."""
    underway = core.phrase_batch.uses if core.phrase_batch else {}
    used = core.habits.uses.keys() | core.phrase_uses.keys() | underway.keys()
    return {phrase: use_count(core, phrase) for phrase in used}


def waits(core: Core) -> bool:
    """Whether there is something to tell."""
    return bool(core.phrase_uses) or core.phrase_batch is not None


async def count(core: Core, phrase: str) -> None:
    """One more use; durable when it returns."""
    times = min(_MOST, core.phrase_uses.get(phrase, 0) + 1)
    core.phrase_uses[phrase] = times
    await core.write(lambda db: pending.put(db, pending.PHRASE_USE, phrase, times))
    core.announce([PhrasesChanged(core.own)])


async def push(core: Core) -> None:
    """Tells one batch. Raises ClientError or TooMany; then the same batch is told again."""
    batch = core.phrase_batch or await _begin(core)
    try:
        answer = await core.rest.send("POST", "/phrase-uses", PhraseUses, batch)
    except TooMany:
        raise
    except Refusal as refusal:
        _log.info("uses of phrases were refused: %s", refusal.code)
        answer = PhraseUses(uses=core.habits.uses)
    await _install(core, answer.uses, done=batch.batch)


async def refresh(core: Core) -> None:
    """Reads the counts, if there is anything to count. Without an answer the old ones hold."""
    if not core.state.phrases and not core.shop.phrases:
        return
    try:
        answer = await core.rest.get("/phrase-uses", PhraseUses)
    except (ClientError, Refusal) as error:
        _log.info("the use counts stay as they are: %s", error)
        return
    await _install(core, answer.uses)


async def _begin(core: Core) -> PhrasesUsed:
    told = dict(list(core.phrase_uses.items())[:_BATCH])
    batch = core.phrase_batch = PhrasesUsed(batch=new_id(), uses=told)
    for phrase in told:
        del core.phrase_uses[phrase]
    await core.write(lambda db: _save_batch(db, batch))
    return batch


async def _install(core: Core, uses: dict[str, int], done: str = "") -> None:
    # A batch whose answer was lost may be in these counts: until it is told again it counts twice, for seconds.
    habits = msgspec.structs.replace(core.habits, uses=uses)
    is_done = core.phrase_batch is not None and core.phrase_batch.batch == done
    has_moved = uses != core.habits.uses
    core.habits, old = habits, core.habits
    if is_done:
        core.phrase_batch = None
    await core.write(lambda db: _save(db, old, habits, is_done))
    if has_moved:
        core.announce([PhrasesChanged(core.own)])


def _save_batch(db: apsw.Connection, batch: PhrasesUsed) -> None:
    for phrase in batch.uses:
        pending.remove(db, pending.PHRASE_USE, phrase)
    pending.put(db, pending.PHRASE_BATCH, "batch", batch)


def _save(db: apsw.Connection, old: msgspec.Struct, new: msgspec.Struct, is_done: bool) -> None:
    states.save(db, states.HABITS, old, new)
    if is_done:
        pending.remove(db, pending.PHRASE_BATCH, "batch")
