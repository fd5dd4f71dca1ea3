-- One search over everything: words without accents, found through inverted indexes; titles weigh most.
ALTER TABLE article ADD COLUMN title_folded text NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED;
ALTER TABLE article ADD COLUMN title_words tsvector GENERATED ALWAYS AS (to_tsvector('simple', title_folded)) STORED;
CREATE INDEX article_words ON article USING gin (words) WHERE status = 'published';
CREATE INDEX article_title_words ON article USING gin (title_words) WHERE status = 'published';
CREATE INDEX legal_document_words ON legal_document USING gin (to_tsvector('simple', folded));
CREATE INDEX document_file_words ON document_file USING gin (to_tsvector('simple', folded)) WHERE removed_at IS NULL;
CREATE INDEX producer_words ON producer USING gin (to_tsvector('simple', name_folded)) WHERE merged_into IS NULL;

-- What readers looked for and did not find: words and a count a day, nothing about who.
CREATE TABLE search_miss (
  day date NOT NULL,
  words text NOT NULL CHECK (length(words) <= 100),
  times integer NOT NULL CHECK (times > 0),
  PRIMARY KEY (day, words)
);
