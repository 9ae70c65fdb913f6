"""The schema, step by step. A step that was released is never edited: add another one.

Written once for both databases: TEXT, BIGINT and BLOB (BYTEA on PostgreSQL) only; truth values are 0 and 1, times are
milliseconds since 1970, lists and profiles are JSON text. A log has the id of what it belongs to: the account's, the
shop's, the conversation's. People are one kind of **party**; shops, guests, bots and people of other relays are others
and need no tables of their own.
"""

from parley.relay.storage.first_schema import FIRST

_PHRASES = (
    # The owner is an account or a shop, by the id of its log.
    """CREATE TABLE phrase_folder (
        owner TEXT NOT NULL REFERENCES log (id),
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        position BIGINT NOT NULL,
        PRIMARY KEY (owner, id)
    )""",
    """CREATE TABLE phrase (
        owner TEXT NOT NULL REFERENCES log (id),
        id TEXT NOT NULL,
        code TEXT NOT NULL,
        parts TEXT NOT NULL,
        folder TEXT,
        position BIGINT NOT NULL,
        pinyin TEXT NOT NULL,
        changed_by TEXT NOT NULL,
        changed_at BIGINT NOT NULL,
        use_count BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (owner, id)
    )""",
    "CREATE UNIQUE INDEX phrase_code ON phrase (owner, code) WHERE code <> ''",
    # The last uses a device has told, so that telling them again counts nothing twice.
    """CREATE TABLE phrase_use_batch (
        device TEXT PRIMARY KEY REFERENCES device (id),
        batch TEXT NOT NULL
    )""",
    "ALTER TABLE shop ADD COLUMN phrase_editors TEXT NOT NULL DEFAULT 'staff'",
)

_NEWCOMERS = (
    "ALTER TABLE conversation ADD COLUMN newcomers_see_all BIGINT NOT NULL DEFAULT 0",
    # Where a party joined that sees what was said before; 0: `from_seq` is where.
    "ALTER TABLE seat ADD COLUMN joined_seq BIGINT NOT NULL DEFAULT 0",
)

_WAITING = (
    # The newest message of a customer to one of the shop's people, and the newest answer by hand.
    """CREATE TABLE waiting (
        account TEXT NOT NULL REFERENCES account (id),
        conversation TEXT NOT NULL REFERENCES conversation (id),
        customer TEXT NOT NULL REFERENCES account (id),
        asked_seq BIGINT NOT NULL,
        answered_seq BIGINT NOT NULL,
        PRIMARY KEY (account, conversation)
    )""",
    """CREATE TABLE desk (
        account TEXT NOT NULL REFERENCES account (id),
        conversation TEXT NOT NULL REFERENCES conversation (id),
        done_seq BIGINT NOT NULL,
        snoozed_until BIGINT,
        snoozed_seq BIGINT NOT NULL,
        flag BIGINT NOT NULL,
        PRIMARY KEY (account, conversation)
    )""",
    # What was said before there were desks: all of it by hand.
    """INSERT INTO waiting (account, conversation, customer, asked_seq, answered_seq)
        SELECT s.party, s.conversation, s.peer,
            coalesce((SELECT max(e.seq) FROM event e WHERE e.log_id = s.conversation
                AND e.type = 'MessageCreated' AND e.party = s.peer), 0),
            coalesce((SELECT max(e.seq) FROM event e WHERE e.log_id = s.conversation
                AND e.type = 'MessageCreated' AND e.party = s.party), 0)
        FROM seat s JOIN account a ON a.id = s.party JOIN account c ON c.id = s.peer
        WHERE a.kind IN ('owner', 'staff') AND c.kind = 'customer'""",
)

_MUTES = (
    "ALTER TABLE preference ADD COLUMN muted_until BIGINT",
    "ALTER TABLE preference ADD COLUMN sound TEXT NOT NULL DEFAULT ''",
)

_CARDS = (
    # The owner is an account or a shop, by the id of its log.
    """CREATE TABLE tag (
        owner TEXT NOT NULL REFERENCES log (id),
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        colour TEXT NOT NULL,
        position BIGINT NOT NULL,
        PRIMARY KEY (owner, id)
    )""",
    """CREATE TABLE person_tag (
        owner TEXT NOT NULL,
        person TEXT NOT NULL REFERENCES account (id),
        tag TEXT NOT NULL,
        PRIMARY KEY (owner, person, tag),
        FOREIGN KEY (owner, tag) REFERENCES tag (owner, id)
    )""",
    "CREATE INDEX person_tag_tag ON person_tag (owner, tag)",
    """CREATE TABLE note (
        owner TEXT NOT NULL REFERENCES log (id),
        id TEXT NOT NULL,
        person TEXT NOT NULL REFERENCES account (id),
        texts TEXT NOT NULL,
        removed_by TEXT,
        removed_at BIGINT,
        PRIMARY KEY (owner, id)
    )""",
    "CREATE INDEX note_person ON note (owner, person)",
)
_AUTO_REPLY = (
    # The owner is an account or a shop, by the id of its log.
    """CREATE TABLE working_hours (
        owner TEXT PRIMARY KEY REFERENCES log (id),
        hours TEXT NOT NULL
    )""",
    """CREATE TABLE auto_reply_book (
        owner TEXT PRIMARY KEY REFERENCES log (id),
        book TEXT NOT NULL
    )""",
    # `id` is the id the reply will have: it follows from the message that is answered.
    """CREATE TABLE auto_reply_pending (
        id TEXT PRIMARY KEY,
        account TEXT NOT NULL REFERENCES account (id),
        conversation TEXT NOT NULL REFERENCES conversation (id),
        peer TEXT NOT NULL,
        rule TEXT NOT NULL,
        due_at BIGINT NOT NULL
    )""",
    "CREATE INDEX auto_reply_due ON auto_reply_pending (due_at)",
    "CREATE INDEX auto_reply_waiting ON auto_reply_pending (conversation, account)",
    # When a rule last answered somebody.
    """CREATE TABLE auto_reply_sent (
        account TEXT NOT NULL REFERENCES account (id),
        peer TEXT NOT NULL,
        rule TEXT NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (account, peer, rule)
    )""",
)

_DEVICE_LISTS = (
    # The devices of `subject` as `viewer` was last told; everybody is a viewer of their own.
    """CREATE TABLE devices_seen (
        viewer TEXT NOT NULL REFERENCES account (id),
        subject TEXT NOT NULL REFERENCES account (id),
        devices TEXT NOT NULL,
        PRIMARY KEY (viewer, subject)
    )""",
)

_BROADCASTS = (
    """CREATE TABLE broadcast (
        id TEXT PRIMARY KEY,
        account TEXT NOT NULL REFERENCES account (id),
        device TEXT NOT NULL,
        shop TEXT NOT NULL REFERENCES shop (id),
        text TEXT NOT NULL,
        given TEXT NOT NULL,
        language TEXT NOT NULL,
        zone TEXT NOT NULL,
        state TEXT NOT NULL,
        total BIGINT NOT NULL,
        sent BIGINT NOT NULL DEFAULT 0,
        skipped BIGINT NOT NULL DEFAULT 0,
        failed BIGINT NOT NULL DEFAULT 0,
        started_at BIGINT NOT NULL,
        ended_at BIGINT,
        body_hash BLOB NOT NULL
    )""",
    "CREATE INDEX broadcast_account ON broadcast (account)",
    "CREATE INDEX broadcast_running ON broadcast (started_at) WHERE state = 'running'",
    """CREATE TABLE broadcast_recipient (
        broadcast TEXT NOT NULL REFERENCES broadcast (id),
        position BIGINT NOT NULL,
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        result TEXT NOT NULL,
        why TEXT NOT NULL DEFAULT '',
        conversation TEXT,
        at BIGINT,
        PRIMARY KEY (broadcast, position)
    )""",
    "CREATE UNIQUE INDEX broadcast_recipient_once ON broadcast_recipient (broadcast, account)",
    "CREATE INDEX broadcast_recipient_waiting ON broadcast_recipient (broadcast, position) WHERE result = 'waiting'",
    # What each customer was sent, for the daily limit. It outlives the broadcast it belonged to.
    """CREATE TABLE broadcast_sent (
        shop TEXT NOT NULL REFERENCES shop (id),
        account TEXT NOT NULL,
        at BIGINT NOT NULL,
        conversation TEXT NOT NULL
    )""",
    "CREATE INDEX broadcast_sent_account ON broadcast_sent (account, at)",
    """CREATE TABLE opt_out (
        shop TEXT NOT NULL REFERENCES shop (id),
        account TEXT NOT NULL REFERENCES account (id),
        at BIGINT NOT NULL,
        by_account TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (shop, account)
    )""",
    "ALTER TABLE shop ADD COLUMN broadcasts_per_day BIGINT NOT NULL DEFAULT 1",
    "ALTER TABLE shop ADD COLUMN broadcast_zone TEXT NOT NULL DEFAULT ''",
)


_PHONES = (
    "ALTER TABLE party ADD COLUMN phone TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE party ADD COLUMN time_zone TEXT NOT NULL DEFAULT ''",
)

_HANDING_OVER = (
    # Where a direct conversation was handed over to the party, and whether they talk with the same person elsewhere.
    "ALTER TABLE seat ADD COLUMN handed_seq BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE seat ADD COLUMN is_earlier BIGINT NOT NULL DEFAULT 0",
)

_NEGOTIATIONS = (
    # Sides, awards and mandates of a log as JSON; the offers are rows of their own.
    """CREATE TABLE negotiation (
        log_id TEXT PRIMARY KEY REFERENCES log (id),
        value TEXT NOT NULL
    )""",
    # `expires_at` stands while the offer is open and its validity ends.
    """CREATE TABLE offer (
        log_id TEXT NOT NULL REFERENCES log (id),
        id TEXT NOT NULL,
        position BIGINT NOT NULL,
        value TEXT NOT NULL,
        expires_at BIGINT,
        PRIMARY KEY (log_id, id)
    )""",
    "CREATE INDEX offer_expires ON offer (expires_at) WHERE expires_at IS NOT NULL",
    # What every act brought about, so that doing it again does nothing.
    """CREATE TABLE acted (
        account TEXT NOT NULL,
        client_act_id TEXT NOT NULL,
        body_hash BLOB NOT NULL,
        log_id TEXT NOT NULL,
        first_seq BIGINT NOT NULL,
        last_seq BIGINT NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (account, client_act_id)
    )""",
)

_OPEN_OFFERS = (
    # An act looks at open offers and at those it names; a chat of years has thousands of others.
    "ALTER TABLE offer ADD COLUMN is_open BIGINT NOT NULL DEFAULT 1",
    "CREATE INDEX offer_open ON offer (log_id) WHERE is_open = 1",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    FIRST,
    _PHRASES,
    _NEWCOMERS,
    _WAITING,
    _MUTES,
    _CARDS,
    _AUTO_REPLY,
    _DEVICE_LISTS,
    _BROADCASTS,
    _PHONES,
    _HANDING_OVER,
    _NEGOTIATIONS,
    _OPEN_OFFERS,
)
