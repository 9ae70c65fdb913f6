"""Opens the tester's remote hand. Off unless someone asks for it; never reachable over a network.

`parley --control PATH` calls `open_for`; nothing else does.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from parley.driver.control_access import ControlRefused
from parley.driver.control_server import ControlServer
from parley.driver.surroundings import Surroundings
from parley.foundation.clock import Clock

if TYPE_CHECKING:
    from parley.desktop.application import Desktop

__all__ = ["ControlRefused", "ControlServer", "open_for", "start", "watch_notices"]


def start(
    app: QApplication,
    path: Path,
    *,
    quit_application: Callable[[], object] | None = None,
    clock: Clock | None = None,
    owner: QObject | None = None,
    parent: QObject | None = None,
) -> ControlServer:
    """Listens at `path` until the application ends. Raises ControlRefused, whose text says why and what to do.

    `quit_application` is what the op `quit` calls; Qt's own quit if left out.
    """
    server = ControlServer(
        Surroundings(app, quit_application, clock=clock, owner=owner), parent=parent or app
    )
    try:
        server.listen(path)
    except ControlRefused:
        server.deleteLater()
        raise
    app.aboutToQuit.connect(server.close)
    return server


def open_for(desktop: "Desktop", path: Path) -> ControlServer:
    """Lets a test drive this desktop, quit it as a person does, and read what it announces."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    server = start(app, path, quit_application=desktop.quit, clock=desktop.options.clock, owner=desktop)
    watch_notices(server, desktop.notifier)
    return server


def watch_notices(server: ControlServer, notifier: Any) -> None:
    """Lets the op `notifications` tell what a notifier announces: its `noticed` carries `title` and `text`."""
    notifier.noticed.connect(lambda notice: server.note_notification(notice.title, notice.text))
