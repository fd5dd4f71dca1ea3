-- Open data as it was published: what a set held on which day, and what was held back because it had shrunk.
CREATE TABLE open_data_publication (
  id uuid PRIMARY KEY,
  data_set text NOT NULL,
  taken_at timestamptz NOT NULL,
  rows integer NOT NULL CHECK (rows >= 0),
  hash text NOT NULL CHECK (length(hash) = 64),
  content bytea,                               -- gzip of the rows as JSON; kept for the newest ones
  status text NOT NULL CHECK (status IN ('published', 'held', 'dropped')),
  missing jsonb NOT NULL DEFAULT '[]',         -- what the one before had and this one lacks
  reason text CHECK (length(reason) BETWEEN 3 AND 1000),
  decided_by_name text,
  CONSTRAINT a_published_set_can_be_served CHECK (status <> 'held' OR content IS NOT NULL),
  CONSTRAINT who_decides_says_why CHECK ((decided_by_name IS NULL) = (reason IS NULL))
);
CREATE INDEX open_data_newest ON open_data_publication (data_set, taken_at DESC);
CREATE UNIQUE INDEX one_set_is_held_at_a_time ON open_data_publication (data_set) WHERE status = 'held';
