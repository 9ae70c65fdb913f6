"""One road from a slot to a coroutine: it ends with its owner, and failures become sentences."""

import asyncio
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from parley.client.errors import Offline
from parley.desktop.failures import sentence_of
from parley.desktop.tasks import Tasks
from parley.domain.errors import Refusal


async def fail(error: BaseException) -> None:
    raise error


async def test_the_result_reaches_its_owner(qapp: QApplication) -> None:
    tasks, owner, got = Tasks(), QObject(), []

    async def answer() -> int:
        return 42

    tasks.run(answer(), owner=owner, on_done=got.append)
    assert tasks.running(owner) == 1
    await tasks.settle()
    assert got == [42]
    assert tasks.running() == 0


async def test_a_task_ends_with_its_owner(qapp: QApplication) -> None:
    tasks, owner, got = Tasks(), QObject(), []
    task = tasks.run(asyncio.Event().wait(), owner=owner, on_done=got.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert got == []


async def test_a_failure_becomes_a_sentence(qapp: QApplication) -> None:
    tasks, owner, said = Tasks(), QObject(), []
    tasks.failed.connect(said.append)
    tasks.run(fail(Offline()), owner=owner)
    await tasks.settle()
    assert said == [sentence_of(Offline())]
    assert "Offline" not in said[0]


async def test_a_failure_goes_to_who_asked_for_it(qapp: QApplication) -> None:
    tasks, owner, said, told = Tasks(), QObject(), [], []
    tasks.failed.connect(said.append)
    refusal = Refusal("some_code", "Not like that.", field="name")
    tasks.run(fail(refusal), owner=owner, on_error=told.append)
    await tasks.settle()
    assert told == [refusal]
    assert said == []


async def test_a_mistake_of_ours_is_reported_and_hidden(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks, owner, said, reported = Tasks(), QObject(), [], []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: reported.append(error))
    tasks.failed.connect(said.append)
    mistake = KeyError("secret")
    tasks.run(fail(mistake), owner=owner)
    await tasks.settle()
    assert reported == [mistake]
    assert "secret" not in said[0]
    assert "KeyError" not in said[0]
