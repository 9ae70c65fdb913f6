"""The zone this computer's clock is in, by its IANA name."""

from PySide6.QtCore import QTimeZone

from parley.domain.errors import Refusal
from parley.domain.hours import check_zone


def system_zone() -> str:
    """Empty where the system's zone has no name that others know."""
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    try:
        return check_zone(zone)
    except Refusal:
        return ""
