-- Consents that followed a merge of producers, so that its undoing gives back exactly those. Written only by src/features/consents.
create table consent_owner_change (
  merge_id uuid not null references producer_merge,
  consent_id uuid not null references consent,
  from_producer_id uuid not null references producer,
  to_producer_id uuid not null references producer,
  -- Ended by the merge, because the same officer held a longer one from the other record.
  set_aside boolean not null,
  primary key (merge_id, consent_id)
);
