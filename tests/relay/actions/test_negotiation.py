"""Offers in direct chats on the relay: one act is one act, time is the log's, and who may not does nothing."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from parley.domain.errors import NotFound, Refusal
from parley.domain.money import Quantity
from parley.domain.negotiation import Accept, Act, Confirm, DeclareMandate, MakeOffer, Reject, Withdraw
from parley.domain.negotiation_state import OfferAccepted, OfferEnded, OfferMade, SideKind, SidesSet, Status
from parley.domain.offer import OfferLine, Terms, terms_hash
from parley.domain.signing import is_signed, public_key_of
from parley.foundation.ids import new_id
from parley.protocol.rest_negotiation import ActCommand
from parley.relay.actions import blocks, handing_over
from parley.relay.actions.negotiation import do_act, expire_offers
from parley.relay.expiry import Expiries
from parley.relay.queries import snapshots
from parley.relay.queries.negotiation import negotiation_of, next_expiry
from parley.relay.queries.record import record_entries
from relay.world import World


def offer(name: str, price: str = "252", *, answers: str | None = None, **more: Any) -> MakeOffer:
    until = more.pop("until", None)
    line = OfferLine(lot="tea", goods="大红袍", quantity=Quantity("500", "斤"), price=price)
    terms = Terms(lines=(line,), currency="CNY", **more)
    return MakeOffer(offer=name, terms=terms, answers=answers, valid_until=until)


def accepts(made: MakeOffer) -> Accept:
    return Accept(offer=made.offer, terms_hash=terms_hash(made.terms))


async def begin(world: World, seller: str = "li", buyer: str = "wang") -> str:
    """A chat in which both have said for whom they conclude."""
    talk = await world.direct(seller, buyer)
    await world.deal(seller, talk, DeclareMandate(company="云岭茶行"), seller=seller)
    await world.deal(buyer, talk, DeclareMandate(company="福礼礼品"))
    return talk


async def code_of(world: World, who: str, talk: str, act: Act, **more: Any) -> str | None:
    try:
        await world.deal(who, talk, act, **more)
    except Refusal as refusal:
        return refusal.code
    return None


async def status(world: World, talk: str, name: str) -> Status:
    return (await world.ask(negotiation_of, talk)).offers[name].status


async def test_an_offer_a_counter_and_a_deal(world: World) -> None:
    talk = await begin(world)
    first, counter = offer("o1"), offer("o2", "240", answers="o1")
    await world.deal("li", talk, first)
    await world.deal("wang", talk, counter)
    done = await world.deal("li", talk, accepts(counter))
    state = await world.ask(negotiation_of, talk)
    assert state.awards == {"tea": "o2"}
    assert [side.kind for side in state.sides.values()] == [SideKind.SELLER, SideKind.BUYER]
    assert next(iter(state.sides.values())).name == "云岭茶行"
    accepted = (await world.bodies("wang", talk))[-1]
    assert isinstance(accepted, OfferAccepted)
    assert accepted.signed is not None
    assert accepted.signed.key == public_key_of(world.device_keys["li"])
    assert done.first_seq == done.last_seq
    await world.verify()


async def test_doing_an_act_again_does_it_once(world: World) -> None:
    """A double click, a resend after a lost answer, the same from another device."""
    talk = await begin(world)
    act_id, made = new_id(), offer("o1")
    first = await world.deal("li", talk, made, act_id)
    world.clock.advance(60)
    assert await world.deal("li", talk, made, act_id) == first
    assert await code_of(world, "li", talk, replace(made, offer="o9"), act_id=act_id) == "act_id_reused"
    assert await code_of(world, "li", talk, replace(made, offer="o9")) == "answer_needed"
    assert await code_of(world, "wang", talk, accepts(made), act_id=act_id) is None, "ids are each one's own"
    assert await code_of(world, "wang", talk, accepts(made)) == "offer_accepted"
    bodies = await world.bodies("wang", talk)
    assert sum(isinstance(body, OfferMade) for body in bodies) == 1
    assert sum(isinstance(body, OfferAccepted) for body in bodies) == 1


async def test_an_offer_that_has_ended_is_still_known(world: World) -> None:
    """Acts are decided with the open offers and those they name; no other is read."""
    talk = await begin(world)
    for number in range(3):
        await world.deal("li", talk, offer(f"o{number}"))
        await world.deal("li", talk, Withdraw(offer=f"o{number}"))
    assert await code_of(world, "li", talk, offer("o1")) == "offer_exists"
    assert await code_of(world, "wang", talk, accepts(offer("o1"))) == "offer_withdrawn"
    assert await code_of(world, "wang", talk, offer("o9", answers="o0")) == "offer_withdrawn"
    assert list((await world.ask(negotiation_of, talk)).offers) == ["o0", "o1", "o2"]
    await world.verify()


async def test_a_late_answer_is_refused_whether_or_not_the_expiry_was_written(world: World) -> None:
    talk = await begin(world)
    made = offer("o1", until=world.clock.now() + timedelta(seconds=60))
    await world.deal("li", talk, made)
    world.clock.advance(120)
    assert await code_of(world, "wang", talk, accepts(made)) == "offer_expired"
    for _ in range(3):
        await world.database.write(lambda tx: expire_offers(tx, talk, world.clock.now()))
    assert await code_of(world, "wang", talk, accepts(made)) == "offer_expired"
    ended = [body for body in await world.bodies("wang", talk) if isinstance(body, OfferEnded)]
    assert [(body.status, body.by) for body in ended] == [(Status.EXPIRED, "")]
    assert await world.ask(next_expiry) is None
    await world.verify()


async def test_a_clock_that_goes_back_brings_no_expired_offer_back(world: World) -> None:
    """The log's last event is later than the clock: that is the time by which is decided (G14)."""
    talk = await begin(world)
    made = offer("o1", until=world.clock.now() + timedelta(seconds=60))
    await world.deal("li", talk, made)
    world.clock.advance(3600)
    await world.say("wang", talk, "还在吗")
    world.clock._now -= timedelta(days=1)
    assert await code_of(world, "wang", talk, accepts(made)) == "offer_expired"
    await world.database.write(lambda tx: expire_offers(tx, talk, world.clock.now()))
    assert await status(world, talk, "o1") is Status.EXPIRED
    await world.verify()


async def test_the_task_writes_what_is_due_and_says_when_to_look_again(world: World) -> None:
    talk = await begin(world)
    until = world.clock.now() + timedelta(seconds=4)
    await world.deal("li", talk, offer("o1", until=until))
    expiries = Expiries(world.database, world.clock)
    assert await expiries.write_due() == until + timedelta(milliseconds=1)
    assert await status(world, talk, "o1") is Status.OPEN
    world.clock.advance((until - world.clock.now()).total_seconds())
    await expiries.write_due()
    assert await status(world, talk, "o1") is Status.OPEN, "the last moment still counts"
    world.clock.advance(0.001)
    await expiries.write_due()
    assert await status(world, talk, "o1") is Status.EXPIRED


async def test_who_sells_has_to_be_said_between_shop_and_partner(world: World) -> None:
    talk = await world.direct("li", "lin")
    mandate = DeclareMandate(company="云岭茶行")
    assert await code_of(world, "li", talk, mandate) == "seller_unclear"
    assert await code_of(world, "li", talk, mandate, seller="chen") == "seller_unclear"
    await world.deal("li", talk, mandate, seller="lin")
    await world.deal("lin", talk, DeclareMandate(company="林茶厂"))
    await world.deal("li", talk, offer("o1", "200"))
    assert await code_of(world, "lin", talk, offer("o2"), seller="li") == "offers_open"
    await world.deal("li", talk, Withdraw(offer="o1"))
    await world.deal("li", talk, offer("o3"), seller="li")
    state = await world.ask(negotiation_of, talk)
    assert state.sides[world.id("li")].kind is SideKind.SELLER
    assert state.offers["o3"].thread == world.id("li")
    await world.verify()


async def test_colleagues_rooms_and_strangers(world: World) -> None:
    mandate = DeclareMandate(company="x")
    among = await world.direct("chen", "li")
    room = await world.room("chen", "li")
    talk = await world.direct("chen", "wang")
    assert await code_of(world, "chen", among, mandate) == "no_deal_here"
    assert await code_of(world, "chen", room, mandate) == "no_deal_here"
    assert await code_of(world, "anna", talk, mandate) == "no_such_conversation"
    assert await code_of(world, "anna", new_id(), mandate) == "no_such_conversation"


async def test_a_block_stops_offers_but_not_taking_them_back(world: World) -> None:
    talk = await begin(world)
    made = offer("o1")
    await world.deal("li", talk, made)
    await world.act("wang", blocks.block, world.id("li"))
    assert await code_of(world, "li", talk, offer("o2", answers="o1")) == "cannot_write"
    assert await code_of(world, "wang", talk, accepts(made)) == "you_block_them"
    assert await code_of(world, "li", talk, Withdraw(offer="o1")) is None


@pytest.mark.parametrize("wrong", ["", "nonsense", "other device", "other act"])
async def test_nobody_concludes_without_the_signature_of_their_device(world: World, wrong: str) -> None:
    talk = await begin(world)
    made = offer("o1")
    await world.deal("li", talk, made)
    if wrong == "other device":
        world.device_keys["wang"] = b"7" * 32
        assert await code_of(world, "wang", talk, accepts(made)) == "signature_invalid"
    else:
        command = ActCommand(client_act_id=new_id(), act=accepts(made), signature=wrong)
        with pytest.raises(Refusal) as refused:
            await world.act("wang", do_act, talk, command)
        assert refused.value.code == "signature_invalid"
    assert await status(world, talk, "o1") is Status.OPEN


async def test_whoever_takes_the_customer_over_goes_on_and_says_first_for_whom(world: World) -> None:
    talk = await begin(world)
    made = offer("o1", needs_our_ok=True)
    await world.deal("li", talk, made)
    await world.act("li", handing_over.hand_over_one, talk, world.id("zhao"))
    await world.deal("wang", talk, accepts(made))
    assert await code_of(world, "li", talk, Confirm(offer="o1")) == "not_a_member"
    assert await code_of(world, "zhao", talk, Confirm(offer="o1")) == "no_mandate"
    await world.deal("zhao", talk, DeclareMandate(company="云岭茶行"))
    await world.deal("zhao", talk, Confirm(offer="o1"))
    assert await status(world, talk, "o1") is Status.ACCEPTED
    assert sum(isinstance(body, SidesSet) for body in await world.bodies("zhao", talk)) == 2
    await world.verify()


async def test_who_has_left_sees_the_negotiation_as_it_was_then(world: World) -> None:
    talk = await begin(world)
    await world.deal("li", talk, offer("o1"))
    await world.act("li", handing_over.hand_over_one, talk, world.id("zhao"))
    await world.deal("wang", talk, Reject(offer="o1"))
    left = await world.ask(snapshots.conversation_snapshot, world.id("li"), talk)
    assert left.negotiation is not UNSET
    assert left.negotiation.offers["o1"].status is Status.OPEN
    seen = [entry.body for entry in await world.ask(record_entries, world.id("li"), talk)]
    whole = [entry.body for entry in await world.ask(record_entries, world.id("zhao"), talk)]
    assert seen == whole[: len(seen)]
    assert len(seen) < len(whole)
    assert not any(isinstance(body, OfferEnded) for body in seen)


async def test_a_record_is_for_those_who_see_the_chat(world: World) -> None:
    talk = await begin(world)
    empty = await world.direct("li", "anna")
    for who, where in (("anna", talk), ("chen", talk), ("li", empty)):
        with pytest.raises(NotFound):
            await world.ask(record_entries, world.id(who), where)
    assert await world.ask(record_entries, world.id("wang"), talk)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (offer("o1", is_kept=True), "kept_without_end"),
        (offer("o 1"), "id_invalid"),
        (offer(""), "id_invalid"),
        (offer("o1", "1e3"), "number_invalid"),
    ],
)
async def test_offers_that_cannot_be(world: World, made: MakeOffer, code: str) -> None:
    talk = await begin(world)
    assert await code_of(world, "li", talk, made) == code


async def test_times_that_cannot_be(world: World) -> None:
    talk = await begin(world)
    now = world.clock.now()
    wrong = {
        "time_invalid": (now.replace(tzinfo=None), now.replace(year=9999), now.replace(year=1)),
        "already_over": (now - timedelta(seconds=1),),
    }
    for code, times in wrong.items():
        for until in times:
            assert await code_of(world, "li", talk, offer("o1", until=until)) == code


def test_a_signature_in_another_form_of_base64_is_none() -> None:
    """Spare bits of the last letter could be changed without changing the bytes; a record must not allow that."""
    from parley.domain.signing import sign

    key = b"k" * 32
    signature = sign(key, b"data")
    assert is_signed(public_key_of(key), b"data", signature)
    last = signature[85]
    other = signature[:85] + chr(ord(last) + 1) + signature[86:]
    assert not is_signed(public_key_of(key), b"data", other)
