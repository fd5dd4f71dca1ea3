-- Whether the demonstration province was loaded to its end; a load that was killed halfway is thrown away at the next
-- start. Written only by src/demo.ts.

create table demo_load (
  is_only boolean primary key default true,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint demo_load_is_one_row check (is_only)
);
