"""The page objects on the real thing: desktops and a shop's server as processes of their own."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from parley.driver import ActionFailed, AsyncDesktop, Desktop, Gone, NotStarted, Relay, Team, TimedOut
from parley.driver.ids import read_table

ASKED = "大红袍还有货吗？"
ANSWERED = "有的，今年的新茶 🍵"


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Callable[..., Desktop]]:
    made: list[Desktop] = []

    def start(name: str = "desktop", /, **options: Any) -> Desktop:
        desktop = Desktop.launch(tmp_path / name, shots=tmp_path / "shots", **options)
        made.append(desktop)
        return desktop

    yield start
    for desktop in made:
        desktop.close()


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[Relay]:
    with Relay(tmp_path / "relay") as running:
        yield running


@pytest.fixture
def team(relay: Relay, tmp_path: Path, launch: Callable[..., Desktop]) -> Team:
    return Team(relay, tmp_path, launch)


def noticed(desktop: Desktop, seconds: float = 10) -> list[str]:
    """The titles of what was announced, which comes a moment after what it is about."""
    end = monotonic() + seconds
    while not (notes := desktop.notifications()):
        assert monotonic() < end, "nothing was announced"
    return [note.title for note in notes]


def test_a_customer_asks_and_the_owner_answers(team: Team) -> None:
    owner = team.owner()
    wang = team.customer("王建军", company="建军茶行", language="zh_CN")
    sent = wang.chat.send(ASKED)
    assert (sent.own, sent.text) == (True, ASKED)
    wang.chat.wait_for_delivered(ASKED)  # the owner is told of it only while that chat is not in front
    talk = owner.conversations.open("王建军")
    assert talk.wait_for(ASKED).sender == "王建军"
    wang.chat.wait_for_read(ASKED)
    talk.send(ANSWERED)
    assert wang.chat.wait_for(ANSWERED).text == ANSWERED
    talk.wait_for_delivered(ANSWERED)
    assert noticed(owner) == ["王建军 · new customer"]


def test_rooms_contacts_and_settings_have_pages(team: Team, tmp_path: Path) -> None:
    owner = team.owner()
    team.colleague("李娜")
    owner.conversations.wait_for("Our team (2)")
    room = owner.rooms.create("春茶拼柜", "李娜")
    room.send("大家好")
    room.choose("mute_always")
    assert [row.text for row in owner.contacts.rows()][1:] == ["李娜"]
    assert owner.contacts.write_to("李娜").title() == "李娜"
    owner.settings.set_theme("dark")
    assert owner.state()["theme"] == "dark"
    owner.settings.set_status("busy")
    owner.wait_text("rail.status", "Busy")
    assert owner.settings.invite("customer").startswith("http")
    assert owner.screenshot(tmp_path / "dark.png").stat().st_size > 10_000


def test_what_was_written_is_there_after_a_restart(team: Team, launch: Callable[..., Desktop]) -> None:
    owner = team.owner()
    team.colleague("李娜")
    owner.rooms.create("春茶拼柜", "李娜").send("大家好")
    owner.chat.write("还没写完")
    owner.close()
    again = launch("owner")
    again.conversations.open("春茶拼柜")
    assert again.chat.wait_for("大家好").own
    assert again.chat.draft() == "还没写完"


async def test_the_twin_for_coroutines_says_the_same(team: Team, tmp_path: Path) -> None:
    link = team.invite("customer")
    async with await AsyncDesktop.launch(tmp_path / "anna") as anna:
        await anna.welcome.accept_invitation(link, name="Anna Keller", password="correct horse 8")
        await anna.chat.send("Is the Da Hong Pao in stock?")
        row = await anna.chat.wait_for_sent("Is the Da Hong Pao in stock?")
        assert row.state in ("sent", "delivered", "read")
        assert (await anna.conversations.wait_for(team.owner_name)).row == 0


def test_every_id_of_the_real_windows_stands_in_the_table(team: Team, launch: Callable[..., Desktop]) -> None:
    seen = Seen()
    stranger = launch("stranger")
    for step in ("set_up", "invitation", "sign_in"):
        stranger.click(f"sign_in.welcome.{step}")
        seen.look_at(stranger)
        stranger.click(f"sign_in.{'paste' if step == 'invitation' else step}.back")
    customer = team.customer("王建军")
    customer.chat.send(ASKED)
    owner = team.owner()
    seen.look_at(owner)
    owner.conversations.open("王建军")
    for opener in ("chat.header.panel", "chat.composer.emoji"):
        owner.click(opener)
        seen.look_at(owner)
    owner.key("Esc")
    for entry in ("room", "invite", "contact"):
        owner.menu(f"conversations.plus.{entry}", target="conversations.plus", opens="click")
        seen.look_at(owner)
        owner.key("Esc")
    owner.contacts.show()
    seen.look_at(owner)
    for chapter in ("general", "profile", "account", "privacy", "shop", "colleagues", "about"):
        owner.settings.open(chapter)
        seen.look_at(owner)
    owner.click("rail.self")
    seen.look_at(owner)
    assert len(seen.names) > 150
    assert read_table().unknown(seen.names) == []
    assert seen.speechless == set()


class Seen:
    """What was met while going through the windows."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.speechless: set[str] = set()

    def look_at(self, desktop: Desktop) -> None:
        roles = ("button", "field", "choice", "switch", "checkbox", "radio", "list")
        for node in (node for window in desktop.tree(full=True) for node in window.all()):
            self.names.add(node.id)
            if node.visible and node.role in roles and not (node.id and (node.name or node.text)):
                self.speechless.add(f"{node.widget_class} {node.id} “{node.name}”")


def test_a_failure_shows_why(launch: Callable[..., Desktop]) -> None:
    desktop = launch("lost", patience_ms=60)
    with pytest.raises(ActionFailed) as failed:
        desktop.click("sign_in.welcome.setup")
    assert "did you mean `sign_in.welcome.set_up`" in failed.value.message
    assert failed.value.screenshot is not None
    assert failed.value.screenshot.read_bytes().startswith(b"\x89PNG")
    assert "sign_in.welcome.title “Welcome to Parley.”" in failed.value.tree
    assert str(failed.value.screenshot) in str(failed.value)
    with pytest.raises(TimedOut, match="to say “Goodbye”"):
        desktop.wait("sign_in.welcome.title", "text", text="Goodbye", timeout_ms=60)
    assert [deed.op for deed in desktop.history] == ["click", "wait"]


def test_a_desktop_that_dies_is_told_from_one_that_fails(launch: Callable[..., Desktop]) -> None:
    desktop = launch("doomed")
    assert desktop.process is not None
    desktop.process.kill()
    with pytest.raises(Gone, match="ended with code"):
        desktop.state()


def test_a_desktop_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(NotStarted, match="no such thing"):
        Desktop.launch(tmp_path / "p", command=[sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_a_control_socket_in_an_open_folder_is_refused(tmp_path: Path) -> None:
    open_folder = tmp_path / "open"
    open_folder.mkdir(mode=0o755)
    command = [sys.executable, "-m", "parley", "--headless", "--profile", str(tmp_path / "p")]
    ended = subprocess.run(
        [*command, "--control", str(open_folder / "c")], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "chmod 700" in ended.stderr


def test_without_the_option_nothing_of_the_driver_is_loaded(tmp_path: Path) -> None:
    code = f"""
import sys
from parley.desktop import application
async def run(self):
    print([name for name in sys.modules if name.startswith("parley.driver")])
    return 0
application.Desktop.run = run
from parley.cli.main import main
main(["--headless", "--profile", {str(tmp_path / "p")!r}])
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.stdout.strip() == "[]", ended.stderr
