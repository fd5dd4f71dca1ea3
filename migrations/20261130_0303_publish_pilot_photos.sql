-- Photographs of the pilot: which of them stand on the plan's public page, who took one away; what is invented says so.

ALTER TABLE plan_pilot ADD COLUMN is_demo boolean NOT NULL DEFAULT false;

ALTER TABLE plan_pilot_photo
  ADD COLUMN is_public boolean NOT NULL DEFAULT false,
  ADD COLUMN is_demo boolean NOT NULL DEFAULT false,
  ADD COLUMN removed_by text,
  ADD CONSTRAINT removed_photo_names_who CHECK (removed_at IS NULL OR removed_by IS NOT NULL);
