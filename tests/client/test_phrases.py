"""Phrases in a session without a connection: found, filled, counted, noticed, read from files."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from client.made import ME, START
from parley.client.changes import PhrasesChanged
from parley.client.errors import Offline
from parley.client.phrase_starter import LANGUAGES, rows_of, starter_library
from parley.client.session import Session
from parley.client.storage import pending, states
from parley.client.storage.database import Database
from parley.domain.message import text_part
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind, Contact, ContactState, Profile
from parley.domain.phrase import Phrase, PhraseEditors, PhraseFolder, check_code, check_content
from parley.domain.phrase_csv import Duplicate
from parley.domain.phrase_text import ALIASES, NAMES, parse
from parley.domain.state import AccountState, ShopState
from parley.protocol import frames
from support.listening import Ear
from support.scripted_server import ScriptedServer, session_on


def quiet(server: ScriptedServer, frame: frames.ClientFrame) -> None:
    """Nothing is answered: nobody connects here."""


def phrase(id_: str, text: str, short: str = "", owner: Owner = Owner.PERSON, **more: object) -> Phrase:
    values = {"position": 1, "changed_by": ME, "changed_at": START, **more}
    return Phrase(id=id_, owner=owner, code=short, parts=(text_part(text),), **values)  # type: ignore[arg-type]


def person(account: str, name: str, kind: AccountKind) -> Profile:
    return Profile(account=account, handle=account, kind=kind, display_name=name)


FOLDER = PhraseFolder(id="f", owner=Owner.PERSON, name="问候", position=0)
OWN = {
    "hello": phrase("hello", "{customer}您好，我是{shop}的{me}。", "nh", folder="f", position=1),
    "price": phrase("price", "这款 {price} 元", "bj", position=2, pinyin="zhe'kuan yuan"),
}
SHARED = {"ship": phrase("ship", "今天发货", "fh", Owner.SHOP, changed_by="li", pinyin="jin'tian'fa'huo")}
ACCOUNT = AccountState(
    profile=person(ME, "陈明", AccountKind.STAFF),
    people={
        "them": person("them", "王建军", AccountKind.CUSTOMER),
        "li": person("li", "李娜", AccountKind.STAFF),
    },
    contacts={"them": Contact(account="them", state=ContactState.ACCEPTED, remark="难缠的王总", since=START)},
    phrases=OWN,
    phrase_folders={"f": FOLDER},
)
SHOP = ShopState(shop="s", name="云岭茶行", phrases=SHARED, phrase_editors=PhraseEditors.OWNER)


@pytest.fixture
async def session(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with ScriptedServer(quiet) as server:
        made = await session_on(server, tmp_path)
        await made._core.write(lambda db: states.save(db, states.ACCOUNT, AccountState(), ACCOUNT))
        await made._core.write(lambda db: states.save(db, states.SHOP, ShopState(), SHOP))
        await made.load()
        yield made
        await made.stop()


async def test_everything_is_there_without_a_connection(session: Session) -> None:
    rows = session.phrases.all()
    assert [row.id for row in rows] == ["hello", "price", "ship"]
    assert [(row.may_edit, row.folder_name, row.changed_by_name) for row in rows] == [
        (True, "问候", ""),
        (True, "", ""),
        (False, "", "李娜"),
    ]
    assert [row.id for row in session.phrases.all(Owner.SHOP)] == ["ship"]
    assert session.phrases.folders() == [FOLDER]
    assert [row.id for row in session.phrases.find("fh")] == ["ship"]
    assert [row.id for row in session.phrases.find("zk", owner=Owner.PERSON)] == ["price"]
    suggestion = session.phrases.suggest("今天", 2)
    assert suggestion is not None
    assert (suggestion.row.id, suggestion.start) == ("ship", 0)
    assert session.phrases.suggest_code("您好", Owner.PERSON) == "nh2"
    with pytest.raises(Offline):
        await session.phrases.create("您好")


async def test_filling_uses_the_name_they_gave_themselves_never_ones_remark(session: Session) -> None:
    assert session.contacts.name_of("them") == "难缠的王总"
    assert session.phrases.fill(OWN["hello"].text, "log").text == "王建军您好，我是云岭茶行的陈明。"
    assert session.phrases.fill(OWN["price"].text, "log").missing == ("price",)
    assert session.phrases.fill(OWN["price"].text, "log", {"price": "380"}).text == "这款 380 元"
    assert session.phrases.fill("{customer}", "elsewhere").missing == ("customer",)
    assert session.phrases.fill("{date}", "log", {"date": "11月21日"}).text == "11月21日"
    assert session.phrases.fill("{date} {time}", "log").missing == ()


async def test_uses_are_counted_at_once_and_survive(session: Session, tmp_path: Path) -> None:
    ear = Ear(session)
    for _ in range(3):
        await session.phrases.use("ship")
    await session.phrases.use("gone")
    assert [row.use_count for row in session.phrases.all()] == [0, 0, 3]
    assert session.phrases.find("")[0].id == "ship"
    assert ear.heard == [PhrasesChanged(ME)] * 3
    await session.load()
    row = session.phrases.get("ship")
    assert row is not None
    assert row.use_count == 3
    assert not session.is_settled


async def test_uses_are_counted_in_a_loop_whose_timers_can_only_be_cancelled(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such is the desktop's loop."""
    loop = asyncio.get_running_loop()

    def call_later(_seconds: float, callback: Callable[..., Any], *args: Any) -> asyncio.Handle:
        return asyncio.Handle(callback, args, loop)

    monkeypatch.setattr(loop, "call_later", call_later)
    for _ in range(2):
        await session.phrases.use("ship")
    assert session.phrases.find("")[0].use_count == 2


async def test_a_repeated_answer_is_offered_once_even_after_a_restart(session: Session) -> None:
    text = "亲，下单后明天就能发货哦"
    assert await session.phrases.note_answer(text) is False
    await session.load()
    assert await session.phrases.note_answer(text) is True
    await session.load()
    assert await session.phrases.note_answer(text) is False


async def test_a_file_is_held_against_the_library(session: Session) -> None:
    data = session.phrases.export_csv(Owner.PERSON, "zh_CN")
    preview = await session.phrases.read_csv(data, Owner.PERSON)
    assert [row.duplicate for row in preview.rows] == [Duplicate.SAME, Duplicate.SAME]
    preview = await session.phrases.read_csv(data, Owner.SHOP)
    assert [row.duplicate for row in preview.rows] == [None, None]


async def test_a_batch_whose_answer_was_lost_is_kept(tmp_path: Path) -> None:
    from parley.protocol.rest_phrases import PhrasesUsed

    database = await Database.open(tmp_path / "store.db", bytes(32))
    batch = PhrasesUsed(batch="b", uses={"ship": 2})
    await database.write(lambda db: pending.put(db, pending.PHRASE_BATCH, "batch", batch))
    await database.close()
    async with ScriptedServer(quiet) as server:
        session = await session_on(server, tmp_path)
        await session.load()
        assert session._core.phrase_batch == batch
        await session.stop()


@pytest.mark.parametrize("language", [*LANGUAGES, "fr"])
def test_the_starter_library_is_sound(language: str) -> None:
    library = starter_library(language)
    rows = rows_of(library)
    assert len(library.folders) == 5
    assert len({row.code for row in rows}) == len(rows) >= 25
    for row in rows:
        assert check_code(row.code) == row.code
        assert check_content((text_part(row.text),)) == (text_part(row.text),)
        raw = [piece.text for piece in parse(row.text) if not piece.variable]
        assert not any("{" in text or "}" in text for text in raw)
    known = {piece.variable for row in rows for piece in parse(row.text)} & {*NAMES, *ALIASES.values()}
    assert {"customer", "shop", "me"} <= known
