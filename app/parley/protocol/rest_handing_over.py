"""The REST shapes of handing customers over. The routes are listed in `rest.py`."""

from parley.protocol.rest import Shape


class HandOver(Shape, frozen=True, kw_only=True):
    """The colleague who takes over."""

    to: str


class HandedOverCount(Shape, frozen=True, kw_only=True):
    """How many conversations changed hands."""

    conversations: int


class CustomerCount(Shape, frozen=True, kw_only=True):
    """How many customers and partners somebody talks with directly."""

    customers: int
