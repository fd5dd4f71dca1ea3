-- Codes of communes are used again: which unit a code in `serves` means follows from the day it was written on.
ALTER TABLE support_unit ADD COLUMN serves_day date NOT NULL DEFAULT '2025-07-01';
-- What is typed in Vietnamese is not shown to a reader of English as English.
ALTER TABLE support_unit ADD COLUMN hours_en text NOT NULL DEFAULT '';
