"""`parley demo --scene first-run`: a shop is opened and a customer comes, in real desktops driven from outside."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

STEPS = ("customer", "shop", "talk", "welcome")


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder with a short path, as the sockets in it need."""
    with tempfile.TemporaryDirectory(prefix="parley-") as made:
        yield Path(made)


@pytest.mark.timeout(120)
def test_the_first_minutes_are_played_and_photographed(tmp_path: Path, temporary: Path) -> None:
    command = [sys.executable, "-m", "parley", "demo", "--headless", "--out", str(tmp_path / "out")]
    environment = os.environ | {"TMPDIR": str(temporary)}
    done = subprocess.run(
        [*command, "--scene", "first-run", "--lang", "zh_CN"],
        capture_output=True,
        text=True,
        timeout=100,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    pictures = sorted((tmp_path / "out").iterdir())
    assert [file.name for file in pictures] == [f"{step}-light-zh_CN.png" for step in STEPS]
    assert len({file.read_bytes() for file in pictures}) == len(STEPS)
    for file in pictures:
        image = QImage(str(file))
        assert (image.width(), image.height()) == (1280, 800)
    assert list(temporary.glob("parley-*")) == []
