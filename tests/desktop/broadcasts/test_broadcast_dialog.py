"""Say it to many in the window: nothing goes out with a hole in it, and nobody is surprised who gets it."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from parley.client.broadcasts import Broadcasts
from parley.client.changes import BroadcastsChanged
from parley.client.errors import Offline
from parley.desktop.broadcasts.broadcast_dialog import BroadcastDialog
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.domain.broadcast import Broadcast, BroadcastState, Language, Result, Why
from parley.domain.people import AccountKind, Profile
from parley.domain.state import AccountState, ShopState
from parley.protocol.rest_broadcasts import BroadcastPreview, BroadcastWish, PreviewEntry, RecipientResult

AT = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


def profile(account: str, name: str) -> Profile:
    return Profile(account=account, handle=account, kind=AccountKind.CUSTOMER, display_name=name)


class MadeBroadcasts(Broadcasts):
    """The real reading over values in memory; the server is played."""

    def __init__(self) -> None:
        people = {"wang": profile("wang", "王建军"), "anna": profile("anna", "Anna")}
        me = Profile(account="me", handle="me", kind=AccountKind.OWNER, display_name="陈明")
        state = AccountState(profile=me, people=people)
        self.core: Any = SimpleNamespace(own="me", state=state, shop=ShopState(shop="s"), now=lambda: AT)
        super().__init__(self.core, lambda: "云岭茶行")
        self.previewed: list[BroadcastWish] = []
        self.started: list[tuple[str, BroadcastWish]] = []
        self.moves: list[tuple[str, str]] = []
        self.fails: BaseException | None = None

    def put(self, value: Broadcast) -> None:
        kept = {**self.core.state.broadcasts, value.id: value}
        self.core.state = msgspec.structs.replace(self.core.state, broadcasts=kept)

    async def preview(self, wish: BroadcastWish) -> BroadcastPreview:
        self.previewed.append(wish)
        if self.fails:
            raise self.fails
        people = (
            PreviewEntry(account="wang", name="王建军"),
            PreviewEntry(account="anna", name="Anna", why=Why.OPTED_OUT),
        )
        return BroadcastPreview(people=people)

    async def start(self, wish: BroadcastWish, broadcast: str | None = None) -> str:
        assert broadcast is not None
        self.started.append((broadcast, wish))
        if self.fails:
            raise self.fails
        self.put(made(broadcast, text=wish.text, given=wish.given))
        return broadcast

    async def results(self, broadcast: str) -> list[RecipientResult]:
        return [
            RecipientResult(position=1, account="wang", name="王建军", result=Result.SENT, at=AT),
            RecipientResult(
                position=2, account="anna", name="Anna", result=Result.SKIPPED, why=Why.OPTED_OUT
            ),
        ]

    async def _move(self, broadcast: str, act: str) -> None:
        self.moves.append((broadcast, act))


def made(broadcast: str, **fields: Any) -> Broadcast:
    values: dict[str, Any] = {
        "text": "您好",
        "language": Language.CHINESE,
        "zone": "UTC",
        "state": BroadcastState.RUNNING,
        "total": 2,
        "started_at": AT,
    } | fields
    return Broadcast(id=broadcast, **values)


class MadeSession:
    def __init__(self) -> None:
        self.account = "me"
        self.broadcasts = MadeBroadcasts()
        self.listeners: list[Callable[[Any], None]] = []
        self.contacts = SimpleNamespace(
            all=list,
            groups=list,
            person=lambda _a: None,
            name_of=lambda account: {"wang": "王建军"}.get(account, ""),
        )
        self.tags = SimpleNamespace(all=list, people=lambda _tag: [])
        self.avatars = SimpleNamespace(cached=lambda _sha: None)

    def subscribe(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def say(self) -> None:
        for listener in list(self.listeners):
            listener(BroadcastsChanged("me"))


@pytest.fixture
async def tasks(qapp: object) -> AsyncIterator[Tasks]:
    made = Tasks()
    yield made
    await made.settle()


@pytest.fixture
def session() -> Any:
    return MadeSession()


def opened(session: Any, tasks: Tasks, qtbot: QtBot) -> BroadcastDialog:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 760)
    window.show()
    dialog = BroadcastDialog(session, tasks, Pictures(session, tasks, window), window)
    dialog.open()
    return dialog


def press(dialog: BroadcastDialog, name: str) -> None:
    button = dialog.findChild(Button, f"broadcast.{name}")
    assert button is not None
    assert button.isVisible()
    assert button.isEnabled()
    button.click()


async def test_nothing_is_sent_before_one_has_seen_who_gets_it(
    session: Any, tasks: Tasks, qtbot: QtBot
) -> None:
    dialog = opened(session, tasks, qtbot)
    send = dialog.findChild(Button, "broadcast.send")
    assert send is not None
    for words in ("Tea has come", "Other words"):
        dialog.write.text.set_text(words)
        press(dialog, "next")
        assert not send.isEnabled()
        await tasks.settle()
        assert send.isEnabled()
        press(dialog, "back")


async def test_from_the_words_to_the_results(session: Any, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = opened(session, tasks, qtbot)
    dialog.write.text.set_text("{customer}，{price} 起")
    dialog.write._values["price"].set_text("¥88")
    assert "王建军，¥88 起" in dialog.write._sample.text()
    press(dialog, "next")
    await tasks.settle()
    lines = dialog.who.list.lines
    spoken = [lines.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(lines.rowCount())]
    assert spoken == ["Anna, opted out", "王建军, gets it"]
    assert dialog._send.text() == "Send to 1"
    press(dialog, "send")
    await tasks.settle()
    [(broadcast, wish)] = session.broadcasts.started
    assert (wish.all_customers, wish.given) == (True, {"price": "¥88"})
    assert dialog.progress.broadcast == broadcast
    assert dialog.progress._text.text() == "{Customer}，¥88 起"
    press(dialog, "pause")
    await tasks.settle()
    session.broadcasts.put(made(broadcast, state=BroadcastState.FINISHED, sent=1, skipped=1))
    session.say()
    await tasks.settle()
    assert session.broadcasts.moves == [(broadcast, "pause")]
    assert dialog.progress._counts.text() == "1 of 2 sent · 1 skipped"
    assert not dialog._pause.isVisible()
    assert dialog._remove.isVisible()


async def test_nothing_goes_on_with_a_hole_in_it(session: Any, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = opened(session, tasks, qtbot)
    press(dialog, "next")
    assert dialog.write.text.error
    dialog.write.text.set_text("{price}")
    press(dialog, "next")
    assert dialog.write._values["price"].error
    dialog.write.text.set_text("x" * 2_001)
    press(dialog, "next")
    assert "2,000" in dialog.write.text.error
    assert session.broadcasts.previewed == []


async def test_nobody_picked_is_nothing_to_send(session: Any, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = opened(session, tasks, qtbot)
    dialog.write.text.set_text("您好")
    press(dialog, "next")
    await tasks.settle()
    dialog.who.kind.button("people").click()
    assert not dialog._send.isEnabled()


async def test_an_answer_about_others_than_are_chosen_by_now_is_passed_over(
    session: Any, tasks: Tasks, qtbot: QtBot
) -> None:
    dialog = opened(session, tasks, qtbot)
    dialog.write.text.set_text("您好")
    press(dialog, "next")
    dialog.who.kind.button("people").click()
    await tasks.settle()
    assert not dialog._send.isEnabled()
    assert dialog.who.list.lines.rowCount() == 0


async def test_sending_again_after_a_failure_is_the_same_one(
    session: Any, tasks: Tasks, qtbot: QtBot
) -> None:
    dialog = opened(session, tasks, qtbot)
    dialog.write.text.set_text("您好")
    press(dialog, "next")
    await tasks.settle()
    session.broadcasts.fails = Offline()
    press(dialog, "send")
    await tasks.settle()
    session.broadcasts.fails = None
    press(dialog, "send")
    await tasks.settle()
    assert len({broadcast for broadcast, _wish in session.broadcasts.started}) == 1
    assert dialog.write.words == ""


async def test_offline_the_preview_says_so(session: Any, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = opened(session, tasks, qtbot)
    session.broadcasts.fails = Offline()
    dialog.write.text.set_text("您好")
    press(dialog, "next")
    await tasks.settle()
    assert dialog.who._total.text()
    assert not dialog._send.isEnabled()


async def test_earlier_ones_are_the_first_page(
    session: Any, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    session.broadcasts.put(made("b1", state=BroadcastState.FINISHED, sent=2))
    dialog = opened(session, tasks, qtbot)
    assert dialog.past.isVisible()
    press(dialog, "past.b1")
    await tasks.settle()
    dialog.progress.write(str(tmp_path / "results.csv"))
    rows = (tmp_path / "results.csv").read_text("utf-8-sig").splitlines()
    assert rows[1:] == ["王建军,sent,,2026-11-21 02:30:00", "Anna,skipped,opted out,"]
