"""One member's private wishes for a conversation: mute, pin, draft."""

from datetime import datetime

import msgspec

from parley.domain import events
from parley.domain.access import check_may_open
from parley.domain.conversation import SOUND_NAME, Preferences
from parley.domain.errors import Refusal
from parley.domain.message import TEXT_LIMIT
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.checks import check_text
from parley.relay.queries.preferences import find_preferences
from parley.relay.queries.seats import find_seat
from parley.relay.storage.database import Transaction


async def set_preferences(
    tx: Transaction, actor: Actor, conversation: str, wish: Preferences, now: datetime
) -> Preferences:
    """The wishes as they hold from now on; the last write wins. Raises NotFound, Refusal."""
    check_text(wish.draft, field="draft", limit=TEXT_LIMIT)
    if not SOUND_NAME.match(wish.sound):
        raise Refusal(
            "value_invalid", "A sound's name has at most 20 letters a to z and underscores.", field="sound"
        )
    wish = msgspec.structs.replace(
        wish,
        draft_at=_checked_time(wish.draft_at, "draft_at"),
        muted_until=_checked_time(wish.muted_until, "muted_until") if wish.is_muted else None,
    )
    check_may_open(await find_seat(tx, actor.account, conversation))
    await logs.lock(tx, actor.account)
    if wish == await find_preferences(tx, actor.account, conversation):
        return wish
    await tx.execute(
        "INSERT INTO preference (account, conversation, is_muted, is_pinned, draft, draft_at, is_hidden,"
        " muted_until, sound) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (account, conversation) DO UPDATE SET"
        " is_muted = excluded.is_muted, is_pinned = excluded.is_pinned, draft = excluded.draft,"
        " draft_at = excluded.draft_at, is_hidden = excluded.is_hidden,"
        " muted_until = excluded.muted_until, sound = excluded.sound",
        actor.account,
        conversation,
        int(wish.is_muted),
        int(wish.is_pinned),
        wish.draft,
        None if wish.draft_at is None else to_milliseconds(wish.draft_at),
        int(wish.is_hidden),
        None if wish.muted_until is None else to_milliseconds(wish.muted_until),
        wish.sound,
    )
    body = events.PreferencesChanged(conversation=conversation, preferences=wish)
    await logs.append_private(tx, actor.account, actor, body, now)
    return wish


def _checked_time(moment: datetime | None, field: str) -> datetime | None:
    """UTC with milliseconds, as it is stored."""
    try:
        return None if moment is None else from_milliseconds(to_milliseconds(moment))
    except (ValueError, OverflowError, OSError):
        raise Refusal(
            "time_invalid", "A time needs its zone, as in 2026-11-21T02:30:00.000Z.", field=field
        ) from None
