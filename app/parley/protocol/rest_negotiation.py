"""The REST shapes of negotiations. The routes are listed in `rest.py`."""

from datetime import datetime

from parley.domain.negotiation import Act
from parley.protocol.rest import Shape


class ActCommand(Shape, frozen=True, kw_only=True):
    """An act in a direct chat, once per (account, client_act_id), however often it is sent.

    `seller` is the account that sells; it may be left out once it is clear. `signature` (base64) of the device's key
    is needed to accept and to confirm; `domain.signing.Statement` is what it stands over.
    """

    client_act_id: str
    act: Act
    seller: str | None = None
    signature: str = ""


class ActDone(Shape, frozen=True, kw_only=True):
    """The act brought about the events first_seq..last_seq of the conversation, decided at `at`."""

    client_act_id: str
    conversation: str
    first_seq: int
    last_seq: int
    at: datetime
