-- Reports of misuse of the label by anybody, without an account, followed by a code (Điều 8 khoản 1 điểm d; Điều 9 khoản 3 điểm b).
CREATE TABLE misuse_report (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  product_id uuid REFERENCES product,
  product_name text NOT NULL DEFAULT '',
  seen_at text NOT NULL,
  words text NOT NULL CHECK (length(words) BETWEEN 10 AND 4000),
  contact text NOT NULL DEFAULT '',            -- personal data: shown to the office only
  picture_hash text,
  status text NOT NULL DEFAULT 'received' CHECK (status IN ('received', 'checking', 'confirmed', 'not-confirmed')),
  outcome text NOT NULL DEFAULT '',            -- public
  province_code text NOT NULL,
  reported_at timestamptz NOT NULL,
  closed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT one_report_per_code UNIQUE (code),
  CONSTRAINT closed_report_says_its_outcome CHECK (status IN ('received', 'checking') OR (outcome <> '' AND closed_at IS NOT NULL))
);
CREATE INDEX misuse_report_status ON misuse_report (province_code, status);
