-- What one person, or one visitor's address (a keyed hash of the day), did of a kind in a day: so much and no more. Written by src/platform/daily.
CREATE TABLE day_count (
  who text NOT NULL,
  what text NOT NULL,
  day date NOT NULL,
  deeds integer NOT NULL CHECK (deeds > 0),
  bytes bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  PRIMARY KEY (who, what, day)
);
CREATE INDEX day_count_day ON day_count (day);
