"""One's profile: what others see, also when one is offline."""

from datetime import datetime

import msgspec

from parley.domain import events
from parley.domain.errors import Refusal
from parley.domain.hours import check_zone
from parley.domain.people import NAME_LIMIT, SIGNATURE_LIMIT, Profile, check_name, check_phone
from parley.foundation.clock import to_milliseconds
from parley.protocol.rest import ProfileChange
from parley.relay.actions import logs
from parley.relay.actions.acquaintance import tell_profile
from parley.relay.actions.actor import Actor
from parley.relay.pinyin import pinyin_key
from parley.relay.queries import people
from parley.relay.storage.database import Transaction

PRODUCT_WORDS_LIMIT = 20


async def change_profile(tx: Transaction, actor: Actor, change: ProfileChange, now: datetime) -> Profile:
    """Changes the fields that are given and tells those who may see it. Raises Refusal."""
    await logs.lock(tx, actor.account)
    old = await people.get_profile(tx, actor.account)
    new = msgspec.structs.replace(old, **_checked(change))
    await tx.execute(
        "UPDATE party SET display_name = $2, company = $3, role = $4, region = $5, product_words = $6,"
        " signature = $7, phone = $8, time_zone = $9 WHERE id = $1",
        actor.account,
        new.display_name,
        new.company,
        new.role,
        new.region,
        msgspec.json.encode(new.product_words).decode(),
        new.signature,
        new.phone,
        new.time_zone,
    )
    return await refresh(tx, actor, actor.account, now)


async def set_avatar(tx: Transaction, actor: Actor, sha256: str, png: bytes, now: datetime) -> Profile:
    """A picture that was checked and encoded anew already."""
    await tx.execute(
        "INSERT INTO avatar (sha256, png, created_at) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING",
        sha256,
        png,
        to_milliseconds(now),
    )
    return await _point_avatar(tx, actor, sha256, now)


async def clear_avatar(tx: Transaction, actor: Actor, now: datetime) -> Profile:
    """Back to the drawn initials."""
    return await _point_avatar(tx, actor, None, now)


async def refresh(tx: Transaction, actor: Actor, account: str, now: datetime) -> Profile:
    """Makes the search keys anew, then tells the account itself and those who know it, if anything changed."""
    profile = await people.get_profile(tx, account)
    pinyin = pinyin_key(profile.display_name, profile.company)
    profile = msgspec.structs.replace(profile, pinyin=pinyin)
    await tx.execute(
        "UPDATE party SET pinyin = $2, search_key = $3 WHERE id = $1",
        account,
        pinyin,
        people.search_text(profile),
    )
    await logs.append_private(tx, account, actor, events.ProfileChanged(profile=profile), now)
    return await tell_profile(tx, account, now)


def _checked(change: ProfileChange) -> dict[str, object]:
    limits = {"display_name": NAME_LIMIT, "company": 60, "role": NAME_LIMIT, "region": NAME_LIMIT}
    limits["signature"] = SIGNATURE_LIMIT
    given: dict[str, object] = {}
    for field, limit in limits.items():
        text = getattr(change, field)
        if text is not None:
            given[field] = check_name(text, field=field, limit=limit, required=field == "display_name")
    if change.product_words is not None:
        given["product_words"] = _checked_words(change.product_words)
    if change.phone is not None:
        given["phone"] = check_phone(change.phone)
    if change.time_zone is not None:
        given["time_zone"] = check_zone(change.time_zone, field="time_zone") if change.time_zone else ""
    return given


def _checked_words(words: tuple[str, ...]) -> tuple[str, ...]:
    checked = (check_name(word, field="product_words", limit=20, required=False) for word in words)
    unique = tuple(dict.fromkeys(word for word in checked if word))
    if len(unique) > PRODUCT_WORDS_LIMIT:
        raise Refusal(
            "too_many_words", f"At most {PRODUCT_WORDS_LIMIT} product words fit.", field="product_words"
        )
    return unique


async def _point_avatar(tx: Transaction, actor: Actor, sha256: str | None, now: datetime) -> Profile:
    await logs.lock(tx, actor.account)
    await tx.execute("UPDATE party SET avatar = $2 WHERE id = $1", actor.account, sha256)
    return await refresh(tx, actor, actor.account, now)
