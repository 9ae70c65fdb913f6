"""What the users of a swarm do: a file with `async def user(me, swarm)`, or the built-in day at a shop."""

import importlib.util
import inspect
from collections.abc import Awaitable, Callable
from pathlib import Path

from parley.cli.swarm.errors import SwarmFailed
from parley.cli.swarm.swarm import Swarm
from parley.cli.swarm.user import User

Script = Callable[[User, Swarm], Awaitable[None]]


def load_script(file: Path) -> Script:
    """The `user` of a file. Raises SwarmFailed, or whatever the file raises when it is run."""
    if not file.is_file():
        raise SwarmFailed(f"There is no script {file}.")
    spec = importlib.util.spec_from_file_location("swarm_script", file)
    if spec is None or spec.loader is None:
        raise SwarmFailed(f"{file} is not a Python file; its name has to end in .py.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = getattr(module, "user", None)
    if not inspect.iscoroutinefunction(found):
        raise SwarmFailed(f"{file} has no `async def user(me, swarm)`.")
    script: Script = found
    return script


async def day_at_the_shop(me: User, swarm: Swarm) -> None:
    """The built-in script: everybody writes to a few people, and answers first whoever wrote to them."""
    await me.think()
    chats = [await me.open_chat(swarm.pick_other(me)) for _ in range(2)]
    while True:
        heard = await me.hear(0)
        chat = heard.conversation if heard else me.dice.choice(chats)
        if heard:
            await me.read(chat)
        me.session.messages.set_typing(chat, True)
        await me.say(chat, me.dice.choice(_LINES))
        await me.think()


_LINES = (
    "大红袍还有货吗？",
    "有的，特级 200 斤，一级 500 斤。",
    "一级什么价？能开专票吗？",
    "一斤 188 元，专票可以开。",
    "量大还能优惠吗？",
    "500 斤以上每斤再让 8 元。",
    "好的，我和老板商量一下。",
    "样品今天发顺丰，明天到。",
    "收到，谢谢！",
    "How long is delivery to Hamburg?",
    "By sea about 35 days, by air 6 days.",
    "Could you quote FOB Xiamen for 300 kg?",
    "Sure, the quotation follows this afternoon.",
    "We need the organic certificate as well.",
    "It comes with every batch; I'll send you a copy.",
    "Thanks, that's all for today.",
)
