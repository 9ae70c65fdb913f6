"""A deal in a direct chat, on real clients and a relay that is killed between any two acts."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from parley.client.changes import NegotiationChanged
from parley.client.errors import Offline, TimedOut
from parley.client.negotiation_guide import OfferAct, Turn
from parley.client.rows import ConnectionState, TimelineKind
from parley.client.session import Session
from parley.domain.errors import Refusal
from parley.domain.money import Quantity
from parley.domain.negotiation import Accept, Confirm, DeclareMandate, MakeOffer
from parley.domain.negotiation_state import OfferEnded, Status
from parley.domain.offer import OfferLine, Term, Terms
from parley.domain.people import AccountKind
from parley.domain.record import check_record
from parley.foundation.clock import write_clock_file
from parley.foundation.ids import new_id
from parley.protocol.rest_logs import EventPage
from support.listening import Ear, reconnected, until
from support.relay_process import RelayProcess
from support.team import Team

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def offer(price: str, answers: str | None = None, **more: Any) -> MakeOffer:
    until_ = more.pop("until", None)
    line = OfferLine(lot="tea", goods="大红袍", quantity=Quantity("500", "斤"), price=price)
    terms = Terms(lines=(line,), currency="CNY", **more)
    return MakeOffer(offer=new_id(), terms=terms, answers=answers, valid_until=until_)


def accepts(session: Session, talk: str, name: str) -> Accept:
    row = next(row for row in session.negotiation.of(talk).offers if row.id == name)
    return Accept(offer=name, terms_hash=row.offer.terms_hash)


def statuses(session: Session, talk: str) -> list[Status]:
    return [row.status for row in session.negotiation.of(talk).offers]


async def begin(team: Team) -> tuple[Session, Session, str]:
    """A seller and a customer who have both said for whom they conclude."""
    li = await team.join("lina", "李娜")
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    talk = await li.conversations.open_direct(wang.account)
    await until(wang, lambda: wang.conversations.get(talk) is not None)
    await li.negotiation.act(talk, DeclareMandate(company="云岭茶行"))
    await wang.negotiation.act(talk, DeclareMandate(company="福礼礼品"))
    return li, wang, talk


async def test_an_offer_a_counter_and_a_deal_on_all_devices(team: Team) -> None:
    li, wang, talk = await begin(team)
    first = offer("252", place="杭州", until=li.now() + timedelta(hours=1))
    ear = Ear(wang)
    await li.negotiation.act(talk, first)
    await until(wang, lambda: statuses(wang, talk) == [Status.OPEN])
    await ear.until_heard(NegotiationChanged)
    seen = wang.negotiation.of(talk)
    assert (seen.turn, seen.turn_offer, seen.is_seller) == (Turn.MINE, first.offer, False)
    assert li.negotiation.of(talk).turn is Turn.THEIRS
    row = seen.offers[0]
    assert row.total.amount == "126000"
    assert row.by_name == "李娜"
    assert row.left is not None
    assert timedelta(minutes=59) < row.left <= timedelta(hours=1)
    assert {act for act, why in row.may.items() if why is None} == {
        OfferAct.ACCEPT,
        OfferAct.COUNTER,
        OfferAct.REJECT,
    }
    why = row.may[OfferAct.WITHDRAW]
    assert why is not None
    assert why.code == "not_your_offer"

    counter = offer("240", answers=first.offer, place="上海")
    await wang.negotiation.act(talk, counter)
    await until(li, lambda: statuses(li, talk) == [Status.COUNTERED, Status.OPEN])
    assert li.negotiation.of(talk).offers[1].changed == {Term.PRICE, Term.PLACE}
    await li.negotiation.act(talk, accepts(li, talk, counter.offer))
    await until(wang, lambda: statuses(wang, talk) == [Status.COUNTERED, Status.ACCEPTED])
    assert wang.negotiation.of(talk).turn is Turn.NOBODY

    checked = check_record(await wang.negotiation.record(talk))
    assert checked.relay == wang.relay
    assert [(one.party, one.company) for one in checked.signers] == [(li.account, "云岭茶行")]
    keys = await li.me.devices()
    assert checked.signers[0].key == keys[0].public_key

    phone = await team.another_device(wang)
    await until(phone, lambda: statuses(phone, talk) == [Status.COUNTERED, Status.ACCEPTED])
    account, shown = wang.account, wang.negotiation.of(talk).offers[1].offer
    await wang.stop()
    team.sessions.remove(wang)
    again = await team.started(await team.book("wang").open(account))
    assert again.negotiation.of(talk).offers[1].offer == shown
    page = await again.messages.page(talk)
    assert {row.kind for row in page.rows} <= {TimelineKind.CREATED, TimelineKind.UNKNOWN}


async def test_a_lost_answer_is_asked_for_again_under_the_same_id(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    li, _, talk = await begin(team)
    made = offer("252")
    rest = li._core.rest
    send = rest.send

    async def loses_the_answer(*args: Any) -> Any:
        await send(*args)
        raise TimedOut()

    monkeypatch.setattr(rest, "send", loses_the_answer)
    with pytest.raises(TimedOut):
        await li.negotiation.act(talk, made)
    monkeypatch.setattr(rest, "send", send)
    await li.negotiation.act(talk, made)
    assert statuses(li, talk) == [Status.OPEN]


@pytest.fixture
def clock(tmp_path: Path) -> Path:
    """The relay's clock, which stands still until it is moved."""
    file = tmp_path / "clock"
    write_clock_file(file, START, frozen=True)
    return file


@pytest.fixture
def timed(tmp_path: Path, clock: Path) -> Iterator[RelayProcess]:
    with RelayProcess(tmp_path / "relay", "--clock", str(clock)) as process:
        yield process


@pytest.fixture
async def shop(tmp_path: Path, timed: RelayProcess) -> AsyncIterator[Team]:
    made = Team(tmp_path / "profiles", timed.url, timed.owner_invite)
    await made.open_shop()
    yield made
    await made.close()


async def killed(relay: RelayProcess, *sessions: Session) -> None:
    """Kill -9, and all are back."""
    relay.kill()
    relay.start()
    await reconnected(*sessions)


async def expiries(session: Session, talk: str) -> int:
    page = await session._core.rest.get(f"/logs/{talk}/events", EventPage, from_seq=1, limit=100)
    return sum(isinstance(event.body, OfferEnded) for event in page.events)


async def test_a_relay_killed_between_any_two_acts_comes_to_the_same(
    timed: RelayProcess, shop: Team, clock: Path
) -> None:
    li, wang, talk = await begin(shop)
    short = offer("260", until=START + timedelta(minutes=1), needs_our_ok=True)
    await li.negotiation.act(talk, short)
    accept = accepts(li, talk, short.offer)
    timed.kill()
    for session in (li, wang):
        await until(session, lambda s=session: s.state is not ConnectionState.ONLINE)  # type: ignore[misc]
    with pytest.raises(Offline):
        await wang.negotiation.act(talk, accept)
    write_clock_file(clock, START + timedelta(minutes=2), frozen=True)
    timed.start()
    for session in (li, wang):
        session.retry_now()
        await session.wait_online()
    with pytest.raises(Refusal) as late:
        await wang.negotiation.act(talk, accept)
    assert late.value.code == "offer_expired"
    await until(li, lambda: statuses(li, talk) == [Status.EXPIRED])

    second = offer("250", needs_our_ok=True)
    await li.negotiation.act(talk, second)
    await killed(timed, li, wang)
    steps = [(wang, accepts(li, talk, second.offer)), (li, Confirm(offer=second.offer))]
    for session, act in steps:
        await session.negotiation.act(talk, act)
        await killed(timed, li, wang)
    for session in (li, wang):
        await until(session, lambda s=session: statuses(s, talk) == [Status.EXPIRED, Status.ACCEPTED])  # type: ignore[misc]
    assert await expiries(wang, talk) == 1
