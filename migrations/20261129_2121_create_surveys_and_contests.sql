-- Visits on the spot (Điều 7 khoản 3 điểm c; khoản 6 điểm c), extra tests, meetings of a commune. Written by src/features/dossiers.
create table dossier_survey (
  -- Made on the recorder's device: sent again it is recorded once.
  id uuid primary key,
  dossier_id uuid not null references dossier,
  day date not null,
  time text,
  place text not null default '',
  latitude double precision,
  longitude double precision,
  accuracy_m integer,
  met text not null default '',
  findings jsonb not null,
  outcome text not null,
  conclusion text not null,
  recorded_by uuid references account,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  constraint survey_outcome_is_known check (outcome in ('matches', 'differs', 'serious')),
  constraint survey_says_where check (place <> '' or latitude is not null),
  constraint survey_position_is_whole check ((latitude is null) = (longitude is null)),
  constraint survey_position_is_on_earth check (latitude is null or (abs(latitude) <= 90 and abs(longitude) <= 180))
);
create index dossier_survey_by_dossier on dossier_survey (dossier_id);

create table dossier_survey_photo (
  survey_id uuid not null references dossier_survey on delete cascade,
  ordinal integer not null check (ordinal > 0),
  file_hash text not null,
  name text not null,
  media_type text not null,
  primary key (survey_id, ordinal)
);

create table dossier_test (
  dossier_id uuid not null references dossier,
  -- The action that asked for it.
  seq integer not null,
  what text not null,
  until date,
  result text,
  passed boolean,
  settled_at timestamptz,
  settled_by_name text,
  primary key (dossier_id, seq),
  constraint dossier_test_result_is_whole check ((result is null) = (passed is null) and (result is null) = (settled_at is null))
);

create table commune_meeting (
  dossier_id uuid primary key references dossier,
  held_on date not null,
  present text not null,
  conclusion text not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null
);

-- A producer objects to what an officer did in its name. Written by src/features/consents.
create table consent_contest (
  id uuid primary key,
  consent_id uuid not null references consent,
  producer_id uuid not null references producer,
  reason text not null check (reason <> ''),
  contested_at timestamptz not null,
  contested_by uuid references account,
  contested_by_name text not null
);
create index consent_contest_by_producer on consent_contest (producer_id);
