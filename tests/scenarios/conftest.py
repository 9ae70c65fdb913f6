"""A real relay process and a team on it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from support.relay_process import RelayProcess
from support.team import Team


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[RelayProcess]:
    """A relay of this test's own."""
    with RelayProcess(tmp_path / "relay") as process:
        yield process


@pytest.fixture
async def team(tmp_path: Path, relay: RelayProcess) -> AsyncIterator[Team]:
    """A shop with its owner; a relay that a whole module shares keeps the shop it has."""
    invite, tag = (relay.owner_invite, "") if not relay.teams else ("", str(relay.teams))
    relay.teams += 1
    made = Team(tmp_path / "profiles", relay.url, invite, tag=tag)
    await made.open_shop()
    yield made
    await made.close()
