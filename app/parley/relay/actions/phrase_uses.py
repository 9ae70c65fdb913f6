"""How often phrases are used: a number beside the logs.

It isn't an event: at every sentence of every colleague the shop's log would grow, and nobody needs the number exact
or at once. Devices tell their uses in batches, one after the other, each under an id: a batch told again after an
answer was lost counts nothing twice. They read the counts anew when they connect.
"""

from parley.domain.errors import Refusal
from parley.protocol.rest_phrases import PhrasesUsed, PhraseUses
from parley.relay.actions.actor import Actor
from parley.relay.actions.phrase_libraries import visible_libraries
from parley.relay.checks import check_id
from parley.relay.queries.phrases import use_counts
from parley.relay.storage.database import Transaction

BATCH_LIMIT = 1_000
USES_LIMIT = 10_000


async def add_uses(tx: Transaction, actor: Actor, told: PhrasesUsed) -> PhraseUses:
    """Adds a batch and answers the counts. Phrases that are gone meanwhile count nothing. Raises Refusal."""
    check_id(told.batch, field="batch")
    if len(told.uses) > BATCH_LIMIT or any(not 0 < count <= USES_LIMIT for count in told.uses.values()):
        raise Refusal(
            "uses_unlikely",
            f"At most {BATCH_LIMIT} phrases, each used 1 to {USES_LIMIT} times.",
            field="uses",
        )
    row = await tx.fetch_one("SELECT batch FROM phrase_use_batch WHERE device = $1 FOR UPDATE", actor.device)
    if row is None or row[0] != told.batch:
        await _add(tx, actor, told)
    return await read_uses(tx, actor)


async def read_uses(tx: Transaction, actor: Actor) -> PhraseUses:
    """The counts of the phrases one sees. A query."""
    libraries = await visible_libraries(tx, actor)
    return PhraseUses(uses=await use_counts(tx, (library.log for library in libraries)))


async def _add(tx: Transaction, actor: Actor, told: PhrasesUsed) -> None:
    await tx.execute(
        "INSERT INTO phrase_use_batch (device, batch) VALUES ($1, $2)"
        " ON CONFLICT (device) DO UPDATE SET batch = excluded.batch",
        actor.device,
        told.batch,
    )
    for library in await visible_libraries(tx, actor):
        # Sorted, so that two colleagues who tell at once don't wait for each other.
        await tx.execute_many(
            "UPDATE phrase SET use_count = use_count + $3 WHERE owner = $1 AND id = $2",
            [(library.log, phrase, count) for phrase, count in sorted(told.uses.items())],
        )
