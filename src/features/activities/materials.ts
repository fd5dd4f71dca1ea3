import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { lockManaged, note } from './commands.ts'
import type { ActivityDeps } from './parts.ts'

export interface MaterialFile {
  readonly hash: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
}

export async function addMaterial(
  ctx: CommandContext,
  input: { activityId: string; title: string; file: MaterialFile },
  deps: ActivityDeps,
): Promise<Result<void>> {
  const found = await lockManaged(ctx, input.activityId, deps)
  if (!found.ok) return found
  const { last } = await ctx.db
    .selectFrom('activity_material')
    .select((eb) => eb.fn.coalesce(eb.fn.max('ordinal'), eb.lit(0)).as('last'))
    .where('activity_id', '=', input.activityId)
    .executeTakeFirstOrThrow()
  if (Number(last) >= 40) return refuse('activity-many-materials', { field: 'file' })
  await ctx.db
    .insertInto('activity_material')
    .values({
      activity_id: input.activityId,
      ordinal: Number(last) + 1,
      title: input.title || input.file.name,
      file_hash: input.file.hash,
      file_name: input.file.name,
      media_type: input.file.mediaType,
      size: input.file.size,
    })
    .execute()
  note(ctx, 'activity.material-added', input.activityId, found.value.place_code, { file: input.file.hash })
  return ok()
}

export async function removeMaterial(
  ctx: CommandContext,
  input: { activityId: string; ordinal: number },
  deps: ActivityDeps,
): Promise<Result<void>> {
  const found = await lockManaged(ctx, input.activityId, deps)
  if (!found.ok) return found
  await ctx.db
    .deleteFrom('activity_material')
    .where('activity_id', '=', input.activityId)
    .where('ordinal', '=', input.ordinal)
    .execute()
  note(ctx, 'activity.material-removed', input.activityId, found.value.place_code, { ordinal: input.ordinal })
  return ok()
}
