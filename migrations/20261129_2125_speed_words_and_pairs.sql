-- The same words and pairs, found in one pass: as a query it cost 0.2 ms a call, the dearest part of writing a producer.
CREATE OR REPLACE FUNCTION words_and_pairs(folded text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  parts text[] := array_remove(string_to_array(folded, ' '), '');
  count integer := coalesce(array_length(parts, 1), 0);
  found text[] := '{}';
BEGIN
  FOR place IN 1 .. count LOOP
    found := array_append(found, left(parts[place], 80));
    IF place < count THEN
      found := array_append(found, left(parts[place] || '_' || parts[place + 1], 80));
    END IF;
  END LOOP;
  RETURN array_to_tsvector(found);
END $$;
