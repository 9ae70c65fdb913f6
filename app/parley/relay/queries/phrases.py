"""The phrases of a library. A library has the id of its owner's log: the account's, or the shop's."""

from collections.abc import Iterable

import msgspec

from parley.domain.errors import NotFound
from parley.domain.message import Part
from parley.domain.ownership import Owner
from parley.domain.phrase import Phrase, PhraseEditors, PhraseFolder
from parley.foundation.clock import from_milliseconds
from parley.relay.queries.marks import places
from parley.relay.storage.database import Row, Transaction

_COLUMNS = "id, code, parts, folder, position, pinyin, changed_by, changed_at"
_parts = msgspec.json.Decoder(tuple[Part, ...])


class Slot(msgspec.Struct, frozen=True):
    """What has to be known of every phrase of a library to store another one."""

    code: str
    position: int


async def phrases_of(tx: Transaction, log: str, owner: Owner) -> dict[str, Phrase]:
    """All phrases of a library, by id."""
    rows = await tx.fetch(f"SELECT {_COLUMNS} FROM phrase WHERE owner = $1", log)
    return {row[0]: _phrase_of(row, owner) for row in rows}


async def some_phrases(tx: Transaction, log: str, owner: Owner, ids: Iterable[str]) -> dict[str, Phrase]:
    """Those of a library that have one of these ids."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = await tx.fetch(
        f"SELECT {_COLUMNS} FROM phrase WHERE owner = $1 AND id IN ({places(len(wanted), 2)})", log, *wanted
    )
    return {row[0]: _phrase_of(row, owner) for row in rows}


async def slots_of(tx: Transaction, log: str) -> dict[str, Slot]:
    """All phrases of a library in their order, without their words."""
    rows = await tx.fetch("SELECT id, code, position FROM phrase WHERE owner = $1 ORDER BY position, id", log)
    return {row[0]: Slot(row[1], row[2]) for row in rows}


async def folders_of(tx: Transaction, log: str, owner: Owner) -> dict[str, PhraseFolder]:
    """The folders of a library, by id."""
    rows = await tx.fetch("SELECT id, name, position FROM phrase_folder WHERE owner = $1", log)
    return {row[0]: PhraseFolder(id=row[0], owner=owner, name=row[1], position=row[2]) for row in rows}


async def editors_of(tx: Transaction, shop: str) -> PhraseEditors:
    """Who may change a shop's phrases. Raises NotFound."""
    row = await tx.fetch_one("SELECT phrase_editors FROM shop WHERE id = $1", shop)
    if row is None:
        raise NotFound("no_such_log", "There is no such log here.", field="log")
    return PhraseEditors(row[0])


async def use_counts(tx: Transaction, libraries: Iterable[str]) -> dict[str, int]:
    """How often the phrases of these libraries were used; those never used are left out."""
    logs = list(libraries)
    rows = await tx.fetch(
        f"SELECT id, use_count FROM phrase WHERE use_count > 0 AND owner IN ({places(len(logs), 1)})", *logs
    )
    return {row[0]: row[1] for row in rows}


def _phrase_of(row: Row, owner: Owner) -> Phrase:
    return Phrase(
        id=row[0],
        owner=owner,
        code=row[1],
        parts=_parts.decode(row[2]),
        folder=row[3],
        position=row[4],
        pinyin=row[5],
        changed_by=row[6],
        changed_at=from_milliseconds(row[7]),
    )
