-- A target counts by the definition it was set under, also after the measure's definition changed.

ALTER TABLE plan_target
  ADD COLUMN definition integer NOT NULL DEFAULT 1 CHECK (definition > 0);
ALTER TABLE plan_target ALTER COLUMN definition DROP DEFAULT;

COMMENT ON COLUMN plan_target.scope IS
  '{place, sector, star, from, to}: a unit read on the plan''s day, a sector of Phụ lục I, a star, days of its own; what is left out is the whole';

ALTER TABLE plan_target ADD CONSTRAINT target_days_in_order
  CHECK (scope ->> 'from' IS NULL OR scope ->> 'to' IS NULL OR scope ->> 'from' <= scope ->> 'to');
