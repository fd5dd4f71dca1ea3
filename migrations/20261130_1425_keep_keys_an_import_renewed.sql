-- The keys of rows a list renewed, as they stood before it, so that its undo gives them back with the records. Null: written before
-- they were kept; what such a list renewed cannot be given back.
ALTER TABLE import_portion ADD COLUMN keys jsonb;
