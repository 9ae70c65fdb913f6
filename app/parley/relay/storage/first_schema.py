"""The first step of the schema: logs, people, what one keeps to oneself, conversations. See `migrations`."""

FIRST = (
    """CREATE TABLE relay (
        one BIGINT PRIMARY KEY CHECK (one = 1),
        epoch TEXT NOT NULL
    )""",
    # Logs
    """CREATE TABLE log (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        parent TEXT REFERENCES log (id),
        linked_kind TEXT,
        head_seq BIGINT NOT NULL DEFAULT 0,
        last_event_at BIGINT NOT NULL DEFAULT 0,
        marks_version BIGINT NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE event (
        log_id TEXT NOT NULL REFERENCES log (id),
        seq BIGINT NOT NULL,
        id TEXT NOT NULL,
        at BIGINT NOT NULL,
        party TEXT NOT NULL,
        acted_by_account TEXT NOT NULL,
        acted_by_device TEXT NOT NULL,
        type TEXT NOT NULL,
        payload BLOB NOT NULL,
        PRIMARY KEY (log_id, seq)
    )""",
    # Unread counts and the last message of a conversation.
    "CREATE INDEX event_message ON event (log_id, seq, party) WHERE type = 'MessageCreated'",
    """CREATE TABLE sent (
        account TEXT NOT NULL,
        client_message_id TEXT NOT NULL,
        body_hash BLOB NOT NULL,
        log_id TEXT NOT NULL,
        seq BIGINT NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (account, client_message_id)
    )""",
    # People
    """CREATE TABLE shop (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        team_room TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )""",
    """CREATE TABLE party (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        display_name TEXT NOT NULL,
        company TEXT NOT NULL DEFAULT '',
        role TEXT NOT NULL DEFAULT '',
        region TEXT NOT NULL DEFAULT '',
        product_words TEXT NOT NULL DEFAULT '[]',
        signature TEXT NOT NULL DEFAULT '',
        avatar TEXT,
        pinyin TEXT NOT NULL DEFAULT '',
        search_key TEXT NOT NULL DEFAULT ''
    )""",
    """CREATE TABLE account (
        id TEXT PRIMARY KEY REFERENCES party (id),
        handle TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        password_hash TEXT NOT NULL,
        who_may_write TEXT NOT NULL DEFAULT 'anyone',
        is_disabled BIGINT NOT NULL DEFAULT 0,
        created_at BIGINT NOT NULL
    )""",
    """CREATE TABLE staff (
        shop TEXT NOT NULL REFERENCES shop (id),
        account TEXT NOT NULL REFERENCES account (id),
        PRIMARY KEY (shop, account)
    )""",
    "CREATE INDEX staff_account ON staff (account)",
    """CREATE TABLE device (
        id TEXT PRIMARY KEY,
        account TEXT NOT NULL REFERENCES account (id),
        name TEXT NOT NULL,
        public_key TEXT NOT NULL,
        token_hash TEXT NOT NULL UNIQUE,
        created_at BIGINT NOT NULL,
        last_seen_at BIGINT NOT NULL,
        revoked_at BIGINT
    )""",
    "CREATE INDEX device_account ON device (account)",
    """CREATE TABLE recovery (
        account TEXT PRIMARY KEY REFERENCES account (id),
        code_hash TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )""",
    """CREATE TABLE invite (
        id TEXT PRIMARY KEY,
        code_hash TEXT NOT NULL UNIQUE,
        shop TEXT,
        kind TEXT NOT NULL,
        uses BIGINT NOT NULL,
        used BIGINT NOT NULL DEFAULT 0,
        created_by TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL,
        is_revoked BIGINT NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE avatar (
        sha256 TEXT PRIMARY KEY,
        png BLOB NOT NULL,
        created_at BIGINT NOT NULL
    )""",
    # What one account keeps to itself
    """CREATE TABLE contact (
        owner TEXT NOT NULL REFERENCES account (id),
        account TEXT NOT NULL REFERENCES account (id),
        state TEXT NOT NULL,
        remark TEXT NOT NULL DEFAULT '',
        remark_pinyin TEXT NOT NULL DEFAULT '',
        groups_json TEXT NOT NULL DEFAULT '[]',
        message TEXT NOT NULL DEFAULT '',
        since BIGINT NOT NULL,
        PRIMARY KEY (owner, account)
    )""",
    "CREATE INDEX contact_account ON contact (account)",
    """CREATE TABLE contact_group (
        owner TEXT NOT NULL REFERENCES account (id),
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        position BIGINT NOT NULL,
        PRIMARY KEY (owner, id)
    )""",
    """CREATE TABLE block (
        owner TEXT NOT NULL REFERENCES account (id),
        account TEXT NOT NULL REFERENCES account (id),
        since BIGINT NOT NULL,
        PRIMARY KEY (owner, account)
    )""",
    "CREATE INDEX block_account ON block (account)",
    """CREATE TABLE setting (
        account TEXT NOT NULL REFERENCES account (id),
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (account, name)
    )""",
    # The profile of `subject` as `viewer` was last told.
    """CREATE TABLE person_seen (
        viewer TEXT NOT NULL REFERENCES account (id),
        subject TEXT NOT NULL REFERENCES account (id),
        profile TEXT NOT NULL,
        PRIMARY KEY (viewer, subject)
    )""",
    "CREATE INDEX person_seen_subject ON person_seen (subject)",
    # Conversations
    """CREATE TABLE conversation (
        id TEXT PRIMARY KEY REFERENCES log (id),
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )""",
    """CREATE TABLE direct (
        low TEXT NOT NULL,
        high TEXT NOT NULL,
        conversation TEXT NOT NULL UNIQUE REFERENCES conversation (id),
        PRIMARY KEY (low, high)
    )""",
    # `told_title` is the title as the party's own log has it; `invited_seq` orders those who were asked.
    """CREATE TABLE seat (
        party TEXT NOT NULL REFERENCES party (id),
        conversation TEXT NOT NULL REFERENCES conversation (id),
        role TEXT NOT NULL,
        from_seq BIGINT NOT NULL DEFAULT 0,
        until_seq BIGINT,
        joined_at BIGINT NOT NULL DEFAULT 0,
        invited_by TEXT,
        invited_seq BIGINT NOT NULL DEFAULT 0,
        peer TEXT,
        told_title TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (party, conversation)
    )""",
    "CREATE INDEX seat_conversation ON seat (conversation)",
    """CREATE TABLE preference (
        account TEXT NOT NULL REFERENCES account (id),
        conversation TEXT NOT NULL REFERENCES conversation (id),
        is_muted BIGINT NOT NULL,
        is_pinned BIGINT NOT NULL,
        draft TEXT NOT NULL,
        draft_at BIGINT,
        is_hidden BIGINT NOT NULL,
        PRIMARY KEY (account, conversation)
    )""",
    """CREATE TABLE mark (
        log_id TEXT NOT NULL REFERENCES log (id),
        party TEXT NOT NULL REFERENCES party (id),
        delivered_seq BIGINT NOT NULL,
        read_seq BIGINT NOT NULL,
        marks_version BIGINT NOT NULL,
        PRIMARY KEY (log_id, party)
    )""",
    # The marks of `party` as somebody they blocked goes on seeing them.
    """CREATE TABLE mark_frozen (
        viewer TEXT NOT NULL REFERENCES account (id),
        log_id TEXT NOT NULL REFERENCES log (id),
        party TEXT NOT NULL REFERENCES party (id),
        delivered_seq BIGINT NOT NULL,
        read_seq BIGINT NOT NULL,
        marks_version BIGINT NOT NULL,
        PRIMARY KEY (viewer, log_id, party)
    )""",
)
