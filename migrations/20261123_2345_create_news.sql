-- News of the portal (blocks “Tin tức”, “Các tin khác”, “Xem tin theo ngày”).
CREATE TABLE article (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  lang text NOT NULL DEFAULT 'vi' CHECK (lang IN ('vi', 'en')),
  category text NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  lead text NOT NULL DEFAULT '',
  body text NOT NULL DEFAULT '',               -- clean HTML of an allowed list, made at saving
  folded text NOT NULL DEFAULT '',             -- title, lead and text without accents, for searching
  author_name text NOT NULL DEFAULT '',
  unit_name text NOT NULL DEFAULT '',
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'submitted', 'published', 'withdrawn')),
  published_at timestamptz,                    -- in the future: scheduled
  updated_on date NOT NULL,                    -- “Ngày cập nhật”, as shown
  place_code text NOT NULL,
  source jsonb,
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_by uuid REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_article_per_slug UNIQUE (slug),
  CONSTRAINT published_article_has_a_time CHECK (status <> 'published' OR published_at IS NOT NULL)
);
CREATE INDEX article_published ON article (published_at DESC) WHERE status = 'published';
CREATE INDEX article_day ON article (updated_on) WHERE status = 'published';

CREATE TABLE article_version (
  article_id uuid NOT NULL REFERENCES article,
  version integer NOT NULL,
  content jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by text NOT NULL,
  PRIMARY KEY (article_id, version)
);

CREATE TABLE article_attachment (
  id uuid PRIMARY KEY,
  article_id uuid NOT NULL REFERENCES article,
  ordinal integer NOT NULL,
  name text NOT NULL,
  file_hash text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  removed_at timestamptz
);
CREATE INDEX article_attachment_article ON article_attachment (article_id);

-- Addresses an article once had: they go on leading to it.
CREATE TABLE article_address (
  slug text PRIMARY KEY,
  article_id uuid NOT NULL REFERENCES article
);
