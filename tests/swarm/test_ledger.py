"""What a swarm counts as delivered, lost, doubled, failed or only late."""

from parley.cli.swarm.ledger import Ledger, Missing
from parley.cli.swarm.report import Latency


def ledger_with_one_message() -> Ledger:
    """Chen says m1 in a chat with Li at 10.0; the server has it at 10.02."""
    ledger = Ledger()
    ledger.sent("m1", "chat", "chen", 10.0)
    ledger.expect("m1", ["chen", "li"])
    ledger.acknowledged("m1", 10.02)
    return ledger


def test_a_message_that_arrives_is_delivered_and_timed() -> None:
    ledger = ledger_with_one_message()
    ledger.arrived("m1", "chat", "li", 2, 10.03)
    figures = ledger.figures()
    assert (figures.sent, figures.acknowledged, figures.expected, figures.delivered) == (1, 1, 1, 1)
    assert figures.acknowledged_ms.p50 == 20.0
    assert figures.delivered_ms.max == 30.0
    assert figures.kept_every_promise


def test_an_acknowledged_message_that_nobody_got_is_lost() -> None:
    ledger = ledger_with_one_message()
    assert ledger.missing() == [Missing("m1", "chat", "li")]
    figures = ledger.figures()
    assert (figures.delivered, figures.lost) == (0, 1)
    assert not figures.kept_every_promise


def test_what_lies_in_the_history_is_not_lost_but_was_found_late() -> None:
    ledger = ledger_with_one_message()
    ledger.found("m1", "li")
    figures = ledger.figures()
    assert (figures.lost, figures.found_late, figures.delivered) == (0, 1, 1)
    assert figures.delivered_ms.count == 0


def test_a_second_arrival_is_a_duplicate() -> None:
    ledger = ledger_with_one_message()
    ledger.arrived("m1", "chat", "li", 2, 10.03)
    ledger.arrived("m1", "chat", "li", 2, 10.04)
    assert ledger.figures().duplicated == 1
    assert not ledger.figures().kept_every_promise


def test_a_lower_number_after_a_higher_one_is_out_of_order() -> None:
    ledger = ledger_with_one_message()
    ledger.sent("m2", "chat", "chen", 10.1)
    ledger.arrived("m2", "chat", "li", 3, 10.2)
    ledger.arrived("m1", "chat", "li", 2, 10.3)
    assert ledger.figures().out_of_order == 1


def test_a_refused_message_fails_with_its_code_and_is_promised_to_nobody() -> None:
    ledger = Ledger()
    ledger.sent("m1", "chat", "chen", 10.0)
    ledger.expect("m1", ["chen", "li"])
    ledger.failed("m1", "cannot_write")
    ledger.failed("m1", "cannot_write")
    figures = ledger.figures()
    assert (figures.failed, figures.expected, figures.lost, figures.unsent) == (1, 0, 0, 0)
    assert figures.errors == {"cannot_write": 1}


def test_a_queued_message_is_unsent_and_not_lost() -> None:
    ledger = Ledger()
    ledger.sent("m1", "chat", "chen", 10.0)
    ledger.expect("m1", ["chen", "li"])
    figures = ledger.figures()
    assert (figures.unsent, figures.lost) == (1, 0)


def test_who_was_away_says_nothing_about_the_speed() -> None:
    ledger = ledger_with_one_message()
    ledger.sent("m2", "chat", "chen", 30.0)
    ledger.expect("m2", ["chen", "li"])
    ledger.acknowledged("m2", 30.1)
    ledger.arrived("m1", "chat", "li", 2, 20.0)
    ledger.was_away("li", 9.0, 20.5)
    ledger.arrived("m2", "chat", "li", 3, 30.2)
    figures = ledger.figures()
    assert figures.delivered == 2
    assert figures.delivered_ms.count == 1
    assert figures.delivered_ms.max == 200.0


def test_what_people_outside_the_swarm_say_is_no_delivery() -> None:
    ledger = ledger_with_one_message()
    ledger.arrived("theirs", "chat", "li", 2, 10.1)
    assert ledger.figures().delivered == 0


def test_percentiles_are_nearest_ranks() -> None:
    latency = Latency.of(number / 1000 for number in range(1, 201))
    assert (latency.p50, latency.p95, latency.p99, latency.max) == (100.0, 190.0, 198.0, 200.0)
    assert Latency.of([]) == Latency()
