"""When a list may put its rows in order.

The rows must not move under the pointer: a misclick sends A's price to B. So a wish to re-sort waits while the
pointer is over the list, and for a second after it leaves; and rows are sorted at most once a second. Pure: times
are seconds of a monotonic clock, passed in.
"""

from dataclasses import dataclass, replace

AFTER_LEAVING = 1.0
BETWEEN_SORTS = 1.0


@dataclass(frozen=True, slots=True)
class OrderGate:
    """`wanted`: a row's place changed since the last sort."""

    wanted: bool = False
    pointer_inside: bool = False
    left_at: float | None = None
    sorted_at: float | None = None

    def asked(self) -> "OrderGate":
        """A row's place changed."""
        return replace(self, wanted=True)

    def entered(self) -> "OrderGate":
        """The pointer came over the list."""
        return replace(self, pointer_inside=True, left_at=None)

    def left(self, now: float) -> "OrderGate":
        """The pointer went away."""
        return replace(self, pointer_inside=False, left_at=now) if self.pointer_inside else self

    def sorted(self, now: float) -> "OrderGate":
        """The rows were put in order."""
        return replace(self, wanted=False, sorted_at=now)

    @property
    def is_held(self) -> bool:
        """Whether the pointer alone keeps the rows where they are."""
        return self.pointer_inside

    def is_calm(self, now: float) -> bool:
        """Whether the pointer neither is nor just was over the list."""
        return not self.pointer_inside and (self.left_at is None or now >= self.left_at + AFTER_LEAVING)

    def due_at(self) -> float | None:
        """When to sort: a time (maybe past), or None for not now."""
        if not self.wanted or self.pointer_inside:
            return None
        after_pointer = self.left_at + AFTER_LEAVING if self.left_at is not None else 0.0
        after_sort = self.sorted_at + BETWEEN_SORTS if self.sorted_at is not None else 0.0
        return max(after_pointer, after_sort)
