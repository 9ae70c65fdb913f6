"""One's own groups of contacts."""

from datetime import datetime

import msgspec

from parley.domain import events
from parley.domain.errors import NotFound, Refusal
from parley.domain.people import ContactGroup, check_name
from parley.protocol.rest_contacts import GroupValue
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.checks import check_id
from parley.relay.queries.contacts import group_ids
from parley.relay.storage.database import Transaction

GROUP_NAME_LIMIT = 20
GROUPS_LIMIT = 100
POSITION_LIMIT = 1_000_000


async def put_group(
    tx: Transaction, actor: Actor, group: str, value: GroupValue, now: datetime
) -> ContactGroup:
    """Makes or changes a group; its id is the client's choice. Raises Refusal."""
    check_id(group, field="group")
    name = check_name(value.name, field="name", limit=GROUP_NAME_LIMIT)
    if not 0 <= value.position <= POSITION_LIMIT:
        raise Refusal("position_invalid", f"A position is 0 to {POSITION_LIMIT}.", field="position")
    await logs.lock(tx, actor.account)
    own = await group_ids(tx, actor.account)
    if group not in own and len(own) >= GROUPS_LIMIT:
        raise Refusal("too_many_groups", f"At most {GROUPS_LIMIT} groups fit.", field="group")
    made = ContactGroup(id=group, name=name, position=value.position)
    await tx.execute(
        "INSERT INTO contact_group (owner, id, name, position) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (owner, id) DO UPDATE SET name = excluded.name, position = excluded.position",
        actor.account,
        group,
        name,
        value.position,
    )
    await logs.append_private(tx, actor.account, actor, events.GroupChanged(group=made), now)
    return made


async def remove_group(tx: Transaction, actor: Actor, group: str, now: datetime) -> None:
    """Ends a group; its contacts stay, without it. Raises NotFound."""
    await logs.lock(tx, actor.account)
    if group not in await group_ids(tx, actor.account):
        raise NotFound("no_such_group", "There is no such group.", field="group")
    await tx.execute("DELETE FROM contact_group WHERE owner = $1 AND id = $2", actor.account, group)
    rows = await tx.fetch("SELECT account, groups_json FROM contact WHERE owner = $1", actor.account)
    changed = [
        (account, msgspec.json.decode(groups, type=list[str])) for account, groups in rows if group in groups
    ]
    await tx.execute_many(
        "UPDATE contact SET groups_json = $3 WHERE owner = $1 AND account = $2",
        [
            (actor.account, account, msgspec.json.encode([g for g in groups if g != group]).decode())
            for account, groups in changed
        ],
    )
    await logs.append_private(tx, actor.account, actor, events.GroupRemoved(group=group), now)
