"""Drives the desktop from outside, as a person would: for tests of one's own and for ours. See README.md here.

Everything is imported when it is first used: whoever has Parley installed and drives nothing pays nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parley.driver.aio.desktop import AsyncDesktop
    from parley.driver.clock import SettableClock
    from parley.driver.errors import ActionFailed, DriverError, Gone, NotStarted, TimedOut
    from parley.driver.processes import Relay
    from parley.driver.sync.desktop import Desktop
    from parley.driver.team import Team
    from parley.driver.values import Node, Notification, Row

__all__ = [
    "ActionFailed",
    "AsyncDesktop",
    "Desktop",
    "DriverError",
    "Gone",
    "Node",
    "NotStarted",
    "Notification",
    "Relay",
    "Row",
    "SettableClock",
    "Team",
    "TimedOut",
]

_HOMES = {
    "ActionFailed": "errors",
    "AsyncDesktop": "aio.desktop",
    "Desktop": "sync.desktop",
    "DriverError": "errors",
    "Gone": "errors",
    "Node": "values",
    "NotStarted": "errors",
    "Notification": "values",
    "Relay": "processes",
    "Row": "values",
    "SettableClock": "clock",
    "Team": "team",
    "TimedOut": "errors",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
