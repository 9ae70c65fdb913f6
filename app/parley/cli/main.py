"""`parley`: the one command. Each subcommand lives in a module of its own and is imported only when asked for."""

import sys
from importlib import import_module

from parley import __version__

COMMANDS = {
    "relay": ("parley.cli.relay", "run the shop's server"),
    "demo": ("parley.cli.demo.main", "a shop with people who talk, in real windows"),
    "admin": ("parley.cli.admin", "invite, list, disable, reset passwords"),
    "swarm": ("parley.cli.swarm.main", "many headless clients, for testers"),
    "bench": ("parley.cli.bench.main", "what the server takes for its work, measured here"),
    "record": ("parley.cli.record", "write a test of what you do, for testers"),
    "verify": ("parley.cli.verify", "whether the record of a deal is as it was made"),
    "doctor": ("parley.cli.doctor", "what is missing on this machine"),
}


def main(argv: list[str] | None = None) -> int:
    """Runs a subcommand, or opens the desktop. Returns the exit code: 0 done, 1 failed, 2 wrong usage."""
    arguments = sys.argv[1:] if argv is None else argv
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help", "help"):
        print(_usage())
        return 0
    if first == "--version":
        print(f"parley {__version__}")
        return 0
    if first in COMMANDS:
        return _run(COMMANDS[first][0], arguments[1:])
    if first and not first.startswith(("-", "parley:", "https:", "http:")):
        print(f"parley: there is no command “{first}”\n\n{_usage()}", file=sys.stderr)
        return 2
    return _run("parley.cli.desktop", arguments)


def _run(module: str, arguments: list[str]) -> int:
    entry = import_module(module).main
    code: int = entry(arguments)
    return code


def _usage() -> str:
    rows = "\n".join(f"  parley {name:<8} {what}" for name, (_, what) in COMMANDS.items())
    return f"parley opens the desktop. Besides:\n\n{rows}\n\n`parley COMMAND --help` tells more."
