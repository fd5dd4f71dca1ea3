-- Experts invited to one sitting: they hear and speak, and have no vote (council's working rules).

ALTER TABLE council_member
  ADD COLUMN sitting_id uuid REFERENCES sitting,   -- null: a seat named by the council's decision
  ADD COLUMN invitation_no text,
  ADD CONSTRAINT invited_expert_has_no_vote
    CHECK (sitting_id IS NULL OR (role = 'expert' AND NOT votes AND invitation_no IS NOT NULL));

ALTER TABLE council_member DROP CONSTRAINT one_seat_per_account;
CREATE UNIQUE INDEX one_seat_per_account ON council_member (council_id, account_id) WHERE sitting_id IS NULL;
CREATE UNIQUE INDEX one_invitation_per_expert ON council_member (sitting_id, account_id)
  WHERE sitting_id IS NOT NULL;

CREATE OR REPLACE VIEW dossier_judge AS
  SELECT DISTINCT i.dossier_id, m.account_id, m.role, s.council_id
  FROM sitting_item i
  JOIN sitting s ON s.id = i.sitting_id AND s.status <> 'cancelled'
  JOIN council_member m ON m.council_id = s.council_id AND m.account_id IS NOT NULL
    AND (m.sitting_id IS NULL OR m.sitting_id = s.id)
  WHERE s.status <> 'planned' OR m.role IN ('chair', 'secretary');
