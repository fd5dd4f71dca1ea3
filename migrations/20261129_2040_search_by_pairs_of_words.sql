-- One search: syllables and pairs of neighbouring syllables. A Vietnamese word is mostly two syllables, so pairs find phrases
-- through the index alone, where single syllables are too common to part one text from another.
CREATE FUNCTION words_and_pairs(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_to_tsvector(array_agg(DISTINCT left(word, 80))), ''::tsvector) FROM (
    SELECT part AS word FROM unnest(string_to_array(folded, ' ')) AS part WHERE part <> ''
    UNION ALL
    SELECT part || '_' || lead(part) OVER (ORDER BY place)
    FROM unnest(string_to_array(folded, ' ')) WITH ORDINALITY AS each(part, place) WHERE part <> ''
  ) AS found WHERE word IS NOT NULL
$$;

DROP INDEX article_words;
DROP INDEX article_title_words;
ALTER TABLE article DROP COLUMN words, DROP COLUMN title_words;
-- The title in small letters, accents kept, tones where official papers put them: exact spellings come first.
ALTER TABLE article ADD COLUMN title_spelled text NOT NULL DEFAULT '';
UPDATE article SET title_spelled = lower(title);
ALTER TABLE article ADD COLUMN words tsvector GENERATED ALWAYS AS (words_and_pairs(folded)) STORED;
ALTER TABLE article ADD COLUMN title_words tsvector
  GENERATED ALWAYS AS (words_and_pairs(title_folded) || words_and_pairs(title_spelled)) STORED;
CREATE INDEX article_words ON article USING gin (words) WHERE status = 'published';
CREATE INDEX article_title_words ON article USING gin (title_words) WHERE status = 'published';
CREATE INDEX article_newest ON article (updated_on DESC, published_at DESC) WHERE status = 'published';

DROP INDEX legal_document_words;
ALTER TABLE legal_document ADD COLUMN words tsvector GENERATED ALWAYS AS (words_and_pairs(folded)) STORED;
CREATE INDEX legal_document_words ON legal_document USING gin (words);
DROP INDEX legal_document_number;
CREATE INDEX legal_document_number ON legal_document (number_key text_pattern_ops);

DROP INDEX producer_words;
ALTER TABLE producer ADD COLUMN words tsvector
  GENERATED ALWAYS AS (words_and_pairs(name_folded) || words_and_pairs(name_key)) STORED;
CREATE INDEX producer_words ON producer USING gin (words) WHERE merged_into IS NULL;

-- What stands in attached files, by content: read once, however often a file is attached.
DROP INDEX document_file_words;
ALTER TABLE document_file DROP COLUMN folded;
CREATE TABLE file_text (
  file_hash text PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('read', 'no-text', 'unreadable')),
  plain text NOT NULL DEFAULT '',
  folded text NOT NULL DEFAULT '',
  words tsvector GENERATED ALWAYS AS (words_and_pairs(folded)) STORED,
  read_at timestamptz NOT NULL,
  CONSTRAINT only_a_read_file_has_text CHECK (state = 'read' OR plain = '')
);
CREATE INDEX file_text_words ON file_text USING gin (words) WHERE state = 'read';
CREATE INDEX article_attachment_file ON article_attachment (file_hash) WHERE removed_at IS NULL;
CREATE INDEX document_file_file ON document_file (file_hash) WHERE removed_at IS NULL;

-- Every word and pair that can be found, and in how many texts: what a slip of the finger was meant to be.
CREATE TABLE search_word (
  word text PRIMARY KEY,
  texts integer NOT NULL CHECK (texts > 0)
);
CREATE INDEX search_word_single ON search_word (word) INCLUDE (texts) WHERE position('_' IN word) = 0;
