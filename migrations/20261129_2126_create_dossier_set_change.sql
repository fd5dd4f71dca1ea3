-- A draft carried over to another product set, with what stood before, so that it can be taken back whole.
-- Written only by src/features/dossiers.

create table dossier_set_change (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  from_set integer not null,
  to_set integer not null,
  answers jsonb not null,
  notes jsonb not null,
  pins jsonb not null,
  lost jsonb not null,
  changed_at timestamptz not null,
  undone_at timestamptz,
  constraint a_change_of_set_changes_it check (from_set <> to_set)
);

create index dossier_set_change_of_dossier on dossier_set_change (dossier_id, changed_at);
