-- Passkeys (WebAuthn): the public half of a key that never leaves the person's device. Written only by src/features/accounts.
CREATE TABLE account_passkey (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  credential_id text NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL DEFAULT 0,           -- goes up with each use where the device counts; a copy would fall behind
  transports text[] NOT NULL DEFAULT '{}',
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_account_per_passkey UNIQUE (credential_id)
);
CREATE INDEX account_passkey_account ON account_passkey (account_id);

-- A question the device must sign; answered once, and soon.
CREATE TABLE account_passkey_challenge (
  challenge text PRIMARY KEY,
  account_id uuid REFERENCES account,          -- whose new key it is for; null: somebody signs in
  expires_at timestamptz NOT NULL
);
CREATE INDEX account_passkey_challenge_expires ON account_passkey_challenge (expires_at);

-- A role lent by its holder: it names the lender, ends on a day, and cannot be lent on.
ALTER TABLE role_grant
  ADD CONSTRAINT lent_role_has_a_last_day CHECK (delegated_by IS NULL OR to_day IS NOT NULL),
  ADD CONSTRAINT role_is_not_lent_to_oneself CHECK (delegated_by IS DISTINCT FROM account_id);
CREATE INDEX role_grant_delegated_by ON role_grant (delegated_by) WHERE delegated_by IS NOT NULL;
