"""The sample shop, as a process of its own."""

import subprocess
import sys


def start_demo(language: str) -> None:
    """Opens the sample shop in windows of its own; it ends with them. Raises OSError."""
    base = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "parley"]
    process = subprocess.Popen(
        [*base, "demo", "--lang", language],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
    )
    # It is meant to go on without us: Popen shall not warn that it still runs.
    process.returncode = 0
