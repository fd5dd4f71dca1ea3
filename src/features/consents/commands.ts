import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
  tooLong,
} from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import type { SendNotice } from '../../platform/notice.ts'
import { addDays, isDay } from '../../rules/calendar/index.ts'
import { may } from '../../rules/permissions/index.ts'
import type { Governing } from '../places/index.ts'
import { standingProducer } from './queries.ts'
import { words as wordsOf } from './words.ts'

/** A consent lasts at most this long. The decree is silent: a stated default of one year. */
export const LONGEST_CONSENT_DAYS = 366
const WAY_WORDS = { 'signature-photo': 'wayPhoto', code: 'wayCode' } as const
const CODE_HOURS = 24
const MOST_TRIES = 5

export interface NewConsent {
  readonly producerId: string
  readonly way: 'signature-photo' | 'code'
  readonly givenBy: string
  readonly until: string
  /** Picture of the signed paper, already stored. */
  readonly file?: { readonly hash: string; readonly name: string } | undefined
  /** The six digits the producer made. */
  readonly code?: string | undefined
}

/** A commune officer records that a producer lets them act for it; a new consent takes the place of the former one. */
export async function recordConsent(
  ctx: CommandContext,
  places: Governing,
  input: NewConsent,
  send?: SendNotice,
): Promise<Result<{ id: string }>> {
  const producer = await standingProducer(ctx.db, input.producerId, places, ctx.today)
  if (!producer) return refuse('not-found')
  if (ctx.actor.accountId === null || !may(ctx.actor, 'producer.act-for', producer.resource, ctx.today))
    return refuse('forbidden')
  const problems = flaws(input, ctx.today)
  if (problems.length > 0) return failed(...problems)
  if (input.way === 'code') {
    const used = await useCode(ctx, input.producerId, input.code ?? '')
    if (!used.ok) return used
  }
  await ctx.db
    .updateTable('consent')
    .set({ ended_at: ctx.now })
    .where('producer_id', '=', input.producerId)
    .where('officer_id', '=', ctx.actor.accountId)
    .where('ended_at', 'is', null)
    .execute()
  const id = uuidv7()
  await ctx.db
    .insertInto('consent')
    .values({
      id,
      producer_id: input.producerId,
      officer_id: ctx.actor.accountId,
      officer_name: ctx.actor.name,
      way: input.way,
      given_by: input.givenBy,
      given_on: ctx.today,
      until: input.until,
      file_hash: input.file?.hash ?? null,
      file_name: input.file?.name ?? null,
      is_demo: producer.isDemo,
      created_at: ctx.now,
      ended_at: null,
    })
    .execute()
  ctx.audit({
    action: 'consent.record',
    subjectKind: 'producer',
    subjectId: input.producerId,
    onBehalfOf: null,
    place: producer.place,
    detail: { consent: id, way: input.way, until: input.until, file: input.file?.hash ?? null },
  })
  await send?.(ctx, {
    kind: 'consents.recorded',
    to: { producerId: input.producerId },
    params: {
      officer: ctx.actor.name,
      producer: producer.name,
      day: ctx.today,
      until: input.until,
      way: { vi: wordsOf('vi')[WAY_WORDS[input.way]], en: wordsOf('en')[WAY_WORDS[input.way]] },
      givenBy: input.givenBy,
    },
    path: '/lam-viec/uy-quyen',
    about: { kind: 'producer', id: input.producerId },
    key: id,
  })
  return ok({ id })
}

function flaws(input: NewConsent, today: string): Problem[] {
  const problems: Problem[] = []
  if (input.givenBy.trim() === '') problems.push({ code: 'required', field: 'givenBy' })
  problems.push(...tooLong('givenBy', input.givenBy, 200))
  if (!isDay(input.until) || input.until < today) problems.push({ code: 'consent-end-wrong', field: 'until' })
  else if (input.until > addDays(today, LONGEST_CONSENT_DAYS))
    problems.push({ code: 'consent-too-long', field: 'until', data: { days: LONGEST_CONSENT_DAYS } })
  if (input.way === 'signature-photo' && !input.file)
    problems.push({ code: 'consent-picture-needed', field: 'file' })
  if (input.way === 'code' && !/^\d{6}$/.test(input.code ?? ''))
    problems.push({ code: 'consent-code-wrong', field: 'code' })
  return problems
}

/** The producer makes a code to tell the officer: six digits, once, for a day. */
export async function makeConsentCode(
  ctx: CommandContext,
  places: Governing,
  producerId: string,
): Promise<Result<{ code: string; expiresAt: Date }>> {
  const producer = await standingProducer(ctx.db, producerId, places, ctx.today)
  if (!producer) return refuse('not-found')
  if (!may(ctx.actor, 'producer.edit', { producerId }, ctx.today)) return refuse('forbidden')
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expiresAt = new Date(ctx.now.getTime() + CODE_HOURS * 3_600_000)
  const values = {
    code_hash: hashOf(producerId, code),
    made_by: ctx.actor.accountId,
    made_by_name: ctx.actor.name,
    expires_at: expiresAt,
    tries: 0,
  }
  await ctx.db
    .insertInto('consent_code')
    .values({ producer_id: producerId, ...values })
    .onConflict((conflict) => conflict.column('producer_id').doUpdateSet(values))
    .execute()
  ctx.audit({
    action: 'consent.make-code',
    subjectKind: 'producer',
    subjectId: producerId,
    place: producer.place,
  })
  return ok({ code, expiresAt })
}

/** Either side ends it; what was done under it stays as it was done. */
export async function endConsent(ctx: CommandContext, id: string): Promise<Result<{ producerId: string }>> {
  const consent = await ctx.db
    .selectFrom('consent')
    .select(['producer_id', 'officer_id', 'ended_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!consent) return refuse('not-found')
  const own = may(ctx.actor, 'producer.edit', { producerId: consent.producer_id }, ctx.today)
  if (!own && consent.officer_id !== ctx.actor.accountId) return refuse('forbidden')
  if (consent.ended_at === null)
    await ctx.db.updateTable('consent').set({ ended_at: ctx.now }).where('id', '=', id).execute()
  ctx.audit({
    action: 'consent.end',
    subjectKind: 'producer',
    subjectId: consent.producer_id,
    detail: { consent: id },
  })
  return ok({ producerId: consent.producer_id })
}

/**
 * Wrong digits count even though the command is refused, so the count is written by the caller outside this transaction
 * (`countWrongCode`); after five the code is dead and the producer makes another.
 */
async function useCode(ctx: CommandContext, producerId: string, code: string): Promise<Result<void>> {
  const row = await ctx.db
    .selectFrom('consent_code')
    .selectAll()
    .where('producer_id', '=', producerId)
    .forUpdate()
    .executeTakeFirst()
  if (!row || row.expires_at < ctx.now || row.tries >= MOST_TRIES)
    return refuse('consent-code-dead', { field: 'code' })
  if (!timingSafeEqual(Buffer.from(row.code_hash), Buffer.from(hashOf(producerId, code))))
    return refuse('consent-code-wrong', { field: 'code' })
  await ctx.db.deleteFrom('consent_code').where('producer_id', '=', producerId).execute()
  return ok()
}

export async function countWrongCode(ctx: CommandContext, producerId: string): Promise<Result<void>> {
  await ctx.db
    .updateTable('consent_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('producer_id', '=', producerId)
    .execute()
  ctx.audit({ action: 'consent.wrong-code', subjectKind: 'producer', subjectId: producerId })
  return ok()
}

function hashOf(producerId: string, code: string): string {
  return createHash('sha256').update(`${producerId}:${code}`).digest('hex')
}
