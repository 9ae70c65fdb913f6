"""What a screen reader finds on a Linux desktop: the real window, asked over AT-SPI from outside."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from parley.domain.people import AccountKind
from support.at_spi import AccessibleTree, Screen, missing_tools
from support.relay_process import RelayProcess
from support.team import Team

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is how Linux does it")

_NAMED_ROLES = {
    *(
        "push button",
        "check box",
        "radio button",
        "toggle button",
        "combo box",
        "text",
        "slider",
        "spin button",
    ),
    *("list", "list item", "tree", "tree item", "page tab", "menu item"),
}


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """An X server and a session bus of this test's own."""
    missing = missing_tools()
    if missing:
        pytest.skip(f"needs the Debian packages {', '.join(missing)}")
    with Screen(tmp_path / "screen") as started:
        yield started


@contextmanager
def parley_on(screen: Screen, profile: Path) -> Iterator[AccessibleTree]:
    """The real program in a real window on that screen."""
    command = [sys.executable, "-m", "parley", "--profile", str(profile), "--lang", "en"]
    with (profile.parent / "parley.log").open("wb") as log:
        process = subprocess.Popen(command, env=screen.environment, stdout=log, stderr=subprocess.STDOUT)
    tree = AccessibleTree(screen.bus_address)
    try:
        yield tree
    finally:
        tree.close()
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def nameless_controls(tree: AccessibleTree) -> list[str]:
    """What one could reach on screen, but not be told of."""
    return [
        f"{node.role} {node.id}" for node in tree.showing() if node.role in _NAMED_ROLES and not node.name
    ]


@pytest.mark.e2e
def test_a_newcomer_finds_presses_and_fills_in_by_accessibility(screen: Screen, tmp_path: Path) -> None:
    with parley_on(screen, tmp_path / "profile") as tree:
        choice = tree.find("sign_in.welcome.invitation")
        assert (choice.role, choice.name) == ("push button", "I have an invitation")
        assert tree.find("sign_in.welcome.set_up").name == "Set up my shop"
        assert nameless_controls(tree) == []

        tree.do(choice, "Press")
        field = tree.find("sign_in.paste.link_input")
        assert (field.role, field.name) == ("text", "Invitation")
        tree.write(field, "no invitation in here")
        assert tree.text_of(field) == "no invitation in here"
        tree.do(tree.find("sign_in.paste.go"), "Press")
        assert tree.find_named("There is no invitation in this text").role == "label"
        assert nameless_controls(tree) == []


@pytest.mark.slow
async def test_the_main_window_tells_chats_and_people_by_accessibility(
    screen: Screen, tmp_path: Path
) -> None:
    with RelayProcess(tmp_path / "relay") as relay:
        team = Team(tmp_path / "profiles", relay.url, relay.owner_invite)
        await team.open_shop()
        await team.join("lina", "李娜")
        wang = await team.join("wang", "王建军", AccountKind.CUSTOMER)
        conversation = wang.conversations.with_person(team.owner.account)
        assert conversation is not None
        await wang.messages.send(conversation, "大红袍还有货吗？")
        await wang.settle()
        await team.close()

        with parley_on(screen, tmp_path / "profiles" / "chen") as tree:
            assert tree.find("conversations.list").name == "Chats"
            row = tree.find_named("大红袍还有货吗？")
            assert row.role == "list item"
            assert "王建军" in row.name
            assert nameless_controls(tree) == []

            tree.do(row, "Toggle")
            told = [node for node in tree.children(tree.find("chat.timeline")) if node.role == "list item"]
            assert "大红袍还有货吗？" in told[-1].name
            assert "王建军" in told[-1].name
            assert nameless_controls(tree) == []

            tree.do(tree.find("rail.people"), "Press")
            assert tree.find("contacts.tree").name
            colleague = tree.find_named("李娜")
            assert colleague.role == "tree item"
            tree.do(colleague, "Toggle")
            assert tree.find("contacts.person.name").name == "李娜"
            assert nameless_controls(tree) == []

            tree.do(tree.find("rail.settings"), "Press")
            tree.find("settings")
            assert nameless_controls(tree) == []
