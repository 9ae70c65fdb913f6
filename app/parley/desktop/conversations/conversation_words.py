"""The words of a row: what its second line says, and what a screen reader hears."""

from dataclasses import dataclass
from enum import Enum

from parley.client.rows import ConversationRow
from parley.desktop.conversations.conversation_entry import Entry
from parley.desktop.i18n import translate
from parley.domain.conversation import ConversationKind


class Lead(Enum):
    """What the second line begins with, which decides its colour."""

    NONE = "none"
    SPEAKER = "speaker"
    DRAFT = "draft"
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class SecondLine:
    """The lead (coloured) and the text behind it."""

    kind: Lead
    lead: str
    text: str


def second_line(row: ConversationRow, *, is_open: bool = False) -> SecondLine:
    """What was said last, and by whom. A draft is shown only where one isn't writing it right now."""
    if row.is_invitation:
        return SecondLine(
            Lead.INVITATION, _("[Invitation]"), _one_line(row.last_line) or _("You are invited to this room")
        )
    if row.draft.strip() and not is_open:
        return SecondLine(Lead.DRAFT, _("[Draft]"), _one_line(row.draft))
    text = _one_line(row.last_line)
    if not text and row.kind is ConversationKind.ROOM:
        alone = row.member_count == 1
        text = _("Only you so far") if alone else _("{count} people", count=row.member_count)
        return SecondLine(Lead.NONE, "", text)
    if row.last_is_own and text:
        return SecondLine(Lead.SPEAKER, _("You:"), text)
    # In a direct chat a third one spoke when a colleague has handed it over.
    if row.last_speaker != row.peer and row.last_speaker_name and text:
        return SecondLine(Lead.SPEAKER, _("{name}:", name=row.last_speaker_name), text)
    return SecondLine(Lead.NONE, "", text)


def spoken(entry: Entry, when: str) -> str:
    """The whole row as a sentence, for screen readers."""
    row = entry.row
    if row is None:
        return entry.title
    line = second_line(row)
    parts = [entry.title, f"{line.lead} {line.text}".strip(), when]
    if row.unread:
        parts.append(_("{count} unread", count=row.unread))
    if row.is_new_customer:
        parts.append(_("New customer"))
    if row.is_muted:
        parts.append(_("Muted"))
    if row.is_pinned:
        parts.append(_("Pinned"))
    return ", ".join(part for part in parts if part)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _(text: str, **values: object) -> str:
    return translate("Conversations", text, **values)
