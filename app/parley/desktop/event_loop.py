"""Qt and asyncio on one thread. The only module that knows qasync.

Every `call_soon` is a Qt timer here, so what arrives in bursts is drained where it arrives and shown once per frame.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

from PySide6.QtWidgets import QApplication

T = TypeVar("T")

_WORKERS = 4
"""For files, pictures and look-ups; SQL has threads of its own in the client."""


def make_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """An asyncio loop that runs inside Qt's. The caller closes it with `close_loop`."""
    from qasync import QEventLoop

    loop = cast(asyncio.AbstractEventLoop, QEventLoop(app))
    loop.set_default_executor(ThreadPoolExecutor(_WORKERS, thread_name_prefix="parley-worker"))
    return loop


def run(app: QApplication, main: Coroutine[Any, Any, T]) -> T:
    """Runs `main` to its end inside Qt's event loop, then cleans up what it left running."""
    loop = make_loop(app)
    try:
        return loop.run_until_complete(main)
    finally:
        close_loop(loop)


def close_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Cancels the tasks that still run, lets them end, and closes the loop."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
