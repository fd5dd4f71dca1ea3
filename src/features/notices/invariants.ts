import type { Invariant } from '../../platform/feature.ts'

export const noticeInvariants: readonly Invariant[] = [
  {
    name: 'a-notice-has-somebody-who-was-told',
    run: async (db) => {
      const rows = await db
        .selectFrom('notice as n')
        .select('n.id')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(selectFrom('notice_copy as c').select('c.notice_id').whereRef('c.notice_id', '=', 'n.id')),
          ),
        )
        .execute()
      return rows.map((row) => ({ subject: `notice ${row.id}`, message: 'was sent to nobody' }))
    },
  },
]
