"""From frames to actions and queries."""

from parley.domain.errors import Refusal
from parley.domain.presence import Status
from parley.protocol.codec import encode
from parley.protocol.frames import Acked, FetchEvents, Heads, Resume, SendMessage
from parley.relay.actions import marks, messages, settings
from parley.relay.actions.actor import Actor
from parley.relay.gateway.connection import Connection
from parley.relay.gateway.marks import Mark
from parley.relay.gateway.services import GatewayServices
from parley.relay.queries import heads, history

CURSORS_LIMIT = 20_000


async def send_message(services: GatewayServices, actor: Actor, frame: SendMessage) -> Acked:
    """Stores a message; the answer leaves only after the commit (G1)."""
    now = services.clock.now()
    return await services.database.write(
        lambda tx: messages.send_message(tx, actor, frame, now, services.presence.own_status)
    )


async def keep_status(services: GatewayServices, actor: Actor, status: Status) -> None:
    """The chosen status outlives sockets and restarts."""
    now = services.clock.now()
    await services.database.write(
        lambda tx: settings.set_setting(tx, actor, settings.STATUS, status.value, now)
    )


async def move_marks(services: GatewayServices, actor: Actor, batch: tuple[Mark, ...]) -> None:
    """Writes coalesced marks."""
    moves = [marks.MarkMove(actor.account, m.conversation, m.delivered_seq, m.read_seq) for m in batch]
    await services.database.write(lambda tx: marks.move_marks(tx, moves))


async def read(
    services: GatewayServices, connection: Connection, actor: Actor, frame: Resume | FetchEvents
) -> None:
    """Answers a command that only reads."""
    if isinstance(frame, Resume):
        await _resume(services, connection, actor, frame)
    else:
        await _fetch(services, connection, actor, frame)


async def _resume(services: GatewayServices, connection: Connection, actor: Actor, frame: Resume) -> None:
    if len(frame.cursors) > CURSORS_LIMIT:
        raise Refusal("cursors_too_many", f"At most {CURSORS_LIMIT} cursors.", field="cursors")
    found = await services.database.read(lambda tx: heads.heads(tx, actor.account, frame.cursors))
    # With the lock a block that comes now is told after this, so it takes back what this says.
    async with services.presence.telling:
        seen = await services.presence.seen_by(actor.account)
        connection.send(encode(Heads(logs=found.logs, gone=found.gone, presence=seen)))


async def _fetch(services: GatewayServices, connection: Connection, actor: Actor, frame: FetchEvents) -> None:
    if frame.from_seq < 1 or frame.to_seq < frame.from_seq or frame.to_seq >= 1 << 62:
        raise Refusal("range_invalid", "from_seq is at least 1, to_seq not below it.", field="from_seq")
    answer = await services.database.read(
        lambda tx: history.fetch_events(tx, actor.account, frame.ref, frame.log, frame.from_seq, frame.to_seq)
    )
    connection.send(encode(answer))
