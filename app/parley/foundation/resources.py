"""Finds the files that ship with Parley: icons, fonts, translations, dialogue.

They lie in `resources/` of a checkout, in `parley/resources/` of a wheel, and beside the package in a frozen
build. In a checkout only its own folder counts: an editable install can leave a stale copy elsewhere.
"""

import sys
from functools import cache
from pathlib import Path


class ResourceMissing(RuntimeError):
    """A file that should have shipped with Parley isn't there: the installation is damaged."""


def path(*parts: str) -> Path:
    """The absolute path of a shipped file or folder. Raises ResourceMissing if it doesn't exist."""
    found = _root().joinpath(*parts)
    if not found.exists():
        raise ResourceMissing(f"{'/'.join(parts)} is missing from Parley's resources; install Parley again")
    return found


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1]
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "parley" / "resources"
    is_checkout = (checkout / "pyproject.toml").is_file() and (checkout / "app" / "parley") == package
    for candidate in [checkout / "resources"] if is_checkout else [package / "resources", frozen]:
        if candidate.is_dir():
            return candidate
    raise ResourceMissing("Parley's resources folder is missing; install Parley again")
