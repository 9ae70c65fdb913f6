"""One notice for all customers who wait."""

from collections.abc import Sequence
from dataclasses import replace

from parley.client.rows import ConversationRow
from parley.desktop.i18n import translate
from parley.desktop.platform.notifications import Notice


def waiting_notice(notice: Notice, waiting: Sequence[ConversationRow]) -> Notice:
    """A notice of a customer's message told as how many wait; it opens the longest wait, the first of `waiting`.

    What others wrote stays a notice of its own.
    """
    if notice.conversation not in {row.id for row in waiting}:
        return notice
    names = [row.title for row in waiting]
    return replace(
        notice,
        conversation=waiting[0].id,
        title=_("{count} customers are waiting", count=len(names)),
        is_single=False,
        text=_("{name} has waited longest. Last: {last}", name=names[0], last=notice.sender_name),
    )


def _(text: str, **values: object) -> str:
    return translate("Waiting", text, **values)
