-- Supporting units stand in the one search: what they are called, what they do and where they are, without accents.
ALTER TABLE support_unit ADD COLUMN folded text NOT NULL DEFAULT '';
UPDATE support_unit SET folded = trim(regexp_replace(translate(lower(
    concat_ws(' ', name ->> 'vi', name ->> 'en', services ->> 'vi', services ->> 'en', address)),
  'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ',
  'aaaaaaaaaaaaaaaaadeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyy'), '[^a-z0-9]+', ' ', 'g'));
ALTER TABLE support_unit ADD COLUMN words tsvector GENERATED ALWAYS AS (words_and_pairs(folded)) STORED;
CREATE INDEX support_unit_words ON support_unit USING gin (words) WHERE removed_at IS NULL;
