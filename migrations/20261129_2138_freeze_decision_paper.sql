-- A released decision is printed for ever as it was released, whatever becomes of its products and results.
ALTER TABLE decision ADD COLUMN paper jsonb;
