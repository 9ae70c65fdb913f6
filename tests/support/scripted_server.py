"""A server that says what a test tells it to: pushes out of order, silence, refusals. It only knows the socket."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_create_server

from client.made import ME, START
from parley.client.invitation import ServerAddress
from parley.client.records import Record
from parley.client.session import Session
from parley.client.storage import conversations, meta, states
from parley.client.storage.database import Database
from parley.client.storage.meta import Meta
from parley.domain.conversation import ConversationKind
from parley.domain.presence import Status
from parley.domain.state import AccountState, ConversationEntry
from parley.foundation.clock import SystemClock
from parley.protocol import frames
from parley.protocol.codec import decode_client_frame, encode

Answer = Callable[["ScriptedServer", frames.ClientFrame], None]


class ScriptedServer:
    """`async with ScriptedServer(answer) as server:`; `answer(server, frame)` is called with what clients send."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._transport: WSTransport | None = None
        self.connections = 0
        self.heard: list[frames.ClientFrame] = []

    def say(self, *said: object) -> None:
        """Pushes frames to the client."""
        assert self._transport is not None
        for frame in said:
            self._transport.send(WSMsgType.TEXT, encode(frame))

    def welcome(self) -> None:
        """What every connection begins with."""
        self.say(
            frames.Welcome(
                version=1,
                relay="relay",
                epoch="epoch",
                account=ME,
                device="device",
                account_log="account",
                shop_log=None,
                server_time=START,
                heartbeat_seconds=15,
                status=Status.ONLINE,
            )
        )

    def close(self, code: int) -> None:
        """Ends the connection with a code."""
        assert self._transport is not None
        self._transport.send_close(code)  # type: ignore[arg-type]
        self._transport.disconnect()

    async def __aenter__(self) -> "ScriptedServer":
        self._server = await ws_create_server(lambda _: _Ear(self), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        if self._transport is not None:
            self._transport.disconnect(False)

    def connected(self, transport: WSTransport) -> None:
        self._transport = transport
        self.connections += 1

    def hear(self, frame: frames.ClientFrame) -> None:
        self.heard.append(frame)
        if isinstance(frame, frames.Hello):
            self.welcome()
        self._answer(self, frame)


class _Ear(WSListener):
    def __init__(self, server: ScriptedServer) -> None:
        self._server = server

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._server.connected(transport)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self._server.hear(decode_client_frame(frame.get_payload_as_bytes()))
        elif frame.msg_type == WSMsgType.CLOSE:
            transport.disconnect()


async def session_on(server: ScriptedServer, folder: Path, log: str = "log") -> Session:
    """A session that has signed in before and knows one conversation of which it holds nothing."""
    database = await Database.open(folder / "store.db", bytes(32))
    entry = ConversationEntry(conversation=log, kind=ConversationKind.DIRECT, peer="them", from_seq=1)
    state = AccountState(conversations={log: entry})
    await database.write(lambda db: states.save(db, states.ACCOUNT, AccountState(), state))
    await database.write(lambda db: conversations.save(db, Record(id=log)))
    known = Meta(epoch="epoch", account_log="account", is_complete=True)
    await database.write(lambda db: meta.save(db, known))

    async def stopped(session: Session) -> None:
        await asyncio.sleep(0)

    session = Session(
        account=ME,
        handle="me",
        display_name="Me",
        shop_name="",
        relay="relay",
        address=ServerAddress(server.url),
        token="token",
        device_key=bytes(32),
        database=database,
        clock=SystemClock(),
        on_stopped=stopped,
    )
    await session.load()
    return session
