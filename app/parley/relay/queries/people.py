"""Who is there, and what stands between two of them: what `domain.access` decides by."""

import msgspec

from parley.domain.access import Person, Relation, check_may_see, may_find, no_such_person
from parley.domain.people import AccountKind, ContactState, Profile, WhoMayWrite
from parley.relay.pinyin import search_key
from parley.relay.storage.database import Row, Transaction

SEARCH_LIMIT = 50

PROFILE_COLUMNS = (
    "p.id, a.handle, a.kind, p.display_name, p.company, p.role, p.region, p.product_words, p.signature, p.avatar,"
    " p.pinyin, a.is_disabled, p.phone, p.time_zone"
)
PROFILE_TABLES = "party p JOIN account a ON a.id = p.id"

_words = msgspec.json.Decoder(tuple[str, ...])

_SHARED = (
    "SELECT 1 FROM seat mine JOIN seat theirs ON theirs.conversation = mine.conversation"
    " WHERE mine.party = $1 AND mine.from_seq > 0 AND mine.until_seq IS NULL"
    " AND theirs.party = {subject} AND theirs.from_seq > 0 AND theirs.until_seq IS NULL"
)
_RELATION = (
    "(SELECT state FROM contact WHERE owner = $1 AND account = {subject}),"
    f" EXISTS ({_SHARED}),"
    " EXISTS (SELECT 1 FROM block WHERE owner = $1 AND account = {subject}),"
    " EXISTS (SELECT 1 FROM block WHERE owner = {subject} AND account = $1)"
)
_BLOCKS_VIEWER = "EXISTS (SELECT 1 FROM block WHERE owner = a.id AND account = $1)"


async def find_person(tx: Transaction, account: str) -> Person | None:
    """The person as `domain.access` asks for it."""
    row = await tx.fetch_one(
        "SELECT id, kind, is_disabled, who_may_write FROM account WHERE id = $1", account
    )
    return None if row is None else person_of(row)


async def get_person(tx: Transaction, account: str) -> Person:
    """Raises NotFound."""
    person = await find_person(tx, account)
    if person is None:
        raise no_such_person()
    return person


async def relation(tx: Transaction, viewer: str, subject: str) -> Relation:
    """What stands between two people."""
    row = await tx.fetch_one("SELECT " + _RELATION.format(subject="$2"), viewer, subject)
    assert row is not None
    return relation_of(row)


async def get_profile(tx: Transaction, account: str) -> Profile:
    """The profile whoever asks; for actions. Raises NotFound."""
    row = await tx.fetch_one(f"SELECT {PROFILE_COLUMNS} FROM {PROFILE_TABLES} WHERE p.id = $1", account)
    if row is None:
        raise no_such_person()
    return profile_of(row)


async def profile_seen_by(tx: Transaction, viewer: Person, account: str) -> Profile:
    """The profile as the viewer may see it: what a blocked person was last told stays as it is. Raises NotFound."""
    subject = await get_person(tx, account)
    between = await relation(tx, viewer.account, account)
    check_may_see(viewer, subject, between)
    if between.subject_blocks:
        row = await tx.fetch_one(
            "SELECT profile FROM person_seen WHERE viewer = $1 AND subject = $2", viewer.account, account
        )
        if row is not None:
            return msgspec.json.decode(row[0], type=Profile)
    return await get_profile(tx, account)


async def search(tx: Transaction, viewer: Person, query: str, limit: int = SEARCH_LIMIT) -> list[Profile]:
    """People by a part of their handle, name, company, product words or pinyin, as far as the viewer may find them."""
    wanted = search_key(query).strip()
    if not wanted:
        return []
    pattern = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    between = _RELATION.format(subject="a.id")
    rows = await tx.fetch(
        f"SELECT {PROFILE_COLUMNS}, a.id, a.kind, a.is_disabled, a.who_may_write, {between},"
        f" (SELECT profile FROM person_seen WHERE viewer = $1 AND subject = a.id)"
        f" FROM {PROFILE_TABLES} WHERE (p.search_key LIKE $2 ESCAPE '\\' OR {_BLOCKS_VIEWER})"
        f" AND a.is_disabled = 0 AND ({_reachable(viewer)}) ORDER BY p.display_name, p.id LIMIT $3",
        viewer.account,
        pattern,
        max(1, min(limit, SEARCH_LIMIT)),
    )
    found = (
        _as_told(row) for row in rows if may_find(viewer, person_of(row[14:18]), relation_of(row[18:22]))
    )
    return [profile for profile in found if wanted in search_text(profile)]


async def list_accounts(tx: Transaction) -> list[Profile]:
    """Everybody on the relay; for the owner."""
    rows = await tx.fetch(f"SELECT {PROFILE_COLUMNS} FROM {PROFILE_TABLES} ORDER BY a.created_at, a.id")
    return [profile_of(row) for row in rows]


def profile_of(row: Row) -> Profile:
    """From PROFILE_COLUMNS."""
    return Profile(
        account=row[0],
        handle=row[1],
        kind=AccountKind(row[2]),
        display_name=row[3],
        company=row[4],
        role=row[5],
        region=row[6],
        product_words=_words.decode(row[7]),
        signature=row[8],
        avatar=row[9],
        pinyin=row[10],
        is_disabled=bool(row[11]),
        phone=row[12],
        time_zone=row[13],
    )


def search_text(profile: Profile) -> str:
    """What a search looks into."""
    texts = (profile.handle, profile.display_name, profile.company, *profile.product_words, profile.pinyin)
    return search_key(*texts)


def person_of(row: Row) -> Person:
    """From id, kind, is_disabled, who_may_write."""
    return Person(
        account=row[0], kind=AccountKind(row[1]), is_disabled=bool(row[2]), who_may_write=WhoMayWrite(row[3])
    )


def relation_of(row: Row) -> Relation:
    """From contact state, shares a conversation, viewer blocks, subject blocks."""
    return Relation(
        contact=None if row[0] is None else ContactState(row[0]),
        shares_conversation=bool(row[1]),
        viewer_blocks=bool(row[2]),
        subject_blocks=bool(row[3]),
    )


def _as_told(row: Row) -> Profile:
    """A blocker's profile stays for the blocked one as it was."""
    told = row[22]
    if row[21] and told is not None:
        return msgspec.json.decode(told, type=Profile)
    return profile_of(row)


def _reachable(viewer: Person) -> str:
    """Keeps people nobody may find from using up the limit; `may_find` decides."""
    if viewer.kind.is_staff:
        return "1 = 1"
    kinds = "'owner', 'staff'" if viewer.kind is AccountKind.CUSTOMER else "'owner', 'staff', 'partner'"
    return (
        f"a.kind IN ({kinds}) OR EXISTS ({_SHARED.format(subject='a.id')})"
        " OR EXISTS (SELECT 1 FROM contact WHERE owner = $1 AND account = a.id)"
    )
