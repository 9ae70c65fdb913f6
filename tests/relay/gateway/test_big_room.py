"""A room of thirty: everybody is seen, everybody hears, and who is put out hears no more."""

import asyncio
from pathlib import Path

import msgspec

from parley.domain.events import Event
from parley.domain.presence import Status
from parley.protocol.codec import encode
from parley.protocol.rest import SignedIn
from relay.live import PASSWORD, Shop, Wire, device, live_shop

MEMBERS = 30


async def test_thirty_people_in_a_room_see_and_hear_each_other(tmp_path: Path) -> None:
    async with live_shop(tmp_path, "chen") as shop:
        guests = await join_guests(shop, MEMBERS - 1)
        room = await shop.room("chen", *guests)
        wires = {handle: await shop.connect(handle) for handle in ("chen", *guests)}
        everybody = {shop.account(handle) for handle in wires}
        heads = await wires[guests[-1]].resume()
        assert heads.presence == dict.fromkeys(everybody, Status.ONLINE)

        ack = await wires[guests[0]].say(room, "大家好")
        heard = await asyncio.gather(*(hears(wire, room, ack.seq) for wire in wires.values()))
        assert {event.id for event in heard} == {heard[0].id}

        put_out = guests[1]
        await shop.call("chen", "DELETE", f"/conversations/{room}/members/{shop.account(put_out)}")
        left = await wires["chen"].say(room, "接着谈")
        del wires["chen"]
        gone = wires.pop(put_out)
        await asyncio.gather(*(hears(wire, room, left.seq) for wire in wires.values()))
        await gone.settle()
        late = [f for f in gone.drained() if isinstance(f, Event) and f.log == room and f.seq >= left.seq]
        assert late == []


async def join_guests(shop: Shop, count: int) -> list[str]:
    """Customers by one invitation."""
    invite = await shop.call("chen", "POST", "/invites", {"kind": "customer", "uses": count})
    handles = [f"guest{number}" for number in range(count)]
    for handle in handles:
        wish = {"code": invite["code"], "display_name": handle, "handle": handle, "password": PASSWORD}
        answer = await shop.http.post("/api/v1/accounts", content=encode({**wish, "device": device("phone")}))
        assert answer.is_success, answer.text
        shop.people[handle] = msgspec.json.decode(answer.content, type=SignedIn)
    return handles


async def hears(wire: Wire, room: str, seq: int) -> Event:
    """The event of the room with that seq, as it was pushed."""
    return await wire.next(Event, lambda event: (event.log, event.seq) == (room, seq))
