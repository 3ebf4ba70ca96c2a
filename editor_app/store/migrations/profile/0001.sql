CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    portal_url TEXT NOT NULL,
    username TEXT NOT NULL,
    display_name TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    portal_name TEXT NOT NULL,
    device_id TEXT NOT NULL,
    last_used TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
