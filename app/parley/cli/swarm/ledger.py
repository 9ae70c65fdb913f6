"""What a swarm said and who got it. Values and times only: the users report, the ledger adds up.

A message is expected at every user of the swarm who is in its conversation when it is said, except its sender. It is

    sent --acknowledged--> promised --arrives--> delivered (once more: a duplicate)
                                    --in the recipient's history at the end only--> delivered, but found late
                                    --neither--> lost
         --refused--> failed
         --neither when the run ends--> unsent: still queued on the sender's computer, promised to nobody

Times are seconds of one monotonic clock; all users of a swarm live in one process.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parley.cli.swarm.report import Figures, Latency


@dataclass
class _Message:
    conversation: str
    sender: str
    sent_at: float
    recipients: frozenset[str] = frozenset()
    acknowledged_at: float | None = None
    failure: str | None = None


@dataclass(frozen=True)
class Missing:
    """An acknowledged message that hasn't reached somebody."""

    key: str
    conversation: str
    recipient: str


@dataclass
class Ledger:
    """Users are named by their accounts' ids, messages by their keys."""

    errors: Counter[str] = field(default_factory=Counter)
    reconnects: int = 0
    out_of_order: int = 0
    _messages: dict[str, _Message] = field(default_factory=dict)
    _arrivals: dict[tuple[str, str], float | None] = field(default_factory=dict)
    _duplicates: int = 0
    _found: int = 0
    _last_seqs: dict[tuple[str, str], int] = field(default_factory=dict)

    def sent(self, key: str, conversation: str, sender: str, at: float) -> None:
        """Somebody said something; it is durable on their computer."""
        self._messages.setdefault(key, _Message(conversation, sender, at))

    def expect(self, key: str, recipients: Iterable[str]) -> None:
        """Who has to get it."""
        message = self._messages[key]
        message.recipients = frozenset(recipients) - {message.sender}

    def acknowledged(self, key: str, at: float) -> None:
        """The server has it."""
        message = self._messages.get(key)
        if message is not None and message.acknowledged_at is None:
            message.acknowledged_at = at
            message.failure = None

    def failed(self, key: str, code: str) -> None:
        """The server refused it."""
        message = self._messages.get(key)
        if message is not None and message.failure is None:
            message.failure = code
            self.errors[code] += 1

    def arrived(self, key: str, conversation: str, recipient: str, seq: int, at: float) -> None:
        """Somebody got a message."""
        if key in self._messages:
            if (key, recipient) in self._arrivals:
                self._duplicates += 1
                return
            self._arrivals[key, recipient] = at
        last = self._last_seqs.get((conversation, recipient), 0)
        self.out_of_order += seq < last
        self._last_seqs[conversation, recipient] = max(last, seq)

    def found(self, key: str, recipient: str) -> None:
        """It lies in somebody's history, though it never came by itself."""
        if (key, recipient) not in self._arrivals:
            self._arrivals[key, recipient] = None
            self._found += 1

    def was_away(self, recipient: str, since: float, until: float) -> None:
        """How long a message waited for somebody who was away says nothing about the server's speed."""
        for (key, name), at in self._arrivals.items():
            is_meanwhile = at is not None and at >= since and self._messages[key].sent_at <= until
            if name == recipient and is_meanwhile:
                self._arrivals[key, name] = None

    def missing(self) -> list[Missing]:
        """What was acknowledged and hasn't arrived so far."""
        return [
            Missing(key, message.conversation, recipient)
            for key, message in self._messages.items()
            if message.acknowledged_at is not None
            for recipient in message.recipients
            if (key, recipient) not in self._arrivals
        ]

    def figures(self) -> Figures:
        """What it adds up to now."""
        messages = self._messages.values()
        promised = [message for message in messages if message.acknowledged_at is not None]
        expected = sum(len(message.recipients) for message in promised)
        lost = len(self.missing())
        return Figures(
            sent=len(messages),
            acknowledged=len(promised),
            failed=sum(1 for message in messages if message.failure is not None),
            unsent=sum(1 for message in messages if message.acknowledged_at is None and not message.failure),
            expected=expected,
            delivered=expected - lost,
            found_late=self._found,
            lost=lost,
            duplicated=self._duplicates,
            out_of_order=self.out_of_order,
            reconnects=self.reconnects,
            errors=dict(self.errors.most_common()),
            acknowledged_ms=Latency.of(m.acknowledged_at - m.sent_at for m in promised if m.acknowledged_at),
            delivered_ms=Latency.of(self._delays()),
        )

    def _delays(self) -> Iterator[float]:
        for (key, recipient), at in self._arrivals.items():
            message = self._messages[key]
            if at is not None and recipient in message.recipients:
                yield at - message.sent_at
