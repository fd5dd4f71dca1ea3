-- Papers of certificates: printed once, signed once, replaced by number (Điều 4 khoản 3; numbers without gap or double).
ALTER TABLE certificate
  ADD COLUMN print_hash text,                  -- as printed, unsigned; equal content gives equal bytes
  ADD COLUMN signed_at timestamptz,
  ADD COLUMN signed_by text,                   -- common name of the signer's certificate
  ADD COLUMN replaces uuid REFERENCES certificate,
  ADD COLUMN request_key text,                 -- the form that asked for it: sent twice, done once
  ADD CONSTRAINT signed_certificate_has_its_file CHECK (signed_at IS NULL OR file_hash IS NOT NULL),
  ADD CONSTRAINT one_certificate_per_request UNIQUE (request_key),
  ADD CONSTRAINT voided_certificate_says_why CHECK (voided_at IS NULL OR void_reason IS NOT NULL);
CREATE UNIQUE INDEX a_certificate_is_replaced_once ON certificate (replaces) WHERE replaces IS NOT NULL;
CREATE UNIQUE INDEX one_certificate_stands_per_recognition ON certificate (recognition_id) WHERE voided_at IS NULL;
CREATE INDEX certificate_by_file ON certificate (file_hash) WHERE file_hash IS NOT NULL;
CREATE INDEX certificate_by_print ON certificate (print_hash) WHERE print_hash IS NOT NULL;

-- Work over all certificates of a decision, which may be left and found again.
CREATE TABLE certificate_batch (
  id uuid PRIMARY KEY,
  decision_id uuid NOT NULL REFERENCES decision,
  kind text NOT NULL CHECK (kind IN ('print', 'sign', 'outside')),
  status text NOT NULL CHECK (status IN ('running', 'done', 'stopped')),
  total integer NOT NULL CHECK (total >= 0),
  done integer NOT NULL DEFAULT 0,
  started_by_name text NOT NULL,
  started_at timestamptz NOT NULL,
  beat_at timestamptz NOT NULL,                -- a running batch without a beat for a minute was interrupted
  finished_at timestamptz,
  failure text,
  CONSTRAINT a_batch_does_no_more_than_all CHECK (done <= total),
  CONSTRAINT an_ended_batch_says_when CHECK (status = 'running' OR finished_at IS NOT NULL)
);
CREATE INDEX certificate_batch_decision ON certificate_batch (decision_id, started_at);
CREATE UNIQUE INDEX one_batch_runs_per_decision ON certificate_batch (decision_id, kind) WHERE status = 'running' AND kind <> 'outside';

-- Papers prepared for an outside signer: the digest that left, the bytes it stands over.
CREATE TABLE outside_signature (
  batch_id uuid NOT NULL REFERENCES certificate_batch,
  certificate_id uuid NOT NULL REFERENCES certificate,
  prepared_hash text NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  taken_at timestamptz,
  PRIMARY KEY (batch_id, certificate_id)
);

-- The signed paper of a decision: uploaded, or signed here.
ALTER TABLE decision
  ADD COLUMN signed_hash text,
  ADD COLUMN signed_at timestamptz,
  ADD COLUMN signed_how text CHECK (signed_how IN ('uploaded', 'here'));
