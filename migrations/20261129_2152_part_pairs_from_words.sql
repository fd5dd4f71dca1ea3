-- Pairs get a mark of their own in front, so that the beginning of a word does not range over every pair that starts with it;
-- names of products get their pairs too, in place of a search through letters.
CREATE OR REPLACE FUNCTION words_and_pairs(folded text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  parts text[] := array_remove(string_to_array(folded, ' '), '');
  count integer := coalesce(array_length(parts, 1), 0);
  found text[] := '{}';
BEGIN
  FOR place IN 1 .. count LOOP
    found := array_append(found, left(parts[place], 80));
    IF place < count THEN
      found := array_append(found, left('_' || parts[place] || '_' || parts[place + 1], 80));
    END IF;
  END LOOP;
  RETURN array_to_tsvector(found);
END $$;

ALTER TABLE article DROP COLUMN words, DROP COLUMN title_words;
ALTER TABLE article ADD COLUMN words tsvector GENERATED ALWAYS AS (words_and_pairs(folded)) STORED;
ALTER TABLE article ADD COLUMN title_words tsvector
  GENERATED ALWAYS AS (words_and_pairs(title_folded) || words_and_pairs(title_spelled)) STORED;
CREATE INDEX article_words ON article USING gin (words) WHERE status = 'published';
CREATE INDEX article_title_words ON article USING gin (title_words) WHERE status = 'published';
ALTER TABLE legal_document DROP COLUMN words;
ALTER TABLE legal_document ADD COLUMN words tsvector GENERATED ALWAYS AS (words_and_pairs(folded)) STORED;
CREATE INDEX legal_document_words ON legal_document USING gin (words);
ALTER TABLE producer DROP COLUMN words;
ALTER TABLE producer ADD COLUMN words tsvector
  GENERATED ALWAYS AS (words_and_pairs(name_folded) || words_and_pairs(name_key)) STORED;
CREATE INDEX producer_words ON producer USING gin (words) WHERE merged_into IS NULL;
ALTER TABLE file_text DROP COLUMN words;
ALTER TABLE file_text ADD COLUMN words tsvector GENERATED ALWAYS AS (words_and_pairs(folded)) STORED;
CREATE INDEX file_text_words ON file_text USING gin (words) WHERE state = 'read';
UPDATE catalogue_entry SET words = words || words_and_pairs(name_folded);
DELETE FROM search_word;
DROP INDEX search_word_single;
CREATE INDEX search_word_single ON search_word (word) INCLUDE (texts) WHERE left(word, 1) <> '_';
