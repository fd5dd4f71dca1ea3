-- Who acts, who produces, what is produced. Constraints read as sentences of the law.

CREATE TABLE number_sequence (
  scope text PRIMARY KEY,
  last integer NOT NULL DEFAULT 0 CHECK (last >= 0)
);
COMMENT ON TABLE number_sequence IS 'Gapless numbers: the row stays locked until the number is used, or is given back by rollback.';

CREATE TABLE account (
  id uuid PRIMARY KEY,
  username text NOT NULL,
  display_username text,
  email text NOT NULL,
  email_verified boolean NOT NULL DEFAULT false,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  image text,
  phone text,
  locked_at timestamptz,
  two_factor_enabled boolean NOT NULL DEFAULT false,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_account_per_username UNIQUE (username),
  CONSTRAINT one_account_per_email UNIQUE (email)
);

CREATE TABLE producer (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  name_folded text NOT NULL,
  legal_type text,                             -- ids of procedure.json eligibleOwners (Điều 2 khoản 3); null: not stated
  registration_no text,
  registered_on date,
  tax_code text,
  representative jsonb NOT NULL DEFAULT '{}',  -- {name, position, gender, ethnicity, address}: personal data
  phone text,
  email text,
  address_text text,
  place_code text,
  place_day date,                              -- the day on which place_code is to be read
  province_code text,
  intro jsonb NOT NULL DEFAULT '{}',           -- {vi, en}
  source jsonb,                                -- {url, note, kind, rowId} of an imported public fact
  is_demo boolean NOT NULL DEFAULT false,
  merged_into uuid REFERENCES producer,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_producer_per_slug UNIQUE (slug),
  CONSTRAINT producer_is_not_merged_into_itself CHECK (merged_into IS NULL OR merged_into <> id),
  CONSTRAINT place_of_producer_is_read_on_a_day CHECK ((place_code IS NULL) = (place_day IS NULL))
);
CREATE INDEX producer_place ON producer (place_code);
CREATE INDEX producer_name_folded ON producer (name_folded);

CREATE TABLE role_grant (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  role text NOT NULL,
  place_code text,
  agency_id text,
  producer_id uuid REFERENCES producer,
  from_day date NOT NULL,
  to_day date,
  delegated_by uuid REFERENCES account,
  reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT grant_ends_after_it_begins CHECK (to_day IS NULL OR to_day >= from_day),
  CONSTRAINT producer_grant_names_a_producer CHECK (role <> 'producer' OR producer_id IS NOT NULL)
);
CREATE INDEX role_grant_account ON role_grant (account_id);

CREATE TABLE product (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  producer_id uuid REFERENCES producer,        -- null: the source does not state the owner
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  name_folded text NOT NULL,
  regime text,                                 -- whose classification set_no belongs to
  set_no integer,                              -- one of 26 sets (Phụ lục I); null: not stated
  place_code text,
  place_day date,
  province_code text,
  description jsonb NOT NULL DEFAULT '{}',     -- {vi, en}
  story jsonb NOT NULL DEFAULT '{}',           -- {vi, en}
  details jsonb NOT NULL DEFAULT '{}',         -- where to buy, season, capacity, trace code
  picture_hash text,
  source jsonb,
  is_demo boolean NOT NULL DEFAULT false,
  is_public boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_product_per_slug UNIQUE (slug),
  CONSTRAINT set_belongs_to_a_regime CHECK ((set_no IS NULL) = (regime IS NULL)),
  CONSTRAINT place_of_product_is_read_on_a_day CHECK ((place_code IS NULL) = (place_day IS NULL))
);
CREATE INDEX product_producer ON product (producer_id);
CREATE INDEX product_place ON product (place_code);
CREATE INDEX product_name_folded ON product (name_folded);
