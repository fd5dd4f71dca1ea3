-- A product's dossier, from draft to result (Điều 5 to 7 of Quyết định 26/2026/QĐ-TTg).

CREATE TABLE paper (
  id uuid PRIMARY KEY,
  producer_id uuid NOT NULL REFERENCES producer,
  kind text NOT NULL,                          -- evidence rows of procedure.json (Mẫu số 02, Phần III)
  title text NOT NULL,
  number text,
  issuer text,
  issued_on date,
  valid_until date,
  is_demo boolean NOT NULL DEFAULT false,
  removed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT paper_expires_after_issue CHECK (valid_until IS NULL OR issued_on IS NULL OR valid_until >= issued_on)
);
CREATE INDEX paper_producer ON paper (producer_id);

CREATE TABLE paper_page (
  paper_id uuid NOT NULL REFERENCES paper,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  file_hash text NOT NULL,
  file_name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  PRIMARY KEY (paper_id, ordinal)
);

CREATE TABLE round (
  id uuid PRIMARY KEY,
  province_code text NOT NULL,
  level text NOT NULL CHECK (level IN ('huyen', 'tinh', 'trung-uong')),
  year integer NOT NULL,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  regime text NOT NULL,
  title text NOT NULL,
  proposals_before date NOT NULL,              -- strictly before (Điều 5)
  held_before date NOT NULL,
  plan_no text,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_round_per_level_year_ordinal UNIQUE (province_code, level, year, ordinal),
  CONSTRAINT round_is_held_after_proposals CHECK (held_before > proposals_before)
);

CREATE TABLE dossier (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES product,
  producer_id uuid NOT NULL REFERENCES producer,
  kind text NOT NULL CHECK (kind IN ('first', 'upgrade', 'reevaluation')),
  regime text NOT NULL,
  set_no integer NOT NULL,
  place_code text NOT NULL,                    -- commune that receives it (Điều 7 khoản 1)
  province_code text NOT NULL,
  year integer NOT NULL,
  round_id uuid REFERENCES round,
  wish_star integer CHECK (wish_star BETWEEN 1 AND 5),
  status text NOT NULL DEFAULT 'draft',        -- cached fold of dossier_action
  form jsonb NOT NULL DEFAULT '{}',            -- Mẫu 01 and 02: field name to value
  answers jsonb NOT NULL DEFAULT '{}',         -- self-assessment: criterion code to option
  notes jsonb NOT NULL DEFAULT '{}',           -- self-assessment: criterion code to description
  filed_on date,
  product_code text,
  commune_receipt_no text,
  province_receipt_no text,
  prior_recognition_id uuid,
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_by uuid REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT filed_dossier_has_a_day CHECK (status = 'draft' OR filed_on IS NOT NULL),
  CONSTRAINT one_receipt_per_commune UNIQUE (commune_receipt_no),
  CONSTRAINT one_receipt_per_province UNIQUE (province_receipt_no)
);
CREATE INDEX dossier_place_status ON dossier (place_code, status);
CREATE INDEX dossier_province_status ON dossier (province_code, status);
CREATE INDEX dossier_producer ON dossier (producer_id);
CREATE INDEX dossier_product ON dossier (product_id);
CREATE INDEX dossier_round ON dossier (round_id);
CREATE UNIQUE INDEX one_open_dossier_per_product ON dossier (product_id)
  WHERE status NOT IN ('recognised', 'not-recognised', 'withdrawn', 'refused');

CREATE TABLE dossier_action (
  dossier_id uuid NOT NULL REFERENCES dossier,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL,
  at timestamptz NOT NULL,
  day date NOT NULL,                           -- legal day of the action
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  on_behalf_of uuid REFERENCES producer,       -- an officer acted for a producer, with recorded consent
  reason text,
  detail jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (dossier_id, seq)
);

CREATE TABLE dossier_pin (
  id uuid PRIMARY KEY,
  dossier_id uuid NOT NULL REFERENCES dossier,
  paper_id uuid NOT NULL REFERENCES paper,
  criterion text,                              -- null: belongs to the dossier as a whole
  page integer CHECK (page > 0),
  region jsonb,
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_paper_is_pinned_once_per_place UNIQUE NULLS NOT DISTINCT (dossier_id, paper_id, criterion, page)
);

CREATE TABLE dossier_manifest (
  dossier_id uuid NOT NULL REFERENCES dossier,
  filing integer NOT NULL CHECK (filing > 0),
  content jsonb NOT NULL,                      -- all that was filed: form, answers, notes, pins with file hashes
  hash text NOT NULL,
  frozen_at timestamptz NOT NULL,
  PRIMARY KEY (dossier_id, filing)
);

CREATE TABLE commune_report (
  dossier_id uuid PRIMARY KEY REFERENCES dossier,
  form jsonb NOT NULL DEFAULT '{}',            -- Mẫu 03: field name to value
  proposal_no text,
  proposal_on date,
  version integer NOT NULL DEFAULT 1,
  issued_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now()
);
