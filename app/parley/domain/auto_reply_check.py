"""What a book of automatic replies may hold."""

import msgspec

from parley.domain.auto_reply import Book, Rule, RuleKind
from parley.domain.auto_reply_words import OPENING
from parley.domain.errors import Refusal
from parley.domain.hours import check_zone
from parley.domain.message import Part
from parley.domain.phrase import check_content
from parley.domain.phrase_text import NAMES, parse

RULES_LIMIT = 50
EXCEPTIONS_LIMIT = 1_000
KEYWORDS_LIMIT = 100
KEYWORD_LIMIT = 40
DELAY_LIMIT_SECONDS = 3_600
THROTTLE_LIMIT_MINUTES = 7 * 24 * 60
SILENCE_LIMIT_HOURS = 24 * 90
WAITING_LIMIT = 1_000


def check_book(book: Book) -> Book:
    """The book as it is stored. Raises Refusal, its `field` says which rule."""
    check_zone(book.zone)
    if len(book.rules) > RULES_LIMIT:
        raise _invalid(f"At most {RULES_LIMIT} rules fit.", "rules")
    if len(book.exceptions) > EXCEPTIONS_LIMIT:
        raise _invalid(f"At most {EXCEPTIONS_LIMIT} exceptions fit.", "exceptions")
    rules = tuple(_checked(rule, f"rules[{n}]") for n, rule in enumerate(book.rules))
    if len({rule.id for rule in rules}) < len(rules):
        raise Refusal("id_twice", "This id stands twice in the list.", field="rules")
    return msgspec.structs.replace(book, rules=rules, exceptions=tuple(sorted(set(book.exceptions))))


def _checked(rule: Rule, field: str) -> Rule:
    for name, value, low, high in (
        ("delay_seconds", rule.delay_seconds, 0, DELAY_LIMIT_SECONDS),
        ("throttle_minutes", rule.throttle_minutes, 0, THROTTLE_LIMIT_MINUTES),
        ("silence_hours", rule.silence_hours, 1, SILENCE_LIMIT_HOURS),
        ("waiting_over", rule.waiting_over or 0, 0, WAITING_LIMIT),
    ):
        if not low <= value <= high:
            raise _invalid(f"This number lies between {low} and {high}.", f"{field}.{name}")
    keywords = tuple(dict.fromkeys(" ".join(word.split()) for word in rule.keywords if word.strip()))
    if len(keywords) > KEYWORDS_LIMIT or any(len(word) > KEYWORD_LIMIT for word in keywords):
        raise _invalid(
            f"At most {KEYWORDS_LIMIT} keywords of {KEYWORD_LIMIT} characters fit.", f"{field}.keywords"
        )
    if rule.kind is RuleKind.KEYWORD and not keywords:
        raise _invalid("A keyword rule needs a keyword.", f"{field}.keywords")
    return msgspec.structs.replace(
        rule, keywords=keywords, parts=_checked_parts(rule.parts, f"{field}.parts")
    )


def _checked_parts(parts: tuple[Part, ...], field: str) -> tuple[Part, ...]:
    try:
        parts = check_content(parts)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.sentence, field=field, next_step=refusal.next_step) from None
    for part in parts:
        for piece in parse(part.text):
            if piece.variable and piece.variable not in (*NAMES, *OPENING):
                raise _invalid(f"{{{piece.variable}}} can't be filled in without you.", field)
    return parts


def _invalid(sentence: str, field: str) -> Refusal:
    return Refusal("auto_reply_invalid", sentence, field=field)
