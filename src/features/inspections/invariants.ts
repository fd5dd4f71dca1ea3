import { sql } from 'kysely'
import type { Invariant } from '../../platform/feature.ts'
import { findingStatusOf, inspectionStatusOf } from '../../rules/inspections/index.ts'
import './tables.ts'

/** The inspections' part of `saolang check`. */
export const inspectionInvariants: readonly Invariant[] = [
  {
    name: 'An inspection and a finding stand where their actions say',
    run: async (db) => {
      const [inspections, actions, findings, deeds] = await Promise.all([
        db.selectFrom('inspection').select(['id', 'status']).execute(),
        db.selectFrom('inspection_action').select(['inspection_id', 'action']).orderBy('seq').execute(),
        db.selectFrom('finding').select(['id', 'status']).execute(),
        db.selectFrom('finding_action').select(['finding_id', 'action']).orderBy('seq').execute(),
      ])
      const wrong = (subject: string, is: string, says: string) =>
        is === says ? [] : [{ subject, message: `is ${is}, its actions say ${says}` }]
      return [
        ...inspections.flatMap(({ id, status }) =>
          wrong(
            `inspection ${id}`,
            status,
            inspectionStatusOf(
              actions.filter((each) => each.inspection_id === id).map((each) => each.action),
            ),
          ),
        ),
        ...findings.flatMap(({ id, status }) =>
          wrong(
            `finding ${id}`,
            status,
            findingStatusOf(deeds.filter((each) => each.finding_id === id).map((each) => each.action)),
          ),
        ),
      ]
    },
  },
  {
    name: 'Signed minutes have a finding for each item that is not met, and no other',
    article: 'Điều 9',
    run: async (db) => {
      const { rows } = await sql<{ id: string; told: number; kept: number }>`
        select i.id, jsonb_array_length(i.minutes->'findings') as told, (select count(*)::int from finding f where f.inspection_id = i.id) as kept
        from inspection i where i.status = 'signed' and jsonb_array_length(i.minutes->'findings')
          <> (select count(*) from finding f where f.inspection_id = i.id)`.execute(db)
      return rows.map(({ id, told, kept }) => ({
        subject: `inspection ${id}`,
        message: `its minutes name ${told} findings, ${kept} are kept`,
      }))
    },
  },
]
