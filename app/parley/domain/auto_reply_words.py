"""The words of automatic replies: keywords looked for in what came in, variables filled in what goes out."""

from datetime import datetime

from parley.domain.auto_reply import Facts, Rule
from parley.domain.hours import zone_of
from parley.domain.message import Part, text_part
from parley.domain.phrase_text import fill

OPENING = ("open", "开门时间")
"""The one variable phrases don't have: when the shop opens next."""


def filled(rule: Rule, values: dict[str, str]) -> tuple[Part, ...]:
    """The parts to send. A variable without a value leaves nothing behind: nobody is there to be asked."""
    return tuple(
        text_part("".join(piece.text for piece in fill(part.text, values).pieces)) if part.text else part
        for part in rule.parts
    )


def variables(*, customer: str, shop: str, me: str, facts: Facts, zone: str, now: datetime) -> dict[str, str]:
    """What the variables of a rule stand for."""
    local = now.astimezone(zone_of(zone))
    opens = facts.hours.next_open(now) if facts.hours else None
    opening = "" if opens is None or facts.hours is None else _moment(facts.hours.local(opens), local)
    values = {
        "customer": customer,
        "shop": shop,
        "me": me,
        "date": f"{local:%Y-%m-%d}",
        "time": f"{local:%H:%M}",
    }
    return {**values, **dict.fromkeys(OPENING, opening)}


def _moment(moment: datetime, now: datetime) -> str:
    return f"{moment:%H:%M}" if moment.date() == now.date() else f"{moment:%m-%d %H:%M}"
