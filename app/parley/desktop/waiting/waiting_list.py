"""Who stands in the list under each chip, and in what order: pure functions of entries and `now`.

Waiting:  those who wait now, the longest first ─ who came while closed ─ who may need no reply
Snoozed:  who comes back first stands first
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from parley.client.rows import ConversationRow
from parley.desktop.conversations.conversation_entry import Entry, in_order, section_entry
from parley.desktop.i18n import translate
from parley.domain.desk import DeskSettings
from parley.domain.hours import WorkingHours
from parley.domain.waiting import Level, Wait, level_of, waited


class Chip(StrEnum):
    """What the list shows."""

    ALL = "all"
    WAITING = "waiting"
    UNREAD = "unread"
    SNOOZED = "snoozed"


class DeskView(Protocol):
    """What a list asks of `client.desk.SellersDesk`."""

    @property
    def settings(self) -> DeskSettings:
        """Thresholds, courtesies and flags."""

    @property
    def hours(self) -> WorkingHours | None:
        """When the shop is open."""

    def now(self) -> datetime:
        """The server's time."""


@dataclass(frozen=True, slots=True)
class WaitLine:
    """What a row says of its wait. `seconds` is None when it may need no reply."""

    level: Level
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stand under the chips."""

    waiting: int = 0
    snoozed: int = 0


def wait_line(row: ConversationRow, desk: DeskView) -> WaitLine | None:
    """How the customer of a row waits now; None when nobody waits or it was put off."""
    wait = row.wait
    if wait is None:
        return None
    now = desk.now()
    if wait.is_snoozed(now):
        return None
    if wait.is_courtesy:
        return WaitLine(Level.CALM, None)
    seconds = waited(wait, now, desk.hours).total_seconds()
    return WaitLine(level_of(wait, now, desk.settings, desk.hours), int(seconds))


def stands_under(row: ConversationRow, chip: Chip, flag: int, now: datetime) -> bool:
    """Whether a row belongs under a chip, with the flag that is looked for (0: any or none)."""
    if flag and row.flag != flag:
        return False
    match chip:
        case Chip.WAITING:
            return row.wait is not None and not row.wait.is_snoozed(now)
        case Chip.SNOOZED:
            return row.wait is not None and row.wait.is_snoozed(now)
        case Chip.UNREAD:
            return bool(row.unread)
        case _:
            return True


def ordered(entries: Iterable[Entry], chip: Chip) -> list[Entry]:
    """The rows under a chip in their order, with headings where there are groups."""
    if chip is Chip.SNOOZED:
        return sorted(entries, key=lambda e: (_wait(e).snoozed_until or _wait(e).since, e.key))
    if chip is not Chip.WAITING:
        return in_order(entries)
    live: list[Entry] = []
    closed: list[Entry] = []
    courtesies: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (_wait(e).since, e.key)):
        wait = _wait(entry)
        group = courtesies if wait.is_courtesy else closed if wait.came_while_closed else live
        group.append(entry)
    shown = live
    if closed:
        shown += [section_entry("closed", _("Came while closed")), *closed]
    if courtesies:
        shown += [section_entry("courtesies", _("May need no reply")), *courtesies]
    return shown


def counted(rows: Iterable[ConversationRow], now: datetime) -> Counts:
    """How many wait and how many were put off."""
    waits = [row.wait for row in rows if row.wait is not None]
    return Counts(
        waiting=sum(wait.counts(now) for wait in waits), snoozed=sum(wait.is_snoozed(now) for wait in waits)
    )


def _wait(entry: Entry) -> Wait:
    assert entry.row is not None
    assert entry.row.wait is not None
    return entry.row.wait


def _(text: str, **values: object) -> str:
    return translate("Waiting", text, **values)
