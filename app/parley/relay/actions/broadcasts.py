"""Messages to many: starting one, pausing, going on, cancelling, and the shop's rules for them."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

import msgspec

from parley.domain import events
from parley.domain.access import ShopAct, check_shop_act
from parley.domain.broadcast import (
    KEPT_LIMIT,
    RECIPIENTS_LIMIT,
    Broadcast,
    BroadcastRules,
    BroadcastState,
    Result,
    check_rules,
    check_text,
    compose,
    missing_variables,
    why_not,
)
from parley.domain.errors import Conflict, NotFound, Refusal
from parley.domain.hours import check_zone
from parley.domain.message import text_of
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.protocol.codec import encode
from parley.protocol.rest_broadcasts import BroadcastPreview, BroadcastWish, PreviewEntry
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.broadcast_send import do_cancel, footer_of, save, tell, values_for
from parley.relay.checks import check_id
from parley.relay.checks import check_text as check_storable
from parley.relay.queries.broadcasts import (
    Found,
    Job,
    all_customers,
    broadcasts_of,
    find_job,
    find_people,
    rules_of,
)
from parley.relay.queries.shop import Shop, find_shop, staff_of
from parley.relay.storage.database import Transaction

_TEXT_BYTES = 8_000
_replace = msgspec.structs.replace


async def preview(tx: Transaction, actor: Actor, wish: BroadcastWish, now: datetime) -> BroadcastPreview:
    """Who would get it now, and what the first of them would read. A query. Raises Refusal, Forbidden."""
    shop = await _check(tx, actor, wish)
    missing = missing_variables(wish.text, wish.given)
    people = await _people(tx, actor, shop, wish, now)
    rules = await rules_of(tx, shop.id)
    entries = tuple(
        PreviewEntry(account=one.account, name=one.name, why=why_not(one.candidate, rules)) for one in people
    )
    first = next((one for one, entry in zip(people, entries, strict=True) if entry.why is None), None)
    sample = ""
    if first is not None and not missing and wish.text.strip():
        values = await values_for(
            tx, actor.account, shop.name, first.name, wish.given, await _zone(tx, shop, wish), now
        )
        sample = text_of(compose(wish.text, values, footer_of(first, wish.language)))
    return BroadcastPreview(people=entries, sample=sample, missing=missing)


async def start(
    tx: Transaction, actor: Actor, broadcast: str, wish: BroadcastWish, now: datetime
) -> Broadcast:
    """Begins to send; the same id with the same wish has one effect. Raises Refusal, Forbidden, Conflict."""
    check_id(broadcast, field="broadcast")
    shop = await _check(tx, actor, wish)
    text = check_text(wish.text, wish.given)
    body_hash = sha256(encode(wish)).digest()
    await logs.lock(tx, actor.account)
    known = await find_job(tx, broadcast, locks=True)
    if known is not None:
        if known.account != actor.account or known.body_hash != body_hash:
            raise Conflict(
                "message_id_reused", "This id was used for another message already.", field="broadcast"
            )
        return known.value
    people = await _people(tx, actor, shop, wish, now)
    if not people:
        raise Refusal("nobody_chosen", "Nobody is chosen to get it.", field="people")
    await _make_room(tx, actor, now)
    value = Broadcast(
        id=broadcast,
        text=text,
        given=wish.given,
        language=wish.language,
        zone=wish.zone,
        state=BroadcastState.RUNNING,
        total=len(people),
        started_at=from_milliseconds(to_milliseconds(now)),
    )
    await _insert(tx, actor, shop.id, value, body_hash, people)
    await tell(tx, actor, value, now)
    return value


async def pause(tx: Transaction, actor: Actor, broadcast: str, now: datetime) -> Broadcast:
    """Nobody more gets it for now. Raises NotFound, Conflict."""
    return await _move(tx, actor, broadcast, BroadcastState.PAUSED, now)


async def resume(tx: Transaction, actor: Actor, broadcast: str, now: datetime) -> Broadcast:
    """Goes on where it was paused. Raises NotFound, Conflict."""
    check_shop_act(actor.person, ShopAct.BROADCAST)
    return await _move(tx, actor, broadcast, BroadcastState.RUNNING, now)


async def cancel(tx: Transaction, actor: Actor, broadcast: str, now: datetime) -> Broadcast:
    """Whoever hasn't got it doesn't get it. Raises NotFound, Conflict."""
    job = await _lock_own(tx, actor, broadcast)
    if job.value.state is BroadcastState.CANCELLED:
        return job.value
    _check_not_over(job)
    return await do_cancel(tx, actor, job, now)


async def remove(tx: Transaction, actor: Actor, broadcast: str, now: datetime) -> None:
    """Forgets one that is over, with its results; the messages stay. Raises NotFound, Conflict."""
    job = await _lock_own(tx, actor, broadcast)
    if not job.value.state.is_over:
        raise Conflict("broadcast_running", "This one isn't over yet.", next_step="Cancel it first.")
    await _do_remove(tx, actor, broadcast, now)


async def check_own(tx: Transaction, actor: Actor, broadcast: str) -> Job:
    """A query. Raises NotFound: only the sender knows of it."""
    job = await find_job(tx, broadcast)
    if job is None or job.account != actor.account:
        raise NotFound("no_such_broadcast", "There is no such message to many.", field="broadcast")
    return job


async def set_rules(tx: Transaction, actor: Actor, rules: BroadcastRules, now: datetime) -> BroadcastRules:
    """How many a day one customer may get. Raises Refusal, Forbidden."""
    check_shop_act(actor.person, ShopAct.SET_BROADCAST_RULES)
    check_rules(rules)
    shop = await _get_shop(tx)
    await logs.lock(tx, shop.id)
    if rules != await rules_of(tx, shop.id):
        await tx.execute(
            "UPDATE shop SET broadcasts_per_day = $2, broadcast_zone = $3 WHERE id = $1",
            shop.id,
            rules.per_day,
            rules.zone,
        )
        body = events.BroadcastRulesChanged(rules=rules)
        await logs.append(tx, shop.id, actor, body, await staff_of(tx, shop.id), now)
    return rules


async def _move(
    tx: Transaction, actor: Actor, broadcast: str, state: BroadcastState, now: datetime
) -> Broadcast:
    job = await _lock_own(tx, actor, broadcast)
    if job.value.state is state:
        return job.value
    _check_not_over(job)
    value = _replace(job.value, state=state)
    await save(tx, value)
    await tell(tx, actor, value, now)
    return value


async def _check(tx: Transaction, actor: Actor, wish: BroadcastWish) -> Shop:
    check_shop_act(actor.person, ShopAct.BROADCAST)
    check_zone(wish.zone)
    check_storable(wish.text, field="text", limit=_TEXT_BYTES)
    for value in (*wish.given, *wish.given.values()):
        check_storable(value, field="given", limit=_TEXT_BYTES)
    if len(wish.people) > RECIPIENTS_LIMIT:
        raise _too_many()
    for account in wish.people:
        check_id(account, field="people")
    return await _get_shop(tx)


async def _people(
    tx: Transaction, actor: Actor, shop: Shop, wish: BroadcastWish, now: datetime
) -> list[Found]:
    accounts = list(dict.fromkeys((*wish.people, *(await all_customers(tx) if wish.all_customers else ()))))
    if len(accounts) > RECIPIENTS_LIMIT:
        raise _too_many()
    return await find_people(tx, actor.person, shop.id, accounts, await _zone(tx, shop, wish), now)


async def _zone(tx: Transaction, shop: Shop, wish: BroadcastWish) -> str:
    return (await rules_of(tx, shop.id)).zone or wish.zone


async def _insert(
    tx: Transaction, actor: Actor, shop: str, value: Broadcast, body_hash: bytes, people: Iterable[Found]
) -> None:
    await tx.execute(
        "INSERT INTO broadcast (id, account, device, shop, text, given, language, zone, state, total, started_at,"
        " body_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        value.id,
        actor.account,
        actor.device,
        shop,
        value.text,
        encode(value.given).decode(),
        value.language,
        value.zone,
        value.state,
        value.total,
        to_milliseconds(value.started_at),
        body_hash,
    )
    await tx.execute_many(
        "INSERT INTO broadcast_recipient (broadcast, position, account, name, result) VALUES ($1, $2, $3, $4, $5)",
        [
            (value.id, position, one.account, one.name, Result.WAITING)
            for position, one in enumerate(people, start=1)
        ],
    )


async def _make_room(tx: Transaction, actor: Actor, now: datetime) -> None:
    kept = await broadcasts_of(tx, actor.account)
    if len(kept) < KEPT_LIMIT:
        return
    over = [value for value in kept.values() if value.state.is_over]
    if not over:
        raise Refusal(
            "too_many_broadcasts", f"{KEPT_LIMIT} of them aren't over yet.", next_step="Cancel some."
        )
    oldest = min(over, key=lambda value: (value.started_at, value.id))
    await _do_remove(tx, actor, oldest.id, now)


async def _do_remove(tx: Transaction, actor: Actor, broadcast: str, now: datetime) -> None:
    await tx.execute("DELETE FROM broadcast_recipient WHERE broadcast = $1", broadcast)
    await tx.execute("DELETE FROM broadcast WHERE id = $1", broadcast)
    await logs.append_private(tx, actor.account, actor, events.BroadcastRemoved(broadcast=broadcast), now)


async def _lock_own(tx: Transaction, actor: Actor, broadcast: str) -> Job:
    await logs.lock(tx, actor.account)
    await find_job(tx, broadcast, locks=True)
    return await check_own(tx, actor, broadcast)


def _check_not_over(job: Job) -> None:
    if job.value.state.is_over:
        raise Conflict("broadcast_over", "This one is over already.")


async def _get_shop(tx: Transaction) -> Shop:
    shop = await find_shop(tx)
    if shop is None:
        raise Conflict("shop_missing", "The shop isn't open yet.")
    return shop


def _too_many() -> Refusal:
    return Refusal(
        "too_many_recipients", f"At most {RECIPIENTS_LIMIT} people get one message to many.", field="people"
    )
