"""Notices: quiet where one looks, quiet where one said so, and never a storm."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from parley.client.changes import MessageArrived
from parley.client.rows import ConversationRow, TimelineKind, TimelineRow
from parley.desktop.platform.notifications import Notice, Notifier, notice_of
from parley.domain.conversation import ConversationKind
from parley.domain.message import text_part

AT = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


def conversation(key: str = "c", **fields: object) -> ConversationRow:
    given = {"kind": ConversationKind.DIRECT, "title": "王建军", "last_line": "大红袍还有货吗？", **fields}
    return ConversationRow(account="me", id=key, **given)


def arrived(key: str = "c") -> MessageArrived:
    row = TimelineRow(
        account="me",
        conversation=key,
        key="k1",
        kind=TimelineKind.MESSAGE,
        seq=1,
        sender="wang",
        sender_name="王建军",
        is_own=False,
        at=AT,
        parts=(text_part("大红袍还有货吗？"),),
    )
    return MessageArrived("me", key, row)


@pytest.fixture
def said() -> list[Notice]:
    return []


def notifier(said: list[Notice], looks_at: str = "") -> Notifier:
    made = Notifier(lambda _account, conversation: conversation == looks_at)
    made.noticed.connect(said.append)
    return made


def test_a_message_is_noticed(qtbot: QtBot, said: list[Notice]) -> None:
    one = notifier(said)
    one.on_message(arrived(), conversation())
    one.flush()
    assert [(n.title, n.text, n.conversation) for n in said] == [("王建军", "大红袍还有货吗？", "c")]


def test_it_says_what_was_written_not_the_automatic_reply_to_it() -> None:
    notice = notice_of([(arrived(), conversation(last_line="我暂时不在"))])
    assert notice.text == "大红袍还有货吗？"


def test_a_new_customer_is_told_apart(qtbot: QtBot, said: list[Notice]) -> None:
    one = notifier(said)
    one.on_message(arrived(), conversation(is_new_customer=True))
    one.flush()
    assert said[0].title == "王建军 · new customer"


@pytest.mark.parametrize(
    ("row", "looks_at"), [(conversation(is_muted=True), ""), (conversation(), "c"), (None, "")]
)
def test_quiet(qtbot: QtBot, said: list[Notice], row: ConversationRow | None, looks_at: str) -> None:
    one = notifier(said, looks_at)
    one.on_message(arrived(), row)
    one.flush()
    assert said == []


def test_fifty_at_once_are_one_notice(qtbot: QtBot, said: list[Notice]) -> None:
    one = notifier(said)
    for _number in range(50):
        one.on_message(arrived(), conversation())
    one.flush()
    assert [n.text for n in said] == ["50 new messages"]


def test_several_conversations_are_counted(qtbot: QtBot) -> None:
    notice = notice_of([(arrived("a"), conversation("a")), (arrived("b"), conversation("b"))])
    assert (notice.title, notice.text) == ("2 new messages", "In 2 conversations")


def test_a_room_names_both(qtbot: QtBot) -> None:
    notice = notice_of([(arrived(), conversation(kind=ConversationKind.ROOM, title="双旦礼盒集采"))])
    assert notice.title == "王建军 · 双旦礼盒集采"
