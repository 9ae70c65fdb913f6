"""Which people's tags and notes a batch of events moves."""

from parley.client.changes import CardsChanged, Change
from parley.domain import events as said
from parley.domain.state import AccountState, ShopState


class CardMoves:
    """`tagged` are those whose rows show other tags, `people` all whose card is different."""

    def __init__(self) -> None:
        self.tagged: set[str] = set()
        self.people: set[str] = set()
        self._tags_moved = False

    def note(self, before: AccountState | ShopState, body: said.Body) -> None:
        """The next event of a log, and what the log added up to before it."""
        match body:
            case said.TagChanged(tag=tag):
                self._note_tag(before, tag.id)
            case said.TagRemoved(tag=tag_id):
                self._note_tag(before, tag_id)
            case said.PersonTagged():
                self.tagged.add(body.person)
            case said.NoteWritten():
                self.people.add(body.person)
            case said.NoteRemoved() if body.note in before.notes:
                self.people.add(before.notes[body.note].person)
            case _:
                return
        self.people |= self.tagged

    def adopt(self, old: AccountState | ShopState, new: AccountState | ShopState) -> None:
        """A snapshot took the place of what was added up."""
        self._tags_moved = True
        self.tagged |= old.tagged.keys() | new.tagged.keys()
        self.people |= self.tagged | {note.person for note in new.notes.values()}

    def changes(self, own: str) -> list[Change]:
        """What to announce."""
        moved: list[Change] = [CardsChanged(own, tuple(self.people))] if self.people else []
        return moved + ([CardsChanged(own, ())] if self._tags_moved else [])

    def _note_tag(self, before: AccountState | ShopState, tag: str) -> None:
        self._tags_moved = True
        self.tagged |= {person for person, tags in before.tagged.items() if tag in tags}
