import { sql } from 'kysely'
import type { Invariant } from '../../platform/feature.ts'
import { activityStatusOf } from '../../rules/activities/index.ts'
import './tables.ts'

/** The activities' part of `saolang check`. */
export const activityInvariants: readonly Invariant[] = [
  {
    name: 'An activity stands where its actions say',
    run: async (db) => {
      const [activities, actions] = await Promise.all([
        db.selectFrom('activity').select(['id', 'status']).execute(),
        db.selectFrom('activity_action').select(['activity_id', 'action']).orderBy('seq').execute(),
      ])
      return activities.flatMap(({ id, status }) => {
        const folded = activityStatusOf(
          actions.filter((each) => each.activity_id === id).map((each) => each.action),
        )
        return folded === status
          ? []
          : [{ subject: `activity ${id}`, message: `is ${status}, its actions say ${folded}` }]
      })
    },
  },
  {
    name: 'No activity gives more seats than it has, save to people written down in the room',
    run: async (db) => {
      const { rows } = await sql<{ id: string; taken: number; seats: number }>`
        select a.id, a.seats, count(*)::int as taken from activity a join activity_enrolment e on e.activity_id = a.id
        where e.status = 'enrolled' and e.way <> 'room' group by a.id having count(*) > a.seats`.execute(db)
      return rows.map(({ id, taken, seats }) => ({
        subject: `activity ${id}`,
        message: `${taken} people on ${seats} seats`,
      }))
    },
  },
  {
    name: 'Who is attested was there',
    run: async (db) => {
      const { rows } = await sql<{ number: string }>`
        select x.number from activity_attestation x
        where not exists (select 1 from activity_attendance t where t.enrolment_id = x.enrolment_id)`.execute(
        db,
      )
      return rows.map(({ number }) => ({
        subject: `attestation ${number}`,
        message: 'its person attended no session',
      }))
    },
  },
]
