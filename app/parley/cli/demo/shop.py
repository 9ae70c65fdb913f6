"""Opens the demo's shop: everybody joins by invitation, shows a profile, knows whom they should, and can talk."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from parley.cli.demo.cast import AddressBook, Cast, Person, Script, avatar_of
from parley.cli.demo.server import Server
from parley.client.accounts import AccountBook
from parley.client.credentials import FileCredentials
from parley.client.invitation import Invitation
from parley.client.session import Session
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind, ContactState

_SECONDS = 15.0
_USED_PHRASES = 9


@dataclass
class Player:
    """One device of somebody in the demo."""

    person: Person
    session: Session
    device: str
    profile: Path

    @property
    def account(self) -> str:
        """Their account's id."""
        return self.session.account

    @property
    def address(self) -> str:
        """How the transcript names them: handle/device."""
        return f"{self.person.handle}/{self.device}"


@dataclass
class DemoShop:
    """Everybody by handle, and the conversations of the script: one id for each dialogue, one for the room."""

    players: dict[str, Player]
    password: str
    dialogues: list[str] = field(default_factory=list)
    room: str = ""

    async def close(self) -> None:
        """Stops every session."""
        await asyncio.gather(*(player.session.stop() for player in self.players.values()))


async def open_shop(server: Server, folder: Path, cast: Cast, language: str) -> DemoShop:
    """Everybody joins and is online. Profiles lie in `folder`, one for each person."""
    shop = DemoShop(players={}, password=secrets.token_urlsafe(9))
    owner, *others = cast.people
    first = await _join(server.owner_invite, owner, folder, shop.password, cast.shop[language])
    shop.players[owner.handle] = first
    await _go_online(first)
    links = {kind: await _invite(first.session, kind, others) for kind in {one.kind for one in others}}
    joined = await asyncio.gather(*(_join(links[one.kind], one, folder, shop.password, "") for one in others))
    shop.players |= {player.person.handle: player for player in joined}
    await asyncio.gather(*(_go_online(player) for player in joined))
    await asyncio.gather(*(_introduce(player, cast.shop[language]) for player in shop.players.values()))
    for book in cast.contacts:
        await _befriend(shop, book, language)
    await _stock_phrases(first.session, language)
    return shop


async def open_conversations(shop: DemoShop, script: Script, language: str) -> None:
    """Opens the conversations of the script and waits until everybody in them sees them."""
    for dialogue in script.dialogues:
        # The shop's people write first: customers may not be known to everyone yet.
        starter, other = sorted(dialogue.between, key=lambda handle: _rank(shop.players[handle].person.kind))
        conversation = await shop.players[starter].session.conversations.open_direct(
            shop.players[other].account
        )
        await _seen(shop.players[other].session, conversation)
        shop.dialogues.append(conversation)
    talk = script.room
    guests = [shop.players[handle] for handle in talk.members]
    rooms = shop.players[talk.owner].session.conversations
    shop.room = await rooms.create_room(talk.title[language], [guest.account for guest in guests])
    for guest in guests:
        await _seen(guest.session, shop.room)
        row = guest.session.conversations.get(shop.room)
        if row is not None and row.is_invitation:
            await guest.session.conversations.join(shop.room)


async def until(session: Session, is_so: Callable[[], bool], seconds: float = _SECONDS) -> None:
    """Returns once something holds, looking after every change. Raises TimeoutError."""
    changed = asyncio.Event()
    leave = session.subscribe(lambda _change: changed.set())
    try:
        async with asyncio.timeout(seconds):
            while not is_so():
                changed.clear()
                await changed.wait()
    finally:
        leave()


async def second_device(player: Player, folder: Path, password: str) -> Player:
    """Signs the same person in on another device."""
    profile = folder / f"{player.person.handle}-2"
    book = AccountBook(profile, credentials=FileCredentials(profile))
    session = await book.sign_in(player.session.address, player.person.handle, password)
    made = Player(player.person, session, "", profile)
    await _go_online(made)
    made.device = next(device.id for device in await session.me.devices() if device.is_this)
    return made


async def join_shop(link: str, person: Person, folder: Path, password: str) -> Player:
    """Somebody more comes by an invitation, and is online."""
    player = await _join(link, person, folder, password, "")
    await _go_online(player)
    return player


async def _join(link: str, person: Person, folder: Path, password: str, shop_name: str) -> Player:
    profile = folder / person.handle
    book = AccountBook(profile, credentials=FileCredentials(profile))
    session, signed_in = await book.join(
        Invitation.parse(link),
        display_name=person.name,
        password=password,
        handle=person.handle,
        company="" if shop_name else person.company,
        shop_name=shop_name,
    )
    return Player(person, session, signed_in.device, profile)


async def _go_online(player: Player) -> None:
    await player.session.start()
    await player.session.wait_online(_SECONDS)


async def _invite(owner: Session, kind: AccountKind, others: list[Person]) -> str:
    uses = sum(1 for one in others if one.kind is kind)
    return (await owner.shop.create_invite(kind, uses=uses)).link


async def _introduce(player: Player, shop_name: str) -> None:
    person, me = player.person, player.session.me
    await me.change_profile(
        company=person.company or shop_name,
        role=person.role,
        region=person.region,
        product_words=person.product_words,
        signature=person.signature,
    )
    await me.set_avatar(avatar_of(person.handle))


async def _stock_phrases(owner: Session, language: str) -> None:
    """The shop's phrases, as if they had been in use for a while."""
    await owner.phrases.add_starter(language, Owner.SHOP)
    for place, row in enumerate(owner.phrases.all(Owner.SHOP)[:_USED_PHRASES]):
        for _time in range(1 + 5 * place % 7):
            await owner.phrases.use(row.id)


async def _befriend(shop: DemoShop, book: AddressBook, language: str) -> None:
    owner = shop.players[book.of]
    contacts = owner.session.contacts
    groups = [await contacts.create_group(name) for name in book.groups[language]]
    for handle, group, remark in book.people:
        other = shop.players[handle]
        await contacts.ask(other.account, "", remark)
        await until(other.session, lambda other=other: _asks(other, owner))  # type: ignore[misc]
        await other.session.contacts.accept(owner.account)
        await until(owner.session, lambda other=other: _is_contact(owner, other))  # type: ignore[misc]
        await contacts.set_groups(other.account, [groups[group]])


def _asks(of: Player, who: Player) -> bool:
    return any(row.person == who.account for row in of.session.contacts.requests())


def _is_contact(of: Player, who: Player) -> bool:
    row = of.session.contacts.person(who.account)
    return row is not None and row.state is ContactState.ACCEPTED


async def _seen(session: Session, conversation: str) -> None:
    await until(session, lambda: session.conversations.get(conversation) is not None)


def _rank(kind: AccountKind) -> int:
    return (AccountKind.OWNER, AccountKind.STAFF, AccountKind.PARTNER, AccountKind.CUSTOMER).index(kind)
