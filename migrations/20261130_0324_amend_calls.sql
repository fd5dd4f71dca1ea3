-- A call is for sectors of Phụ lục I, may be amended with what changed, and a stall that nobody claims passes on.

ALTER TABLE fair ADD COLUMN sectors jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(sectors) = 'array');

ALTER TABLE fair_action
  DROP CONSTRAINT fair_action_action_check,
  DROP CONSTRAINT fair_stopped_with_a_reason,
  ADD COLUMN changes jsonb,                       -- of an amendment: {term: {before, after}}
  ADD CONSTRAINT fair_action_known CHECK (action IN ('draft', 'call', 'amend', 'allot', 'recall', 'hold', 'cancel')),
  ADD CONSTRAINT fair_changed_with_a_reason CHECK (action NOT IN ('amend', 'recall', 'cancel') OR words <> ''),
  ADD CONSTRAINT amendment_says_what_changed CHECK ((action = 'amend') = (changes IS NOT NULL));

ALTER TABLE fair_application
  DROP CONSTRAINT fair_application_status_check,
  ADD COLUMN claim_by date,                       -- null: the stall stands without being claimed
  ADD COLUMN claimed_at timestamptz,
  ADD CONSTRAINT fair_application_status_known
    CHECK (status IN ('submitted', 'withdrawn', 'stall', 'waiting', 'lapsed', 'not-eligible'));
