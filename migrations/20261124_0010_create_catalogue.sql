-- Producers merged and parted again, products told and pictured, imports that can be undone, and the public catalogue.

-- Accelerates a search for parts of words; trusted extension, the owner of the database may add it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Producers ---------------------------------------------------------------------------------------------------------

CREATE TABLE producer_merge (
  id uuid PRIMARY KEY,
  kept_id uuid NOT NULL REFERENCES producer,
  merged_id uuid NOT NULL REFERENCES producer,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  merged_at timestamptz NOT NULL,
  merged_by uuid REFERENCES account,
  merged_by_name text NOT NULL,
  undone_at timestamptz,
  undone_by_name text,
  undo_reason text,
  CONSTRAINT two_producers_make_a_merge CHECK (kept_id <> merged_id)
);
CREATE UNIQUE INDEX a_producer_is_merged_once ON producer_merge (merged_id) WHERE undone_at IS NULL;
CREATE INDEX producer_merge_kept ON producer_merge (kept_id);
COMMENT ON TABLE producer_merge IS 'Two records of one producer laid together; undoing parts them as they were.';

-- Laid aside by a person: not the same producer, do not propose the pair again.
CREATE TABLE producer_pair_apart (
  one_id uuid NOT NULL REFERENCES producer,
  other_id uuid NOT NULL REFERENCES producer,
  decided_at timestamptz NOT NULL,
  decided_by_name text NOT NULL,
  PRIMARY KEY (one_id, other_id),
  CONSTRAINT pair_is_written_in_order CHECK (one_id < other_id)
);

-- The name as it identifies: abbreviations written out (HTX, TNHH, SX), folded, without signs (features/producers/matching.ts).
ALTER TABLE producer ADD COLUMN name_key text NOT NULL DEFAULT '';
CREATE INDEX producer_name_words ON producer USING gin (name_key gin_trgm_ops);
CREATE INDEX producer_province_key ON producer (province_code, name_key);
CREATE INDEX producer_tax_code ON producer (tax_code) WHERE tax_code IS NOT NULL;
CREATE INDEX producer_phone ON producer (phone) WHERE phone IS NOT NULL;
CREATE INDEX producer_created ON producer (created_at DESC, id);
CREATE INDEX producer_merged ON producer (merged_into) WHERE merged_into IS NOT NULL;

-- Products ----------------------------------------------------------------------------------------------------------

CREATE TABLE product_owner_change (
  product_id uuid NOT NULL REFERENCES product,
  merge_id uuid NOT NULL REFERENCES producer_merge,
  from_producer_id uuid NOT NULL REFERENCES producer,
  to_producer_id uuid NOT NULL REFERENCES producer,
  PRIMARY KEY (merge_id, product_id)
);
COMMENT ON TABLE product_owner_change IS 'Products that followed a merge of producers, so that its undoing gives them back.';

CREATE TABLE product_label (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES product,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  picture_hash text NOT NULL,
  used_from date NOT NULL,
  note text CHECK (length(note) <= 1000),
  created_at timestamptz NOT NULL,
  created_by_name text NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT one_label_per_ordinal UNIQUE (product_id, ordinal)
);

-- Sizes of a picture made at upload. Only what stands here is served at /tap-tin/anh.
CREATE TABLE picture_size (
  picture_hash text NOT NULL,
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  file_hash text NOT NULL,
  size bigint NOT NULL,
  PRIMARY KEY (picture_hash, width)
);

-- What a public source says of a product, word by word: nothing of it is lost, nothing added.
CREATE TABLE product_statement (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES product,
  row_key text NOT NULL,
  name_folded text NOT NULL,                   -- the name this row gives it, which may be another one
  stated_status text,
  star integer CHECK (star BETWEEN 1 AND 5),
  year integer,
  decision_no text,
  stated_on date,
  date_kind text,
  score text,
  url text,
  source_kind text,
  note text,
  printed jsonb NOT NULL,
  CONSTRAINT one_statement_per_source_row UNIQUE (row_key)
);
CREATE INDEX product_statement_product ON product_statement (product_id);
CREATE INDEX product_statement_name ON product_statement (name_folded);

CREATE INDEX product_name_words ON product USING gin (name_folded gin_trgm_ops);
CREATE INDEX product_province_name ON product (province_code, name_folded);
CREATE INDEX product_created ON product (created_at DESC, id);

-- Imports -----------------------------------------------------------------------------------------------------------

CREATE TABLE import_run (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  file_name text NOT NULL,
  file_hash text NOT NULL,
  file_size bigint NOT NULL,
  status text NOT NULL
    CHECK (status IN ('waiting', 'checking', 'checked', 'writing', 'written', 'undone', 'refused')),
  rows_seen integer NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}',
  problems jsonb NOT NULL DEFAULT '[]',
  started_by uuid REFERENCES account,
  started_by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  written_at timestamptz,
  undone_at timestamptz,
  undone_by_name text,
  is_demo boolean NOT NULL DEFAULT false
);
CREATE INDEX import_run_created ON import_run (created_at DESC);

CREATE TABLE import_row (
  run_id uuid NOT NULL REFERENCES import_run,
  line integer NOT NULL,
  row_key text,
  outcome text NOT NULL CHECK (outcome IN ('created', 'updated', 'unchanged', 'refused')),
  doubtful boolean NOT NULL DEFAULT false,
  notes jsonb NOT NULL DEFAULT '[]',
  subject_kind text,
  subject_id uuid,
  label text NOT NULL DEFAULT '',
  printed jsonb,                               -- kept for rows a person has to look at
  PRIMARY KEY (run_id, line)
);
CREATE INDEX import_row_attention ON import_row (run_id, line) WHERE doubtful OR outcome = 'refused';

-- Which row of which source became what: a second import of the same row finds it here and changes nothing.
CREATE TABLE import_key (
  kind text NOT NULL,
  row_key text NOT NULL,
  content_hash text NOT NULL,
  run_id uuid NOT NULL REFERENCES import_run,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer NOT NULL,
  PRIMARY KEY (kind, row_key)
);
CREATE INDEX import_key_run ON import_key (run_id);

-- What an import made, in the order of making; undone from the end.
CREATE TABLE import_made (
  run_id uuid NOT NULL REFERENCES import_run,
  seq bigint NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer NOT NULL,
  before jsonb,                                -- null: the import made it; else what stood before
  PRIMARY KEY (run_id, seq)
);

-- One import of a kind at a time: the row is locked while it writes.
CREATE TABLE import_turn (
  kind text PRIMARY KEY
);

-- The public catalogue: one row a public product, made from product, producer and recognition (features/register).
-- Nothing that depends on today stands here: `standing` folds the events, the day is asked by the reader.
CREATE TABLE catalogue_entry (
  product_id uuid PRIMARY KEY REFERENCES product ON DELETE CASCADE,
  slug text NOT NULL,
  name text NOT NULL,
  name_folded text NOT NULL,
  producer_id uuid,
  producer_slug text,
  producer_name text,
  province_code text,
  commune_code text,                           -- today's commune; null: not stated or not resolved
  place_name text,                             -- as recorded, old names included
  set_no integer,
  sector text,
  star integer,
  standing text NOT NULL
    CHECK (standing IN ('in-force', 'suspended', 'revoked', 'superseded', 'expired', 'not-stated', 'none')),
  issued_on date,
  valid_until date,
  recognition_id uuid,
  picture_hash text,
  drawing text NOT NULL,                       -- stands where a photograph is missing; says nothing of the set
  is_demo boolean NOT NULL,
  newest_on date NOT NULL,                     -- sorts: day of recognition, else of entry
  next_change_on date,                         -- an event already recorded takes effect on this day: fold again then
  words tsvector NOT NULL,                     -- folded words of name, producer and places
  CONSTRAINT entry_in_force_has_an_end CHECK (standing <> 'in-force' OR valid_until IS NOT NULL)
);
CREATE UNIQUE INDEX catalogue_slug ON catalogue_entry (slug);
CREATE INDEX catalogue_words ON catalogue_entry USING gin (words);
CREATE INDEX catalogue_name_words ON catalogue_entry USING gin (name_folded gin_trgm_ops);
CREATE INDEX catalogue_newest ON catalogue_entry (newest_on DESC, product_id DESC);
CREATE INDEX catalogue_name ON catalogue_entry (name_folded, product_id);
CREATE INDEX catalogue_star ON catalogue_entry (star, newest_on DESC, product_id DESC);
CREATE INDEX catalogue_sector ON catalogue_entry (sector, newest_on DESC, product_id DESC);
CREATE INDEX catalogue_commune ON catalogue_entry (commune_code, newest_on DESC, product_id DESC);
CREATE INDEX catalogue_province ON catalogue_entry (province_code, newest_on DESC, product_id DESC);
CREATE INDEX catalogue_producer ON catalogue_entry (producer_id);
CREATE INDEX catalogue_next_change ON catalogue_entry (next_change_on) WHERE next_change_on IS NOT NULL;
CREATE INDEX catalogue_standing ON catalogue_entry (standing, valid_until, product_id);

-- What public sources say of a recognition is recorded once per row of the source (features/recognition/public-source.ts).
CREATE UNIQUE INDEX one_public_recognition_per_source_row ON recognition ((source ->> 'rowId'))
  WHERE origin = 'public-source';
CREATE INDEX product_picture ON product (picture_hash) WHERE picture_hash IS NOT NULL;
CREATE INDEX product_label_picture ON product_label (picture_hash);
