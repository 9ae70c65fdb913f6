"""Cutting a square out of a picture: pure geometry, in the picture's own pixels."""

from dataclasses import dataclass, replace

MAX_ZOOM = 8.0


@dataclass(frozen=True, slots=True)
class Crop:
    """A square inside a picture of `width` × `height`. `zoom` 1 is the largest square; `x`, `y` its centre."""

    width: int
    height: int
    x: float
    y: float
    zoom: float = 1.0

    @property
    def side(self) -> float:
        """The side of the square."""
        return min(self.width, self.height) / self.zoom

    @property
    def left(self) -> float:
        """The square's left edge."""
        return self.x - self.side / 2

    @property
    def top(self) -> float:
        """The square's upper edge."""
        return self.y - self.side / 2

    def moved(self, dx: float, dy: float) -> "Crop":
        """Moved, as far as the picture reaches."""
        return replace(self, x=self.x + dx, y=self.y + dy)._inside()

    def zoomed(self, zoom: float) -> "Crop":
        """The same centre at another zoom, 1 to 8."""
        return replace(self, zoom=max(1.0, min(MAX_ZOOM, zoom)))._inside()

    def _inside(self) -> "Crop":
        half = self.side / 2
        return replace(
            self,
            x=max(half, min(self.width - half, self.x)),
            y=max(half, min(self.height - half, self.y)),
        )


def whole(width: int, height: int) -> Crop:
    """The largest square, in the middle."""
    return Crop(width, height, width / 2, height / 2)
