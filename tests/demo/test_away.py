"""`parley demo --scene away`: away, answered for and back, in pictures of both themes and languages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_going_away_and_coming_back_is_photographed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "parley", "demo", "--headless", "--out", str(out), "--scene", "away"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("QT_")}
    done = subprocess.run(command, capture_output=True, text=True, timeout=150, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    names = [
        f"{view}-{theme}-{language}.png"
        for view in ("auto-reply", "away", "back")
        for theme in ("dark", "light")
        for language in ("en", "zh_CN")
    ]
    assert sorted(file.name for file in out.iterdir()) == names
    for name in names:
        image = QImage(str(out / name))
        assert (image.width(), image.height()) == (1280, 800), name
