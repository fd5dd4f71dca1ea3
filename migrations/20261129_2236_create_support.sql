-- Support of producers by measure (regulation/<province>/support.json), charged to a head of the plan's money.

CREATE TABLE support (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES product,
  producer_id uuid NOT NULL REFERENCES producer,
  measure text NOT NULL CHECK (measure ~ '^[a-z][a-z-]*$'),
  year integer NOT NULL CHECK (year BETWEEN 2018 AND 2100),
  cost bigint NOT NULL CHECK (cost > 0),                     -- đồng, by the quote
  asked bigint NOT NULL CHECK (asked > 0),                   -- đồng
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  quote_hash text CHECK (quote_hash ~ '^[0-9a-f]{64}$'),
  quote_name text,
  quote_type text,
  agency_id text NOT NULL,                                   -- the agency that is asked, and gives
  status text NOT NULL CHECK (status IN ('requested', 'withdrawn', 'refused', 'approved', 'paid', 'finished')),
  approved bigint CHECK (approved > 0),                      -- đồng
  head_id uuid REFERENCES plan_budget_head,
  paid bigint NOT NULL DEFAULT 0 CHECK (paid >= 0),          -- đồng
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CONSTRAINT asked_within_cost CHECK (asked <= cost),
  CONSTRAINT approved_within_asked CHECK (approved <= asked),
  CONSTRAINT paid_within_approved CHECK (paid = 0 OR (approved IS NOT NULL AND paid <= approved)),
  CONSTRAINT approved_names_amount_and_head CHECK ((status IN ('approved', 'paid', 'finished')) = (approved IS NOT NULL AND head_id IS NOT NULL)),
  CONSTRAINT head_only_with_amount CHECK ((approved IS NULL) = (head_id IS NULL)),
  CONSTRAINT quote_is_whole CHECK ((quote_hash IS NULL) = (quote_name IS NULL) AND (quote_hash IS NULL) = (quote_type IS NULL))
);
CREATE UNIQUE INDEX one_open_request_per_measure ON support (product_id, measure) WHERE status = 'requested';
CREATE INDEX support_producer ON support (producer_id);
CREATE INDEX support_head ON support (head_id) WHERE head_id IS NOT NULL;

CREATE TABLE support_action (
  support_id uuid NOT NULL REFERENCES support,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL CHECK (action IN ('request', 'withdraw', 'refuse', 'approve', 'recall', 'pay', 'report-result')),
  at timestamptz NOT NULL,
  day date NOT NULL,                                         -- of a payment: the day on its paper
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  amount bigint CHECK (amount > 0),                          -- đồng: asked, approved, paid
  paper_no text NOT NULL DEFAULT '' CHECK (length(paper_no) <= 100),
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
  on_behalf boolean NOT NULL DEFAULT false,
  PRIMARY KEY (support_id, seq),
  CONSTRAINT money_has_an_amount CHECK ((action IN ('request', 'approve', 'pay')) = (amount IS NOT NULL)),
  CONSTRAINT payment_names_its_paper CHECK (action <> 'pay' OR paper_no <> ''),
  CONSTRAINT no_without_a_reason CHECK (action NOT IN ('refuse', 'recall', 'report-result') OR words <> '')
);
CREATE INDEX support_action_day ON support_action (action, day);
CREATE UNIQUE INDEX one_payment_per_paper ON support_action (support_id, paper_no) WHERE action = 'pay';
