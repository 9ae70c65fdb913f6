"""Fresh snapshots of logs, read from the tables: what folding all the events comes to."""

import msgspec
from msgspec import UNSET

from parley.domain.access import check_may_open, no_such_conversation
from parley.domain.conversation import ConversationKind, Member, Preferences, Role
from parley.domain.events import Event
from parley.domain.negotiation_state import Negotiation, NegotiationBody, apply
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind, Profile
from parley.domain.phrase import PhraseEditors
from parley.domain.state import (
    AccountState,
    ConversationEntry,
    ConversationState,
    ShopState,
    apply_conversation,
)
from parley.foundation.clock import from_milliseconds
from parley.protocol.codec import decode_event
from parley.protocol.rest_conversations import ConversationPage, ConversationSnapshot
from parley.protocol.rest_logs import AccountSnapshot, ShopSnapshot
from parley.relay.queries import auto_reply, broadcasts, cards, contacts, desk, hours, phrases
from parley.relay.queries.devices import all_told
from parley.relay.queries.history import as_seen_by
from parley.relay.queries.logs import VisibleLog, find_visible_log, visible_logs
from parley.relay.queries.marks import MarksSeen, marks_seen, places, unread_counts
from parley.relay.queries.negotiation import negotiations_of
from parley.relay.queries.people import get_profile
from parley.relay.queries.preferences import preferences_of
from parley.relay.queries.seats import find_seat
from parley.relay.storage.database import Transaction

PAGE_LIMIT = 200

_profile = msgspec.json.Decoder(Profile)


async def account_snapshot(tx: Transaction, account: str) -> AccountSnapshot:
    """One's own private state."""
    people = await tx.fetch("SELECT subject, profile FROM person_seen WHERE viewer = $1", account)
    blocks = await tx.fetch("SELECT account FROM block WHERE owner = $1", account)
    settings = await tx.fetch("SELECT name, value FROM setting WHERE account = $1", account)
    state = AccountState(
        profile=await get_profile(tx, account),
        devices=await all_told(tx, account),
        people={row[0]: _profile.decode(row[1]) for row in people},
        contacts=await contacts.contacts_of(tx, account),
        groups=await contacts.groups_of(tx, account),
        blocks=frozenset(row[0] for row in blocks),
        conversations=await _entries(tx, account),
        desk=await desk.desks_of(tx, account),
        settings={row[0]: row[1] for row in settings},
        broadcasts=await broadcasts.broadcasts_of(tx, account),
        phrases=await phrases.phrases_of(tx, account, Owner.PERSON),
        phrase_folders=await phrases.folders_of(tx, account, Owner.PERSON),
        tags=await cards.tags_of(tx, account, Owner.PERSON),
        tagged=await cards.tagged_of(tx, account),
        notes=await cards.notes_of(tx, account, Owner.PERSON),
        auto_reply=await auto_reply.book_of(tx, account),
        hours=await hours.find_hours(tx, account),
    )
    return AccountSnapshot(log=account, seq=await _head_seq(tx, account), state=state)


async def shop_snapshot(tx: Transaction, account: str, shop: str) -> ShopSnapshot:
    """What the shop's people share. Raises NotFound for others."""
    row = await tx.fetch_one(
        "SELECT s.name, s.phrase_editors FROM shop s JOIN staff f ON f.shop = s.id WHERE s.id = $1 AND f.account = $2",
        shop,
        account,
    )
    if row is None:
        raise no_such_conversation()
    rows = await tx.fetch(
        "SELECT f.account, a.kind FROM staff f JOIN account a ON a.id = f.account WHERE f.shop = $1", shop
    )
    staff = {member: AccountKind(kind) for member, kind in rows}
    state = ShopState(
        shop=shop,
        name=row[0],
        staff=staff,
        phrases=await phrases.phrases_of(tx, shop, Owner.SHOP),
        phrase_folders=await phrases.folders_of(tx, shop, Owner.SHOP),
        phrase_editors=PhraseEditors(row[1]),
        tags=await cards.tags_of(tx, shop, Owner.SHOP),
        tagged=await cards.tagged_of(tx, shop),
        notes=await cards.notes_of(tx, shop, Owner.SHOP),
        auto_reply=await auto_reply.book_of(tx, shop),
        hours=await hours.find_hours(tx, shop),
        broadcast_rules=await broadcasts.rules_of(tx, shop),
        opt_outs=await broadcasts.opt_outs_of(tx, shop),
    )
    return ShopSnapshot(log=shop, seq=await _head_seq(tx, shop), state=state)


async def conversation_snapshot(tx: Transaction, account: str, conversation: str) -> ConversationSnapshot:
    """A conversation as far as the account sees it; as it was, for who has left. Raises NotFound."""
    check_may_open(await find_seat(tx, account, conversation))
    visible = await find_visible_log(tx, account, conversation)
    if visible is None:
        raise no_such_conversation()
    return (await _snapshots(tx, account, [visible]))[0]


async def conversation_page(
    tx: Transaction, account: str, after: str | None = None, limit: int = 50
) -> ConversationPage:
    """All conversations of an account by pages, the newest made first."""
    limit = max(1, min(limit, PAGE_LIMIT))
    rows = await tx.fetch(
        "SELECT conversation FROM seat WHERE party = $1 AND from_seq > 0 AND conversation < $2"
        " ORDER BY conversation DESC LIMIT $3",
        account,
        after if after else "~",
        limit + 1,
    )
    page = [row[0] for row in rows[:limit]]
    by_id = {log.log: log for log in await visible_logs(tx, account)}
    snapshots = await _snapshots(tx, account, [by_id[conversation] for conversation in page])
    return ConversationPage(
        conversations=tuple(snapshots), next_after=page[-1] if len(rows) > limit else None
    )


async def snapshot(
    tx: Transaction, account: str, log: str
) -> AccountSnapshot | ShopSnapshot | ConversationSnapshot:
    """Of whatever kind the log is. Raises NotFound for a log that may not be seen."""
    if log == account:
        return await account_snapshot(tx, account)
    row = await tx.fetch_one("SELECT 1 FROM staff WHERE shop = $1 AND account = $2", log, account)
    if row is not None:
        return await shop_snapshot(tx, account, log)
    return await conversation_snapshot(tx, account, log)


async def _snapshots(tx: Transaction, account: str, logs: list[VisibleLog]) -> list[ConversationSnapshot]:
    ids = [log.log for log in logs]
    states = await _states(tx, [log.log for log in logs if log.is_open])
    deals = await negotiations_of(tx, [log.log for log in logs if log.is_open])
    for log in logs:
        if not log.is_open:
            states[log.log], deals[log.log] = await _state_until(tx, log)
    seen = await marks_seen(tx, account, [log.log for log in logs if log.is_open])
    unread = await unread_counts(tx, account, ids)
    last = await _last_messages(tx, account, ids)
    unanswered = await desk.unanswered_of(tx, account, ids)
    made: list[ConversationSnapshot] = []
    for log in logs:
        marks = seen.get(log.log, MarksSeen())
        made.append(
            ConversationSnapshot(
                log=log.log,
                from_seq=log.from_seq,
                seq=log.seq,
                state=states[log.log],
                marks_version=marks.version,
                marks=marks.marks,
                unread=unread.get(log.log, 0),
                last_message=last.get(log.log),
                unanswered=unanswered.get(log.log, UNSET),
                negotiation=deal if (deal := deals.get(log.log)) and deal.sides else UNSET,
            )
        )
    return made


async def _states(tx: Transaction, ids: list[str]) -> dict[str, ConversationState]:
    if not ids:
        return {}
    among = places(len(ids), 1)
    rows = await tx.fetch(
        f"SELECT id, kind, title, newcomers_see_all FROM conversation WHERE id IN ({among})", *ids
    )
    seats = await tx.fetch(
        "SELECT conversation, party, role, from_seq, until_seq, joined_at, invited_by, joined_seq FROM seat"
        f" WHERE conversation IN ({among}) ORDER BY invited_seq, from_seq, party",
        *ids,
    )
    members: dict[str, dict[str, Member]] = {}
    invited: dict[str, list[str]] = {}
    for conversation, party, role, from_seq, until_seq, joined_at, invited_by, joined_seq in seats:
        if from_seq > 0 and until_seq is None:
            member = Member(
                account=party,
                role=Role(role),
                from_seq=from_seq,
                joined_at=from_milliseconds(joined_at),
                joined_seq=joined_seq,
            )
            members.setdefault(conversation, {})[party] = member
        elif invited_by is not None:
            invited.setdefault(conversation, []).append(party)
    return {
        row[0]: ConversationState(
            kind=ConversationKind(row[1]),
            title=row[2],
            members=members.get(row[0], {}),
            invited=tuple(invited.get(row[0], ())),
            newcomers_see_all=bool(row[3]),
        )
        for row in rows
    }


async def _state_until(tx: Transaction, log: VisibleLog) -> tuple[ConversationState, Negotiation]:
    """The states when the viewer left: nothing that came later may show."""
    rows = await tx.fetch(
        "SELECT payload FROM event WHERE log_id = $1 AND seq <= $2 AND type <> 'MessageCreated' ORDER BY seq",
        log.log,
        log.seq,
    )
    state, deal = ConversationState(), Negotiation()
    for row in rows:
        event = decode_event(bytes(row[0]))
        if isinstance(event.body, NegotiationBody):
            deal = apply(deal, event.body, event.at)
        else:
            state = apply_conversation(state, event.body)
    return state, deal


async def _last_messages(tx: Transaction, account: str, ids: list[str]) -> dict[str, Event]:
    if not ids:
        return {}
    rows = await tx.fetch(
        "SELECT e.payload, e.party, e.acted_by_account, e.acted_by_device, e.log_id FROM event e"
        " JOIN (SELECT s.conversation AS log_id, (SELECT max(m.seq) FROM event m"
        " WHERE m.log_id = s.conversation AND m.type = 'MessageCreated' AND m.seq >= s.from_seq"
        " AND (s.until_seq IS NULL OR m.seq <= s.until_seq)) AS seq FROM seat s"
        f" WHERE s.party = $1 AND s.conversation IN ({places(len(ids), 2)})) newest"
        " ON newest.log_id = e.log_id AND newest.seq = e.seq",
        account,
        *ids,
    )
    return {row[4]: decode_event(bytes(as_seen_by(account, row))) for row in rows}


async def _entries(tx: Transaction, account: str) -> dict[str, ConversationEntry]:
    wishes = await preferences_of(tx, account)
    rows = await tx.fetch(
        "SELECT s.conversation, c.kind, s.told_title, s.peer, s.from_seq, s.until_seq, s.invited_by,"
        " CASE WHEN s.handed_seq > s.joined_seq THEN s.handed_seq ELSE s.joined_seq END, s.is_earlier"
        " FROM seat s JOIN conversation c ON c.id = s.conversation WHERE s.party = $1"
        " AND (s.from_seq > 0 OR s.invited_by IS NOT NULL)",
        account,
    )
    return {
        row[0]: ConversationEntry(
            conversation=row[0],
            kind=ConversationKind(row[1]),
            title=row[2],
            peer=row[3],
            from_seq=row[4],
            until_seq=row[5],
            invited_by=row[6],
            joined_seq=row[7],
            is_earlier=bool(row[8]),
            preferences=wishes.get(row[0], Preferences()),
        )
        for row in rows
    }


async def _head_seq(tx: Transaction, log: str) -> int:
    row = await tx.fetch_one("SELECT head_seq FROM log WHERE id = $1", log)
    return 0 if row is None else int(row[0])
