import { sql } from 'kysely'
import type { Invariant } from '../../platform/feature.ts'
import './tables.ts'

/** What must hold of producers on a live system. */
export const producerInvariants: readonly Invariant[] = [
  {
    name: 'a-merged-producer-has-its-merge-on-file',
    run: async (db) => {
      const { rows } = await sql<{ id: string; name: string }>`
        SELECT p.id, p.name FROM producer p
        WHERE (p.merged_into IS NOT NULL) <> EXISTS (SELECT 1 FROM producer_merge m
          WHERE m.merged_id = p.id AND m.undone_at IS NULL AND m.kept_id IS NOT DISTINCT FROM p.merged_into) LIMIT 50`.execute(
        db,
      )
      return rows.map((row) => ({ subject: `producer ${row.id}`, message: row.name }))
    },
  },
  {
    name: 'nothing-new-hangs-on-a-merged-producer',
    run: async (db) => {
      const { rows } = await sql<{ id: string; name: string }>`
        SELECT x.id, x.name FROM product x JOIN producer p ON p.id = x.producer_id
        WHERE p.merged_into IS NOT NULL LIMIT 50`.execute(db)
      return rows.map((row) => ({ subject: `product ${row.id}`, message: row.name }))
    },
  },
]
