"""Notes about people: read from memory, changed on the server; what moves is announced as `CardsChanged`."""

from parley.client import cards, resolve
from parley.client.core import Core
from parley.client.rows import NoteRow, NoteTextRow
from parley.domain.errors import NotFound
from parley.domain.note import Note, NoteText, find_phone
from parley.domain.ownership import Owner
from parley.foundation.ids import new_id
from parley.protocol.rest_card import NoteValue


class Notes:
    """One's own, and the shop's, which only its staff have."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def of(self, person: str, owner: Owner | None = None) -> list[NoteRow]:
        """The notes about somebody, the newest first; those taken away too."""
        owners = [owner] if owner else list(Owner)
        rows = [
            self._row(note)
            for each in owners
            for note in cards.state_of(self._core, each).notes.values()
            if note.person == person
        ]
        return sorted(rows, key=lambda row: (row.at, row.id), reverse=True)

    def get(self, note: str) -> NoteRow | None:
        """One of them."""
        found = self._find(note)
        return self._row(found) if found else None

    def phone(self, person: str) -> str:
        """The first phone number that stands in a note about somebody, the newest first; empty for none."""
        return find_phone(row.text for row in self.of(person))

    async def write(self, person: str, text: str, owner: Owner = Owner.PERSON) -> str:
        """A new note; its id. Raises Refusal, Forbidden, Offline."""
        return await self._put(person, new_id(), NoteValue(owner=owner, text=text))

    async def change(self, note: str, text: str) -> None:
        """Corrects a note; what it said before stays in its history."""
        old = self._get(note)
        await self._put(old.person, note, NoteValue(owner=old.owner, text=text))

    async def remove(self, note: str) -> None:
        """Takes a note away; who did it stays."""
        stored = await self._core.check_online().send("DELETE", f"/notes/{note}", Note)
        await self._core.until(lambda: self._find(note) == stored)

    async def _put(self, person: str, note: str, value: NoteValue) -> str:
        path = f"/people/{person}/notes/{note}"
        stored = await self._core.check_online().send("PUT", path, Note, value)
        await self._core.until(lambda: self._find(note) == stored)
        return stored.id

    def _find(self, note: str) -> Note | None:
        core = self._core
        return core.state.notes.get(note) or core.shop.notes.get(note)

    def _get(self, note: str) -> Note:
        found = self._find(note)
        if found is None:
            raise NotFound("no_such_note", "There is no such note.", field="note")
        return found

    def _row(self, note: Note) -> NoteRow:
        newest, texts = note.texts[-1] if note.texts else None, reversed(note.texts[:-1])
        by = note.removed_by or (newest.by if newest else "")
        at = note.removed_at or (newest.at if newest else None)
        assert at is not None
        return NoteRow(
            account=self._core.own,
            id=note.id,
            person=note.person,
            owner=note.owner,
            text=note.text,
            by=by,
            by_name=resolve.name_of(self._core, by),
            is_own=by == self._core.own,
            at=at,
            earlier=tuple(self._text(text) for text in texts),
            is_removed=note.is_removed,
        )

    def _text(self, text: NoteText) -> NoteTextRow:
        return NoteTextRow(
            text=text.text,
            by=text.by,
            by_name=resolve.name_of(self._core, text.by),
            is_own=text.by == self._core.own,
            at=text.at,
        )
