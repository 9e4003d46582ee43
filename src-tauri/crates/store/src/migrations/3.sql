-- A digest of what each row says (`seals.rs`), so that a byte that changed on the disk is noticed and never taken for
-- what was typed. The rows that are here get theirs when this step is taken; from then on NULL is damage.
ALTER TABLE drafts   ADD COLUMN seal BLOB;  -- SHA-256 of the row without it
ALTER TABLE contents ADD COLUMN seal BLOB;
ALTER TABLE steps    ADD COLUMN seal BLOB;
ALTER TABLE kept     ADD COLUMN seal BLOB;
ALTER TABLE receipts ADD COLUMN seal BLOB;
-- Which case it is, once more: a row of the list that was changed on the disk does not make another case of it.
ALTER TABLE contents ADD COLUMN stamp TEXT;  -- case, revision and content, parted by blanks
UPDATE contents SET stamp =
    (SELECT case_id || ' ' || revision || ' ' || content FROM drafts WHERE id = contents.draft);
-- The seals of the rows that belong to a draft, XORed: a row that is gone is noticed too.
ALTER TABLE drafts ADD COLUMN roll BLOB;
-- What of a draft did not come from its own rows when the database was mended: `copy 2020-06-19`, `part`, `row`.
ALTER TABLE drafts ADD COLUMN mended TEXT;
-- Which database this is, how often it was written, and which drafts it has.
CREATE TABLE whole (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    id     TEXT NOT NULL,     -- 32 hexadecimal digits
    version INTEGER NOT NULL, -- of the schema: a bit of `user_version` may be another one
    writes INTEGER NOT NULL,  -- a counter that needs no clock
    drafts INTEGER NOT NULL,  -- how many there are
    roll   BLOB NOT NULL,     -- the seals of all drafts, XORed
    seal   BLOB
) STRICT;
