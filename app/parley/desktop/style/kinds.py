"""The closed sets that decide how a control looks."""

from enum import StrEnum


class ButtonKind(StrEnum):
    """How loud a button is. One primary a view; danger only for what can't be undone."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SOFT = "soft"
    QUIET = "quiet"
    DANGER = "danger"
    GOLD = "gold"
    LINK = "link"


class ButtonSize(StrEnum):
    """28, 32 or 40 px high at 100 %."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"
