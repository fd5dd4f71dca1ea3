import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '../clock/index.ts'
import { today } from '../clock/index.ts'
import type { UploadLimits } from '../config/index.ts'
import type { Db } from '../db/index.ts'
import type { Problem } from '../problem.ts'
import { networkOf } from './network-of.ts'
import './tables.ts'

/** Counts what one person, or one address, does in a day, and refuses what goes beyond (ASVS 11.1.3, 12.1.3). */
export interface Daily {
  /** Counts one more deed of this kind; false: that would be too many today. Visitors count by their address, or the IPv6 site it is of. */
  take(
    about: { readonly accountId: string | null; readonly address: string },
    what: string,
    most: number,
  ): Promise<boolean>
  /** Why so many bytes more may not be sent by this person, or null. */
  refusesUpload(accountId: string, bytes: number): Promise<Problem | null>
  uploaded(accountId: string, files: number, bytes: number): Promise<void>
  /** Forgets the days that no limit looks at any more. */
  tidy(): Promise<void>
}

const megabyte = 1_000_000
const upload = 'upload'

/** `secret`: an address is kept as its keyed hash of the day, which nobody can turn back. */
export function openDaily(
  db: Db,
  clock: Clock,
  limits: UploadLimits | undefined,
  secret: () => Promise<Buffer>,
): Daily {
  const daysAgo = (days: number) => new Date(+clock() - days * 86_400_000).toISOString().slice(0, 10)
  return {
    async take({ accountId, address }, what, most) {
      const day = today(clock)
      const who =
        accountId ??
        createHmac('sha256', await secret())
          .update(`${day}\n${networkOf(address)}`)
          .digest('base64url')
      const counted = await db
        .insertInto('day_count')
        .values({ who, what, day, deeds: 1, bytes: 0 })
        .onConflict((conflict) =>
          conflict
            .columns(['who', 'what', 'day'])
            .doUpdateSet({ deeds: sql`day_count.deeds + 1` })
            .where('day_count.deeds', '<', most),
        )
        .executeTakeFirst()
      return Number(counted.numInsertedOrUpdatedRows) > 0
    },

    async refusesUpload(accountId, bytes) {
      if (!limits) return null
      const day = today(clock)
      const sent = await db
        .selectFrom('day_count')
        .select([
          sql<string>`coalesce(sum(deeds) filter (where day = ${day}), 0)`.as('files'),
          sql<string>`coalesce(sum(bytes) filter (where day = ${day}), 0)`.as('day_bytes'),
          sql<string>`coalesce(sum(bytes), 0)`.as('year_bytes'),
        ])
        .where('who', '=', accountId)
        .where('what', '=', upload)
        .where('day', '>', daysAgo(365))
        .executeTakeFirstOrThrow()
      if (Number(sent.files) >= limits.filesADay)
        return { code: 'upload-day-files', data: { maximum: limits.filesADay } }
      if (Number(sent.day_bytes) + bytes > limits.megabytesADay * megabyte)
        return { code: 'upload-day-bytes', data: { maximum: limits.megabytesADay } }
      if (Number(sent.year_bytes) + bytes > limits.megabytesAYear * megabyte)
        return { code: 'upload-year-bytes', data: { maximum: limits.megabytesAYear } }
      return null
    },

    async uploaded(accountId, files, bytes) {
      if (files === 0) return
      await db
        .insertInto('day_count')
        .values({ who: accountId, what: upload, day: today(clock), deeds: files, bytes })
        .onConflict((conflict) =>
          conflict.columns(['who', 'what', 'day']).doUpdateSet({
            deeds: sql`day_count.deeds + ${files}`,
            bytes: sql`day_count.bytes + ${bytes}`,
          }),
        )
        .execute()
    },

    async tidy() {
      await db
        .deleteFrom('day_count')
        .where((eb) =>
          eb.or([
            eb('day', '<', daysAgo(366)),
            eb.and([eb('what', '<>', upload), eb('day', '<', daysAgo(2))]),
          ]),
        )
        .execute()
    },
  }
}
