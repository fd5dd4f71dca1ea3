-- Decisions, recognitions, certificates (Điều 4, Điều 7 khoản 3 điểm e, Điều 8, Điều 12).

CREATE TABLE decision (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('recognise', 'approve-for-ministry', 'revoke', 'suspend', 'resume', 'expire', 'other')),
  province_code text NOT NULL,
  number text,                                 -- as printed, e.g. 1810/QĐ-UBND
  decided_on date,
  issuer text NOT NULL,
  signer_name text,
  signer_office text,
  title text NOT NULL,
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'proposed', 'released', 'cancelled')),
  drafted_by uuid REFERENCES account,
  proposed_by uuid REFERENCES account,
  released_by uuid REFERENCES account,
  released_at timestamptz,
  paper_hash text,
  detail jsonb NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT released_decision_has_number_and_day
    CHECK (status <> 'released' OR (number IS NOT NULL AND decided_on IS NOT NULL AND released_at IS NOT NULL)),
  CONSTRAINT two_people_release_a_decision
    CHECK (released_by IS NULL OR drafted_by IS NULL OR released_by <> drafted_by)
);
CREATE UNIQUE INDEX one_decision_per_number ON decision (province_code, number, decided_on)
  WHERE number IS NOT NULL AND status <> 'cancelled';

CREATE TABLE recognition (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES product,
  producer_id uuid REFERENCES producer,
  dossier_id uuid REFERENCES dossier,
  decision_id uuid REFERENCES decision,
  star integer,
  regime text,
  level text CHECK (level IN ('huyen', 'tinh', 'trung-uong')),
  issuer text,                                 -- as named on the day of issue
  decision_no text,
  issued_on date,
  valid_until date,                            -- last valid day (Điều 4 khoản 3)
  status text NOT NULL,                        -- cached fold of recognition_event
  origin text NOT NULL CHECK (origin IN ('system', 'recorded', 'public-source')),
  source jsonb,                                -- {url, note, rowId, statedStatus, year, score} of a public source
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT recognition_needs_three_stars
    CHECK ((star IS NOT NULL AND star BETWEEN 3 AND 5) OR (star IS NULL AND origin = 'public-source')),
  CONSTRAINT our_recognition_is_complete
    CHECK (origin = 'public-source' OR (issued_on IS NOT NULL AND valid_until IS NOT NULL AND issuer IS NOT NULL)),
  CONSTRAINT recognition_ends_after_it_begins CHECK (valid_until IS NULL OR valid_until > issued_on)
);
CREATE INDEX recognition_product ON recognition (product_id);
CREATE INDEX recognition_valid_until ON recognition (valid_until);
CREATE UNIQUE INDEX one_recognition_per_dossier ON recognition (dossier_id) WHERE dossier_id IS NOT NULL;

CREATE TABLE decision_item (
  id uuid PRIMARY KEY,
  decision_id uuid NOT NULL REFERENCES decision,
  dossier_id uuid REFERENCES dossier,
  recognition_id uuid REFERENCES recognition,
  product_id uuid NOT NULL REFERENCES product,
  outcome text NOT NULL
    CHECK (outcome IN ('recognise', 'not-recognise', 'to-ministry', 'revoke', 'suspend', 'resume', 'expire')),
  star integer CHECK (star BETWEEN 1 AND 5),
  note text,
  CONSTRAINT a_product_stands_once_in_a_decision UNIQUE (decision_id, product_id),
  CONSTRAINT recognition_names_a_star CHECK (outcome <> 'recognise' OR (star IS NOT NULL AND star BETWEEN 3 AND 5))
);

CREATE TABLE recognition_event (
  recognition_id uuid NOT NULL REFERENCES recognition,
  seq integer NOT NULL CHECK (seq > 0),
  kind text NOT NULL
    CHECK (kind IN ('issued', 'extended', 'suspended', 'resumed', 'superseded', 'expired', 'revoked')),
  day date NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  decision_id uuid REFERENCES decision,
  reason text,
  detail jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (recognition_id, seq)
);
CREATE UNIQUE INDEX a_recognition_is_revoked_once ON recognition_event (recognition_id) WHERE kind = 'revoked';

CREATE TABLE certificate (
  id uuid PRIMARY KEY,
  recognition_id uuid NOT NULL REFERENCES recognition,
  number text NOT NULL,
  copy integer NOT NULL DEFAULT 1 CHECK (copy > 0),
  issued_on date NOT NULL,
  content jsonb NOT NULL,                      -- what is printed, frozen at issue
  payload text NOT NULL,                       -- signed proof carried by the QR, verifiable offline
  key_id text NOT NULL,
  file_hash text,
  voided_at timestamptz,
  void_reason text,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_certificate_per_number UNIQUE (number),
  CONSTRAINT one_certificate_per_copy UNIQUE (recognition_id, copy)
);
