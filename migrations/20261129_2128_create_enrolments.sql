-- The list of products taking part in the programme of a year (danh mục tham gia Chương trình), its review and approval.

CREATE TABLE enrolment (
  id uuid PRIMARY KEY,
  province_code text NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 2018 AND 2100),
  commune_code text NOT NULL,                    -- as it stood on the day of entry
  commune_day date NOT NULL,
  product_id uuid REFERENCES product,            -- null: an idea, no product on file yet
  product_name text NOT NULL CHECK (length(product_name) BETWEEN 1 AND 300),
  producer_name text NOT NULL DEFAULT '',
  aim text NOT NULL CHECK (aim IN ('first', 'upgrade', 'reevaluation', 'idea')),
  goal_star integer CHECK (goal_star BETWEEN 3 AND 5),
  note text NOT NULL DEFAULT '',
  status text NOT NULL DEFAULT 'proposed'        -- cached fold of enrolment_action
    CHECK (status IN ('proposed', 'listed', 'dropped')),
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  CONSTRAINT idea_has_no_product CHECK (aim <> 'idea' OR product_id IS NULL),
  CONSTRAINT enrolment_of_product_names_it CHECK (aim = 'idea' OR product_id IS NOT NULL)
);
CREATE UNIQUE INDEX one_enrolment_per_product_and_year ON enrolment (province_code, year, product_id)
  WHERE product_id IS NOT NULL AND status <> 'dropped';
CREATE INDEX enrolment_year ON enrolment (province_code, year, commune_code);

CREATE TABLE enrolment_action (
  enrolment_id uuid NOT NULL REFERENCES enrolment,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL CHECK (action IN ('propose', 'edit', 'list', 'drop', 'take-back')),
  at timestamptz NOT NULL,
  day date NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  reason text NOT NULL DEFAULT '',
  approval_id uuid,
  PRIMARY KEY (enrolment_id, seq)
);

CREATE TABLE enrolment_approval (
  id uuid PRIMARY KEY,
  province_code text NOT NULL,
  year integer NOT NULL,
  ordinal integer NOT NULL CHECK (ordinal > 0),  -- 1: the list; 2 and later: reviews that add and drop
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 100),
  decided_on date NOT NULL,
  signer text NOT NULL DEFAULT '',
  content jsonb NOT NULL,                        -- the list as approved, frozen
  approved_by text NOT NULL,
  approved_at timestamptz NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT one_approval_per_ordinal UNIQUE (province_code, year, ordinal)
);
