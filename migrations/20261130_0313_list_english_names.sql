-- The catalogue names a product in English where its producer has given it an English name.
ALTER TABLE catalogue_entry ADD COLUMN name_en text;
UPDATE catalogue_entry e SET name_en = nullif(p.details ->> 'nameEn', '') FROM product p WHERE p.id = e.product_id
  AND p.details ->> 'nameEn' <> '';
