"""The texts of the windows for messages to many."""

from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.phrases.words import name_of_variable
from parley.domain import phrase_text
from parley.domain.broadcast import Broadcast, BroadcastState, Result, Why

Said = tuple[str, str]
"""Words and the colour token they have."""


def _(text: str, **values: object) -> str:
    return translate("Broadcasts", text, **values)


def why_word(why: Why) -> str:
    """Why somebody doesn't get it."""
    match why:
        case Why.OPTED_OUT:
            return _("opted out")
        case Why.HAD_ONE_TODAY:
            return _("had one today")
        case Why.YOU_BLOCK_THEM:
            return _("blocked by you")
        case Why.TAKES_NONE:
            return _("takes no messages from you")
        case Why.DISABLED:
            return _("account closed")
        case Why.COLLEAGUE:
            return _("a colleague")
        case Why.UNKNOWN:
            return _("not here any more")
        case Why.UNFILLED:
            return _("a variable was empty")
        case Why.CANCELLED:
            return _("cancelled before")
        case Why.TROUBLE:
            return _("the server made a mistake")


def result_words(result: Result, why: Why | None) -> Said:
    """What became of a recipient."""
    match result:
        case Result.WAITING:
            return _("waiting"), "ink3"
        case Result.SENT:
            return _("sent"), "accent"
        case Result.SKIPPED:
            return (why_word(why) if why else _("skipped")), "amber"
        case Result.FAILED:
            return (why_word(why) if why else _("failed")), "red"


def state_words(broadcast: Broadcast) -> Said:
    """Where a broadcast stands."""
    match broadcast.state:
        case BroadcastState.RUNNING:
            return _("Being sent"), "accent"
        case BroadcastState.PAUSED:
            return _("Paused"), "amber"
        case BroadcastState.FINISHED:
            return _("Finished"), "ink2"
        case BroadcastState.CANCELLED:
            return _("Cancelled"), "ink2"


def said_words(broadcast: Broadcast) -> str:
    """What was said, with what everybody reads filled in and the rest by its name."""
    pieces = phrase_text.fill(broadcast.text, broadcast.given).pieces
    return "".join(
        f"{{{name_of_variable(piece.variable)}}}" if piece.is_missing else piece.text for piece in pieces
    )


def count_words(broadcast: Broadcast) -> str:
    """How far it is, and what became of them."""
    parts = [_("{sent} of {total} sent", sent=broadcast.sent, total=broadcast.total)]
    if broadcast.skipped:
        parts.append(_("{count} skipped", count=broadcast.skipped))
    if broadcast.failed:
        parts.append(_("{count} failed", count=broadcast.failed))
    return " · ".join(parts)


def trouble_of(error: BaseException) -> str:
    """What went wrong, in our words where the code is known."""
    match getattr(error, "code", ""):
        case "nobody_chosen":
            return _("Choose at least one person.")
        case "too_many_recipients":
            return _("At most 5,000 people get one message. Please send it in several goes.")
        case "message_too_long":
            return _("At most 2,000 characters go into one message to many.")
        case "broadcast_over":
            return _("It is over already.")
        case "too_many_broadcasts":
            return _("Too many of your messages to many aren't over yet. Cancel some first.")
        case _other:
            return sentence_of(error)
