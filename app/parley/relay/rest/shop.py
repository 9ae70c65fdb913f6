"""The shop's name, and what the relay says about itself to anyone."""

from typing import Any

from litestar import Request, Router, get, patch
from litestar.params import JSONBody

from parley import __version__
from parley.protocol.frames import PROTOCOL_VERSION
from parley.protocol.rest import RelayInfo, ShopChange
from parley.protocol.rest_logs import ShopSnapshot
from parley.relay.actions import shop
from parley.relay.queries import snapshots
from parley.relay.queries.shop import find_shop
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Caller, Services, address_of, public, signed_in
from parley.relay.storage.database import Transaction


@get("/relay", **public())
async def read_relay(request: Request[Any, Any, Any], services: Services) -> RelayInfo:
    """Who answers here, and which protocol versions it speaks."""
    services.limits.check(Act.PUBLIC, address_of(request))
    found = await services.database.read(find_shop)
    return RelayInfo(
        relay=services.relay,
        shop_name=found.name if found else "",
        version=__version__,
        protocol_versions=(PROTOCOL_VERSION,),
        server_time=services.clock.now(),
        is_set_up=found is not None,
    )


@patch("/shop", **signed_in(403, 409, 422))
async def change_shop(services: Services, actor: Caller, data: JSONBody[ShopChange]) -> ShopSnapshot:
    """Changes the fields that are given; for the owner."""
    now = services.clock.now()

    async def action(tx: Transaction) -> ShopSnapshot:
        changed = await shop.change_shop(tx, actor, data, now)
        return await snapshots.shop_snapshot(tx, actor.account, changed)

    return await services.database.write(action)


shop_routes = Router("/", tags=["shop"], route_handlers=[read_relay, change_shop])
