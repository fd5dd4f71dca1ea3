-- Asking for one's personal data to be erased, and what came of it. Written only by src/features/privacy.
CREATE TABLE erasure_request (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  reason text NOT NULL,
  asked_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid REFERENCES account,
  outcome text CHECK (outcome IN ('erased', 'refused', 'withdrawn')),
  answer text,
  holds jsonb NOT NULL DEFAULT '[]',
  CONSTRAINT erasure_is_decided_with_an_outcome CHECK ((decided_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT refused_erasure_says_why CHECK (outcome IS DISTINCT FROM 'refused' OR answer IS NOT NULL)
);
CREATE UNIQUE INDEX one_open_erasure_request_per_account ON erasure_request (account_id) WHERE decided_at IS NULL;

-- Which version of the notice on personal data a person read and agreed to, and when; kept when it is taken back.
CREATE TABLE personal_consent (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  notice text NOT NULL,
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz
);
CREATE UNIQUE INDEX one_standing_consent_per_notice ON personal_consent (account_id, notice) WHERE withdrawn_at IS NULL;
