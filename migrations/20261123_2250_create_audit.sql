-- The audit log: one chain of entries, each hashing the one before. Written only by src/platform/audit.

create table audit_entry (
  seq bigint primary key,
  id uuid not null unique,
  at timestamptz not null,
  actor_id uuid,
  actor_name text,
  on_behalf_of uuid,
  action text not null,
  subject_kind text,
  subject_id text,
  place text,
  detail jsonb not null default '{}',
  request_id text,
  prev_hash bytea not null,
  hash bytea not null,
  constraint audit_seq_counts_from_one check (seq >= 1),
  constraint audit_hash_is_sha256 check (length(hash) = 32 and length(prev_hash) = 32),
  constraint audit_action_is_named check (action <> ''),
  constraint audit_subject_has_kind_and_id check ((subject_kind is null) = (subject_id is null))
);

create index audit_entry_by_subject on audit_entry (subject_kind, subject_id, seq);
create index audit_entry_by_actor on audit_entry (actor_id, seq);
create index audit_entry_by_time on audit_entry (at);

-- The end of the chain. Whoever appends locks this row, last of all in its transaction.
create table audit_head (
  is_head boolean primary key default true,
  seq bigint not null,
  hash bytea not null,
  constraint audit_head_is_one_row check (is_head)
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- The public seal of a day: a Merkle root over its entries, chained to the seal before.
create table audit_root (
  day date primary key,
  first_seq bigint not null,
  last_seq bigint not null,
  merkle bytea not null,
  root bytea not null,
  sealed_at timestamptz not null default now(),
  constraint audit_root_range_is_forward check (last_seq >= first_seq - 1)
);

create function audit_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only: % on % is refused', tg_op, tg_table_name;
end $$;

create function audit_head_moves_forward() returns trigger language plpgsql as $$
begin
  if new.seq <= old.seq then
    raise exception 'the audit log is append-only: its head cannot go from % to %', old.seq, new.seq;
  end if;
  return new;
end $$;

create trigger audit_entry_is_append_only before update or delete on audit_entry
  for each row execute function audit_refuse_change();
create trigger audit_entry_is_never_emptied before truncate on audit_entry
  for each statement execute function audit_refuse_change();
create trigger audit_root_is_append_only before update or delete on audit_root
  for each row execute function audit_refuse_change();
create trigger audit_root_is_never_emptied before truncate on audit_root
  for each statement execute function audit_refuse_change();
create trigger audit_head_is_kept before delete on audit_head
  for each row execute function audit_refuse_change();
create trigger audit_head_is_forward before update on audit_head
  for each row execute function audit_head_moves_forward();
