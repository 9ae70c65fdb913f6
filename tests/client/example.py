"""The script of the README: signs in, sends, prints what arrives.

python example.py https://shop.example:8787 lina PASSWORD chen "Is the tea still available?"
"""

import asyncio
import sys
from pathlib import Path

from parley.client.accounts import AccountBook
from parley.client.changes import Change, MessageArrived
from parley.client.invitation import parse_address
from parley.domain.message import text_of


async def main(address: str, handle: str, password: str, to: str, text: str) -> None:
    session = await AccountBook(Path("profile")).sign_in(parse_address(address), handle, password)

    def show(change: Change) -> None:
        if isinstance(change, MessageArrived):
            print(f"{change.row.sender_name}: {text_of(change.row.parts)}", flush=True)

    session.subscribe(show)
    await session.start()
    await session.wait_online()
    person = next(p for p in await session.contacts.search(to) if p.handle == to)
    await session.messages.send(await session.conversations.open_direct(person.account), text)
    await session.settle()
    await asyncio.Event().wait()  # until Ctrl+C


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
