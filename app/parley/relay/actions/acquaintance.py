"""Who knows whom: everyone's account log holds the profiles of the people they have met.

`introduce` tells somebody about another person when they meet (a contact request, a direct conversation, a room,
colleagues) and again when what they were told is out of date. `tell_profile` passes a changed profile on to all who
know the person and may see them live, so a blocked person's picture of the blocker never changes.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from parley.domain.access import Person, may_see_live
from parley.domain.events import PersonChanged
from parley.domain.people import Profile
from parley.protocol.codec import encode
from parley.relay.actions.actor import Actor
from parley.relay.actions.device_lists import show_devices
from parley.relay.actions.logs import append_private
from parley.relay.queries import people
from parley.relay.storage.database import Transaction

_decode = msgspec.json.Decoder(Profile).decode


async def introduce(tx: Transaction, viewer: str, subject: str, now: datetime) -> None:
    """Tells the viewer who the subject is, unless they know, or the subject has blocked them since."""
    if viewer == subject:
        return
    profile = await people.get_profile(tx, subject)
    row = await tx.fetch_one(
        "SELECT profile FROM person_seen WHERE viewer = $1 AND subject = $2", viewer, subject
    )
    if row is not None:
        if _decode(row[0]) == profile:
            return
        if (await people.relation(tx, viewer, subject)).subject_blocks:
            return
    await _tell(tx, viewer, profile, now)


async def introduce_each_other(tx: Transaction, one: str, other: str, now: datetime) -> None:
    """Both ways; they see each other live from now on, so also the devices."""
    await introduce(tx, one, other, now)
    await introduce(tx, other, one, now)
    if one != other:
        await show_devices(tx, one, other, now)
        await show_devices(tx, other, one, now)


async def introduce_to_all(tx: Transaction, newcomer: str, others: Iterable[str], now: datetime) -> None:
    """The newcomer and everybody there, both ways."""
    for other in sorted(others):
        await introduce_each_other(tx, newcomer, other, now)


async def catch_up(tx: Transaction, viewer: str, subject: str, now: datetime) -> None:
    """Brings what the viewer knows of the subject up to date; who doesn't know them isn't told anything."""
    row = await tx.fetch_one("SELECT 1 FROM person_seen WHERE viewer = $1 AND subject = $2", viewer, subject)
    if row is not None:
        await introduce(tx, viewer, subject, now)


async def tell_profile(tx: Transaction, account: str, now: datetime) -> Profile:
    """Passes the current profile on to those who know the person; returns it."""
    profile = await people.get_profile(tx, account)
    # Being disabled is part of what colleagues are told, so it doesn't stop the telling.
    subject = Person(account=account, kind=profile.kind)
    rows = await tx.fetch(
        "SELECT viewer, profile FROM person_seen WHERE subject = $1 ORDER BY viewer", account
    )
    for viewer_id, told in rows:
        if _decode(told) == profile:
            continue
        viewer = await people.get_person(tx, viewer_id)
        if may_see_live(viewer, subject, await people.relation(tx, viewer_id, account)):
            await _tell(tx, viewer_id, profile, now)
    return profile


async def _tell(tx: Transaction, viewer: str, profile: Profile, now: datetime) -> None:
    await tx.execute(
        "INSERT INTO person_seen (viewer, subject, profile) VALUES ($1, $2, $3)"
        " ON CONFLICT (viewer, subject) DO UPDATE SET profile = excluded.profile",
        viewer,
        profile.account,
        encode(profile).decode(),
    )
    # The person told about is the one who acts; no device of theirs is named to anyone.
    teller = Actor(profile.account, "", profile.kind)
    await append_private(tx, viewer, teller, PersonChanged(person=profile), now)
