-- Which case a draft is, and in which state: NULL in drafts of version 1 until they are opened once, because
-- ids are drawn outside of SQLite. A case has one draft.
ALTER TABLE drafts ADD COLUMN case_id TEXT;      -- 32 hexadecimal digits
ALTER TABLE drafts ADD COLUMN revision INTEGER;  -- of what is saved
ALTER TABLE drafts ADD COLUMN content TEXT;      -- SHA-256 of what it says
CREATE UNIQUE INDEX drafts_by_case ON drafts (case_id);
-- What was sent, in which state.
ALTER TABLE receipts ADD COLUMN case_id TEXT;
ALTER TABLE receipts ADD COLUMN revision INTEGER;
ALTER TABLE receipts ADD COLUMN content TEXT;
