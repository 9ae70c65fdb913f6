"""A swarm's figures, and how they are told: one line while it runs, a page at its end, JSON for programs."""

from collections.abc import Iterable
from math import ceil

import msgspec

_LAG_WARNING_MS = 100.0


class Latency(msgspec.Struct, frozen=True, kw_only=True):
    """Nearest-rank percentiles in milliseconds of `count` samples; zeros when there are none."""

    count: int = 0
    p50: float = 0.0
    p95: float = 0.0
    p99: float = 0.0
    max: float = 0.0

    @classmethod
    def of(cls, seconds: Iterable[float]) -> "Latency":
        """From samples in seconds."""
        ordered = sorted(round(one * 1000, 1) for one in seconds)
        if not ordered:
            return cls()
        return cls(
            count=len(ordered),
            p50=_rank(ordered, 50),
            p95=_rank(ordered, 95),
            p99=_rank(ordered, 99),
            max=ordered[-1],
        )


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What was said and who got it.

    `expected` counts pairs of an acknowledged message and a user of the swarm who has to get it; each is `delivered`
    or `lost`; `found_late` ones of the delivered never came by themselves and were only there when asked for. `unsent` messages were still queued on their sender's side at the end.
    """

    sent: int
    acknowledged: int
    failed: int
    unsent: int
    expected: int
    delivered: int
    found_late: int
    lost: int
    duplicated: int
    out_of_order: int
    reconnects: int
    errors: dict[str, int]
    acknowledged_ms: Latency
    delivered_ms: Latency

    @property
    def kept_every_promise(self) -> bool:
        """Nothing lost, doubled or out of order."""
        return not (self.lost or self.duplicated or self.out_of_order)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run. `ended` is "time", "interrupted" or "script_failed"; `own_lag_ms` is how late the swarm's own
    process was: where that is large, its latencies are its own and not the server's."""

    relay: str
    users: int
    seconds: float
    seed: int
    script: str
    ended: str
    figures: Figures
    own_lag_ms: Latency


def progress_line(passed: float, seconds: float, users: int, online: int, figures: Figures) -> str:
    """How a run stands."""
    errors = sum(figures.errors.values())
    return (
        f"{passed:3.0f} of {seconds:.0f} s · {online}/{users} online · {figures.sent} sent · "
        f"{figures.delivered}/{figures.expected} delivered · p95 {figures.delivered_ms.p95:.0f} ms · "
        f"{errors} error{'' if errors == 1 else 's'}"
    )


def page(report: Report) -> str:
    """A run for people."""
    figures = report.figures
    rows = [
        f"{report.users} users for {report.seconds:.1f} s on {report.relay}, {report.script}, seed {report.seed}",
        "",
        f"  messages      {figures.sent} sent, {figures.acknowledged} acknowledged, {figures.failed} failed, "
        f"{figures.unsent} unsent",
        f"  deliveries    {figures.delivered} of {figures.expected}, {figures.lost} lost, {figures.found_late} found late, "
        f"{figures.duplicated} duplicated, {figures.out_of_order} out of order",
        _latency_row("acknowledged", figures.acknowledged_ms),
        _latency_row("delivered", figures.delivered_ms),
        f"  reconnects    {figures.reconnects}",
        f"  errors        {_errors(figures.errors)}",
    ]
    if report.own_lag_ms.p99 > _LAG_WARNING_MS:
        rows.append(
            f"\n  The swarm itself was up to {report.own_lag_ms.p99:.0f} ms late (p99): this computer is too busy for"
            "\n  so many users, and the latencies are partly its own. Try fewer users or a lower --rate."
        )
    return "\n".join(rows)


def _latency_row(name: str, latency: Latency) -> str:
    if not latency.count:
        return f"  {name:<14}-"
    return (
        f"  {name:<14}p50 {latency.p50:.0f} ms, p95 {latency.p95:.0f} ms, p99 {latency.p99:.0f} ms, "
        f"at most {latency.max:.0f} ms"
    )


def _errors(errors: dict[str, int]) -> str:
    return ", ".join(f"{code} {count}" for code, count in errors.items()) or "none"


def _rank(ordered: list[float], percent: int) -> float:
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]
