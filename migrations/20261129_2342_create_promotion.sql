-- Trade promotion (task group 5 of the plan): fairs from call to contracts, selling points, buyers' requests, results per product.
-- The law names no way to share stalls out: the rule is data (regulation/<province>/promotion.json), frozen with each call.

CREATE TABLE fair (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,119}$'),
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z-]*$'),
  title jsonb NOT NULL CHECK (length(title ->> 'vi') BETWEEN 1 AND 300),
  venue text NOT NULL CHECK (length(venue) BETWEEN 1 AND 300),
  place_code text,                                            -- null: outside the province
  place_day date NOT NULL,
  province_code text NOT NULL,                                -- whose programme takes part
  lead_agency text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  apply_until date NOT NULL,
  stalls integer NOT NULL,
  conditions jsonb NOT NULL DEFAULT '{}',
  plan_id uuid REFERENCES plan,
  rule jsonb,                                                 -- as published with the call
  seed text CHECK (seed ~ '^[0-9a-f]{32}$'),
  status text NOT NULL CHECK (status IN ('draft', 'called', 'allotted', 'held', 'cancelled')),
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CONSTRAINT fair_ends_after_it_begins CHECK (ends_on >= starts_on),
  CONSTRAINT fair_applications_end_before_it_begins CHECK (apply_until < starts_on),
  CONSTRAINT fair_has_stalls CHECK (stalls BETWEEN 1 AND 2000),
  CONSTRAINT fair_called_with_its_rule CHECK (status IN ('draft', 'cancelled') OR (rule IS NOT NULL AND seed IS NOT NULL))
);
CREATE INDEX fair_starts ON fair (starts_on);

CREATE TABLE fair_action (
  fair_id uuid NOT NULL REFERENCES fair,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL CHECK (action IN ('draft', 'call', 'allot', 'recall', 'hold', 'cancel')),
  at timestamptz NOT NULL,
  day date NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
  -- Of an allotment: every application with its points, as published.
  lines jsonb,
  PRIMARY KEY (fair_id, seq),
  CONSTRAINT allotment_has_its_lines CHECK ((action = 'allot') = (lines IS NOT NULL)),
  CONSTRAINT fair_stopped_with_a_reason CHECK (action NOT IN ('recall', 'cancel') OR words <> '')
);

CREATE TABLE fair_application (
  id uuid PRIMARY KEY,
  fair_id uuid NOT NULL REFERENCES fair,
  producer_id uuid NOT NULL REFERENCES producer,
  telephone text NOT NULL CHECK (telephone ~ '^[0-9+][0-9 .]{7,19}$'),
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
  on_behalf boolean NOT NULL DEFAULT false,
  status text NOT NULL CHECK (status IN ('submitted', 'withdrawn', 'stall', 'waiting', 'not-eligible')),
  rank integer CHECK (rank > 0),
  stall_no integer CHECK (stall_no > 0),
  is_demo boolean NOT NULL DEFAULT false,
  applied_at timestamptz NOT NULL,
  applied_by text NOT NULL,
  withdrawn_at timestamptz,
  CONSTRAINT stall_has_its_number CHECK ((status = 'stall') = (stall_no IS NOT NULL)),
  CONSTRAINT withdrawn_says_when CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_application_a_producer ON fair_application (fair_id, producer_id) WHERE status <> 'withdrawn';
CREATE UNIQUE INDEX one_producer_a_stall ON fair_application (fair_id, stall_no) WHERE stall_no IS NOT NULL;
CREATE INDEX fair_application_producer ON fair_application (producer_id);

CREATE TABLE fair_application_product (
  application_id uuid NOT NULL REFERENCES fair_application,
  product_id uuid NOT NULL REFERENCES product,
  PRIMARY KEY (application_id, product_id)
);
CREATE INDEX fair_application_of_product ON fair_application_product (product_id);

CREATE TABLE fair_cost (
  id uuid PRIMARY KEY,
  fair_id uuid NOT NULL REFERENCES fair,
  head_id uuid NOT NULL REFERENCES plan_budget_head,
  what text NOT NULL CHECK (length(what) BETWEEN 1 AND 300),
  amount bigint NOT NULL CHECK (amount > 0),                  -- đồng
  decided_on date NOT NULL,
  decided_by text NOT NULL,
  paid_on date,
  paper_no text CHECK (length(paper_no) BETWEEN 1 AND 100),
  recalled_on date,
  recall_reason text CHECK (length(recall_reason) BETWEEN 1 AND 2000),
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT fair_payment_names_its_paper CHECK ((paid_on IS NULL) = (paper_no IS NULL)),
  CONSTRAINT fair_cost_recalled_with_a_reason CHECK ((recalled_on IS NULL) = (recall_reason IS NULL)),
  CONSTRAINT fair_cost_paid_is_not_recalled CHECK (paid_on IS NULL OR recalled_on IS NULL),
  CONSTRAINT fair_cost_paid_after_it_was_decided CHECK (paid_on >= decided_on)
);
CREATE INDEX fair_cost_head ON fair_cost (head_id) WHERE recalled_on IS NULL;
CREATE INDEX fair_cost_fair ON fair_cost (fair_id);

CREATE TABLE selling_point (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,119}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z-]*$'),
  address text NOT NULL CHECK (length(address) BETWEEN 1 AND 300),
  place_code text NOT NULL,
  place_day date NOT NULL,
  province_code text NOT NULL,
  operator text NOT NULL CHECK (length(operator) BETWEEN 1 AND 200),
  hours text NOT NULL DEFAULT '' CHECK (length(hours) <= 200),
  telephone text NOT NULL DEFAULT '' CHECK (length(telephone) <= 40),
  opened_on date NOT NULL,
  closed_on date,
  close_reason text NOT NULL DEFAULT '' CHECK (length(close_reason) <= 500),
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CONSTRAINT selling_point_closes_after_it_opens CHECK (closed_on >= opened_on),
  CONSTRAINT selling_point_closed_with_a_reason CHECK ((closed_on IS NULL) = (close_reason = ''))
);

CREATE TABLE selling_point_product (
  point_id uuid NOT NULL REFERENCES selling_point,
  product_id uuid NOT NULL REFERENCES product,
  from_day date NOT NULL,
  to_day date,
  PRIMARY KEY (point_id, product_id, from_day),
  CONSTRAINT sold_until_after_from CHECK (to_day >= from_day)
);
CREATE UNIQUE INDEX sold_once_at_a_point ON selling_point_product (point_id, product_id) WHERE to_day IS NULL;

-- What a product can be had of: told by its producer, so that buyers find it.
CREATE TABLE product_supply (
  product_id uuid PRIMARY KEY REFERENCES product,
  per_month bigint CHECK (per_month > 0),
  unit text NOT NULL DEFAULT '' CHECK (length(unit) <= 30),
  months integer[] NOT NULL DEFAULT '{}',
  told_on date NOT NULL,
  told_by text NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT months_are_months CHECK (months <@ ARRAY[1,2,3,4,5,6,7,8,9,10,11,12]),
  CONSTRAINT quantity_has_a_unit CHECK (per_month IS NULL OR unit <> '')
);

CREATE TABLE buyer_request (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9]{8}$'),
  province_code text NOT NULL,
  buyer text NOT NULL CHECK (length(buyer) BETWEEN 1 AND 200),
  contact text NOT NULL CHECK (length(contact) BETWEEN 5 AND 200),   -- personal: for the office, and for the producer who answers
  country text NOT NULL DEFAULT '' CHECK (length(country) <= 80),
  words text NOT NULL CHECK (length(words) BETWEEN 10 AND 4000),
  sector text,
  minimum_star integer CHECK (minimum_star BETWEEN 3 AND 5),
  per_month bigint CHECK (per_month > 0),
  unit text NOT NULL DEFAULT '' CHECK (length(unit) <= 30),
  months integer[] NOT NULL DEFAULT '{}',
  certificates text[] NOT NULL DEFAULT '{}',
  status text NOT NULL CHECK (status IN ('received', 'open', 'answered', 'closed', 'refused')),
  outcome text NOT NULL DEFAULT '' CHECK (length(outcome) <= 2000),
  asked_at timestamptz NOT NULL,
  closed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT buyer_months_are_months CHECK (months <@ ARRAY[1,2,3,4,5,6,7,8,9,10,11,12]),
  CONSTRAINT buyer_quantity_has_a_unit CHECK (per_month IS NULL OR unit <> ''),
  CONSTRAINT buyer_request_ends_with_an_outcome CHECK ((status IN ('closed', 'refused')) = (closed_at IS NOT NULL) AND (closed_at IS NULL OR outcome <> ''))
);

CREATE TABLE buyer_match (
  request_id uuid NOT NULL REFERENCES buyer_request,
  product_id uuid NOT NULL REFERENCES product,
  score integer NOT NULL CHECK (score BETWEEN 0 AND 100),
  told_at timestamptz NOT NULL,
  answer text CHECK (answer IN ('yes', 'no')),
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
  answered_at timestamptz,
  PRIMARY KEY (request_id, product_id),
  CONSTRAINT match_answer_says_when CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX buyer_match_product ON buyer_match (product_id);

CREATE TABLE trade_result (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES product,
  producer_id uuid NOT NULL REFERENCES producer,
  kind text NOT NULL CHECK (kind IN ('sales', 'order', 'contract', 'export')),
  fair_id uuid REFERENCES fair,
  request_id uuid REFERENCES buyer_request,
  point_id uuid REFERENCES selling_point,
  buyer text NOT NULL DEFAULT '' CHECK (length(buyer) <= 200),
  country text NOT NULL DEFAULT '' CHECK (length(country) <= 80),
  amount bigint NOT NULL CHECK (amount > 0),                  -- đồng
  day date NOT NULL,
  paper_no text NOT NULL DEFAULT '' CHECK (length(paper_no) <= 100),
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
  told_by text NOT NULL,
  told_at timestamptz NOT NULL,
  struck_at timestamptz,
  strike_reason text CHECK (length(strike_reason) BETWEEN 1 AND 500),
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT contract_names_its_buyer CHECK (kind = 'sales' OR buyer <> ''),
  CONSTRAINT export_names_its_country CHECK (kind <> 'export' OR country <> ''),
  CONSTRAINT result_of_one_source CHECK (num_nonnulls(fair_id, request_id, point_id) <= 1),
  CONSTRAINT struck_with_a_reason CHECK ((struck_at IS NULL) = (strike_reason IS NULL))
);
CREATE UNIQUE INDEX one_result_a_paper ON trade_result (product_id, kind, paper_no) WHERE paper_no <> '' AND struck_at IS NULL;
CREATE INDEX trade_result_day ON trade_result (kind, day);
CREATE INDEX trade_result_fair ON trade_result (fair_id) WHERE fair_id IS NOT NULL;
