import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { keepsName, legalHolds } from '../../rules/privacy/index.ts'
import type { PrivacySurroundings } from './privacy.tsx'
import { factsOf } from './queries.ts'
import './tables.ts'

/** The notice on personal data as it reads now; a new wording is a new version, and is asked for anew. */
export const noticeVersion = '2026-11'

/** Asks for one's data to be erased. One request at a time. */
export async function askErasure(ctx: CommandContext, reason: string): Promise<Result<{ id: string }>> {
  if (!reason.trim()) return refuse('required', { field: 'reason' })
  const id = uuidv7()
  const asked = await ctx.db
    .insertInto('erasure_request')
    .values({ id, account_id: ctx.actor.accountId!, reason: reason.trim().slice(0, 1000), asked_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (Number(asked.numInsertedOrUpdatedRows) === 0) return refuse('erasure-asked-already')
  ctx.audit({ action: 'personal.erasure-asked', subjectKind: 'account', subjectId: ctx.actor.accountId! })
  return ok({ id })
}

export async function withdrawErasure(ctx: CommandContext): Promise<Result<void>> {
  const done = await ctx.db
    .updateTable('erasure_request')
    .set({ decided_at: ctx.now, outcome: 'withdrawn', decided_by: ctx.actor.accountId })
    .where('account_id', '=', ctx.actor.accountId!)
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 0 ? refuse('erasure-gone') : ok()
}

/** Decides a request: refused with a reason, or erased as far as no record of the office keeps it. */
export async function decideErasure(
  ctx: CommandContext,
  { erase, mayErase }: Pick<PrivacySurroundings, 'erase' | 'mayErase'>,
  input: { readonly id: string; readonly outcome: 'erased' | 'refused'; readonly answer: string },
): Promise<Result<void>> {
  const request = await ctx.db
    .selectFrom('erasure_request')
    .selectAll()
    .where('id', '=', input.id)
    .where('decided_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  // Of a person beyond the actor's reach not even the request is known.
  if (!request || !(await mayErase(ctx, request.account_id))) return refuse('erasure-gone')
  const answer = input.answer.trim()
  if (input.outcome === 'refused' && !answer) return refuse('erasure-answer-missing', { field: 'answer' })
  const holds = legalHolds(await factsOf(ctx.db, request.account_id, ctx.today))
  if (input.outcome === 'erased') {
    if (holds.some((hold) => hold.effect === 'blocks')) return refuse('erasure-held')
    const erased = await erase(ctx, request.account_id, { keepName: keepsName(holds) })
    if (!erased.ok) return erased
  }
  await ctx.db
    .updateTable('erasure_request')
    .set({
      decided_at: ctx.now,
      decided_by: ctx.actor.accountId,
      outcome: input.outcome,
      answer: answer || null,
      holds: JSON.stringify(holds),
    })
    .where('id', '=', request.id)
    .execute()
  ctx.audit({
    action: input.outcome === 'erased' ? 'personal.erased' : 'personal.erasure-refused',
    subjectKind: 'account',
    subjectId: request.account_id,
    detail: { holds: holds.map((hold) => hold.code) },
  })
  return ok()
}

/** Agrees to the notice, or takes the agreement back; each leaves its day. */
export async function setConsent(ctx: CommandContext, given: boolean): Promise<Result<void>> {
  const accountId = ctx.actor.accountId!
  if (given) {
    await ctx.db
      .insertInto('personal_consent')
      .values({ id: uuidv7(), account_id: accountId, notice: noticeVersion, given_at: ctx.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  } else {
    await ctx.db
      .updateTable('personal_consent')
      .set({ withdrawn_at: ctx.now })
      .where('account_id', '=', accountId)
      .where('withdrawn_at', 'is', null)
      .execute()
  }
  ctx.audit({
    action: given ? 'personal.consented' : 'personal.consent-withdrawn',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { notice: noticeVersion },
  })
  return ok()
}
