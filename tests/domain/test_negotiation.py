"""The rules of a negotiation, one by one and in every order."""

from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.negotiations_made import BUYER, PEOPLE, SIDES, WUYI, Table, hash_of, terms, voting
from parley.domain.errors import Refusal
from parley.domain.money import Money
from parley.domain.money_words import in_chinese, in_english
from parley.domain.negotiation import (
    Accept,
    Act,
    Confirm,
    DeclareMandate,
    MakeOffer,
    Reject,
    Vote,
    Withdraw,
    decide,
    expire,
    refusal_of,
    votes_short,
)
from parley.domain.negotiation_state import (
    MandateDeclared,
    Negotiation,
    OfferAccepted,
    OfferConfirmed,
    OfferEnded,
    OfferMade,
    SideRole,
    SidesSet,
    Status,
    VoteCast,
    VoteRule,
    apply,
    status_at,
)
from parley.domain.offer import Term, Terms, Tier, changed_terms, check_terms, terms_hash


def offered(table: Table, name: str = "o1", by: str = "lin", thread: str = "wuyi", **more: object) -> None:
    answers, valid = more.pop("answers", None), more.pop("valid", None)
    until = None if valid is None else table.now + timedelta(seconds=float(valid))  # type: ignore[arg-type]
    made = MakeOffer(
        offer=name,
        thread=thread,
        terms=terms(**more),  # type: ignore[arg-type]
        valid_until=until,
        answers=answers,  # type: ignore[arg-type]
    )
    table.act(by, made)


def code_of(table: Table, by: str, act: Act) -> str | None:
    refusal = refusal_of(table.state, act, by, table.now)
    return refusal.code if refusal else None


def test_offer_counter_and_acceptance() -> None:
    table = Table()
    offered(table, "o1", price="252")
    offered(table, "o2", by="wang", price="240", answers="o1")
    assert table.offer("o1").status is Status.COUNTERED
    table.act("lin", Accept(offer="o2", terms_hash=hash_of(table, "o2")))
    assert table.offer("o2").status is Status.ACCEPTED
    assert table.state.awards == {"tea": "o2"}
    assert table.offer("o2").terms.total == Money("120000", "CNY")


def test_a_counter_marks_what_it_changes() -> None:
    before, after = terms(price="252", place="杭州"), terms(price="240", quantity="600", place="上海")
    assert changed_terms(before, after) == {Term.PRICE, Term.QUANTITY, Term.PLACE}
    assert changed_terms(before, before) == frozenset()


def test_acceptance_names_the_terms_one_saw() -> None:
    table = Table()
    offered(table)
    other = Accept(offer="o1", terms_hash=terms_hash(terms(price="25.2")))
    assert code_of(table, "wang", other) == "terms_differ"


@pytest.mark.parametrize(("late_by", "expected"), [(0, None), (0.001, "offer_expired")])
def test_the_last_moment_counts_and_what_is_later_is_late(late_by: float, expected: str | None) -> None:
    """Whether or not the node that writes the expiry has come to it."""
    table = Table()
    offered(table, valid=60)
    table.wait(60 + late_by, writes_expiry=False)
    assert code_of(table, "wang", Accept(offer="o1", terms_hash=hash_of(table, "o1"))) == expected


def test_expiry_is_written_once() -> None:
    table = Table()
    offered(table, valid=60)
    table.wait(61)
    assert table.offer("o1").status is Status.EXPIRED
    assert expire(table.state, table.now) == ()


def test_of_two_acceptances_for_one_award_the_first_wins() -> None:
    table = Table()
    offered(table, "o1", "lin", "wuyi")
    offered(table, "o2", "zhou", "zhengyan", price="250")
    bodies = table.act("wang", Accept(offer="o1", terms_hash=hash_of(table, "o1")))
    loser = next(body for body in bodies if isinstance(body, OfferEnded))
    assert (loser.offer, loser.status, loser.by, loser.reason) == ("o2", Status.REJECTED, "", "")
    assert code_of(table, "xu", Accept(offer="o2", terms_hash=hash_of(table, "o2"))) == "offer_rejected"
    assert code_of(table, "chen", MakeOffer(offer="o3", thread="yunling", terms=terms())) == "lot_awarded"


def test_a_lot_of_its_own_is_awarded_by_itself() -> None:
    table = Table()
    offered(table, "o1", "lin", "wuyi", lots=("tea",))
    offered(table, "o2", "zhou", "zhengyan", lots=("boxes",))
    offered(table, "o3", "chen", "yunling", lots=("tea", "boxes"))
    table.act("wang", Accept(offer="o1", terms_hash=hash_of(table, "o1")))
    assert [table.offer(name).status for name in ("o2", "o3")] == [Status.OPEN, Status.REJECTED]
    table.act("wang", Accept(offer="o2", terms_hash=hash_of(table, "o2")))
    assert table.state.awards == {"tea": "o1", "boxes": "o2"}


def test_what_needs_our_ok_is_concluded_by_the_one_who_offered() -> None:
    table = Table()
    offered(table, needs_our_ok=True)
    table.act("wang", Accept(offer="o1", terms_hash=hash_of(table, "o1")))
    assert table.offer("o1").status is Status.AWAITING
    assert code_of(table, "wang", Confirm(offer="o1")) == "not_your_offer"
    assert code_of(table, "wang", Reject(offer="o1")) == "awaits_confirmation"
    table.act("lin", Confirm(offer="o1"))
    assert table.state.awards == {"tea": "o1"}


def test_the_one_who_offered_may_still_say_no() -> None:
    table = Table()
    offered(table, needs_our_ok=True)
    assert code_of(table, "lin", Reject(offer="o1")) == "own_offer"
    table.act("wang", Accept(offer="o1", terms_hash=hash_of(table, "o1")))
    table.act("lin", Reject(offer="o1", reason="没货了"))
    assert (table.offer("o1").status, table.offer("o1").reason) == (Status.REJECTED, "没货了")


def test_a_divisible_offer_is_taken_bit_by_bit() -> None:
    table = Table()
    offered(table, is_divisible=True, minimum="100")
    digest = hash_of(table, "o1")
    assert code_of(table, "wang", Accept(offer="o1", terms_hash=digest, quantity="99")) == "too_little"
    assert code_of(table, "wang", Accept(offer="o1", terms_hash=digest, quantity="501")) == "too_much"
    table.act("wang", Accept(offer="o1", terms_hash=digest, quantity="450"))
    assert (table.offer("o1").status, table.offer("o1").left) == (Status.OPEN, Decimal(50))
    table.act("wang", Accept(offer="o1", terms_hash=digest, quantity="50"))
    assert table.offer("o1").status is Status.ACCEPTED
    assert table.state.awards == {"tea": "o1"}


def test_a_promise_to_keep_an_offer_holds() -> None:
    table = Table()
    offered(table, is_kept=True, valid=60)
    better = MakeOffer(offer="o2", thread="wuyi", terms=terms(price="260"), answers="o1")
    assert code_of(table, "lin", Withdraw(offer="o1")) == "offer_kept"
    assert code_of(table, "lin", better) == "offer_kept"
    table.wait(61)
    assert code_of(table, "lin", Withdraw(offer="o1")) == "offer_expired"


def test_ones_own_offer_is_replaced_or_withdrawn() -> None:
    table = Table()
    offered(table, "o1")
    assert code_of(table, "lin", MakeOffer(offer="o2", thread="wuyi", terms=terms())) == "answer_needed"
    offered(table, "o2", price="249", answers="o1")
    assert table.offer("o1").status is Status.SUPERSEDED
    table.act("lin", Withdraw(offer="o2"))
    assert code_of(table, "wang", Accept(offer="o2", terms_hash=hash_of(table, "o2"))) == "offer_withdrawn"


@pytest.mark.parametrize(("rule", "quorum", "short"), [(VoteRule.UNANIMOUS, 0, 2), (VoteRule.QUORUM, 1, 1)])
def test_votes_short_block(rule: VoteRule, quorum: int, short: int) -> None:
    table = Table(voting(BUYER, rule, quorum), WUYI)
    offered(table)
    accept = Accept(offer="o1", terms_hash=hash_of(table, "o1"))
    assert votes_short(table.state, table.offer("o1")) == short
    assert code_of(table, "wang", accept) == "votes_short"
    for account in ("wang", "xu")[:short]:
        table.act(account, Vote(offer="o1", is_for=True))
    assert code_of(table, "wang", accept) is None
    table.act("wang", Vote(offer="o1", is_for=False))
    assert code_of(table, "xu", accept) == "votes_short"


def test_only_who_decides_acts_and_says_first_for_whom() -> None:
    table = Table(has_mandates=False)
    assert code_of(table, "lin", MakeOffer(offer="o1", thread="wuyi", terms=terms())) == "no_mandate"
    table.act("lin", DeclareMandate(company="武夷茶厂"))
    assert code_of(table, "lin", MakeOffer(offer="o1", thread="wuyi", terms=terms())) is None
    for account in ("he", "lina", "zhao"):
        assert code_of(table, account, Vote(offer="o1", is_for=True)) == "not_deciding"
    assert code_of(table, "stranger", Withdraw(offer="o1")) == "not_negotiating"


def test_a_seller_does_not_learn_that_anothers_offer_exists() -> None:
    table = Table()
    offered(table)
    digest = hash_of(table, "o1")
    for act in (Accept(offer="o1", terms_hash=digest), Reject(offer="o1"), Withdraw(offer="o1")):
        assert (
            code_of(table, "zhou", act) == code_of(table, "zhou", Withdraw(offer="none")) == "no_such_offer"
        )
    theirs = MakeOffer(offer="o2", thread="wuyi", terms=terms(price="1"), answers="o1")
    assert code_of(table, "zhou", theirs) == "not_your_thread"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"price": "0"}, "number_zero"),
        ({"price": "1.50"}, "number_invalid"),
        ({"quantity": "0"}, "number_zero"),
        ({"price": "0.00000001", "quantity": "1"}, "total_zero"),
        ({"price": "9999999999", "quantity": "999999"}, "total_too_much"),
        ({"lots": ()}, "offer_empty"),
        ({"lots": ("tea", "boxes"), "is_divisible": True}, "not_divisible"),
        ({"is_divisible": True, "needs_our_ok": True}, "not_divisible"),
        ({"tolerance_percent": "101"}, "percent_invalid"),
        ({"incoterm": "DAT"}, "incoterm_unknown"),
        ({"note": "x" * 501}, "text_too_long"),
        ({"place": "\0"}, "text_invalid"),
    ],
)
def test_terms_that_cannot_be_offered(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_terms(terms(**wrong))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_the_largest_total_still_fits_into_words() -> None:
    made = check_terms(terms(price="999999999999999.99", quantity="1"))
    assert in_chinese(made.total).startswith("人民币玖佰玖拾玖万玖仟玖佰玖拾玖亿")
    assert in_english(made.total).startswith("nine hundred ninety-nine trillion")


def test_price_steps_hold_from_their_quantity_on() -> None:
    line = terms(quantity="500").lines[0]
    stepped = terms().__class__(
        lines=(
            line.__class__(
                lot="tea",
                goods="大红袍",
                quantity=line.quantity,
                price="260",
                tiers=(Tier(from_amount="300", price="250"), Tier(from_amount="600", price="240")),
            ),
        ),
        currency="CNY",
    )
    assert check_terms(stepped).total == Money("125000", "CNY")


def test_adding_what_is_as_usual_changes_no_hash() -> None:
    """Old records stay valid when terms get a new field."""
    assert terms_hash(terms()) == terms_hash(terms(packing="", note=""))
    assert terms_hash(terms()) == "041a300b480dfb31496db6dff8cf3124370d65fd8da7627f87ddc20fa8ce163b"


def test_what_is_about_an_offer_one_does_not_know_changes_nothing() -> None:
    """A newer program may have made the offer (G15)."""
    table = Table()
    before = table.state
    for body in (
        OfferAccepted(offer="new", by="wang"),
        OfferConfirmed(offer="new", by="lin"),
        OfferEnded(offer="new", status=Status.EXPIRED),
        VoteCast(offer="new", by="wang", is_for=True),
    ):
        assert apply(before, body, table.now) == before


# Every order of acts


class Step(NamedTuple):
    """What somebody tries next; numbers choose among what there is, so that plays get somewhere."""

    by: str
    kind: str
    which: int
    terms: Terms
    quantity: str | None
    valid_s: int | None
    wait_s: int
    writes_expiry: bool


TERMS = st.builds(
    terms,
    price=st.sampled_from(("240", "252", "0.0135")),
    lots=st.sampled_from((("tea",), ("boxes",), ("tea", "boxes"))),
    needs_our_ok=st.booleans(),
    is_kept=st.booleans(),
) | st.builds(terms, is_divisible=st.just(True), minimum=st.sampled_from(("0", "100")))
KINDS = ("offer", "counter", "accept", "accept", "confirm", "reject", "withdraw", "vote", "vote")
STEPS = st.lists(
    st.builds(
        Step,
        by=st.sampled_from(("wang", "wang", "xu", "lin", "zhou", "chen", *PEOPLE)),
        kind=st.sampled_from(KINDS),
        which=st.integers(0, 5),
        terms=TERMS,
        quantity=st.sampled_from((None, None, "1", "100", "250", "500")),
        valid_s=st.sampled_from((None, None, 30, 300)),
        wait_s=st.integers(0, 8),
        writes_expiry=st.booleans(),
    ),
    min_size=8,
    max_size=40,
)


def act_of(table: Table, step: Step, name: str) -> Act | None:
    """The act, about the n-th offer there is; None when there is nothing to act upon."""
    offers = list(table.state.offers.values())
    chosen = offers[-1 - step.which % len(offers)] if offers else None
    until = None if step.valid_s is None else table.now + timedelta(seconds=step.valid_s)
    side = table.state.side_of(step.by)
    if step.kind == "offer":
        is_buyer = side is None or side.id == BUYER.id
        thread = SIDES[1 + step.which % 3].id if is_buyer or side is None else side.id
        return MakeOffer(offer=name, thread=thread, terms=step.terms, valid_until=until)
    if chosen is None:
        return None
    match step.kind:
        case "counter":
            thread = chosen.thread
            return MakeOffer(
                offer=name, thread=thread, terms=step.terms, valid_until=until, answers=chosen.id
            )
        case "accept":
            digest = chosen.terms_hash if step.which < 5 else terms_hash(step.terms)
            return Accept(offer=chosen.id, terms_hash=digest, quantity=step.quantity)
        case "confirm":
            return Confirm(offer=chosen.id)
        case "reject":
            return Reject(offer=chosen.id)
        case "withdraw":
            return Withdraw(offer=chosen.id)
        case _:
            return Vote(offer=chosen.id, is_for=step.which > 0)


def play(steps: list[Step]) -> Table:
    """The acts that are allowed, as time passes; each is held against what the model forbids."""
    table = Table(voting(BUYER, VoteRule.QUORUM, 1), *SIDES[1:])
    for number, step in enumerate(steps):
        table.wait(step.wait_s, writes_expiry=step.writes_expiry)
        act = act_of(table, step, f"o{number}")
        before = table.state
        try:
            if act is not None:
                table.act(step.by, act)
        except Refusal:
            assert table.state is before
            continue
        if act is not None:
            check_step(before, table.state, step.by, act, table)
    return table


def check_step(before: Negotiation, after: Negotiation, by: str, act: object, table: Table) -> None:
    side = before.side_of(by)
    assert side is not None
    assert side.people[by] is SideRole.PRINCIPAL
    for name, offer in before.offers.items():
        now = after.offers[name]
        assert now.terms == offer.terms
        if offer.status.is_end:
            assert now == offer
        if now.status is Status.ACCEPTED and offer.status is not Status.ACCEPTED:
            assert status_at(offer, table.now) in (Status.OPEN, Status.AWAITING)
    if isinstance(act, Accept):
        assert before.offers[act.offer].side != side.id
        assert act.terms_hash == before.offers[act.offer].terms_hash


@given(STEPS)
def test_no_order_of_acts_reaches_what_the_model_forbids(steps: list[Step]) -> None:
    state = play(steps).state
    for lot, winner in state.awards.items():
        assert state.offers[winner].status is Status.ACCEPTED
        winners = [o for o in state.offers.values() if o.status is Status.ACCEPTED and lot in o.terms.lots]
        assert [one.id for one in winners] == [winner]
    for offer in state.offers.values():
        assert offer.left >= 0
        assert (offer.ended_at is not None) == offer.status.is_end


@given(STEPS)
def test_a_seller_who_sees_only_its_thread_finds_the_same_there(
    steps: list[Step],
) -> None:
    table = play(steps)
    threads = {name: offer.thread for name, offer in table.state.offers.items()}
    for side in SIDES[1:]:
        seen = Negotiation()
        for body, at in table.events:
            match body:
                case SidesSet() | MandateDeclared():
                    visible = True
                case OfferMade(offer=offer):
                    visible = offer.thread == side.id
                case OfferAccepted() | OfferConfirmed() | OfferEnded() | VoteCast():
                    visible = threads[body.offer] == side.id
                case _:
                    visible = False
            if visible:
                seen = apply(seen, body, at)
        own = {name: offer for name, offer in table.state.offers.items() if offer.thread == side.id}
        assert seen.offers == own


@given(STEPS)
def test_doing_an_act_twice_does_it_once(steps: list[Step]) -> None:
    table = play(steps)
    for name, offer in table.state.offers.items():
        again = MakeOffer(offer=name, thread=offer.thread, terms=offer.terms)
        with pytest.raises(Refusal):
            decide(table.state, again, offer.by, table.now)
        if offer.status is Status.ACCEPTED:
            for by in PEOPLE:
                with pytest.raises(Refusal):
                    decide(table.state, Accept(offer=name, terms_hash=offer.terms_hash), by, table.now)
