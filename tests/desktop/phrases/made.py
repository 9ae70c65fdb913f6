"""Libraries of phrases by hand, with the real rules behind them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from parley.client.changes import PhrasesChanged
from parley.client.phrase_starter import rows_of, starter_library
from parley.client.phrases import KEEP, PhraseSuggestion
from parley.client.rows import PhraseRow
from parley.domain import phrase_answer, phrase_csv, phrase_find, phrase_text
from parley.domain.message import text_part
from parley.domain.ownership import Owner
from parley.domain.phrase import Phrase, PhraseEditors, PhraseFolder, check_code
from parley.protocol.rest_phrases import PhrasesImported

ME = "me"
NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


def phrase(id_: str, text: str, code: str = "", **fields: Any) -> Phrase:
    """One of them; `pinyin` as the relay would make it."""
    values: dict[str, Any] = {
        "owner": Owner.PERSON,
        "position": int("".join(c for c in id_ if c.isdigit()) or 0),
        "changed_by": ME,
        "changed_at": NOW,
    } | fields
    return Phrase(id=id_, code=code, parts=(text_part(text),), **values)


class MadePhrases:
    """Answers like `session.phrases`; what changes is applied at once, unless it `fails`."""

    def __init__(
        self, session: Any, phrases: tuple[Phrase, ...] = (), folders: tuple[PhraseFolder, ...] = ()
    ) -> None:
        self._session = session
        self.library = {one.id: one for one in phrases}
        self.shelf = {one.id: one for one in folders}
        self._entries: dict[Phrase, phrase_find.Entry] = {}
        self.used: list[str] = []
        self.heard: list[str] = []
        self.fails: BaseException | None = None
        self.offers = False
        self.may_edit_shop = True
        self.values = {"customer": "王建军", "shop": "云岭茶行", "me": "陈明"}

    def put(self, *phrases: Phrase) -> None:
        """These are there from now on."""
        self.library |= {one.id: one for one in phrases}
        self.tell()

    def tell(self) -> None:
        """Something changed."""
        self._session.say(PhrasesChanged(ME))

    def all(self, owner: Owner | None = None) -> list[PhraseRow]:
        return [self.row(one) for one in self.ordered() if owner in (None, one.owner)]

    def ordered(self) -> list[Phrase]:
        return sorted(self.library.values(), key=lambda p: (p.owner, p.position, p.id))

    def get(self, phrase_id: str) -> PhraseRow | None:
        found = self.library.get(phrase_id)
        return self.row(found) if found else None

    def folders(self, owner: Owner | None = None) -> list[PhraseFolder]:
        return sorted(
            (one for one in self.shelf.values() if owner in (None, one.owner)),
            key=lambda f: (f.owner, f.position, f.name),
        )

    def may_edit(self, owner: Owner) -> bool:
        return owner is Owner.PERSON or self.may_edit_shop

    def editors(self) -> PhraseEditors:
        return PhraseEditors.STAFF

    def find(self, query: str, limit: int = 50, owner: Owner | None = None) -> list[PhraseRow]:
        entries = [self._entry(one) for one in self.ordered() if owner in (None, one.owner)]
        return [self.row(one) for one in phrase_find.find(entries, query, self.counts(), limit)]

    def suggest(self, text: str, cursor: int) -> PhraseSuggestion | None:
        entries = [self._entry(one) for one in self.ordered()]
        found = phrase_find.suggest(entries, text, cursor, self.counts())
        return None if found is None else PhraseSuggestion(row=self.row(found.phrase), start=found.start)

    def fill(
        self, text: str, _conversation: str, given: Mapping[str, str] | None = None
    ) -> phrase_text.Filled:
        return phrase_text.fill(text, {**self.values, **(given or {})})

    def counts(self) -> dict[str, int]:
        return {one: self.used.count(one) for one in self.used}

    async def use(self, phrase_id: str) -> None:
        self.used.append(phrase_id)

    async def note_answer(self, text: str) -> bool:
        self.heard.append(text)
        return self.offers

    def suggest_code(self, text: str, owner: Owner = Owner.PERSON) -> str:
        return phrase_answer.suggest_code(text, {p.code for p in self.library.values() if p.owner is owner})

    async def create(
        self, words: str, *, code: str = "", folder: str | None = None, owner: Owner = Owner.PERSON
    ) -> str:
        self._check()
        made = f"new{len(self.library)}"
        position = max((one.position for one in self.library.values()), default=0) + 1
        self.put(phrase(made, words, check_code(code), folder=folder, owner=owner, position=position))
        return made

    async def change(
        self, phrase_id: str, *, words: Any = KEEP, code: Any = KEEP, folder: Any = KEEP, owner: Any = KEEP
    ) -> None:
        self._check()
        old = self.library[phrase_id]
        changes: dict[str, Any] = {"code": code, "folder": folder, "owner": owner}
        if words is not KEEP:
            changes["parts"] = (text_part(words),)
        kept = {name: value for name, value in changes.items() if value is not KEEP}
        self.put(msgspec.structs.replace(old, **kept))

    async def move(self, phrase_id: str, *, folder: str | None, before: str | None = None) -> None:
        self._check()
        moved = msgspec.structs.replace(self.library[phrase_id], folder=folder)
        rest = [one for one in self.ordered() if one.id != phrase_id and one.owner is moved.owner]
        place = next((i for i, one in enumerate(rest) if one.id == before), len(rest))
        rest.insert(place, moved)
        self.put(*(msgspec.structs.replace(one, position=at) for at, one in enumerate(rest, 1)))

    async def remove(self, phrase_id: str) -> None:
        self._check()
        del self.library[phrase_id]
        self.tell()

    async def create_folder(self, name: str, owner: Owner = Owner.PERSON) -> str:
        self._check()
        made = f"f{len(self.shelf) + 1}"
        self.shelf[made] = PhraseFolder(id=made, owner=owner, name=name, position=len(self.shelf))
        self.tell()
        return made

    async def rename_folder(self, folder: str, name: str) -> None:
        self.shelf[folder] = msgspec.structs.replace(self.shelf[folder], name=name)
        self.tell()

    async def move_folder(self, folder: str, position: int) -> None:
        moved = self.shelf[folder]
        ordered = [one for one in self.folders(moved.owner) if one.id != folder]
        ordered.insert(max(0, position), moved)
        for place, one in enumerate(ordered):
            self.shelf[one.id] = msgspec.structs.replace(one, position=place)
        self.tell()

    async def remove_folder(self, folder: str) -> None:
        del self.shelf[folder]
        self.library = {
            one.id: msgspec.structs.replace(one, folder=None if one.folder == folder else one.folder)
            for one in self.library.values()
        }
        self.tell()

    async def set_editors(self, editors: PhraseEditors) -> None:
        self._session.asked.append(("set_editors", editors))

    async def read_csv(self, data: bytes, owner: Owner = Owner.PERSON) -> phrase_csv.CsvPreview:
        mine = [one for one in self.ordered() if one.owner is owner]
        return phrase_csv.read_csv(data, mine, {one.id: one.name for one in self.folders(owner)})

    async def import_csv(
        self, preview: phrase_csv.CsvPreview, owner: Owner, on_duplicate: phrase_csv.OnDuplicate
    ) -> PhrasesImported:
        self._check()
        planned = phrase_csv.plan_import(preview.rows, on_duplicate)
        for each in planned:
            if each.replaces:
                await self.change(each.replaces, words=each.text, code=each.code)
            else:
                await self.create(each.text, code=each.code, owner=owner)
        return PhrasesImported(created=len(planned), changed=0, seq=1)

    def export_csv(self, owner: Owner = Owner.PERSON, language: str = "en") -> bytes:
        mine = [one for one in self.ordered() if one.owner is owner]
        return phrase_csv.write_csv(mine, {one.id: one.name for one in self.folders(owner)}, language)

    def starter(self, language: str):
        return starter_library(language)

    async def add_starter(self, language: str, owner: Owner = Owner.PERSON) -> PhrasesImported:
        rows = rows_of(starter_library(language))
        for row in rows:
            await self.create(row.text, code=row.code, owner=owner)
        return PhrasesImported(created=len(rows), changed=0, seq=1)

    def row(self, one: Phrase) -> PhraseRow:
        folder = self.shelf.get(one.folder or "")
        return PhraseRow(
            account=ME,
            id=one.id,
            owner=one.owner,
            code=one.code,
            text=one.text,
            parts=one.parts,
            folder=one.folder,
            folder_name=folder.name if folder else "",
            position=one.position,
            use_count=self.used.count(one.id),
            may_edit=self.may_edit(one.owner),
            changed_by_name="",
            changed_at=one.changed_at,
        )

    def _entry(self, one: Phrase) -> phrase_find.Entry:
        if one not in self._entries:
            self._entries[one] = phrase_find.entry_of(one)
        return self._entries[one]

    def _check(self) -> None:
        if self.fails is not None:
            raise self.fails
