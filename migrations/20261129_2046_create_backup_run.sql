-- What was backed up, and which backup was restored for trial, with what came of it. Written only by src/features/operations.
CREATE TABLE backup_run (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('backup', 'drill')),
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  file_name text,
  encrypted boolean NOT NULL DEFAULT false,
  bytes bigint,
  row_count bigint,
  file_count integer,
  digest text,
  good boolean,
  message text,
  CONSTRAINT backup_run_ends_with_a_verdict CHECK ((ended_at IS NULL) = (good IS NULL)),
  CONSTRAINT failed_backup_run_says_why CHECK (good IS NOT FALSE OR message IS NOT NULL)
);
CREATE INDEX backup_run_by_kind ON backup_run (kind, started_at DESC);
