"""Whole runs: real headless clients against a real server."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from parley.cli.swarm.errors import SwarmFailed
from parley.cli.swarm.options import SwarmOptions
from parley.cli.swarm.run import Outcome, allow_open_files, run_swarm
from parley.cli.swarm.script import day_at_the_shop
from parley.cli.swarm.swarm import Swarm
from parley.cli.swarm.user import User
from parley.domain.errors import Refusal
from parley.domain.people import AccountKind
from parley.relay.application import running
from parley.relay.configuration import RelayConfiguration
from support.relay_process import RelayProcess


class Runner:
    """Runs scripts against a relay; they set `stop` when they have done what they are for."""

    def __init__(self, folder: Path, owner_invite: str) -> None:
        self._folder = folder
        self.owner_invite = owner_invite
        self.stop = asyncio.Event()
        self.lines: list[str] = []

    async def run(self, script: Callable[[User, Swarm], Awaitable[None]], users: int = 3) -> Outcome:
        options = SwarmOptions(
            users=users, seconds=30, rate=users * 200, staff=2, invitations=(self.owner_invite,)
        )
        return await run_swarm(options, script, self._folder, self.stop, self.lines.append, 0.05)


@pytest.fixture
async def runner(tmp_path: Path) -> AsyncIterator[Runner]:
    """On a relay in this process, which has no owner yet."""
    configuration = RelayConfiguration(data=tmp_path / "relay", port=0, has_rate_limits=False)
    configuration.data.mkdir()
    async with running(configuration) as relay:
        assert relay.listening.owner_invite is not None
        yield Runner(tmp_path, relay.listening.owner_invite)


async def test_a_chat_is_counted_message_by_message(runner: Runner) -> None:
    async def user(me: User, swarm: Swarm) -> None:
        if me.number != 0:
            while True:
                heard = await me.hear(30)
                assert heard is not None
                await me.say(heard.conversation, f"answer to {heard.text}")
        chats = [await me.open_chat(other) for other in swarm.others(me)]
        for chat in chats:
            await me.say(chat, "hello")
            assert await me.hear(10) is not None
        runner.stop.set()
        await asyncio.Event().wait()

    outcome = await runner.run(user)
    report = outcome.report
    assert outcome.failure is None
    assert report.ended == "interrupted"
    assert (report.figures.sent, report.figures.expected, report.figures.delivered) == (4, 4, 4)
    assert report.figures.kept_every_promise
    assert report.figures.delivered_ms.count == 4
    assert not report.figures.errors
    assert any("3/3 users have joined" in line for line in runner.lines)


async def test_everybody_in_a_room_is_expected_to_hear(runner: Runner) -> None:
    async def user(me: User, swarm: Swarm) -> None:
        if me.number == 0:
            room = await me.open_room("春茶拼单", swarm.others(me))
            await me.say(room, "大家好")
        else:
            heard = await me.hear(20)
            assert heard is not None
            assert heard.text == "大家好"
            if me.kind is AccountKind.CUSTOMER:
                runner.stop.set()
        await asyncio.Event().wait()

    figures = (await runner.run(user)).report.figures
    assert (figures.sent, figures.expected, figures.delivered) == (1, 2, 2)


async def test_a_killed_server_costs_reconnects_and_no_message(tmp_path: Path) -> None:
    with RelayProcess(tmp_path / "relay") as relay:
        await kill_while_talking(relay, Runner(tmp_path, relay.owner_invite))


async def kill_while_talking(relay: RelayProcess, runner: Runner) -> None:
    """Message by message, with a server that is away in the middle."""

    async def user(me: User, swarm: Swarm) -> None:
        if me.number != 0:
            await asyncio.Event().wait()
        chat = await me.open_chat(swarm.users[1])
        for number in range(30):
            await me.say(chat, f"message {number}")
            if number == 10:
                relay.kill()
            if number == 20:
                relay.start()
        for one in swarm.users:
            one.session.retry_now()
        await swarm.users[1].until(lambda: len(swarm.users[1]._heard) >= 30)
        runner.stop.set()
        await asyncio.Event().wait()

    figures = (await runner.run(user)).report.figures
    assert (figures.sent, figures.acknowledged, figures.delivered) == (30, 30, 30)
    assert figures.kept_every_promise
    assert figures.reconnects >= 2


async def test_who_was_away_gets_everything_on_coming_back(runner: Runner) -> None:
    is_away, has_said = asyncio.Event(), asyncio.Event()

    async def user(me: User, swarm: Swarm) -> None:
        if me.number == 1:
            is_away.set()
            await me.away(0.2)
            await has_said.wait()
            for number in range(5):
                heard = await me.hear(10)
                assert heard is not None
                assert heard.text == f"while away {number}"
            runner.stop.set()
        if me.number == 0:
            chat = await me.open_chat(swarm.users[1])
            await is_away.wait()
            for number in range(5):
                await me.say(chat, f"while away {number}")
            has_said.set()
        await asyncio.Event().wait()

    outcome = await runner.run(user)
    assert outcome.failure is None
    assert (outcome.report.figures.delivered, outcome.report.figures.lost) == (5, 0)


async def test_a_refusal_is_counted_by_its_code_and_the_user_goes_on(runner: Runner) -> None:
    calls = 0

    async def user(me: User, swarm: Swarm) -> None:
        nonlocal calls
        if me.number != 2:
            await asyncio.Event().wait()
        calls += 1
        if calls == 3:
            runner.stop.set()
        await me.open_room("not for customers", [])

    outcome = await runner.run(user)
    assert outcome.failure is None
    assert outcome.report.figures.errors["not_allowed"] >= 2


async def test_a_script_with_a_mistake_ends_the_run_and_is_handed_back(runner: Runner) -> None:
    async def user(me: User, swarm: Swarm) -> None:
        raise KeyError("no such price")

    outcome = await runner.run(user)
    assert isinstance(outcome.failure, KeyError)
    assert outcome.report.ended == "script_failed"


async def test_the_built_in_script_talks_among_those_who_may(runner: Runner) -> None:
    heard = 0

    async def user(me: User, swarm: Swarm) -> None:
        def count() -> bool:
            nonlocal heard
            heard = sum(len(one._heard) for one in swarm.users)
            if heard >= 5:
                runner.stop.set()
            return False

        if me.number == 0:
            me.session.subscribe(lambda _change: count() and None)
        await day_at_the_shop(me, swarm)

    figures = (await runner.run(user, users=5)).report.figures
    assert figures.sent >= 5
    assert figures.kept_every_promise
    assert not figures.errors


async def test_a_void_invitation_is_told_before_anybody_joins(runner: Runner) -> None:
    runner.owner_invite = runner.owner_invite.replace("/i/", "/i/x")

    async def user(me: User, swarm: Swarm) -> None:
        raise AssertionError("nobody may be here")

    with pytest.raises(Refusal):
        await runner.run(user)


def test_more_open_files_than_allowed_are_refused_with_words() -> None:
    with pytest.raises(SwarmFailed, match="fewer users"):
        allow_open_files(2**40)
