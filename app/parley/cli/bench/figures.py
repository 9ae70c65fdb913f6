"""What a run of the bench found, as a program and as a person reads it.

A **delivery** is a `MessageCreated` received by a device that is not the sender's. Server figures are those of the
relay's whole process tree, from the moment the generator is told to begin until the last delivery was counted.
"""

from collections.abc import Sequence
from enum import StrEnum

import msgspec


class Shape(StrEnum):
    """What the people of a run do."""

    DIRECT = "direct"
    ROOM = "room"
    IDLE = "idle"
    RETURN = "return"
    RESUME = "resume"


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """One run. What a shape doesn't measure is None."""

    shape: Shape
    delivered: int = 0
    lost: int = 0
    duplicated: int = 0
    per_s: float | None = None
    p50_ms: float | None = None
    p99_ms: float | None = None
    fsync_p99_ms: float | None = None
    server_cpu_s_per_1k: float | None = None
    rss_kib_per_session: float | None = None
    logins_per_s: float | None = None
    cold_start_s: float | None = None
    received_in_s: float | None = None

    @property
    def kept_every_promise(self) -> bool:
        """Nothing acknowledged is missing, nothing came twice."""
        return self.lost == 0 and self.duplicated == 0


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which that share of the values lies; None of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else None


def page(figures: Figures) -> str:
    """The figures that were measured, one a line."""
    values = msgspec.structs.asdict(figures)
    return "\n".join(f"{name:<20} {_shown(value)}" for name, value in values.items() if value is not None)


def rounded(figures: Figures) -> Figures:
    """With the digits that mean something."""
    values = msgspec.structs.asdict(figures).items()
    return msgspec.structs.replace(figures, **{k: round(v, 4) for k, v in values if isinstance(v, float)})


def _shown(value: object) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)
