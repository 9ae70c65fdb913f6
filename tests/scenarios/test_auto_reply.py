"""Automatic replies over a real relay: with the desktop off, on every device alike, once over a kill."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from parley.client.session import Session
from parley.domain.auto_reply import Audience, Book, Rule, RuleKind, Why
from parley.domain.errors import Forbidden, Refusal
from parley.domain.hours import Shift, WorkingHours
from parley.domain.message import Origin, text_part
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.presence import Status
from support.listening import reconnected, until
from support.relay_process import RelayProcess
from support.team import Team

WORDS = "您好，我暂时不在，看到后马上回复您。"
ZONE = "Asia/Shanghai"


async def heard(session: Session, conversation: str, count: int) -> None:
    """Waits for so many automatic messages."""
    await until(session, lambda: _auto(session, conversation) >= count)


def _auto(session: Session, conversation: str) -> int:
    record = session._core.records.get(conversation)
    last = record.last_message if record else None
    return int(last is not None and getattr(last.body, "origin", None) is Origin.AUTO_REPLY)


async def test_away_with_the_desktop_off_answers_and_tells_on_return(team: Team) -> None:
    owner = team.owner
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    phone = await team.another_device(owner)
    talk = await wang.conversations.open_direct(owner.account)
    assert not owner.auto_reply.has_away_rule
    await owner.auto_reply.turn_on_away(WORDS, ZONE)
    owner.presence.set(Status.AWAY)
    await until(phone, lambda: phone.auto_reply.away_since is not None and phone.auto_reply.answers_away)
    since = phone.auto_reply.away_since
    assert since is not None
    await owner.stop()
    await phone.stop()
    team.sessions.remove(owner)
    team.sessions.remove(phone)
    await wang.messages.send(talk, "大红袍还有货吗？")
    await heard(wang, talk, 1)
    owner = await team.started(await team.book("chen").open(owner.account))
    await until(owner, lambda: owner.conversations.get(talk).unread == 1)  # type: ignore[union-attr]
    assert owner.presence.own() is Status.AWAY
    summary = await owner.auto_reply.summary(since)
    assert [(v.account, v.is_answered, v.waits) for v in summary.visitors] == [(wang.account, True, True)]
    owner.presence.set(Status.ONLINE)
    await owner.messages.send(talk, "有的")
    await owner.settle()
    assert not (await owner.auto_reply.summary(since)).visitors[0].waits


async def test_a_pending_reply_survives_kill_minus_nine_and_is_sent_once(
    team: Team, relay: RelayProcess, tmp_path: Path
) -> None:
    owner = team.owner
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    talk = await wang.conversations.open_direct(owner.account)
    rule = Rule(id="r", kind=RuleKind.KEYWORD, keywords=("货",), parts=(text_part("有货"),), delay_seconds=1)
    await owner.auto_reply.save_rules(Owner.PERSON, [rule], ZONE)
    await wang.messages.send(talk, "有货吗")
    await wang.settle()
    for _ in range(2):
        relay.kill()
        relay.start()
        await reconnected(owner, wang)
        await heard(wang, talk, 1)
    answer = await owner.auto_reply.dry_run("有货吗", sender=wang.account)
    assert [verdict.why for verdict in answer.decision.verdicts] == [Why.RECENT]
    events = await owner._core.ask_all(talk, 1, 50)
    auto = [e for e in events if getattr(e.body, "origin", None) is Origin.AUTO_REPLY]
    assert len(auto) == 1


async def test_the_dry_run_names_the_rule_and_is_what_is_then_sent(team: Team) -> None:
    owner = team.owner
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    talk = await wang.conversations.open_direct(owner.account)
    week = ((Shift(start=540, end=1080),),) * 5 + ((), ())
    await owner.auto_reply.set_hours(Owner.SHOP, WorkingHours(zone=ZONE, week=week))
    price = Rule(
        id="p", kind=RuleKind.KEYWORD, keywords=("价格",), parts=(text_part("{customer}，价格表稍后发您"),)
    )
    closed = Rule(id="c", kind=RuleKind.OUTSIDE_HOURS, parts=(text_part("{open} 上班"),))
    await owner.auto_reply.save(Owner.SHOP, Book(rules=(price, closed), zone=ZONE))
    sunday = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    dry = await owner.auto_reply.dry_run("在吗", at=sunday)
    assert [part.text for part in dry.parts] == ["11-23 09:00 上班"]
    assert [(v.rule.id, v.why) for v in dry.decision.verdicts] == [("p", Why.NO_KEYWORD), ("c", Why.FIRES)]
    dry = await owner.auto_reply.dry_run("什么价格", sender=wang.account)
    await wang.messages.send(talk, "什么价格")
    await heard(wang, talk, 1)
    last = wang._core.records[talk].last_message
    assert last is not None
    assert last.body.parts == dry.parts  # type: ignore[union-attr]


async def test_who_may_write_which_book_and_bad_rules_are_refused(team: Team) -> None:
    li = await team.join("lina", "李娜")
    assert team.owner.auto_reply.may_edit(Owner.SHOP)
    assert not li.auto_reply.may_edit(Owner.SHOP)
    rule = Rule(id="r", kind=RuleKind.AWAY, parts=(text_part("稍后"),))
    with pytest.raises(Forbidden):
        await li.auto_reply.save_rules(Owner.SHOP, [rule])
    with pytest.raises(Refusal) as refused:
        await li.auto_reply.save_rules(Owner.PERSON, [Rule(id="r", kind=RuleKind.AWAY, parts=())])
    assert refused.value.field == "rules[0].parts"
    await team.owner.auto_reply.save(Owner.SHOP, Book(rules=(rule,), audience=Audience.EVERYONE))
    await until(li, lambda: li.auto_reply.answers_away)


async def test_five_devices_answer_once(team: Team) -> None:
    owner = team.owner
    devices = [owner, *[await team.another_device(owner) for _ in range(4)]]
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    talk = await wang.conversations.open_direct(owner.account)
    await owner.auto_reply.turn_on_away(WORDS, ZONE)
    owner.presence.set(Status.AWAY)
    for device in devices:
        await until(device, lambda device=device: device.auto_reply.away_since is not None)  # type: ignore[misc]
    await wang.messages.send(talk, "在吗？")
    await heard(wang, talk, 1)
    await wang.messages.send(talk, "还在吗？")
    await wang.settle()
    for device in devices:
        await until(device, lambda device=device: _count(device, talk) == 2)  # type: ignore[misc]
    events = await owner._core.ask_all(talk, 1, 50)
    said = [e.body.origin for e in events if hasattr(e.body, "origin")]
    assert said.count(Origin.AUTO_REPLY) == 1
    assert said.count(Origin.HUMAN) == 2


def _count(session: Session, conversation: str) -> int:
    row = session.conversations.get(conversation)
    return row.unread if row is not None else 0
