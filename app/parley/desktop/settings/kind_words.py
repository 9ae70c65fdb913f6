"""The kinds of accounts in words."""

from parley.desktop.i18n import translate
from parley.domain.people import AccountKind


def kind_word(kind: AccountKind) -> str:
    """The kind in the active language."""
    match kind:
        case AccountKind.OWNER:
            return _("Owner")
        case AccountKind.STAFF:
            return _("Colleague")
        case AccountKind.PARTNER:
            return _("Partner")
        case _:
            return _("Customer")


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)
