-- A panel that judges a dossier anew after an appeal leads to another recognition of it: the earlier one is superseded and stays on file.

DROP INDEX one_recognition_per_dossier;
CREATE UNIQUE INDEX one_standing_recognition_per_dossier ON recognition (dossier_id)
  WHERE dossier_id IS NOT NULL AND status IN ('valid', 'suspended');
CREATE INDEX recognition_dossier ON recognition (dossier_id) WHERE dossier_id IS NOT NULL;
