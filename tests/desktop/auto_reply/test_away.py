"""Going away, being answered for, coming back; and the page of rules, worked through its widgets."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QScrollArea

from parley.client.invitation import Invitation
from parley.client.session import Session
from parley.desktop.rail import Place
from parley.desktop.settings.settings_view import Chapter
from parley.desktop.workspace import Workspace
from parley.domain.auto_reply import Audience, RuleKind
from parley.domain.hours import Shift
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.presence import Status
from support.live_desktop import LiveDesktop, LiveDesktops
from support.opened_shop import PASSWORD, opened_shop

PICTURES = os.environ.get("PARLEY_AWAY_PICTURES", "")


def look(owner: LiveDesktop, name: str) -> None:
    """A picture for the eyes of whoever works on it."""
    if PICTURES:
        owner.window.grab().save(str(Path(PICTURES) / f"{name}.png"))


@asynccontextmanager
async def customer_of(owner: LiveDesktop, session: Session) -> AsyncIterator[Session]:
    """Wang Jianjun, who came by invitation, and leaves at the end."""
    invite = await session.shop.create_invite(AccountKind.CUSTOMER)
    assert owner.desktop.book is not None
    wang, _ = await owner.desktop.book.join(
        Invitation.parse(invite.link), display_name="王建军", password=PASSWORD
    )
    try:
        await wang.start()
        await wang.wait_online()
        yield wang
    finally:
        await wang.stop()


def test_away_for_a_while(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops, **_options())
        async with customer_of(owner, session) as wang:
            workspace.choose_status(Status.AWAY)
            look(owner, "question")
            assert session.presence.own() is Status.ONLINE
            assert not owner.is_there("away")
            await owner.press("away_question_ok")
            assert session.presence.own() is Status.AWAY
            await owner.until(lambda: session.auto_reply.away_since is not None, "the server knows")
            await owner.until(lambda: wang.presence.of(session.account) is Status.AWAY, "all know")
            look(owner, "strip")
            talk = await wang.conversations.open_direct(session.account)
            await wang.messages.send(talk, "大红袍还有货吗？")
            strip = workspace.away
            await owner.until(lambda: "1" in strip.text(), "one answered")
            assert strip.text() == strings(owner, "Away · auto-reply on · 1 answered")
            look(owner, "answered")
            workspace.choose_status(Status.ONLINE)
            await owner.until(lambda: "\n" in strip.text(), "the summary")
            if not PICTURES:
                assert strip.text() == (
                    "Away 1 min: 1 customer came, 1 is waiting\n王建军 (answered automatically, waiting)"
                )
            look(owner, "summary")
            await owner.press("away_action")
            assert workspace.looks_at == talk
            assert not owner.is_there("away")
            look(owner, "chat")
            workspace.choose_status(Status.AWAY)  # asked once
            assert session.presence.own() is Status.AWAY

    desktops.run(story())


def test_who_wants_no_reply_is_not_asked_again(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops)
        workspace.choose_status(Status.AWAY)
        await owner.press("away_question_cancel")
        await owner.until(lambda: owner.is_there("away"), "the strip")
        assert workspace.away.text() == "Away · auto-reply off"
        assert not session.auto_reply.answers_away
        await owner.press("away_action")
        assert session.presence.own() is Status.ONLINE
        workspace.choose_status(Status.AWAY)
        assert not owner.is_there("away_question")
        assert session.presence.own() is Status.AWAY

    desktops.run(story())


def test_back_from_being_idle(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops)
        async with customer_of(owner, session) as wang:
            await session.auto_reply.turn_on_away("稍后回复", "Asia/Shanghai")
            owner.desktop._set_idle(True)
            await owner.until(lambda: wang.presence.of(session.account) is Status.AWAY, "the server knows")
            talk = await wang.conversations.open_direct(session.account)
            await wang.messages.send(talk, "在吗")
            await owner.until(lambda: len(session.desk.waiting()) == 1, "it came")
            owner.desktop._set_idle(False)
            await owner.until(lambda: "\n" in workspace.away.text(), "the summary")
            assert "1 customer came, 1 is waiting" in workspace.away.text()

    desktops.run(story())


def test_the_page_of_rules(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops, **_options())
        async with customer_of(owner, session) as wang:
            replies = session.auto_reply
            talk = await wang.conversations.open_direct(session.account)
            await wang.messages.send(talk, "在吗")
            await owner.until(lambda: session.conversations.get(talk) is not None, "he is known")

            def ids() -> list[str]:
                return [rule.id for rule in replies.book().rules]

            look_at_rules(owner, workspace)
            look(owner, "page_empty")
            await add_rule(owner, RuleKind.AWAY, "稍后回复您")
            await add_rule(owner, RuleKind.KEYWORD, "{customer}您好，价格表稍后发您", "价格，多少钱")
            await add_rule(owner, RuleKind.OUTSIDE_HOURS, "您好，{open} 上班")
            assert [rule.kind for rule in replies.book().rules] == [
                RuleKind.AWAY,
                RuleKind.KEYWORD,
                RuleKind.OUTSIDE_HOURS,
            ]
            assert replies.book().rules[1].keywords == ("价格", "多少钱")
            away, price, closed = replies.book().rules
            await owner.press(f"settings.auto_reply.rule.{price.id}.up")
            assert ids() == [price.id, away.id, closed.id]
            row = owner.find(f"settings.auto_reply.rule.{price.id}")
            row.setFocus()
            QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
            await owner.settle()
            assert ids() == [away.id, price.id, closed.id]
            drag(owner, f"settings.auto_reply.rule.{closed.id}", f"settings.auto_reply.rule.{away.id}")
            await owner.settle()
            assert ids() == [closed.id, away.id, price.id]
            drag(owner, f"settings.auto_reply.rule.{closed.id}", f"settings.auto_reply.rule.{price.id}")
            await owner.settle()
            assert ids() == [away.id, price.id, closed.id]
            owner.find(f"settings.auto_reply.rule.{away.id}.on", QAbstractButton).click()
            await owner.settle()
            assert [rule.is_on for rule in replies.book().rules] == [False, True, True]
            choose(owner, "settings.auto_reply.audience", "everyone")
            await owner.settle()
            assert replies.book().audience is Audience.EVERYONE
            await try_it(owner)
            await owner.press(f"settings.auto_reply.rule.{closed.id}.remove")
            assert ids() == [away.id, price.id]
            exceptions = owner.find("settings.auto_reply.except", QComboBox)
            exceptions.activated.emit(exceptions.findText("王建军"))
            await owner.settle()
            assert [session.contacts.name_of(one) for one in replies.book().exceptions] == ["王建军"]
            look(owner, "page_exception")

    desktops.run(story())


def test_working_hours_are_written_as_one_says_them(desktops: LiveDesktops) -> None:
    async def story() -> None:
        owner, workspace, session = await opened_shop(desktops, **_options())
        look_at_rules(owner, workspace)
        await owner.press("settings.auto_reply.hours")
        owner.find("hours.zone", QComboBox).setCurrentText("Asia/Shanghai")
        owner.write("hours.day1", "9:00-12:00，13:30-18:00")
        await owner.press("hours.copy")
        owner.write("hours.day6", "9:00-25:00")
        owner.find("hours.day7").set_text("")
        owner.find("hours.holidays").set_text("2026-10-01 - 2026-10-07 国庆节")
        owner.find("hours.extra").set_text("2026-10-10 9:00-18:00 调休")
        await owner.press("hours_ok")
        assert owner.is_there("hours")  # there is no 25:00
        look(owner, "hours_refused")
        owner.write("hours.day6", "10-16")
        look(owner, "hours")
        await owner.press("hours_ok")
        await owner.until(lambda: not owner.is_there("hours"), "the dialog closes")
        hours = session.auto_reply.hours(Owner.PERSON)
        assert hours is not None
        assert hours.zone == "Asia/Shanghai"
        assert hours.week[4] == (Shift(start=540, end=720), Shift(start=810, end=1080))
        assert hours.week[5] == (Shift(start=600, end=960),)
        assert [holiday.name for holiday in hours.holidays] == ["国庆节"]
        assert [extra.name for extra in hours.extra_days] == ["调休"]
        look(owner, "page_hours")

    desktops.run(story())


def look_at_rules(owner: LiveDesktop, workspace: Workspace) -> None:
    workspace.go(Place.SETTINGS, Chapter.AUTO_REPLY)


async def try_it(owner: LiveDesktop) -> None:
    """The box says which rule answers, and of every other one why it doesn't."""
    owner.write("settings.auto_reply.try.text", "请问多少钱一斤？")
    await owner.press("settings.auto_reply.try.ask")
    words = owner.find("settings.auto_reply.try.words", QLabel).text()
    assert words.endswith("您好，价格表稍后发您")
    said = {label.text() for label in owner.find("settings.auto_reply.try.answer").findChildren(QLabel)}
    if not PICTURES:
        assert {"It is switched off.", "This one is sent.", "No working hours are set."} <= said
    if PICTURES:
        page = owner.find("settings.auto_reply.try.answer")
        area = page.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        look(owner, "page")
        assert area is not None
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        look(owner, "page_try")


async def add_rule(owner: LiveDesktop, kind: RuleKind, words: str, keywords: str = "") -> None:
    await owner.press("settings.auto_reply.add")
    choose(owner, "rule.kind", kind.value)
    if keywords:
        owner.write("rule.keywords", keywords)
    owner.find("rule.words").set_text(words)
    look(owner, f"rule_{kind}")
    await owner.press("rule_ok")
    await owner.until(lambda: not owner.is_there("rule"), "the dialog closes")


def drag(owner: LiveDesktop, name: str, onto: str) -> None:
    """Takes a rule by its words and lets it go over the far edge of another."""
    row, other = owner.find(name), owner.find(onto)
    start = QPoint(120, row.height() // 2)
    far = other.height() - 2 if other.y() > row.y() else 2
    target = row.mapFromGlobal(other.mapToGlobal(QPoint(120, far)))
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=start)
    for pos in (start, QPoint(120, (start.y() + target.y()) // 2), target):
        position = QPointF(pos)
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            position,
            QPointF(row.mapToGlobal(pos)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(row, moved)
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=target)


def choose(owner: LiveDesktop, name: str, key: str) -> None:
    box = owner.find(name, QComboBox)
    at = box.findData(key)
    assert at >= 0, f"{name} has no {key}"
    box.setCurrentIndex(at)


def strings(owner: LiveDesktop, english: str) -> str:
    """The words as they are expected; whatever stands there when pictures are made in another language."""
    return owner.desktop.window.workspace.away.text() if PICTURES else english  # type: ignore[union-attr]


def _options() -> dict[str, str]:
    if not PICTURES:
        return {}
    return {
        "language": os.environ.get("PARLEY_LANG", "zh_CN"),
        "theme": os.environ.get("PARLEY_THEME", "light"),
    }
