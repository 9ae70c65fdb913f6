"""The README says what is true."""

import inspect
import re
from pathlib import Path

import parley.driver
from parley.driver import pytest_plugin
from parley.driver.aio import pages
from parley.driver.control_wire import REQUESTS
from parley.driver.sync.desktop import Desktop

README = (Path(parley.driver.__file__).parent / "README.md").read_text("utf-8")


def test_every_op_and_each_of_its_fields_is_described() -> None:
    table = {}
    for line in re.findall(r"^\| (`[a-z_`, ]+`) \|(.*)\| .* \|$", README.split("From any language")[2], re.M):
        table |= dict.fromkeys(re.findall(r"`(\w+)`", line[0]), line[1])
    assert set(table) >= set(REQUESTS)
    usual = {"timeout_ms", "by", "target"}
    for op, kind in REQUESTS.items():
        for field in set(kind.__struct_fields__) - usual:
            assert f"`{field}`" in table[op] or field in ("modifiers", "at", "image"), f"{op}: {field}"


def test_every_word_of_the_pages_is_one() -> None:
    rows = re.findall(r"^\| `(welcome|conversations|chat|contacts|rooms|settings)` \| (.*) \|$", README, re.M)
    assert len(rows) == 6
    for page, words in rows:
        twin = getattr(pages, f"Async{page.capitalize()}")
        for word in re.findall(r"`(\w+)\(", words):
            assert callable(getattr(twin, word)), f"{page}.{word}"


def test_every_act_is_a_method() -> None:
    acts, questions = re.search(
        r"acts themselves: `([a-z_ ]+)`, and the questions `([a-z_ ]+)`", README
    ).groups()  # type: ignore[union-attr]
    for word in (*acts.split(), *questions.split()):
        assert inspect.isfunction(getattr(Desktop, word))


def test_every_option_and_fixture_is_described() -> None:
    source = inspect.getsource(pytest_plugin)
    named = {*re.findall(r'"(--parley-\w+)"', source), *re.findall(r"def (parley_\w+)\(", source)}
    assert len(named) >= 8
    for name in named:
        assert f"`{name}" in README


def test_every_code_a_request_can_fail_with_is_explained() -> None:
    folder = Path(parley.driver.__file__).parent
    codes = {
        code
        for file in folder.glob("*.py")
        for code in re.findall(r'ControlError\(\s*"(\w+)"', file.read_text("utf-8"))
    }
    explained = set(re.findall(r"`(\w+)`", README))
    # It never leaves the desktop: when time is up it has become `timeout`.
    assert codes - {"not_yet"} - explained == set()


def test_every_link_inside_leads_to_a_heading() -> None:
    headings = {
        re.sub(r"[^\w -]", "", line.lower()).strip().replace(" ", "-")
        for line in re.findall(r"^#+ (.*)$", README, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= headings
