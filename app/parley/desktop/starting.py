"""From the command line to the first window: one desktop per profile, its log, its loop."""

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from parley.desktop import event_loop
from parley.desktop.accessibility import install_accessible_rows
from parley.desktop.application import Desktop, dress
from parley.desktop.collector import Collector
from parley.desktop.logs import start_logging
from parley.desktop.options import DesktopOptions
from parley.desktop.platform.single_instance import SingleInstance


def run_desktop(options: DesktopOptions, opened: Callable[[Desktop], object] | None = None) -> int:
    """Opens the desktop and returns its exit code; hands over to the one that runs already, if there is one.

    `opened` is called once with the desktop, before anything happens in it.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    dress(app)
    install_accessible_rows()
    instance = SingleInstance(options.profile, app)
    if not instance.acquire():
        if instance.ask_running_one(options.link):
            return 0
        print(f"Parley is already running with {options.profile}, but doesn't answer.", file=sys.stderr)
        return 1
    start_logging(options.profile)
    collector = Collector(app)
    desktop = Desktop(app, options)
    instance.asked.connect(desktop.on_asked)
    desktop.show()
    try:
        if opened is not None:
            opened(desktop)
        return event_loop.run(app, desktop.run())
    finally:
        collector.stop()
        instance.release()
