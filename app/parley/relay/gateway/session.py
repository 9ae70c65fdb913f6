"""One client on one socket: greets it, then turns its frames into actions.

Order per socket: `SendMessage` is submitted to the database in the order of arrival without waiting for the answers
of those before it, so many share one commit. `Resume` and `FetchEvents` form a lane of their own, one after the
other, each waiting until the peer has taken the answer before. Marks are coalesced, typing is throttled. While too
much is under way nothing more is read from the socket.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Any

import structlog

from parley.domain.errors import Refusal, TooMany
from parley.domain.presence import CHOSEN, Status
from parley.protocol import frames
from parley.protocol.codec import decode_client_frame, encode, reference_of
from parley.relay.actions.actor import Actor
from parley.relay.gateway import commands, greeting
from parley.relay.gateway.connection import Connection
from parley.relay.gateway.marks import Mark, MarkLane
from parley.relay.gateway.services import GatewayServices
from parley.relay.gateway.typing import TypingLane
from parley.relay.nul import check_no_nul
from parley.relay.rate_limits import Act
from parley.relay.storage.database import DatabaseUnavailable

UNDER_WAY_LIMIT = 256
RETRY_SECONDS = 2.0

log = structlog.get_logger(__name__)


class Session:
    """From the first frame of a socket to its end."""

    def __init__(self, services: GatewayServices, connection: Connection) -> None:
        self._services = services
        self._connection = connection
        self._tasks: set[asyncio.Task[None]] = set()
        self._backlog: deque[bytes] = deque()
        self._is_greeting = False
        self._is_holding = False
        self._tails: dict[str, asyncio.Task[None]] = {}
        self._reading: deque[frames.Resume | frames.FetchEvents] = deque()
        self._is_reading = False
        self._choosing = asyncio.Lock()
        self._marks = MarkLane(self._write_marks)
        self._typing = TypingLane(services)

    # In

    def receive(self, message: bytes) -> None:
        """One message of the peer."""
        if self._is_greeting:
            self._backlog.append(message)
            return
        try:
            check_no_nul(message)
            frame = decode_client_frame(message)
        except Refusal as refusal:
            self._refuse(reference_of(message), refusal)
            if self._connection.actor is None:
                self._connection.close(frames.CLOSE_SIGNED_OUT, "the first frame is Hello")
            return
        if self._connection.actor is None:
            self._greet(frame)
        else:
            self._dispatch(self._connection.actor, frame)

    async def settle(self) -> None:
        """Returns once everything that was begun is answered."""
        self._marks.close()
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def close(self) -> None:
        """The socket is gone: what was said last still counts."""
        self._marks.close()
        self._backlog.clear()
        self._reading.clear()
        actor = self._connection.actor
        if actor is not None:
            self._services.presence.disconnected(actor.account, self._connection)
            for conversation in self._typing.started():
                stopped = frames.SetTyping(conversation=conversation, is_typing=False)
                self._begin("", self._typing.tell(actor, stopped), is_silent=True)

    # Greeting

    def _greet(self, frame: frames.ClientFrame) -> None:
        if not isinstance(frame, frames.Hello):
            self._connection.close(frames.CLOSE_SIGNED_OUT, "the first frame is Hello")
            return
        self._is_greeting = True
        self._connection.hold_reading()
        self._begin("", self._answer_hello(frame))

    async def _answer_hello(self, hello: frames.Hello) -> None:
        try:
            await greeting.greet(self._services, self._connection, hello)
        finally:
            self._is_greeting = False
            self._connection.release_reading()
        while self._backlog and not self._connection.is_closing:
            self.receive(self._backlog.popleft())

    # Commands

    def _dispatch(self, actor: Actor, frame: frames.ClientFrame) -> None:
        match frame:
            case frames.SendMessage():
                self._on_send_message(actor, frame)
            case frames.Ping():
                self._connection.send(encode(frames.Pong(ref=frame.ref)))
            case frames.Hello():
                self._refuse(
                    "", Refusal("already_greeted", "This connection has said hello before.", field="type")
                )
            case _:
                self._on_command(actor, frame)

    def _on_send_message(self, actor: Actor, frame: frames.SendMessage) -> None:
        ref = frame.client_message_id
        try:
            self._services.limits.check(Act.MESSAGE, actor.account)
        except TooMany as refusal:
            self._refuse(ref, refusal)
            return
        before = None if self._services.keeps_order else self._tails.get(frame.conversation)
        task = self._begin(ref, self._send_message(actor, frame, before))
        if not self._services.keeps_order:
            self._tails[frame.conversation] = task

    async def _send_message(
        self, actor: Actor, frame: frames.SendMessage, before: asyncio.Task[None] | None
    ) -> None:
        if before is not None and not before.done():
            await asyncio.wait({before})
        acked = await commands.send_message(self._services, actor, frame)
        self._connection.send(encode(acked))

    def _on_command(self, actor: Actor, frame: frames.ClientFrame) -> None:
        ref = frame.ref if isinstance(frame, frames.FetchEvents) else ""
        try:
            self._services.limits.check(Act.COMMAND, actor.account)
            self._run_command(actor, frame)
        except Refusal as refusal:
            self._refuse(ref, refusal)

    def _run_command(self, actor: Actor, frame: frames.ClientFrame) -> None:
        match frame:
            case frames.Resume() | frames.FetchEvents():
                self._reading.append(frame)
                self._hold_when_busy()
                if not self._is_reading:
                    self._is_reading = True
                    self._begin("", self._read_all(actor))
            case frames.MarkDelivered() | frames.MarkRead():
                if frame.seq < 0 or frame.seq >= 1 << 62:
                    raise Refusal("seq_invalid", "A mark is a seq of the conversation.", field="seq")
                self._marks.add(frame)
            case frames.SetTyping():
                if self._typing.is_news(actor, frame):
                    self._begin("", self._typing.tell(actor, frame))
            case frames.SetPresence():
                self._on_presence(actor, frame)

    def _on_presence(self, actor: Actor, frame: frames.SetPresence) -> None:
        presence = self._services.presence
        if frame.status is not None and frame.status not in CHOSEN:
            raise Refusal("status_invalid", "This status can't be chosen.", field="status")
        presence.set_idle(actor.account, self._connection, frame.is_idle)
        if frame.status is not None:
            self._begin("", self._choose(actor, frame.status))

    async def _choose(self, actor: Actor, status: Status) -> None:
        # One after the other: the last choice is the one that holds.
        async with self._choosing:
            await commands.keep_status(self._services, actor, status)
            self._services.presence.choose(actor.account, status)

    async def _read_all(self, actor: Actor) -> None:
        try:
            while self._reading and not self._connection.is_closing:
                await self._connection.wait_writable()
                frame = self._reading.popleft()
                self._release_when_idle()
                ref = frame.ref if isinstance(frame, frames.FetchEvents) else ""
                await self._answered(ref, commands.read(self._services, self._connection, actor, frame))
        finally:
            self._is_reading = False

    def _write_marks(self, batch: tuple[Mark, ...]) -> None:
        if self._connection.actor is not None:
            self._begin("", commands.move_marks(self._services, self._connection.actor, batch))

    # What is under way

    def _begin(
        self, ref: str, work: Coroutine[Any, Any, None], *, is_silent: bool = False
    ) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(self._answered(ref, work, is_silent=is_silent))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        self._hold_when_busy()
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._release_when_idle()
        if not self._tasks:
            self._tails.clear()

    def _hold_when_busy(self) -> None:
        if not self._is_holding and len(self._tasks) + len(self._reading) > UNDER_WAY_LIMIT:
            self._is_holding = True
            self._connection.hold_reading()

    def _release_when_idle(self) -> None:
        if self._is_holding and len(self._tasks) + len(self._reading) < UNDER_WAY_LIMIT // 2:
            self._is_holding = False
            self._connection.release_reading()

    async def _answered(self, ref: str, work: Coroutine[Any, Any, None], *, is_silent: bool = False) -> None:
        try:
            await work
        except Refusal as refusal:
            if not is_silent:
                self._refuse(ref, refusal)
        except DatabaseUnavailable:
            sentence = (
                "The server can't store anything at the moment; it isn't known whether this was stored."
            )
            self._refuse(ref, TooMany("database_unavailable", sentence, retry_after=RETRY_SECONDS))
        except Exception:
            log.exception("frame_failed", ref=ref)
            self._refuse(ref, Refusal("server_trouble", "The server failed at this. It has been noted."))

    def _refuse(self, ref: str, refusal: Refusal) -> None:
        self._connection.send(encode(refused(ref, refusal)))


def refused(ref: str, refusal: Refusal) -> frames.Refused:
    """A refusal as a frame."""
    return frames.Refused(
        ref=ref,
        code=refusal.code,
        sentence=refusal.sentence,
        field=refusal.field,
        next_step=refusal.next_step,
        retry_after=refusal.retry_after if isinstance(refusal, TooMany) else None,
    )
