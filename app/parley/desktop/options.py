"""How the desktop was asked to start."""

from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from parley.foundation.clock import Clock, SystemClock


@dataclass(frozen=True, slots=True, kw_only=True)
class DesktopOptions:
    """`language` and `theme` override what was chosen in the settings, for this run; `link` is an invitation.

    `headless` draws into memory, 1280×800, without motion. `background` starts in the tray.
    `control` is where a test may drive this desktop; `clock_file` is where it sets the clock, which a shop's server
    that is started from here reads too.
    """

    profile: Path
    headless: bool = False
    background: bool = False
    language: str = ""
    theme: str = ""
    link: str = ""
    control: Path | None = None
    clock: Clock = field(default_factory=SystemClock)
    clock_file: Path | None = None

    @property
    def shop_data(self) -> Path:
        """The data folder of a shop that is set up on this computer."""
        return self.profile / "shop"


def default_profile() -> Path:
    """Where this person's Parley keeps its data."""
    return platformdirs.user_data_path("parley", appauthor=False)
