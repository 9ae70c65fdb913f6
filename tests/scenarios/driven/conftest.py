"""A shop whose people sit at real desktops, shared by the scenarios that leave it as they found it.

Scenarios that kill, cut or sign out somebody take a desktop of their own (`newcomer`), which ends with them.
"""

from collections.abc import Callable, Iterator
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
        desktop = Desktop.launch(self._folder / name, shots=self._folder / "shots", **options)
        self.desktops.append(desktop)
        return desktop

    def start_again(self, desktop: Desktop) -> Desktop:
        """The same computer after a power cut."""
        assert desktop.process is not None
        desktop.process.kill()
        desktop.close()
        return self.launch(desktop.name)

    def tidy(self) -> None:
        """What a failed scenario left open over a window must not stand in the way of the next one."""
        for desktop in self.desktops:
            if desktop.process is not None and desktop.process.is_running:
                state = desktop.state()
                while state["modal"] or state["popup"]:
                    desktop.key("Esc")
                    state = desktop.state()

    def end(self, desktop: Desktop) -> None:
        """Without the goodbye of a person, which takes longer."""
        if desktop.process is not None:
            desktop.process.end()
        desktop.close()
        self.desktops.remove(desktop)

    def close(self) -> None:
        for desktop in list(self.desktops):
            self.end(desktop)


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
