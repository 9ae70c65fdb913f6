"""What would be sent now? The question an editor of rules asks; nothing is stored."""

from datetime import datetime

import msgspec

from parley.domain.access import check_may_see
from parley.domain.auto_reply import Message, decide
from parley.domain.errors import Refusal
from parley.domain.message import TEXT_LIMIT, Part
from parley.domain.people import AccountKind
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.protocol.rest_auto_reply import DryRun, DryRunQuestion
from parley.relay.actions.actor import Actor
from parley.relay.actions.auto_reply import words_of
from parley.relay.checks import check_text
from parley.relay.queries import people
from parley.relay.queries.auto_reply import LiveStatus, books_for, facts_for
from parley.relay.storage.database import Transaction

_STRANGER = ""


async def dry_run(
    tx: Transaction, actor: Actor, question: DryRunQuestion, now: datetime, live: LiveStatus
) -> DryRun:
    """By the very rules and facts a message would meet. Raises Refusal, NotFound."""
    check_text(question.text, field="text", limit=TEXT_LIMIT)
    at = now if question.at is None else checked_time(question.at, field="at")
    sender, kind, name = await _sender(tx, actor, question.sender)
    books = await books_for(tx, actor.account)
    facts = await facts_for(tx, actor.account, books, sender, await _talk(tx, actor, sender), live, at)
    if question.status is not None:
        facts = msgspec.structs.replace(facts, status=question.status)
    message = Message(sender=sender, sender_kind=kind, text=question.text)
    decision = decide(books, message, facts, at)
    parts: tuple[Part, ...] = ()
    if decision.rule is not None:
        parts = await words_of(tx, actor.account, books, decision.rule, name, facts, decision.due_at or at)
    return DryRun(
        decision=decision,
        parts=parts,
        at=at,
        status=facts.status,
        is_open=None if facts.hours is None else facts.hours.is_open(at),
    )


def checked_time(moment: datetime, *, field: str) -> datetime:
    """UTC with milliseconds. Raises Refusal."""
    try:
        return from_milliseconds(to_milliseconds(moment))
    except (ValueError, OverflowError, OSError):
        raise Refusal(
            "time_invalid", "A time needs its zone, as in 2026-11-21T02:30:00.000Z.", field=field
        ) from None


async def _sender(tx: Transaction, actor: Actor, account: str | None) -> tuple[str, AccountKind, str]:
    if account is None:
        return _STRANGER, AccountKind.CUSTOMER, ""
    person = await people.get_person(tx, account)
    check_may_see(actor.person, person, await people.relation(tx, actor.account, account))
    return account, person.kind, (await people.get_profile(tx, account)).display_name


async def _talk(tx: Transaction, actor: Actor, account: str) -> str | None:
    low, high = sorted((actor.account, account))
    row = await tx.fetch_one("SELECT conversation FROM direct WHERE low = $1 AND high = $2", low, high)
    return None if row is None else str(row[0])
