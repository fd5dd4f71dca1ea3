-- Reports the office composes: words between live figures, frozen when a leader approves, amended by a report of their own.
CREATE TABLE report (
  id uuid PRIMARY KEY,
  definition text NOT NULL,
  definition_version integer NOT NULL CHECK (definition_version > 0),
  province_code text NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  params jsonb NOT NULL,                       -- period, units, filters
  words jsonb NOT NULL DEFAULT '{}',           -- part id: text with {{placeholders}}
  recipients jsonb NOT NULL DEFAULT '[]',      -- lines of "Nơi nhận"
  status text NOT NULL DEFAULT 'draft'         -- cached fold of report_action
    CHECK (status IN ('draft', 'proposed', 'approved', 'issued', 'discarded')),
  number text,
  issued_on date,
  signer_name text,
  signer_office text,
  amends uuid REFERENCES report,
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  created_by_name text NOT NULL,
  CONSTRAINT issued_report_has_number_and_day CHECK (status <> 'issued' OR (number IS NOT NULL AND issued_on IS NOT NULL)),
  CONSTRAINT a_report_does_not_amend_itself CHECK (amends IS NULL OR amends <> id)
);
CREATE UNIQUE INDEX one_report_per_number ON report (province_code, number, issued_on) WHERE number IS NOT NULL;
CREATE INDEX report_created ON report (created_at DESC);
CREATE INDEX report_amends ON report (amends) WHERE amends IS NOT NULL;

CREATE TABLE report_action (
  report_id uuid NOT NULL REFERENCES report,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL,
  at timestamptz NOT NULL,
  day date NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  reason text,
  detail jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (report_id, seq)
);

CREATE TABLE report_frozen (
  report_id uuid PRIMARY KEY REFERENCES report,
  hash text NOT NULL CHECK (length(hash) = 64),
  cut bytea NOT NULL,                          -- gzip of the records it was made from, as JSON
  cut_hash text NOT NULL CHECK (length(cut_hash) = 64),
  definition_version integer NOT NULL,
  as_of date NOT NULL,
  frozen_at timestamptz NOT NULL,
  frozen_by_name text NOT NULL
);
COMMENT ON TABLE report_frozen IS 'Written once: what a report was made from, so that it can be made again to the same hash.';

CREATE FUNCTION frozen_stays_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a frozen report is never changed: issue an amending report' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER frozen_stays_frozen BEFORE UPDATE OR DELETE ON report_frozen
  FOR EACH ROW EXECUTE FUNCTION frozen_stays_frozen();

CREATE TABLE report_comment (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL REFERENCES report,
  part text,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  at timestamptz NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  resolved_at timestamptz
);
CREATE INDEX report_comment_report ON report_comment (report_id, at);

CREATE TABLE report_contribution (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL REFERENCES report,
  agency_id text,
  place_code text,
  name text NOT NULL,                          -- as named on the day it was asked
  question text NOT NULL CHECK (length(question) BETWEEN 1 AND 2000),
  due_on date NOT NULL,
  asked_at timestamptz NOT NULL,
  reminded_at timestamptz,
  text text CHECK (length(text) <= 20000),
  answered_at timestamptz,
  answered_by_name text,
  merged_at timestamptz,
  CONSTRAINT asked_of_an_agency_or_a_commune CHECK ((agency_id IS NULL) <> (place_code IS NULL)),
  CONSTRAINT one_question_each UNIQUE NULLS NOT DISTINCT (report_id, agency_id, place_code),
  CONSTRAINT answered_with_words CHECK ((answered_at IS NULL) = (text IS NULL))
);

CREATE TABLE report_delivery (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL REFERENCES report,
  recipient text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('system', 'mail', 'paper')),
  address text,
  at timestamptz NOT NULL,
  note text,
  CONSTRAINT mail_has_an_address CHECK (channel <> 'mail' OR address IS NOT NULL)
);
CREATE INDEX report_delivery_report ON report_delivery (report_id, at);
