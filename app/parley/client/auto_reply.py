"""Automatic replies and working hours: read from memory, changed on the server, which also does the replying.

    await session.auto_reply.turn_on_away("您好，我暂时不在。", "Asia/Shanghai")
    session.presence.set(Status.AWAY)
    ...
    summary = await session.auto_reply.summary(session.auto_reply.away_since)

What moves is announced as `SelfChanged`. Changing and asking raise Offline without a connection.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from parley.client.core import Core
from parley.domain.access import Person, ShopAct, check_shop_act
from parley.domain.auto_reply import Book, Books, Rule, RuleKind
from parley.domain.auto_reply_check import check_book
from parley.domain.errors import Forbidden
from parley.domain.hours import WorkingHours
from parley.domain.message import text_part
from parley.domain.ownership import Owner
from parley.domain.presence import Status
from parley.foundation.ids import new_id
from parley.protocol.rest_auto_reply import AwaySummary, DryRun, DryRunQuestion, HoursValue

_replace = msgspec.structs.replace


class AutoReplies:
    """Both books: one's own, and the shop's, which its owner writes."""

    def __init__(self, core: Core) -> None:
        self._core = core

    # Reading: at once, from memory

    def book(self, owner: Owner = Owner.PERSON) -> Book:
        """The rules of one owner."""
        return (self._core.state if owner is Owner.PERSON else self._core.shop).auto_reply

    def books(self) -> Books:
        """Both, as they count for oneself."""
        return Books(own=self._core.state.auto_reply, shop=self._core.shop.auto_reply)

    def hours(self, owner: Owner | None = None) -> WorkingHours | None:
        """The hours of one owner; None: those that count for oneself."""
        if owner is None:
            return self._core.hours
        return (self._core.state if owner is Owner.PERSON else self._core.shop).hours

    def may_edit(self, owner: Owner) -> bool:
        """Whether one may change that book and those hours."""
        if owner is Owner.PERSON:
            return True
        profile = self._core.state.profile
        if profile is None or not self._core.shop.shop:
            return False
        try:
            check_shop_act(Person(account=profile.account, kind=profile.kind), ShopAct.SET_AUTO_REPLY)
        except Forbidden:
            return False
        return True

    @property
    def answers_away(self) -> bool:
        """Whether somebody who writes while one is away gets an answer."""
        books = self.books()
        return any(
            rule.is_on and rule.kind is RuleKind.AWAY and not books.is_replaced(owner, rule)
            for owner, rule in books.rules()
        )

    @property
    def has_away_rule(self) -> bool:
        """Whether there is one to be asked about, switched off or not."""
        return any(rule.kind is RuleKind.AWAY for rule in self.book().rules) or self.answers_away

    @property
    def away_since(self) -> datetime | None:
        """When one chose to be away; None when one didn't, or the server hasn't told yet."""
        settings = self._core.state.settings
        text = settings.get("away_since")
        is_chosen = self._core.chosen is Status.AWAY and settings.get("status") == Status.AWAY
        return datetime.fromisoformat(text) if is_chosen and text else None

    # Changing: on the server

    async def save(self, owner: Owner, book: Book) -> Book:
        """Stores a whole book. Raises Refusal, Conflict `auto_reply_changed`, Offline."""
        core = self._core
        saved = await core.check_online().send("PUT", f"/auto-reply/{owner}", Book, check_book(book))
        await core.until(lambda: self.book(owner).version >= saved.version)
        return saved

    async def save_rules(self, owner: Owner, rules: Sequence[Rule], zone: str = "") -> Book:
        """Stores the rules of a book in this order, all else stays."""
        book = self.book(owner)
        return await self.save(owner, _replace(book, rules=tuple(rules), zone=zone or book.zone))

    async def turn_on_away(self, text: str, zone: str) -> Book:
        """Answers with these words while one is away: the first away rule of one's own, or a new one."""
        rules = list(self.book().rules)
        for place, rule in enumerate(rules):
            if rule.kind is RuleKind.AWAY:
                rules[place] = _replace(rule, is_on=True, parts=(text_part(text),))
                break
        else:
            rules.append(Rule(id=new_id(), kind=RuleKind.AWAY, parts=(text_part(text),)))
        book = _replace(self.book(), is_on=True, rules=tuple(rules), zone=zone)
        return await self.save(Owner.PERSON, book)

    async def set_hours(self, owner: Owner, hours: WorkingHours | None) -> None:
        """Stores working hours; None: none. Raises Refusal, Forbidden, Offline."""
        core = self._core
        saved = await core.check_online().send("PUT", f"/hours/{owner}", HoursValue, HoursValue(hours=hours))
        await core.until(lambda: self.hours(owner) == saved.hours)

    # Asking the server

    async def dry_run(
        self,
        text: str,
        *,
        at: datetime | None = None,
        sender: str | None = None,
        status: Status | None = None,
    ) -> DryRun:
        """What would be sent in answer to this? `at` None: now; `sender` None: a new customer."""
        question = DryRunQuestion(text=text, at=at, sender=sender, status=status)
        return await self._core.check_online().send("POST", "/auto-reply/dry-run", DryRun, question)

    async def summary(self, since: datetime) -> AwaySummary:
        """Who wrote since then, who was answered automatically, who waits."""
        moment = since.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return await self._core.check_online().get("/auto-reply/away", AwaySummary, since=moment)
