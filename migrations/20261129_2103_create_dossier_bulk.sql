-- What an officer did with many dossiers at once, so that it can be taken back as one. Written only by src/features/dossiers.
create table dossier_bulk (
  id uuid primary key,
  deed text not null,
  -- [{id, version, before}]: the dossiers, their version right after, and what an undo restores.
  items jsonb not null,
  done_at timestamptz not null,
  done_by uuid not null,
  done_by_name text not null,
  undone_at timestamptz,
  constraint dossier_bulk_deed_is_known check (deed in ('receive-province', 'accept-into-round', 'assign', 'put-before-council'))
);
