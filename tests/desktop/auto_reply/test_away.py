"""Going away, being answered for, coming back."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from parley.client.invitation import Invitation
from parley.client.session import Session
from parley.domain.people import AccountKind
from parley.domain.presence import Status
from support.live_desktop import LiveDesktop, LiveDesktops
from support.opened_shop import PASSWORD, opened_shop

PICTURES = os.environ.get("PARLEY_AWAY_PICTURES", "")


def look(owner: LiveDesktop, name: str) -> None:
    """A picture for the eyes of whoever works on it."""
    if PICTURES:
        QApplication.processEvents()
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
