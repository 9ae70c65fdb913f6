"""Who may see whom live: the audience of presence. Candidates come from the tables, `domain.access` decides."""

from parley.domain.access import Person, Relation, may_see_live
from parley.domain.people import ContactState
from parley.relay.queries.people import find_person, person_of
from parley.relay.storage.database import Row, Transaction

_SHARED = (
    "SELECT theirs.party FROM seat mine JOIN seat theirs ON theirs.conversation = mine.conversation"
    " WHERE mine.party = $1 AND mine.from_seq > 0 AND mine.until_seq IS NULL"
    " AND theirs.party <> $1 AND theirs.from_seq > 0 AND theirs.until_seq IS NULL"
)
_PERSON = "a.id, a.kind, a.is_disabled, a.who_may_write"


async def watchers_of(tx: Transaction, account: str) -> frozenset[str]:
    """Everybody who may see the account's presence."""
    subject = await find_person(tx, account)
    if subject is None:
        return frozenset()
    rows = await tx.fetch(
        f"WITH shared AS ({_SHARED}) SELECT {_PERSON},"
        " (SELECT state FROM contact c WHERE c.owner = a.id AND c.account = $1),"
        " a.id IN (SELECT party FROM shared),"
        " EXISTS (SELECT 1 FROM block b WHERE b.owner = $1 AND b.account = a.id)"
        f" FROM account a WHERE a.id <> $1 AND ({_colleagues(subject)} OR a.id IN (SELECT party FROM shared)"
        " OR a.id IN (SELECT owner FROM contact WHERE account = $1 AND state = 'accepted'))",
        account,
    )
    return frozenset(row[0] for row in rows if may_see_live(person_of(row), subject, _relation_of(row)))


async def watched_by(tx: Transaction, account: str) -> frozenset[str]:
    """Everybody whose presence the account may see."""
    viewer = await find_person(tx, account)
    if viewer is None:
        return frozenset()
    rows = await tx.fetch(
        f"WITH shared AS ({_SHARED}) SELECT {_PERSON},"
        " (SELECT state FROM contact c WHERE c.owner = $1 AND c.account = a.id),"
        " a.id IN (SELECT party FROM shared),"
        " EXISTS (SELECT 1 FROM block b WHERE b.owner = a.id AND b.account = $1)"
        f" FROM account a WHERE a.id <> $1 AND ({_colleagues(viewer)} OR a.id IN (SELECT party FROM shared)"
        " OR a.id IN (SELECT account FROM contact WHERE owner = $1 AND state = 'accepted'))",
        account,
    )
    return frozenset(row[0] for row in rows if may_see_live(viewer, person_of(row), _relation_of(row)))


def _colleagues(person: Person) -> str:
    return "a.kind IN ('owner', 'staff')" if person.kind.is_staff else "1 = 0"


def _relation_of(row: Row) -> Relation:
    return Relation(
        contact=None if row[4] is None else ContactState(row[4]),
        shares_conversation=bool(row[5]),
        subject_blocks=bool(row[6]),
    )
