-- Councils, sittings, sealed sheets, results (Điều 7 khoản 3; the council's own rules are data).

CREATE TABLE council (
  id uuid PRIMARY KEY,
  province_code text NOT NULL,
  level text NOT NULL CHECK (level IN ('huyen', 'tinh', 'trung-uong')),
  kind text NOT NULL DEFAULT 'council' CHECK (kind IN ('council', 'advisory-team')),
  name text NOT NULL,
  decision_no text NOT NULL,
  decision_on date NOT NULL,
  signer text NOT NULL,
  rules_id text NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE council_member (
  id uuid PRIMARY KEY,
  council_id uuid NOT NULL REFERENCES council,
  account_id uuid REFERENCES account,
  name text NOT NULL,
  office text NOT NULL,
  agency_id text,
  role text NOT NULL CHECK (role IN ('chair', 'deputy-chair', 'secretary', 'member', 'expert')),
  votes boolean NOT NULL DEFAULT true,
  ordinal integer NOT NULL,
  CONSTRAINT one_seat_per_account UNIQUE (council_id, account_id)
);
CREATE UNIQUE INDEX one_chair_per_council ON council_member (council_id) WHERE role = 'chair';

CREATE TABLE sitting (
  id uuid PRIMARY KEY,
  council_id uuid NOT NULL REFERENCES council,
  round_id uuid REFERENCES round,
  mode text NOT NULL DEFAULT 'meeting' CHECK (mode IN ('meeting', 'written-opinion')),
  held_on date NOT NULL,
  venue text,
  status text NOT NULL DEFAULT 'planned',      -- cached fold of sitting_action
  minutes_no text,
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sitting_action (
  sitting_id uuid NOT NULL REFERENCES sitting,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  reason text,
  detail jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (sitting_id, seq)
);

CREATE TABLE sitting_item (
  id uuid PRIMARY KEY,
  sitting_id uuid NOT NULL REFERENCES sitting,
  dossier_id uuid NOT NULL REFERENCES dossier,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  sample_code text,
  scoring_round integer NOT NULL DEFAULT 0 CHECK (scoring_round >= 0),  -- 0: not opened yet
  phase text NOT NULL DEFAULT 'waiting' CHECK (phase IN ('waiting', 'scoring', 'opened', 'agreed')),
  CONSTRAINT a_dossier_stands_once_on_an_agenda UNIQUE (sitting_id, dossier_id)
);
CREATE INDEX sitting_item_dossier ON sitting_item (dossier_id);

CREATE TABLE attendance (
  sitting_id uuid NOT NULL REFERENCES sitting,
  member_id uuid NOT NULL REFERENCES council_member,
  present boolean NOT NULL,
  delegated_to text,
  at timestamptz NOT NULL,
  PRIMARY KEY (sitting_id, member_id)
);

CREATE TABLE conflict (
  id uuid PRIMARY KEY,
  council_id uuid NOT NULL REFERENCES council,
  member_id uuid NOT NULL REFERENCES council_member,
  dossier_id uuid NOT NULL REFERENCES dossier,
  ground text NOT NULL,
  source text NOT NULL CHECK (source IN ('declared', 'detected')),
  explanation text NOT NULL,
  recused boolean NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT a_ground_stands_once UNIQUE (member_id, dossier_id, ground)
);

CREATE TABLE score_sheet (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES sitting_item,
  member_id uuid NOT NULL REFERENCES council_member,
  scoring_round integer NOT NULL CHECK (scoring_round > 0),
  sealed_content bytea,                        -- encrypted answers, findings, reasons
  seal_hash text,                              -- receipt given to the member
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'sealed')),
  revision integer NOT NULL DEFAULT 1,
  device text,
  sealed_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_open_sheet_per_member UNIQUE (item_id, member_id, scoring_round),
  CONSTRAINT sealed_sheet_has_a_receipt
    CHECK (status = 'draft' OR (seal_hash IS NOT NULL AND sealed_at IS NOT NULL AND sealed_content IS NOT NULL))
);

CREATE TABLE result (
  id uuid PRIMARY KEY,
  dossier_id uuid NOT NULL REFERENCES dossier,
  item_id uuid REFERENCES sitting_item,
  level text NOT NULL CHECK (level IN ('huyen', 'tinh', 'trung-uong')),
  regime text NOT NULL,
  set_no integer NOT NULL,
  mean_num bigint,                             -- exact mean = mean_num / mean_den
  mean_den bigint CHECK (mean_den > 0),
  parts jsonb,
  star integer CHECK (star BETWEEN 1 AND 5),   -- null: eliminated or refused, the reason stands in proof
  proof jsonb NOT NULL,
  origin text NOT NULL DEFAULT 'system' CHECK (origin IN ('system', 'recorded')),
  agreed_at timestamptz NOT NULL,
  superseded_by uuid REFERENCES result,
  is_demo boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX one_standing_result_per_level ON result (dossier_id, level) WHERE superseded_by IS NULL;
