"""Folding events into states: one small story per log kind, and that unknown ground doesn't break a fold."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from parley.domain import events
from parley.domain.conversation import ConversationKind, Marks, Member, Preferences, Role
from parley.domain.people import AccountKind, Contact, ContactGroup, ContactState, Profile
from parley.domain.state import (
    AccountState,
    ConversationState,
    ShopState,
    apply_account,
    apply_conversation,
    apply_shop,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def member(account: str, role: Role = Role.MEMBER, from_seq: int = 1) -> Member:
    return Member(account=account, role=role, from_seq=from_seq, joined_at=NOON)


def conversation(*bodies: events.Body) -> ConversationState:
    state = ConversationState()
    for body in bodies:
        state = apply_conversation(state, body)
    return state


def account(*bodies: events.Body) -> AccountState:
    state = AccountState()
    for body in bodies:
        state = apply_account(state, body)
    return state


CREATED = events.ConversationCreated(
    kind=ConversationKind.ROOM, title="春茶", members=(member("a", Role.OWNER),)
)


def test_a_room_from_its_making_to_its_new_owner() -> None:
    state = conversation(
        CREATED,
        events.MemberInvited(account="b"),
        events.MemberInvited(account="c"),
        events.MemberInvited(account="b"),
        events.InvitationEnded(account="c"),
        events.MemberInvited(account="d"),
        events.MemberJoined(member=member("b", from_seq=7)),
        events.MessageCreated(client_message_id="m", parts=()),
        events.RoleChanged(account="b", role=Role.OWNER),
        events.MemberLeft(account="a"),
        events.RoomRenamed(title="秋茶"),
        events.NewcomersChanged(newcomers_see_all=True),
    )
    assert state == ConversationState(
        kind=ConversationKind.ROOM,
        title="秋茶",
        members={"b": member("b", Role.OWNER, 7)},
        invited=("d",),
        newcomers_see_all=True,
    )


def test_an_invitation_that_is_repeated_goes_to_the_end() -> None:
    state = conversation(CREATED, *(events.MemberInvited(account=a) for a in ("b", "c", "b")))
    assert state.invited == ("c", "b")


def test_contacts_groups_and_blocks() -> None:
    contact = Contact(account="b", state=ContactState.ACCEPTED, groups=("g", "h"), since=NOON)
    state = account(
        events.GroupChanged(group=ContactGroup(id="g", name="客户", position=1)),
        events.GroupChanged(group=ContactGroup(id="h", name="老客", position=2)),
        events.ContactChanged(contact=contact),
        events.GroupRemoved(group="g"),
        events.PersonBlocked(account="x"),
        events.PersonBlocked(account="y"),
        events.PersonUnblocked(account="x"),
        events.ContactRemoved(account="nobody"),
    )
    assert state.groups.keys() == {"h"}
    assert state.contacts["b"].groups == ("h",)
    assert state.blocks == {"y"}


def test_people_and_settings() -> None:
    profile = Profile(account="b", handle="b", kind=AccountKind.STAFF, display_name="李娜")
    state = account(
        events.ProfileChanged(profile=profile),
        events.PersonChanged(person=profile),
        events.SettingChanged(name="theme", value="dark"),
        events.SettingChanged(name="sound", value="off"),
        events.SettingChanged(name="sound", value=None),
    )
    assert state.profile == profile
    assert state.people == {"b": profile}
    assert state.settings == {"theme": "dark"}


def test_a_seat_over_its_life() -> None:
    wishes = Preferences(is_muted=True)
    invited = events.ConversationInvited(conversation="r", title="春茶", invited_by="a")
    ended = events.ConversationInvitationEnded(conversation="r")
    joined = events.ConversationJoined(conversation="r", kind=ConversationKind.ROOM, from_seq=4, title="春茶")
    assert account(invited, ended).conversations == {}
    entry = account(
        invited, joined, events.PreferencesChanged(conversation="r", preferences=wishes)
    ).conversations["r"]
    assert (entry.from_seq, entry.invited_by, entry.preferences) == (4, None, wishes)
    left = (invited, joined, events.PreferencesChanged(conversation="r", preferences=wishes))
    left = (*left, events.ConversationLeft(conversation="r", until_seq=9))
    entry = account(*left, invited).conversations["r"]
    assert (entry.from_seq, entry.until_seq, entry.invited_by, entry.preferences) == (4, 9, "a", wishes)
    assert account(*left, invited, ended).conversations["r"].invited_by is None
    again = events.ConversationJoined(conversation="r", kind=ConversationKind.ROOM, from_seq=12, title="春茶")
    entry = account(*left, invited, again).conversations["r"]
    assert (entry.from_seq, entry.until_seq, entry.preferences) == (12, None, wishes)


def test_the_shop() -> None:
    state = ShopState()
    for body in (
        events.ShopOpened(shop="s", name="云岭"),
        events.StaffChanged(account="a", kind=AccountKind.OWNER),
        events.StaffChanged(account="b", kind=AccountKind.STAFF),
        events.StaffLeft(account="b"),
        events.ShopRenamed(name="云岭茶行"),
    ):
        state = apply_shop(state, body)
    assert state == ShopState(shop="s", name="云岭茶行", staff={"a": AccountKind.OWNER})


def test_a_body_of_another_log_changes_nothing() -> None:
    stranger = events.RoomRenamed(title="x")
    assert apply_account(AccountState(), stranger) == AccountState()
    assert apply_shop(ShopState(), stranger) == ShopState()
    assert conversation(events.ShopRenamed(name="x")) == ConversationState()
    gone = events.ConversationLeft(conversation="nowhere", until_seq=3)
    assert account(gone) == AccountState()


_marks = st.builds(Marks, account=st.just("a"), delivered_seq=st.integers(0, 9), read_seq=st.integers(0, 9))


@given(st.lists(_marks, max_size=6).flatmap(lambda marks: st.tuples(st.just(marks), st.permutations(marks))))
def test_marks_come_to_the_same_in_any_order(orders: tuple[list[Marks], list[Marks]]) -> None:
    results = []
    for order in orders:
        total = Marks(account="a")
        for mark in order:
            total = total.merged(mark)
        results.append(total)
    assert results[0] == results[1]
