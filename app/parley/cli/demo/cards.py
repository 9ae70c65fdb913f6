"""What the demo's shop keeps about its customers: tags, notes with a history, a phone, the time where they are."""

from parley.cli.demo.shop import DemoShop, until
from parley.client.session import Session
from parley.domain.ownership import Owner
from parley.domain.tag import TagColour

_TAGS = {
    "wangjianjun": (
        ("老客户", Owner.SHOP, TagColour.GREEN),
        ("大单", Owner.SHOP, TagColour.GOLD),
        ("要专票", Owner.SHOP, TagColour.BLUE),
        ("爽快", Owner.PERSON, TagColour.VIOLET),
    ),
    "anna": (
        ("Export", Owner.SHOP, TagColour.BLUE),
        ("Organic only", Owner.SHOP, TagColour.GREEN),
        ("Pays early", Owner.PERSON, TagColour.GOLD),
    ),
}
_NOTES = {
    "wangjianjun": (
        ("去年压价 5 个点，月结 30 天。", "去年压价 8 个点；月结 30 天可谈。急单先发样。"),
        ("发票抬头：杭州福礼礼品有限公司", ""),
    ),
    "anna": (
        (
            "Wants the EU organic certificate with each lot.",
            "Wants the EU organic certificate with each lot, by e-mail.",
        ),
        ("Ships via Hamburg, never via Rotterdam.", ""),
    ),
}
_REACH = {"wangjianjun": ("139 0000 7788", ""), "anna": ("+49 40 555 0147", "Europe/Berlin")}


async def keep_cards(shop: DemoShop) -> None:
    """The owner and a colleague write them; the customers fill in how to reach them."""
    owner, colleague = shop.players["chenming"].session, shop.players["lina"].session
    for handle, (phone, zone) in _REACH.items():
        await shop.players[handle].session.me.change_profile(phone=phone, time_zone=zone)
    for handle, tags in _TAGS.items():
        await _tag(owner, shop.players[handle].account, tags)
    for handle, notes in _NOTES.items():
        person = shop.players[handle].account
        for first, then in notes:
            note = await owner.notes.write(person, first, Owner.SHOP)
            await until(colleague, lambda note=note: colleague.notes.get(note) is not None)  # type: ignore[misc]
            if then:
                await colleague.notes.change(note, then)


async def _tag(owner: Session, person: str, tags: tuple[tuple[str, Owner, TagColour], ...]) -> None:
    for name, whose, colour in tags:
        await owner.tags.add(person, await owner.tags.create(name, whose, colour))
