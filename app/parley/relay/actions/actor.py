"""Who acts: the account and device a token belongs to."""

import msgspec

from parley.domain.access import Person
from parley.domain.people import AccountKind


class Actor(msgspec.Struct, frozen=True):
    """The signed-in account and its device."""

    account: str
    device: str
    kind: AccountKind

    @property
    def person(self) -> Person:
        """The actor as `domain.access` asks for it."""
        return Person(account=self.account, kind=self.kind)
