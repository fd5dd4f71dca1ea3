-- Tasting by sample code: names stay hidden while the sensory criteria are judged (council rules; the decree is silent).
ALTER TABLE sitting ADD COLUMN blind_tasting boolean NOT NULL DEFAULT false;  -- cached fold of sitting_action

CREATE TABLE tasting_note (
  item_id uuid NOT NULL REFERENCES sitting_item ON DELETE CASCADE,
  member_id uuid NOT NULL REFERENCES council_member,
  sealed_content bytea NOT NULL,               -- encrypted like a sheet
  at timestamptz NOT NULL,
  CONSTRAINT one_tasting_per_member PRIMARY KEY (item_id, member_id)
);
