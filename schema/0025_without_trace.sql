-- An entry that is withheld from somebody's own copy may itself tell: that somebody reported a worry, for one. Such a one is
-- left out without a word (1), and only here and in the audit it says so.
ALTER TABLE subject_access_decision ADD COLUMN without_trace BIGINT NOT NULL DEFAULT 0;
