"""Snapshot + events = fresh snapshot, after any sequence of any actions, on both databases."""

import asyncio
import contextlib
import tempfile
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.domain.auto_reply import Audience, Book, Rule, RuleKind
from parley.domain.broadcast import BroadcastRules, Language
from parley.domain.conversation import Preferences, Role
from parley.domain.desk import Desk
from parley.domain.errors import Conflict, Refusal
from parley.domain.hours import Shift, WorkingHours
from parley.domain.message import text_part
from parley.domain.money import Quantity
from parley.domain.negotiation import Accept, Confirm, DeclareMandate, MakeOffer, Reject
from parley.domain.offer import OfferLine, Terms
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.phrase import PhraseEditors
from parley.domain.tag import TagColour
from parley.foundation.ids import new_id
from parley.protocol.rest import ProfileChange
from parley.protocol.rest_broadcasts import BroadcastWish, OptOutChange
from parley.protocol.rest_card import NoteValue, TagValue
from parley.protocol.rest_contacts import AskContact, ContactChange, GroupValue
from parley.protocol.rest_phrases import (
    ImportedFolder,
    ImportedPhrase,
    PhraseFolderValue,
    PhraseImport,
    PhrasePlace,
    PhraseValue,
)
from parley.relay.actions import (
    accounts,
    auto_reply,
    blocks,
    broadcasts,
    contacts,
    conversations,
    devices,
    groups,
    handing_over,
    hours,
    marks,
    notes,
    opt_outs,
    phrase_folders,
    phrase_import,
    phrases,
    preferences,
    profile,
    shop,
    tags,
)
from parley.relay.actions import desk as desks
from parley.relay.actions import settings as setting_actions
from parley.relay.actions.broadcast_send import send_next
from parley.relay.actions.negotiation import expire_offers
from parley.relay.queries.negotiation import negotiation_of
from parley.relay.storage.opening import open_database, sqlite_url
from relay.postgres_server import PostgresServer
from relay.world import PEOPLE, World

GROUPS = [f"00000000-0000-7000-8000-00000000000{n}" for n in range(3)]
PHRASES = [f"00000000-0000-7000-8000-00000000001{n}" for n in range(4)]
TAGS = [f"00000000-0000-7000-8000-00000000002{n}" for n in range(4)]
NOTES = [f"00000000-0000-7000-8000-00000000003{n}" for n in range(4)]

Step = tuple[str, str, str, int]


class Play:
    """Turns drawn steps into actions; which conversation a number means follows from what there is.

    Answers go to questions that were asked, four times of five: pure chance would hardly ever get that far.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.rooms: list[str] = [world.signed_in["chen"].opening or ""]
        self.talks: list[str] = [*self.rooms, world.signed_in["wang"].opening or ""]
        self.asked: list[tuple[str, str]] = []
        self.requests: list[tuple[str, str]] = []
        self.blocked: list[tuple[str, str]] = []
        self.broadcasts: list[str] = []

    async def step(self, name: str, who: str, other: str, n: int) -> None:
        """One action; that rules refuse it is fine."""
        act: Callable[[str, str, int], Awaitable[Any]] = getattr(self, name)
        try:
            await act(who, other, n)
        except Refusal:
            return

    async def open_direct(self, who: str, other: str, n: int) -> None:
        conversation = await self.world.direct(who, other)
        if conversation not in self.talks:
            self.talks.append(conversation)

    async def create_room(self, who: str, other: str, n: int) -> None:
        room = await self.world.room(who, other, title=f"Room {n}")
        self.rooms.append(room)
        self.talks.append(room)

    async def invite_to_room(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, conversations.invite_to_room, self.room(n), self.world.id(other))
        self.asked.append((self.room(n), other))

    async def join_room(self, who: str, other: str, n: int) -> None:
        room, who = self.pick(self.asked, n, (self.room(n), who))
        await self.world.act(who, conversations.join_room, room)

    async def decline_room(self, who: str, other: str, n: int) -> None:
        room, who = self.pick(self.asked, n, (self.room(n), who))
        await self.world.act(who, conversations.decline_room, room)

    async def take_back(self, who: str, other: str, n: int) -> None:
        room, other = self.pick(self.asked, n, (self.room(n), other))
        await self.world.act(who, conversations.remove_from_room, room, self.world.id(other))

    async def leave(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, conversations.remove_from_room, self.room(n), self.world.id(who))

    async def remove_member(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, conversations.remove_from_room, self.room(n), self.world.id(other))

    async def rename_room(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, conversations.rename_room, self.room(n), f"Title {n}")

    async def set_newcomers(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, conversations.set_newcomers, self.room(n // 2), bool(n % 2))

    async def set_role(self, who: str, other: str, n: int) -> None:
        role = (Role.OWNER, Role.MEMBER)[n % 2]
        await self.world.act(who, conversations.set_role, self.room(n // 2), self.world.id(other), role)

    async def say(self, who: str, other: str, n: int) -> None:
        await self.world.say(who, self.talks[n % len(self.talks)], f"text {n}")

    async def read(self, who: str, other: str, n: int) -> None:
        move = marks.MarkMove(self.world.id(who), self.talks[n % len(self.talks)], read_seq=n)
        await self.world.database.write(lambda tx: marks.move_marks(tx, [move]))

    async def ask_contact(self, who: str, other: str, n: int) -> None:
        await self.world.act(
            who, contacts.ask, AskContact(account=self.world.id(other), remark=("", "老王")[n % 2])
        )

    async def accept_contact(self, who: str, other: str, n: int) -> None:
        who, other = self.pick(self.requests, n, (who, other))
        await self.world.act(who, contacts.accept, self.world.id(other))

    async def decline_contact(self, who: str, other: str, n: int) -> None:
        who, other = self.pick(self.requests, n, (who, other))
        await self.world.act(who, contacts.decline, self.world.id(other))

    async def change_contact(self, who: str, other: str, n: int) -> None:
        who, other = self.pick(self.requests, n, (who, other))
        wish = ContactChange(remark=f"备注 {n}", groups=(GROUPS[n % 3],) if n % 2 else None)
        await self.world.act(who, contacts.change, self.world.id(other), wish)

    async def remove_contact(self, who: str, other: str, n: int) -> None:
        who, other = self.pick(self.requests, n, (who, other))
        await self.world.act(who, contacts.remove, self.world.id(other))

    async def put_group(self, who: str, other: str, n: int) -> None:
        who, other = self.pick(self.requests, n, (who, other))
        await self.world.act(who, groups.put_group, GROUPS[n % 3], GroupValue(name=f"G{n}", position=n))

    async def remove_group(self, who: str, other: str, n: int) -> None:
        who, other = self.pick(self.requests, n, (who, other))
        await self.world.act(who, groups.remove_group, GROUPS[n % 3])

    async def block(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, blocks.block, self.world.id(other))
        self.blocked.append((who, other))

    async def unblock(self, who: str, other: str, n: int) -> None:
        who, other = self.pick(self.blocked, n, (who, other))
        await self.world.act(who, blocks.unblock, self.world.id(other))

    async def change_profile(self, who: str, other: str, n: int) -> None:
        await self.world.act(
            who, profile.change_profile, ProfileChange(signature=f"货 {n}", product_words=("茶",))
        )

    async def set_avatar(self, who: str, other: str, n: int) -> None:
        if n % 3:
            await self.world.act(who, profile.set_avatar, f"{n:064x}", b"png")
        else:
            await self.world.act(who, profile.clear_avatar)

    async def prefer(self, who: str, other: str, n: int) -> None:
        now = self.world.clock.now()
        wish = Preferences(
            is_muted=bool(n % 2),
            muted_until=now + timedelta(hours=n) if n % 4 else None,
            sound=("", "bell")[n % 2],
            draft=f"draft {n}",
            draft_at=now,
        )
        await self.world.act(who, preferences.set_preferences, self.talks[n % len(self.talks)], wish)

    async def keep_desk(self, who: str, other: str, n: int) -> None:
        until = self.world.clock.now() + timedelta(minutes=n) if n % 2 else None
        desk = Desk(done_seq=n, snoozed_until=until, snoozed_seq=n, flag=n % 6)
        talk = await self.world.direct(who, other)
        await self.world.act(who, desks.set_desk, talk, desk)

    async def start_broadcast(self, who: str, other: str, n: int) -> None:
        given = {
            "text": f"{{customer}}，您好 {n}",
            "language": Language.CHINESE,
            "all_customers": bool(n % 3),
        }
        wish = BroadcastWish(people=(self.world.id(other),), **given)  # type: ignore[arg-type]
        broadcast = new_id()
        await self.world.act(who, broadcasts.start, broadcast, wish)
        self.broadcasts.append(broadcast)

    async def send_broadcast(self, who: str, other: str, n: int) -> None:
        for broadcast in self.broadcasts[n % 2 :]:
            now = self.world.clock.now()
            while await self.world.database.write(
                lambda tx, broadcast=broadcast, now=now: send_next(tx, broadcast, now)  # type: ignore[misc]
            ):
                pass

    async def move_broadcast(self, who: str, other: str, n: int) -> None:
        act = (broadcasts.pause, broadcasts.resume, broadcasts.cancel, broadcasts.remove)[n % 4]
        if self.broadcasts:
            await self.world.act(who, act, self.broadcasts[-1 - n % min(2, len(self.broadcasts))])

    async def set_broadcast_rules(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, broadcasts.set_rules, BroadcastRules(per_day=n + 1))

    async def opt_out(self, who: str, other: str, n: int) -> None:
        change = OptOutChange(is_out=bool(n % 2), reason="电话")
        await self.world.act(who, opt_outs.set_opt_out, self.world.id(other), change)

    async def reply_td(self, who: str, other: str, n: int) -> None:
        talk = await self.world.direct(who, other)
        await self.world.say(who, talk, ("TD", "START")[n % 2])

    async def set_setting(self, who: str, other: str, n: int) -> None:
        name, value = (("who_may_write", "contacts"), ("theme", "dark"), ("who_may_write", "anyone"))[n % 3]
        await self.world.act(who, setting_actions.set_setting, name, value)

    async def clear_setting(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, setting_actions.clear_setting, ("who_may_write", "theme")[n % 2])

    async def set_kind(self, who: str, other: str, n: int) -> None:
        kind = list(AccountKind)[n % 4]
        await self.world.act(who, accounts.set_kind, self.world.id(other), kind)
        actor = self.world.people[other]
        self.world.people[other] = type(actor)(actor.account, actor.device, kind)

    async def set_disabled(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, accounts.set_disabled, self.world.id(other), bool(n % 2))

    async def rename_shop(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, shop.rename_shop, f"Shop {n}")

    async def put_phrase(self, who: str, other: str, n: int) -> None:
        owner = (Owner.PERSON, Owner.SHOP)[n % 2]
        folder = GROUPS[n % 3] if n > 5 else None
        value = PhraseValue(owner=owner, parts=(text_part(f"您好 {n}"),), code=f"c{n % 5}", folder=folder)
        await self.world.act(who, phrases.put_phrase, PHRASES[n % 4], value)

    async def place_phrase(self, who: str, other: str, n: int) -> None:
        before = PHRASES[n % 3] if n % 2 else None
        place = PhrasePlace(folder=GROUPS[n % 3] if n > 7 else None, before=before)
        await self.world.act(who, phrases.place_phrase, PHRASES[(n + 1) % 4], place)

    async def remove_phrase(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, phrases.remove_phrase, PHRASES[n % 4])

    async def put_phrase_folder(self, who: str, other: str, n: int) -> None:
        value = PhraseFolderValue(owner=(Owner.PERSON, Owner.SHOP)[n % 2], name=f"F{n}", position=n)
        await self.world.act(who, phrase_folders.put_folder, GROUPS[n % 3], value)

    async def remove_phrase_folder(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, phrase_folders.remove_folder, GROUPS[n % 3])

    async def import_phrases(self, who: str, other: str, n: int) -> None:
        wish = PhraseImport(
            owner=(Owner.PERSON, Owner.SHOP)[n % 2],
            folders=(ImportedFolder(id=GROUPS[n % 3], name=f"I{n % 2}"),),
            phrases=tuple(
                ImportedPhrase(id=id_, parts=(text_part(f"进 {n}"),), code=f"c{n + at}", folder=GROUPS[n % 3])
                for at, id_ in enumerate(PHRASES[n % 3 :])
            ),
        )
        await self.world.act(who, phrase_import.import_phrases, phrase_import.prepare_import(wish))

    async def set_phrase_editors(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, shop.set_phrase_editors, list(PhraseEditors)[n % 2])

    async def put_tag(self, who: str, other: str, n: int) -> None:
        owner, colour = (Owner.PERSON, Owner.SHOP)[n % 2], list(TagColour)[n % 6]
        value = TagValue(owner=owner, name=f"标签 {n % 5}", colour=colour, position=n)
        await self.world.act(who, tags.put_tag, TAGS[n % 4], value)

    async def remove_tag(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, tags.remove_tag, TAGS[n % 4])

    async def tag_person(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, tags.tag_person, self.world.id(other), TAGS[n % 4])

    async def untag_person(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, tags.untag_person, self.world.id(other), TAGS[n % 4])

    async def put_note(self, who: str, other: str, n: int) -> None:
        value = NoteValue(owner=(Owner.PERSON, Owner.SHOP)[n % 2], text=f"记 {n}")
        await self.world.act(who, notes.put_note, self.world.id(other), NOTES[n % 4], value)

    async def remove_note(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, notes.remove_note, NOTES[n % 4])

    async def put_hours(self, who: str, other: str, n: int) -> None:
        week = ((Shift(start=540, end=600 + n),),) * 7
        wish = WorkingHours(zone="Asia/Shanghai", week=week) if n % 3 else None
        await self.world.act(who, hours.put_hours, (Owner.PERSON, Owner.SHOP)[n % 2], wish)

    async def put_book(self, who: str, other: str, n: int) -> None:
        rule = Rule(id="r", kind=RuleKind.FIRST_CONTACT, parts=(text_part(f"稍后 {n}"),), throttle_minutes=0)
        for version in range(3):
            book = Book(version=version, rules=(rule,) if n % 4 else (), audience=Audience.EVERYONE)
            with contextlib.suppress(Conflict):
                await self.world.act(who, auto_reply.put_book, (Owner.PERSON, Owner.SHOP)[n % 2], book)
                return

    async def go_away(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, setting_actions.set_setting, "status", ("away", "online")[n % 2])

    async def sign_in(self, who: str, other: str, n: int) -> None:
        now = self.world.clock.now()
        account = self.world.id(who)
        device = self.world.new_device(who, f"Phone {n}")
        parts = await self.world.database.write(lambda tx: accounts.sign_in(tx, account, device, now))
        self.world.clock.advance(1)
        actor = self.world.people[who]
        self.world.people[who] = type(actor)(actor.account, parts.device, actor.kind)

    async def negotiate(self, who: str, other: str, n: int) -> None:
        """One act after the other in the newest chat: whoever it is, about the newest offer there is."""
        talk = await self.world.direct(who, other)
        if talk not in self.talks:
            self.talks.append(talk)
        state = await self.world.ask(negotiation_of, talk)
        newest = next(reversed(state.offers.values()), None)
        if self.world.id(who) not in state.mandates:
            await self.world.deal(who, talk, DeclareMandate(company=who), seller=who if n % 2 else None)
        if n % 3 == 0 or newest is None:
            until = self.world.clock.now() + timedelta(seconds=5)
            answers = newest.id if newest and n % 2 else None
            made = MakeOffer(
                offer=new_id(), terms=offer_terms(n), valid_until=until if n % 2 else None, answers=answers
            )
            await self.world.deal(who, talk, made)
        elif n % 3 == 1:
            await self.world.deal(who, talk, Accept(offer=newest.id, terms_hash=newest.terms_hash))
        else:
            await self.world.deal(who, talk, Confirm(offer=newest.id) if n % 2 else Reject(offer=newest.id))

    async def expire(self, who: str, other: str, n: int) -> None:
        self.world.clock.advance(10)
        now = self.world.clock.now()
        for talk in self.talks:
            await self.world.database.write(lambda tx, talk=talk: expire_offers(tx, talk, now))  # type: ignore[misc]

    async def hand_over_one(self, who: str, other: str, n: int) -> None:
        talk = self.talks[n % len(self.talks)]
        await self.world.act(who, handing_over.hand_over_one, talk, self.world.id(other))

    async def hand_over_all(self, who: str, other: str, n: int) -> None:
        keeper = self.world.id(HANDLES[n % len(HANDLES)])
        await self.world.act(who, handing_over.hand_over_all, keeper, self.world.id(other))

    async def sign_out(self, who: str, other: str, n: int) -> None:
        await self.world.act(who, devices.sign_out)

    async def clock_goes_back(self, who: str, other: str, n: int) -> None:
        clock = self.world.clock
        clock._now = clock._now.replace(year=clock._now.year - 1)

    def room(self, n: int) -> str:
        return self.rooms[n % len(self.rooms)]

    def pick(self, known: list[tuple[str, str]], n: int, else_: tuple[str, str]) -> tuple[str, str]:
        """One of the newest that are known, or the drawn one."""
        return known[-1 - n % min(3, len(known))] if known and n % 5 else else_


ACTIONS = sorted(
    name for name in vars(Play) if not name.startswith("_") and name not in ("step", "room", "pick")
)
HANDLES = [handle for handle, _, _ in PEOPLE]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(ACTIONS), st.sampled_from(HANDLES), st.sampled_from(HANDLES), st.integers(0, 11)
    ),
    max_size=60,
)


async def _play(url: str, steps: list[Step], verify_each: bool) -> None:
    database = await open_database(url)
    try:
        world = World(database)
        await world.populate()
        play = Play(world)
        for step in steps:
            await play.step(*step)
            if verify_each:
                await world.verify()
        await world.verify()
    finally:
        await database.close()


def _play_on_sqlite(steps: list[Step], verify_each: bool = False) -> None:
    with tempfile.TemporaryDirectory(prefix="parley-replay-") as folder:
        asyncio.run(_play(sqlite_url(Path(folder) / "relay.db"), steps, verify_each))


def _play_on_postgres(server: PostgresServer, steps: list[Step], verify_each: bool = False) -> None:
    async def play() -> None:
        name = await server.create()
        try:
            await _play(server.url(name), steps, verify_each)
        finally:
            await server.drop(name)

    asyncio.run(play())


@settings(max_examples=60)
@given(STEPS)
def test_replay_equals_snapshot_on_sqlite(steps: list[Step]) -> None:
    _play_on_sqlite(steps)


def test_replay_equals_snapshot_on_postgresql(postgres: PostgresServer) -> None:
    @settings(max_examples=10)
    @given(STEPS)
    def replay(steps: list[Step]) -> None:
        _play_on_postgres(postgres, steps)

    replay()


def offer_terms(n: int) -> Terms:
    line = OfferLine(lot=f"lot-{n % 4}", goods="大红袍", quantity=Quantity("500", "斤"), price=str(240 + n))
    return Terms(lines=(line,), currency="CNY", needs_our_ok=n % 4 == 1, is_divisible=n % 4 == 2)


SCRIPT: list[Step] = [
    ("create_room", "chen", "wang", 1),
    ("invite_to_room", "chen", "anna", 1),
    ("invite_to_room", "chen", "lin", 1),
    ("rename_room", "chen", "", 1),
    ("decline_room", "anna", "", 5),
    ("set_newcomers", "chen", "", 3),
    ("join_room", "lin", "", 1),
    ("join_room", "wang", "", 5),
    ("set_role", "chen", "lin", 2),
    ("say", "lin", "", 2),
    ("leave", "lin", "", 1),
    ("set_newcomers", "chen", "", 2),
    ("set_newcomers", "chen", "", 3),
    ("invite_to_room", "chen", "lin", 1),
    ("invite_to_room", "chen", "anna", 1),
    ("take_back", "chen", "lin", 1),
    ("join_room", "lin", "", 2),
    ("ask_contact", "chen", "wang", 1),
    ("put_group", "chen", "", 5),
    ("put_group", "wang", "", 5),
    ("accept_contact", "wang", "chen", 5),
    ("ask_contact", "li", "wang", 1),
    ("decline_contact", "wang", "li", 5),
    ("put_group", "chen", "wang", 10),
    ("change_contact", "chen", "wang", 5),
    ("remove_group", "chen", "wang", 5),
    ("change_contact", "chen", "wang", 5),
    ("block", "chen", "wang", 1),
    ("change_profile", "chen", "", 1),
    ("set_avatar", "chen", "", 1),
    ("unblock", "chen", "wang", 1),
    ("remove_contact", "wang", "chen", 5),
    ("set_kind", "chen", "li", 3),
    ("set_kind", "chen", "lin", 1),
    ("rename_shop", "chen", "", 7),
    ("set_disabled", "chen", "zhao", 1),
    ("put_phrase_folder", "li", "", 1),
    ("put_phrase", "li", "", 7),
    ("put_phrase", "chen", "", 2),
    ("import_phrases", "zhao", "", 1),
    ("place_phrase", "li", "", 10),
    ("place_phrase", "li", "", 1),
    ("put_phrase", "li", "", 6),
    ("remove_phrase_folder", "li", "", 1),
    ("remove_phrase", "li", "", 1),
    ("set_phrase_editors", "chen", "", 1),
    ("put_phrase", "li", "", 3),
    ("put_tag", "li", "", 1),
    ("put_tag", "wang", "", 2),
    ("tag_person", "chen", "wang", 1),
    ("tag_person", "li", "anna", 1),
    ("tag_person", "wang", "chen", 2),
    ("untag_person", "chen", "wang", 1),
    ("put_tag", "chen", "", 9),
    ("put_note", "li", "wang", 1),
    ("put_note", "chen", "wang", 5),
    ("put_note", "wang", "chen", 2),
    ("remove_note", "chen", "", 1),
    ("remove_tag", "li", "", 1),
    ("put_hours", "chen", "", 1),
    ("put_hours", "li", "", 2),
    ("put_hours", "li", "", 6),
    ("put_book", "chen", "", 1),
    ("put_book", "li", "", 2),
    ("go_away", "chen", "", 0),
    ("open_direct", "wang", "li", 0),
    ("say", "wang", "", 2),
    ("sign_in", "wang", "", 1),
    ("block", "wang", "chen", 1),
    ("sign_in", "wang", "", 2),
    ("sign_out", "wang", "", 2),
    ("unblock", "wang", "chen", 1),
    ("say", "wang", "", 1),
    ("open_direct", "li", "wang", 1),
    ("negotiate", "li", "wang", 0),
    ("negotiate", "wang", "li", 3),
    ("negotiate", "li", "wang", 9),
    ("expire", "", "", 0),
    ("negotiate", "li", "wang", 6),
    ("negotiate", "wang", "li", 4),
    ("negotiate", "li", "lin", 9),
    ("negotiate", "lin", "li", 4),
    ("negotiate", "li", "lin", 5),
    ("hand_over_one", "chen", "zhao", 1),
    ("hand_over_all", "chen", "li", 2),
    ("hand_over_all", "chen", "chen", 1),
    ("say", "wang", "", 1),
    ("prefer", "wang", "", 1),
    ("keep_desk", "chen", "wang", 3),
    ("keep_desk", "chen", "wang", 4),
    ("set_setting", "wang", "", 0),
    ("clear_setting", "wang", "", 0),
    ("start_broadcast", "chen", "wang", 1),
    ("send_broadcast", "", "", 0),
    ("reply_td", "wang", "chen", 0),
    ("reply_td", "wang", "chen", 1),
    ("set_broadcast_rules", "chen", "", 2),
    ("opt_out", "li", "anna", 1),
    ("start_broadcast", "li", "anna", 1),
    ("move_broadcast", "li", "", 0),
    ("move_broadcast", "li", "", 2),
    ("move_broadcast", "li", "", 3),
    ("opt_out", "li", "anna", 2),
]
"""One day on which everything happens at least once."""


def test_a_day_on_which_everything_happens(database_kind: str, request: pytest.FixtureRequest) -> None:
    if database_kind == "sqlite":
        _play_on_sqlite(SCRIPT, verify_each=True)
    else:
        _play_on_postgres(request.getfixturevalue("postgres"), SCRIPT, verify_each=True)


def test_every_action_in_one_play(database_kind: str, request: pytest.FixtureRequest) -> None:
    """Each action at least once by somebody who may, so that none is only ever refused above."""
    steps = [
        (name, who, other, n)
        for n in range(2)
        for name in ACTIONS
        for who, other in (("chen", "li"), ("li", "wang"))
    ]
    if database_kind == "sqlite":
        _play_on_sqlite(steps)
    else:
        _play_on_postgres(request.getfixturevalue("postgres"), steps)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@settings(max_examples=1_500)
@given(STEPS)
def test_replay_equals_snapshot_at_length_on_sqlite(steps: list[Step]) -> None:
    _play_on_sqlite(steps)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_replay_equals_snapshot_at_length_on_postgresql(postgres: PostgresServer) -> None:
    @settings(max_examples=300)
    @given(STEPS)
    def replay(steps: list[Step]) -> None:
        _play_on_postgres(postgres, steps)

    replay()
