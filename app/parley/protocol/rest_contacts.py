"""The REST shapes of contacts and their groups. The routes are listed in `rest.py`."""

from parley.protocol.rest import Shape


class AskContact(Shape, frozen=True, kw_only=True):
    """A request to become contacts, with a line to the other one."""

    account: str
    message: str = ""
    remark: str = ""


class ContactChange(Shape, frozen=True, kw_only=True):
    """Fields left out stay as they are."""

    remark: str | None = None
    groups: tuple[str, ...] | None = None


class GroupValue(Shape, frozen=True, kw_only=True):
    """A group's name and place."""

    name: str
    position: int
