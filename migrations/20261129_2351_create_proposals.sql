-- What the OCOP office lays before the Chairman: agreed results with their lists (Điều 7 khoản 3 điểm d, đ, e).
CREATE TABLE proposal (
  id uuid PRIMARY KEY,
  province_code text NOT NULL,
  round_id uuid REFERENCES round,              -- null: results outside any round (re-evaluation, Điều 7 khoản 6)
  content jsonb NOT NULL,                      -- as it was laid before the Chairman
  hash text NOT NULL,
  made_by uuid NOT NULL REFERENCES account,
  made_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  is_demo boolean NOT NULL DEFAULT false,
  CONSTRAINT withdrawal_has_a_reason CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
);
CREATE INDEX proposal_round ON proposal (round_id);

CREATE TABLE proposal_item (
  proposal_id uuid NOT NULL REFERENCES proposal,
  result_id uuid NOT NULL REFERENCES result,
  withdrawn boolean NOT NULL DEFAULT false,
  PRIMARY KEY (proposal_id, result_id)
);
CREATE UNIQUE INDEX result_stands_in_one_proposal ON proposal_item (result_id) WHERE NOT withdrawn;
