-- What somebody of the staff sent after their session had ended: theirs alone, until they have looked at it.

-- work_id is the piece of work that it answers; fields is the form as a browser sends it, without its token.
-- table: kept_post
CREATE TABLE kept_post (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user_account (id),
  work_id TEXT NOT NULL,
  fields TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX kept_post_by_user ON kept_post (user_id, at);
