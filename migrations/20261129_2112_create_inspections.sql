-- Inspection and supervision after recognition (Quyết định 26/2026/QĐ-TTg Điều 9): plan, visits, findings, their correction.

CREATE TABLE inspection_plan (
  id uuid PRIMARY KEY,
  province_code text NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 2018 AND 2100),
  seed text NOT NULL CHECK (length(seed) BETWEEN 8 AND 200),     -- published: anybody can draw again
  wanted integer NOT NULL CHECK (wanted BETWEEN 1 AND 5000),
  share_num integer NOT NULL CHECK (share_num >= 0),
  share_den integer NOT NULL CHECK (share_den > 0),
  due_on date NOT NULL,
  approved_at timestamptz NOT NULL,
  approved_by text NOT NULL,
  pool jsonb NOT NULL,                         -- [product id] in which the random share was drawn, in the order of drawing
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT one_inspection_plan_per_year UNIQUE (province_code, year),
  CONSTRAINT random_share_is_a_share CHECK (share_num <= share_den)
);

CREATE TABLE inspection (
  id uuid PRIMARY KEY,
  plan_id uuid REFERENCES inspection_plan,
  province_code text NOT NULL,
  product_id uuid NOT NULL REFERENCES product,
  producer_id uuid REFERENCES producer,
  place_code text,
  place_day date,
  reason text NOT NULL CHECK (reason IN ('risk', 'draw', 'misuse-report', 'office')),
  misuse_report_id uuid REFERENCES misuse_report,
  why text NOT NULL DEFAULT '',
  risk jsonb NOT NULL DEFAULT '{"score": 0, "parts": []}',       -- as reckoned on the day of choosing
  due_on date NOT NULL,
  checklist jsonb NOT NULL,                    -- [{code, criterion, vi, en, ref, ground, required}] as of the day of choosing
  status text NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'under-way', 'signed', 'cancelled')),
  minutes jsonb,                               -- what was signed, frozen
  minutes_hash text,                           -- the PDF of it
  signed_on date,
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT signed_inspection_has_minutes CHECK (status <> 'signed' OR (minutes IS NOT NULL AND signed_on IS NOT NULL)),
  CONSTRAINT inspection_of_a_report_names_it CHECK (reason <> 'misuse-report' OR misuse_report_id IS NOT NULL)
);
CREATE UNIQUE INDEX one_open_inspection_per_product ON inspection (product_id) WHERE status IN ('planned', 'under-way');
CREATE INDEX inspection_producer ON inspection (producer_id);

CREATE TABLE inspection_action (
  inspection_id uuid NOT NULL REFERENCES inspection,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL CHECK (action IN ('plan', 'start', 'sign', 'cancel')),
  at timestamptz NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (inspection_id, seq)
);
COMMENT ON TABLE inspection_action IS 'The truth; inspection.status is its fold.';

CREATE TABLE inspection_member (
  inspection_id uuid NOT NULL REFERENCES inspection,
  account_id uuid NOT NULL REFERENCES account,
  leads boolean NOT NULL DEFAULT false,
  assigned_by text NOT NULL,
  assigned_at timestamptz NOT NULL,
  stepped_back_at timestamptz,                 -- declared an interest: reads and does nothing of it any more
  interest text NOT NULL DEFAULT '',
  PRIMARY KEY (inspection_id, account_id)
);
CREATE UNIQUE INDEX one_leader_per_inspection ON inspection_member (inspection_id) WHERE leads AND stepped_back_at IS NULL;

CREATE TABLE inspection_answer (
  inspection_id uuid NOT NULL REFERENCES inspection,
  code text NOT NULL,
  verdict text CHECK (verdict IN ('met', 'not-met', 'not-applicable')),
  severity text CHECK (severity IN ('minor', 'major')),
  note text NOT NULL DEFAULT '',
  noted_at timestamptz NOT NULL,               -- on the device; the later one of two stands
  noted_by text NOT NULL,
  PRIMARY KEY (inspection_id, code),
  CONSTRAINT what_is_not_met_has_a_severity CHECK (verdict IS DISTINCT FROM 'not-met' OR severity IS NOT NULL)
);

CREATE TABLE inspection_photo (
  id uuid PRIMARY KEY,                         -- made on the device: sent twice, kept once
  inspection_id uuid NOT NULL REFERENCES inspection,
  code text NOT NULL DEFAULT '',
  file_hash text NOT NULL,
  media_type text NOT NULL,
  taken_at timestamptz NOT NULL,
  latitude numeric(9, 6) CHECK (latitude BETWEEN -90 AND 90),
  longitude numeric(9, 6) CHECK (longitude BETWEEN -180 AND 180),
  accuracy_m integer CHECK (accuracy_m >= 0),
  taken_by text NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT a_place_has_both_numbers CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX inspection_photo_inspection ON inspection_photo (inspection_id);

CREATE TABLE finding (
  id uuid PRIMARY KEY,
  inspection_id uuid NOT NULL REFERENCES inspection,
  code text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('minor', 'major')),
  words text NOT NULL,
  due_on date NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'answered', 'closed', 'proposed')),
  decision_id uuid REFERENCES decision,        -- the measure proposed
  CONSTRAINT one_finding_per_item UNIQUE (inspection_id, code),
  CONSTRAINT proposed_finding_names_its_decision CHECK (status <> 'proposed' OR decision_id IS NOT NULL)
);

CREATE TABLE finding_action (
  finding_id uuid NOT NULL REFERENCES finding,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL CHECK (action IN ('find', 'answer', 'accept', 'reject', 'propose')),
  at timestamptz NOT NULL,
  day date NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  words text NOT NULL DEFAULT '',
  file_hash text,
  file_name text,
  media_type text,
  due_on date,                                 -- a new day, when it was not enough
  PRIMARY KEY (finding_id, seq)
);
COMMENT ON TABLE finding_action IS 'The truth; finding.status is its fold.';
