-- How a piece of news moved: who submitted, returned (with the reason), published, withdrew or took such a step back, and how it
-- stood before. The way back of a step reads it here, never from what a form says.
CREATE TABLE article_action (
  article_id uuid NOT NULL REFERENCES article,
  seq integer NOT NULL,
  deed text NOT NULL CHECK (deed IN ('submit', 'return', 'publish', 'withdraw', 'undo')),
  version integer NOT NULL,
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
  status_before text NOT NULL CHECK (status_before IN ('draft', 'submitted', 'published', 'withdrawn')),
  public_version_before integer,
  published_at_before timestamptz,
  done_at timestamptz NOT NULL,
  done_by text NOT NULL,
  PRIMARY KEY (article_id, seq),
  CONSTRAINT a_returned_piece_is_told_why CHECK (deed <> 'return' OR reason <> '')
);
