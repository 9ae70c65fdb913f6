# Made from aio/pages.py by `python -m parley.driver.unasync`; change that file instead.
"""The pages a person knows: signing in, conversations, a chat, contacts, rooms, settings.

Each method is what a person would say they did. All go through the acts of `Desktop`; nothing else.
"""

import re
import time
from time import monotonic
from typing import TYPE_CHECKING

from parley.driver.values import Row

if TYPE_CHECKING:
    from parley.driver.sync.desktop import Desktop
    from parley.driver.sync.phrase_pages import ChatPhrases

SERVER_PATIENCE_MS = 30_000
"""For what a server has to answer first: joining takes a moment, because passwords are hashed slowly on purpose."""

_LINK = re.compile(r"https?://\S+/i/\S+|parley://\S+")


class Page:
    """A part of the window."""

    def __init__(self, desktop: "Desktop") -> None:
        self._desktop = desktop


class Welcome(Page):
    """The first minutes. Every method ends in the chats."""

    def accept_invitation(self, link: str, *, name: str, password: str, company: str = "") -> None:
        """Joins a shop by the link one got."""
        self._paste(link)
        self._desktop.type(name, "sign_in.join.name")
        if company:
            self._desktop.type(company, "sign_in.join.company")
        self._desktop.type(password, "sign_in.join.password")
        self._desktop.click("sign_in.join.go")
        self._arrive()
        # A newcomer lands in a conversation; whoever acts before that would be taken away from where they went.
        self._desktop.wait("chat.header.title", timeout_ms=SERVER_PATIENCE_MS)

    def accept_owner_invitation(
        self, link: str, *, shop: str, name: str, password: str, handle: str = ""
    ) -> None:
        """Opens a shop on a server that runs elsewhere and waits for its owner."""
        self._paste(link)
        self._fill_shop(shop, name, handle, password)

    def set_up_shop(self, *, shop: str, name: str, password: str, handle: str = "") -> None:
        """Opens a shop on this computer; its server starts as a process of its own."""
        self._desktop.click("sign_in.welcome.set_up")
        self._fill_shop(shop, name, handle, password)

    def sign_in(self, address: str, handle: str, password: str) -> None:
        """Signs in again, or on another computer."""
        self._desktop.click("sign_in.welcome.sign_in")
        self._desktop.type(address, "sign_in.sign_in.address", clear=True)
        self._desktop.type(handle, "sign_in.sign_in.handle", clear=True)
        self._desktop.type(password, "sign_in.sign_in.password")
        self._desktop.click("sign_in.sign_in.go")
        self._arrive()

    def _paste(self, link: str) -> None:
        self._desktop.click("sign_in.welcome.invitation")
        self._desktop.paste(link, "sign_in.paste.link")
        self._desktop.click("sign_in.paste.go")

    def _fill_shop(self, shop: str, name: str, handle: str, password: str) -> None:
        self._desktop.wait("sign_in.set_up.name", timeout_ms=SERVER_PATIENCE_MS)
        self._desktop.type(shop, "sign_in.set_up.shop")
        self._desktop.type(name, "sign_in.set_up.name")
        if handle:
            self._desktop.type(handle, "sign_in.set_up.handle", clear=True)
        self._desktop.type(password, "sign_in.set_up.password")
        self._desktop.click("sign_in.set_up.go")
        self._desktop.wait("sign_in.open.start", timeout_ms=SERVER_PATIENCE_MS)
        self._desktop.click("sign_in.open.start")
        self._arrive()

    def _arrive(self) -> None:
        self._desktop.wait("conversations.panel", timeout_ms=SERVER_PATIENCE_MS)


class Conversations(Page):
    """The list of chats."""

    def show(self) -> None:
        """Goes to the chats."""
        if not self._desktop.is_visible("conversations.panel"):
            self._desktop.click("rail.chats")

    def rows(self) -> list[Row]:
        """The rows from the top; `spoken` says speaker, last line, time and unread count."""
        self.show()
        if not self._desktop.is_visible("conversations.list"):
            return []
        return self._desktop.rows("conversations.list")

    def wait_for(self, title: str) -> Row:
        """Waits until a chat with this name is in the list."""
        self.show()
        target = f"conversations.list[text={title}]"
        self._desktop.wait(target, "row", timeout_ms=SERVER_PATIENCE_MS)
        return self._desktop.row(target)

    def open(self, title: str, *, keep: bool = False) -> "Chat":
        """Opens a chat from the list; `keep` as a double click does."""
        self.wait_for(title)
        target = f"conversations.list[text={title}]"
        (self._desktop.double_click(target) if keep else self._desktop.click(target))
        self._desktop.wait_text("chat.header.title", title)
        return self._desktop.chat

    def show_only(self, chip: str) -> list[Row]:
        """What stands under a chip: `all`, `waiting`, `unread`, `snoozed`."""
        self.show()
        self._desktop.click(f"conversations.chips_{chip}")
        return self.rows()

    def waiting(self) -> list[Row]:
        """The customers who wait, the longest wait first."""
        return self.show_only("waiting")

    def start_chat(self, person: str) -> "Chat":
        """Writes to somebody one knows for the first time."""
        self.show()
        self._desktop.menu("conversations.plus.chat", target="conversations.plus", opens="click")
        self._desktop.type(person, "conversations.search", clear=True)
        self._desktop.click(f"conversations.list[text={person}]")
        self._desktop.wait_text("chat.header.title", person)
        return self._desktop.chat

    def search(self, words: str) -> list[Row]:
        """What the filter box finds; empty words show everything again."""
        self.show()
        self._desktop.key("Ctrl+K")
        self._desktop.key("Ctrl+A", "Delete")
        if words:
            self._desktop.type(words)
        self._wait_found(words.strip())
        return self.rows()

    def _wait_found(self, words: str) -> None:
        """The list follows when typing pauses; the box then says how much it found for what."""
        deadline = monotonic() + self._desktop.patience_ms / 1000
        while True:
            said = (self._desktop.node("conversations.search")).description
            if (words in said) if words else not said:
                return
            if monotonic() > deadline:
                raise LookupError(f"The list wasn't filtered by “{words}”; the box says “{said}”")
            time.sleep(0.03)

    def choose(self, title: str, act: str) -> None:
        """Something from a chat's menu: `pin`, `mute_1h`, `mute_8h`, `mute_always`, `unmute`, `read`, `hide`, `leave`."""
        self.wait_for(title)
        self._desktop.menu(*_path("conversations.menu", act), target=f"conversations.list[text={title}]")


class Chat(Page):
    """The conversation that is open."""

    phrases: "ChatPhrases"

    def send(self, text: str) -> Row:
        """Writes and sends; the message as it stands in the timeline then."""
        self.write(text)
        before = {row.key for row in self.messages()}
        self._desktop.click("chat.composer.send")
        self._desktop.wait(f"chat.timeline[contains={text}]", "row")
        sent = [row for row in self.messages() if row.own and row.text == text and row.key not in before]
        return sent[-1] if sent else self.last(text)

    def send_and_next(self, text: str) -> str:
        """Answers, and goes on to who waits longest (Ctrl+Alt+Enter); with whom one is then."""
        self.write(text)
        self._desktop.key("Ctrl+Alt+Return")
        self._desktop.wait("chat.composer.field", "text", text="")
        return self.title()

    def write(self, text: str) -> None:
        """Writes without sending."""
        self._desktop.type(text, "chat.composer.field", clear=True)

    def draft(self) -> str:
        """What stands in the composer."""
        return self._desktop.text("chat.composer.field")

    def title(self) -> str:
        """With whom, or the room's name."""
        return self._desktop.text("chat.header.title")

    def messages(self) -> list[Row]:
        """The messages at hand, the oldest first."""
        rows = self._desktop.rows("chat.timeline")
        return [row for row in rows if row.kind == "message"]

    def last(self, text: str) -> Row:
        """The newest message with this text. Raises LookupError if there is none for as long as one waits."""
        deadline = monotonic() + self._desktop.patience_ms / 1000
        while True:
            messages = self.messages()
            for row in reversed(messages):
                if row.text == text:
                    return row
            if monotonic() > deadline:
                raise LookupError(f"No message “{text}”; there are {[row.text for row in messages[-8:]]}")
            time.sleep(0.03)

    def wait_for(self, text: str) -> Row:
        """Waits until a message with this text is there."""
        self._desktop.wait(f"chat.timeline[contains={text}]", "row", timeout_ms=SERVER_PATIENCE_MS)
        return self.last(text)

    def wait_for_state(self, text: str, *states: str) -> Row:
        """Waits until the newest own message with this text is sent, delivered, read or failed."""
        row = self.last(text)
        target = f"chat.timeline[key={row.key}]"
        self._desktop.wait(target, "state", states=states, timeout_ms=SERVER_PATIENCE_MS)
        return self._desktop.row(target)

    def wait_for_sent(self, text: str) -> Row:
        """Waits until the server has it."""
        return self.wait_for_state(text, "sent", "delivered", "read")

    def wait_for_delivered(self, text: str) -> Row:
        """Waits until a device of the other side has it."""
        return self.wait_for_state(text, "delivered", "read")

    def wait_for_read(self, text: str) -> Row:
        """Waits until the other side has read it."""
        return self.wait_for_state(text, "read")

    def answer(self, key: str) -> None:
        """Answers the strip above the talk: `join`, `add`, `block`, `accept`..."""
        self._desktop.click(f"chat.strip.{key}")

    def choose(self, act: str) -> None:
        """Something from the chat's own menu: `pin`, `mute_1h`, `unmute`, `rename`, `leave`..."""
        self._desktop.menu(*_path("chat.menu", act), target="chat.header.more", opens="click")


class Contacts(Page):
    """The people one knows, and those who ask."""

    def show(self) -> None:
        """Goes to the people."""
        if not self._desktop.is_visible("contacts.panel"):
            self._desktop.click("rail.people")

    def rows(self) -> list[Row]:
        """Groups and people, groups at level 0."""
        self.show()
        return self._desktop.rows("contacts.tree")

    def add(self, person: str, *, message: str = "") -> None:
        """Finds somebody on the server and asks them to be a contact."""
        self.show()
        self._desktop.menu("contacts.plus.contact", target="contacts.plus", opens="click")
        self._desktop.type(person, "contacts.add.search")
        self._desktop.click(self._desktop.find("contacts.add.ask.", person))
        if message:
            self._desktop.type(message, "contacts.add.message", clear=True)
        self._desktop.click("contacts.add.send")
        self._desktop.wait("contacts.add.send", "hidden")
        self._desktop.key("Esc")

    def accept(self, person: str) -> None:
        """Says yes to somebody who asks."""
        self.show()
        self._desktop.click(self._desktop.find("contacts.request.", person, ".accept"))

    def decline(self, person: str) -> None:
        """Says no."""
        self.show()
        self._desktop.click(self._desktop.find("contacts.request.", person, ".decline"))

    def open(self, person: str) -> None:
        """Shows somebody's page."""
        self.show()
        self._desktop.click(f"contacts.tree[text={person}]")
        self._desktop.wait_text("contacts.person.name", person)

    def write_to(self, person: str) -> Chat:
        """Opens the chat with somebody from their page."""
        self.open(person)
        self._desktop.click("contacts.person.message")
        self._desktop.wait_text("chat.header.title", person)
        return self._desktop.chat


class Rooms(Page):
    """Rooms of several people."""

    def create(self, title: str, *people: str, newcomers_see_all: bool = False) -> Chat:
        """Makes a room and invites people into it; who comes later may see all that was said."""
        self._desktop.conversations.show()
        self._desktop.menu("conversations.plus.room", target="conversations.plus", opens="click")
        self._desktop.type(title, "chat.create_room.title")
        for person in people:
            self._desktop.click(f"chat.create_room.people.list[text={person}]")
        if newcomers_see_all:
            self._desktop.click("chat.create_room.newcomers")
        self._desktop.click("chat.create_room.create")
        self._desktop.wait_text("chat.header.title", title)
        return self._desktop.chat

    def join(self, title: str) -> Chat:
        """Opens a room one was invited to, and accepts if one is asked: people who know each other aren't."""
        chat = self._desktop.conversations.open(title)
        if self._desktop.is_visible("chat.strip.join"):
            chat.answer("join")
            # What is said before one is in isn't heard.
            self._desktop.wait("chat.strip.join", "hidden", timeout_ms=SERVER_PATIENCE_MS)
        self._desktop.wait("chat.composer.field", "enabled")
        return chat


class Settings(Page):
    """Settings, status, invitations."""

    def open(self, chapter: str = "general") -> None:
        """A page: general, profile, account, privacy, desk, auto_reply, shop, colleagues, about."""
        if not self._desktop.is_visible("settings"):
            self._desktop.click("rail.settings")
        self._desktop.click(f"settings.open.{chapter}")

    def set_theme(self, theme: str) -> None:
        """`light`, `dark` or `system`."""
        self.open("general")
        self._desktop.click(f"settings.general.theme_{theme}")

    def set_status(self, status: str) -> None:
        """`online`, `busy`, `away`, `invisible`."""
        self._desktop.click("rail.self")
        self._desktop.click(f"me.status.{status}")

    def set_picture(self, file: str) -> None:
        """Drops a picture file on one's own, and takes the part of it that is shown first."""
        self.open("profile")
        self._desktop.drop("settings.profile.avatar", files=[file])
        self._desktop.click("crop_ok")
        self._desktop.wait("settings.profile.remove_picture", timeout_ms=SERVER_PATIENCE_MS)

    def invite(self, kind: str = "customer") -> str:
        """Makes an invitation for a `customer`, `staff` or `partner`; its link, as copied."""
        self._desktop.conversations.show()
        self._desktop.menu("conversations.plus.invite", target="conversations.plus", opens="click")
        self._desktop.click(f"invite.kind_{kind}")
        self._desktop.click("invite.copy")
        self._desktop.wait("invite.hint", timeout_ms=SERVER_PATIENCE_MS)
        copied = self._desktop.clipboard()
        self._desktop.key("Esc")
        self._desktop.wait("invite", "hidden")
        found = _LINK.search(copied)
        if found is None:
            raise LookupError(f"No link in what was copied: {copied}")
        return found[0]


def _path(menu: str, act: str) -> list[str]:
    """How long to mute, and the sound, are in menus of their own."""
    within = [name for name in ("mute", "sound") if act.startswith(f"{name}_")]
    return [f"{menu}.{name}" for name in (*within, act)]
