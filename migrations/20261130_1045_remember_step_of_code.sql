-- Codes of the half minutes around now are good at once: after the newer one the older must not open any more (RFC 6238 5.2).
ALTER TABLE account_two_factor ADD COLUMN last_step integer;  -- half minutes since 1970: the step of the newest code used
