-- A plan's way from draft through the agencies' comments to its publication; its money by head and source.

ALTER TABLE plan DROP CONSTRAINT plan_status_check;
ALTER TABLE plan DROP CONSTRAINT plan_number_check;
ALTER TABLE plan DROP CONSTRAINT one_plan_per_number;
ALTER TABLE plan
  ADD COLUMN legal_bases jsonb NOT NULL DEFAULT '[]',      -- [text]: the grounds printed at the head of the paper
  ADD COLUMN signer_office text NOT NULL DEFAULT '',       -- "KT. Chủ tịch, Phó Chủ tịch"
  ADD COLUMN signer_name text NOT NULL DEFAULT '',
  ADD COLUMN signed_file text CHECK (signed_file ~ '^[0-9a-f]{64}$'), -- the paper as signed
  ADD COLUMN copied_from uuid REFERENCES plan,
  ADD CONSTRAINT plan_status_is_known CHECK (status IN ('draft', 'consulting', 'submitted', 'published')),
  ADD CONSTRAINT published_plan_has_number CHECK (status <> 'published' OR length(number) BETWEEN 1 AND 100);
CREATE UNIQUE INDEX one_plan_per_number ON plan (place_code, number, issued_on) WHERE number <> '';

CREATE TABLE plan_action (
  plan_id uuid NOT NULL REFERENCES plan,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL CHECK (action IN ('draft', 'circulate', 'recall', 'submit', 'return', 'publish', 'remove', 'restore')),
  at timestamptz NOT NULL,
  day date NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  note text NOT NULL DEFAULT '',
  detail jsonb NOT NULL DEFAULT '{}',                       -- what was removed, so that it can be put back
  PRIMARY KEY (plan_id, seq)
);
-- Plans that stood before were drafted and published in one step.
INSERT INTO plan_action (plan_id, seq, action, at, day, actor_name)
  SELECT id, 1, 'draft', created_at, (created_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, 'Hệ thống' FROM plan;
INSERT INTO plan_action (plan_id, seq, action, at, day, actor_name)
  SELECT id, 2, 'publish', created_at, (created_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, 'Hệ thống' FROM plan WHERE status = 'published';

CREATE TABLE plan_comment (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES plan,
  agency_id text,                                           -- for which agency the person spoke; null: the leader, the office
  author_id uuid REFERENCES account,
  author_name text NOT NULL,
  at timestamptz NOT NULL,
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 4000),
  taken boolean,                                            -- null: not answered yet
  answer text NOT NULL DEFAULT '',
  answered_by text,
  answered_at timestamptz,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT comment_not_taken_is_explained CHECK (taken IS DISTINCT FROM false OR length(answer) > 0)
);
CREATE INDEX plan_comment_plan ON plan_comment (plan_id);

CREATE TABLE plan_budget_head (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES plan,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  words jsonb NOT NULL,                                     -- {vi, en}
  source text NOT NULL CHECK (source IN ('central', 'province', 'commune', 'programme', 'producer', 'other')),
  amount bigint NOT NULL CHECK (amount > 0),                -- đồng
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT one_budget_head_per_ordinal UNIQUE (plan_id, ordinal)
);

CREATE TABLE plan_budget_use (
  head_id uuid NOT NULL REFERENCES plan_budget_head ON DELETE CASCADE,
  task_id uuid NOT NULL REFERENCES plan_task ON DELETE CASCADE,
  amount bigint NOT NULL CHECK (amount > 0),                -- đồng
  PRIMARY KEY (head_id, task_id)
);
COMMENT ON TABLE plan_budget_use IS 'What each task may spend of a head; together never more than the head.';

ALTER TABLE plan_amendment DROP CONSTRAINT plan_amendment_subject_check;
ALTER TABLE plan_amendment ADD CONSTRAINT amendment_subject_is_known CHECK (subject IN ('target', 'task', 'budget'));
