import type pg from 'pg'

/** Number of the n-th certificate that `fillRegister` gives out, from 1. */
export const certificateNumber = (n: number): string => `OCOP-46-2026-${String(n).padStart(6, '0')}`

/**
 * Behind every entry of the catalogue its product, a producer that holds several, a recognition with its event and a
 * certificate: the register as large as the list. What is printed on a certificate is made up.
 */
export async function fillRegister(pool: pg.Pool): Promise<void> {
  await pool.query(`
    CREATE TEMPORARY TABLE entry AS
      WITH owner AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM producer)
      SELECT e.*, owner.id AS owner FROM (SELECT *, row_number() OVER (ORDER BY product_id) AS n FROM catalogue_entry) AS e
        JOIN owner ON owner.place = e.n % (SELECT count(*) FROM producer);
    INSERT INTO product (id, slug, producer_id, name, name_folded, regime, set_no, place_code, place_day, province_code, is_public)
      SELECT product_id, slug, owner, name, name_folded, 'qd26-2026', set_no, commune_code,
        CASE WHEN commune_code IS NOT NULL THEN newest_on END, province_code, true FROM entry;
    INSERT INTO recognition (id, product_id, producer_id, star, regime, level, issuer, decision_no, issued_on, valid_until, status, origin)
      SELECT product_id, product_id, owner, star, 'qd26-2026', 'tinh', 'UBND thành phố Huế', '1810/QĐ-UBND', issued_on, valid_until,
        'in-force', 'recorded' FROM entry;
    INSERT INTO recognition_event (recognition_id, seq, kind, day, at, actor_name, detail)
      SELECT product_id, 1, 'issued', issued_on, issued_on, 'Minh họa', jsonb_build_object('validUntil', valid_until) FROM entry;
    INSERT INTO certificate (id, recognition_id, number, number_key, issued_on, content, payload, key_id)
      SELECT product_id, product_id, number, '0C0P462026' || lpad(n::text, 6, '0'), issued_on, jsonb_build_object('number', number, 'product', name,
        'producer', 'HTX minh họa', 'producerAddress', '', 'place', place_name, 'star', star, 'setName', '', 'decisionNumber',
        '1810/QĐ-UBND', 'decidedOn', issued_on, 'issuedOn', issued_on, 'validUntil', valid_until, 'issuer', 'UBND thành phố Huế',
        'signerOffice', '', 'signerName', '', 'seat', 'Huế', 'isDemo', true), 'SL1.minh-hoa', 'minh-hoa'
      FROM (SELECT *, 'OCOP-46-2026-' || lpad(n::text, 6, '0') AS number FROM entry) AS numbered;
    DROP TABLE entry`)
  await pool.query('VACUUM ANALYZE')
}
