"""Cuts what arrives on the control socket into lines, and forgets lines that are too long. Sans-I/O.

Feed bytes in with `receive`, which returns what is complete: lines, and None for each line that was too long.
"""

LONGEST_LINE = 4 * 1024 * 1024


class Lines:
    """The bytes of one connection."""

    def __init__(self, longest: int = LONGEST_LINE) -> None:
        self._longest = longest
        self._held = bytearray()
        self._is_skipping = False

    @property
    def held(self) -> int:
        """How many bytes of an unfinished line are kept; never more than the longest line."""
        return len(self._held)

    def receive(self, data: bytes) -> list[bytes | None]:
        """The lines that are complete now, without their ends; empty lines are left out."""
        *ended, rest = data.split(b"\n")
        lines = [self._end(piece) for piece in ended]
        self._hold(rest)
        return [line for line in lines if line is None or line.strip()]

    def _end(self, piece: bytes) -> bytes | None:
        self._hold(piece)
        line = None if self._is_skipping else bytes(self._held).removesuffix(b"\r")
        self._held.clear()
        self._is_skipping = False
        return line

    def _hold(self, piece: bytes) -> None:
        if self._is_skipping:
            return
        if len(self._held) + len(piece) > self._longest:
            self._is_skipping = True
            self._held.clear()
            return
        self._held += piece
