"""Blocking. Only the blocker ever learns of it: for the blocked person the picture stands still.

Their profile, presence, typing and receipts of the blocker don't change any more; messages are refused in the same
words as by anybody who only takes them from contacts.
"""

from datetime import datetime

from parley.domain import events
from parley.domain.access import check_may_see
from parley.domain.errors import Forbidden, NotFound
from parley.foundation.clock import to_milliseconds
from parley.relay.actions import contacts, logs, marks
from parley.relay.actions.acquaintance import catch_up, introduce
from parley.relay.actions.actor import Actor
from parley.relay.actions.device_lists import catch_up_devices
from parley.relay.queries import people
from parley.relay.storage.database import RelationsChanged, Transaction


async def block(tx: Transaction, actor: Actor, account: str, now: datetime) -> None:
    """Blocks somebody; a request of theirs is forgotten. Raises NotFound, Forbidden."""
    subject = await people.get_person(tx, account)
    between = await people.relation(tx, actor.account, account)
    check_may_see(actor.person, subject, between)
    if account == actor.account:
        raise Forbidden("block_self", "You can't block yourself.", field="account")
    await logs.lock_all(tx, (actor.account, account))
    if await _is_blocked(tx, actor.account, account):
        return
    await introduce(tx, actor.account, account, now)
    await tx.execute(
        "INSERT INTO block (owner, account, since) VALUES ($1, $2, $3)",
        actor.account,
        account,
        to_milliseconds(now),
    )
    await marks.freeze_marks(tx, account, actor.account)
    await logs.append_private(tx, actor.account, actor, events.PersonBlocked(account=account), now)
    await contacts.drop_request_from(tx, actor, account, now)
    tx.publish(RelationsChanged((actor.account, account)))


async def unblock(tx: Transaction, actor: Actor, account: str, now: datetime) -> None:
    """Lifts a block; the other one's picture catches up. Raises NotFound."""
    if await people.find_person(tx, account) is None:
        raise _no_block()
    await logs.lock_all(tx, (actor.account, account))
    if not await _is_blocked(tx, actor.account, account):
        raise _no_block()
    await tx.execute("DELETE FROM block WHERE owner = $1 AND account = $2", actor.account, account)
    await logs.append_private(tx, actor.account, actor, events.PersonUnblocked(account=account), now)
    await catch_up(tx, account, actor.account, now)
    await catch_up_devices(tx, account, actor.account, now)
    await marks.thaw_marks(tx, account, actor.account)
    tx.publish(RelationsChanged((actor.account, account)))


async def _is_blocked(tx: Transaction, owner: str, account: str) -> bool:
    row = await tx.fetch_one("SELECT 1 FROM block WHERE owner = $1 AND account = $2", owner, account)
    return row is not None


def _no_block() -> NotFound:
    return NotFound("no_such_block", "You haven't blocked this person.", field="account")
