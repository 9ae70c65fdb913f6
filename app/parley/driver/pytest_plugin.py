"""The pytest plugin that comes with Parley: `parley_relay`, `parley_desktop`, `parley_team`. See README.md here.

It is loaded in every project that has Parley installed, so nothing is imported before a test asks for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from parley.driver.aio.desktop import AsyncDesktop
    from parley.driver.clock import SettableClock
    from parley.driver.processes import Relay
    from parley.driver.report import Driven
    from parley.driver.sync.desktop import Desktop
    from parley.driver.team import Launch, Team
    from parley.driver.visual import Pictures

_DESKTOPS = pytest.StashKey["list[Driven]"]()
_RELAYS = pytest.StashKey["list[Relay]"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, all beginning with --parley."""
    group = parser.getgroup("parley", "driving Parley's desktop")
    group.addoption("--parley-headed", action="store_true", help="show the windows on the screen")
    group.addoption("--parley-slowmo", type=int, default=0, metavar="MS", help="rest so long after every act")
    group.addoption(
        "--parley-shots",
        default="parley-shots",
        metavar="DIR",
        help="where reports and pictures of failures go",
    )
    group.addoption("--parley-keyboard", action="store_true", help="click and choose with the keyboard alone")
    group.addoption(
        "--parley-update-pictures", action="store_true", help="keep what is drawn as the reference pictures"
    )


@pytest.fixture
def parley_clock(tmp_path: Path) -> SettableClock:
    """The clock of all desktops and servers of this test: the system's until it is set."""
    from parley.driver.clock import SettableClock

    return SettableClock(tmp_path / "clock")


@pytest.fixture
def parley_relay(
    request: pytest.FixtureRequest, tmp_path: Path, parley_clock: SettableClock
) -> Iterator[Relay]:
    """A shop's server on an empty data folder; `owner_invite` is the link for its owner."""
    from parley.driver.processes import Relay

    with Relay(tmp_path / "relay", "--clock", str(parley_clock.file)) as relay:
        request.node.stash.setdefault(_RELAYS, []).append(relay)
        yield relay


@pytest.fixture
def parley_desktop(
    request: pytest.FixtureRequest, tmp_path: Path, parley_clock: SettableClock
) -> Iterator[Launch]:
    """`parley_desktop("anna", language="en")`: a desktop on a fresh profile. The same name again: started again."""
    from parley.driver.sync.desktop import Desktop

    made: list[Desktop] = []

    def launch(name: str = "desktop", /, **options: Any) -> Desktop:
        given = _options(request.config, {"clock": parley_clock.file, **options})
        desktop = Desktop.launch(tmp_path / name, **given)
        made.append(desktop)
        request.node.stash.setdefault(_DESKTOPS, []).append(desktop)
        return desktop

    yield launch
    for desktop in made:
        desktop.close()


@pytest.fixture
def parley_async_desktop(
    request: pytest.FixtureRequest, tmp_path: Path, parley_clock: SettableClock
) -> Iterator[Callable[..., Any]]:
    """`await parley_async_desktop("anna")`: the same for tests that are coroutines."""
    from parley.driver.aio.desktop import AsyncDesktop

    made: list[AsyncDesktop] = []

    async def launch(name: str = "desktop", **options: Any) -> AsyncDesktop:
        given = _options(request.config, {"clock": parley_clock.file, **options})
        desktop = await AsyncDesktop.launch(tmp_path / name, **given)
        made.append(desktop)
        request.node.stash.setdefault(_DESKTOPS, []).append(desktop)
        return desktop

    yield launch
    for desktop in made:
        desktop.channel.close()
        if desktop.process is not None:
            desktop.process.end()
            desktop.process.stop_shop()


@pytest.fixture
def parley_team(
    parley_relay: Relay, parley_desktop: Launch, parley_clock: SettableClock, tmp_path: Path
) -> Team:
    """A shop and its people: `parley_team.owner()`, `.colleague("李娜")`, `.customer("王建军")`, each signed in."""
    from parley.driver.team import Team

    team = Team(parley_relay, tmp_path, parley_desktop, clock=parley_clock)
    team.open_shop()
    return team


@pytest.fixture
def parley_pictures(request: pytest.FixtureRequest) -> Pictures:
    """`parley_pictures.check("main", desktop.screenshot())`: against `pictures/main.png` beside the test's file."""
    from parley.driver.visual import Pictures, is_updating

    updates = request.config.getoption("--parley-update-pictures") or is_updating()
    return Pictures(request.path.parent / "pictures", _shots(request.config), updates=updates)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test that had desktops gets one page about all of them."""
    report = yield
    if report.failed and call.when in ("setup", "call"):
        desktops = item.stash.get(_DESKTOPS, [])
        if desktops:
            report.sections.append(("Parley", f"Report: {_write_report(item, report, desktops)}"))
    return report


def _write_report(item: pytest.Item, report: pytest.TestReport, desktops: list[Driven]) -> Path:
    from parley.driver.report import look_at, write_report

    logs = [
        ("the shop's server", relay.log.read_text("utf-8", "replace")[-20_000:])
        for relay in item.stash.get(_RELAYS, [])
        if relay.log.exists()
    ]
    looks = [look_at(desktop) for desktop in desktops]
    return write_report(_shots(item.config), item.nodeid, report.longreprtext, looks, logs)


def _options(config: pytest.Config, given: dict[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = {
        "headless": not config.getoption("--parley-headed"),
        "slowmo_ms": config.getoption("--parley-slowmo"),
        "hand": "keyboard" if config.getoption("--parley-keyboard") else "mouse",
        "shots": _shots(config),
    }
    return options | given


def _shots(config: pytest.Config) -> Path:
    return (config.invocation_params.dir / str(config.getoption("--parley-shots"))).absolute()
