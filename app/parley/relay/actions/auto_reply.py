"""Automatic replies: the books, and the replies themselves.

A reply without a delay is stored in the transaction of the message it answers; a delayed one waits in a table, written
in that same transaction, until `fire` sends it. A human answer takes it away. Its id follows from the message it
answers, so whatever happens there is one at most; and nothing that was decided is forgotten by a relay that dies.
"""

from datetime import datetime
from hashlib import sha256

import msgspec

from parley.domain import events
from parley.domain.access import Person, ShopAct
from parley.domain.auto_reply import Book, Books, Facts, Message, Rule, decide, still_holds
from parley.domain.auto_reply_check import check_book
from parley.domain.auto_reply_words import filled, variables
from parley.domain.errors import Conflict, NotFound, Refusal
from parley.domain.events import Event, MessageCreated
from parley.domain.message import Origin, Part, text_of
from parley.domain.ownership import Owner
from parley.foundation.clock import to_milliseconds
from parley.foundation.ids import derived_id
from parley.protocol.codec import encode
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.may_write import check_may_write
from parley.relay.actions.owned import lock_owned
from parley.relay.queries import people, seats
from parley.relay.queries.auto_reply import NO_DEVICE, LiveStatus, book_of, books_for, facts_for
from parley.relay.queries.shop import find_shop
from parley.relay.storage.database import RepliesDue, Transaction


async def put_book(tx: Transaction, actor: Actor, owner: Owner, book: Book, now: datetime) -> Book:
    """The book as it holds from now on. Raises Refusal, Forbidden, Conflict when another device changed it before."""
    book = check_book(book)
    whose = await lock_owned(tx, actor, owner, ShopAct.SET_AUTO_REPLY)
    old = await book_of(tx, whose.log)
    if book == old:
        return old
    if book.version != old.version:
        raise Conflict(
            "auto_reply_changed",
            "The rules were changed on another device meanwhile.",
            field="version",
            next_step="Look at them as they are now, and change them again.",
        )
    book = msgspec.structs.replace(book, version=old.version + 1)
    await tx.execute(
        "INSERT INTO auto_reply_book (owner, book) VALUES ($1, $2)"
        " ON CONFLICT (owner) DO UPDATE SET book = excluded.book",
        whose.log,
        encode(book).decode(),
    )
    await logs.append(tx, whose.log, actor, events.AutoReplyChanged(book=book), whose.audience, now)
    return book


async def end_pending(tx: Transaction, account: str, conversation: str) -> None:
    """A human answer: what waits for its time isn't needed any more."""
    await tx.execute(
        "DELETE FROM auto_reply_pending WHERE conversation = $1 AND account = $2", conversation, account
    )


async def after_message(
    tx: Transaction, actor: Actor, event: Event, said: MessageCreated, peer: Person, live: LiveStatus
) -> None:
    """What follows from a message that somebody wrote to the peer by hand; its conversation is locked."""
    books = await books_for(tx, peer.account)
    if not any(rule.is_on for _, rule in books.rules()):
        return
    facts = await facts_for(
        tx, peer.account, books, actor.account, event.log, live, event.at, before_seq=event.seq
    )
    message = Message(
        sender=actor.account, sender_kind=actor.kind, text=text_of(said.parts), origin=said.origin
    )
    decision = decide(books, message, facts, event.at)
    if decision.rule is None or decision.due_at is None:
        return
    replier = Actor(peer.account, NO_DEVICE, peer.kind)
    reply = derived_id(event.id, peer.account)
    if decision.due_at <= event.at:
        await _send(tx, replier, event.log, actor.account, reply, books, decision.rule, facts, event.at)
        return
    await tx.execute(
        "INSERT INTO auto_reply_pending (id, account, conversation, peer, rule, due_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        reply,
        peer.account,
        event.log,
        actor.account,
        decision.rule.id,
        to_milliseconds(decision.due_at),
    )
    tx.publish(RepliesDue())


async def fire(tx: Transaction, reply: str, now: datetime, live: LiveStatus) -> bool:
    """Sends a delayed reply, once over all nodes; whether it was sent. One that no longer holds is dropped."""
    row = await tx.fetch_one("SELECT conversation FROM auto_reply_pending WHERE id = $1", reply)
    if row is None:
        return False
    await logs.lock(tx, row[0])
    row = await tx.fetch_one(
        "SELECT account, conversation, peer, rule FROM auto_reply_pending WHERE id = $1 AND due_at <= $2",
        reply,
        to_milliseconds(now),
    )
    if row is None:
        return False
    await tx.execute("DELETE FROM auto_reply_pending WHERE id = $1", reply)
    account, conversation, peer, rule_id = row
    books = await books_for(tx, account)
    rule = next((rule for _, rule in books.rules() if rule.id == rule_id and rule.is_on), None)
    if rule is None:
        return False
    facts = await facts_for(tx, account, books, peer, conversation, live, now)
    if not still_holds(rule, facts, now):
        return False
    person = await people.get_person(tx, account)
    replier = Actor(account, NO_DEVICE, person.kind)
    return await _send(tx, replier, conversation, peer, reply, books, rule, facts, now)


async def words_of(
    tx: Transaction, account: str, books: Books, rule: Rule, customer: str, facts: Facts, now: datetime
) -> tuple[Part, ...]:
    """The parts as they are sent. `customer` is a name. A query."""
    shop = await find_shop(tx)
    book = books.own if rule in books.own.rules else books.shop
    values = variables(
        customer=customer,
        shop=shop.name if shop else "",
        me=(await people.get_profile(tx, account)).display_name,
        facts=facts,
        zone=facts.hours.zone if facts.hours else book.zone,
        now=now,
    )
    return filled(rule, values)


async def _send(
    tx: Transaction,
    replier: Actor,
    conversation: str,
    peer: str,
    reply: str,
    books: Books,
    rule: Rule,
    facts: Facts,
    now: datetime,
) -> bool:
    try:
        await check_may_write(tx, replier, conversation)
    except Refusal:
        return False  # who may not answer by hand doesn't do so automatically
    customer = (await people.get_profile(tx, peer)).display_name
    parts = await words_of(tx, replier.account, books, rule, customer, facts, now)
    if not text_of(parts).strip():
        return False
    body = MessageCreated(client_message_id=reply, parts=parts, origin=Origin.AUTO_REPLY)
    event = await logs.append(tx, conversation, replier, body, await seats.members(tx, conversation), now)
    await tx.execute(
        "INSERT INTO sent (account, client_message_id, body_hash, log_id, seq, at) VALUES ($1, $2, $3, $4, $5, $6)",
        replier.account,
        reply,
        sha256(encode((conversation, parts, body.origin))).digest(),
        conversation,
        event.seq,
        to_milliseconds(event.at),
    )
    await tx.execute(
        "INSERT INTO auto_reply_sent (account, peer, rule, at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (account, peer, rule) DO UPDATE SET at = excluded.at",
        replier.account,
        peer,
        rule.id,
        to_milliseconds(event.at),
    )
    return True


def check_owner(owner: str) -> Owner:
    """From a path. Raises NotFound."""
    try:
        return Owner(owner)
    except ValueError:
        raise NotFound("no_such_address", "There is nothing at this address.") from None
