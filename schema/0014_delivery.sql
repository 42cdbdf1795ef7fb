-- What waits in the outbox on its way out: when it is tried next, who is trying, why it did not go. A row stands here until
-- its message has left; one that was given up stays for somebody to see.

-- work_id is the work that it speaks of, where there is one.
-- table: outbox_delivery
CREATE TABLE outbox_delivery (
  outbox_id TEXT PRIMARY KEY REFERENCES outbox (id),
  kind TEXT NOT NULL,
  work_id TEXT,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  leased_until BIGINT,
  last_error TEXT,
  given_up_at BIGINT
);
CREATE INDEX outbox_delivery_by_due ON outbox_delivery (given_up_at, due_at);
CREATE INDEX outbox_delivery_by_work ON outbox_delivery (work_id);

INSERT INTO outbox_delivery (outbox_id, kind, created_at, due_at, tries)
SELECT id, kind, created_at, created_at, 0 FROM outbox WHERE sent_at IS NULL;
