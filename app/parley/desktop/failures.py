"""Failures as a person reads them: what happened, and what to do next. Never a raw exception."""

from collections.abc import Callable

from parley.desktop.i18n import translate
from parley.domain.errors import ParleyError, Refusal


def _(text: str, **values: object) -> str:
    return translate("Failures", text, **values)


def sentence_of(error: BaseException) -> str:
    """What to tell the person: in their language where the code is known, else the sentence it came with."""
    code = str(getattr(error, "code", ""))
    known = _SENTENCES.get(code)
    if known is not None:
        return known()
    if isinstance(error, Refusal):
        return error.sentence
    if isinstance(error, ParleyError):
        return str(error)
    if isinstance(error, OSError):
        return _("Your computer refused: {reason}", reason=error.strerror or error.__class__.__name__)
    return _("Something went wrong in Parley. It was written to the log; please try again.")


def is_expected(error: BaseException) -> bool:
    """Whether this is the person's world (offline, refused, disk full) and not a mistake of ours."""
    return isinstance(error, (ParleyError, OSError))


_SENTENCES: dict[str, Callable[[], str]] = {
    "offline": lambda: _(
        "Your shop's server can't be reached right now. Please try again when you are online."
    ),
    "certificate_untrusted": lambda: _(
        "This computer can't tell whether it is your shop's server. "
        "Paste its link: where you are signed in, under Settings, Account."
    ),
    "timed_out": lambda: _("Your shop's server didn't answer in time. Please try again."),
    "signed_out": lambda: _("This computer was signed out. Please sign in again."),
    "update_needed": lambda: _("Your Parley is too old for this shop's server. Please update Parley."),
    "server_trouble": lambda: _("Your shop's server has a problem. Please try again in a minute."),
    "database_unavailable": lambda: _(
        "Your shop's server can't save right now. Please try again in a minute."
    ),
    "too_many_requests": lambda: _("That was a lot at once. Please wait a moment and try again."),
    "name_empty": lambda: _("Please fill in a name."),
    "password_short": lambda: _("A password has at least 8 characters."),
    "handle_invalid": lambda: _(
        "A sign-in name has 1 to 32 letters a to z, digits, dots, hyphens or underscores."
    ),
}
