import type { CommandContext } from '../../platform/command/index.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { seatFor } from '../../rules/activities/index.ts'
import type { ActivityDeps } from './parts.ts'
import type { Spoken } from './tables.ts'

export async function enrolledIn(ctx: CommandContext, activityId: string): Promise<number> {
  const { taken } = await ctx.db
    .selectFrom('activity_enrolment')
    .select((eb) => eb.fn.countAll<number>().as('taken'))
    .where('activity_id', '=', activityId)
    .where('status', '=', 'enrolled')
    .executeTakeFirstOrThrow()
  return Number(taken)
}

export interface Seated {
  readonly id: string
  readonly title: Spoken
  readonly place_code: string
  readonly first_day: string
  readonly seats: number | null
}

/** Seats that fall free go to those who waited longest, and they are told. The activity is locked by the caller. */
export async function passSeatsOn(ctx: CommandContext, activity: Seated, deps: ActivityDeps): Promise<void> {
  const waiting = await ctx.db
    .selectFrom('activity_enrolment')
    .select(['id', 'producer_id', 'account_id', 'code'])
    .where('activity_id', '=', activity.id)
    .where('status', '=', 'waiting')
    .orderBy('enrolled_at')
    .orderBy('id')
    .execute()
  let taken = await enrolledIn(ctx, activity.id)
  for (const next of waiting) {
    if (seatFor(taken, activity.seats) !== 'enrolled') return
    taken += 1
    await ctx.db
      .updateTable('activity_enrolment')
      .set({ status: 'enrolled' })
      .where('id', '=', next.id)
      .execute()
    if (next.producer_id || next.account_id)
      await deps.send(ctx, {
        kind: 'activities.seat-free',
        to: next.producer_id ? { producerId: next.producer_id } : { accountIds: [next.account_id!] },
        params: { title: activity.title.vi, day: formatDay(activity.first_day) },
        path: `/hoat-dong/dang-ky/${next.code}`,
        about: { kind: 'activity', id: activity.id },
        key: `activity.seat-free/${next.id}`,
      })
    ctx.audit({
      action: 'activity.seat-passed-on',
      subjectKind: 'activity',
      subjectId: activity.id,
      place: activity.place_code,
      detail: { enrolment: next.id },
    })
  }
}
