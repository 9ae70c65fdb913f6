"""A library to begin with, in each language: offered to who has none, never put there unasked."""

import msgspec

from parley.domain.phrase_csv import CsvRow
from parley.foundation import resources

LANGUAGES = ("zh_CN", "en")


class StarterPhrase(msgspec.Struct, frozen=True, kw_only=True):
    """One phrase of it."""

    code: str
    text: str


class StarterFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A folder with its phrases, in order."""

    name: str
    phrases: tuple[StarterPhrase, ...]


class StarterLibrary(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    folders: tuple[StarterFolder, ...]


def starter_library(language: str) -> StarterLibrary:
    """The one in a language, English for those that have none."""
    name = language if language in LANGUAGES else "en"
    content = resources.path("phrases", f"{name}.json").read_bytes()
    return msgspec.json.decode(content, type=StarterLibrary)


def rows_of(library: StarterLibrary) -> list[CsvRow]:
    """As a file of phrases would have them."""
    every = [(folder.name, phrase) for folder in library.folders for phrase in folder.phrases]
    return [
        CsvRow(line=line, code=phrase.code, text=phrase.text, folder=folder)
        for line, (folder, phrase) in enumerate(every, 1)
    ]
