"""Why something was refused, in the user's world.

    ParleyError
    └── Refusal        a rule says no: stable code, sentence, field, next step
        ├── NotFound   it doesn't exist, or the asker may not know that it does
        ├── Forbidden  the asker may know it, but not do this
        ├── Conflict   it was done already, or differently
        └── TooMany    try again after `retry_after` seconds

The relay turns each into a problem document (REST) or an error frame; the client turns the same codes back into
these classes. Codes are part of the protocol: they never change their meaning.
"""


class ParleyError(Exception):
    """Everything Parley raises on purpose."""


class Refusal(ParleyError):
    """A rule says no. `field` names the input at fault, `next_step` what the person can do."""

    status = 422

    def __init__(
        self, code: str, sentence: str, *, field: str | None = None, next_step: str | None = None
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.field = field
        self.next_step = next_step


class NotFound(Refusal):
    """Nothing there, as far as the asker may know."""

    status = 404


class Forbidden(Refusal):
    """The asker sees it but may not do this."""

    status = 403


class Conflict(Refusal):
    """It contradicts what was done before."""

    status = 409


class TooMany(Refusal):
    """A limit was reached; `retry_after` is in seconds."""

    status = 429

    def __init__(self, code: str, sentence: str, *, retry_after: float, field: str | None = None) -> None:
        super().__init__(
            code, sentence, field=field, next_step=f"Try again in {max(1, round(retry_after))} s."
        )
        self.retry_after = retry_after
