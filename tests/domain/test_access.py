"""The access rules as tables: who may find, see, see live and write to whom, for every pair of kinds and relation."""

from itertools import product

import pytest

from parley.domain.access import (
    Person,
    Relation,
    RoomAct,
    Seat,
    ShopAct,
    check_may_ask_contact,
    check_may_open,
    check_may_write_to,
    check_room_act,
    check_shop_act,
    may_find,
    may_read,
    may_see,
    may_see_live,
)
from parley.domain.conversation import ConversationKind, Role
from parley.domain.errors import Forbidden, NotFound, Refusal
from parley.domain.people import AccountKind, ContactState, WhoMayWrite

OWNER, STAFF, PARTNER, CUSTOMER = AccountKind
STRANGERS = Relation()
RELATIONS = [
    Relation(contact=contact, shares_conversation=shares, viewer_blocks=viewer, subject_blocks=subject)
    for contact, shares, viewer, subject in product(
        (None, *ContactState), (False, True), (False, True), (False, True)
    )
]
PAIRS = list(product(AccountKind, AccountKind))


def viewer(kind: AccountKind) -> Person:
    return Person(account="viewer", kind=kind)


def subject(kind: AccountKind, **more: object) -> Person:
    return Person(account="subject", kind=kind, **more)  # type: ignore[arg-type]


FINDS_STRANGER = {
    OWNER: {OWNER, STAFF, PARTNER, CUSTOMER},
    STAFF: {OWNER, STAFF, PARTNER, CUSTOMER},
    PARTNER: {OWNER, STAFF, PARTNER},
    CUSTOMER: {OWNER, STAFF},
}


@pytest.mark.parametrize("who", AccountKind)
@pytest.mark.parametrize("whom", AccountKind)
def test_strangers_by_kind(who: AccountKind, whom: AccountKind) -> None:
    allowed = whom in FINDS_STRANGER[who]
    assert may_find(viewer(who), subject(whom), STRANGERS) == allowed
    assert may_see(viewer(who), subject(whom), STRANGERS) == allowed
    assert may_see_live(viewer(who), subject(whom), STRANGERS) == (who.is_staff and whom.is_staff)


@pytest.mark.parametrize(("who", "whom"), PAIRS)
def test_what_a_relation_opens(who: AccountKind, whom: AccountKind) -> None:
    for relation in RELATIONS:
        knows = relation.contact is not None or relation.shares_conversation
        assert may_see(viewer(who), subject(whom), relation) == (knows or whom in FINDS_STRANGER[who])
        assert not may_find(viewer(who), subject(whom, is_disabled=True), relation)
        live = relation.shares_conversation or relation.contact is ContactState.ACCEPTED
        live = (live or (who.is_staff and whom.is_staff)) and not relation.subject_blocks
        assert may_see_live(viewer(who), subject(whom), relation) == live
        assert not may_see_live(viewer(who), subject(whom, is_disabled=True), relation)


@pytest.mark.parametrize(("who", "whom"), PAIRS)
def test_writing(who: AccountKind, whom: AccountKind) -> None:
    for relation, who_may_write in product(RELATIONS, WhoMayWrite):
        other = subject(whom, who_may_write=who_may_write)
        closed = who_may_write is WhoMayWrite.CONTACTS and relation.contact is not ContactState.ACCEPTED
        if not may_see(viewer(who), other, relation):
            expected = "no_such_person"
        elif relation.viewer_blocks:
            expected = "you_block_them"
        else:
            expected = "cannot_write" if relation.subject_blocks or closed else ""
        assert _code(check_may_write_to, viewer(who), other, relation) == expected


def test_a_block_reads_like_a_closed_door() -> None:
    with pytest.raises(Forbidden) as blocked:
        check_may_write_to(viewer(STAFF), subject(STAFF), Relation(subject_blocks=True))
    with pytest.raises(Forbidden) as closed:
        check_may_write_to(viewer(STAFF), subject(STAFF, who_may_write=WhoMayWrite.CONTACTS), STRANGERS)
    with pytest.raises(Forbidden) as gone:
        check_may_write_to(viewer(STAFF), subject(STAFF, is_disabled=True), STRANGERS)
    assert vars(blocked.value) == vars(closed.value) == vars(gone.value)


def test_oneself() -> None:
    me = viewer(CUSTOMER)
    assert may_see(me, me, STRANGERS)
    assert may_see_live(me, me, STRANGERS)
    assert not may_find(me, me, STRANGERS)
    assert _code(check_may_write_to, me, me, STRANGERS) == "write_to_self"
    assert _code(check_may_ask_contact, me, me, STRANGERS) == "contact_self"


def test_a_missing_and_an_invisible_person_are_told_apart_by_nobody() -> None:
    with pytest.raises(NotFound) as refused:
        check_may_ask_contact(viewer(CUSTOMER), subject(CUSTOMER), STRANGERS)
    assert refused.value.code == "no_such_person"


def seat(**more: object) -> Seat:
    return Seat(kind=ConversationKind.ROOM, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("place", "visible"),
    [
        (None, []),
        (seat(is_invited=True), []),
        (seat(from_seq=3), [3, 4, 5]),
        (seat(from_seq=2, until_seq=4), [2, 3, 4]),
        (seat(from_seq=5, until_seq=4), []),
    ],
)
def test_reading_keeps_to_the_interval(place: Seat | None, visible: list[int]) -> None:
    assert [seq for seq in range(1, 6) if may_read(place, seq)] == visible


ROOM_RULES = {
    None: "no_such_conversation",
    seat(is_invited=True): "no_such_conversation",
    seat(from_seq=1, until_seq=5): "not_a_member",
    seat(from_seq=1, role=Role.OWNER): "",
}


@pytest.mark.parametrize("act", RoomAct)
def test_rooms(act: RoomAct) -> None:
    for place, expected in ROOM_RULES.items():
        assert _code(check_room_act, place, act) == expected
    owners_only = act in (RoomAct.RENAME, RoomAct.REMOVE, RoomAct.SET_ROLE, RoomAct.SET_NEWCOMERS)
    assert _code(check_room_act, seat(from_seq=1), act) == ("owner_only" if owners_only else "")
    direct = Seat(kind=ConversationKind.DIRECT, from_seq=1)
    assert _code(check_room_act, direct, act) == ("" if act is RoomAct.WRITE else "not_in_direct")


def test_opening_gives_the_seat_of_who_left_too() -> None:
    left = seat(from_seq=1, until_seq=5)
    assert check_may_open(left) is left


@pytest.mark.parametrize("act", ShopAct)
def test_the_shop(act: ShopAct) -> None:
    allowed = {kind for kind in AccountKind if not _code(check_shop_act, viewer(kind), act)}
    if act in (ShopAct.INVITE_CUSTOMER, ShopAct.BROADCAST):
        assert allowed == {OWNER, STAFF}
    elif act is ShopAct.CREATE_ROOM:
        assert allowed == {OWNER, STAFF, PARTNER}
    else:
        assert allowed == {OWNER}


def _code(check: object, *args: object) -> str:
    try:
        check(*args)  # type: ignore[operator]
    except Refusal as refused:
        return refused.code
    return ""
