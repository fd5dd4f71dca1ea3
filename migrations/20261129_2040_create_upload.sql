-- Uploads that may be broken off and taken up again (tus): who sends, how much, and what came of it. The bytes lie in the
-- incoming folder until the upload is whole, then in the file store. Written only by src/platform/uploads.

create table upload (
  id uuid primary key,
  account_id text not null,
  name text not null,
  declared_type text,
  size bigint not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  file_hash text references file (hash),
  problem jsonb,
  constraint a_settled_upload_has_a_file_or_a_problem
    check (settled_at is null or (file_hash is null) <> (problem is null))
);

create index upload_of_account on upload (account_id, created_at);
