"""The pages a person knows: signing in, conversations, a chat, contacts, rooms, settings.

Each method is what a person would say they did. All go through the acts of `AsyncDesktop`; nothing else.
"""

import asyncio
import re
from time import monotonic
from typing import TYPE_CHECKING

from parley.driver.values import Row

if TYPE_CHECKING:
    from parley.driver.aio.desktop import AsyncDesktop
    from parley.driver.aio.phrase_pages import AsyncChatPhrases

SERVER_PATIENCE_MS = 30_000
"""For what a server has to answer first: joining takes a moment, because passwords are hashed slowly on purpose."""

_LINK = re.compile(r"https?://\S+/i/\S+|parley://\S+")


class AsyncPage:
    """A part of the window."""

    def __init__(self, desktop: "AsyncDesktop") -> None:
        self._desktop = desktop


class AsyncWelcome(AsyncPage):
    """The first minutes. Every method ends in the chats."""

    async def accept_invitation(self, link: str, *, name: str, password: str, company: str = "") -> None:
        """Joins a shop by the link one got."""
        await self._paste(link)
        await self._desktop.type(name, "sign_in.join.name")
        if company:
            await self._desktop.type(company, "sign_in.join.company")
        await self._desktop.type(password, "sign_in.join.password")
        await self._desktop.click("sign_in.join.go")
        await self._arrive()
        # A newcomer lands in a conversation; whoever acts before that would be taken away from where they went.
        await self._desktop.wait("chat.header.title", timeout_ms=SERVER_PATIENCE_MS)

    async def accept_owner_invitation(
        self, link: str, *, shop: str, name: str, password: str, handle: str = ""
    ) -> None:
        """Opens a shop on a server that runs elsewhere and waits for its owner."""
        await self._paste(link)
        await self._fill_shop(shop, name, handle, password)

    async def set_up_shop(self, *, shop: str, name: str, password: str, handle: str = "") -> None:
        """Opens a shop on this computer; its server starts as a process of its own."""
        await self._desktop.click("sign_in.welcome.set_up")
        await self._fill_shop(shop, name, handle, password)

    async def sign_in(self, address: str, handle: str, password: str) -> None:
        """Signs in again, or on another computer."""
        await self._desktop.click("sign_in.welcome.sign_in")
        await self._desktop.type(address, "sign_in.sign_in.address", clear=True)
        await self._desktop.type(handle, "sign_in.sign_in.handle", clear=True)
        await self._desktop.type(password, "sign_in.sign_in.password")
        await self._desktop.click("sign_in.sign_in.go")
        await self._arrive()

    async def _paste(self, link: str) -> None:
        await self._desktop.click("sign_in.welcome.invitation")
        await self._desktop.paste(link, "sign_in.paste.link")
        await self._desktop.click("sign_in.paste.go")

    async def _fill_shop(self, shop: str, name: str, handle: str, password: str) -> None:
        await self._desktop.wait("sign_in.set_up.name", timeout_ms=SERVER_PATIENCE_MS)
        await self._desktop.type(shop, "sign_in.set_up.shop")
        await self._desktop.type(name, "sign_in.set_up.name")
        if handle:
            await self._desktop.type(handle, "sign_in.set_up.handle", clear=True)
        await self._desktop.type(password, "sign_in.set_up.password")
        await self._desktop.click("sign_in.set_up.go")
        await self._desktop.wait("sign_in.open.start", timeout_ms=SERVER_PATIENCE_MS)
        await self._desktop.click("sign_in.open.start")
        await self._arrive()

    async def _arrive(self) -> None:
        await self._desktop.wait("conversations.panel", timeout_ms=SERVER_PATIENCE_MS)


class AsyncConversations(AsyncPage):
    """The list of chats."""

    async def show(self) -> None:
        """Goes to the chats."""
        if not await self._desktop.is_visible("conversations.panel"):
            await self._desktop.click("rail.chats")

    async def rows(self) -> list[Row]:
        """The rows from the top; `spoken` says speaker, last line, time and unread count."""
        await self.show()
        if not await self._desktop.is_visible("conversations.list"):
            return []
        return await self._desktop.rows("conversations.list")

    async def wait_for(self, title: str) -> Row:
        """Waits until a chat with this name is in the list."""
        await self.show()
        target = f"conversations.list[text={title}]"
        await self._desktop.wait(target, "row", timeout_ms=SERVER_PATIENCE_MS)
        return await self._desktop.row(target)

    async def open(self, title: str, *, keep: bool = False) -> "AsyncChat":
        """Opens a chat from the list; `keep` as a double click does."""
        await self.wait_for(title)
        target = f"conversations.list[text={title}]"
        await (self._desktop.double_click(target) if keep else self._desktop.click(target))
        await self._desktop.wait_text("chat.header.title", title)
        return self._desktop.chat

    async def show_only(self, chip: str) -> list[Row]:
        """What stands under a chip: `all`, `waiting`, `unread`, `snoozed`."""
        await self.show()
        await self._desktop.click(f"conversations.chips_{chip}")
        return await self.rows()

    async def waiting(self) -> list[Row]:
        """The customers who wait, the longest wait first."""
        return await self.show_only("waiting")

    async def start_chat(self, person: str) -> "AsyncChat":
        """Writes to somebody one knows for the first time."""
        await self.show()
        await self._desktop.menu("conversations.plus.chat", target="conversations.plus", opens="click")
        await self._desktop.type(person, "conversations.search", clear=True)
        await self._desktop.click(f"conversations.list[text={person}]")
        await self._desktop.wait_text("chat.header.title", person)
        return self._desktop.chat

    async def search(self, words: str) -> list[Row]:
        """What the filter box finds; empty words show everything again."""
        await self.show()
        await self._desktop.key("Ctrl+K")
        await self._desktop.key("Ctrl+A", "Delete")
        if words:
            await self._desktop.type(words)
        await self._wait_found(words.strip())
        return await self.rows()

    async def _wait_found(self, words: str) -> None:
        """The list follows when typing pauses; the box then says how much it found for what."""
        deadline = monotonic() + self._desktop.patience_ms / 1000
        while True:
            said = (await self._desktop.node("conversations.search")).description
            if (words in said) if words else not said:
                return
            if monotonic() > deadline:
                raise LookupError(f"The list wasn't filtered by “{words}”; the box says “{said}”")
            await asyncio.sleep(0.03)

    async def choose(self, title: str, act: str) -> None:
        """Something from a chat's menu: `pin`, `mute_1h`, `mute_8h`, `mute_always`, `unmute`, `read`, `hide`, `leave`."""
        await self.wait_for(title)
        await self._desktop.menu(
            *_path("conversations.menu", act), target=f"conversations.list[text={title}]"
        )


class AsyncChat(AsyncPage):
    """The conversation that is open."""

    phrases: "AsyncChatPhrases"

    async def send(self, text: str) -> Row:
        """Writes and sends; the message as it stands in the timeline then."""
        await self.write(text)
        before = {row.key for row in await self.messages()}
        await self._desktop.click("chat.composer.send")
        await self._desktop.wait(f"chat.timeline[contains={text}]", "row")
        sent = [
            row for row in await self.messages() if row.own and row.text == text and row.key not in before
        ]
        return sent[-1] if sent else await self.last(text)

    async def send_and_next(self, text: str) -> str:
        """Answers, and goes on to who waits longest (Ctrl+Alt+Enter); with whom one is then."""
        await self.write(text)
        await self._desktop.key("Ctrl+Alt+Return")
        await self._desktop.wait("chat.composer.field", "text", text="")
        return await self.title()

    async def write(self, text: str) -> None:
        """Writes without sending."""
        await self._desktop.type(text, "chat.composer.field", clear=True)

    async def draft(self) -> str:
        """What stands in the composer."""
        return await self._desktop.text("chat.composer.field")

    async def title(self) -> str:
        """With whom, or the room's name."""
        return await self._desktop.text("chat.header.title")

    async def messages(self) -> list[Row]:
        """The messages at hand, the oldest first."""
        rows = await self._desktop.rows("chat.timeline")
        return [row for row in rows if row.kind == "message"]

    async def last(self, text: str) -> Row:
        """The newest message with this text. Raises LookupError if there is none for as long as one waits."""
        deadline = monotonic() + self._desktop.patience_ms / 1000
        while True:
            messages = await self.messages()
            for row in reversed(messages):
                if row.text == text:
                    return row
            if monotonic() > deadline:
                raise LookupError(f"No message “{text}”; there are {[row.text for row in messages[-8:]]}")
            await asyncio.sleep(0.03)

    async def wait_for(self, text: str) -> Row:
        """Waits until a message with this text is there."""
        await self._desktop.wait(f"chat.timeline[contains={text}]", "row", timeout_ms=SERVER_PATIENCE_MS)
        return await self.last(text)

    async def wait_for_state(self, text: str, *states: str) -> Row:
        """Waits until the newest own message with this text is sent, delivered, read or failed."""
        row = await self.last(text)
        target = f"chat.timeline[key={row.key}]"
        await self._desktop.wait(target, "state", states=states, timeout_ms=SERVER_PATIENCE_MS)
        return await self._desktop.row(target)

    async def wait_for_sent(self, text: str) -> Row:
        """Waits until the server has it."""
        return await self.wait_for_state(text, "sent", "delivered", "read")

    async def wait_for_delivered(self, text: str) -> Row:
        """Waits until a device of the other side has it."""
        return await self.wait_for_state(text, "delivered", "read")

    async def wait_for_read(self, text: str) -> Row:
        """Waits until the other side has read it."""
        return await self.wait_for_state(text, "read")

    async def answer(self, key: str) -> None:
        """Answers the strip above the talk: `join`, `add`, `block`, `accept`..."""
        await self._desktop.click(f"chat.strip.{key}")

    async def choose(self, act: str) -> None:
        """Something from the chat's own menu: `pin`, `mute_1h`, `unmute`, `rename`, `leave`..."""
        await self._desktop.menu(*_path("chat.menu", act), target="chat.header.more", opens="click")


class AsyncContacts(AsyncPage):
    """The people one knows, and those who ask."""

    async def show(self) -> None:
        """Goes to the people."""
        if not await self._desktop.is_visible("contacts.panel"):
            await self._desktop.click("rail.people")

    async def rows(self) -> list[Row]:
        """Groups and people, groups at level 0."""
        await self.show()
        return await self._desktop.rows("contacts.tree")

    async def add(self, person: str, *, message: str = "") -> None:
        """Finds somebody on the server and asks them to be a contact."""
        await self.show()
        await self._desktop.menu("contacts.plus.contact", target="contacts.plus", opens="click")
        await self._desktop.type(person, "contacts.add.search")
        await self._desktop.click(await self._desktop.find("contacts.add.ask.", person))
        if message:
            await self._desktop.type(message, "contacts.add.message", clear=True)
        await self._desktop.click("contacts.add.send")
        await self._desktop.wait("contacts.add.send", "hidden")
        await self._desktop.key("Esc")

    async def accept(self, person: str) -> None:
        """Says yes to somebody who asks."""
        await self.show()
        await self._desktop.click(await self._desktop.find("contacts.request.", person, ".accept"))

    async def decline(self, person: str) -> None:
        """Says no."""
        await self.show()
        await self._desktop.click(await self._desktop.find("contacts.request.", person, ".decline"))

    async def open(self, person: str) -> None:
        """Shows somebody's page."""
        await self.show()
        await self._desktop.click(f"contacts.tree[text={person}]")
        await self._desktop.wait_text("contacts.person.name", person)

    async def write_to(self, person: str) -> AsyncChat:
        """Opens the chat with somebody from their page."""
        await self.open(person)
        await self._desktop.click("contacts.person.message")
        await self._desktop.wait_text("chat.header.title", person)
        return self._desktop.chat


class AsyncRooms(AsyncPage):
    """Rooms of several people."""

    async def create(self, title: str, *people: str, newcomers_see_all: bool = False) -> AsyncChat:
        """Makes a room and invites people into it; who comes later may see all that was said."""
        await self._desktop.conversations.show()
        await self._desktop.menu("conversations.plus.room", target="conversations.plus", opens="click")
        await self._desktop.type(title, "chat.create_room.title")
        for person in people:
            await self._desktop.click(f"chat.create_room.people.list[text={person}]")
        if newcomers_see_all:
            await self._desktop.click("chat.create_room.newcomers")
        await self._desktop.click("chat.create_room.create")
        await self._desktop.wait_text("chat.header.title", title)
        return self._desktop.chat

    async def join(self, title: str) -> AsyncChat:
        """Opens a room one was invited to, and accepts if one is asked: people who know each other aren't."""
        chat = await self._desktop.conversations.open(title)
        if await self._desktop.is_visible("chat.strip.join"):
            await chat.answer("join")
            # What is said before one is in isn't heard.
            await self._desktop.wait("chat.strip.join", "hidden", timeout_ms=SERVER_PATIENCE_MS)
        await self._desktop.wait("chat.composer.field", "enabled")
        return chat


class AsyncSettings(AsyncPage):
    """Settings, status, invitations."""

    async def open(self, chapter: str = "general") -> None:
        """A page: general, profile, account, privacy, desk, auto_reply, shop, colleagues, about."""
        if not await self._desktop.is_visible("settings"):
            await self._desktop.click("rail.settings")
        await self._desktop.click(f"settings.open.{chapter}")

    async def set_theme(self, theme: str) -> None:
        """`light`, `dark` or `system`."""
        await self.open("general")
        await self._desktop.click(f"settings.general.theme_{theme}")

    async def set_status(self, status: str) -> None:
        """`online`, `busy`, `away`, `invisible`."""
        await self._desktop.click("rail.self")
        await self._desktop.click(f"me.status.{status}")

    async def set_picture(self, file: str) -> None:
        """Drops a picture file on one's own, and takes the part of it that is shown first."""
        await self.open("profile")
        await self._desktop.drop("settings.profile.avatar", files=[file])
        await self._desktop.click("crop_ok")
        await self._desktop.wait("settings.profile.remove_picture", timeout_ms=SERVER_PATIENCE_MS)

    async def invite(self, kind: str = "customer") -> str:
        """Makes an invitation for a `customer`, `staff` or `partner`; its link, as copied."""
        await self._desktop.conversations.show()
        await self._desktop.menu("conversations.plus.invite", target="conversations.plus", opens="click")
        await self._desktop.click(f"invite.kind_{kind}")
        await self._desktop.click("invite.copy")
        await self._desktop.wait("invite.hint", timeout_ms=SERVER_PATIENCE_MS)
        copied = await self._desktop.clipboard()
        await self._desktop.key("Esc")
        await self._desktop.wait("invite", "hidden")
        found = _LINK.search(copied)
        if found is None:
            raise LookupError(f"No link in what was copied: {copied}")
        return found[0]


def _path(menu: str, act: str) -> list[str]:
    """How long to mute, and the sound, are in menus of their own."""
    within = [name for name in ("mute", "sound") if act.startswith(f"{name}_")]
    return [f"{menu}.{name}" for name in (*within, act)]
