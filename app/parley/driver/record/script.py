"""Makes a test of what was noted: a page object's word where one says it, else the act with its target.

Passwords are never in it, and neither is an invitation, which is good only once: the test makes one of its own.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from parley.driver.record.noted import Noted, Start

LINK = re.compile(r"https?://\S+/i/\S+|parley://\S+")
_UNIQUE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}|[0-9a-f]{32,}")
_COMPOSER = "chat.composer.field"
_CHAT_LIST = "conversations.list"

Sentence = tuple[int, str] | None
"""How many notes it says, and the line; None if the page doesn't know them."""


def as_test(noted: Sequence[Noted], start: Start, *, kind: str = "") -> str:
    """The text of a test file. `kind` is what the account is that came in by an invitation, if one did."""
    lines = list(_lines(_tidied(noted)))
    body = "\n".join(f"    {line}" for line in [*_opening(start, lines, kind), "", *lines])
    has_password = any("PASSWORD" in line for line in lines)
    head = '"""Recorded with `parley record`.'
    head += (
        ' Passwords aren\'t recorded: set PARLEY_PASSWORD where this one won\'t do."""'
        if has_password
        else '"""'
    )
    imports = "\nimport os\n\nfrom parley.driver.team import PASSWORD as USUAL\n\n" if has_password else ""
    imports += 'PASSWORD = os.environ.get("PARLEY_PASSWORD", USUAL)\n' if has_password else ""
    return f"{head}\n{imports}\n\ndef test_recorded({', '.join(_fixtures(start, lines, kind))}):\n{body}\n"


def _opening(start: Start, lines: Sequence[str], kind: str) -> list[str]:
    look = f"language={_q(start.language)}, theme={_q(start.theme)}"
    company = f"company={_q(start.company)}, " if start.company else ""
    if start.kind == "owner":
        return [f"desktop = parley_team.owner({look})"]
    if start.kind == "staff":
        return [f"desktop = parley_team.colleague({_q(start.name)}, {look})"]
    if start.kind:
        kind_word = "" if start.kind == "customer" else f"{_q(start.kind)}, "
        how = "customer" if start.kind == "customer" else "invited"
        return [f"desktop = parley_team.{how}({_q(start.name)}, {kind_word}{company}{look})"]
    opened = [f'desktop = parley_desktop("recorded", {"link=link, " if start.has_link else ""}{look})']
    if not _has_link([*opened, *lines]):
        return opened
    if kind == "owner":
        return ["link = parley_relay.owner_invite", *opened]
    return [f"link = parley_team.invite({_q(kind or 'customer')})", *opened]


def _fixtures(start: Start, lines: Sequence[str], kind: str) -> list[str]:
    wanted = [] if start.kind else ["parley_desktop"]
    has_link = start.has_link or _has_link(lines)
    if start.kind or (has_link and kind != "owner"):
        wanted.append("parley_team")
    elif has_link:
        wanted.append("parley_relay")
    return wanted


def _has_link(lines: Sequence[str]) -> bool:
    return any(re.search(r"\blink\b", re.sub(r'"(\\.|[^"])*"', "", line)) for line in lines)


def _tidied(noted: Sequence[Noted]) -> list[Noted]:
    """Without clicks that only lead into a field, and with what was typed there in several goes as one."""
    tidy: list[Noted] = []
    for one in noted:
        if one.op in ("type", "paste") and tidy and (tidy[-1].op, tidy[-1].target) == ("click", one.target):
            tidy.pop()
        if one.op == "type" and tidy and (tidy[-1].op, tidy[-1].target) == ("type", one.target):
            one = replace(one, was=tidy.pop().was)
        tidy.append(one)
    return tidy


def _lines(noted: list[Noted]) -> Iterator[str]:
    at = 0
    while at < len(noted):
        said = next((found for page in _PAGES if (found := page(noted[at:])) is not None), None)
        count, line = said or (1, _act(noted[at]))
        yield f"desktop.{line}"
        at += count


def _act(one: Noted) -> str:
    """The act itself."""
    target = _q(one.target)
    if one.op in ("click", "double_click", "right_click"):
        unique = _UNIQUE.search(one.target)
        if unique is not None and one.words:
            start, end = one.target[: unique.start()], one.target[unique.end() :]
            found = ", ".join(_q(part) for part in (start, one.words, end))
            return f"{one.op}(desktop.find({found}))"
        return f"{one.op}({target})"
    if one.op == "type":
        clear = ", clear=True" if one.was and not one.is_secret else ""
        return f"type({_value(one)}, {target}{clear})"
    if one.op == "paste":
        return f"paste({_value(one)}, {target})" if not one.files else f"paste(None, {target}, {_files(one)})"
    if one.op == "drop":
        return f"drop({target}, {_files(one) if one.files else f'text={_value(one)}'})"
    if one.op == "drag":
        return f"drag({target}, {_q(one.to)})"
    if one.op == "menu":
        opened = f", target={target}" if one.target else ""
        opened += ', opens="click"' if one.opens == "click" else ""
        return f"menu({', '.join(_q(word) for word in one.choose)}{opened})"
    return f"key({_q(one.key)}{f', target={target}' if one.target else ''})"


# Pages


def _welcome_invitation(noted: Sequence[Noted]) -> Sentence:
    form = _Form(noted)
    if not (form.click("sign_in.welcome.invitation") and form.fill("sign_in.paste.link")):
        return None
    form.go("sign_in.paste.go")
    if form.fill("sign_in.join.name", "sign_in.join.company", "sign_in.join.password"):
        given = form.words(name="sign_in.join.name", company="sign_in.join.company")
        return form.end("sign_in.join.go", f"welcome.accept_invitation(link, {given}password=PASSWORD)")
    return _owner_form(form, "welcome.accept_owner_invitation(link, ")


def _welcome_set_up(noted: Sequence[Noted]) -> Sentence:
    form = _Form(noted)
    return _owner_form(form, "welcome.set_up_shop(") if form.click("sign_in.welcome.set_up") else None


def _owner_form(form: "_Form", start: str) -> Sentence:
    fields = {name: f"sign_in.set_up.{name}" for name in ("shop", "name", "handle")}
    if not form.fill(*fields.values(), "sign_in.set_up.password"):
        return None
    line = f"{start}{form.words(**fields)}password=PASSWORD)"
    return form.end("sign_in.open.start", line) if form.go("sign_in.set_up.go") else None


def _welcome_sign_in(noted: Sequence[Noted]) -> Sentence:
    form = _Form(noted)
    fields = [f"sign_in.sign_in.{name}" for name in ("address", "handle", "password")]
    if not (form.click("sign_in.welcome.sign_in") and form.fill(*fields)):
        return None
    address, handle = (_q(form.given.get(field, "")) for field in fields[:2])
    return form.end("sign_in.sign_in.go", f"welcome.sign_in({address}, {handle}, PASSWORD)")


class _Form:
    """Reads notes from the front as somebody fills in a form, in whatever order of the fields."""

    def __init__(self, noted: Sequence[Noted]) -> None:
        self._noted = noted
        self.count = 0
        self.given: dict[str, str] = {}

    def click(self, target: str) -> bool:
        """Whether this is clicked next."""
        if not self._next_is("click", target):
            return False
        self.count += 1
        return True

    def fill(self, *targets: str) -> bool:
        """Whether at least one of these fields is filled in next; takes them all."""
        before = self.count
        while self.count < len(self._noted) and self._noted[self.count].target in targets:
            one = self._noted[self.count]
            if one.op not in ("type", "paste"):
                break
            self.given[one.target] = one.text
            self.count += 1
        return self.count > before

    def go(self, button: str) -> bool:
        """The button, or Enter in the last field."""
        if self.click(button):
            return True
        if self.count < len(self._noted) and self._noted[self.count].key in ("Return", "Enter"):
            self.count += 1
            return True
        return False

    def end(self, button: str, line: str) -> Sentence:
        """The line, if the form is sent now."""
        return (self.count, line) if self.go(button) else None

    def words(self, **fields: str) -> str:
        """The arguments for the fields that were filled in."""
        return "".join(
            f"{name}={_q(self.given[field])}, " for name, field in fields.items() if field in self.given
        )

    def _next_is(self, op: str, target: str) -> bool:
        if self.count >= len(self._noted):
            return False
        return (self._noted[self.count].op, self._noted[self.count].target) == (op, target)


def _conversation(noted: Sequence[Noted]) -> Sentence:
    one = noted[0]
    title = _row_text(one.target, _CHAT_LIST)
    if title and one.op == "click":
        return 1, f"conversations.open({_q(title)})"
    if title and one.op == "double_click":
        return 1, f"conversations.open({_q(title)}, keep=True)"
    if title and one.op == "menu" and one.choose[-1].startswith("conversations.menu."):
        return (
            1,
            f"conversations.choose({_q(title)}, {_q(one.choose[-1].removeprefix('conversations.menu.'))})",
        )
    return (1, "conversations.show()") if (one.op, one.target) == ("click", "rail.chats") else None


def _chat(noted: Sequence[Noted]) -> Sentence:
    one = noted[0]
    if (one.op, one.target) == ("type", _COMPOSER):
        form = _Form(noted)
        form.fill(_COMPOSER)
        # What the composer was cleared of can't be sent.
        if one.text.strip() and form.count == 1 and form.go("chat.composer.send"):
            return 2, f"chat.send({_q(one.text)})"
        return 1, f"chat.write({_q(one.text)})"
    if one.op == "click" and one.target.startswith("chat.strip."):
        return 1, f"chat.answer({_q(one.target.removeprefix('chat.strip.'))})"
    if one.op == "menu" and one.target == "chat.header.more":
        return 1, f"chat.choose({_q(one.choose[-1].removeprefix('chat.menu.'))})"
    return None


def _contacts(noted: Sequence[Noted]) -> Sentence:
    one = noted[0]
    if (one.op, one.target) == ("click", "rail.people"):
        return 1, "contacts.show()"
    person = _row_text(one.target, "contacts.tree")
    if not person or one.op != "click":
        return None
    if len(noted) > 1 and (noted[1].op, noted[1].target) == ("click", "contacts.person.message"):
        return 2, f"contacts.write_to({_q(person)})"
    return 1, f"contacts.open({_q(person)})"


def _rooms(noted: Sequence[Noted]) -> Sentence:
    form = _Form(noted[1:])
    if noted[0].choose != ("conversations.plus.room",) or not form.fill("chat.create_room.title"):
        return None
    people = []
    while form.count < len(noted) - 1:
        person = _row_text(noted[1 + form.count].target, "chat.create_room.people.list")
        if not person:
            break
        people.append(person)
        form.count += 1
    given = ", ".join(_q(text) for text in (form.given["chat.create_room.title"], *people))
    return (1 + form.count, f"rooms.create({given})") if form.go("chat.create_room.create") else None


def _settings(noted: Sequence[Noted]) -> Sentence:
    form = _Form(noted)
    if form.click("rail.self") and form.count < len(noted):
        status = _after(noted[1], "me.status.")
        return (2, f"settings.set_status({_q(status)})") if status else None
    form.click("rail.settings")
    chapter = _after(noted[form.count], "settings.open.") if form.count < len(noted) else ""
    form.count += bool(chapter)
    theme = _after(noted[form.count], "settings.general.theme_") if form.count < len(noted) else ""
    if theme and chapter in ("", "general"):
        return form.count + 1, f"settings.set_theme({_q(theme)})"
    return (form.count, f"settings.open({_q(chapter)})") if chapter else None


def _invite(noted: Sequence[Noted]) -> Sentence:
    if noted[0].choose != ("conversations.plus.invite",):
        return None
    rest = noted[1:4]
    kind = _after(rest[0], "invite.kind_") if rest else ""
    targets = [one.target or one.key for one in rest]
    closed = targets[2:] and targets[2] in ("Esc", "invite.close")
    return (4, f"settings.invite({_q(kind)})") if kind and targets[1] == "invite.copy" and closed else None


_PAGES: tuple[Callable[[Sequence[Noted]], Sentence], ...] = (
    _welcome_invitation,
    _welcome_set_up,
    _welcome_sign_in,
    _conversation,
    _chat,
    _contacts,
    _rooms,
    _settings,
    _invite,
)


def _after(one: Noted, start: str) -> str:
    return one.target.removeprefix(start) if one.op == "click" and one.target.startswith(start) else ""


def _row_text(target: str, name: str) -> str:
    found = re.fullmatch(rf"{re.escape(name)}\[text=(.*)\]", target, re.S)
    if found is None:
        return ""
    text = found[1]
    return str(json.loads(text)) if text.startswith('"') else text


def _value(one: Noted) -> str:
    if one.is_secret:
        return "PASSWORD"
    return "link" if LINK.search(one.text) else _q(one.text)


def _files(one: Noted) -> str:
    return f"files=[{', '.join(_q(path) for path in one.files)}]"


def _q(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
