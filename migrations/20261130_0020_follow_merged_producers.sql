-- What followed a merge of producers, so that its undoing gives back exactly that.
-- Written only by src/features/evidence.
create table paper_owner_change (
  merge_id uuid not null references producer_merge,
  paper_id uuid not null references paper,
  from_producer_id uuid not null references producer,
  to_producer_id uuid not null references producer,
  primary key (merge_id, paper_id)
);
-- Written only by src/features/dossiers.
create table dossier_owner_change (
  merge_id uuid not null references producer_merge,
  dossier_id uuid not null references dossier,
  from_producer_id uuid not null references producer,
  to_producer_id uuid not null references producer,
  primary key (merge_id, dossier_id)
);
-- Written only by src/features/accounts: people of the merged record who may now act for the kept one.
create table role_grant_by_merge (
  merge_id uuid not null references producer_merge,
  grant_id uuid not null references role_grant,
  primary key (merge_id, grant_id)
);
