"""Who is told of a person's devices, and who isn't."""

from parley.domain.device import DeviceKey, signed_in
from parley.relay.actions import accounts, blocks, conversations, devices
from parley.relay.queries import snapshots
from relay.world import World, new_device


async def seen(world: World, viewer: str, subject: str) -> tuple[DeviceKey, ...] | None:
    snapshot = await world.ask(snapshots.account_snapshot, world.id(viewer))
    devices: tuple[DeviceKey, ...] | None = snapshot.state.devices.get(world.id(subject))
    return devices


async def sign_in(world: World, who: str) -> str:
    """The key of a further device."""
    device, now = new_device("Phone"), world.clock.now()
    await world.database.write(lambda tx: accounts.sign_in(tx, world.id(who), device, now))
    world.clock.advance(1)
    return device.public_key


async def test_a_sign_in_is_told_to_those_who_see_the_person_live(world: World) -> None:
    key = await sign_in(world, "wang")
    for viewer in ("chen", "wang"):
        found = await seen(world, viewer, "wang")
        assert found is not None
        assert len(found) == 2
        assert found[0].public_key == key
    assert await seen(world, "anna", "wang") is None
    assert await seen(world, "lin", "wang") is None
    await world.verify()


async def test_a_sign_out_is_told_too_and_when(world: World) -> None:
    await world.act("wang", devices.sign_out)
    found = await seen(world, "chen", "wang")
    assert found is not None
    assert signed_in(found) == ()
    assert found[0].revoked_at is not None
    assert found[0].revoked_at > found[0].since


async def test_a_blocked_person_learns_nothing_until_the_block_is_lifted(world: World) -> None:
    before = await seen(world, "chen", "wang")
    await world.act("wang", blocks.block, world.id("chen"))
    await sign_in(world, "wang")
    assert await seen(world, "chen", "wang") == before
    await world.act("wang", blocks.unblock, world.id("chen"))
    after = await seen(world, "chen", "wang")
    assert after is not None
    assert len(after) == 2
    await world.verify()


async def test_who_blocks_isnt_shown_in_a_room_both_come_into(world: World) -> None:
    await world.act("li", blocks.block, world.id("lin"))
    room = await world.room("chen", "li", "lin")
    await world.act("lin", conversations.join_room, room)
    assert await seen(world, "lin", "li") is None
    assert await seen(world, "li", "lin") is not None
    await sign_in(world, "li")
    assert await seen(world, "lin", "li") is None
