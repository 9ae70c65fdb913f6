"""Say it to many (群发): one text to many customers, each with their own words filled in, sent by the relay.

    running ──► finished
       ▲ │
       │ ▼
     paused ──► cancelled (also from running)

Each recipient waits, and then was sent to, was skipped by a rule (`Why`), or failed. Whether a rule skips somebody is
decided by `why_not` twice: for the preview, and again when it is their turn. Nobody gets more than so many a day by the
shop's clocks (`BroadcastRules`), and every message ends with how to opt out. Who answers with nothing but one of
`OPT_OUT_WORDS` gets no more of them from this shop, until they send one of `OPT_IN_WORDS` or a colleague lets them back
with a reason.
"""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from parley.domain import phrase_text
from parley.domain.errors import Refusal
from parley.domain.hours import check_zone
from parley.domain.message import Part, text_part

TEXT_LIMIT = 2_000
"""Characters of the text as written; with values and footer it still is one message."""
RECIPIENTS_LIMIT = 5_000
GIVEN_LIMIT = 10
VALUE_LIMIT = 500
KEPT_LIMIT = 200
"""Broadcasts one account keeps; the oldest ended one makes room for a new one."""
PER_DAY_LIMIT = 10
REASON_LIMIT = 200

OPT_OUT_WORDS = frozenset(
    {"stop", "unsubscribe", "td", "退订", "退訂", "回复td", "取消订阅", "取消訂閱", "不再接收"}
)
OPT_IN_WORDS = frozenset({"start", "unstop", "subscribe", "dy", "订阅", "訂閱", "恢复订阅", "恢復訂閱"})


class Language(StrEnum):
    """What a footer can be written in."""

    CHINESE = "zh_CN"
    ENGLISH = "en"


class BroadcastState(StrEnum):
    """Where a broadcast stands."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nobody will get it any more."""
        return self in (BroadcastState.FINISHED, BroadcastState.CANCELLED)


class Result(StrEnum):
    """What became of one recipient."""

    WAITING = "waiting"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


class Why(StrEnum):
    """Why somebody doesn't get it."""

    OPTED_OUT = "opted_out"
    HAD_ONE_TODAY = "had_one_today"
    YOU_BLOCK_THEM = "you_block_them"
    TAKES_NONE = "takes_none"
    """They don't take messages from the sender: the same words whether they block or only let contacts write."""
    DISABLED = "disabled"
    COLLEAGUE = "colleague"
    UNKNOWN = "unknown"
    UNFILLED = "unfilled"
    """A variable had no value for this person."""
    CANCELLED = "cancelled"
    """The broadcast was cancelled before their turn."""
    TROUBLE = "trouble"
    """The server made a mistake; it is in its log."""


class Broadcast(msgspec.Struct, frozen=True, kw_only=True):
    """One broadcast and how far it has come. `text` has its variables as they stand; `given` are values for those the
    relay can't know. `language` is the footer's for people who never chose one; `zone` is the sender's.
    """

    id: str
    text: str
    given: dict[str, str] = {}
    language: Language
    zone: str
    state: BroadcastState
    total: int
    sent: int = 0
    skipped: int = 0
    failed: int = 0
    started_at: datetime
    ended_at: datetime | None = None

    @property
    def done(self) -> int:
        """Recipients whose turn has been."""
        return self.sent + self.skipped + self.failed


class BroadcastRules(msgspec.Struct, frozen=True, kw_only=True):
    """The shop's: how many one customer may get a day, from anybody here, and by which clocks. `zone` "": the sender's."""

    per_day: int = 1
    zone: str = ""


class OptOut(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody wants no more broadcasts, since when. `by` is themselves, or the colleague who wrote it down for them."""

    at: datetime
    by: str
    reason: str = ""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """What `why_not` decides by. `today` is how many broadcasts they had since the day began."""

    is_known: bool = True
    is_colleague: bool = False
    is_disabled: bool = False
    has_opted_out: bool = False
    is_blocked: bool = False
    takes_none: bool = False
    today: int = 0


def why_not(candidate: Candidate, rules: BroadcastRules) -> Why | None:
    """Why somebody doesn't get a broadcast now; None: they do. What lasts goes before what is over tomorrow."""
    reasons = (
        (not candidate.is_known, Why.UNKNOWN),
        (candidate.is_colleague, Why.COLLEAGUE),
        (candidate.is_disabled, Why.DISABLED),
        (candidate.has_opted_out, Why.OPTED_OUT),
        (candidate.is_blocked, Why.YOU_BLOCK_THEM),
        (candidate.takes_none, Why.TAKES_NONE),
        (candidate.today >= rules.per_day, Why.HAD_ONE_TODAY),
    )
    return next((why for holds, why in reasons if holds), None)


def day_began(now: datetime, zone: str) -> datetime:
    """The last midnight by the clocks of a zone, in UTC; the first moment of the day where there is no midnight."""
    place = ZoneInfo(zone)
    local = now.astimezone(place)
    return datetime.combine(local.date(), time(), place).astimezone(UTC)


def compose(text: str, values: Mapping[str, str], language: Language) -> tuple[Part, ...]:
    """The message one person gets, footer included. Raises Refusal `phrase_unfilled`: braces are never sent raw."""
    filled = phrase_text.fill(text, values).text.strip()
    return (text_part(f"{filled}\n\n{FOOTERS[language]}"),)


def missing_variables(text: str, given: Mapping[str, str]) -> tuple[str, ...]:
    """The variables to ask the sender for: those that no relay can know, each once, in the order they stand."""
    known = dict.fromkeys(phrase_text.NAMES, "-")
    return phrase_text.fill(text, {**known, **given}).missing


def check_text(text: str, given: Mapping[str, str]) -> str:
    """The text as it is kept. Raises Refusal."""
    text = text.strip()
    if not text:
        raise Refusal("message_empty", "There is no text in this message.", field="text")
    if len(text) > TEXT_LIMIT:
        raise Refusal(
            "message_too_long",
            f"This text has {len(text)} characters; at most {TEXT_LIMIT} go into one message to many.",
            field="text",
        )
    if len(given) > GIVEN_LIMIT or any(len(value) > VALUE_LIMIT for value in given.values()):
        raise Refusal(
            "message_too_long",
            f"At most {GIVEN_LIMIT} variables of your own, each of at most {VALUE_LIMIT} characters.",
            field="given",
        )
    missing = missing_variables(text, given)
    if missing:
        raise Refusal("phrase_unfilled", f"This text still needs: {', '.join(missing)}.", field=missing[0])
    return text


def check_rules(rules: BroadcastRules) -> BroadcastRules:
    """Raises Refusal `value_invalid`, `zone_unknown`."""
    if not 1 <= rules.per_day <= PER_DAY_LIMIT:
        raise Refusal("value_invalid", f"One to {PER_DAY_LIMIT} a day.", field="per_day")
    if rules.zone:
        check_zone(rules.zone)
    return rules


def language_of(setting: str | None, chosen: Language) -> Language:
    """The footer's language: the one a person chose for themselves, else the sender's choice."""
    return Language(setting) if setting in tuple(Language) else chosen


def is_opt_out(parts: tuple[Part, ...]) -> bool:
    """Whether a message is nothing but a word to opt out."""
    return _word_of(parts) in OPT_OUT_WORDS


def is_opt_in(parts: tuple[Part, ...]) -> bool:
    """Whether a message is nothing but a word to get broadcasts again."""
    return _word_of(parts) in OPT_IN_WORDS


def confirmation(shop: str, language: Language, *, is_out: bool) -> str:
    """What the shop's server answers, once, to who opts out or in again."""
    return CONFIRMATIONS[language, is_out].format(shop=shop)


def _word_of(parts: tuple[Part, ...]) -> str:
    if len(parts) != 1 or parts[0].type != "text" or len(parts[0].text) > _WORD_LIMIT:
        return ""
    folded = unicodedata.normalize("NFKC", parts[0].text).casefold()
    return "".join(c for c in folded if c.isalnum())


_WORD_LIMIT = 30

FOOTERS = {
    Language.CHINESE: "回复 TD 不再接收",
    Language.ENGLISH: "Reply STOP to opt out",
}
CONFIRMATIONS = {
    (Language.CHINESE, True): "已为您退订，{shop}不会再向您群发消息。如需恢复，请回复 DY。",
    (Language.CHINESE, False): "已为您恢复，您会继续收到{shop}的群发消息。回复 TD 不再接收。",
    (Language.ENGLISH, True): "You have opted out: {shop} won't send you any more messages to many. "
    "Reply START to get them again.",
    (Language.ENGLISH, False): "You will get messages to many from {shop} again. Reply STOP to opt out.",
}
