"""A tester sets the time, and desktop and shop's server go by it."""

from datetime import UTC, datetime, timedelta

import pytest

from parley.driver import Team

pytestmark = pytest.mark.e2e


def test_what_was_said_today_was_said_yesterday_a_day_later(parley_team: Team) -> None:
    morning = datetime(2027, 3, 1, 2, 30, tzinfo=UTC)
    parley_team.clock.set(morning, frozen=True)
    anna = parley_team.customer("Anna Keller")
    anna.chat.send("Is the Da Hong Pao in stock?")
    # The server's time, not the desktop's: it is what the acknowledgement says.
    anna.chat.wait_for_sent("Is the Da Hong Pao in stock?")
    here = f"{morning.astimezone():%H:%M}"
    anna.wait(f"conversations.list[contains={here}]", "row")
    anna.wait("chat.timeline[contains=Today]", "row")
    parley_team.clock.advance(days=1)
    anna.wait("chat.timeline[contains=Yesterday]", "row")
    anna.wait("conversations.list[contains=Yesterday]", "row")
    assert parley_team.clock.now() == morning + timedelta(days=1)
