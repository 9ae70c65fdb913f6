"""Automatic replies: rules as values, and the one function that decides.

A **book** holds somebody's rules in their order of priority: a person's own, or the shop's, which counts for all who
work there. For one person they are read as one list, own rules first; an own rule, even one that is switched off,
stands in for all the shop's rules of its kind. Keyword rules add up instead.

    decide(books, message, facts, now) -> Decision

goes through that list and takes the first rule that holds. If it answered this customer lately (`throttle_minutes`)
nothing is sent, rather than the words of a rule further down. At most one automatic message follows a message, in
direct chats only, and only one that a human being wrote: automatic ones never set off another. `Decision` says of
every rule why it fires or why not, which is what the dry run shows.

Away is what a person chose (it then holds with the desktop off, until they are back), or all devices being idle. Who
is merely offline or invisible isn't away; outside the working hours the rule for that answers.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from parley.domain.auto_reply_keywords import Match, has_keyword
from parley.domain.hours import WorkingHours, zone_of
from parley.domain.message import Origin, Part, text_of
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.presence import Status

USUAL_THROTTLE_MINUTES = 30


class RuleKind(StrEnum):
    """When a rule holds."""

    FIRST_CONTACT = "first_contact"
    AWAY = "away"
    BUSY = "busy"
    OUTSIDE_HOURS = "outside_hours"
    KEYWORD = "keyword"


class First(StrEnum):
    """What counts as first contact."""

    EVER = "ever"
    DAY = "day"
    SILENCE = "silence"


class Audience(StrEnum):
    """Whom a book's rules answer."""

    CUSTOMERS = "customers"
    PARTNERS = "partners"
    EVERYONE = "everyone"


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule. Which fields count follows from `kind`.

    `silence_hours` for `First.SILENCE`; `waiting_over`: busy also when more customers than that wait.
    """

    id: str
    kind: RuleKind
    parts: tuple[Part, ...]
    is_on: bool = True
    delay_seconds: int = 0
    throttle_minutes: int = USUAL_THROTTLE_MINUTES
    first: First = First.EVER
    silence_hours: int = 8
    waiting_over: int | None = None
    keywords: tuple[str, ...] = ()
    match: Match = Match.CONTAINS

    @property
    def text(self) -> str:
        """All of it as plain text, variables as they stand."""
        return text_of(self.parts)


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """Rules, the most important first. `exceptions` are accounts that never get an automatic message.

    `zone` names the days while there are no working hours. `version` counts the changes.
    """

    version: int = 0
    is_on: bool = True
    audience: Audience = Audience.CUSTOMERS
    rules: tuple[Rule, ...] = ()
    exceptions: tuple[str, ...] = ()
    zone: str = "UTC"


class Books(msgspec.Struct, frozen=True, kw_only=True):
    """What counts for one person: their own book, and that of the shop they work for."""

    own: Book = Book()
    shop: Book = Book()

    def rules(self) -> Iterator[tuple[Owner, Rule]]:
        """All rules, the most important first, those that something stands in for too."""
        for owner, book in ((Owner.PERSON, self.own), (Owner.SHOP, self.shop)):
            if book.is_on:
                yield from ((owner, rule) for rule in book.rules)

    def is_replaced(self, owner: Owner, rule: Rule) -> bool:
        """Whether a rule of one's own stands in for this one of the shop's."""
        if owner is Owner.PERSON or rule.kind is RuleKind.KEYWORD or not self.own.is_on:
            return False
        return any(own.kind is rule.kind for own in self.own.rules)


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What came in, from whom."""

    sender: str
    sender_kind: AccountKind
    text: str
    origin: Origin = Origin.HUMAN
    is_direct: bool = True


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """How things stood when the message came; times are of what came before it.

    `status` is what one chose if that is away, else how one is seen by oneself, offline included. `last_heard_at` is
    the sender's last message, `last_talk_at` the last by either that no machine wrote, `sent_at` by rule when it last
    answered this sender. `is_pending`: an automatic message to them is on its way.
    """

    status: Status = Status.ONLINE
    waiting: int = 0
    hours: WorkingHours | None = None
    last_heard_at: datetime | None = None
    last_talk_at: datetime | None = None
    sent_at: dict[str, datetime] = {}
    is_pending: bool = False


class Silent(StrEnum):
    """Why no rule was even looked at."""

    AUTOMATIC = "automatic"
    NOT_DIRECT = "not_direct"
    NOT_AUDIENCE = "not_audience"
    EXCEPTION = "exception"
    PENDING = "pending"
    NO_RULES = "no_rules"


class Why(StrEnum):
    """What became of one rule."""

    FIRES = "fires"
    OFF = "off"
    REPLACED = "replaced"
    NOT_FIRST = "not_first"
    NOT_AWAY = "not_away"
    NOT_BUSY = "not_busy"
    OPEN = "open"
    NO_HOURS = "no_hours"
    NO_KEYWORD = "no_keyword"
    RECENT = "recent"
    NOT_AUDIENCE = "not_audience"
    LOWER = "lower"


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A rule and what became of it. `again_at`: when a rule that answered lately may do so again."""

    owner: Owner
    rule: Rule
    why: Why
    again_at: datetime | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """`rule` None: nothing is sent. `due_at` is when it is sent unless a human answer comes before."""

    rule: Rule | None = None
    due_at: datetime | None = None
    silent: Silent | None = None
    verdicts: tuple[Verdict, ...] = ()


def decide(books: Books, message: Message, facts: Facts, now: datetime) -> Decision:
    """What is sent in answer to a message, if anything, and why."""
    silent = _silence(books, message, facts)
    if silent is not None:
        return Decision(silent=silent)
    verdicts: list[Verdict] = []
    chosen: Rule | None = None
    is_over = False
    for owner, rule in books.rules():
        why, again_at = _judge(books, owner, rule, message, facts, now)
        if is_over and why in (Why.FIRES, Why.RECENT):
            why, again_at = Why.LOWER, None
        verdicts.append(Verdict(owner=owner, rule=rule, why=why, again_at=again_at))
        if why is Why.FIRES:
            chosen = rule
        is_over = is_over or why in (Why.FIRES, Why.RECENT)
    due_at = None if chosen is None else now + timedelta(seconds=chosen.delay_seconds)
    return Decision(rule=chosen, due_at=due_at, verdicts=tuple(verdicts))


def still_holds(rule: Rule, facts: Facts, now: datetime) -> bool:
    """Whether a reply that was delayed is still true: not when one has come back meanwhile."""
    if rule.kind in (RuleKind.AWAY, RuleKind.BUSY, RuleKind.OUTSIDE_HOURS):
        return _state(rule, facts, now) is Why.FIRES
    return True


def needs_history(rule: Rule) -> bool:
    """Whether the rule asks when somebody last wrote."""
    return rule.is_on and rule.kind is RuleKind.FIRST_CONTACT


def needs_waiting(rule: Rule) -> bool:
    """Whether the rule asks how many customers wait."""
    return rule.is_on and rule.kind is RuleKind.BUSY and rule.waiting_over is not None


def _silence(books: Books, message: Message, facts: Facts) -> Silent | None:
    if message.origin is not Origin.HUMAN:
        return Silent.AUTOMATIC
    if not message.is_direct:
        return Silent.NOT_DIRECT
    if not any(rule.is_on for _, rule in books.rules()):
        return Silent.NO_RULES
    answered = (book.audience for book in (books.own, books.shop) if book.is_on and book.rules)
    if not any(_hears(audience, message.sender_kind) for audience in answered):
        return Silent.NOT_AUDIENCE
    if message.sender in books.own.exceptions or message.sender in books.shop.exceptions:
        return Silent.EXCEPTION
    return Silent.PENDING if facts.is_pending else None


def _hears(audience: Audience, kind: AccountKind) -> bool:
    if audience is Audience.EVERYONE:
        return True
    return kind is AccountKind.CUSTOMER or (audience is Audience.PARTNERS and kind is AccountKind.PARTNER)


def _judge(
    books: Books, owner: Owner, rule: Rule, message: Message, facts: Facts, now: datetime
) -> tuple[Why, datetime | None]:
    if not rule.is_on:
        return Why.OFF, None
    if books.is_replaced(owner, rule):
        return Why.REPLACED, None
    book = books.own if owner is Owner.PERSON else books.shop
    if not _hears(book.audience, message.sender_kind):
        return Why.NOT_AUDIENCE, None
    why = _matches(rule, message, facts, now, book.zone)
    if why is not Why.FIRES:
        return why, None
    sent_at = facts.sent_at.get(rule.id)
    again_at = None if sent_at is None else sent_at + timedelta(minutes=rule.throttle_minutes)
    return (Why.RECENT, again_at) if again_at is not None and now < again_at else (Why.FIRES, None)


def _matches(rule: Rule, message: Message, facts: Facts, now: datetime, zone: str) -> Why:
    match rule.kind:
        case RuleKind.FIRST_CONTACT:
            return Why.FIRES if _is_first(rule, facts, now, zone) else Why.NOT_FIRST
        case RuleKind.KEYWORD:
            return Why.FIRES if has_keyword(message.text, rule.keywords, rule.match) else Why.NO_KEYWORD
        case _:
            return _state(rule, facts, now)


def _state(rule: Rule, facts: Facts, now: datetime) -> Why:
    if rule.kind is RuleKind.AWAY:
        return Why.FIRES if facts.status is Status.AWAY else Why.NOT_AWAY
    if rule.kind is RuleKind.BUSY:
        is_crowded = rule.waiting_over is not None and facts.waiting > rule.waiting_over
        return Why.FIRES if facts.status is Status.BUSY or is_crowded else Why.NOT_BUSY
    if facts.hours is None:
        return Why.NO_HOURS
    return Why.OPEN if facts.hours.is_open(now) else Why.FIRES


def _is_first(rule: Rule, facts: Facts, now: datetime, zone: str) -> bool:
    match rule.first:
        case First.EVER:
            return facts.last_heard_at is None
        case First.DAY:
            tz = zone_of(facts.hours.zone if facts.hours else zone)
            heard = facts.last_heard_at
            return heard is None or heard.astimezone(tz).date() < now.astimezone(tz).date()
        case First.SILENCE:
            talked = facts.last_talk_at
            return talked is None or now - talked >= timedelta(hours=rule.silence_hours)
