"""The schema of a client's store, as numbered steps; the number reached stands in `user_version`."""

import apsw

from parley.client.errors import UpdateNeeded

STEPS = (
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    -- The account's and the shop's state, item by item, so that one event rewrites one row.
    CREATE TABLE item (log TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
                       PRIMARY KEY (log, kind, key)) WITHOUT ROWID;

    CREATE TABLE conversation (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;

    CREATE TABLE event (log TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, party TEXT NOT NULL,
                        is_message INTEGER NOT NULL, payload BLOB NOT NULL, PRIMARY KEY (log, seq)) WITHOUT ROWID;

    -- Which seqs of a log are here: runs without a hole, neither overlapping nor touching.
    CREATE TABLE run (log TEXT NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER NOT NULL,
                      PRIMARY KEY (log, from_seq)) WITHOUT ROWID;

    -- Events that a restored server no longer has, kept where they stood.
    CREATE TABLE stranded (log TEXT NOT NULL, after_seq INTEGER NOT NULL, id TEXT NOT NULL, payload BLOB NOT NULL,
                           place INTEGER PRIMARY KEY AUTOINCREMENT);
    CREATE INDEX stranded_log ON stranded (log, after_seq);

    CREATE TABLE outbox (position INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value BLOB NOT NULL);

    -- What this device changed and the server doesn't know yet.
    CREATE TABLE pending (kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
                          PRIMARY KEY (kind, key)) WITHOUT ROWID;

    CREATE TABLE avatar (sha256 TEXT PRIMARY KEY, png BLOB NOT NULL) WITHOUT ROWID;
    """,
    """
    -- A conversation's negotiation, apart from its record: it moves far less often than that. `seq` is when it did.
    CREATE TABLE negotiation (log TEXT PRIMARY KEY, seq INTEGER NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
    """,
)


def migrate(connection: apsw.Connection) -> None:
    """Brings the schema up to date, a step per transaction. Raises UpdateNeeded for a newer program's store."""
    version = int(connection.pragma("user_version"))
    if version > len(STEPS):
        raise UpdateNeeded("The store of this account was made by a newer version of Parley.")
    for number in range(version, len(STEPS)):
        with connection:
            connection.execute(STEPS[number])
            connection.pragma("user_version", number + 1)
