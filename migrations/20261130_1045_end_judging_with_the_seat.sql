-- A seat that ended before a sitting's day judges nothing there: its account kept the right to read the dossiers of every later agenda.

CREATE OR REPLACE VIEW dossier_judge AS
  SELECT DISTINCT i.dossier_id, m.account_id, m.role, s.council_id
  FROM sitting_item i
  JOIN sitting s ON s.id = i.sitting_id AND s.status <> 'cancelled'
  JOIN council_member m ON m.council_id = s.council_id AND m.account_id IS NOT NULL
    AND (m.sitting_id IS NULL OR m.sitting_id = s.id)
    AND (m.until_day IS NULL OR m.until_day >= s.held_on)
  WHERE s.status <> 'planned' OR m.role IN ('chair', 'secretary');
