-- Digital signatures found on the very file when it was kept: what counts as a paper signed digitally. A scan has none; a file kept before
-- this was counted stays null.

ALTER TABLE decision ADD COLUMN signatures integer CHECK (signatures >= 0);
UPDATE decision SET signatures = 1 WHERE signed_how = 'here';

ALTER TABLE plan ADD COLUMN signatures integer CHECK (signatures >= 0);

-- The report as signed outside, kept beside the frozen one.
ALTER TABLE report
  ADD COLUMN signed_hash text CHECK (signed_hash ~ '^[0-9a-f]{64}$'),
  ADD COLUMN signed_at timestamptz,
  ADD COLUMN signatures integer CHECK (signatures >= 0),
  ADD CONSTRAINT only_an_issued_report_is_signed CHECK (signed_hash IS NULL OR status = 'issued'),
  ADD CONSTRAINT signed_report_has_its_day CHECK ((signed_hash IS NULL) = (signed_at IS NULL));
