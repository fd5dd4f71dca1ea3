-- The council room: conflicts decided by people, sheets sealed at rest, both copies kept when two devices write.

ALTER TABLE council
  ADD COLUMN ended_on date,
  ADD COLUMN purpose text NOT NULL DEFAULT 'evaluation' CHECK (purpose IN ('evaluation', 'appeal'));

ALTER TABLE council_member
  ADD COLUMN phone text,                       -- personal data: only compared, to find conflicts of interest
  ADD COLUMN address text,
  ADD COLUMN until_day date;                   -- last day in the seat; null = to the council's end

-- A relation of a member to a producer, declared by the member for every dossier to come.
CREATE TABLE interest (
  id uuid PRIMARY KEY,
  member_id uuid NOT NULL REFERENCES council_member,
  producer_id uuid NOT NULL REFERENCES producer,
  relation text NOT NULL CHECK (relation IN ('owner', 'kin', 'staff', 'consultant', 'supplier', 'sponsor', 'other')),
  note text,
  declared_at timestamptz NOT NULL,
  withdrawn_at timestamptz
);
CREATE UNIQUE INDEX a_relation_is_declared_once ON interest (member_id, producer_id, relation)
  WHERE withdrawn_at IS NULL;

ALTER TABLE conflict
  ADD COLUMN standing text NOT NULL DEFAULT 'undecided' CHECK (standing IN ('undecided', 'recused', 'dismissed')),
  ADD COLUMN evidence jsonb NOT NULL DEFAULT '[]',   -- the path of the graph: who, by what, to whom
  ADD COLUMN decided_by uuid REFERENCES account,
  ADD COLUMN decided_at timestamptz,
  ADD COLUMN decision_reason text;
UPDATE conflict SET standing = CASE WHEN recused THEN 'recused' ELSE 'undecided' END;
ALTER TABLE conflict
  ADD CONSTRAINT recusal_is_a_standing CHECK (recused = (standing = 'recused')),
  ADD CONSTRAINT dismissed_conflict_has_a_reason CHECK (standing <> 'dismissed' OR decision_reason IS NOT NULL);
CREATE INDEX conflict_dossier ON conflict (dossier_id);

ALTER TABLE sitting ADD COLUMN deadline date;  -- written opinion: last day for sheets
ALTER TABLE sitting_item DROP CONSTRAINT sitting_item_phase_check;
ALTER TABLE sitting_item
  ADD CONSTRAINT sitting_item_phase_check
    CHECK (phase IN ('waiting', 'scoring', 'opened', 'agreed', 'deferred'));
ALTER TABLE attendance ADD COLUMN delegate_id uuid REFERENCES council_member;  -- to whom the chair handed over

-- The key of a sitting's sheets, itself encrypted under the instance's wrapping key (never in the database).
CREATE TABLE sitting_key (
  sitting_id uuid PRIMARY KEY REFERENCES sitting,
  wrapped bytea NOT NULL,
  wrapping_key text NOT NULL,
  created_at timestamptz NOT NULL
);

ALTER TABLE score_sheet
  ADD COLUMN origin text NOT NULL DEFAULT 'member' CHECK (origin IN ('member', 'paper'));

-- One line a save: the same save sent again (offline outbox) finds its line and changes nothing.
CREATE TABLE sheet_save (
  sheet_id uuid NOT NULL REFERENCES score_sheet,
  key uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('saved', 'sealed', 'stale')),
  revision integer NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (sheet_id, key)
);

-- What another device wrote on a revision that was no longer the last: kept until the member chooses.
CREATE TABLE sheet_copy (
  id uuid PRIMARY KEY,
  sheet_id uuid NOT NULL REFERENCES score_sheet,
  based_on integer NOT NULL,
  sealed_content bytea NOT NULL,
  device text,
  at timestamptz NOT NULL,
  settled_at timestamptz
);
CREATE INDEX sheet_copy_unsettled ON sheet_copy (sheet_id) WHERE settled_at IS NULL;

CREATE FUNCTION refuse_change_of_sealed_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'sealed' THEN
    RAISE EXCEPTION 'a_sealed_sheet_does_not_change: %', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER a_sealed_sheet_does_not_change BEFORE UPDATE OR DELETE ON score_sheet
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_sealed_sheet();

-- A sheet filled in on paper and typed back: two people put their names to it.
CREATE TABLE paper_sheet (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES sitting_item,
  member_id uuid NOT NULL REFERENCES council_member,
  scoring_round integer NOT NULL CHECK (scoring_round > 0),
  code text NOT NULL,
  printed_by uuid NOT NULL REFERENCES account,
  printed_at timestamptz NOT NULL,
  typed_content bytea,                         -- encrypted as a sheet's
  typed_by uuid REFERENCES account,
  typed_at timestamptz,
  confirmed_by uuid REFERENCES account,
  confirmed_at timestamptz,
  voided_at timestamptz,
  CONSTRAINT one_paper_per_code UNIQUE (code),
  CONSTRAINT two_people_type_a_paper_sheet
    CHECK (confirmed_by IS NULL OR (typed_by IS NOT NULL AND confirmed_by <> typed_by))
);
CREATE UNIQUE INDEX one_standing_paper_per_member ON paper_sheet (item_id, member_id, scoring_round)
  WHERE voided_at IS NULL;

ALTER TABLE result ADD COLUMN rules_id text;   -- council rules it was formed by; null: recorded history

CREATE TABLE minutes (
  sitting_id uuid NOT NULL REFERENCES sitting,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,                      -- all that is printed, frozen when the sitting was closed
  hash text NOT NULL,
  pdf_hash text,
  docx_hash text,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (sitting_id, version)
);

CREATE TABLE minutes_signature (
  sitting_id uuid NOT NULL,
  version integer NOT NULL,
  role text NOT NULL CHECK (role IN ('chair', 'secretary')),
  account_id uuid NOT NULL REFERENCES account,
  name text NOT NULL,
  hash text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (sitting_id, version, role),
  FOREIGN KEY (sitting_id, version) REFERENCES minutes,
  CONSTRAINT two_people_sign_the_minutes UNIQUE (sitting_id, version, account_id)
);

-- Whose desk a dossier lies on through a council, and who must not see it: one answer for every feature that asks.
CREATE VIEW dossier_judge AS
  SELECT DISTINCT i.dossier_id, m.account_id, m.role, s.council_id
  FROM sitting_item i
  JOIN sitting s ON s.id = i.sitting_id AND s.status <> 'cancelled'
  JOIN council_member m ON m.council_id = s.council_id AND m.account_id IS NOT NULL
  WHERE s.status <> 'planned' OR m.role IN ('chair', 'secretary');
COMMENT ON VIEW dossier_judge IS 'Accounts to which a dossier is assigned as members of a council that hears it.';

CREATE VIEW dossier_recusal AS
  SELECT DISTINCT c.dossier_id, m.account_id
  FROM conflict c
  JOIN council_member m ON m.id = c.member_id AND m.account_id IS NOT NULL
  WHERE c.standing <> 'dismissed';
COMMENT ON VIEW dossier_recusal IS
  'Accounts with a conflict of interest in a dossier, by whichever council; one nobody has decided on yet counts.';
