"""What goes wrong on the way to the server, in the user's world.

ParleyError
├── Refusal ...          the server (or a rule) says no: see domain/errors.py
└── ClientError          code + sentence + next step
    ├── Offline          there is no connection now
    ├── TimedOut         the server didn't answer in time; whether it acted is unknown
    ├── SignedOut        this device's token no longer holds
    ├── UpdateNeeded     no common protocol version
    ├── ServerTrouble    the server failed, or answered something unreadable
    └── StoreTrouble     this computer's store can't be read or written (disk full, damaged)
"""

from parley.domain.errors import ParleyError


class ClientError(ParleyError):
    """Has a stable `code`, a `sentence` for the log and for English screens, and perhaps a `next_step`."""

    code = "client_error"
    sentence = "Something went wrong."
    next_step: str | None = None

    def __init__(self, sentence: str = "", *, next_step: str | None = None) -> None:
        self.sentence = sentence or self.sentence
        self.next_step = next_step or self.next_step
        super().__init__(self.sentence)


class Offline(ClientError):
    """There is no connection to the server now."""

    code = "offline"
    sentence = "There is no connection to your shop's server."
    next_step = "Try again when you are online."


class TimedOut(ClientError):
    """The server didn't answer in time; whether it acted is unknown."""

    code = "timed_out"
    sentence = "The server didn't answer in time."
    next_step = "Try again in a moment."


class SignedOut(ClientError):
    """The token of this device no longer holds."""

    code = "signed_out"
    sentence = "This computer was signed out."
    next_step = "Sign in again; unsent messages and drafts are kept."


class UpdateNeeded(ClientError):
    """Client and server have no common protocol version."""

    code = "update_needed"
    sentence = "This version of Parley is too old for your shop's server."
    next_step = "Please install the new version of Parley."


class ServerTrouble(ClientError):
    """The server failed, or answered something that can't be read."""

    code = "server_trouble"
    sentence = "Your shop's server has a problem."
    next_step = "Try again in a moment."


class StoreTrouble(ClientError):
    """This computer's own store can't be read or written."""

    code = "store_trouble"
    sentence = "Parley can't write to this computer's disk."
    next_step = "Free some space on the disk, then try again."
