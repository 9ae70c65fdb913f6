"""The texts of the phrase windows."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from parley.client.rows import PhraseRow
from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.domain.ownership import Owner
from parley.domain.phrase import CODE_LIMIT
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


def trouble_text(code: str, sentence: str) -> str:
    """Why a phrase, a folder or a row of a file can't be: in our words where the code is known."""
    match code:
        case "phrase_code_invalid":
            return _("A code has at most {limit} letters, digits or Chinese characters.", limit=CODE_LIMIT)
        case "phrase_code_taken":
            return _("Another phrase has this code already.")
        case "message_empty":
            return _("There are no words in it.")
        case "message_too_long":
            return _("It is too long for one message.")
        case "name_too_long":
            return _("The folder's name is too long.")
        case "folder_name_taken":
            return _("There is a folder of this name already.")
        case "too_many_phrases":
            return _("There is no room for that many phrases.")
        case "too_many_folders":
            return _("There is no room for more folders.")
        case "csv_quote_open":
            return _("The quotation marks of this row don't fit together.")
        case "csv_too_big":
            return _("This file is too big. Please split it into several files.")
        case "csv_unreadable":
            return _("This file isn't text Parley can read. Please save it as “CSV UTF-8” and try again.")
        case "import_too_long":
            return _("This file has too many phrases. Please split it into several files.")
        case "phrases_locked":
            return _("Only the owner changes the shop's phrases.")
        case _other:
            return sentence


def trouble_of(error: BaseException) -> str:
    """The same for a failure."""
    return trouble_text(str(getattr(error, "code", "")), sentence_of(error))
