-- Files stored by content; the bytes lie in the file store under their hash. Written only by src/platform/files.

create table file (
  hash text primary key,
  size bigint not null,
  media_type text not null,
  original_name text not null,
  flags text[] not null default '{}',
  created_at timestamptz not null default now(),
  constraint file_hash_is_sha256_hex check (hash ~ '^[0-9a-f]{64}$'),
  constraint file_is_not_empty check (size > 0)
);
