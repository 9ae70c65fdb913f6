"""The REST shapes of quick phrases. The routes are listed in `rest.py`."""

from parley.domain.message import Part
from parley.domain.ownership import Owner
from parley.protocol.rest import Shape


class PhraseValue(Shape, frozen=True, kw_only=True):
    """A phrase's content and whose it is. Its place stays; a new one comes last. `code` "" and `folder` null are none."""

    owner: Owner
    parts: tuple[Part, ...]
    code: str = ""
    folder: str | None = None


class PhrasePlace(Shape, frozen=True, kw_only=True):
    """The folder a phrase goes into, and the phrase of its library it goes before; null: into none, last."""

    folder: str | None = None
    before: str | None = None


class PhraseFolderValue(Shape, frozen=True, kw_only=True):
    """A folder's name and place, and whose it is."""

    owner: Owner
    name: str
    position: int


class ImportedFolder(Shape, frozen=True, kw_only=True):
    """A folder that the phrases of an import need: a new one, or one that is there."""

    id: str
    name: str


class ImportedPhrase(Shape, frozen=True, kw_only=True):
    """A phrase of an import; one with a known id takes its place."""

    id: str
    parts: tuple[Part, ...]
    code: str = ""
    folder: str | None = None


class PhraseImport(Shape, frozen=True, kw_only=True):
    """At most 2,000 phrases, stored all or not at all. A refusal's `field` says which: `phrases[3].code`."""

    owner: Owner
    phrases: tuple[ImportedPhrase, ...]
    folders: tuple[ImportedFolder, ...] = ()


class PhrasesImported(Shape, frozen=True, kw_only=True):
    """How many are new and how many are different; `seq` is the log's head afterwards."""

    created: int
    changed: int
    seq: int


class PhrasesUsed(Shape, frozen=True, kw_only=True):
    """Uses since the last batch, by phrase. `batch` is a UUID of the client's making; resend under the same one."""

    batch: str
    uses: dict[str, int]


class PhraseUses(Shape, frozen=True, kw_only=True):
    """How often each phrase was used, by id; those never used are left out."""

    uses: dict[str, int]
