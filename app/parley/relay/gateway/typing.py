"""Who is writing right now: not stored, passed on to those members who may see the writer live."""

import asyncio
from collections.abc import Iterable

from parley.domain.access import RoomAct, check_room_act
from parley.domain.presence import Status
from parley.protocol.codec import encode
from parley.protocol.frames import SetTyping, TypingChanged
from parley.relay.actions.actor import Actor
from parley.relay.gateway.framing import frame_text
from parley.relay.gateway.services import GatewayServices
from parley.relay.queries import seats
from parley.relay.storage.database import Transaction

REPEAT_SECONDS = 2.0
"""A client repeats "still writing"; it isn't passed on more often than this."""
CONVERSATIONS_LIMIT = 100


class TypingLane:
    """The typing of one socket."""

    def __init__(self, services: GatewayServices) -> None:
        self._services = services
        self._told_at: dict[str, float] = {}
        self._turn = asyncio.Lock()

    def is_news(self, actor: Actor, frame: SetTyping) -> bool:
        """Whether this has to be passed on. Who is invisible isn't given away by writing."""
        if frame.is_typing and self._services.presence.status(actor.account) is Status.OFFLINE:
            return False
        now = self._services.clock.monotonic()
        told_at = self._told_at.get(frame.conversation)
        if not frame.is_typing:
            return self._told_at.pop(frame.conversation, None) is not None
        if told_at is not None and now - told_at < REPEAT_SECONDS:
            return False
        if len(self._told_at) >= CONVERSATIONS_LIMIT:
            self._told_at.clear()
        self._told_at[frame.conversation] = now
        return True

    async def tell(self, actor: Actor, frame: SetTyping) -> None:
        """Passes it on. Raises Refusal for those who may not write there."""

        async def audience(tx: Transaction) -> tuple[str, ...]:
            seat = await seats.find_seat(tx, actor.account, frame.conversation)
            check_room_act(seat, RoomAct.WRITE)
            return await seats.members_who_want_typing(tx, frame.conversation, actor.account)

        # One after the other: "stopped" must not overtake "is writing".
        async with self._turn:
            try:
                accounts = await self._services.database.read(audience)
            except Exception:
                self._told_at.pop(frame.conversation, None)
                raise
            self._send(accounts, actor, frame)

    def _send(self, accounts: Iterable[str], actor: Actor, frame: SetTyping) -> None:
        news = TypingChanged(conversation=frame.conversation, party=actor.account, is_typing=frame.is_typing)
        framed = frame_text(encode(news))
        for account in accounts:
            if account != actor.account:
                for connection in self._services.sockets.of(account):
                    connection.send_framed(framed)

    def started(self) -> tuple[str, ...]:
        """Conversations in which the person was last seen writing; for the end of the socket."""
        return tuple(self._told_at)
