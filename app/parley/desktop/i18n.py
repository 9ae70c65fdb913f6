"""The language of the windows: English in the code, other languages in `resources/i18n/LANGUAGE/*.ts`.

Qt asks the installed `Catalogue` for every text, ours and its own (the menus of text fields, for instance). The .ts
files are Qt Linguist's format and read as they are, so nothing has to be compiled and translators edit what ships.
Widgets read their texts again in `changeEvent` at `QEvent.LanguageChange`.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from parley.foundation import resources

ENGLISH = "en"
CHINESE = "zh_CN"
LANGUAGES = (CHINESE, ENGLISH)

Key = tuple[str, str]
"""Context and English text."""


def translate(context: str, text: str, **values: object) -> str:
    """The text in the active language, `{name}` filled in from `values`."""
    found = QCoreApplication.translate(context, text)
    return found.format(**values) if values else found


class Catalogue(QTranslator):
    """The translations of one language, from all of its .ts files."""

    def __init__(self, texts: Mapping[Key, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = dict(texts)

    def isEmpty(self) -> bool:
        return not self._texts

    def translate(
        self,
        context: str,
        source_text: str,
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        # None, not "": an empty text would hide the translators installed before this one.
        return self._texts.get((context, source_text))


class Language(QObject):
    """Which language the application speaks. Pass it to what changes the language."""

    def __init__(self, app: QCoreApplication, chosen: str = "") -> None:
        super().__init__(app)
        self._app = app
        self._installed: list[QTranslator] = []
        self._chosen = ""
        self._active = ENGLISH
        self.choose(chosen)

    @property
    def chosen(self) -> str:
        """What the person chose: "zh_CN", "en", or "" for the system's."""
        return self._chosen

    @property
    def active(self) -> str:
        """The language in force."""
        return self._active

    def choose(self, language: str) -> None:
        """Speak this language from now on; "" follows the system. Every widget gets a LanguageChange event."""
        self._chosen = language if language in LANGUAGES else ""
        wanted = self._chosen or system_language()
        if wanted == self._active and (self._installed or wanted == ENGLISH):
            return
        self._active = wanted
        QLocale.setDefault(QLocale(wanted))
        self._remove()
        if wanted != ENGLISH:
            self._install(wanted)

    def _install(self, language: str) -> None:
        qt = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        made: list[QTranslator] = [qt] if qt.load(f"qtbase_{language}", folder) else []
        made.append(Catalogue(texts_of(language), self))
        for translator in made:
            self._app.installTranslator(translator)
        self._installed = made

    def _remove(self) -> None:
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = []


def active_language() -> str:
    """The language in force, for dates and for pictures of words; "en" when none was chosen."""
    return CHINESE if QLocale().language() == QLocale.Language.Chinese else ENGLISH


def system_language() -> str:
    """The language of the system's windows, as far as we speak it."""
    is_chinese = any(name.lower().startswith("zh") for name in QLocale.system().uiLanguages())
    first = (QLocale.system().uiLanguages() or [""])[0].lower()
    return CHINESE if first.startswith("zh") or (not first and is_chinese) else ENGLISH


@cache
def texts_of(language: str) -> Mapping[Key, str]:
    """Everything a language's .ts files say, by context and English text."""
    texts: dict[Key, str] = {}
    for file in sorted(resources.path("i18n", language).glob("*.ts")):
        texts.update(read_ts(file))
    return texts


def read_ts(file: Path) -> dict[Key, str]:
    """One Qt Linguist file. Unfinished and vanished entries are left out."""
    texts: dict[Key, str] = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") or not translation.text:
                continue
            texts[name, message.findtext("source") or ""] = translation.text
    return texts
