-- Producers' periodic returns after recognition, and what a reported change asks of them (regulation/<province>/post-recognition.json).

CREATE TABLE producer_return (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES product,
  producer_id uuid NOT NULL REFERENCES producer,
  period_from date NOT NULL,
  period_to date NOT NULL,
  output numeric(14, 2) CHECK (output >= 0),   -- null: not told
  unit text NOT NULL DEFAULT '',
  sales bigint CHECK (sales >= 0),             -- đồng
  jobs integer CHECK (jobs BETWEEN 0 AND 100000),
  changes jsonb NOT NULL DEFAULT '[]',         -- [id] of post-recognition.json
  words text NOT NULL DEFAULT '',
  doubts jsonb NOT NULL DEFAULT '[]',          -- what looked unlikely against the last return, and was confirmed by the producer
  revision integer NOT NULL DEFAULT 1,         -- corrections replace the figures; the former ones stand in producer_return_former
  filed_at timestamptz NOT NULL,
  filed_by text NOT NULL,
  on_behalf boolean NOT NULL DEFAULT false,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT one_return_per_product_and_period UNIQUE (product_id, period_from),
  CONSTRAINT return_period_has_an_order CHECK (period_to >= period_from),
  CONSTRAINT output_has_a_unit CHECK (output IS NULL OR unit <> '')
);
CREATE INDEX producer_return_producer ON producer_return (producer_id);

CREATE TABLE producer_return_former (
  return_id uuid NOT NULL REFERENCES producer_return,
  revision integer NOT NULL,
  figures jsonb NOT NULL,
  replaced_at timestamptz NOT NULL,
  PRIMARY KEY (return_id, revision)
);

CREATE TABLE return_task (
  id uuid PRIMARY KEY,
  return_id uuid NOT NULL REFERENCES producer_return,
  product_id uuid NOT NULL REFERENCES product,
  change text NOT NULL,
  due_on date NOT NULL,
  done_on date,
  done_words text NOT NULL DEFAULT '',
  done_by text NOT NULL DEFAULT '',
  CONSTRAINT one_task_per_change UNIQUE (return_id, change),
  CONSTRAINT done_task_says_how CHECK (done_on IS NULL OR done_words <> '')
);
CREATE INDEX return_task_product ON return_task (product_id);
