-- The records of one producer: those laid together with it, however many merges deep, itself among them. Computed from where each
-- record points today, so that a merge that is undone is undone for whoever asks. One answer for every feature that asks.
CREATE FUNCTION producer_family(one uuid) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE above AS (
    SELECT p.id, p.merged_into FROM producer p WHERE p.id = one
    UNION SELECT p.id, p.merged_into FROM above JOIN producer p ON p.id = above.merged_into
  ), family AS (
    SELECT above.id FROM above
    UNION SELECT p.id FROM family JOIN producer p ON p.merged_into = family.id
  )
  SELECT family.id FROM family
$$;
COMMENT ON FUNCTION producer_family IS 'A producer with all records laid together with it, over chains of merges.';

-- The record a merged one stands for today: the end of its chain, itself where it was not merged.
CREATE FUNCTION producer_kept(one uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE above AS (
    SELECT p.id, p.merged_into FROM producer p WHERE p.id = one
    UNION SELECT p.id, p.merged_into FROM above JOIN producer p ON p.id = above.merged_into
  )
  SELECT above.id FROM above WHERE above.merged_into IS NULL
$$;
COMMENT ON FUNCTION producer_kept IS 'The record a producer stands for today, over chains of merges.';
