"""Contacts: asking, answering, and one's private entries about people.

Both sides hold an entry of their own: `requested` here is `asks` there, `accepted` is on both, and an entry removed on
one side goes on the other. Who asks somebody that asked them is a contact at once. A request to a person who blocks
the asker leaves no trace with that person and looks to the asker like any unanswered one.
"""

from datetime import datetime

import msgspec

from parley.domain import events
from parley.domain.access import check_may_ask_contact
from parley.domain.errors import Forbidden, NotFound, Refusal
from parley.domain.people import NAME_LIMIT, Contact, ContactState, check_name
from parley.foundation.clock import to_milliseconds
from parley.protocol.rest_contacts import AskContact, ContactChange
from parley.relay.actions import logs
from parley.relay.actions.acquaintance import introduce, introduce_each_other
from parley.relay.actions.actor import Actor
from parley.relay.checks import check_text
from parley.relay.pinyin import pinyin_key
from parley.relay.queries import people
from parley.relay.queries.contacts import find_contact, group_ids
from parley.relay.storage.database import RelationsChanged, Transaction

MESSAGE_LIMIT = 200
_replace = msgspec.structs.replace


async def ask(tx: Transaction, actor: Actor, wish: AskContact, now: datetime) -> Contact:
    """Asks somebody to become a contact. Raises NotFound, Forbidden, Refusal."""
    message = check_text(wish.message.strip(), field="message", limit=MESSAGE_LIMIT)
    remark = check_name(wish.remark, field="remark", limit=NAME_LIMIT, required=False)
    subject = await people.get_person(tx, wish.account)
    between = await people.relation(tx, actor.account, wish.account)
    check_may_ask_contact(actor.person, subject, between)
    if between.viewer_blocks:
        raise Forbidden("you_block_them", "You blocked this person.", next_step="Unblock them first.")
    await logs.lock_all(tx, (actor.account, wish.account))
    mine = await find_contact(tx, actor.account, wish.account)
    if mine is not None and mine.state is ContactState.ACCEPTED:
        return mine
    theirs = await find_contact(tx, wish.account, actor.account)
    if theirs is not None and theirs.state is not ContactState.ASKS:
        return await become_contacts(tx, actor, wish.account, remark, now)
    await introduce(tx, actor.account, wish.account, now)
    if not between.subject_blocks:
        await introduce(tx, wish.account, actor.account, now)
        asks = _entry(theirs, actor.account, ContactState.ASKS, now)
        await _put(tx, actor, wish.account, _replace(asks, message=message), now)
    entry = _with_remark(_entry(mine, wish.account, ContactState.REQUESTED, now), remark)
    return await _put(tx, actor, actor.account, _replace(entry, message=message), now)


async def accept(tx: Transaction, actor: Actor, account: str, now: datetime) -> Contact:
    """Says yes to a request. Raises NotFound without one."""
    mine = await _lock_entry(tx, actor, account)
    if mine.state is ContactState.ACCEPTED:
        return mine
    if mine.state is not ContactState.ASKS:
        raise _no_request()
    return await become_contacts(tx, actor, account, "", now)


async def decline(tx: Transaction, actor: Actor, account: str, now: datetime) -> None:
    """Says no to a request. Raises NotFound without one."""
    mine = await _lock_entry(tx, actor, account)
    if mine.state is not ContactState.ASKS:
        raise _no_request()
    await _drop_both(tx, actor, account, now)


async def change(tx: Transaction, actor: Actor, account: str, wish: ContactChange, now: datetime) -> Contact:
    """Another remark name or other groups. Raises NotFound, Refusal."""
    mine = await _lock_entry(tx, actor, account)
    new = mine
    if wish.remark is not None:
        remark = check_name(wish.remark, field="remark", limit=NAME_LIMIT, required=False)
        new = _replace(new, remark=remark, remark_pinyin=pinyin_key(remark))
    if wish.groups is not None:
        new = _replace(new, groups=await _check_groups(tx, actor, wish.groups))
    return mine if new == mine else await _put(tx, actor, actor.account, new, now)


async def remove(tx: Transaction, actor: Actor, account: str, now: datetime) -> None:
    """Takes a contact off both lists, or a request back. Raises NotFound."""
    await _lock_entry(tx, actor, account)
    await _drop_both(tx, actor, account, now)


async def become_contacts(tx: Transaction, actor: Actor, account: str, remark: str, now: datetime) -> Contact:
    """Both have each other in their lists, nobody asked; their logs are locked."""
    await introduce_each_other(tx, actor.account, account, now)
    theirs = await find_contact(tx, account, actor.account)
    await _put(tx, actor, account, _entry(theirs, actor.account, ContactState.ACCEPTED, now), now)
    mine = _entry(await find_contact(tx, actor.account, account), account, ContactState.ACCEPTED, now)
    entry = await _put(tx, actor, actor.account, _with_remark(mine, remark), now)
    tx.publish(RelationsChanged((actor.account, account)))
    return entry


async def drop_request_from(tx: Transaction, actor: Actor, account: str, now: datetime) -> None:
    """Forgets, on the actor's side alone, that somebody asked; they aren't told."""
    mine = await find_contact(tx, actor.account, account)
    if mine is not None and mine.state is ContactState.ASKS:
        await _drop(tx, actor, actor.account, account, now)


def _entry(old: Contact | None, account: str, state: ContactState, now: datetime) -> Contact:
    return _replace(old, state=state, since=now) if old else Contact(account=account, state=state, since=now)


def _with_remark(entry: Contact, remark: str) -> Contact:
    return _replace(entry, remark=remark, remark_pinyin=pinyin_key(remark)) if remark else entry


async def _lock_entry(tx: Transaction, actor: Actor, account: str) -> Contact:
    if await people.find_person(tx, account) is None:
        raise _no_contact()
    await logs.lock_all(tx, (actor.account, account))
    mine = await find_contact(tx, actor.account, account)
    if mine is None:
        raise _no_contact()
    return mine


async def _check_groups(tx: Transaction, actor: Actor, groups: tuple[str, ...]) -> tuple[str, ...]:
    own = await group_ids(tx, actor.account)
    if any(group not in own for group in groups):
        raise Refusal("no_such_group", "There is no such group.", field="groups")
    return tuple(dict.fromkeys(groups))


async def _put(tx: Transaction, actor: Actor, owner: str, entry: Contact, now: datetime) -> Contact:
    await tx.execute(
        "INSERT INTO contact (owner, account, state, remark, remark_pinyin, groups_json, message, since)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (owner, account) DO UPDATE SET"
        " state = excluded.state, remark = excluded.remark, remark_pinyin = excluded.remark_pinyin,"
        " groups_json = excluded.groups_json, message = excluded.message, since = excluded.since",
        owner,
        entry.account,
        entry.state,
        entry.remark,
        entry.remark_pinyin,
        msgspec.json.encode(entry.groups).decode(),
        entry.message,
        to_milliseconds(entry.since),
    )
    await logs.append_private(tx, owner, actor, events.ContactChanged(contact=entry), now)
    return entry


async def _drop_both(tx: Transaction, actor: Actor, account: str, now: datetime) -> None:
    await _drop(tx, actor, actor.account, account, now)
    if await find_contact(tx, account, actor.account) is not None:
        await _drop(tx, actor, account, actor.account, now)
    tx.publish(RelationsChanged((actor.account, account)))


async def _drop(tx: Transaction, actor: Actor, owner: str, account: str, now: datetime) -> None:
    await tx.execute("DELETE FROM contact WHERE owner = $1 AND account = $2", owner, account)
    await logs.append_private(tx, owner, actor, events.ContactRemoved(account=account), now)


def _no_contact() -> NotFound:
    return NotFound("no_such_contact", "This person isn't in your contacts.", field="account")


def _no_request() -> NotFound:
    return NotFound("no_such_request", "This person hasn't asked to be your contact.", field="account")
