"""Draws what the reference pictures show, in a process of its own: python draw.py FOLDER

Its own process, because the environment it is started in (see conftest.py) hides the fonts of the machine: only those
that come with Parley are seen.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QFontDatabase, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from parley.client.accounts import AccountBook
from parley.client.credentials import FileCredentials
from parley.desktop.i18n import LANGUAGES, Language
from parley.desktop.platform.shop_server import ShopServer
from parley.desktop.sign_in.sign_in_view import SignInView
from parley.desktop.style.theme import Theme, ThemeMode
from parley.desktop.tasks import Tasks
from parley.desktop.widgets import gallery

_SIZE = QSize(1024, 640)


def main(folder: Path) -> None:
    """Writes `NAME-THEME-LANGUAGE.png` for each sheet and page; prints the font families that were seen."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    gallery.main(folder, ((1, 100),))
    for file in folder.glob("*-1x.png"):
        file.rename(file.with_name(file.name.replace("-1x", "")))
    _draw_pages(app, folder)
    print("\n".join(QFontDatabase.families()))


def _draw_pages(app: QApplication, folder: Path) -> None:
    theme = Theme(ThemeMode.LIGHT, motion=False, pins_fonts=True)
    theme.install(app)
    language = Language(app)
    for name in LANGUAGES:
        language.choose(name)
        for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
            theme.set_mode(mode)
            with tempfile.TemporaryDirectory() as profile:
                _draw_sign_in(app, Path(profile), folder, f"{mode.value}-{name}")


def _draw_sign_in(app: QApplication, profile: Path, folder: Path, suffix: str) -> None:
    book = AccountBook(profile, credentials=FileCredentials(profile))
    tasks = Tasks()
    view = SignInView(book, ShopServer(profile / "shop"), tasks)
    view.resize(_SIZE)
    for name, show in (("welcome", view.show_welcome), ("paste", view.show_paste)):
        show()
        view.show()
        view.setFocus()
        app.processEvents()
        _shoot(view).save(str(folder / f"{name}-{suffix}.png"))
    view.close()
    view.deleteLater()


def _shoot(widget: QWidget) -> QPixmap:
    picture = QPixmap(widget.size())
    widget.render(picture, QPoint(0, 0))
    return picture


if __name__ == "__main__":
    main(Path(sys.argv[1]))
