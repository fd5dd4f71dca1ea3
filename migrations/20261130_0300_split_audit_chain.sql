-- Sixteen strands in place of one chain, so that commits need not queue for one row (docs/decisions/031). Entries written so
-- far are the trunk: strand null, numbered by seq; every strand begins with the trunk's last hash. `seq` counts on by a
-- sequence over all strands: a rollback may leave a number unused, while `ordinal` has no gap within its strand.

alter table audit_entry
  add column strand smallint,
  add column ordinal bigint,
  add constraint audit_strand_has_ordinal check ((strand is null) = (ordinal is null));
create unique index audit_entry_by_strand on audit_entry (strand, ordinal) where strand is not null;

alter table audit_head add column strand smallint not null default 0;
alter table audit_head drop constraint audit_head_is_one_row;
alter table audit_head drop constraint audit_head_pkey;
alter table audit_head drop column is_head;
alter table audit_head rename column seq to ordinal;
alter table audit_head add primary key (strand);
alter table audit_head add constraint audit_head_has_trunk_and_strands check (strand between 0 and 16);
alter table audit_head alter column strand drop default;
-- Rows of a few bytes, changed all the time: room for the next version beside each.
alter table audit_head set (fillfactor = 20);

create or replace function audit_head_moves_forward() returns trigger language plpgsql as $$
begin
  if new.ordinal <= old.ordinal or new.strand <> old.strand then
    raise exception 'the audit log is append-only: head % cannot go from % to %', old.strand, old.ordinal, new.ordinal;
  end if;
  return new;
end $$;

create sequence audit_seq owned by audit_entry.seq;
select setval('audit_seq', greatest(ordinal, 1), ordinal > 0) from audit_head where strand = 0;

insert into audit_head (strand, ordinal, hash)
select number, 0, hash from audit_head, generate_series(1, 16) number where strand = 0;

-- How many entries a seal covers, now that numbers may be left out; null: last_seq - first_seq + 1.
alter table audit_root add column entries bigint,
  add constraint audit_root_counts check (entries >= 0);
