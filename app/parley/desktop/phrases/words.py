"""The texts of the phrase windows."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from parley.client.rows import PhraseRow
from parley.desktop.i18n import translate
from parley.domain.ownership import Owner
from parley.domain.phrase_text import parse

Tinted = tuple[str, str]
"""A stretch of text and the colour token it has."""


def _(text: str, **values: object) -> str:
    return translate("Phrases", text, **values)


def name_of_variable(variable: str) -> str:
    """What a person calls it; those Parley doesn't fill go by their own name."""
    match variable:
        case "customer":
            return _("Customer")
        case "shop":
            return _("Shop")
        case "me":
            return _("My name")
        case "date":
            return _("Date")
        case "time":
            return _("Time")
        case _other:
            return variable


def name_of_owner(owner: Owner) -> str:
    """Whose library."""
    return _("The shop's") if owner is Owner.SHOP else _("Mine")


def moment_values(now: datetime) -> dict[str, str]:
    """Date and time as people here write them."""
    local = now.astimezone()
    day = QDate(local.year, local.month, local.day)
    return {"date": QLocale().toString(day, _("d MMMM yyyy")), "time": f"{local:%H:%M}"}


def tinted_text(text: str) -> list[Tinted]:
    """A phrase on one line, its variables by their names."""
    return [
        (f"{{{name_of_variable(piece.variable)}}}", "accent")
        if piece.variable
        else (" ".join(piece.text.split("\n")), "")
        for piece in parse(text)
    ]


def plain_text(text: str) -> str:
    """The same without colours."""
    return "".join(words for words, _ink in tinted_text(text))


def spoken(row: PhraseRow) -> str:
    """What a screen reader says."""
    return " ".join(part for part in (f"/{row.code}" if row.code else "", row.text, row.folder_name) if part)


def use_text(count: int) -> str:
    """How often it was used."""
    if count == 0:
        return _("Not used yet")
    return _("Used once") if count == 1 else _("Used {count} times", count=count)
