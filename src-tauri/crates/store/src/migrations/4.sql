-- What a draft said before: now and then while it was edited, and each time that it was sent, handed over or arrived.
-- The files that a version names are those that the draft knows by these names (`kept`): a name never comes to mean
-- another file, and no row of `kept` goes while the draft is there.
CREATE TABLE versions (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,  -- never names another version
    draft     INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
    moment    INTEGER NOT NULL,  -- milliseconds since 1970
    occasion  TEXT NOT NULL,     -- `edited`, `exported`, `handed_over`, `arrived`
    note      TEXT NOT NULL,     -- the folder or the package; empty of `edited`
    case_file TEXT NOT NULL,
    stamp     TEXT,              -- case, revision and content, parted by blanks
    seal      BLOB
) STRICT;
CREATE INDEX versions_by_draft ON versions (draft, moment);
