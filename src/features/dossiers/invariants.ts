import { sql } from 'kysely'
import type { Invariant, Violation } from '../../platform/feature.ts'
import type { Action } from '../../rules/procedure/index.ts'
import { hashOf } from './canonical.ts'
import type { Laws } from './law.ts'

/** Sentences about dossiers that must hold on a live system (`saolang check`). */
export function dossierInvariants(laws: Laws): readonly Invariant[] {
  return [
    {
      name: 'a dossier stands where its actions lead',
      article: 'Điều 7',
      run: async (db) => {
        const rows = await db.selectFrom('dossier').select(['id', 'regime', 'status']).execute()
        const actions = await db
          .selectFrom('dossier_action')
          .select(['dossier_id', 'seq', 'action'])
          .orderBy('dossier_id')
          .orderBy('seq')
          .execute()
        const history = new Map<string, typeof actions>()
        for (const one of actions) history.set(one.dossier_id, [...(history.get(one.dossier_id) ?? []), one])
        return rows.flatMap((row): Violation[] => {
          const own = history.get(row.id) ?? []
          if (own.some((one, index) => one.seq !== index + 1))
            return [{ subject: row.id, message: 'its actions are not numbered without gap' }]
          try {
            const folded = laws(row.regime)?.life.fold(own.map((one) => ({ action: one.action as Action })))
            return folded === undefined || folded === row.status
              ? []
              : [{ subject: row.id, message: `stands as ${row.status}, its actions lead to ${folded}` }]
          } catch (error) {
            return [{ subject: row.id, message: (error as Error).message }]
          }
        })
      },
    },
    {
      name: 'what was filed is unchanged: every manifest has its hash',
      article: 'Điều 7 khoản 1',
      run: async (db) => {
        const rows = await db
          .selectFrom('dossier_manifest')
          .select(['dossier_id', 'filing', 'content', 'hash'])
          .execute()
        return rows
          .filter((row) => hashOf(row.content) !== row.hash)
          .map((row) => ({
            subject: row.dossier_id,
            message: `filing ${row.filing} is not what was frozen`,
          }))
      },
    },
    {
      name: 'a filed dossier has a manifest for each filing',
      article: 'Điều 7 khoản 1',
      run: async (db) => {
        const filings = await db
          .selectFrom('dossier_action as a')
          .leftJoin('dossier_manifest as m', (join) =>
            join
              .onRef('m.dossier_id', '=', 'a.dossier_id')
              .on(sql`m.filing::text`, '=', sql`a.detail->>'filing'`),
          )
          .select(['a.dossier_id', 'a.seq'])
          .where('a.action', 'in', ['file', 'resubmit', 'complete'])
          .where('m.hash', 'is', null)
          .execute()
        return filings.map((row) => ({ subject: row.dossier_id, message: `action ${row.seq} froze nothing` }))
      },
    },
    {
      name: 'receipt numbers run without gap',
      run: async (db) => {
        const series = await db
          .selectFrom('number_sequence')
          .selectAll()
          .where('scope', 'like', 'receipt%/%')
          .execute()
        const receipts = await db
          .selectFrom('dossier')
          .select(['commune_receipt_no', 'province_receipt_no', 'place_code', 'province_code'])
          .execute()
        return series.flatMap(({ scope, last }): Violation[] => {
          const [desk, place, year] = scope.split('/')
          const held = receipts.filter((row) =>
            desk === 'receiptCommune'
              ? row.place_code === place && row.commune_receipt_no?.endsWith(`-${year}`)
              : row.province_code === place && row.province_receipt_no?.endsWith(`-${year}`),
          ).length
          return held === last
            ? []
            : [{ subject: scope, message: `${last} numbers were given, ${held} are held` }]
        })
      },
    },
  ]
}
