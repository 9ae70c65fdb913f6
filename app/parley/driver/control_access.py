"""Who may use the control socket: the person who runs the desktop, and nobody else.

Two locks, each enough by itself: the socket lies in a folder that only this person may enter, and where the system
tells who is at the other end (Linux), another user is sent away. Whoever may use it can act as the person does.
"""

import os
import socket
import stat
import struct
import sys
from pathlib import Path

LONGEST_PATH = 90
"""The system allows 104 to 108 bytes; the socket is first made under a longer name and then renamed."""


class ControlRefused(Exception):
    """The control socket can't be opened at this path; the text says why and what to do."""


def check_place(path: Path, *, uid: int | None = None) -> None:
    """Makes the socket's folder if need be, and removes what a crashed desktop left. Raises ControlRefused."""
    if sys.platform == "win32":
        return
    me = os.getuid() if uid is None else uid
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise ControlRefused(f"The path of the control socket is longer than {LONGEST_PATH} bytes: {path}")
    _check_folder(path.parent, me)
    _clear_away(path, me)


def peer_uid(descriptor: int) -> int | None:
    """The user at the other end of a connected Unix socket, where the system tells; else None."""
    if not hasattr(socket, "SO_PEERCRED"):
        return None
    with socket.socket(fileno=os.dup(descriptor)) as peer:
        credentials = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _pid, uid, _gid = struct.unpack("3i", credentials)
    return int(uid)


def may_control(uid: int | None, *, mine: int | None = None) -> bool:
    """Whether this user may drive the desktop. None: the system doesn't tell, the folder is the lock."""
    if uid is None:
        return True
    return uid == (os.getuid() if mine is None else mine)


def _check_folder(folder: Path, me: int) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.stat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != me:
        raise ControlRefused(f"The control socket must lie in a folder of your own, and {folder} isn't")
    if found.st_mode & 0o077:
        raise ControlRefused(
            f"Others may enter {folder}, so the control socket can't lie there; make it yours with: chmod 700 {folder}"
        )


def _clear_away(path: Path, me: int) -> None:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(found.st_mode) or found.st_uid != me:
        raise ControlRefused(f"{path} exists and isn't a control socket")
    if _is_answered(path):
        raise ControlRefused(f"Another desktop already listens at {path}")
    path.unlink()


def _is_answered(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as trial:
        trial.settimeout(1)
        try:
            trial.connect(str(path))
        except OSError:
            return False
    return True
