"""All users of a run, as a script sees them."""

from collections.abc import Sequence

from parley.cli.swarm.user import User


class Swarm:
    """`users` in the order of their numbers; the first is the owner when the swarm opened the shop."""

    def __init__(self, users: Sequence[User]) -> None:
        self.users = tuple(users)
        self._by_account = {user.account: user for user in users}

    def user_of(self, account: str) -> User | None:
        """The user with an account's id; None for people who aren't in the swarm."""
        return self._by_account.get(account)

    def others(self, me: User) -> list[User]:
        """Whom this user may write to: customers know the shop's people only."""
        return [user for user in self.users if user is not me and (me.kind.is_staff or user.kind.is_staff)]

    def pick_other(self, me: User) -> User:
        """One of them, at random. Raises LookupError if there is nobody."""
        found = self.others(me)
        if not found:
            raise LookupError("nobody in this swarm works for the shop, so customers have nobody to write to")
        return me.dice.choice(found)
