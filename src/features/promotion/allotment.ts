import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { type AllotmentRule, type Applicant, allot } from '../../rules/promotion/index.ts'
import { setsOfCall } from './audience.ts'
import { act, type Fair, lockFair, note, type Of, type Options } from './change.ts'
import { tellStall } from './claims.ts'
import { toApplicants } from './fairs.ts'
import type { PromotionDeps } from './parts.ts'
import type { PublishedLine } from './tables.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * What the rule is asked with: stars that stand on the first day, stalls of fairs held in the months before it; those of a record laid
 * together with the producer count as its own.
 */
export async function applicantsOf(
  db: Db,
  fair: Fair,
  rule: AllotmentRule,
  deps: PromotionDeps,
): Promise<(Applicant & { producer: string; communeName: string })[]> {
  const sets = setsOfCall(fair, deps)
  const { rows } = await sql<{
    id: string
    producerId: string
    producer: string
    star: number | null
    stallsBefore: number
    place_code: string | null
    place_day: string | null
    province_code: string | null
  }>`
    select a.id, a.producer_id as "producerId", o.name as producer, o.place_code, o.place_day, o.province_code,
      (select max(r.star) from recognition r join fair_application_product x on x.product_id = r.product_id
        join product p on p.id = r.product_id and (${sets === null}::boolean or p.set_no = any(${[...(sets ?? [])]}::int[]))
        where x.application_id = a.id and r.status = 'valid' and r.valid_until >= ${fair.starts_on}) as star,
      (select count(*)::int from fair_application b join fair g on g.id = b.fair_id
        where b.producer_id in (select producer_family(a.producer_id)) and b.status = 'stall' and g.status = 'held' and g.id <> ${fair.id}
          and g.starts_on < ${fair.starts_on}
          and g.starts_on >= ${fair.starts_on}::date - make_interval(months => ${rule.rotation.months}::int)) as "stallsBefore"
    from fair_application a join producer o on o.id = a.producer_id
    where a.fair_id = ${fair.id} and a.status <> 'withdrawn' order by a.id`.execute(db)
  return rows.map(({ place_code, place_day, province_code, ...row }) => {
    const { commune, today } = deps.places.spoken({ place_code, place_day, province_code }, fair.starts_on)
    // Without a commune of its own nobody shares one's deduction.
    return {
      ...row,
      commune: commune?.code ?? place_code ?? row.producerId,
      communeName: commune?.name ?? today ?? '',
    }
  })
}

/** Shares the stalls out by the rule published with the call; what was counted stands in the published lines. */
export async function allotStalls(
  ctx: CommandContext,
  of: Of,
  deps: PromotionDeps,
  options: Options = {},
): Promise<Result<void>> {
  const found = await lockFair(ctx, of, 'allot', deps, options)
  if (!found.ok) return found
  const fair = found.value
  if (!options.isDemo && ctx.today <= fair.apply_until)
    return refuse('fair-still-open', { data: { day: formatDay(fair.apply_until) } })
  if (!fair.rule || !fair.seed) throw new Error(`fair ${fair.id} is called without its rule`)
  const applicants = await applicantsOf(ctx.db, fair, fair.rule, deps)
  if (applicants.length === 0) return refuse('fair-nobody-applied')
  const named = new Map(applicants.map((each) => [each.id, each]))
  const lines: PublishedLine[] = allot(
    fair.rule,
    applicants,
    { stalls: fair.stalls, seed: fair.seed },
    sha256,
  ).map((line) => {
    const { producer, producerId, commune, communeName } = named.get(line.id)!
    return { ...line, producer, producerId, commune: communeName, communeCode: commune }
  })
  for (const line of lines)
    await ctx.db
      .updateTable('fair_application')
      .set({ status: line.outcome, rank: line.rank, stall_no: line.stallNo })
      .where('id', '=', line.id)
      .execute()
  await ctx.db
    .updateTable('fair')
    .set({ status: 'allotted', version: of.version + 1 })
    .where('id', '=', fair.id)
    .execute()
  await act(ctx, fair.id, 'allot', { lines })
  note(ctx, 'fair.allotted', { kind: 'fair', id: fair.id }, deps.provinceCode, {
    stalls: lines.filter(({ outcome }) => outcome === 'stall').length,
    applications: lines.length,
  })
  for (const { id, stallNo, producerId } of lines)
    if (stallNo !== null) await tellStall(ctx, fair, { id, producerId, stallNo }, deps)
  await toApplicants(ctx, fair, 'promotion.stall-waiting', ['waiting'], {}, deps)
  await toApplicants(
    ctx,
    fair,
    'promotion.stall-refused',
    ['not-eligible'],
    { star: fair.rule.minimumStar },
    deps,
  )
  ctx.after(() => deps.purge(['promotion']))
  return ok()
}

/** Takes an allotment back before the fair begins, with the reason all can read; applications stand as they were. */
export async function recallAllotment(
  ctx: CommandContext,
  of: Of & { readonly words: string },
  deps: PromotionDeps,
): Promise<Result<void>> {
  const found = await lockFair(ctx, of, 'recall', deps)
  if (!found.ok) return found
  if (of.words.trim() === '') return refuse('required', { field: 'words' })
  if (ctx.today >= found.value.starts_on) return refuse('fair-not-now')
  await ctx.db
    .updateTable('fair_application')
    .set({ status: 'submitted', rank: null, stall_no: null, claim_by: null, claimed_at: null })
    .where('fair_id', '=', of.id)
    .where('status', '<>', 'withdrawn')
    .execute()
  await ctx.db
    .updateTable('fair')
    .set({ status: 'called', version: of.version + 1 })
    .where('id', '=', of.id)
    .execute()
  await act(ctx, of.id, 'recall', { words: of.words })
  note(ctx, 'fair.recalled', { kind: 'fair', id: of.id }, deps.provinceCode)
  ctx.after(() => deps.purge(['promotion']))
  return ok()
}

/** The published lines calculated once more from what they say of each applicant: the same order and sums. */
export function repeats(rule: AllotmentRule, seed: string, lines: readonly PublishedLine[]): boolean {
  const stalls = lines.filter(({ outcome }) => outcome === 'stall').length
  const applicants: Applicant[] = lines.map(({ id, producerId, communeCode, star, terms }) => ({
    id,
    producerId,
    commune: communeCode,
    star,
    stallsBefore: terms.find(({ criterion }) => criterion === 'rotation')?.fact ?? 0,
  }))
  const told = (of: readonly { id: string; rank: number | null; total: number }[]) =>
    JSON.stringify(of.map(({ id, rank, total }) => [id, rank, total]))
  return told(allot(rule, applicants, { stalls, seed }, sha256)) === told(lines)
}
