-- How a person proves who they are, and what the office did with the account. Tokens are kept as hashes only.

ALTER TABLE account
  ADD COLUMN name_folded text NOT NULL DEFAULT '',
  ADD COLUMN lang text NOT NULL DEFAULT 'vi' CONSTRAINT account_reads_vietnamese_or_english CHECK (lang IN ('vi', 'en')),
  ADD COLUMN lock_reason text,
  ADD CONSTRAINT lock_has_a_reason CHECK (locked_at IS NULL OR lock_reason IS NOT NULL),
  ADD CONSTRAINT username_is_lower_case CHECK (username = lower(username)),
  ADD CONSTRAINT email_is_lower_case CHECK (email = lower(email));

-- A grant ends on its last day by itself, or at once by a person.
ALTER TABLE role_grant
  ADD COLUMN given_by uuid REFERENCES account,
  ADD COLUMN ended_at timestamptz,
  ADD COLUMN ended_by uuid REFERENCES account,
  ADD COLUMN end_reason text,
  ADD CONSTRAINT early_end_has_a_reason CHECK (ended_at IS NULL OR end_reason IS NOT NULL);
CREATE INDEX role_grant_role ON role_grant (role, place_code);
CREATE INDEX role_grant_producer ON role_grant (producer_id) WHERE producer_id IS NOT NULL;

CREATE TABLE account_credential (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  provider text NOT NULL,                      -- 'credential' = password; later the key of an OpenID provider
  subject text NOT NULL,                       -- who this is at the provider
  password text,                               -- scrypt$…, see auth/password.ts
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_account_per_subject UNIQUE (provider, subject),
  CONSTRAINT one_credential_per_provider UNIQUE (account_id, provider),
  CONSTRAINT password_belongs_to_the_credential CHECK ((provider = 'credential') = (password IS NOT NULL))
);

CREATE TABLE account_session (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  token text NOT NULL CHECK (token ~ '^sha256:'),
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  seen_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_session_per_token UNIQUE (token)
);
CREATE INDEX account_session_account ON account_session (account_id);
CREATE INDEX account_session_expires ON account_session (expires_at);

CREATE TABLE account_verification (
  id uuid PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_verification_identifier ON account_verification (identifier);
COMMENT ON TABLE account_verification IS 'Open challenges of the sign-in library (second factor), found by hashed identifier.';

CREATE TABLE account_two_factor (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  secret text NOT NULL,                        -- encrypted with the key of this instance
  backup_codes text NOT NULL,                  -- encrypted as well
  verified boolean NOT NULL DEFAULT false,
  failed_verification_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  last_code text,                              -- hash of the code used last: a code opens once
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_second_factor_per_account UNIQUE (account_id)
);

CREATE TABLE account_invitation (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  purpose text NOT NULL CHECK (purpose IN ('invitation', 'recovery')),
  token text NOT NULL CHECK (token ~ '^sha256:'),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  withdrawn_at timestamptz,
  created_by uuid REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_invitation_per_token UNIQUE (token),
  CONSTRAINT invitation_is_used_or_withdrawn CHECK (used_at IS NULL OR withdrawn_at IS NULL)
);
CREATE UNIQUE INDEX one_open_invitation_per_account ON account_invitation (account_id)
  WHERE used_at IS NULL AND withdrawn_at IS NULL;

CREATE TABLE account_token (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  token text NOT NULL CHECK (token ~ '^sha256:'),
  hint text NOT NULL,                          -- its last four characters, to tell one from another
  last_day date NOT NULL,
  seen_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_access_token_per_token UNIQUE (token)
);
CREATE INDEX account_token_account ON account_token (account_id);

CREATE TABLE account_throttle (
  key text PRIMARY KEY,
  failures integer NOT NULL CHECK (failures > 0),
  until timestamptz NOT NULL
);
COMMENT ON TABLE account_throttle IS 'Failed sign-ins of the present window, by hashed name and address; swept when the window is over.';
