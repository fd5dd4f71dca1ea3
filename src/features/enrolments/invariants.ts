import type { Invariant } from '../../platform/feature.ts'
import { type EnrolmentAction, enrolmentStatusOf } from '../../rules/targets/index.ts'
import './tables.ts'

/** The list's part of `saolang check`. */
export const enrolmentInvariants: readonly Invariant[] = [
  {
    name: 'An entry of the list stands where its actions say',
    run: async (db) => {
      const [entries, actions] = await Promise.all([
        db.selectFrom('enrolment').select(['id', 'status']).execute(),
        db.selectFrom('enrolment_action').select(['enrolment_id', 'action']).orderBy('seq').execute(),
      ])
      const taken = new Map<string, EnrolmentAction[]>()
      for (const { enrolment_id: id, action } of actions) taken.set(id, [...(taken.get(id) ?? []), action])
      return entries.flatMap((entry) => {
        const folded = enrolmentStatusOf(taken.get(entry.id) ?? [])
        return folded === entry.status
          ? []
          : [{ subject: `enrolment ${entry.id}`, message: `is ${entry.status}, its actions say ${folded}` }]
      })
    },
  },
]
