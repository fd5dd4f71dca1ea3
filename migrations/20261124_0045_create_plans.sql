-- The programme's plan of a year: targets that are queries, tasks with their reports, amendments (model: Kế hoạch 135/KH-UBND, 2024).

CREATE TABLE plan (
  id uuid PRIMARY KEY,
  place_code text NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 2018 AND 2100),
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 100),
  issued_on date NOT NULL,
  issuer text NOT NULL,                        -- as named on the day of issue
  title jsonb NOT NULL,                        -- {vi, en}
  purpose jsonb NOT NULL DEFAULT '{}',         -- {vi, en}
  task_groups jsonb NOT NULL DEFAULT '[]',     -- [{no, vi, en}]: the groups of tasks in the plan's own order
  not_on_file jsonb NOT NULL DEFAULT '[]',     -- [{vi, en}]: what the sources at hand do not state
  source jsonb,                                -- {vi, en}: from what it was entered
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published')),
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_plan_per_year UNIQUE (place_code, year),
  CONSTRAINT one_plan_per_number UNIQUE (place_code, number, issued_on)
);

CREATE TABLE plan_target (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES plan,
  code text NOT NULL CHECK (code ~ '^[a-z0-9-]{2,60}$'),
  ordinal integer NOT NULL CHECK (ordinal > 0),
  words jsonb NOT NULL,                        -- {vi, en}: as the plan says it
  measure text NOT NULL,
  goal jsonb NOT NULL,                         -- rules/targets Goal: at-least, range, share, milestones
  scope jsonb NOT NULL DEFAULT '{}',           -- {place}: a unit within the province, read on the plan's day
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT one_target_per_code UNIQUE (plan_id, code)
);

CREATE TABLE plan_task (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES plan,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  group_no integer CHECK (group_no BETWEEN 1 AND 20),  -- null: a general duty, of no group
  words jsonb NOT NULL,                        -- {vi, en}
  lead_agency text NOT NULL CHECK (length(lead_agency) > 0),
  coordinating jsonb NOT NULL DEFAULT '[]',    -- ids of agencies
  due_on date,                                 -- last day; null: the plan states none
  due_words jsonb NOT NULL DEFAULT '{}',       -- {vi, en}: as the plan says it
  version integer NOT NULL DEFAULT 1,
  status text NOT NULL DEFAULT 'not-reported'  -- cached fold of plan_task_action
    CHECK (status IN ('not-reported', 'under-way', 'blocked', 'done')),
  CONSTRAINT one_task_per_ordinal UNIQUE (plan_id, ordinal)
);

CREATE TABLE plan_task_action (
  task_id uuid NOT NULL REFERENCES plan_task,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL CHECK (action IN ('report-progress', 'report-obstacle', 'report-done', 'reopen')),
  at timestamptz NOT NULL,
  day date NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  agency_id text,                              -- for which agency the person spoke
  note text NOT NULL CHECK (length(note) > 0),
  evidence text NOT NULL DEFAULT '',           -- number of a paper, an address: what proves it
  is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (task_id, seq)
);

CREATE TABLE plan_milestone (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES plan,
  code text NOT NULL CHECK (code ~ '^[a-z0-9-]{2,60}$'),
  ordinal integer NOT NULL CHECK (ordinal > 0),
  words jsonb NOT NULL,
  due_on date,
  done_on date,
  note text NOT NULL DEFAULT '',
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT one_milestone_per_code UNIQUE (plan_id, code)
);
COMMENT ON TABLE plan_milestone IS 'Steps of the pilot model a plan names (2024: Rượu vang Bạch Mã).';

CREATE TABLE plan_amendment (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES plan,
  number text NOT NULL CHECK (length(number) > 0),
  decided_on date NOT NULL,
  reason text NOT NULL DEFAULT '',
  subject text NOT NULL CHECK (subject IN ('target', 'task')),
  subject_id uuid NOT NULL,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX plan_amendment_plan ON plan_amendment (plan_id);
