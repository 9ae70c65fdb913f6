"""What goes wrong while driving, told so that one sees why without running it again.

DriverError
├── NotStarted     the desktop or the server didn't come up
├── Gone           the desktop ended while it was driven
└── ActionFailed   the desktop couldn't do what was asked
    └── TimedOut   it didn't become so in time
"""

from pathlib import Path
from typing import Any


class DriverError(Exception):
    """Anything the driver reports."""


class NotStarted(DriverError):
    """The desktop or the server didn't come up; the text holds the end of its log."""


class Gone(DriverError):
    """The desktop ended while it was driven; the text holds the end of its log."""


class ActionFailed(DriverError):
    """Has the stable `code` and the `details` of the answer, a picture (`screenshot`) and what was on screen (`tree`)."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        details: dict[str, Any] | None = None,
        screenshot: Path | None = None,
        tree: str = "",
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details or {}
        self.screenshot = screenshot
        self.tree = tree

    def __str__(self) -> str:
        parts = [self.message]
        if self.screenshot is not None:
            parts.append(f"Screenshot: {self.screenshot}")
        if self.tree:
            parts.append(f"On screen:\n{self.tree}")
        return "\n\n".join(parts)


class TimedOut(ActionFailed):
    """Something was waited for that didn't come."""
