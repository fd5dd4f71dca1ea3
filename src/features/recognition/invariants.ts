import { sql } from 'kysely'
import type { Invariant, Violation } from '../../platform/feature.ts'
import { statusAfter, toldOnItsDay } from './events.ts'
import { publicKeys } from './proof/keys.ts'
import { verifyOnServer } from './proof/sign.ts'

/** What `saolang check` asks of recognitions and certificates on a live system. */
export const recognitionInvariants: readonly Invariant[] = [
  {
    name: 'every recognition of ours begins with the event of its issue',
    article: 'Điều 7 khoản 3 điểm e',
    run: async (db) => {
      const rows = await db
        .selectFrom('recognition as r')
        .leftJoin('recognition_event as e', (join) =>
          join.onRef('e.recognition_id', '=', 'r.id').on('e.seq', '=', 1),
        )
        .select(['r.id', 'e.kind'])
        .where('r.origin', '<>', 'public-source')
        .execute()
      return rows
        .filter((row) => row.kind !== 'issued')
        .map((row): Violation => ({ subject: row.id, message: `first event is ${row.kind ?? 'missing'}` }))
    },
  },
  {
    name: 'the remembered status of a recognition is the fold of its events',
    run: async (db) => {
      const { rows } = await sql<{ id: string; status: string; kind: keyof typeof statusAfter }>`
        SELECT DISTINCT ON (r.id) r.id, r.status, e.kind FROM recognition r
        JOIN recognition_event e ON e.recognition_id = r.id AND ${toldOnItsDay} ORDER BY r.id, e.seq DESC`.execute(
        db,
      )
      return rows
        .filter((row) => statusAfter[row.kind] !== row.status)
        .map((row) => ({ subject: row.id, message: `remembers ${row.status}, last event is ${row.kind}` }))
    },
  },
  {
    name: 'a product has at most one standing recognition of ours, and none that a source stated of an earlier day',
    run: async (db) => {
      const { rows } = await sql<{ product_id: string }>`
        SELECT product_id FROM recognition
        WHERE status IN ('valid', 'suspended') AND valid_until >= current_date
        GROUP BY product_id HAVING count(*) FILTER (WHERE origin <> 'public-source') > 1
          OR min(issued_on) FILTER (WHERE origin = 'public-source') <= max(issued_on) FILTER (WHERE origin <> 'public-source')`.execute(
        db,
      )
      return rows.map((row) => ({ subject: row.product_id, message: 'two recognitions stand at once' }))
    },
  },
  {
    name: 'certificates of a province and year are numbered without gap',
    run: async (db) => {
      const { rows } = await sql<{ scope: string; last: number; issued: number }>`
        SELECT s.scope, s.last, (SELECT count(*)::int FROM certificate c JOIN recognition r ON r.id = c.recognition_id JOIN decision d ON d.id = r.decision_id
          WHERE 'certificate/' || d.province_code || '/' || extract(year FROM c.issued_on)::int = s.scope) AS issued
        FROM number_sequence s WHERE s.scope LIKE 'certificate/%'`.execute(db)
      return rows
        .filter((row) => row.last !== row.issued)
        .map((row) => ({ subject: row.scope, message: `last number ${row.last}, issued ${row.issued}` }))
    },
  },
  {
    name: 'every certificate carries a proof that its published key verifies',
    run: async (db) => {
      const keys = await publicKeys(db)
      const rows = await db.selectFrom('certificate').select(['number', 'payload']).execute()
      return rows
        .filter((row) => verifyOnServer(row.payload, keys)?.number !== row.number)
        .map((row) => ({ subject: row.number, message: 'the signature does not hold' }))
    },
  },
  {
    name: 'a released decision and its recognitions agree',
    run: async (db) => {
      const rows = await db
        .selectFrom('decision_item as i')
        .innerJoin('decision as d', 'd.id', 'i.decision_id')
        .leftJoin('recognition as r', 'r.id', 'i.recognition_id')
        .select(['i.id', 'i.star', 'r.star as recognised'])
        .where('d.status', '=', 'released')
        .where('i.outcome', '=', 'recognise')
        .execute()
      return rows
        .filter((row) => row.star !== row.recognised)
        .map((row) => ({
          subject: row.id,
          message: `decided ${row.star}, recognised ${row.recognised ?? 'nothing'}`,
        }))
    },
  },
]
