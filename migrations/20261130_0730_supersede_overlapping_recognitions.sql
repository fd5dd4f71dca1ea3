-- Two recognitions of one product stood at once: what a source stated stayed valid beside a later one of ours, and of two recorded
-- in order of time both stood. Each is superseded on the day the earliest later one began, as recognitions are now when they are
-- written: within its term, and what a source stated also after it, as a release does. What was decided here ends by a decision here.
WITH ended AS (
  SELECT s.id, min(l.issued_on) AS day FROM recognition s
  JOIN recognition l ON l.product_id = s.product_id AND l.id <> s.id AND (l.origin <> 'public-source' OR s.origin <> 'system')
    AND (l.issued_on > s.issued_on
      OR (l.issued_on = s.issued_on AND s.origin = 'public-source' AND l.origin <> 'public-source'))
    AND ((s.origin = 'public-source' AND l.origin = 'system')
      OR l.issued_on <= greatest(s.valid_until, (SELECT max(x.detail ->> 'until')::date FROM recognition_event x
        WHERE x.recognition_id = s.id AND x.kind = 'extended')))
  WHERE s.status IN ('valid', 'suspended') AND EXISTS (SELECT FROM recognition_event x WHERE x.recognition_id = s.id)
  GROUP BY s.id),
told AS (
  INSERT INTO recognition_event (recognition_id, seq, kind, day, at, actor_id, actor_name, detail)
  SELECT id, (SELECT max(x.seq) + 1 FROM recognition_event x WHERE x.recognition_id = ended.id), 'superseded', day, now(), NULL,
    'Hệ thống', '{}' FROM ended
  RETURNING recognition_id)
UPDATE recognition SET status = 'superseded' FROM told WHERE id = told.recognition_id;
