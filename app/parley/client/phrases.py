"""Quick phrases: one's own and the shop's, found and filled from memory, changed on the server.

    row = session.phrases.find("fh")[0]
    filled = session.phrases.fill(row.text, conversation, given={"price": "380"})
    if not filled.missing:
        await session.messages.send(conversation, filled.text)
        await session.phrases.use(row.id)

Reading, finding, filling, counting uses and noticing repeated answers work without a connection; what changes a
library raises Offline then. Everything that moves is announced as `PhrasesChanged`.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import msgspec

from parley.client import phrase_uses, resolve
from parley.client.core import Core
from parley.client.phrase_starter import StarterLibrary, rows_of, starter_library
from parley.client.pusher import Pusher
from parley.client.rows import PhraseRow
from parley.client.storage import states
from parley.domain import phrase_answer, phrase_csv, phrase_find, phrase_text
from parley.domain.access import may_edit_phrases
from parley.domain.errors import NotFound
from parley.domain.message import Part, text_part
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.phrase import Phrase, PhraseEditors, PhraseFolder, fold
from parley.domain.phrase_csv import CsvPreview, CsvRow, OnDuplicate, PlannedPhrase
from parley.domain.phrase_find import Entry
from parley.domain.phrase_text import Filled
from parley.foundation.ids import new_id
from parley.protocol.rest import ShopChange
from parley.protocol.rest_logs import ShopSnapshot
from parley.protocol.rest_phrases import (
    ImportedFolder,
    ImportedPhrase,
    PhraseFolderValue,
    PhraseImport,
    PhrasePlace,
    PhrasesImported,
    PhraseValue,
)

KEEP = msgspec.UNSET
_IMPORT_SECONDS = 30.0


class PhraseSuggestion(msgspec.Struct, frozen=True, kw_only=True):
    """What the thin line offers: the phrase goes in place of the composer's text from `start` to the cursor."""

    row: PhraseRow
    start: int


class Phrases:
    """Both libraries. `Owner.PERSON` is one's own, `Owner.SHOP` the shop's, which only its staff have."""

    def __init__(self, core: Core, pusher: Pusher, shop_name: Callable[[], str]) -> None:
        self._core = core
        self._pusher = pusher
        self._shop_name = shop_name
        self._entries: dict[str, Entry] = {}

    # Reading: at once, from memory

    def all(self, owner: Owner | None = None) -> list[PhraseRow]:
        """The phrases of one library, or of both (one's own first), in their order."""
        return [self._row(phrase) for phrase in self._ordered(owner)]

    def get(self, phrase: str) -> PhraseRow | None:
        """One of them."""
        found = self._find(phrase)
        return self._row(found) if found else None

    def folders(self, owner: Owner | None = None) -> list[PhraseFolder]:
        """The folders, in their order."""
        folders = [*self._folders(Owner.PERSON).values(), *self._folders(Owner.SHOP).values()]
        wanted = [folder for folder in folders if owner is None or folder.owner is owner]
        return sorted(wanted, key=lambda f: (f.owner, f.position, f.name, f.id))

    def may_edit(self, owner: Owner) -> bool:
        """Whether one may change that library; no if there is none."""
        core = self._core
        if owner is Owner.SHOP and not core.shop.shop:
            return False
        kind = core.state.profile.kind if core.state.profile else AccountKind.CUSTOMER
        return may_edit_phrases(kind, owner, core.shop.phrase_editors)

    def editors(self) -> PhraseEditors:
        """Who may change the shop's phrases."""
        return self._core.shop.phrase_editors

    # Writing a message: at once, from memory

    def find(self, query: str, limit: int = 50, owner: Owner | None = None) -> list[PhraseRow]:
        """What the list shows for the letters behind its sign: by code, text or pinyin, often used ones first.

        `phrase_find.find_trigger(text, cursor)` says whether the list is open and what the query is.
        """
        found = phrase_find.find(self._ready(owner), query, phrase_uses.use_counts(self._core), limit)
        return [self._row(phrase) for phrase in found]

    def suggest(self, text: str, cursor: int) -> PhraseSuggestion | None:
        """What the thin line above the composer offers for the words typed so far."""
        uses = phrase_uses.use_counts(self._core)
        found = phrase_find.suggest(self._ready(None), text, cursor, uses)
        return None if found is None else PhraseSuggestion(row=self._row(found.phrase), start=found.start)

    def fill(self, text: str, conversation: str, given: Mapping[str, str] | None = None) -> Filled:
        """A phrase's text with its variables filled in; `given` goes before what is known here.

        Give `date` and `time` as the person's language writes them, and what they answered for `Filled.missing`.
        """
        return phrase_text.fill(text, {**self._values(conversation), **(given or {})})

    async def use(self, phrase: str) -> None:
        """Counts a use: the phrase went into a message. Durable when it returns, told to the server later."""
        if self._find(phrase) is not None:
            await phrase_uses.count(self._core, phrase)
            self._pusher.phrase_used()

    async def note_answer(self, text: str) -> bool:
        """Tell it each text somebody typed and sent; True: offer to save it as a phrase (once for each text)."""
        core = self._core
        ready = self._ready(None)
        answers, is_offered = phrase_answer.hear_answer(core.habits.answers, text, ready, core.now())
        old, new = core.habits, msgspec.structs.replace(core.habits, answers=answers)
        core.habits = new
        await core.write(lambda db: states.save(db, states.HABITS, old, new))
        return is_offered

    def suggest_code(self, text: str, owner: Owner = Owner.PERSON) -> str:
        """A short code for a new phrase that is free in its library."""
        return phrase_answer.suggest_code(text, {p.code for p in self._library(owner).values()})

    # Changing: on the server

    async def create(
        self,
        words: str | tuple[Part, ...],
        *,
        code: str = "",
        folder: str | None = None,
        owner: Owner = Owner.PERSON,
    ) -> str:
        """A new phrase, the last of its library; its id. Raises Refusal, Conflict `phrase_code_taken`, Offline."""
        phrase = new_id()
        value = PhraseValue(owner=owner, parts=_parts(words), code=code, folder=folder)
        await self._put(phrase, value)
        return phrase

    async def change(
        self,
        phrase: str,
        *,
        words: str | tuple[Part, ...] | msgspec.UnsetType = KEEP,
        code: str | msgspec.UnsetType = KEEP,
        folder: str | msgspec.UnsetType | None = KEEP,
        owner: Owner | msgspec.UnsetType = KEEP,
    ) -> None:
        """Changes what is given. With another owner it moves to that library, into no folder unless one is given."""
        old = self._get(phrase)
        new_owner = old.owner if owner is msgspec.UNSET else owner
        kept = old.folder if new_owner is old.owner else None
        value = PhraseValue(
            owner=new_owner,
            parts=old.parts if words is msgspec.UNSET else _parts(words),
            code=old.code if code is msgspec.UNSET else code,
            folder=kept if folder is msgspec.UNSET else folder,
        )
        await self._put(phrase, value)

    async def move(self, phrase: str, *, folder: str | None, before: str | None = None) -> None:
        """Into a folder of its library (None: into none), before another phrase (None: behind all)."""
        core = self._core
        place = PhrasePlace(folder=folder, before=before)
        moved = await core.check_online().send("PUT", f"/phrases/{phrase}/place", Phrase, place)
        await core.until(lambda: self._library(moved.owner).get(phrase) == moved)

    async def remove(self, phrase: str) -> None:
        """Removes a phrase."""
        await self._core.check_online().call("DELETE", f"/phrases/{phrase}")
        await self._core.until(lambda: self._find(phrase) is None)

    async def create_folder(self, name: str, owner: Owner = Owner.PERSON) -> str:
        """A new folder at the end; its id."""
        folder = new_id()
        last = max((known.position for known in self._folders(owner).values()), default=-1)
        await self._put_folder(PhraseFolder(id=folder, owner=owner, name=name, position=last + 1))
        return folder

    async def rename_folder(self, folder: str, name: str) -> None:
        """Renames a folder."""
        await self._put_folder(msgspec.structs.replace(self._get_folder(folder), name=name))

    async def move_folder(self, folder: str, position: int) -> None:
        """Moves a folder to the place `position` of its library, counted from 0; those behind it make room."""
        moved = self._get_folder(folder)
        ordered = [known for known in self.folders(moved.owner) if known.id != folder]
        ordered.insert(max(0, position), moved)
        for place, each in enumerate(ordered):
            if each.position != place:
                await self._put_folder(msgspec.structs.replace(each, position=place))

    async def remove_folder(self, folder: str) -> None:
        """Removes a folder; its phrases stay, in none."""
        owner = self._get_folder(folder).owner
        await self._core.check_online().call("DELETE", f"/phrase-folders/{folder}")
        await self._core.until(lambda: folder not in self._folders(owner))

    async def set_editors(self, editors: PhraseEditors) -> None:
        """Says who may change the shop's phrases (owner)."""
        core, change = self._core, ShopChange(phrase_editors=editors)
        changed = await core.check_online().send("PATCH", "/shop", ShopSnapshot, change)
        await core.until(lambda: core.meta.shop_seq >= changed.seq)

    # Files

    async def read_csv(self, data: bytes, owner: Owner = Owner.PERSON) -> CsvPreview:
        """What a file holds, with what it doubles and its bad rows; nothing is stored. Raises Refusal."""
        phrases, names = list(self._library(owner).values()), self._folder_names(owner)
        return await asyncio.to_thread(phrase_csv.read_csv, data, phrases, names)

    async def import_csv(
        self,
        preview: CsvPreview,
        owner: Owner = Owner.PERSON,
        on_duplicate: OnDuplicate = OnDuplicate.SKIP,
    ) -> PhrasesImported:
        """Stores the good rows of a preview, all of them or none. Raises Refusal, Conflict, Offline."""
        return await self._import(preview.rows, owner, on_duplicate)

    def export_csv(self, owner: Owner = Owner.PERSON, language: str = "en") -> bytes:
        """The library as a file; the language is that of its first row."""
        return phrase_csv.write_csv(self._ordered(owner), self._folder_names(owner), language)

    def starter(self, language: str) -> StarterLibrary:
        """A library to begin with, to be shown before it is added."""
        return starter_library(language)

    async def add_starter(self, language: str, owner: Owner = Owner.PERSON) -> PhrasesImported:
        """Adds it; codes and texts that are there already are left as they are."""
        rows = phrase_csv.compare(
            rows_of(starter_library(language)), self._library(owner).values(), self._folder_names(owner)
        )
        return await self._import(rows, owner, OnDuplicate.SKIP)

    async def _import(
        self, rows: Sequence[CsvRow], owner: Owner, on_duplicate: OnDuplicate
    ) -> PhrasesImported:
        core = self._core
        rest = core.check_online()
        body = self._wanted(phrase_csv.plan_import(rows, on_duplicate), owner)
        done = await rest.send("POST", "/phrase-imports", PhrasesImported, body)
        meta = {Owner.PERSON: "account_seq", Owner.SHOP: "shop_seq"}[owner]
        await core.until(lambda: getattr(core.meta, meta) >= done.seq, _IMPORT_SECONDS)
        return done

    def _wanted(self, planned: Sequence[PlannedPhrase], owner: Owner) -> PhraseImport:
        ids = {fold(folder.name): folder.id for folder in self._folders(owner).values()}
        new: dict[str, ImportedFolder] = {}
        phrases = []
        for each in planned:
            name = fold(each.folder)
            if name and name not in ids:
                ids[name] = new_id()
                new[name] = ImportedFolder(id=ids[name], name=each.folder)
            phrases.append(
                ImportedPhrase(
                    id=each.replaces or new_id(),
                    parts=(text_part(each.text),),
                    code=each.code,
                    folder=ids[name] if name else self._folder_of(each.replaces),
                )
            )
        return PhraseImport(owner=owner, phrases=tuple(phrases), folders=tuple(new.values()))

    def _folder_of(self, phrase: str | None) -> str | None:
        found = self._find(phrase) if phrase else None
        return found.folder if found else None

    # Values

    def _library(self, owner: Owner) -> dict[str, Phrase]:
        return self._core.state.phrases if owner is Owner.PERSON else self._core.shop.phrases

    def _folders(self, owner: Owner) -> dict[str, PhraseFolder]:
        return self._core.state.phrase_folders if owner is Owner.PERSON else self._core.shop.phrase_folders

    def _folder_names(self, owner: Owner) -> dict[str, str]:
        return {folder.id: folder.name for folder in self._folders(owner).values()}

    def _ordered(self, owner: Owner | None) -> list[Phrase]:
        owners = [owner] if owner else list(Owner)
        return [
            phrase
            for each in owners
            for phrase in sorted(self._library(each).values(), key=lambda p: (p.position, p.id))
        ]

    def _find(self, phrase: str) -> Phrase | None:
        return self._library(Owner.PERSON).get(phrase) or self._library(Owner.SHOP).get(phrase)

    def _get(self, phrase: str) -> Phrase:
        found = self._find(phrase)
        if found is None:
            raise NotFound("no_such_phrase", "There is no such phrase.", field="phrase")
        return found

    def _get_folder(self, folder: str) -> PhraseFolder:
        for owner in Owner:
            if folder in self._folders(owner):
                return self._folders(owner)[folder]
        raise NotFound("no_such_folder", "There is no such folder.", field="folder")

    def _ready(self, owner: Owner | None) -> list[Entry]:
        """The phrases made ready for comparing, each once as long as it doesn't change."""
        known, self._entries = self._entries, {}
        for phrase in self._ordered(None):
            key = f"{phrase.owner}/{phrase.id}"
            entry = known.get(key)
            is_known = entry is not None and entry.phrase is phrase
            self._entries[key] = entry if entry and is_known else phrase_find.entry_of(phrase)
        return [entry for entry in self._entries.values() if owner in (None, entry.phrase.owner)]

    def _values(self, conversation: str) -> dict[str, str]:
        """One's private remark for somebody is never among what is sent to them."""
        core = self._core
        entry = core.entry(conversation)
        peer = core.state.people.get(entry.peer) if entry and entry.peer else None
        now = core.now().astimezone()
        return {
            "customer": peer.display_name if peer else "",
            "shop": self._shop_name(),
            "me": core.state.profile.display_name if core.state.profile else "",
            "date": f"{now:%Y-%m-%d}",
            "time": f"{now:%H:%M}",
        }

    def _row(self, phrase: Phrase) -> PhraseRow:
        core = self._core
        folder = self._folders(phrase.owner).get(phrase.folder or "")
        is_own = phrase.changed_by == core.own
        return PhraseRow(
            account=core.own,
            id=phrase.id,
            owner=phrase.owner,
            code=phrase.code,
            text=phrase.text,
            parts=phrase.parts,
            folder=phrase.folder,
            folder_name=folder.name if folder else "",
            position=phrase.position,
            use_count=phrase_uses.use_count(core, phrase.id),
            may_edit=self.may_edit(phrase.owner),
            changed_by_name="" if is_own else resolve.name_of(core, phrase.changed_by),
            changed_at=phrase.changed_at,
        )

    async def _put(self, phrase: str, value: PhraseValue) -> None:
        core = self._core
        stored = await core.check_online().send("PUT", f"/phrases/{phrase}", Phrase, value)
        await core.until(lambda: self._library(stored.owner).get(phrase) == stored)

    async def _put_folder(self, folder: PhraseFolder) -> None:
        core = self._core
        body = PhraseFolderValue(owner=folder.owner, name=folder.name, position=folder.position)
        stored = await core.check_online().send("PUT", f"/phrase-folders/{folder.id}", PhraseFolder, body)
        await core.until(lambda: self._folders(stored.owner).get(stored.id) == stored)


def _parts(words: str | tuple[Part, ...]) -> tuple[Part, ...]:
    return (text_part(words),) if isinstance(words, str) else words
