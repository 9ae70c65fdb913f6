"""Pictures drawn with pinned fonts, and the references to compare them with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from parley.driver.visual import Pictures

_HERE = Path(__file__).parent
_ALIASES = ("Sans Serif", "Serif", "Monospace")
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <cachedir>{cache}</cachedir>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
"""


@pytest.fixture(scope="session")
def pinned_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a process is started with so that it sees no fonts but those that come with Parley."""
    if sys.platform != "linux":
        pytest.skip("the reference pictures are drawn by Linux's font machinery")
    folder = tmp_path_factory.mktemp("pictures")
    configuration = folder / "fonts.conf"
    configuration.write_text(_FONTCONFIG.format(cache=folder / "cache"), "utf-8")
    return {
        "FONTCONFIG_FILE": str(configuration),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": "1",
        "XDG_RUNTIME_DIR": str(folder),
        "LANG": "C.UTF-8",
    }


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory, pinned_environment: dict[str, str]) -> Path:
    """A folder with everything drawn anew."""
    folder = tmp_path_factory.mktemp("drawn")
    environment = {**os.environ, **pinned_environment}
    command = [sys.executable, str(_HERE / "draw.py"), str(folder / "drawn")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=50)
    assert done.returncode == 0, done.stderr
    families = set(done.stdout.splitlines())
    assert {"Inter", "Parley Sans SC"} <= families
    assert families <= {"Inter", "Inter Semi Bold", "Parley Sans SC", *_ALIASES}, "fonts of this machine show"
    return folder / "drawn"


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    """This folder's references."""
    return Pictures(_HERE / "pictures", Path(os.environ.get("PARLEY_SHOTS", tmp_path)))
