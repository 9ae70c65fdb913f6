"""A client in a process of its own, to be killed: queues messages without a connection, says so, then waits.

python client_process.py PROFILE ACCOUNT CONVERSATION COUNT
"""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

from parley.client.accounts import AccountBook
from parley.client.credentials import FileCredentials


def kill_after_queueing(profile: Path, account: str, conversation: str, count: int) -> None:
    """Runs such a process up to the moment it has queued everything, and kills it there (kill -9)."""
    command = [sys.executable, __file__, str(profile), account, conversation, str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert said == b"queued\n"


async def _queue(profile: Path, account: str, conversation: str, count: int) -> None:
    session = await AccountBook(profile, credentials=FileCredentials(profile)).open(account)
    await session.start()
    for number in range(count):
        await session.messages.send(conversation, f"queued {number}")
    await session.conversations.set_draft(conversation, "half a sentence")
    print("queued", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    folder, *rest = sys.argv[1:]
    asyncio.run(_queue(Path(folder), rest[0], rest[1], int(rest[2])))
