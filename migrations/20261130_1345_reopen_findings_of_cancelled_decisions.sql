-- An answer given by an officer with the producer's consent (Điều 7 khoản 1) says so, and a finding whose draft decision was cancelled
-- is open again.
ALTER TABLE finding_action ADD COLUMN on_behalf boolean NOT NULL DEFAULT false;
ALTER TABLE finding_action DROP CONSTRAINT finding_action_action_check;
ALTER TABLE finding_action ADD CONSTRAINT finding_action_action_check
  CHECK (action IN ('find', 'answer', 'accept', 'reject', 'propose', 'reopen'));

INSERT INTO finding_action (finding_id, seq, action, at, day, actor_name)
  SELECT f.id, (SELECT max(x.seq) + 1 FROM finding_action x WHERE x.finding_id = f.id), 'reopen', now(),
    (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, 'Hệ thống'
  FROM finding f JOIN decision d ON d.id = f.decision_id WHERE f.status = 'proposed' AND d.status = 'cancelled';
UPDATE finding f SET status = 'open' FROM decision d
  WHERE d.id = f.decision_id AND f.status = 'proposed' AND d.status = 'cancelled';
