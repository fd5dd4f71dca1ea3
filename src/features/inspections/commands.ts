import { createHash } from 'node:crypto'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import {
  checklistOf,
  chooseProducts,
  type InspectionAction,
  inspectionStatusOf,
  mayActOnInspection,
  type Risk,
} from '../../rules/inspections/index.ts'
import { may, type Resource } from '../../rules/permissions/index.ts'
import { type RankedProduct, rankProducts } from './facts.ts'
import { interestsOf } from './interests.ts'
import type { InspectionDeps } from './parts.ts'
import type { InspectionTable, Reason } from './tables.ts'
import './tables.ts'

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export interface Inspected {
  readonly province_code: string
  readonly place_code: string | null
  readonly place_day: string | null
  readonly producer_id: string | null
}

/** Whose an inspection is, for the matrix. Who stepped back counts as in conflict: nothing of it is theirs any more. */
export function resourceOf(
  inspection: Inspected,
  members: readonly { account_id: string; stepped_back_at: Date | null }[],
  deps: InspectionDeps,
  today: string,
): Resource {
  return {
    places: [...deps.places.governing(inspection, today), inspection.province_code],
    producerId: inspection.producer_id,
    assignedTo: members.filter((each) => each.stepped_back_at === null).map((each) => each.account_id),
    conflicted: members.filter((each) => each.stepped_back_at !== null).map((each) => each.account_id),
  }
}

const manages = (ctx: CommandContext, deps: InspectionDeps) =>
  may(ctx.actor, 'inspection.manage', { places: [deps.provinceCode] }, ctx.today)

export interface PlanInput {
  readonly year: number
  readonly wanted: number
  readonly seed: string
  readonly dueOn: string
}

/**
 * Approves the plan of a year (Điều 9 khoản 2 điểm a: kiểm tra định kỳ): the riskiest products and a random share, drawn by the
 * seed that is published with it. What is under inspection already is left out of both.
 */
export async function approvePlan(
  ctx: CommandContext,
  input: PlanInput,
  deps: InspectionDeps,
  options: { isDemo?: boolean } = {},
): Promise<Result<{ id: string; inspections: number }>> {
  if (!options.isDemo && !manages(ctx, deps)) return refuse('forbidden')
  if (input.dueOn < ctx.today) return refuse('inspection-due-past', { field: 'dueOn' })
  if (input.dueOn.slice(0, 4) !== String(input.year))
    return refuse('inspection-due-other-year', { field: 'dueOn', data: { year: input.year } })
  const known = await ctx.db
    .selectFrom('inspection_plan')
    .select('id')
    .where('province_code', '=', deps.provinceCode)
    .where('year', '=', input.year)
    .executeTakeFirst()
  if (known) return refuse('inspection-plan-exists', { field: 'year', data: { year: input.year } })
  const open = new Set(
    (
      await ctx.db
        .selectFrom('inspection')
        .select('product_id')
        .where('status', 'in', ['planned', 'under-way'])
        .execute()
    ).map((row) => row.product_id),
  )
  const ranked = (await rankProducts(ctx.db, ctx.today, deps)).filter((each) => !open.has(each.id))
  if (ranked.length === 0) return refuse('inspection-nothing-to-choose')
  const { share } = deps.law.choice
  const chosen = chooseProducts(
    ranked.map(({ id, risk }) => ({ id, score: risk.score })),
    { wanted: input.wanted, share, seed: input.seed },
    sha256,
  )
  const id = uuidv7()
  await ctx.db
    .insertInto('inspection_plan')
    .values({
      id,
      province_code: deps.provinceCode,
      year: input.year,
      seed: input.seed,
      wanted: input.wanted,
      share_num: share.num,
      share_den: share.den,
      due_on: input.dueOn,
      approved_at: ctx.now,
      approved_by: ctx.actor.name,
      pool: jsonb(chosen.pool) as never,
      is_demo: options.isDemo ?? false,
    })
    .execute()
  for (const product of ranked) {
    const reason = chosen.byRisk.includes(product.id)
      ? ('risk' as const)
      : chosen.byDraw.includes(product.id)
        ? ('draw' as const)
        : null
    if (reason) await insert(ctx, product, { planId: id, reason, dueOn: input.dueOn, ...options }, deps)
  }
  ctx.audit({
    action: 'inspection.plan-approved',
    subjectKind: 'inspection-plan',
    subjectId: id,
    place: deps.provinceCode,
    detail: { year: input.year, seed: input.seed, risk: chosen.byRisk, drawn: chosen.byDraw },
  })
  return ok({ id, inspections: chosen.byRisk.length + chosen.byDraw.length })
}

export interface UnplannedInput {
  readonly productId: string
  readonly reason: Extract<Reason, 'misuse-report' | 'office'>
  readonly misuseReportId: string | null
  readonly why: string
  readonly dueOn: string
}

/** An inspection outside the plan (Điều 9 khoản 2 điểm a: đột xuất khi cần), for a stated reason. */
export async function addInspection(
  ctx: CommandContext,
  input: UnplannedInput,
  deps: InspectionDeps,
  options: { isDemo?: boolean } = {},
): Promise<Result<{ id: string }>> {
  if (!options.isDemo && !manages(ctx, deps)) return refuse('forbidden')
  if (input.dueOn < ctx.today) return refuse('inspection-due-past', { field: 'dueOn' })
  if (input.reason === 'office' && input.why.trim() === '') return refuse('required', { field: 'why' })
  const product = (await rankProducts(ctx.db, ctx.today, deps)).find((each) => each.id === input.productId)
  if (!product) return refuse('inspection-product-not-recognised', { field: 'productId' })
  const open = await ctx.db
    .selectFrom('inspection')
    .select('id')
    .where('product_id', '=', input.productId)
    .where('status', 'in', ['planned', 'under-way'])
    .executeTakeFirst()
  if (open) return refuse('inspection-open-already', { field: 'productId' })
  const id = await insert(ctx, product, { planId: null, ...input, ...options }, deps)
  return ok({ id })
}

export type LockedInspection = Awaited<ReturnType<typeof lock>> & object

export const lock = (ctx: CommandContext, id: string) =>
  ctx.db.selectFrom('inspection').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const membersOf = (db: CommandContext['db'], id: string) =>
  db.selectFrom('inspection_member').selectAll().where('inspection_id', '=', id).execute()

/**
 * Puts the inspection into the hands of a team, its leader first. Who has an interest the system can see is refused with the reason
 * (Điều 9 khoản 2 điểm b); whoever was on the team and is not named any more leaves it.
 */
export async function assignTeam(
  ctx: CommandContext,
  id: string,
  accountIds: readonly string[],
  deps: InspectionDeps,
  options: { isDemo?: boolean } = {},
): Promise<Result<void>> {
  const inspection = await lock(ctx, id)
  if (!inspection) return refuse('not-found')
  if (!options.isDemo && !manages(ctx, deps)) return refuse('forbidden')
  if (inspection.status !== 'planned' && inspection.status !== 'under-way') return refuse('inspection-over')
  const wanted = [...new Set(accountIds)]
  if (wanted.length === 0) return refuse('inspection-needs-team', { field: 'members' })
  const before = await membersOf(ctx.db, id)
  const back = before.find((each) => each.stepped_back_at !== null && wanted.includes(each.account_id))
  for (const accountId of wanted) {
    const person = await interestsOf(ctx.db, accountId, inspection.producer_id, ctx.today)
    if (!person?.isInspector) return refuse('inspector-unknown', { field: 'members' })
    const [ground] = person.grounds
    if (ground)
      return refuse(`inspector-interest-${ground}`, {
        field: 'members',
        article: 'Điều 9 khoản 2 điểm b',
        data: { name: person.name },
      })
    if (back?.account_id === accountId)
      return refuse('inspector-stepped-back', { field: 'members', data: { name: person.name } })
  }
  const leaving = before.filter((each) => each.stepped_back_at === null && !wanted.includes(each.account_id))
  if (leaving.length > 0)
    await ctx.db
      .deleteFrom('inspection_member')
      .where('inspection_id', '=', id)
      .where(
        'account_id',
        'in',
        leaving.map((each) => each.account_id),
      )
      .execute()
  await ctx.db
    .updateTable('inspection_member')
    .set({ leads: false })
    .where('inspection_id', '=', id)
    .execute()
  for (const [index, accountId] of wanted.entries())
    await ctx.db
      .insertInto('inspection_member')
      .values({
        inspection_id: id,
        account_id: accountId,
        leads: index === 0,
        assigned_by: ctx.actor.name,
        assigned_at: ctx.now,
        stepped_back_at: null,
      })
      .onConflict((conflict) =>
        conflict.columns(['inspection_id', 'account_id']).doUpdateSet({ leads: index === 0 }),
      )
      .execute()
  const product = await productName(ctx, inspection.product_id)
  await deps.send(ctx, {
    kind: 'inspections.assigned',
    to: { accountIds: wanted },
    params: { product, due: inspection.due_on },
    path: `/lam-viec/kiem-tra/${id}`,
    about: { kind: 'inspection', id },
    key: `${id}/${wanted.join('+')}`,
    exceptActor: true,
  })
  note(ctx, 'inspection.team-assigned', inspection, { team: wanted })
  return ok()
}

/** An inspector who sees an interest of their own steps back; from then on nothing of it is shown to them. */
export async function stepBack(
  ctx: CommandContext,
  id: string,
  interest: string,
  deps: InspectionDeps,
): Promise<Result<void>> {
  const inspection = await lock(ctx, id)
  if (!inspection) return refuse('not-found')
  const members = await membersOf(ctx.db, id)
  if (!may(ctx.actor, 'conflict.declare', resourceOf(inspection, members, deps, ctx.today), ctx.today))
    return refuse('forbidden')
  if (interest.trim() === '') return refuse('required', { field: 'interest' })
  if (inspection.status !== 'planned' && inspection.status !== 'under-way') return refuse('inspection-over')
  await ctx.db
    .updateTable('inspection_member')
    .set({ stepped_back_at: ctx.now, interest, leads: false })
    .where('inspection_id', '=', id)
    .where('account_id', '=', ctx.actor.accountId)
    .execute()
  await deps.send(ctx, {
    kind: 'inspections.stepped-back',
    to: { role: 'provincial-office', placeCode: deps.provinceCode },
    params: { product: await productName(ctx, inspection.product_id), name: ctx.actor.name, interest },
    path: `/lam-viec/kiem-tra/${id}`,
    about: { kind: 'inspection', id },
  })
  note(ctx, 'inspection.stepped-back', inspection)
  return ok()
}

export async function cancelInspection(
  ctx: CommandContext,
  id: string,
  reason: string,
  deps: InspectionDeps,
): Promise<Result<void>> {
  const inspection = await lock(ctx, id)
  if (!inspection) return refuse('not-found')
  if (!manages(ctx, deps)) return refuse('forbidden')
  if (!mayActOnInspection(inspection.status, 'cancel')) return refuse('inspection-over')
  if (reason.trim() === '') return refuse('required', { field: 'reason' })
  await act(ctx, inspection, 'cancel', reason)
  return ok()
}

/** Appends an action and writes its fold. */
export async function act(
  ctx: CommandContext,
  inspection: Pick<LockedInspection, 'id' | 'version' | 'province_code' | 'place_code'>,
  action: InspectionAction,
  reason = '',
  more: Partial<Pick<InspectionTable, 'minutes_hash' | 'signed_on'>> & { minutes?: unknown } = {},
): Promise<void> {
  const { last } = await ctx.db
    .selectFrom('inspection_action')
    .select((eb) => eb.fn.coalesce(eb.fn.max('seq'), eb.lit(0)).as('last'))
    .where('inspection_id', '=', inspection.id)
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('inspection_action')
    .values({
      inspection_id: inspection.id,
      seq: Number(last) + 1,
      action,
      at: ctx.now,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      reason,
    })
    .execute()
  const { minutes, ...rest } = more
  await ctx.db
    .updateTable('inspection')
    .set((eb) => ({
      ...rest,
      ...(minutes !== undefined && { minutes: jsonb(minutes) as never }),
      status: inspectionStatusOf([action]),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', inspection.id)
    .execute()
  note(ctx, `inspection.${action}`, inspection)
}

async function insert(
  ctx: CommandContext,
  product: RankedProduct,
  about: {
    planId: string | null
    reason: Reason
    misuseReportId?: string | null
    why?: string
    dueOn: string
    isDemo?: boolean
  },
  deps: InspectionDeps,
): Promise<string> {
  const id = uuidv7()
  const sheet =
    product.regime && product.setNo !== null
      ? deps.regulation.sheet(product.regime, product.setNo)
      : undefined
  await ctx.db
    .insertInto('inspection')
    .values({
      id,
      plan_id: about.planId,
      province_code: deps.provinceCode,
      product_id: product.id,
      producer_id: product.producerId,
      place_code: product.placeCode,
      place_day: product.placeDay,
      reason: about.reason,
      misuse_report_id: about.misuseReportId ?? null,
      why: about.why ?? '',
      risk: jsonb(product.risk satisfies Risk) as never,
      due_on: about.dueOn,
      checklist: jsonb(checklistOf(deps.law, sheet)) as never,
      minutes: null,
      minutes_hash: null,
      signed_on: null,
      is_demo: about.isDemo ?? false,
    })
    .execute()
  await act(
    ctx,
    { id, version: 1, province_code: deps.provinceCode, place_code: product.placeCode },
    'plan',
    about.why ?? '',
  )
  return id
}

export async function productName(ctx: CommandContext, id: string): Promise<string> {
  const row = await ctx.db.selectFrom('product').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? ''
}

export function note(
  ctx: CommandContext,
  action: string,
  inspection: { readonly id: string; readonly place_code: string | null; readonly province_code: string },
  detail: Record<string, unknown> = {},
  onBehalfOf: string | null = null,
): void {
  ctx.audit({
    action,
    onBehalfOf,
    subjectKind: 'inspection',
    subjectId: inspection.id,
    place: inspection.place_code ?? inspection.province_code,
    detail,
  })
}
