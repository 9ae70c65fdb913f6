"""`parley demo --headless` as somebody would call it: pictures and a complete transcript, exit 0."""

import os
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QImage

from parley.cli.demo.transcript import Arrival

VIEWS = (
    "sign-in",
    "main",
    "contact-card",
    "contacts",
    "room",
    "settings",
    "phrases",
    "home",
    "broadcast",
    "auto-reply",
)
PICTURES = [
    f"{view}-{theme}-{language}.png"
    for view in VIEWS
    for theme in ("light", "dark")
    for language in ("zh_CN", "en")
]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "parley", "demo", "--headless", "--out", str(folder), "--seconds", "9"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("QT_")}
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return folder


@pytest.fixture(scope="module")
def arrivals(out: Path) -> list[Arrival]:
    lines = (out / "transcript.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Arrival) for line in lines]


pytestmark = pytest.mark.timeout(120)


def handle(recipient: str) -> str:
    return recipient.partition("/")[0]


def test_only_the_promised_files_are_written(out: Path) -> None:
    assert sorted(file.name for file in out.iterdir()) == sorted([*PICTURES, "transcript.jsonl"])


def test_pictures_have_the_right_size_and_show_something(out: Path) -> None:
    for name in PICTURES:
        image = QImage(str(out / name))
        assert (image.width(), image.height()) == (1280, 800), name
        seen = {image.pixel(x, y) for x in range(0, 1280, 4) for y in range(0, 800, 4)}
        assert len(seen) > 50, name


def test_themes_and_languages_differ(out: Path) -> None:
    for view in VIEWS:
        light, dark = (QImage(str(out / f"{view}-{theme}-en.png")) for theme in ("light", "dark"))
        ground = 150 if view == "broadcast" else 200  # a dialog darkens what is behind it
        assert light.pixelColor(1270, 400).lightness() > ground, view
        assert dark.pixelColor(1270, 400).lightness() < 60, view
        assert light != QImage(str(out / f"{view}-light-zh_CN.png")), view


def test_every_message_reached_every_recipient_device_once_and_in_order(arrivals: list[Arrival]) -> None:
    devices: dict[str, set[str]] = defaultdict(set)
    reached: dict[tuple[str, str], list[str]] = defaultdict(list)
    order: dict[tuple[str, str], list[int]] = defaultdict(list)
    for arrival in arrivals:
        devices[arrival.conversation].add(arrival.recipient)
        reached[arrival.conversation, arrival.id].append(arrival.recipient)
        order[arrival.conversation, arrival.recipient].append(arrival.seq)
    senders = {(arrival.conversation, arrival.id): arrival.sender for arrival in arrivals}
    for (conversation, message), recipients in reached.items():
        sender = senders[conversation, message]
        wanted = {device for device in devices[conversation] if handle(device) != sender}
        assert sorted(recipients) == sorted(wanted)
    for seqs in order.values():
        assert all(earlier < later for earlier, later in pairwise(seqs))


def test_six_people_talk_in_direct_chats_and_a_room_of_five(arrivals: list[Arrival]) -> None:
    people: dict[str, set[str]] = defaultdict(set)
    for arrival in arrivals:
        people[arrival.conversation] |= {arrival.sender, handle(arrival.recipient)}
    assert len(set.union(*people.values())) == 6
    sizes = sorted(len(members) for members in people.values())
    assert sizes[-1] == 5
    assert set(sizes[:-1]) == {2}
    assert len({arrival.recipient for arrival in arrivals}) == 7


def test_times_are_told(arrivals: list[Arrival]) -> None:
    for arrival in arrivals:
        assert arrival.sent_at.tzinfo is not None
        assert abs((arrival.received_at - arrival.sent_at).total_seconds()) < 20
