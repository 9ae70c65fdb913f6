"""Pictures of the desktop: each view in light and dark, Chinese and English."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QImage

from parley.cli.demo.server import DemoFailed
from parley.desktop.application import Desktop
from parley.desktop.i18n import LANGUAGES
from parley.desktop.style.theme import ThemeMode
from parley.desktop.workspace import Workspace

SIZE = QSize(1280, 800)
THEMES = (ThemeMode.LIGHT, ThemeMode.DARK)
_SETTLE_SECONDS = 5.0
_FRAME_SECONDS = 0.03


class Photographer:
    """Takes one view after the other; `desktop` decides what the view is."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self.desktop = desktop
        self._folder = folder

    @property
    def workspace(self) -> Workspace:
        """The account that shows. Raises DemoFailed if none does."""
        shown = self.desktop.window.workspace
        if shown is None:
            raise DemoFailed("The demo's window shows no account.")
        return shown

    async def take(self, name: str, arrange: Callable[[str], None] | None = None) -> None:
        """Write NAME-THEME-LANGUAGE.png four times; `arrange` gets the language before each."""
        for theme in THEMES:
            self.desktop.theme.set_mode(theme)
            for language in LANGUAGES:
                self.desktop.language.choose(language)
                if arrange is not None:
                    arrange(language)
                await still(self.desktop)
                self._write(self._folder / f"{name}-{theme.value}-{language}.png")

    def _write(self, file: Path) -> None:
        window = self.desktop.window
        window.resize(SIZE)
        picture = window.grab().toImage()
        if picture.size() != SIZE:
            keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(SIZE, keep, smooth)
        picture.setDevicePixelRatio(1.0)
        if not picture.convertToFormat(QImage.Format.Format_RGB32).save(str(file)):
            raise DemoFailed(f"{file} can't be written.")


async def still(desktop: Desktop) -> None:
    """Waits until what was begun has been shown."""
    for _turn in range(3):
        try:
            await asyncio.wait_for(desktop.tasks.settle(), _SETTLE_SECONDS)
        except TimeoutError as error:
            raise DemoFailed("The demo's window doesn't come to rest.") from error
        await asyncio.sleep(_FRAME_SECONDS)
        QCoreApplication.sendPostedEvents()
