-- A published piece goes on showing the version that was published; later saves wait beside it until they are published too.
ALTER TABLE article ADD COLUMN public_version integer;
UPDATE article SET public_version = version WHERE status = 'published';
ALTER TABLE article ADD CONSTRAINT published_article_shows_a_version
  CHECK (status <> 'published' OR public_version IS NOT NULL);

-- Pictures of the portal: kept once, used in any piece, each with words for those who do not see it.
CREATE TABLE portal_picture (
  id uuid PRIMARY KEY,
  original_hash text NOT NULL,
  shown_hash text NOT NULL,                    -- upright, without place and camera data, at most 1,280 wide
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  alternative text NOT NULL CHECK (length(alternative) BETWEEN 1 AND 300),
  caption text NOT NULL DEFAULT '' CHECK (length(caption) <= 500),
  place_code text NOT NULL,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  removed_at timestamptz
);
CREATE INDEX portal_picture_newest ON portal_picture (added_at DESC) WHERE removed_at IS NULL;
