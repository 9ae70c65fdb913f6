"""Pictures by the SHA-256 of their PNG."""

import apsw


def find(db: apsw.Connection, sha256: str) -> bytes | None:
    """The PNG, or None."""
    for (png,) in db.execute("SELECT png FROM avatar WHERE sha256 = ?", (sha256,)):
        return png if isinstance(png, bytes) else None
    return None


def put(db: apsw.Connection, sha256: str, png: bytes) -> None:
    """Storing one again changes nothing."""
    db.execute("INSERT OR IGNORE INTO avatar VALUES (?, ?)", (sha256, png))
