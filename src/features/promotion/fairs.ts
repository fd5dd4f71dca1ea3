import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { slug } from '../../rules/vietnamese/index.ts'
import { producersItFits } from './audience.ts'
import { act, type Fair, lockFair, mayManageFair, note, type Of, type Options } from './change.ts'
import type { PromotionDeps } from './parts.ts'
import type { Spoken } from './tables.ts'

export interface FairInput {
  readonly kind: string
  readonly title: Spoken
  readonly venue: string
  /** Commune of the province; null: elsewhere. */
  readonly placeCode: string | null
  readonly leadAgency: string
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly applyUntil: string | null
  readonly stalls: number | null
  readonly conditions: Partial<Spoken>
  /** Sectors of Phụ lục I; none: every sector. */
  readonly sectors: readonly string[]
}

type Dated = FairInput & { startsOn: string; endsOn: string; applyUntil: string; stalls: number }

export async function draftFair(
  ctx: CommandContext,
  input: FairInput,
  deps: PromotionDeps,
  { isDemo = false }: Options = {},
): Promise<Result<{ id: string }>> {
  if (!isDemo && !mayManageFair(ctx.actor, { lead_agency: input.leadAgency }, deps, ctx.today))
    return refuse('forbidden')
  const flaws = flawsOf(input, ctx.today, deps, isDemo)
  if (flaws.length > 0) return failed(...flaws)
  const read = input as Dated
  const id = uuidv7()
  const year = Number(read.startsOn.slice(0, 4))
  const plan = await ctx.db
    .selectFrom('plan')
    .select('id')
    .where('place_code', '=', deps.provinceCode)
    .where('year', '=', year)
    .executeTakeFirst()
  await ctx.db
    .insertInto('fair')
    .values({
      id,
      slug: await freeSlug(
        ctx,
        'fair',
        read.title.vi.includes(String(year)) ? read.title.vi : `${read.title.vi} ${year}`,
      ),
      province_code: deps.provinceCode,
      plan_id: plan?.id ?? null,
      rule: null,
      seed: null,
      status: 'draft',
      is_demo: isDemo,
      created_at: ctx.now,
      ...columns(read),
      place_day: ctx.today,
    })
    .execute()
  await act(ctx, id, 'draft')
  note(ctx, 'fair.drafted', { kind: 'fair', id }, deps.provinceCode, { title: read.title.vi })
  return ok({ id })
}

/** A draft may be changed in everything; a call that stands is amended (amending.ts). */
export async function editFair(
  ctx: CommandContext,
  of: Of,
  input: FairInput,
  deps: PromotionDeps,
): Promise<Result<void>> {
  const found = await lockFair(ctx, of, null, deps)
  if (!found.ok) return found
  const fair = found.value
  if (fair.status !== 'draft') return refuse('fair-not-now')
  const flaws = flawsOf(input, ctx.today, deps, false)
  if (flaws.length > 0) return failed(...flaws)
  await ctx.db
    .updateTable('fair')
    .set({ ...columns(input as Dated), version: of.version + 1 })
    .where('id', '=', of.id)
    .execute()
  note(ctx, 'fair.edited', { kind: 'fair', id: of.id }, deps.provinceCode)
  ctx.after(() => deps.purge(['promotion']))
  return ok()
}

/** Publishes the call with the rule of the day and the seed of its draw: both stay as they are from here on. */
export async function callFair(
  ctx: CommandContext,
  of: Of,
  deps: PromotionDeps,
  options: Options = {},
): Promise<Result<void>> {
  const found = await lockFair(ctx, of, 'call', deps, options)
  if (!found.ok) return found
  const fair = found.value
  if (!options.isDemo && fair.apply_until < ctx.today)
    return refuse('fair-apply-past', { field: 'applyUntil' })
  await ctx.db
    .updateTable('fair')
    .set({
      status: 'called',
      rule: jsonb(deps.law.allotment) as never,
      seed: randomBytes(16).toString('hex'),
      version: of.version + 1,
    })
    .where('id', '=', of.id)
    .execute()
  await act(ctx, of.id, 'call')
  note(ctx, 'fair.called', { kind: 'fair', id: of.id }, deps.provinceCode)
  // Only those it fits are asked: the office says for whom it is, and nobody is told of what is not for them.
  for (const producerId of await producersItFits(ctx.db, fair, deps))
    await deps.send(ctx, {
      kind: 'promotion.fair-called',
      to: { producerId },
      params: paramsOf(fair),
      path: `/lam-viec/xuc-tien/${of.id}`,
      about: { kind: 'fair', id: of.id },
      key: `${of.id}/call/${producerId}`,
    })
  ctx.after(() => deps.purge(['promotion']))
  return ok()
}

/** After its last day: what follows are its results. */
export async function holdFair(
  ctx: CommandContext,
  of: Of & { readonly words: string },
  deps: PromotionDeps,
  options: Options = {},
): Promise<Result<void>> {
  const found = await lockFair(ctx, of, 'hold', deps, options)
  if (!found.ok) return found
  if (ctx.today < found.value.starts_on)
    return refuse('fair-not-begun', { data: { day: formatDay(found.value.starts_on) } })
  await ctx.db
    .updateTable('fair')
    .set({ status: 'held', version: of.version + 1 })
    .where('id', '=', of.id)
    .execute()
  await act(ctx, of.id, 'hold', { words: of.words })
  note(ctx, 'fair.held', { kind: 'fair', id: of.id }, deps.provinceCode)
  await toApplicants(ctx, found.value, 'promotion.fair-held', ['stall'], {}, deps)
  ctx.after(() => deps.purge(['promotion']))
  return ok()
}

export async function cancelFair(
  ctx: CommandContext,
  of: Of & { readonly words: string },
  deps: PromotionDeps,
): Promise<Result<void>> {
  const found = await lockFair(ctx, of, 'cancel', deps)
  if (!found.ok) return found
  if (of.words.trim() === '') return refuse('required', { field: 'words' })
  await ctx.db
    .updateTable('fair')
    .set({ status: 'cancelled', version: of.version + 1 })
    .where('id', '=', of.id)
    .execute()
  await act(ctx, of.id, 'cancel', { words: of.words })
  note(ctx, 'fair.cancelled', { kind: 'fair', id: of.id }, deps.provinceCode)
  await toApplicants(
    ctx,
    found.value,
    'promotion.fair-cancelled',
    ['submitted', 'stall', 'waiting'],
    { reason: of.words },
    deps,
  )
  ctx.after(() => deps.purge(['promotion']))
  return ok()
}

/** Tells those whose application stands at one of these. */
export async function toApplicants(
  ctx: CommandContext,
  fair: Fair,
  kind: string,
  statuses: readonly ('submitted' | 'stall' | 'waiting' | 'not-eligible')[],
  params: Readonly<Record<string, string | number>>,
  deps: PromotionDeps,
): Promise<void> {
  const applicants = await ctx.db
    .selectFrom('fair_application')
    .select(['id', 'producer_id', 'stall_no', 'rank'])
    .where('fair_id', '=', fair.id)
    .where('status', 'in', [...statuses])
    .execute()
  for (const each of applicants)
    await deps.send(ctx, {
      kind,
      to: { producerId: each.producer_id },
      params: { ...paramsOf(fair), stall: each.stall_no, rank: each.rank, ...params },
      path: `/lam-viec/xuc-tien/${fair.id}`,
      about: { kind: 'fair', id: fair.id },
      key: `${each.id}/${kind}/${fair.version}`,
    })
}

export const paramsOf = (fair: Fair) => ({
  fair: { vi: fair.title.vi, en: fair.title.en ?? fair.title.vi },
  venue: fair.venue,
  from: formatDay(fair.starts_on),
  to: formatDay(fair.ends_on),
  until: formatDay(fair.apply_until),
})

export function flawsOf(input: FairInput, today: string, deps: PromotionDeps, isDemo: boolean): Problem[] {
  const flaws: Problem[] = []
  const { startsOn, endsOn, applyUntil, stalls } = input
  if (!deps.law.fairKinds.some(({ id }) => id === input.kind)) flaws.push({ code: 'invalid', field: 'kind' })
  if (input.title.vi.trim() === '') flaws.push({ code: 'required', field: 'titleVi' })
  if (input.venue.trim() === '') flaws.push({ code: 'required', field: 'venue' })
  if (deps.agencies.bearer(input.leadAgency, today)?.id !== input.leadAgency)
    flaws.push({ code: 'invalid', field: 'leadAgency' })
  if (!input.sectors.every((sector) => deps.sectors.some(({ code }) => code === sector)))
    flaws.push({ code: 'invalid', field: 'sectors' })
  if (input.placeCode !== null && deps.places.unit(input.placeCode, today) === null)
    flaws.push({ code: 'invalid', field: 'placeCode' })
  if (!startsOn) flaws.push({ code: 'day-unknown', field: 'startsOn' })
  if (!endsOn) flaws.push({ code: 'day-unknown', field: 'endsOn' })
  if (!applyUntil) flaws.push({ code: 'day-unknown', field: 'applyUntil' })
  if (startsOn && endsOn && endsOn < startsOn) flaws.push({ code: 'fair-ends-early', field: 'endsOn' })
  if (startsOn && applyUntil && applyUntil >= startsOn)
    flaws.push({ code: 'fair-apply-late', field: 'applyUntil' })
  if (!isDemo && applyUntil && applyUntil < today)
    flaws.push({ code: 'fair-apply-past', field: 'applyUntil' })
  if (stalls === null || stalls < 1 || stalls > 2000) flaws.push({ code: 'fair-stalls', field: 'stalls' })
  return flaws
}

const columns = (input: Dated) => ({
  kind: input.kind,
  title: jsonb(input.title) as never,
  venue: input.venue,
  place_code: input.placeCode,
  lead_agency: input.leadAgency,
  starts_on: input.startsOn,
  ends_on: input.endsOn,
  apply_until: input.applyUntil,
  stalls: input.stalls,
  conditions: jsonb(input.conditions) as never,
  sectors: jsonb(input.sectors) as never,
})

/** The next free address of a name. */
export async function freeSlug(
  ctx: CommandContext,
  table: 'fair' | 'selling_point',
  name: string,
): Promise<string> {
  const base = slug(name, 100) || 'xuc-tien'
  const { rows } = await sql<{ slug: string }>`
    select slug from ${sql.table(table)} where slug = ${base} or slug like ${`${base}-%`}`.execute(ctx.db)
  const taken = new Set(rows.map((row) => row.slug))
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? base : `${base}-${n}`
    if (!taken.has(candidate)) return candidate
  }
}
