import type { CommandContext, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { allowed, may } from '../../rules/permissions/index.ts'
import { matchKey, slug } from '../../rules/vietnamese/index.ts'
import './tables.ts'

export interface UnitInput {
  readonly nameVi: string
  readonly nameEn: string
  readonly servicesVi: string
  readonly servicesEn: string
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly hours: string
  readonly hoursEn: string
  readonly website: string
  /** Communes of today; none: the whole province. */
  readonly serves: readonly string[]
}
type Purge = (tags: readonly string[]) => Promise<void>

export async function addUnit(
  ctx: CommandContext,
  input: UnitInput,
  placeCode: string,
  purge: Purge,
  isDemo = false,
): Promise<Result<{ id: string }>> {
  if (!allowed(ctx, 'support-unit.edit', { places: [placeCode] })) return refuse('forbidden')
  const id = uuidv7()
  await ctx.db
    .insertInto('support_unit')
    .values({
      id,
      slug: `${slug(input.nameVi).slice(0, 80)}-${id.slice(-4)}`,
      ...columns(input, ctx.today),
      place_code: placeCode,
      removed_at: null,
      is_demo: isDemo,
    })
    .execute()
  ctx.audit({
    action: 'support-unit.added',
    subjectKind: 'support-unit',
    subjectId: id,
    place: placeCode,
    detail: { name: input.nameVi },
  })
  ctx.after(() => purge(['units']))
  return ok({ id })
}

export async function changeUnit(
  ctx: CommandContext,
  id: string,
  input: UnitInput | 'remove',
  version: number | null,
  purge: Purge,
): Promise<Result<void>> {
  const unit = await ctx.db
    .selectFrom('support_unit')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!unit) return refuse('not-found')
  if (!may(ctx.actor, 'support-unit.edit', { places: [unit.place_code] }, ctx.today))
    return refuse('forbidden')
  if (version !== null && unit.version !== version) return refuse('changed-meanwhile')
  const change = input === 'remove' ? { removed_at: ctx.now } : columns(input, ctx.today)
  await ctx.db
    .updateTable('support_unit')
    .set({ ...change, version: unit.version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.audit({
    action: input === 'remove' ? 'support-unit.removed' : 'support-unit.changed',
    subjectKind: 'support-unit',
    subjectId: id,
    place: unit.place_code,
    detail: {},
  })
  ctx.after(() => purge(['units']))
  return ok()
}

function columns(input: UnitInput, today: string) {
  const { nameVi, nameEn, servicesVi, servicesEn, hoursEn, serves, ...rest } = input
  return {
    name: jsonb({ vi: nameVi, ...(nameEn && { en: nameEn }) }) as never,
    services: jsonb({
      ...(servicesVi && { vi: servicesVi }),
      ...(servicesEn && { en: servicesEn }),
    }) as never,
    folded: matchKey(`${nameVi} ${nameEn} ${servicesVi} ${servicesEn} ${input.address}`),
    ...rest,
    hours_en: hoursEn,
    serves: [...serves],
    serves_day: today,
  }
}
