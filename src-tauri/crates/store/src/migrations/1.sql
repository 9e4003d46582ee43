-- Drafts with their steps, their kept files and what was sent of them.
CREATE TABLE drafts (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    call     TEXT NOT NULL,
    route    TEXT NOT NULL,
    title    TEXT NOT NULL,
    problems INTEGER NOT NULL,
    made     INTEGER NOT NULL,  -- milliseconds since 1970
    changed  INTEGER NOT NULL,
    binned   INTEGER,           -- when it went to the bin
    done     INTEGER NOT NULL DEFAULT 0  -- steps that are not undone
) STRICT;
CREATE INDEX drafts_by_time ON drafts (changed DESC, id DESC);
-- Beside the list, so that listing reads no long texts.
CREATE TABLE contents (
    draft     INTEGER PRIMARY KEY REFERENCES drafts ON DELETE CASCADE,
    case_file TEXT NOT NULL
) STRICT;
CREATE TABLE steps (
    draft   INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
    number  INTEGER NOT NULL,   -- from 1
    changes TEXT NOT NULL,
    PRIMARY KEY (draft, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE kept (
    draft  INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
    path   TEXT NOT NULL,       -- as the case names it
    digest TEXT NOT NULL,       -- SHA-256, names the file
    bytes  INTEGER NOT NULL,
    PRIMARY KEY (draft, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipts (
    id     INTEGER PRIMARY KEY,
    draft  INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
    moment INTEGER NOT NULL,
    folder TEXT NOT NULL,
    list   TEXT NOT NULL        -- 清单.txt as it was sent
) STRICT;
