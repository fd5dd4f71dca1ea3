-- Written notices of the result to each owner and commune (Điều 7 khoản 3 điểm g), frozen when their decision is released.
CREATE TABLE result_letter (
  id uuid PRIMARY KEY,
  decision_id uuid NOT NULL REFERENCES decision,
  item_id uuid NOT NULL REFERENCES decision_item,
  producer_id uuid REFERENCES producer,
  place_code text,
  province_code text NOT NULL,
  outcome text NOT NULL,
  content jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT one_letter_per_item UNIQUE (item_id)
);
CREATE INDEX result_letter_producer ON result_letter (producer_id);
