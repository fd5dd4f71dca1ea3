-- Consent to act for a producer, papers of many pages, remarks as items to answer, assignments and suggestions.

-- Consents ------------------------------------------------------------------------------------------------------------

CREATE TABLE consent (
  id uuid PRIMARY KEY,
  producer_id uuid NOT NULL REFERENCES producer,
  officer_id uuid NOT NULL REFERENCES account,
  officer_name text NOT NULL,
  way text NOT NULL CHECK (way IN ('signature-photo', 'code')),
  given_by text NOT NULL CHECK (length(given_by) BETWEEN 1 AND 200),
  given_on date NOT NULL,
  until date NOT NULL,
  file_hash text,
  file_name text,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT consent_ends_after_it_is_given CHECK (until >= given_on),
  CONSTRAINT signed_consent_has_its_picture CHECK (way <> 'signature-photo' OR file_hash IS NOT NULL)
);
CREATE UNIQUE INDEX one_running_consent_per_officer ON consent (producer_id, officer_id) WHERE ended_at IS NULL;
COMMENT ON TABLE consent IS 'A producer lets a commune officer act for it: signed paper photographed, or a code the producer made.';

CREATE TABLE consent_code (
  producer_id uuid PRIMARY KEY REFERENCES producer,
  code_hash text NOT NULL,
  made_by uuid REFERENCES account,
  made_by_name text NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0
);

-- Papers --------------------------------------------------------------------------------------------------------------

ALTER TABLE paper_page ADD COLUMN page_count integer NOT NULL DEFAULT 1 CHECK (page_count > 0);
COMMENT ON COLUMN paper_page.page_count IS 'Pages inside this file: a PDF may hold many. Page n of a paper counts through its files.';
CREATE INDEX paper_page_file ON paper_page (file_hash);
ALTER TABLE paper ADD COLUMN version integer NOT NULL DEFAULT 1;

-- Dossiers ------------------------------------------------------------------------------------------------------------

CREATE TABLE dossier_remark (
  id uuid PRIMARY KEY,
  dossier_id uuid NOT NULL REFERENCES dossier,
  raised_seq integer NOT NULL,                 -- the action that returned the dossier
  ordinal integer NOT NULL CHECK (ordinal > 0),
  about_kind text NOT NULL CHECK (about_kind IN ('field', 'criterion', 'paper', 'whole')),
  about text,
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 4000),
  answer text CHECK (length(answer) <= 4000),
  answered_at timestamptz,
  settled_at timestamptz,
  settled_by_name text,
  FOREIGN KEY (dossier_id, raised_seq) REFERENCES dossier_action (dossier_id, seq),
  CONSTRAINT one_remark_per_ordinal UNIQUE (dossier_id, raised_seq, ordinal),
  CONSTRAINT remark_says_what_it_is_about CHECK ((about_kind = 'whole') = (about IS NULL)),
  CONSTRAINT answered_remark_has_an_answer CHECK (answered_at IS NULL OR answer IS NOT NULL)
);

CREATE TABLE dossier_assignment (
  dossier_id uuid NOT NULL REFERENCES dossier,
  account_id uuid NOT NULL REFERENCES account,
  assigned_at timestamptz NOT NULL,
  assigned_by_name text NOT NULL,
  PRIMARY KEY (dossier_id, account_id)
);
CREATE INDEX dossier_assignment_account ON dossier_assignment (account_id);
COMMENT ON TABLE dossier_assignment IS 'Dossiers in the hands of members of the advisory team (Điều 7 khoản 3 điểm c).';

CREATE TABLE dossier_suggestion (
  dossier_id uuid NOT NULL REFERENCES dossier,
  criterion text NOT NULL,
  account_id uuid NOT NULL REFERENCES account,
  answer jsonb,                                -- option the advisory team suggests; null: only a note
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 4000),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (dossier_id, criterion, account_id)
);

-- A product keeps its place in the commune's list (Phụ lục II, mã số sản phẩm) from dossier to dossier.
CREATE TABLE product_ordinal (
  place_code text NOT NULL,
  product_id uuid NOT NULL REFERENCES product,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  PRIMARY KEY (place_code, product_id),
  CONSTRAINT one_product_per_ordinal UNIQUE (place_code, ordinal)
);

ALTER TABLE commune_report ADD COLUMN updated_by_name text;
ALTER TABLE dossier ADD COLUMN samples_received integer CHECK (samples_received >= 0);
