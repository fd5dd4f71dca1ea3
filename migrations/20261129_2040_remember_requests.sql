-- A request that was sent twice is done once: the row commits with the deed, so it is there exactly when the deed is.
-- The answer is noted afterwards; where it is missing, the process ended between the two.
CREATE TABLE request_once (
  key text PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  status integer,
  location text,
  content_type text,
  body text,
  CONSTRAINT request_key_is_a_hash CHECK (key ~ '^[\w-]{43}$')
);
CREATE INDEX request_once_by_time ON request_once (at);
