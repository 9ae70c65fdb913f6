"""What this device did at its desk and the server doesn't know yet; and who waits, with that counted in.

Only the fields that were touched are wished, so that a flag set here doesn't undo what another device put off.
"""

import logging
from datetime import datetime
from functools import lru_cache
from typing import Any

import apsw
import msgspec
from msgspec import UNSET, UnsetType

from parley.client.core import Core
from parley.client.records import Record
from parley.client.storage import pending, states
from parley.domain.desk import (
    AMBER_SETTING,
    COURTESY_SETTING,
    FLAG_SETTING,
    RED_SETTING,
    Desk,
    DeskSettings,
    desk_settings,
)
from parley.domain.errors import Refusal, TooMany
from parley.domain.message import Origin
from parley.domain.people import AccountKind
from parley.domain.state import AccountState
from parley.domain.waiting import Wait, can_wait, find_wait

_log = logging.getLogger("parley.client")
_replace = msgspec.structs.replace
_SETTINGS = (AMBER_SETTING, RED_SETTING, COURTESY_SETTING, FLAG_SETTING)


class DeskWish(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Fields that are UNSET weren't touched."""

    done_seq: int | UnsetType = UNSET
    snoozed_until: datetime | UnsetType | None = UNSET
    snoozed_seq: int | UnsetType = UNSET
    flag: int | UnsetType = UNSET

    def applied_to(self, desk: Desk) -> Desk:
        """The desk as wished."""
        return _replace(desk, **self._touched())

    def and_then(self, later: "DeskWish") -> "DeskWish":
        """Both; where they differ the later one holds."""
        return _replace(self, **later._touched())

    def without(self, done: "DeskWish") -> "DeskWish | None":
        """What is left after `done` was granted; None for nothing."""
        rest = {name: value for name, value in self._touched().items() if value != getattr(done, name)}
        return DeskWish(**rest) if rest else None

    def _touched(self) -> dict[str, Any]:
        return {n: value for n in self.__struct_fields__ if (value := getattr(self, n)) is not UNSET}


def load(db: apsw.Connection) -> dict[str, DeskWish]:
    """What wasn't told before this start."""
    return {key: msgspec.convert(value, DeskWish) for key, value in pending.load(db, pending.DESK).items()}


def desk_of(core: Core, conversation: str) -> Desk:
    """What one has done about a customer, the server knowing or not."""
    known = core.state.desk.get(conversation, Desk())
    wish = core.desk_wishes.get(conversation)
    return wish.applied_to(known) if wish else known


def settings_of(core: Core) -> DeskSettings:
    """How one wants to be told of waiting customers."""
    values = (core.settings[n] if n in core.settings else core.state.settings.get(n) for n in _SETTINGS)
    return _settings(*values)


def is_customer(core: Core, peer: str | None) -> bool:
    """Whether the other one of a direct conversation is a customer of the shop one works for."""
    profile = core.state.people.get(peer or "")
    own = core.state.profile
    kinds: tuple[AccountKind | None, AccountKind | None] = (
        own.kind if own else None,
        profile.kind if profile else None,
    )
    return can_wait(*kinds)


def wait_of(core: Core, record: Record) -> Wait | None:
    """How the customer waits. An answer that is still on its way out ends it here already."""
    if not record.unanswered.first:
        return None
    queued = core.outbox.of(record.id)
    if any(item.failure is None and item.origin is Origin.HUMAN for item in queued):
        return None
    courtesies = _letters(settings_of(core).courtesies)
    return find_wait(record.unanswered, desk_of(core, record.id), courtesies, core.hours)


async def push(core: Core, conversation: str, wish: DeskWish) -> None:
    """Tells the server. Raises ClientError or TooMany; then it is told again."""
    wanted = desk_of(core, conversation)
    kept: Desk | None = None
    try:
        kept = await core.rest.send("PUT", f"/conversations/{conversation}/desk", Desk, wanted)
    except TooMany:
        raise
    except Refusal as refusal:
        _log.info("a desk was refused: %s", refusal.code)
    async with core.turn:
        current = core.desk_wishes.get(conversation)
        left = current.without(wish) if current else None
        state = core.state if kept is None else _with_desk(core.state, conversation, kept)
        await core.write(lambda db: _save(db, conversation, left, core.state, state))
        core.state = state
        # While that was written, the next wish may have come.
        current = core.desk_wishes.pop(conversation, None)
        left = current.without(wish) if current else None
        if left is not None:
            core.desk_wishes[conversation] = left


@lru_cache(maxsize=64)
def _settings(*values: str | None) -> DeskSettings:
    return desk_settings({n: v for n, v in zip(_SETTINGS, values, strict=True) if v is not None})


@lru_cache(maxsize=64)
def _letters(courtesies: tuple[str, ...]) -> frozenset[str]:
    return DeskSettings(courtesies=courtesies).courtesy_letters


def _with_desk(state: AccountState, conversation: str, desk: Desk) -> AccountState:
    return _replace(state, desk={**state.desk, conversation: desk})


def _save(
    db: apsw.Connection, conversation: str, left: DeskWish | None, old: AccountState, new: AccountState
) -> None:
    if left is None:
        pending.remove(db, pending.DESK, conversation)
    else:
        pending.put(db, pending.DESK, conversation, left)
    states.save(db, states.ACCOUNT, old, new)
