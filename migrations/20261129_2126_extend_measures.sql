-- Điều 12 khoản 3: a certificate is carried on while its late re-evaluation is dealt with.
ALTER TABLE decision DROP CONSTRAINT decision_kind_check;
ALTER TABLE decision ADD CONSTRAINT decision_kind_check
  CHECK (kind IN ('recognise', 'approve-for-ministry', 'revoke', 'suspend', 'resume', 'expire', 'extend', 'other'));
ALTER TABLE decision_item DROP CONSTRAINT decision_item_outcome_check;
ALTER TABLE decision_item ADD CONSTRAINT decision_item_outcome_check
  CHECK (outcome IN ('recognise', 'not-recognise', 'to-ministry', 'revoke', 'suspend', 'resume', 'expire', 'extend'));
