-- Communication, training and study tours (task group 1 of the plan): from invitation to attendance to attestation.

CREATE TABLE activity (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 60),      -- regulation/<province>/activities.json
  title jsonb NOT NULL,                        -- {vi, en}
  programme jsonb NOT NULL DEFAULT '{}',       -- {vi, en}
  place_code text NOT NULL,
  place_day date NOT NULL,
  venue text NOT NULL CHECK (length(venue) BETWEEN 1 AND 300),
  first_day date NOT NULL,
  last_day date NOT NULL,
  enrol_until date NOT NULL,
  seats integer CHECK (seats BETWEEN 1 AND 10000),               -- null: not limited
  lead_agency text NOT NULL CHECK (length(lead_agency) > 0),
  plan_id uuid REFERENCES plan,
  task_group integer CHECK (task_group BETWEEN 1 AND 20),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'announced', 'held', 'cancelled')),
  version integer NOT NULL DEFAULT 1,
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_activity_per_slug UNIQUE (slug),
  CONSTRAINT activity_ends_after_it_begins CHECK (last_day >= first_day),
  CONSTRAINT enrolment_closes_before_the_activity_ends CHECK (enrol_until <= last_day)
);
CREATE INDEX activity_days ON activity (first_day);

CREATE TABLE activity_action (
  activity_id uuid NOT NULL REFERENCES activity,
  seq integer NOT NULL CHECK (seq > 0),
  action text NOT NULL CHECK (action IN ('draft', 'announce', 'hold', 'cancel')),
  at timestamptz NOT NULL,
  actor_id uuid REFERENCES account,
  actor_name text NOT NULL,
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (activity_id, seq)
);
COMMENT ON TABLE activity_action IS 'The truth; activity.status is its fold.';

CREATE TABLE activity_session (
  id uuid PRIMARY KEY,
  activity_id uuid NOT NULL REFERENCES activity,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  title text NOT NULL DEFAULT '',
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  CONSTRAINT one_session_per_ordinal UNIQUE (activity_id, ordinal),
  CONSTRAINT session_ends_after_it_begins CHECK (ends_at > starts_at)
);

CREATE TABLE activity_material (
  activity_id uuid NOT NULL REFERENCES activity,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  title text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL,
  PRIMARY KEY (activity_id, ordinal)
);

CREATE TABLE activity_invitation (
  id uuid PRIMARY KEY,
  activity_id uuid NOT NULL REFERENCES activity,
  code text NOT NULL CHECK (code ~ '^[A-Z0-9]{10}$'),
  producer_id uuid REFERENCES producer,
  account_id uuid REFERENCES account,
  invited_at timestamptz NOT NULL,
  invited_by text NOT NULL,
  CONSTRAINT one_invitation_per_code UNIQUE (code),
  CONSTRAINT invitation_is_for_a_producer_or_a_person CHECK ((producer_id IS NULL) <> (account_id IS NULL))
);
CREATE UNIQUE INDEX one_invitation_per_producer ON activity_invitation (activity_id, producer_id) WHERE producer_id IS NOT NULL;
CREATE UNIQUE INDEX one_invitation_per_person ON activity_invitation (activity_id, account_id) WHERE account_id IS NOT NULL;

CREATE TABLE activity_enrolment (
  id uuid PRIMARY KEY,
  activity_id uuid NOT NULL REFERENCES activity,
  code text NOT NULL CHECK (code ~ '^[A-Z0-9]{10}$'),            -- opens the person's own page without an account
  person_name text NOT NULL CHECK (length(person_name) BETWEEN 2 AND 200),
  phone text NOT NULL DEFAULT '' CHECK (phone ~ '^[0-9]{0,15}$'), -- personal data; '' when written down in the room without one
  unit text NOT NULL DEFAULT '',               -- household, cooperative, office
  producer_id uuid REFERENCES producer,
  account_id uuid REFERENCES account,
  way text NOT NULL CHECK (way IN ('account', 'open', 'invitation', 'room')),
  status text NOT NULL CHECK (status IN ('enrolled', 'waiting', 'withdrawn')),
  enrolled_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  CONSTRAINT one_enrolment_per_code UNIQUE (code),
  CONSTRAINT withdrawn_says_when CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_live_enrolment_per_phone ON activity_enrolment (activity_id, phone) WHERE status <> 'withdrawn' AND phone <> '';
CREATE INDEX activity_enrolment_producer ON activity_enrolment (producer_id);

CREATE TABLE activity_attendance (
  session_id uuid NOT NULL REFERENCES activity_session,
  enrolment_id uuid NOT NULL REFERENCES activity_enrolment,
  at timestamptz NOT NULL,
  way text NOT NULL CHECK (way IN ('code', 'list')),             -- own phone by the code on the wall, or the organiser's list
  recorded_by text NOT NULL DEFAULT '',
  PRIMARY KEY (session_id, enrolment_id)
);
CREATE INDEX activity_attendance_enrolment ON activity_attendance (enrolment_id);

CREATE TABLE activity_evaluation (
  enrolment_id uuid PRIMARY KEY REFERENCES activity_enrolment,
  answers jsonb NOT NULL,
  words text NOT NULL DEFAULT '',
  at timestamptz NOT NULL
);

CREATE TABLE activity_attestation (
  id uuid PRIMARY KEY,
  enrolment_id uuid NOT NULL REFERENCES activity_enrolment,
  number text NOT NULL,
  issued_on date NOT NULL,
  file_hash text NOT NULL,
  size integer NOT NULL,
  paper_id uuid REFERENCES paper,              -- its place in the producer's vault; null for a person without a producer
  issued_by text NOT NULL,
  CONSTRAINT one_attestation_per_person UNIQUE (enrolment_id),
  CONSTRAINT one_attestation_per_number UNIQUE (number)
);
