-- What was recorded of earlier years by mistake is taken back with a reason; what was recorded stays readable.
-- kind: the days of Điều 12 khoản 2 differ for a first or upgrade dossier (60) and a re-evaluation (30).
alter table dossier_past add column kind text not null default 'first'
  constraint a_past_course_has_a_kind check (kind in ('first', 'upgrade', 'reevaluation'));
-- The recognition may be gone; its id and content stay in recognition_taken_back.
alter table dossier_past drop constraint dossier_past_recognition_id_fkey;

-- Written only by src/features/dossiers.
create table dossier_past_taken_back (
  past_id uuid primary key references dossier_past,
  reason text not null constraint a_course_is_taken_back_with_a_reason check (btrim(reason) <> ''),
  at timestamptz not null,
  by_id uuid references account,
  by_name text not null
);

-- Written only by src/features/recognition: the row and its events as they stood.
create table recognition_taken_back (
  recognition_id uuid primary key,
  product_id uuid not null references product,
  content jsonb not null,
  reason text not null constraint a_recognition_is_taken_back_with_a_reason check (btrim(reason) <> ''),
  at timestamptz not null,
  by_id uuid references account,
  by_name text not null
);
