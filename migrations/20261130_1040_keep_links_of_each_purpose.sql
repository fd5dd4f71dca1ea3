-- Whoever knows a name may ask for a link to recover the password: an invitation handed over by a person stays open beside it.
DROP INDEX one_open_invitation_per_account;
CREATE UNIQUE INDEX one_open_link_per_account_and_purpose ON account_invitation (account_id, purpose)
  WHERE used_at IS NULL AND withdrawn_at IS NULL;
