import { sql } from 'kysely'
import { type Clock, today } from '../../platform/clock/index.ts'
import type { Invariant } from '../../platform/feature.ts'
import { ROLES } from '../../rules/permissions/index.ts'

/** What must hold of accounts and grants on a living system. */
export const accountInvariants = (clock: Clock): readonly Invariant[] => [
  {
    name: 'every-grant-has-a-known-role',
    run: async (db) => {
      const known = ROLES.filter((role) => role !== 'public')
      const rows = await db
        .selectFrom('role_grant')
        .select(['id', 'role'])
        .where('role', 'not in', known)
        .execute()
      return rows.map((row) => ({ subject: `role_grant ${row.id}`, message: `unknown role ${row.role}` }))
    },
  },
  {
    name: 'second-factor-is-on-where-it-is-proven',
    run: async (db) => {
      const rows = await db
        .selectFrom('account as a')
        .leftJoin('account_two_factor as t', (join) =>
          join.onRef('t.account_id', '=', 'a.id').on('t.verified', '=', true),
        )
        .select('a.id')
        .where(sql<boolean>`a.two_factor_enabled <> (t.id IS NOT NULL)`)
        .execute()
      return rows.map((row) => ({
        subject: `account ${row.id}`,
        message: 'the account and its second factor disagree whether it is on',
      }))
    },
  },
  {
    name: 'somebody-administers',
    run: async (db) => {
      const { accounts } = await db
        .selectFrom('account')
        .select((eb) => eb.fn.countAll<number>().as('accounts'))
        .executeTakeFirstOrThrow()
      if (accounts === 0) return []
      const day = today(clock)
      const administrator = await db
        .selectFrom('role_grant as g')
        .innerJoin('account as a', 'a.id', 'g.account_id')
        .select('g.id')
        .where('g.role', '=', 'administrator')
        .where('g.ended_at', 'is', null)
        .where('g.from_day', '<=', day)
        .where((eb) => eb.or([eb('g.to_day', 'is', null), eb('g.to_day', '>=', day)]))
        .where('a.locked_at', 'is', null)
        .executeTakeFirst()
      return administrator ? [] : [{ subject: 'instance', message: 'there is no administrator' }]
    },
  },
]
