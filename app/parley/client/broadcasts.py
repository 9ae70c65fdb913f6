"""Messages to many: written here, sent by the shop's server, whatever becomes of this computer meanwhile.

wish = session.broadcasts.wish("{customer}, our spring tea is here.", people, language=Language.ENGLISH)
preview = await session.broadcasts.preview(wish)     # who gets it, who not and why
broadcast = await session.broadcasts.start(wish)
session.broadcasts.get(broadcast)                    # how far it is; announced as `BroadcastsChanged`
await session.broadcasts.results(broadcast)          # what became of each
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from parley.client import resolve
from parley.client.core import Core
from parley.domain import phrase_text
from parley.domain.broadcast import (
    Broadcast,
    BroadcastRules,
    Language,
    OptOut,
    missing_variables,
)
from parley.domain.broadcast_csv import write_results
from parley.domain.people import AccountKind, ContactState
from parley.domain.phrase_text import Filled
from parley.foundation.ids import new_id
from parley.protocol.rest_broadcasts import (
    BroadcastPreview,
    BroadcastWish,
    OptOutChange,
    RecipientPage,
    RecipientResult,
)

_PAGE = 500


class Broadcasts:
    """One's own messages to many, and the shop's rules and opt-outs."""

    def __init__(self, core: Core, shop_name: Callable[[], str]) -> None:
        self._core = core
        self._shop_name = shop_name

    # Reading: at once, from memory

    def all(self) -> list[Broadcast]:
        """Newest first."""
        found = self._core.state.broadcasts.values()
        return sorted(found, key=lambda one: (one.started_at, one.id), reverse=True)

    def get(self, broadcast: str) -> Broadcast | None:
        """One of them."""
        return self._core.state.broadcasts.get(broadcast)

    def rules(self) -> BroadcastRules:
        """How many a day one customer may get."""
        return self._core.shop.broadcast_rules

    def opt_out(self, person: str) -> OptOut | None:
        """Since when, and by whose word, somebody wants no more."""
        return self._core.shop.opt_outs.get(person)

    def may_send(self) -> bool:
        """Whether one is of the shop's staff."""
        me = self._core.state.profile
        return me is not None and me.kind.is_staff

    def in_groups(self, groups: Collection[str]) -> list[str]:
        """The contacts of some of one's own groups who aren't colleagues, each once."""
        core = self._core
        return [
            contact.account
            for contact in core.state.contacts.values()
            if contact.state is ContactState.ACCEPTED
            and contact.account not in core.shop.staff
            and not set(groups).isdisjoint(contact.groups)
        ]

    def customers(self) -> list[str]:
        """The customers one knows; the server knows all of them."""
        people = self._core.state.people.values()
        return [one.account for one in people if one.kind is AccountKind.CUSTOMER and not one.is_disabled]

    def missing(self, text: str, given: Mapping[str, str]) -> tuple[str, ...]:
        """The variables of a text that have to be asked for."""
        return missing_variables(text, given)

    def fill(self, text: str, person: str, given: Mapping[str, str]) -> Filled:
        """The text as somebody would read it now, for showing while one writes."""
        core, now = self._core, self._core.now().astimezone()
        profile = resolve.profile_of(core, person)
        own = core.state.profile
        values = {
            **given,
            "customer": profile.display_name if profile else "",
            "shop": self._shop_name(),
            "me": own.display_name if own else "",
            "date": f"{now:%Y-%m-%d}",
            "time": f"{now:%H:%M}",
        }
        return phrase_text.fill(text, values)

    # On the server

    def wish(
        self,
        text: str,
        people: Sequence[str] = (),
        *,
        language: Language,
        zone: str = "UTC",
        all_customers: bool = False,
        given: Mapping[str, str] | None = None,
    ) -> BroadcastWish:
        """What `preview` and `start` take."""
        return BroadcastWish(
            text=text,
            people=tuple(dict.fromkeys(people)),
            all_customers=all_customers,
            given=dict(given or {}),
            language=language,
            zone=zone,
        )

    async def preview(self, wish: BroadcastWish) -> BroadcastPreview:
        """Who would get it now, who not and why. Raises Refusal, Offline."""
        return await self._core.check_online().send("POST", "/broadcast-previews", BroadcastPreview, wish)

    async def start(self, wish: BroadcastWish, broadcast: str | None = None) -> str:
        """Hands it over; its id. Under the same id it is sent once, however often this is called.

        Raises Refusal, Conflict, Offline.
        """
        core, broadcast = self._core, broadcast or new_id()
        await core.check_online().send("PUT", f"/broadcasts/{broadcast}", Broadcast, wish)
        await core.until(lambda: broadcast in core.state.broadcasts)
        return broadcast

    async def pause(self, broadcast: str) -> None:
        """Nobody more gets it for now."""
        await self._move(broadcast, "pause")

    async def resume(self, broadcast: str) -> None:
        """Goes on where it was paused."""
        await self._move(broadcast, "resume")

    async def cancel(self, broadcast: str) -> None:
        """Whoever hasn't got it doesn't get it."""
        await self._move(broadcast, "cancel")

    async def remove(self, broadcast: str) -> None:
        """Forgets one that is over, with its results."""
        await self._core.check_online().call("DELETE", f"/broadcasts/{broadcast}")
        await self._core.until(lambda: broadcast not in self._core.state.broadcasts)

    async def results(self, broadcast: str) -> list[RecipientResult]:
        """What became of each, in the order of their turn."""
        rest, found, after = self._core.check_online(), list[RecipientResult](), 0
        while True:
            path = f"/broadcasts/{broadcast}/recipients"
            page = await rest.get(path, RecipientPage, after=after, limit=_PAGE)
            found += page.recipients
            if page.next_after is None:
                return found
            after = page.next_after

    def export_csv(self, results: Sequence[RecipientResult], language: str = "en") -> bytes:
        """The results as a file a spreadsheet opens; the language is that of its words."""
        rows = [(one.name, one.result, one.why, one.at) for one in results]
        return write_results(rows, language)

    async def set_rules(self, rules: BroadcastRules) -> None:
        """How many a day one customer may get (owner)."""
        core = self._core
        await core.check_online().send("PUT", "/broadcast-rules", BroadcastRules, rules)
        await core.until(lambda: core.shop.broadcast_rules == rules)

    async def set_opt_out(self, person: str, is_out: bool, reason: str = "") -> None:
        """Writes down what a customer said elsewhere; letting them back needs a reason."""
        core, change = self._core, OptOutChange(is_out=is_out, reason=reason)
        await core.check_online().call("PUT", f"/opt-outs/{person}", body=change)
        await core.until(lambda: (person in core.shop.opt_outs) is is_out)

    async def _move(self, broadcast: str, act: str) -> None:
        moved = await self._core.check_online().send("POST", f"/broadcasts/{broadcast}/{act}", Broadcast)
        await self._core.until(lambda: self._has_come_to(moved))

    def _has_come_to(self, moved: Broadcast) -> bool:
        known = self.get(moved.id)
        return known is not None and (known.state is moved.state or known.done >= moved.done)
