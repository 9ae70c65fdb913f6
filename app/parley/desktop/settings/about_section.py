"""What this is, and whose work it stands on."""

from PySide6.QtCore import QSize, qVersion
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from parley import __version__
from parley.desktop.i18n import translate
from parley.desktop.settings.section import ListRow, Section
from parley.desktop.style.icons import app_icon
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.labels import TextLabel

_PARTS = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("qasync", "BSD-2-Clause"),
    ("SQLite, apsw, SQLite3 Multiple Ciphers", "Public domain, MIT"),
    ("httpx, picows, msgspec, Litestar, uvicorn", "BSD-3-Clause, MIT"),
    ("cryptography, argon2-cffi, keyring", "Apache-2.0, BSD-3-Clause, MIT"),
    ("segno, Pillow, pypinyin, platformdirs", "BSD-3-Clause, HPND, MIT"),
)


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class AboutSection(Section):
    """Version and licences."""

    def __init__(self) -> None:
        super().__init__("about", _("About"))
        card = Card(self)
        logo = QLabel(card)
        logo.setPixmap(app_icon().pixmap(QSize(56, 56), self.devicePixelRatioF()))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(TextLabel(_("Parley"), card, style=TextStyle.TITLE))
        version = _("Version {version} · Qt {qt}", version=__version__, qt=qVersion())
        texts.addWidget(TextLabel(version, card, ink="ink2", name="settings.about.version"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(logo)
        row.addLayout(texts, 1)
        card.column.addLayout(row)
        text = _("Open source under the Apache License 2.0. You may use, change and pass it on.")
        card.column.addWidget(TextLabel(text, card, ink="ink2", wrap=True))
        self.add(card, 24)
        group = self.add_group(_("Made with"))
        for part, licence in _PARTS:
            group.add_row(ListRow(part, licence, group))
