"""Turns events, records and profiles into rows with names, marks and delivery: reading only, from memory."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from parley.client import cards, desk_wishes
from parley.client.core import Core
from parley.client.outbox import OutboxItem
from parley.client.records import Record
from parley.client.rows import ConversationRow, MemberRow, PersonRow, TimelineKind, TimelineRow
from parley.domain import events
from parley.domain.conversation import ConversationKind, Role
from parley.domain.device import DeviceKey
from parley.domain.events import Event
from parley.domain.message import Delivery, text_of
from parley.domain.negotiation_state import NegotiationBody
from parley.domain.people import AccountKind, Contact, ContactState, Profile
from parley.domain.state import ConversationEntry
from parley.domain.tag import PersonTag

NOT_ON_SERVER = "not_on_server"
"""The `failure` of a row that a restored server no longer has (G16)."""


def profile_of(core: Core, account: str) -> Profile | None:
    """Somebody's profile, one's own too."""
    return core.state.profile if account == core.own else core.state.people.get(account)


def name_of(core: Core, account: str) -> str:
    """The remark or the display name, or an empty text."""
    contact = core.state.contacts.get(account)
    if contact is not None and contact.remark:
        return contact.remark
    profile = profile_of(core, account)
    return profile.display_name if profile else ""


def conversation_row(core: Core, conversation: str) -> ConversationRow | None:
    """A line of the list; None for what one has no seat in."""
    entry = core.entry(conversation)
    if entry is None:
        return None
    record = core.records.get(conversation) or Record(id=conversation)
    peer = profile_of(core, entry.peer) if entry.peer else None
    preferences = core.preferences(conversation)
    last = _last(core, record)
    is_direct = entry.kind is ConversationKind.DIRECT
    is_served = entry.until_seq is None
    # Whom a colleague has looked after before isn't new.
    is_first = is_served and not entry.joined_seq
    is_customer = is_direct and is_served and desk_wishes.is_customer(core, entry.peer)
    title = name_of(core, entry.peer or "") if is_direct else _room_title(core, entry, record)
    return ConversationRow(
        account=core.own,
        id=conversation,
        kind=entry.kind,
        title=title,
        company=peer.company if peer else "",
        peer=entry.peer,
        avatar=peer.avatar if peer else None,
        last_speaker=last.sender if last else None,
        last_speaker_name=last.sender_name if last else "",
        last_is_own=last.is_own if last else False,
        last_line=" ".join(text_of(last.parts).split()) if last else "",
        last_at=last.at if last else _joined_at(core, record),
        last_delivery=last.delivery if last else None,
        unread=record.unread,
        draft=preferences.draft,
        is_muted=preferences.mutes(core.now()),
        muted_until=preferences.muted_until,
        sound=preferences.sound,
        is_pinned=preferences.is_pinned,
        is_hidden=preferences.is_hidden,
        is_invitation=entry.invited_by is not None,
        invited_by=entry.invited_by,
        has_left=entry.until_seq is not None and entry.invited_by is None,
        is_new_customer=is_direct and is_first and _is_new_customer(core, entry.peer or "", record),
        is_customer=is_customer,
        wait=desk_wishes.wait_of(core, record) if is_customer else None,
        flag=desk_wishes.desk_of(core, conversation).flag,
        member_count=len(record.state.members) or 2,
        head_seq=record.seq,
        newcomers_see_all=record.state.newcomers_see_all,
        read_seq=record.unread_from(core.own) - 1,
        is_earlier=entry.is_earlier,
        tags=tuple(cards.tags_of(core, entry.peer)) if entry.peer else (),
    )


def timeline_row(core: Core, record: Record, event: Event) -> TimelineRow:
    """A row for an event of a conversation."""
    body = event.body
    if isinstance(body, events.MessageCreated):
        return _message_row(core, record, event, body)
    kind, subject, text, role = _system_line(body)
    if kind is TimelineKind.HANDED_OVER and not _is_staff(core):
        kind = TimelineKind.SERVED_BY
    return TimelineRow(
        account=core.own,
        conversation=event.log,
        key=event.id,
        kind=kind,
        seq=event.seq,
        sender=event.party,
        sender_name=name_of(core, event.party),
        is_own=event.party == core.own,
        at=event.at,
        text=text,
        subject=subject,
        subject_name=name_of(core, subject) if subject else "",
        role=role,
    )


def queued_row(core: Core, item: OutboxItem) -> TimelineRow:
    """A row for what waits in the outbox, or was acknowledged and hasn't come back as an event yet."""
    record = core.records.get(item.conversation) or Record(id=item.conversation)
    if item.failure is not None:
        delivery = Delivery.FAILED
    elif item.seq is None:
        delivery = Delivery.QUEUED
    else:
        delivery = _delivery(core, record, item.seq)
    me = core.state.profile
    return TimelineRow(
        account=core.own,
        conversation=item.conversation,
        key=item.key,
        kind=TimelineKind.MESSAGE,
        seq=item.seq,
        sender=core.own,
        sender_name=me.display_name if me else "",
        sender_avatar=me.avatar if me else None,
        is_own=True,
        at=item.at or item.queued_at,
        parts=item.parts,
        origin=item.origin,
        delivery=delivery,
        failure=item.failure,
        failure_sentence=item.sentence,
    )


def stranded_row(core: Core, record: Record, event: Event) -> TimelineRow:
    """A row for what the server no longer has."""
    row = timeline_row(core, record, event)
    return TimelineRow(
        **{
            name: getattr(row, name)
            for name in row.__struct_fields__
            if name not in ("seq", "failure", "delivery")
        },
        seq=None,
        failure=NOT_ON_SERVER,
    )


def device_rows(
    core: Core, record: Record, shown: Sequence[Event], next_at: datetime | None
) -> list[tuple[int, TimelineRow]]:
    """Lines for the other one's sign-ins among the events shown, each with the seq it stands behind.

    Devices from before one met the person are no news. `next_at` is the time of the event after those shown.
    """
    entry, me = core.entry(record.id), record.state.members.get(core.own)
    if entry is None or entry.peer is None or me is None:
        return []
    rows = []
    for device in core.state.devices.get(entry.peer, ()):
        if device.since > me.joined_at and (next_at is None or device.since < next_at):
            before = [event.seq for event in shown if event.at <= device.since]
            if before:
                rows.append((before[-1], _device_row(core, record, entry.peer, before[-1], device)))
    return sorted(rows, key=lambda pair: pair[1].at)


def person_row(core: Core, account: str) -> PersonRow | None:
    """Somebody one knows."""
    profile = profile_of(core, account)
    if profile is None:
        return None
    contact = core.state.contacts.get(account)
    tags = tuple(cards.tags_of(core, account))
    return PersonRow(
        account=core.own,
        person=account,
        name=name_of(core, account),
        profile=profile,
        state=contact.state if contact else None,
        remark=contact.remark if contact else "",
        groups=contact.groups if contact else (),
        message=contact.message if contact else "",
        is_blocked=account in core.state.blocks,
        is_colleague=is_colleague(core, account),
        tags=tags,
        devices=core.state.devices.get(account, ()),
        search_key=_search_key(profile, contact, tags),
    )


def is_colleague(core: Core, account: str) -> bool:
    """Whether somebody works for the same shop."""
    return account != core.own and account in core.shop.staff


def member_rows(core: Core, record: Record) -> list[MemberRow]:
    """Members, owners first and then by joining, and those invited at the end."""
    members = sorted(
        record.state.members.values(), key=lambda m: (m.role is not Role.OWNER, m.joined_at, m.account)
    )
    rows = [_member_row(core, member.account, member.role, is_invited=False) for member in members]
    return rows + [
        _member_row(core, account, Role.MEMBER, is_invited=True) for account in record.state.invited
    ]


def _message_row(core: Core, record: Record, event: Event, body: events.MessageCreated) -> TimelineRow:
    is_own = event.party == core.own
    sender = profile_of(core, event.party)
    return TimelineRow(
        account=core.own,
        conversation=event.log,
        key=body.client_message_id,
        kind=TimelineKind.MESSAGE,
        seq=event.seq,
        sender=event.party,
        sender_name=name_of(core, event.party),
        sender_avatar=sender.avatar if sender else None,
        is_own=is_own,
        at=event.at,
        parts=body.parts,
        origin=body.origin,
        delivery=_delivery(core, record, event.seq) if is_own else None,
        read_count=_read_count(core, record, event.seq) if is_own else 0,
    )


def _device_row(core: Core, record: Record, peer: str, seq: int, device: DeviceKey) -> TimelineRow:
    return TimelineRow(
        account=core.own,
        conversation=record.id,
        key=f"device:{device.public_key}",
        kind=TimelineKind.NEW_DEVICE,
        seq=seq,
        sender=peer,
        sender_name=name_of(core, peer),
        is_own=False,
        at=device.since,
    )


def _room_title(core: Core, entry: ConversationEntry, record: Record) -> str:
    title = record.state.title or entry.title
    return title or core.team_title.replace("{count}", str(len(record.state.members)))


def _is_staff(core: Core) -> bool:
    return core.state.profile is not None and core.state.profile.kind.is_staff


def _system_line(body: events.Body) -> tuple[TimelineKind, str | None, str, Role | None]:
    match body:
        case events.MemberInvited():
            return TimelineKind.INVITED, body.account, "", None
        case events.InvitationEnded():
            return TimelineKind.INVITATION_ENDED, body.account, "", None
        case events.MemberJoined():
            return TimelineKind.JOINED, body.member.account, "", None
        case events.MemberLeft():
            return TimelineKind.REMOVED if body.is_removed else TimelineKind.LEFT, body.account, "", None
        case events.HandedOver():
            return TimelineKind.HANDED_OVER, body.member.account, "", None
        case events.RoleChanged():
            return TimelineKind.ROLE, body.account, "", body.role
        case events.RoomRenamed():
            return TimelineKind.RENAMED, None, body.title, None
        case events.NewcomersChanged(newcomers_see_all=all_):
            return TimelineKind.NEWCOMERS_ALL if all_ else TimelineKind.NEWCOMERS_NONE, None, "", None
        case events.ConversationCreated():
            return TimelineKind.CREATED, None, body.title, None
        case events.UnknownBody():
            return TimelineKind.UNKNOWN, None, "", None
        case _ if isinstance(body, NegotiationBody):
            # Offers aren't shown yet: a quiet line keeps their place.
            return TimelineKind.UNKNOWN, None, "", None
        case _:
            return TimelineKind.CREATED, None, "", None


def _delivery(core: Core, record: Record, seq: int) -> Delivery:
    others = record.others_there(seq, core.own)
    if any(mark.read_seq >= seq for mark in others):
        return Delivery.READ
    return Delivery.DELIVERED if any(mark.delivered_seq >= seq for mark in others) else Delivery.SENT


def _read_count(core: Core, record: Record, seq: int) -> int:
    return sum(mark.read_seq >= seq for mark in record.others_there(seq, core.own))


def _last(core: Core, record: Record) -> TimelineRow | None:
    queued, said = core.outbox.of(record.id), record.last_message
    if queued and (said is None or queued[-1].failure is None or queued[-1].queued_at >= said.at):
        return queued_row(core, queued[-1])
    return timeline_row(core, record, said) if said else None


def _joined_at(core: Core, record: Record) -> datetime | None:
    member = record.state.members.get(core.own)
    return member.joined_at if member else None


def _is_new_customer(core: Core, peer: str, record: Record) -> bool:
    me, profile, contact = core.state.profile, profile_of(core, peer), core.state.contacts.get(peer)
    if me is None or profile is None or not me.kind.is_staff or profile.kind is not AccountKind.CUSTOMER:
        return False
    return record.last_message is not None and (contact is None or contact.state is not ContactState.ACCEPTED)


def _search_key(profile: Profile, contact: Contact | None, tags: Iterable[PersonTag]) -> str:
    words = [profile.display_name, profile.handle, profile.company, *profile.product_words, profile.pinyin]
    if contact is not None:
        words += [contact.remark, contact.remark_pinyin]
    words += [f"#{tag.name}" for tag in tags]
    return " ".join(word for word in words if word).lower()


def _member_row(core: Core, account: str, role: Role, *, is_invited: bool) -> MemberRow:
    profile = profile_of(core, account)
    return MemberRow(
        account=core.own,
        person=account,
        name=name_of(core, account),
        avatar=profile.avatar if profile else None,
        company=profile.company if profile else "",
        kind=profile.kind if profile else None,
        role=role,
        is_self=account == core.own,
        is_invited=is_invited,
    )
