"""Offers and deals in direct chats: how they stand, what one may do, and doing it.

An act binds, so it never waits in a queue: without a connection it is refused at once, and what one meant yesterday
isn't done today. When the answer is lost on the way nobody knows whether it was done; the same act then goes out under
the same id, so that trying again does it once.
"""

import asyncio
from datetime import datetime

from parley.client import resolve
from parley.client.core import Core
from parley.client.negotiation_guide import NegotiationRow, View, negotiation_row, refusal_of
from parley.client.records import Record
from parley.domain.access import Relation, Seat, no_such_conversation, no_such_person
from parley.domain.errors import Refusal, TooMany
from parley.domain.negotiation import Accept, Act, Confirm
from parley.domain.negotiation_direct import Party, statement_of
from parley.domain.negotiation_state import Negotiation
from parley.domain.signing import sign, statement_bytes
from parley.foundation.ids import new_id
from parley.protocol.codec import encode
from parley.protocol.rest_negotiation import ActCommand, ActDone

_Key = tuple[str, bytes, str | None]


class Negotiations:
    """One's own part in negotiations."""

    def __init__(self, core: Core, device_key: bytes) -> None:
        self._core = core
        self.device_key = device_key
        self._unanswered: dict[_Key, str] = {}

    def of(self, conversation: str) -> NegotiationRow:
        """How the negotiation of a direct chat stands at this moment. Raises NotFound."""
        return negotiation_row(self._view(conversation), lambda account: resolve.name_of(self._core, account))

    def refusal_of(self, conversation: str, act: Act, seller: str | None = None) -> Refusal | None:
        """Why an act isn't possible now; None if it is. What a button says when it can't be pressed."""
        try:
            return refusal_of(self._view(conversation), act, seller)
        except Refusal as refusal:
            return refusal

    async def act(self, conversation: str, act: Act, seller: str | None = None) -> ActDone:
        """Does it, once. Raises Refusal with the reason, or ClientError: then it isn't known, and may be tried again."""
        core = self._core
        rest = core.check_online()
        key: _Key = (conversation, encode(act), seller)
        act_id = self._unanswered.setdefault(key, new_id())
        command = ActCommand(
            client_act_id=act_id,
            act=act,
            seller=seller,
            signature=await self._signature(conversation, act, act_id),
        )
        try:
            done = await rest.send("POST", f"/conversations/{conversation}/acts", ActDone, command)
        except TooMany:
            raise
        except Refusal:
            self._unanswered.pop(key, None)
            raise
        self._unanswered.pop(key, None)
        await core.until(lambda: _seq_of(core, conversation) >= done.last_seq)
        return done

    async def record(self, conversation: str) -> bytes:
        """The signed record of all that was offered and agreed, as far as one sees it: a file for `parley verify`."""
        return await self._core.check_online().call("GET", f"/conversations/{conversation}/record")

    async def _signature(self, conversation: str, act: Act, act_id: str) -> str:
        if not isinstance(act, Accept | Confirm):
            return ""
        record = self._core.records.get(conversation)
        state = record.negotiation if record else Negotiation()
        statement = statement_of(act, conversation, act_id, state)
        if statement is None:
            return ""
        return await asyncio.to_thread(sign, self.device_key, statement_bytes(statement))

    def _view(self, conversation: str) -> View:
        core = self._core
        entry, record = core.entry(conversation), core.records.get(conversation)
        if entry is None or record is None:
            raise no_such_conversation()
        peer = entry.peer or ""
        contact = core.state.contacts.get(peer)
        return View(
            conversation=conversation,
            state=record.negotiation,
            seat=Seat(kind=entry.kind, from_seq=entry.from_seq, until_seq=entry.until_seq),
            parties=(self._party(core.own), self._party(peer)),
            relation=Relation(
                contact=contact.state if contact else None,
                shares_conversation=True,
                viewer_blocks=peer in core.state.blocks,
            ),
            now=max([core.now(), *_last_known(record)]),
        )

    def _party(self, account: str) -> Party:
        profile = resolve.profile_of(self._core, account)
        if profile is None:
            raise no_such_person()
        name = profile.company or profile.display_name
        return Party(
            account=account,
            kind=profile.kind,
            name=self._core.shop.name or name if profile.kind.is_staff else name,
        )


def _last_known(record: Record) -> list[datetime]:
    """When the log's events were, as far as that is remembered: a decision is never earlier (G14)."""
    offers = record.negotiation.offers.values()
    times = [offer.made_at for offer in offers] + [offer.ended_at for offer in offers if offer.ended_at]
    return [*times, record.last_message.at] if record.last_message else times


def _seq_of(core: Core, conversation: str) -> int:
    record = core.records.get(conversation)
    return record.seq if record else 0
