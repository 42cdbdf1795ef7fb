-- Any form of the staff is kept when it arrives after the session had ended, not answers to a piece of work alone.

-- path: the form's address; empty in rows from before this step, which are answers to the piece of work. files: how many files
-- were chosen with it, which are not kept.
ALTER TABLE kept_post ADD COLUMN path TEXT NOT NULL DEFAULT '';
ALTER TABLE kept_post ADD COLUMN files BIGINT NOT NULL DEFAULT 0;
