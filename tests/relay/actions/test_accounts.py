"""Joining by invitation, devices, passwords, recovery, and what the owner does to accounts."""

import asyncio

import msgspec
import pytest

from parley.domain.conversation import ConversationKind, Role
from parley.domain.errors import Conflict, Forbidden, NotFound, Refusal
from parley.domain.people import AccountKind
from parley.protocol.rest import ProfileChange
from parley.protocol.rest_invites import CreateInvite
from parley.relay.actions import accounts, conversations, devices, invites, profile, recovery, shop
from parley.relay.actions.accounts import Newcomer
from parley.relay.queries import people, snapshots
from parley.relay.queries.shop import find_shop
from relay.world import World, new_device


def newcomer(code: str, name: str, handle: str = "", shop_name: str = "") -> Newcomer:
    return Newcomer(
        code=code,
        display_name=name,
        password_hash="h",
        device=new_device(),
        handle=handle,
        shop_name=shop_name,
    )


async def test_the_owner_opens_the_shop_once(world: World) -> None:
    opened = await world.ask(find_shop)
    assert opened is not None
    assert opened.name == "云岭茶行"
    assert world.signed_in["chen"].opening == opened.team_room
    assert world.signed_in["chen"].recovery_code
    with pytest.raises(Conflict, match="open already"):
        await world.database.write(lambda tx: invites.create_owner_invite(tx, world.clock.now()))


async def test_staff_land_in_the_team_room_and_know_everybody(world: World) -> None:
    team_room = world.signed_in["chen"].opening
    assert world.signed_in["li"].opening == team_room
    state = (await world.ask(snapshots.account_snapshot, world.id("li"))).state
    assert {world.id("chen"), world.id("zhao")} <= state.people.keys()
    room = await world.ask(snapshots.conversation_snapshot, world.id("li"), team_room)
    assert room.state.members.keys() == {world.id(who) for who in ("chen", "li", "zhao")}
    assert room.state.members[world.id("chen")].role is Role.OWNER


async def test_a_customer_lands_in_a_chat_with_the_host_and_knows_nobody_else(world: World) -> None:
    opening = world.signed_in["wang"].opening
    state = (await world.ask(snapshots.account_snapshot, world.id("wang"))).state
    assert state.people.keys() == {world.id("chen")}
    assert opening is not None
    assert state.conversations.keys() == {opening}
    assert state.conversations[opening].kind is ConversationKind.DIRECT
    assert state.conversations[opening].peer == world.id("chen")


async def test_a_sign_in_name_is_made_from_pinyin_and_made_unique(world: World) -> None:
    handles = []
    for _ in range(3):
        code = await world.invite(AccountKind.CUSTOMER)
        parts = await world.database.write(
            lambda tx, c=code: accounts.join(tx, newcomer(c, "赵敏"), world.clock.now())
        )  # type: ignore[misc]
        handles.append(parts.profile.handle)
    assert handles == ["zhaomin", "zhaomin2", "zhaomin3"]
    assert parts.profile.pinyin == "zhaomin zm"


async def test_a_taken_or_impossible_sign_in_name_is_refused(world: World) -> None:
    code = await world.invite(AccountKind.CUSTOMER)
    for handle, error in (("CHEN", "handle_taken"), ("陈", "handle_invalid"), ("a b", "handle_invalid")):
        with pytest.raises(Refusal) as refused:
            await world.database.write(
                lambda tx, h=handle: accounts.join(tx, newcomer(code, "X", h), world.clock.now())  # type: ignore[misc]
            )
        assert refused.value.code == error
        assert refused.value.field == "handle"


async def test_an_invitation_is_for_so_many_and_so_long(world: World) -> None:
    async def use(code: str) -> None:
        await world.database.write(lambda tx: accounts.join(tx, newcomer(code, "客"), world.clock.now()))

    once = await world.invite(AccountKind.CUSTOMER)
    results = await asyncio.gather(use(once), use(once), use(once), return_exceptions=True)
    assert sorted(type(r).__name__ for r in results) == ["Forbidden", "Forbidden", "NoneType"]

    late = await world.invite(AccountKind.CUSTOMER)
    world.clock.advance(7 * 86_400)
    with pytest.raises(Forbidden, match="no longer valid"):
        await use(late)

    invite, code = await world.act(
        "chen", invites.create_invite, CreateInvite(kind=AccountKind.PARTNER, uses=5)
    )
    info = await world.ask(invites.invite_info, code, world.clock.now())
    assert (info.shop_name, info.invited_by, info.kind) == ("云岭茶行", "陈明", AccountKind.PARTNER)
    await world.act("chen", lambda tx, actor, now: invites.revoke_invite(tx, actor, invite.id))
    with pytest.raises(Forbidden):
        await use(code)
    with pytest.raises(NotFound):
        await use("no such code")


async def test_who_may_invite_whom(world: World) -> None:
    async def may(who: str, kind: AccountKind) -> bool:
        try:
            await world.act(who, invites.create_invite, CreateInvite(kind=kind))
        except Refusal:
            return False
        return True

    allowed = {(who, kind) for who in world.people for kind in AccountKind if await may(who, kind)}
    guests = (AccountKind.PARTNER, AccountKind.CUSTOMER)
    assert allowed == {(who, kind) for who in ("chen", "li", "zhao") for kind in guests} | {
        ("chen", AccountKind.STAFF)
    }
    listed = {
        who: len(await world.act(who, lambda tx, actor, now: invites.list_invites(tx, actor)))
        for who in ("chen", "li")
    }
    assert listed["li"] == 2
    assert listed["chen"] > listed["li"]


async def test_the_code_itself_is_nowhere_in_the_database(world: World) -> None:
    code = await world.invite(AccountKind.CUSTOMER)
    rows = await world.database.read(lambda tx: tx.fetch("SELECT * FROM invite"))
    assert len(code) >= 22
    assert code not in str([tuple(row) for row in rows])


async def test_devices_are_listed_revoked_and_named_when_they_end(world: World) -> None:
    other = new_device("Phone")
    signed_in = await world.database.write(
        lambda tx: accounts.sign_in(tx, world.id("chen"), other, world.clock.now())
    )
    listed = await world.act("chen", lambda tx, actor, now: devices.list_devices(tx, actor))
    assert [(d.name, d.is_this) for d in listed] == [("Phone", False), ("Laptop", True)]
    assert await world.ask(devices.device_by_token, other.token_hash) is not None
    with pytest.raises(NotFound):
        await world.act("li", devices.revoke_device, signed_in.device)
    await world.act("chen", devices.revoke_device, signed_in.device)
    assert await world.ask(devices.device_by_token, other.token_hash) is None
    assert world.ended()[-1].devices == (signed_in.device,)
    both = (signed_in.device, world.people["chen"].device)
    assert await world.ask(devices.valid_devices, both) == {world.people["chen"].device}


async def test_a_new_password_signs_the_others_out_but_not_this_one(world: World) -> None:
    other = new_device()
    await world.database.write(lambda tx: accounts.sign_in(tx, world.id("li"), other, world.clock.now()))
    await world.act("li", accounts.change_password, "new hash", True)
    assert await world.ask(devices.device_by_token, other.token_hash) is None
    assert len(await world.act("li", lambda tx, actor, now: devices.list_devices(tx, actor))) == 1
    assert await world.ask(accounts.find_password_hash, "LI") == (world.id("li"), "new hash")
    assert await world.ask(accounts.find_password_hash, "no such") is None
    assert await world.ask(accounts.find_password_hash, "不是") is None


async def test_the_owner_resets_a_colleagues_password(world: World) -> None:
    await world.act("chen", accounts.reset_password, world.id("li"), "one-time")
    assert await world.ask(accounts.get_password_hash, world.id("li")) == "one-time"
    assert world.ended()[-1].account == world.id("li")
    with pytest.raises(Forbidden):
        await world.act("li", accounts.reset_password, world.id("chen"), "mine now")


async def test_the_recovery_code_works_once(world: World) -> None:
    code = world.signed_in["chen"].recovery_code or ""

    async def recover(text: str) -> accounts.SignedInParts:
        return await world.database.write(
            lambda tx: accounts.recover(tx, "chen", text, "new", new_device(), world.clock.now())
        )

    with pytest.raises(Forbidden):
        await recover("AAAA-BBBB")
    parts = await recover(code.lower().replace("-", " "))
    assert parts.recovery_code
    assert parts.recovery_code != code
    with pytest.raises(Forbidden):
        await recover(code)
    with pytest.raises(Forbidden):
        await world.act("li", recovery.new_code)


async def test_who_no_longer_owns_the_shop_has_no_way_back(world: World) -> None:
    """Neither by a recovery code nor by an invitation for colleagues that was made before."""
    await world.act("chen", accounts.set_kind, world.id("li"), AccountKind.OWNER)
    world.people["li"] = msgspec.structs.replace(world.people["li"], kind=AccountKind.OWNER)
    recovery_code = await world.act("li", recovery.new_code)
    codes = {kind: await world.invite(kind, "li") for kind in (AccountKind.STAFF, AccountKind.CUSTOMER)}
    kept = await world.invite(AccountKind.STAFF)
    await world.act("chen", accounts.set_kind, world.id("li"), AccountKind.CUSTOMER)
    with pytest.raises(Forbidden):
        await world.database.write(
            lambda tx: accounts.recover(tx, "li", recovery_code, "new", new_device(), world.clock.now())
        )
    with pytest.raises(Forbidden):
        await world.ask(invites.invite_info, codes[AccountKind.STAFF], world.clock.now())
    await world.ask(invites.invite_info, codes[AccountKind.CUSTOMER], world.clock.now())
    await world.ask(invites.invite_info, kept, world.clock.now())


async def test_a_closed_owners_invitations_let_no_colleague_in(world: World) -> None:
    await world.act("chen", accounts.set_kind, world.id("li"), AccountKind.OWNER)
    world.people["li"] = msgspec.structs.replace(world.people["li"], kind=AccountKind.OWNER)
    code = await world.invite(AccountKind.STAFF, "li")
    await world.act("chen", accounts.set_disabled, world.id("li"), True)
    with pytest.raises(Forbidden):
        await world.ask(invites.invite_info, code, world.clock.now())


async def test_a_closed_account_is_out_at_once_and_shown_as_closed(world: World) -> None:
    await world.act("chen", accounts.set_disabled, world.id("li"), True)
    assert world.ended()[-1].account == world.id("li")
    assert await world.ask(accounts.find_password_hash, "li") is None
    state = (await world.ask(snapshots.account_snapshot, world.id("zhao"))).state
    assert state.people[world.id("li")].is_disabled
    assert await world.ask(people.search, world.people["zhao"].person, "李娜") == []
    with pytest.raises(Conflict):
        await world.act("chen", accounts.set_disabled, world.id("chen"), True)
    await world.act("chen", accounts.set_disabled, world.id("li"), False)
    assert await world.ask(accounts.find_password_hash, "li") is not None
    await world.verify()


async def test_a_customer_who_becomes_a_colleague_and_back(world: World) -> None:
    team_room = world.signed_in["chen"].opening or ""
    await world.act("chen", accounts.set_kind, world.id("wang"), AccountKind.STAFF)
    state = (await world.ask(snapshots.account_snapshot, world.id("wang"))).state
    assert {world.id("li"), world.id("zhao")} <= state.people.keys()
    assert state.conversations[team_room].from_seq > 0
    await world.act("chen", accounts.set_kind, world.id("wang"), AccountKind.CUSTOMER)
    state = (await world.ask(snapshots.account_snapshot, world.id("wang"))).state
    assert state.conversations[team_room].until_seq is not None
    shop_row = await world.ask(find_shop)
    assert shop_row is not None
    with pytest.raises(NotFound):
        await world.ask(snapshots.shop_snapshot, world.id("wang"), shop_row.id)
    with pytest.raises(Conflict, match="needs an owner"):
        await world.act("chen", accounts.set_kind, world.id("chen"), AccountKind.STAFF)
    await world.verify()


async def test_only_an_owner_renames_the_shop_and_the_team_room_stays_untitled(world: World) -> None:
    await world.act("chen", shop.rename_shop, "云岭茶业")
    room = await world.ask(snapshots.conversation_snapshot, world.id("li"), world.signed_in["li"].opening)
    assert room.state.title == ""
    with pytest.raises(Forbidden):
        await world.act("li", shop.rename_shop, "李娜的店")
    await world.verify()


async def test_a_profile_change_reaches_those_who_know_the_person_and_nobody_else(world: World) -> None:
    await world.act(
        "chen", profile.change_profile, ProfileChange(company="云岭", product_words=("大红袍", "大红袍"))
    )
    for who, knows in (("li", True), ("wang", True), ("chen", False)):
        state = (await world.ask(snapshots.account_snapshot, world.id(who))).state
        assert (world.id("chen") in state.people) == knows
    state = (await world.ask(snapshots.account_snapshot, world.id("wang"))).state
    assert state.people[world.id("chen")].product_words == ("大红袍",)
    for change, field in (
        (ProfileChange(display_name=" "), "display_name"),
        (ProfileChange(signature="x" * 121), "signature"),
    ):
        with pytest.raises(Refusal) as refused:
            await world.act("chen", profile.change_profile, change)
        assert refused.value.field == field
    await world.verify()


async def test_the_last_owner_hands_a_room_over_to_the_longest_member(world: World) -> None:
    room = await world.room("chen", "zhao")
    await world.act("zhao", conversations.invite_to_room, room, world.id("li"))
    await world.act("chen", conversations.remove_from_room, room, world.id("chen"))
    state = (await world.ask(snapshots.conversation_snapshot, world.id("li"), room)).state
    assert state.members[world.id("zhao")].role is Role.OWNER
    with pytest.raises(Conflict):
        await world.act("zhao", conversations.set_role, room, world.id("zhao"), Role.MEMBER)
    await world.verify()
