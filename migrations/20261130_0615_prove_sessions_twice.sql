-- Whether a session was opened with a second factor (code, backup code, passkey): some roles give nothing without one.
ALTER TABLE account_session ADD COLUMN second_factor boolean NOT NULL DEFAULT false;
-- Nobody whose codes are on came in without one. Who has a passkey alone may have come by password: such a session asks again.
UPDATE account_session s SET second_factor = true FROM account a WHERE a.id = s.account_id AND a.two_factor_enabled;
-- When the holder was last told that somebody with the right password failed at the second step: once an hour is enough.
ALTER TABLE account_two_factor ADD COLUMN told_at timestamptz;
-- Under https the cookie of a session is named __Host-… from now on: what is open goes on under its former name until it ends.
ALTER TABLE account_session ADD COLUMN former_cookie boolean NOT NULL DEFAULT false;
UPDATE account_session SET former_cookie = true;
