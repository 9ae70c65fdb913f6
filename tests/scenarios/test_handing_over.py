"""Handing a customer over, on real clients: nothing is lost, and all devices agree."""

from parley.client.rows import TimelineKind
from parley.domain.people import AccountKind
from support.listening import until
from support.team import Team


async def lines(session, conversation: str) -> list[tuple[TimelineKind, str]]:  # type: ignore[no-untyped-def]
    page = await session.messages.page(conversation, limit=50)
    return [(row.kind, row.parts[0].text if row.parts else row.subject_name) for row in page.rows]


async def test_the_heir_goes_on_where_the_colleague_was_and_fresh_devices_see_the_same(team: Team) -> None:
    li = await team.join("lina", "李娜")
    zhao = await team.join("zhao", "赵伟")
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    talk = await li.conversations.open_direct(wang.account)
    await li.messages.send(talk, "您好")
    await wang.messages.send(talk, "还有货吗？")
    await li.settle()
    await wang.settle()
    await until(li, lambda: (row := li.conversations.get(talk)) is not None and row.last_line == "还有货吗？")
    await li.conversations.hand_over(talk, zhao.account)
    row = li.conversations.get(talk)
    assert row is not None
    assert row.has_left
    await until(zhao, lambda: (row := zhao.conversations.get(talk)) is not None and row.unread == 1)
    waiting = zhao.desk.waiting()
    assert [row.id for row in waiting] == [talk]
    assert li.desk.waiting() == []
    await until(wang, lambda: (row := wang.conversations.get(talk)) is not None and row.peer == zhao.account)
    shown = wang.conversations.get(talk)
    assert shown is not None
    assert shown.title == "赵伟"
    assert wang.conversations.with_person(zhao.account) == talk
    assert wang.conversations.with_person(li.account) is None
    await wang.messages.send(talk, "在吗")
    await zhao.messages.send(talk, "在的")
    for session in (wang, zhao):
        await session.settle()
        await until(
            session, lambda s=session: (r := s.conversations.get(talk)) is not None and r.last_line == "在的"
        )  # type: ignore[misc]
    assert (await lines(zhao, talk))[-5:] == [
        (TimelineKind.MESSAGE, "您好"),
        (TimelineKind.MESSAGE, "还有货吗？"),
        (TimelineKind.HANDED_OVER, "赵伟"),
        (TimelineKind.MESSAGE, "在吗"),
        (TimelineKind.MESSAGE, "在的"),
    ]
    assert (TimelineKind.SERVED_BY, "赵伟") in await lines(wang, talk)
    assert (await lines(li, talk))[-1] == (TimelineKind.HANDED_OVER, "赵伟")
    for session, name in ((zhao, "fresh-zhao"), (wang, "fresh-wang")):
        fresh = await team.another_device(session, name)
        await until(
            fresh,
            lambda fresh=fresh, session=session: (
                fresh.conversations.get(talk) == session.conversations.get(talk)
            ),
        )  # type: ignore[misc]
        assert await lines(fresh, talk) == await lines(session, talk)


async def test_what_the_customer_wrote_offline_arrives_at_the_colleague_who_took_over(team: Team) -> None:
    zhao = await team.join("zhao", "赵伟")
    li = await team.join("lina", "李娜")
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    talk = await wang.conversations.open_direct(zhao.account)
    known = await li.conversations.open_direct(wang.account)
    await wang.messages.send(talk, "第一句")
    await wang.settle()
    await wang.stop()
    team.sessions.remove(wang)
    wang = await team.book("wang").open(wang.account)
    await wang.messages.send(talk, "没网时写的")
    assert await team.owner.shop.customer_count(zhao.account) == 1
    await team.owner.shop.set_disabled(zhao.account, True, hand_over_to=li.account)
    await team.started(wang)
    await wang.settle()
    await until(li, lambda: (row := li.conversations.get(talk)) is not None and row.last_line == "没网时写的")
    assert li.conversations.with_person(wang.account) == known
    assert li.conversations.earlier_with(wang.account) == [talk]
    await until(wang, lambda: wang.conversations.earlier_with(li.account) == [talk])
    assert [row.id for row in li.desk.waiting()] == [talk]
    assert await team.owner.shop.hand_over(zhao.account, li.account) == 0
