-- Whether pages of other sites that news leads to answer: the last look at each address, and who said that an address is right as it is.
CREATE TABLE outside_link (
  url text PRIMARY KEY CHECK (length(url) BETWEEN 1 AND 2000),
  outcome text NOT NULL CHECK (outcome IN ('answers', 'gone', 'refused', 'unreachable')),
  status integer CHECK (status BETWEEN 100 AND 599),
  checked_at timestamptz NOT NULL,
  answered_at timestamptz,                                    -- when it last answered
  ignored_at timestamptz,
  ignored_by text,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT status_of_who_answered CHECK ((status IS NOT NULL) = (outcome IN ('answers', 'gone'))),
  CONSTRAINT answering_says_when CHECK (outcome <> 'answers' OR answered_at IS NOT NULL),
  CONSTRAINT ignoring_names_who CHECK ((ignored_at IS NULL) = (ignored_by IS NULL))
);
