import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { lockManaged, note } from './commands.ts'
import { newCode } from './enrolments.ts'
import type { ActivityDeps } from './parts.ts'

export interface InviteInput {
  readonly activityId: string
  readonly producerIds: readonly string[]
  /** Accounts of officers and agencies. */
  readonly accountIds: readonly string[]
}

/**
 * Invites producers and people by a notice, each with a link of their own that needs no account. Who is invited already is not
 * told twice.
 */
export async function invite(
  ctx: CommandContext,
  input: InviteInput,
  deps: ActivityDeps,
  options: { isDemo?: boolean } = {},
): Promise<Result<{ invited: number }>> {
  const found = await lockManaged(ctx, input.activityId, deps, options.isDemo)
  if (!found.ok) return found
  const activity = found.value
  if (activity.status !== 'announced') return refuse('activity-announce-first')
  if (ctx.today > activity.enrol_until)
    return refuse('activity-enrolment-closed', { data: { day: formatDay(activity.enrol_until) } })
  if (input.producerIds.length + input.accountIds.length === 0)
    return refuse('activity-nobody-chosen', { field: 'producers' })
  const producers = await ctx.db
    .selectFrom('producer')
    .select('id')
    .where('id', 'in', input.producerIds.length > 0 ? [...input.producerIds] : [noId])
    .where('merged_into', 'is', null)
    .execute()
  const accounts = await ctx.db
    .selectFrom('account')
    .select('id')
    .where('id', 'in', input.accountIds.length > 0 ? [...input.accountIds] : [noId])
    .where('locked_at', 'is', null)
    .execute()
  let invited = 0
  for (const each of [
    ...producers.map(({ id }) => ({ producer_id: id, account_id: null })),
    ...accounts.map(({ id }) => ({ producer_id: null, account_id: id })),
  ]) {
    const id = uuidv7()
    const code = newCode()
    const written = await ctx.db
      .insertInto('activity_invitation')
      .values({
        id,
        activity_id: activity.id,
        code,
        ...each,
        invited_at: ctx.now,
        invited_by: ctx.actor.name,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (!written.numInsertedOrUpdatedRows) continue
    invited += 1
    await deps.send(ctx, {
      kind: 'activities.invited',
      to: each.producer_id ? { producerId: each.producer_id } : { accountIds: [each.account_id!] },
      params: {
        title: activity.title.vi,
        day: formatDay(activity.first_day),
        venue: activity.venue,
        until: formatDay(activity.enrol_until),
      },
      path: `/hoat-dong/moi/${code}`,
      about: { kind: 'activity', id: activity.id },
      key: `activity.invited/${id}`,
    })
  }
  note(ctx, 'activity.invited', activity.id, activity.place_code, { invited })
  return ok({ invited })
}

/** No record has this id; stands in for an empty list. */
const noId = '00000000-0000-0000-0000-000000000000'
