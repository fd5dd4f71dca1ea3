-- The register of documents (block “Văn bản”) and the directory of supporting units (block “Đơn vị hỗ trợ”).
CREATE TABLE legal_document (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  number text NOT NULL,                        -- as printed: 26/2026/QĐ-TTg, 135/KH-UBND
  number_key text NOT NULL,                    -- letters and digits only, folded: found however it is typed
  kind text NOT NULL,
  issuer text NOT NULL,
  field text NOT NULL DEFAULT '',
  signer text NOT NULL DEFAULT '',
  issued_on date NOT NULL,
  effective_from date,
  effective_to date,                           -- last day in force; null: no end stated
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 600),
  folded text NOT NULL,
  note text NOT NULL DEFAULT '',
  regime text,                                 -- the regime of scoring it founds, if any
  place_code text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_document_per_slug UNIQUE (slug),
  CONSTRAINT one_document_per_number_issuer_and_day UNIQUE (number, issuer, issued_on),
  CONSTRAINT document_ends_after_it_begins CHECK (effective_to IS NULL OR effective_from IS NULL OR effective_to >= effective_from)
);
CREATE INDEX legal_document_number ON legal_document (number_key);

CREATE TABLE document_relation (
  document_id uuid NOT NULL REFERENCES legal_document,
  relation text NOT NULL CHECK (relation IN ('supersedes', 'amends')),
  other_id uuid NOT NULL REFERENCES legal_document,
  PRIMARY KEY (document_id, relation, other_id),
  CONSTRAINT a_document_does_not_relate_to_itself CHECK (document_id <> other_id)
);

CREATE TABLE document_file (
  id uuid PRIMARY KEY,
  document_id uuid NOT NULL REFERENCES legal_document,
  ordinal integer NOT NULL,
  name text NOT NULL,
  file_hash text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  folded text NOT NULL DEFAULT '',             -- text of the file without accents, for searching
  removed_at timestamptz
);
CREATE INDEX document_file_document ON document_file (document_id);

CREATE TABLE support_unit (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  name jsonb NOT NULL,                         -- {vi, en}
  services jsonb NOT NULL DEFAULT '{}',        -- {vi, en}
  address text NOT NULL DEFAULT '',
  phone text NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  hours text NOT NULL DEFAULT '',
  website text NOT NULL DEFAULT '',
  serves text[] NOT NULL DEFAULT '{}',         -- place codes; empty: the whole province
  ordinal integer NOT NULL DEFAULT 100,
  place_code text NOT NULL,
  removed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT one_unit_per_slug UNIQUE (slug)
);
