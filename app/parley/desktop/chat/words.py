"""The texts of the chat windows, and days, times and states as people say them."""

from datetime import date, datetime, tzinfo

from PySide6.QtCore import QDate, QLocale

from parley.client.rows import TimelineKind, TimelineRow
from parley.desktop.i18n import CHINESE, active_language, translate
from parley.domain.conversation import Role
from parley.domain.message import Delivery


def _(text: str, **values: object) -> str:
    return translate("Chat", text, **values)


def is_chinese() -> bool:
    """Whether the windows speak Chinese: states are then words, not check marks."""
    return active_language() == CHINESE


def clock_text(moment: datetime, zone: tzinfo | None = None) -> str:
    """10:31, in the zone of the computer unless another is given."""
    return moment.astimezone(zone).strftime("%H:%M")


def day_text(day: date, today: date) -> str:
    """What a date separator says."""
    ago = (today - day).days
    written = date_text(day, today)
    if ago == 0:
        return _("Today · {date}", date=written)
    if ago == 1:
        return _("Yesterday · {date}", date=written)
    if 1 < ago < 7:
        return _("{weekday} · {date}", weekday=_written(day, "dddd"), date=written)
    return written


def moment_text(moment: datetime, zone: tzinfo | None = None) -> str:
    """A moment in full, for tool tips and copied text."""
    local = moment.astimezone(zone)
    return f"{local.date().isoformat()} {local.strftime('%H:%M')}"


def unread_text(count: int) -> str:
    """What the unread divider says."""
    return _("1 unread message") if count == 1 else _("{count} unread messages", count=count)


def new_text(count: int) -> str:
    """What the pill says while one reads older messages."""
    return _("1 new message") if count == 1 else _("{count} new messages", count=count)


def date_text(day: date, today: date) -> str:
    """A day without a weekday: 3 November, with its year where that isn't this one."""
    return _written(day, _("d MMMM") if day.year == today.year else _("d MMMM yyyy"))


def delivery_text(row: TimelineRow, others: int = 1) -> str:
    """How far an own message has come, in words; `others` is how many could read it."""
    if row.read_count and others > 1:
        return _("Read by all") if row.read_count >= others else _("Read by {count}", count=row.read_count)
    match row.delivery:
        case Delivery.QUEUED:
            return _("Waiting to be sent")
        case Delivery.SENT:
            return _("Sent")
        case Delivery.DELIVERED:
            return _("Delivered")
        case Delivery.READ:
            return _("Read")
        case Delivery.FAILED:
            return _("Not sent")
        case None:
            return ""


def typing_text(names: tuple[str, ...], *, is_direct: bool) -> str:
    """Who is writing now; empty when nobody is."""
    if not names:
        return ""
    if is_direct:
        return _("typing…")
    if len(names) == 1:
        return _("{name} is typing…", name=names[0])
    if len(names) == 2:
        return _("{first} and {second} are typing…", first=names[0], second=names[1])
    return _("{count} people are typing…", count=len(names))


def system_text(row: TimelineRow, own: str) -> str:
    """What a system line says; `own` is the account that reads it."""
    if row.kind is TimelineKind.UNKNOWN:
        return _("This needs a newer Parley")
    if row.subject is not None and row.subject == own:
        return _about_me(row)
    return _by_me(row) if row.is_own else _by_others(row)


def _about_me(row: TimelineRow) -> str:
    who = row.sender_name
    match row.kind:
        case TimelineKind.INVITED:
            return _("{who} invited you", who=who)
        case TimelineKind.INVITATION_ENDED:
            return _("Your invitation was withdrawn")
        case TimelineKind.JOINED:
            return _("You joined") if row.is_own else _("{who} added you", who=who)
        case TimelineKind.LEFT:
            return _("You left")
        case TimelineKind.REMOVED:
            return _("You were removed by {who}", who=who)
        case TimelineKind.HANDED_OVER:
            return _("You took over") if row.is_own else _("{who} handed this customer over to you", who=who)
        case TimelineKind.ROLE:
            if row.role is Role.OWNER:
                return _("{who} made you an owner", who=who)
            return _("{who} made you a member", who=who)
        case _other:
            return _by_me(row) if row.is_own else _by_others(row)


def _by_me(row: TimelineRow) -> str:
    whom = row.subject_name or _("someone")
    match row.kind:
        case TimelineKind.CREATED:
            if row.text:
                return _("You created the room “{title}”", title=row.text)
            return _("You started the conversation")
        case TimelineKind.INVITED:
            return _("You invited {whom}", whom=whom)
        case TimelineKind.INVITATION_ENDED:
            return _("The invitation of {whom} ended", whom=whom)
        case TimelineKind.JOINED:
            return _("You added {whom}", whom=whom) if _is_about_another(row) else _("You joined")
        case TimelineKind.LEFT:
            return _("You left")
        case TimelineKind.REMOVED:
            return _("You removed {whom}", whom=whom)
        case TimelineKind.ROLE:
            if row.role is Role.OWNER:
                return _("You made {whom} an owner", whom=whom)
            return _("You made {whom} a member", whom=whom)
        case TimelineKind.RENAMED:
            return _("You renamed the room to “{title}”", title=row.text)
        case TimelineKind.NEWCOMERS_ALL:
            return _("You let new members see all earlier messages")
        case TimelineKind.NEWCOMERS_NONE:
            return _("You hid earlier messages from new members")
        case TimelineKind.NEW_DEVICE:
            return _("You signed in on a new device")
        case TimelineKind.HANDED_OVER:
            return _("You handed this customer over to {whom}", whom=whom)
        case TimelineKind.SERVED_BY:
            return _("{whom} now looks after you", whom=whom)
        case TimelineKind.MESSAGE | TimelineKind.UNKNOWN:
            return ""


def _by_others(row: TimelineRow) -> str:
    # Who was asked but never came isn't known to the others.
    who, whom = row.sender_name, row.subject_name or _("someone")
    match row.kind:
        case TimelineKind.CREATED:
            if row.text:
                return _("{who} created the room “{title}”", who=who, title=row.text)
            return _("{who} started the conversation", who=who)
        case TimelineKind.INVITED:
            return _("{who} invited {whom}", who=who, whom=whom)
        case TimelineKind.INVITATION_ENDED:
            return _("The invitation of {whom} ended", whom=whom)
        case TimelineKind.JOINED:
            if _is_about_another(row):
                return _("{who} added {whom}", who=who, whom=whom)
            return _("{who} joined", who=who)
        case TimelineKind.LEFT:
            return _("{who} left", who=who)
        case TimelineKind.REMOVED:
            return _("{who} removed {whom}", who=who, whom=whom)
        case TimelineKind.ROLE:
            if row.role is Role.OWNER:
                return _("{who} made {whom} an owner", who=who, whom=whom)
            return _("{who} made {whom} a member", who=who, whom=whom)
        case TimelineKind.RENAMED:
            return _("{who} renamed the room to “{title}”", who=who, title=row.text)
        case TimelineKind.NEWCOMERS_ALL:
            return _("{who} let new members see all earlier messages", who=who)
        case TimelineKind.NEWCOMERS_NONE:
            return _("{who} hid earlier messages from new members", who=who)
        case TimelineKind.NEW_DEVICE:
            return _("{who} signed in on a new device", who=who)
        case TimelineKind.HANDED_OVER:
            return _("{who} handed this customer over to {whom}", who=who, whom=whom)
        case TimelineKind.SERVED_BY:
            return _("{whom} now looks after you", whom=whom)
        case TimelineKind.MESSAGE | TimelineKind.UNKNOWN:
            return ""


def _is_about_another(row: TimelineRow) -> bool:
    return row.subject is not None and row.subject != row.sender


def failure_text(row: TimelineRow) -> str:
    """Why a message wasn't sent: in our words where the code is known, else the server's sentence."""
    match row.failure:
        case "cannot_write":
            return _("You can't write here any more.")
        case "blocked":
            return _("This person doesn't receive messages from you.")
        case "message_too_long":
            return _("This message is too long.")
        case _other:
            return row.failure_sentence or _("The shop's server didn't take it.")


def _written(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
