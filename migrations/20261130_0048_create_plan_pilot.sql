-- The pilot model of a plan (2024: Rượu vang Bạch Mã): its raw-material area, its money, photographs of what was done.
CREATE TABLE plan_pilot (
  plan_id uuid PRIMARY KEY REFERENCES plan,
  area_words text NOT NULL DEFAULT '' CHECK (length(area_words) <= 1000),
  area_place text,
  area_ares bigint CHECK (area_ares > 0),                     -- hundredths of a hectare
  head_id uuid REFERENCES plan_budget_head,
  budget bigint CHECK (budget > 0),                           -- đồng
  told_on date NOT NULL,
  told_by text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT pilot_money_names_its_head CHECK ((budget IS NULL) = (head_id IS NULL))
);

CREATE TABLE plan_pilot_photo (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES plan,
  milestone_id uuid REFERENCES plan_milestone ON DELETE SET NULL,
  file_hash text NOT NULL CHECK (file_hash ~ '^[0-9a-f]{64}$'),
  media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp')),
  taken_on date NOT NULL,
  taken_at text NOT NULL DEFAULT '' CHECK (taken_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$|^$'),
  place_words text NOT NULL DEFAULT '' CHECK (length(place_words) <= 300),
  lat numeric(8, 5) CHECK (lat BETWEEN -90 AND 90),
  lon numeric(8, 5) CHECK (lon BETWEEN -180 AND 180),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  removed_at timestamptz,
  CONSTRAINT photo_point_is_whole CHECK ((lat IS NULL) = (lon IS NULL))
);
CREATE INDEX plan_pilot_photo_plan ON plan_pilot_photo (plan_id) WHERE removed_at IS NULL;
