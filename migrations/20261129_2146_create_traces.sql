-- Trace codes and lots, for pages at GS1 Digital Link paths.
CREATE TABLE product_gtin (
  product_id uuid PRIMARY KEY REFERENCES product,
  gtin text NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
  CONSTRAINT one_product_per_gtin UNIQUE (gtin)
);
CREATE TABLE product_lot (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES product,
  lot text NOT NULL CHECK (length(lot) BETWEEN 1 AND 20),
  made_on date,
  best_before date,
  origin text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  created_by_name text NOT NULL,
  withdrawn_at timestamptz,
  withdraw_reason text,
  CONSTRAINT one_lot_per_number UNIQUE (product_id, lot),
  CONSTRAINT withdrawn_lot_says_why CHECK (withdrawn_at IS NULL OR coalesce(withdraw_reason, '') <> ''),
  CONSTRAINT lot_ends_after_it_is_made CHECK (made_on IS NULL OR best_before IS NULL OR best_before >= made_on)
);
