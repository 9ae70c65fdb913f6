"""Whom rules can be about: contacts, colleagues, and whoever wrote to oneself."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parley.client.session import Session


def known_people(session: "Session") -> list[tuple[str, str]]:
    """Accounts and names: contacts and colleagues first, then those one only talks with."""
    people = {row.person: row.name for row in session.contacts.all()}
    for talk in session.conversations.all():
        if talk.peer is not None:
            people.setdefault(talk.peer, talk.title)
    return list(people.items())
