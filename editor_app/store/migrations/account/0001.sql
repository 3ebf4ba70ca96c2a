-- A draft's content is that of its newest revision; this row repeats only what lists show.
CREATE TABLE drafts (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    state TEXT NOT NULL,
    revision_number INTEGER NOT NULL,   -- of the newest revision; numbers are never given twice
    changed INTEGER NOT NULL UNIQUE,    -- counts all changes of all drafts: the order of lists (clocks may jump)
    title TEXT NOT NULL,
    section TEXT NOT NULL,
    kind TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    trashed INTEGER NOT NULL DEFAULT 0,
    trashed_at TEXT NOT NULL DEFAULT '',
    remote TEXT NOT NULL DEFAULT '{}',
    waivers TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX drafts_listed ON drafts (trashed, changed);
CREATE INDEX drafts_by_state ON drafts (trashed, state, changed);
CREATE INDEX drafts_by_section ON drafts (trashed, section, changed);
CREATE INDEX drafts_by_kind ON drafts (trashed, kind, changed);

CREATE TABLE revisions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    draft INTEGER NOT NULL REFERENCES drafts (seq) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL,
    characters INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    began_at TEXT NOT NULL,             -- first save of the run of autosaves that this one stands for
    content TEXT NOT NULL,
    UNIQUE (draft, number)
);

-- Which revision needs which file. A draft's and a submission's content are revisions too, so this counts every use.
CREATE TABLE blob_refs (
    revision INTEGER NOT NULL REFERENCES revisions (seq) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (revision, sha256)
) WITHOUT ROWID;
CREATE INDEX blob_refs_by_file ON blob_refs (sha256);

CREATE TABLE blobs (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    unused_since TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE submissions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    draft INTEGER NOT NULL REFERENCES drafts (seq) ON DELETE CASCADE,
    revision INTEGER NOT NULL REFERENCES revisions (seq),
    waivers TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    base_etag TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (draft, revision)
);
CREATE INDEX submissions_by_revision ON submissions (revision);

CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    draft INTEGER NOT NULL REFERENCES drafts (seq) ON DELETE CASCADE,
    submission INTEGER NOT NULL UNIQUE REFERENCES submissions (seq) ON DELETE CASCADE,
    idempotency_key TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    draft_state_before TEXT NOT NULL,   -- where the draft goes back to when this is cancelled or refused
    uncertain INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try_at TEXT NOT NULL DEFAULT '',
    error_title TEXT NOT NULL DEFAULT '',
    error_advice TEXT NOT NULL DEFAULT '',
    findings TEXT NOT NULL DEFAULT '[]',
    receipt TEXT NOT NULL DEFAULT '',
    sent_bytes INTEGER NOT NULL DEFAULT 0,
    total_bytes INTEGER NOT NULL DEFAULT 0
);
-- A draft has at most one submission on its way, whoever asks however often.
CREATE UNIQUE INDEX outbox_one_waiting ON outbox (draft) WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX outbox_by_draft ON outbox (draft);
CREATE INDEX outbox_by_state ON outbox (state);

CREATE TABLE uploads (
    entry INTEGER NOT NULL REFERENCES outbox (seq) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (entry, sha256)
) WITHOUT ROWID;

CREATE TABLE reference (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Search: passages (id = draft's seq * 1048576 + slot) hold the folded text, the index their words and pairs of characters.
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL
);
CREATE VIRTUAL TABLE passage_index USING fts5 (tokens, content = '', tokenize = 'unicode61 remove_diacritics 0');
