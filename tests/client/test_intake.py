"""What arrives while something else is on its way."""

from pathlib import Path

import msgspec

from client.made import ME, START, THEM, message
from parley.client.intake import Intake
from parley.domain.conversation import ConversationKind
from parley.domain.events import ConversationJoined, Event
from parley.protocol import frames
from support.scripted_server import ScriptedServer, session_on


def quiet(server: ScriptedServer, frame: frames.ClientFrame) -> None:
    """Nothing is answered: nobody connects here."""


async def test_what_is_said_while_the_snapshot_is_on_its_way_is_not_lost(tmp_path: Path) -> None:
    """The snapshot may have been read a moment before; no later event tells of the hole."""
    async with ScriptedServer(quiet) as server:
        session = await session_on(server, tmp_path)
        core = session._core
        core.meta = msgspec.structs.replace(core.meta, account_log=ME)
        wanted: list[str] = []
        intake = Intake(
            core, wants_snapshot=wanted.append, outbox_moved=lambda: None, surfaced=lambda _log: None
        )
        seq = core.meta.account_seq + 1
        joined = ConversationJoined(
            conversation="handed", kind=ConversationKind.DIRECT, from_seq=1, joined_seq=5, peer=THEM
        )
        await intake.take([message(4, log="handed")])
        await intake.take([Event(log=ME, seq=seq, id="joined", at=START, party=ME, body=joined)])
        assert wanted == ["handed"]
        await intake.take([message(5, log="handed"), message(6, log="handed")])
        assert [event.seq for event in intake.restart("handed", 5)] == [6]
        await session.stop()
