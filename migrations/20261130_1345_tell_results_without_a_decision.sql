-- Below three stars no decision is issued (Điều 4 khoản 1 điểm a): the office tells the council's result, and the letter rests on it.

ALTER TABLE result_letter
  ALTER COLUMN decision_id DROP NOT NULL,
  ALTER COLUMN item_id DROP NOT NULL,
  ADD COLUMN dossier_id uuid REFERENCES dossier,
  ADD CONSTRAINT a_letter_names_decision_and_line CHECK ((decision_id IS NULL) = (item_id IS NULL));
UPDATE result_letter l SET dossier_id = i.dossier_id FROM decision_item i WHERE i.id = l.item_id;
ALTER TABLE result_letter ALTER COLUMN dossier_id SET NOT NULL;
CREATE INDEX result_letter_dossier ON result_letter (dossier_id);
