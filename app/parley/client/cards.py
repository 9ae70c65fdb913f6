"""What is kept about people, read from memory: tags and notes, one's own and the shop's."""

from parley.client.core import Core
from parley.domain.ownership import Owner
from parley.domain.state import AccountState, ShopState
from parley.domain.tag import PersonTag, order_of

CardState = AccountState | ShopState


def state_of(core: Core, owner: Owner) -> CardState:
    """Where that owner's tags and notes are."""
    return core.state if owner is Owner.PERSON else core.shop


def tags_of(core: Core, person: str) -> list[PersonTag]:
    """What somebody carries, the shop's first."""
    found = [
        state.tags[tag]
        for state in (core.shop, core.state)
        for tag in state.tagged.get(person, ())
        if tag in state.tags
    ]
    return sorted(found, key=order_of)


def may_keep(core: Core, person: str, owner: Owner) -> bool:
    """Whether one may tag and note somebody as that owner: the shop's are never about its own people."""
    if owner is Owner.PERSON:
        return True
    me = core.state.profile
    return me is not None and me.kind.is_staff and bool(core.shop.shop) and person not in core.shop.staff
