-- How each job fares: the heartbeat by which a schedule that silently stopped is noticed. Written only by src/platform/jobs.

create table job_run (
  name text primary key,
  last_started_at timestamptz,
  last_succeeded_at timestamptz,
  last_failed_at timestamptz,
  last_error text,
  succeeded bigint not null default 0,
  failed bigint not null default 0
);
