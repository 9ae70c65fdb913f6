"""The script that the README shows runs as it stands there."""

import asyncio
import re
import sys
from pathlib import Path

from support.listening import until
from support.team import PASSWORD, Team

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "client" / "example.py"


async def test_the_example_signs_in_sends_and_prints_what_arrives(team: Team, tmp_path: Path) -> None:
    li = await team.join("lina", "李娜")
    await li.stop()
    team.sessions.remove(li)
    arguments = [str(SCRIPT), team.address.url, "lina", PASSWORD, "chen", "你好"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, cwd=tmp_path
    )
    try:
        await until(team.owner, lambda: team.owner.conversations.unread_total() == 1, timeout=30)
        conversation = team.owner.conversations.with_person(li.account)
        assert conversation is not None
        await team.owner.messages.send(conversation, "有货")
        assert process.stdout is not None
        assert (await asyncio.wait_for(process.stdout.readline(), 20)).decode() == "陈明: 有货\n"
    finally:
        process.kill()
        await process.wait()


def test_the_readme_shows_this_very_script() -> None:
    shown = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    examples = [block for block in shown if "AccountBook" in block]
    assert len(examples) == 1
    assert examples[0].strip() in SCRIPT.read_text("utf-8")
