"""What was noted becomes a test that a person would have written."""

import ast

import pytest

from parley.driver.record.noted import Noted, Start
from parley.driver.record.script import as_test

FRESH = Start(language="en", theme="light")
OWNER = Start(language="zh_CN", theme="dark", kind="owner", name="陈明")


def click(target: str, words: str = "") -> Noted:
    return Noted(op="click", target=target, words=words)


def typed(target: str, text: str, was: str = "") -> Noted:
    return Noted(op="type", target=target, text=text, was=was)


def secret(target: str) -> Noted:
    return Noted(op="type", target=target, is_secret=True)


def body(noted: list[Noted], start: Start = OWNER, kind: str = "") -> list[str]:
    text = as_test(noted, start, kind=kind)
    ast.parse(text)
    lines = text.split("def test_recorded")[1].splitlines()[1:]
    return [line.strip().removeprefix("desktop.") for line in lines if line.strip()][1:]


JOINING = [
    click("sign_in.welcome.invitation"),
    Noted(op="paste", target="sign_in.paste.link", text="http://127.0.0.1:8787/i/ABCD#relay=x"),
    click("sign_in.paste.go"),
    click("sign_in.join.name"),
    typed("sign_in.join.name", "Anna Keller"),
    typed("sign_in.join.company", "Keller Tee"),
    secret("sign_in.join.password"),
    Noted(op="key", key="Return"),
]


def test_joining_is_one_sentence_with_an_invitation_of_its_own() -> None:
    text = as_test(JOINING, FRESH, kind="partner")
    assert "def test_recorded(parley_desktop, parley_team):" in text
    assert 'link = parley_team.invite("partner")' in text
    assert (
        'desktop.welcome.accept_invitation(link, name="Anna Keller", company="Keller Tee", password=PASSWORD)'
        in text
    )
    assert "ABCD" not in text


def test_an_owner_comes_in_by_the_servers_own_invitation() -> None:
    opening = [*JOINING[:3], typed("sign_in.set_up.shop", "云岭茶行"), typed("sign_in.set_up.name", "陈明")]
    ending = [secret("sign_in.set_up.password"), click("sign_in.set_up.go"), click("sign_in.open.start")]
    text = as_test([*opening, *ending], FRESH, kind="owner")
    assert "def test_recorded(parley_desktop, parley_relay):" in text
    assert "link = parley_relay.owner_invite" in text
    assert 'welcome.accept_owner_invitation(link, shop="云岭茶行", name="陈明", password=PASSWORD)' in text


@pytest.mark.parametrize(
    ("noted", "line"),
    [
        ([click("conversations.list[text=Anna]")], 'conversations.open("Anna")'),
        (
            [Noted(op="double_click", target="conversations.list[text=Anna]")],
            'conversations.open("Anna", keep=True)',
        ),
        ([typed("chat.composer.field", "好的"), Noted(op="key", key="Return")], 'chat.send("好的")'),
        (
            [typed("chat.composer.field", "two\nlines"), click("chat.composer.send")],
            'chat.send("two\\nlines")',
        ),
        ([typed("chat.composer.field", "later")], 'chat.write("later")'),
        ([click("chat.strip.add")], 'chat.answer("add")'),
        ([click("rail.settings"), click("settings.open.profile")], 'settings.open("profile")'),
        (
            [click("rail.settings"), click("settings.open.general"), click("settings.general.theme_dark")],
            'settings.set_theme("dark")',
        ),
        ([click("rail.self"), click("me.status.away")], 'settings.set_status("away")'),
        (
            [click("contacts.tree[text=李娜]"), click("contacts.person.message")],
            'contacts.write_to("李娜")',
        ),
        (
            [
                Noted(op="menu", target="conversations.list[text=Anna]", choose=("conversations.menu.pin",)),
            ],
            'conversations.choose("Anna", "pin")',
        ),
        (
            [
                Noted(
                    op="menu", target="conversations.plus", opens="click", choose=("conversations.plus.room",)
                ),
                typed("chat.create_room.title", "春茶"),
                click("chat.create_room.people.list[text=李娜]"),
                click("chat.create_room.create"),
            ],
            'rooms.create("春茶", "李娜")',
        ),
        (
            [
                Noted(
                    op="menu",
                    target="conversations.plus",
                    opens="click",
                    choose=("conversations.plus.invite",),
                ),
                click("invite.kind_staff"),
                click("invite.copy"),
                Noted(op="key", key="Esc"),
            ],
            'settings.invite("staff")',
        ),
    ],
)
def test_what_a_page_can_say_the_page_says(noted: list[Noted], line: str) -> None:
    assert body(noted) == [line]


@pytest.mark.parametrize(
    ("noted", "line"),
    [
        (click("chat.header.panel"), 'click("chat.header.panel")'),
        (
            click("contacts.request.01a3feec-5c40-7d53-ae7f-8e7ec2496a01.accept", "Accept Anna"),
            'click(find("contacts.request.", "Accept Anna", ".accept"))',
        ),
        (
            typed("settings.profile.name", "Anna K", "Anna"),
            'type("Anna K", "settings.profile.name", clear=True)',
        ),
        (secret("settings.account.new"), 'type(PASSWORD, "settings.account.new")'),
        (Noted(op="key", key="Ctrl+K"), 'key("Ctrl+K")'),
        (Noted(op="drag", target="chat.tabs#0", to="chat.tabs#2"), 'drag("chat.tabs#0", "chat.tabs#2")'),
        (
            Noted(op="drop", target="chat.composer.field", files=("/tmp/tea.png",)),
            'drop("chat.composer.field", files=["/tmp/tea.png"])',
        ),
        (
            Noted(op="menu", target="rail.more", opens="click", choose=("rail.more.about",)),
            'menu("rail.more.about", target="rail.more", opens="click")',
        ),
    ],
)
def test_all_else_is_said_by_id(noted: Noted, line: str) -> None:
    assert [one.replace("desktop.", "") for one in body([noted])] == [line]


def test_a_form_that_is_left_is_told_step_by_step() -> None:
    assert body([click("sign_in.welcome.set_up"), click("sign_in.set_up.back")], FRESH) == [
        'click("sign_in.welcome.set_up")',
        'click("sign_in.set_up.back")',
    ]


@pytest.mark.parametrize(
    ("start", "line"),
    [
        (OWNER, 'parley_team.owner(language="zh_CN", theme="dark")'),
        (Start(language="en", theme="light", kind="staff", name="李娜"), 'parley_team.colleague("李娜", '),
        (
            Start(language="en", theme="light", kind="customer", name="Anna", company="K"),
            'parley_team.customer("Anna", company="K", ',
        ),
        (
            Start(language="en", theme="light", kind="partner", name="Bo"),
            'parley_team.invited("Bo", "partner", ',
        ),
        (Start(language="en", theme="light", has_link=True), 'parley_desktop("recorded", link=link, '),
    ],
)
def test_it_starts_as_the_person_did(start: Start, line: str) -> None:
    text = as_test([click("rail.people")], start, kind="customer")
    ast.parse(text)
    assert f"desktop = {line}" in text
    assert ("parley_team" in text.split("):")[0]) == (start.kind != "" or start.has_link)
