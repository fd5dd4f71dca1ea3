import { type CommandContext, failed, ok, type Result, refuse } from '../../platform/command/index.ts'
import { jsonb } from '../../platform/db/index.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { brokenPromises, type CallTerms, changedTerms } from '../../rules/promotion/index.ts'
import { producersItFits } from './audience.ts'
import { act, type Fair, lockFair, note, type Of } from './change.ts'
import { type FairInput, flawsOf, paramsOf } from './fairs.ts'
import type { PromotionDeps } from './parts.ts'

/** A term of a call, before and after an amendment. */
export type Changes = Partial<Record<keyof CallTerms, { readonly before: unknown; readonly after: unknown }>>

export const termsOf = (fair: Fair): CallTerms => ({
  venue: fair.venue,
  startsOn: fair.starts_on,
  endsOn: fair.ends_on,
  applyUntil: fair.apply_until,
  stalls: fair.stalls,
  sectors: [...fair.sectors].sort(),
  conditions: fair.conditions.vi ?? '',
})

/**
 * Amends a call that stands: with a reason, with what stood before and after, told to all it fits and to all who applied. What was
 * promised is only widened; rule and seed stay as they were published.
 */
export async function amendFair(
  ctx: CommandContext,
  of: Of & { readonly words: string },
  input: FairInput,
  deps: PromotionDeps,
): Promise<Result<void>> {
  const found = await lockFair(ctx, of, 'amend', deps)
  if (!found.ok) return found
  const fair = found.value
  if (of.words.trim() === '') return refuse('required', { field: 'words' })
  // Days that were right when it was called are looked at again only where they change.
  const flaws = flawsOf(input, ctx.today, deps, input.applyUntil === fair.apply_until)
  if (flaws.length > 0) return failed(...flaws)
  const before = termsOf(fair)
  const after: CallTerms = {
    venue: input.venue,
    startsOn: input.startsOn!,
    endsOn: input.endsOn!,
    applyUntil: input.applyUntil!,
    stalls: input.stalls!,
    sectors: [...input.sectors].sort(),
    conditions: input.conditions.vi ?? '',
  }
  const broken = brokenPromises(before, after)
  if (broken.length > 0) return failed(...broken.map(({ term, code }) => ({ code, field: term })))
  const changed = changedTerms(before, after)
  if (changed.length === 0) return refuse('fair-nothing-changed')
  const changes: Changes = Object.fromEntries(
    changed.map((term) => [term, { before: before[term], after: after[term] }]),
  )
  await ctx.db
    .updateTable('fair')
    .set({
      venue: after.venue,
      starts_on: after.startsOn,
      ends_on: after.endsOn,
      apply_until: after.applyUntil,
      stalls: after.stalls,
      sectors: jsonb(after.sectors) as never,
      conditions: jsonb(input.conditions) as never,
      version: of.version + 1,
    })
    .where('id', '=', of.id)
    .execute()
  await act(ctx, of.id, 'amend', { words: of.words, changes })
  note(ctx, 'fair.amended', { kind: 'fair', id: of.id }, deps.provinceCode, { changed })
  const now = await ctx.db.selectFrom('fair').selectAll().where('id', '=', of.id).executeTakeFirstOrThrow()
  const applicants = await ctx.db
    .selectFrom('fair_application')
    .select('producer_id')
    .where('fair_id', '=', of.id)
    .where('status', '=', 'submitted')
    .execute()
  const told = new Set([
    ...(await producersItFits(ctx.db, now, deps)),
    ...applicants.map(({ producer_id }) => producer_id),
  ])
  for (const producerId of told)
    await deps.send(ctx, {
      kind: 'promotion.fair-amended',
      to: { producerId },
      params: { ...paramsOf(now), reason: of.words, day: formatDay(ctx.today) },
      path: `/lam-viec/xuc-tien/${of.id}`,
      about: { kind: 'fair', id: of.id },
      key: `${of.id}/amend/${now.version}/${producerId}`,
    })
  ctx.after(() => deps.purge(['promotion']))
  return ok()
}
