"""`parley demo` in windows: it says where it is, shows two people, and leaves nothing behind."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.timeout(120)
def test_the_demo_opens_two_windows_and_ends_in_time(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "parley", "demo", "--seconds", "3", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "the windows of 陈明, Anna Keller" in done.stdout
    address = re.search(r"http://([0-9.]+):([0-9]+)", done.stdout)
    assert address is not None
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address[1], int(address[2])), timeout=5).close()
    assert list(tmp_path.glob("parley-demo-*")) == []
