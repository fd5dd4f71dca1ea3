import { sql } from 'kysely'
import type { Invariant, Violation } from '../../platform/feature.ts'
import { entriesOf } from './refresh.ts'
import type { RegisterSurroundings } from './surroundings.ts'
import './tables.ts'

const portion = 2_000
/** Enough to see what is wrong. */
const mostReported = 50

/** The catalogue says what products, producers and recognitions say, and shows nothing that is not public. */
export function registerInvariants(around: RegisterSurroundings, today: () => string): readonly Invariant[] {
  return [
    {
      name: 'the-catalogue-agrees-with-the-records',
      article: 'Điều 4 khoản 3; Điều 8',
      run: async (db) => {
        const found: Violation[] = []
        let after = '00000000-0000-0000-0000-000000000000'
        while (found.length < mostReported) {
          const { rows } = await sql<{ id: string }>`
            SELECT id FROM product WHERE is_public AND id > ${after} ORDER BY id LIMIT ${portion}`.execute(db)
          if (rows.length === 0) break
          const ids = rows.map((row) => row.id)
          after = ids.at(-1)!
          const due = await entriesOf(db, around, ids, today())
          const kept = await db
            .selectFrom('catalogue_entry')
            .selectAll()
            .where('product_id', 'in', ids)
            .execute()
          const byId = new Map(kept.map((entry) => [entry.product_id, entry]))
          for (const entry of due) {
            const held = byId.get(entry.product_id)
            const wrong = held ? differing(entry, held) : ['no entry']
            if (wrong.length > 0)
              found.push({
                subject: `product ${entry.product_id}`,
                message: `${entry.name}: ${wrong.join(', ')}`,
              })
          }
        }
        return found.slice(0, mostReported)
      },
    },
    {
      name: 'nothing-that-is-not-public-stands-in-the-catalogue',
      run: async (db) => {
        const { rows } = await sql<{ id: string; name: string }>`
          SELECT e.product_id AS id, e.name FROM catalogue_entry e JOIN product p ON p.id = e.product_id
          WHERE NOT p.is_public LIMIT ${mostReported}`.execute(db)
        return rows.map((row) => ({ subject: `product ${row.id}`, message: row.name }))
      },
    },
  ]
}

const compared = [
  'slug',
  'name',
  'name_en',
  'producer_id',
  'producer_name',
  'commune_code',
  'province_code',
  'set_no',
  'star',
  'standing',
  'valid_until',
  'recognition_id',
  'picture_hash',
  'is_demo',
] as const

type Compared = Readonly<Record<(typeof compared)[number], unknown>>

function differing(due: Compared, held: Compared): string[] {
  return compared.flatMap((column) =>
    due[column] === held[column]
      ? []
      : [`${column} is ${String(held[column])}, should be ${String(due[column])}`],
  )
}
