-- Visits: page views by day and address, counted without cookies and without keeping an address of a person.
CREATE TABLE visit_count (
  day date NOT NULL,
  path text NOT NULL,
  views bigint NOT NULL CHECK (views > 0),
  PRIMARY KEY (day, path)
);

-- One row: the sum of visit_count, so that reading the total costs nothing.
CREATE TABLE visit_total (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  views bigint NOT NULL DEFAULT 0,
  since date NOT NULL
);

-- How many visitors each running instance saw in the last five minutes.
CREATE TABLE visit_online (
  instance text PRIMARY KEY,
  visitors integer NOT NULL,
  at timestamptz NOT NULL
);
