"""What automatic replies are called, in the active language."""

from datetime import timedelta

from parley.desktop.i18n import translate


def _(text: str, **values: object) -> str:
    return translate("AutoReply", text, **values)


def usual_words() -> str:
    """What an away reply says until somebody writes something better."""
    return _("Hello, I am away for a moment and will answer soon.")


def lasted(time: timedelta) -> str:
    """How long one was away."""
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes < 60:
        return _("{count} min", count=minutes)
    if minutes < 24 * 60:
        return _("{hours} h {count} min", hours=minutes // 60, count=minutes % 60)
    return _("{count} d", count=minutes // (24 * 60))


def summary_words(time: timedelta, came: int, waiting: int) -> str:
    """The first line on return."""
    if came == 1:
        head = _("Away {time}: 1 customer came", time=lasted(time))
    else:
        head = _("Away {time}: {count} customers came", time=lasted(time), count=came)
    if waiting == 0:
        return head + _(", nobody is waiting")
    return head + (_(", 1 is waiting") if waiting == 1 else _(", {count} are waiting", count=waiting))


def visitor_words(name: str, *, is_answered: bool, waits: bool) -> str:
    """One of those who came."""
    facts = ([_("answered automatically")] if is_answered else []) + ([_("waiting")] if waits else [])
    return _("{name} ({facts})", name=name, facts=_(", ").join(facts)) if facts else name
