"""The house stands as the README says: layers, links, versions, nothing that names a download host."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_import_contracts_hold() -> None:
    # In a process of its own, because it silences the loggers of the one it runs in.
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_link_of_the_readme_leads_somewhere() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    links = [target for target in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in target]
    assert links
    assert [target for target in links if not (ROOT / target).exists()] == []


def test_the_version_stands_once() -> None:
    from parley import __version__

    assert PROJECT["project"]["version"] == __version__


def test_every_dependency_is_pinned_to_one_version() -> None:
    pins = PROJECT["tool"]["uv"]["constraint-dependencies"]
    pinned = {re.split(r"==", pin)[0].lower().replace("_", "-") for pin in pins}
    wanted = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["desktop"],
        *PROJECT["dependency-groups"]["dev"],
    ]
    names = {re.split(r"[\[<>=; ]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names - {"parley-messenger"} - pinned == set()


def test_the_relay_and_the_client_import_without_qt() -> None:
    code = (
        "import sys\n"
        "sys.modules['PySide6'] = None\n"
        "import parley.relay.application, parley.client.session, parley.cli.main\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_nothing_heavy_is_imported_before_the_first_window() -> None:
    """Each of these costs more than the whole first paint may (httpx 155 ms, keyring 300 ms, pypinyin 57 MB)."""
    code = "import sys, parley.desktop.application\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    heavy = {"httpx", "keyring", "pypinyin", "PIL", "litestar", "uvicorn", "picows", "asyncpg", "sqlalchemy"}
    assert heavy & loaded == set()
