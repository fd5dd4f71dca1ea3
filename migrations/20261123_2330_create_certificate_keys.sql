-- Keys under which certificates are signed. The public half stays published for ever; only the current one signs.
CREATE TABLE certificate_key (
  id text PRIMARY KEY,
  jwk jsonb NOT NULL,
  active_from timestamptz NOT NULL,
  retired_at timestamptz,
  CONSTRAINT key_retires_after_it_begins CHECK (retired_at IS NULL OR retired_at > active_from)
);
CREATE UNIQUE INDEX one_key_signs ON certificate_key ((true)) WHERE retired_at IS NULL;

-- The number as people type it: letters and digits only, look-alikes folded (written by the application).
ALTER TABLE certificate ADD COLUMN number_key text NOT NULL;
ALTER TABLE certificate ADD CONSTRAINT no_two_numbers_look_alike UNIQUE (number_key);
