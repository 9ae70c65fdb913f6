"""Opting out of messages to many, and in again: by one's own word, or by a colleague who writes it down."""

from datetime import datetime

from parley.domain import events
from parley.domain.access import Person, ShopAct, check_shop_act, no_such_person
from parley.domain.broadcast import (
    REASON_LIMIT,
    Language,
    OptOut,
    confirmation,
    is_opt_in,
    is_opt_out,
    language_of,
)
from parley.domain.errors import Refusal
from parley.domain.events import Event, MessageCreated
from parley.domain.message import Origin, text_part
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.foundation.ids import derived_id
from parley.protocol.rest_broadcasts import OptOutChange
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.checks import check_text
from parley.relay.queries import people, seats
from parley.relay.queries.broadcasts import had_one, has_opted_out
from parley.relay.queries.shop import Shop, find_shop, staff_of
from parley.relay.storage.database import Transaction

_CHINESE = range(0x4E00, 0xA000)


async def set_opt_out(
    tx: Transaction, actor: Actor, account: str, change: OptOutChange, now: datetime
) -> None:
    """A colleague writes down what a customer said elsewhere. Raises Refusal, Forbidden, NotFound."""
    check_shop_act(actor.person, ShopAct.BROADCAST)
    reason = check_text(change.reason.strip(), field="reason", limit=REASON_LIMIT)
    if not change.is_out and not reason:
        raise Refusal(
            "reason_needed", "Please write down why they get messages to many again.", field="reason"
        )
    person = await people.get_person(tx, account)
    if person.kind.is_staff:
        raise no_such_person()
    shop = await find_shop(tx)
    if shop is not None:
        await _set(tx, actor, shop, account, now, is_out=change.is_out, reason=reason)


async def hear(
    tx: Transaction, actor: Actor, event: Event, said: MessageCreated, peer: Person | None
) -> bool:
    """Whether a message to one of the shop's people was nothing but a word to opt out, or in; it is answered then.

    Only after a broadcast in this conversation: who never got one may mean something else. The answer's origin is
    `bot`: it is no rule of the person's, and nothing answers it.
    """
    if peer is None or not peer.kind.is_staff or actor.kind.is_staff or said.origin is not Origin.HUMAN:
        return False
    is_out, is_in = is_opt_out(said.parts), is_opt_in(said.parts)
    if not (is_out or is_in) or not await had_one(tx, actor.account, event.log):
        return False
    shop = await find_shop(tx)
    if shop is None or not await _set(tx, actor, shop, actor.account, event.at, is_out=is_out, reason=""):
        return False
    language = await _language(tx, actor.account, said)
    answer = MessageCreated(
        client_message_id=derived_id(event.id, "opt_out"),
        parts=(text_part(confirmation(shop.name, language, is_out=is_out)),),
        origin=Origin.BOT,
    )
    answerer = Actor(peer.account, "", peer.kind)
    await logs.append(tx, event.log, answerer, answer, await seats.members(tx, event.log), event.at)
    return True


async def _set(
    tx: Transaction, actor: Actor, shop: Shop, account: str, now: datetime, *, is_out: bool, reason: str
) -> bool:
    """Whether that is new."""
    await logs.lock(tx, shop.id)
    if is_out == await has_opted_out(tx, shop.id, account):
        return False
    at = to_milliseconds(now)
    if is_out:
        await tx.execute(
            "INSERT INTO opt_out (shop, account, at, by_account, reason) VALUES ($1, $2, $3, $4, $5)",
            shop.id,
            account,
            at,
            actor.account,
            reason,
        )
    else:
        await tx.execute("DELETE FROM opt_out WHERE shop = $1 AND account = $2", shop.id, account)
    opt_out = OptOut(at=from_milliseconds(at), by=actor.account, reason=reason) if is_out else None
    body = events.OptOutChanged(account=account, opt_out=opt_out, reason=reason)
    await logs.append(tx, shop.id, actor, body, await staff_of(tx, shop.id), now)
    return True


async def _language(tx: Transaction, account: str, said: MessageCreated) -> Language:
    """The language they chose for themselves; else that of the word they sent."""
    row = await tx.fetch_one("SELECT value FROM setting WHERE account = $1 AND name = 'language'", account)
    word = said.parts[0].text.casefold()
    is_chinese = any(ord(c) in _CHINESE for c in word) or word.strip(" .!。！") in ("td", "dy")
    return language_of(row[0] if row else None, Language.CHINESE if is_chinese else Language.ENGLISH)
