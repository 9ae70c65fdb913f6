"""What automatic replies are called, in the active language."""

from datetime import datetime, timedelta

from parley.desktop.i18n import translate
from parley.domain.auto_reply import First, Rule, RuleKind, Silent, Verdict, Why
from parley.domain.auto_reply_keywords import Match


def _(text: str, **values: object) -> str:
    return translate("AutoReply", text, **values)


def usual_words() -> str:
    """What an away reply says until somebody writes something better."""
    return _("Hello, I am away for a moment and will answer soon.")


def kind_word(kind: RuleKind) -> str:
    """A kind of rule as a title."""
    match kind:
        case RuleKind.FIRST_CONTACT:
            return _("First contact")
        case RuleKind.AWAY:
            return _("Away")
        case RuleKind.BUSY:
            return _("Busy")
        case RuleKind.OUTSIDE_HOURS:
            return _("Outside working hours")
        case RuleKind.KEYWORD:
            return _("Keyword")


def rule_title(rule: Rule) -> str:
    """A rule in a few words: its kind and what is particular about it."""
    word = kind_word(rule.kind)
    detail = ""
    match rule.kind:
        case RuleKind.FIRST_CONTACT:
            detail = first_word(rule.first, rule.silence_hours)
        case RuleKind.KEYWORD:
            detail = _(", ").join(rule.keywords)
        case RuleKind.BUSY if rule.waiting_over is not None:
            detail = _("or more than {count} waiting", count=rule.waiting_over)
    return f"{word} · {detail}" if detail else word


def first_word(first: First, hours: int) -> str:
    """Which first contact is meant."""
    match first:
        case First.EVER:
            return _("ever")
        case First.DAY:
            return _("of the day")
        case First.SILENCE:
            return _("after {hours} h of silence", hours=hours)


def match_word(match_: Match) -> str:
    """How a keyword is looked for."""
    return _("Whole word") if match_ is Match.WORD else _("Contains")


def why_words(verdict: Verdict, zone: datetime) -> str:
    """What became of a rule in a dry run; `zone` is any local time, for clock times."""
    match verdict.why:
        case Why.FIRES:
            return _("This one is sent.")
        case Why.OFF:
            return _("It is switched off.")
        case Why.REPLACED:
            return _("Your own rule of this kind stands in for it.")
        case Why.NOT_FIRST:
            return _("It isn't the first contact.")
        case Why.NOT_AWAY:
            return _("You aren't away.")
        case Why.NOT_BUSY:
            return _("You aren't busy, and not enough customers wait.")
        case Why.OPEN:
            return _("It is within working hours.")
        case Why.NO_HOURS:
            return _("No working hours are set.")
        case Why.NO_KEYWORD:
            return _("None of its words is in the message.")
        case Why.NOT_AUDIENCE:
            return _("It doesn't answer this kind of person.")
        case Why.LOWER:
            return _("A rule above it comes first.")
        case Why.RECENT:
            again = verdict.again_at.astimezone(zone.tzinfo) if verdict.again_at else zone
            return _("It answered this person lately; again from {time}.", time=f"{again:%H:%M}")


def silent_words(silent: Silent) -> str:
    """Why no rule was looked at."""
    match silent:
        case Silent.NOT_AUDIENCE:
            return _("Nothing is sent: the rules don't answer this kind of person.")
        case Silent.EXCEPTION:
            return _("Nothing is sent: this person is an exception.")
        case Silent.PENDING:
            return _("Nothing more is sent: an automatic reply to this person is on its way.")
        case Silent.NO_RULES:
            return _("Nothing is sent: there is no rule that is switched on.")
        case _:
            return _("Nothing is sent: automatic messages and rooms are never answered.")


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
