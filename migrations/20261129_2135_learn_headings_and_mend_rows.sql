-- Headings that people have explained once, and cells they mended in a report instead of in the file.
CREATE TABLE import_heading (
  kind text NOT NULL,
  heading_key text NOT NULL CHECK (length(heading_key) BETWEEN 1 AND 200),
  heading text NOT NULL,                       -- as printed when it was learned
  field text NOT NULL,
  learned_at timestamptz NOT NULL,
  learned_by_name text NOT NULL,
  PRIMARY KEY (kind, heading_key)
);
CREATE TABLE import_mend (
  run_id uuid NOT NULL REFERENCES import_run,
  line integer NOT NULL CHECK (line > 0),
  cells jsonb NOT NULL,                        -- heading as printed: the mended text
  mended_at timestamptz NOT NULL,
  mended_by_name text NOT NULL,
  PRIMARY KEY (run_id, line)
);
ALTER TABLE import_run ADD COLUMN ignored jsonb NOT NULL DEFAULT '[]';  -- headings not understood, as printed
