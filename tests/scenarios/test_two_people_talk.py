"""Two people talk through a real relay."""

from parley.client.changes import MessageArrived
from parley.domain.message import Delivery
from parley.domain.people import AccountKind
from support.listening import Ear, texts, until
from support.team import Team


async def test_a_message_is_sent_delivered_and_read(team: Team) -> None:
    li = await team.join("lina", "李娜")
    conversation = await team.owner.conversations.open_direct(li.account)
    ear = Ear(li)
    key = await team.owner.messages.send(conversation, "大红袍还有货吗？")
    arrived = await ear.until_heard(MessageArrived)
    assert arrived.row.sender_name == "陈明"
    assert texts([arrived.row]) == ["大红袍还有货吗？"]
    row = li.conversations.get(conversation)
    assert row is not None
    assert (row.unread, row.last_line, row.title) == (1, "大红袍还有货吗？", "陈明")

    mine = Ear(team.owner)
    await li.conversations.mark_read(conversation)
    await mine.until(lambda: _delivery(team, conversation) is Delivery.READ)
    page = await team.owner.messages.page(conversation)
    assert [(r.key, r.delivery, r.read_count) for r in page.rows if r.parts] == [(key, Delivery.READ, 1)]
    assert li.conversations.unread_total() == 0


async def test_a_customer_lands_in_a_chat_with_who_invited_them(team: Team) -> None:
    wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
    conversation = wang.conversations.with_person(team.owner.account)
    assert conversation is not None
    await wang.messages.send(conversation, "你好")
    await until(team.owner, lambda: team.owner.conversations.unread_total() == 1)
    row = team.owner.conversations.get(conversation)
    assert row is not None
    assert row.is_new_customer
    assert row.title == "王建军"


def _delivery(team: Team, conversation: str) -> Delivery | None:
    row = team.owner.conversations.get(conversation)
    return row.last_delivery if row else None
