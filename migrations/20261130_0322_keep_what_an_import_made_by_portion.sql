-- What a portion of a list made, in one row. One row for each thing made, sixty thousand of them with a foreign key each, took a
-- tenth of a long import; nothing reads them but the undoing of the whole.
CREATE TABLE import_portion (
  run_id uuid NOT NULL REFERENCES import_run,
  seq integer NOT NULL,
  -- [{kind, id, version, before}], in the order of making; before null: the import made it, else what stood before.
  made jsonb NOT NULL,
  PRIMARY KEY (run_id, seq),
  CONSTRAINT what_a_portion_made_is_a_list CHECK (jsonb_typeof(made) = 'array')
);
INSERT INTO import_portion (run_id, seq, made)
  SELECT run_id, 1, jsonb_agg(jsonb_build_object('kind', subject_kind, 'id', subject_id, 'version', subject_version,
    'before', before) ORDER BY seq)
  FROM import_made GROUP BY run_id;
DROP TABLE import_made;
