"""A shop whose people sit at real desktops, shared by the scenarios that leave it as they found it.

Scenarios that kill, cut or sign out somebody take a desktop of their own (`newcomer`), which ends with them.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from parley.driver import Desktop, Relay, Team

OWNER = "陈明"
COLLEAGUE = "李娜"
CUSTOMER = "Anna Keller"


class Shop:
    """The owner, a colleague and a customer, each at a desktop that starts when it is first needed."""

    def __init__(self, relay: Relay, folder: Path) -> None:
        self.relay = relay
        self._folder = folder
        self.desktops: list[Desktop] = []
        self._count = 0
        self._starter = ThreadPoolExecutor(1)
        self._spares = 0
        self._spare = self._start_spare()
        self.team = Team(relay, folder, self.launch, owner_name=OWNER)

    @cached_property
    def owner(self) -> Desktop:
        return self.team.owner()

    @cached_property
    def colleague(self) -> Desktop:
        return self.team.colleague(COLLEAGUE, language="zh_CN")

    @cached_property
    def acquainted(self) -> bool:
        """The owner and the customer have each other as contacts: only contacts are invited to rooms."""
        self.customer.conversations.open(OWNER).send("Hello")
        self.owner.conversations.open(CUSTOMER).answer("add")
        self.customer.contacts.accept(OWNER)
        self.owner.wait("chat.strip.add", "hidden")
        return True

    @cached_property
    def customer(self) -> Desktop:
        return self.team.customer(CUSTOMER, company="Keller Tee")

    def fresh_name(self, start: str) -> str:
        """A name nobody has yet, so that scenarios can't meet each other's people."""
        self._count += 1
        return f"{start} {self._count}"

    def launch(self, name: str = "desktop", /, **options: Any) -> Desktop:
        """One that has just been started, where nothing special is asked for."""
        if options:
            desktop = self._start(self._folder / name, **options)
        else:
            desktop, self._spare = self._spare.result(), self._start_spare()
            desktop.name = name
        self.desktops.append(desktop)
        return desktop

    def start_again(self, desktop: Desktop) -> Desktop:
        """The same computer after a power cut."""
        assert desktop.process is not None
        desktop.process.kill()
        desktop.close()
        self.desktops.append(self._start(desktop.process.profile))
        return self.desktops[-1]

    def tidy(self) -> None:
        """What a failed scenario left open over a window must not stand in the way of the next one."""
        for desktop in self.desktops:
            if desktop.process is not None and desktop.process.is_running:
                state = desktop.state()
                while state["modal"] or state["popup"]:
                    desktop.key("Esc")
                    state = desktop.state()

    def end(self, desktop: Desktop) -> None:
        """As a power cut does: the goodbye of a person takes longer."""
        if desktop.process is not None and desktop.process.is_running:
            desktop.process.kill()
        desktop.close()
        self.desktops.remove(desktop)

    def close(self) -> None:
        self.desktops.append(self._spare.result())
        self._starter.shutdown()
        for desktop in list(self.desktops):
            self.end(desktop)

    def _start(self, profile: Path, **options: Any) -> Desktop:
        return Desktop.launch(profile, shots=self._folder / "shots", **options)

    def _start_spare(self) -> "Future[Desktop]":
        """The desktop of whoever comes next starts while the others talk: coming in costs no second of waiting then."""
        self._spares += 1
        return self._starter.submit(self._start, self._folder / f"desktop{self._spares}")


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    with Relay(folder / "relay") as relay:
        opened = Shop(relay, folder)
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def tidy_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "shop" in request.fixturenames:
        request.getfixturevalue("shop").tidy()


@pytest.fixture
def newcomer(shop: Shop) -> Iterator[Callable[..., tuple[Desktop, str]]]:
    """`newcomer("customer")`: somebody new at a desktop of their own, and their name."""
    before = set(shop.desktops)

    def come(kind: str, **options: Any) -> tuple[Desktop, str]:
        name = shop.fresh_name("王建军")
        return shop.team.invited(name, kind, **options), name

    yield come
    shared = {vars(shop).get(name) for name in ("owner", "colleague", "customer")}
    for desktop in set(shop.desktops) - before - shared:
        shop.end(desktop)
