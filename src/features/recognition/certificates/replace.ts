import type { CommandContext, Result } from '../../../platform/command/index.ts'
import { ok, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { lookalikeKey } from '../../../rules/numbering/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { isInForce } from '../../../rules/validity/index.ts'
import { standingOf } from '../standing.ts'
import type { CertificateContent, IssueDeps } from './issue.ts'

/** What may be put right on a certificate; star, term and decision only a new decision changes. */
export const correctable = [
  'product',
  'producer',
  'producerAddress',
  'place',
  'setName',
  'signerName',
] as const
export type Correctable = (typeof correctable)[number]

export interface ReplaceInput {
  readonly number: string
  /** Lost or damaged: the same words; corrected: some of them put right. */
  readonly why: 'reissued' | 'corrected'
  readonly reason: string
  readonly corrections: Partial<Record<Correctable, string>>
  /** Of the form: sent twice it is done once. */
  readonly key: string
}

/**
 * A new paper in place of an old one, under a number of its own; the old number answers that it was replaced, so that a lost
 * copy is worth nothing. The recognition itself stays as it is.
 */
export async function replaceCertificate(
  ctx: CommandContext,
  input: ReplaceInput,
  deps: Pick<IssueDeps, 'nextNumber' | 'sign'> & { purge(tags: readonly string[]): Promise<void> },
): Promise<Result<{ number: string; decisionId: string }>> {
  const done = await ctx.db
    .selectFrom('certificate as c')
    .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
    .select(['c.number', 'r.decision_id as decisionId'])
    .where('c.request_key', '=', input.key)
    .executeTakeFirst()
  if (done) return ok({ number: done.number, decisionId: done.decisionId! })
  const old = await ctx.db
    .selectFrom('certificate as c')
    .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
    .innerJoin('decision as d', 'd.id', 'r.decision_id')
    .select([
      'c.id',
      'c.copy',
      'c.content',
      'c.voided_at as voidedAt',
      'c.is_demo as isDemo',
      'c.recognition_id as recognitionId',
      'r.product_id as productId',
      'd.id as decisionId',
      'd.province_code as province',
    ])
    .where('c.number', '=', input.number)
    .forUpdate('c')
    .executeTakeFirst()
  if (!old) return refuse('not-found')
  if (!may(ctx.actor, 'certificate.issue', { places: [old.province] }, ctx.today)) return refuse('forbidden')
  if (input.reason.trim() === '') return refuse('reason-missing', { field: 'reason' })
  if (old.voidedAt) return refuse('certificate-replaced-already', { data: { number: input.number } })
  const { status } = await standingOf(ctx.db, old.recognitionId, ctx.today)
  if (!isInForce(status)) return refuse('certificate-not-in-force', { data: { status } })
  const before = old.content as CertificateContent
  const corrections = Object.fromEntries(
    correctable.flatMap((field) => {
      const value = input.why === 'corrected' ? input.corrections[field]?.trim() : undefined
      return value && value !== before[field] ? [[field, value]] : []
    }),
  )
  if (input.why === 'corrected' && Object.keys(corrections).length === 0)
    return refuse('nothing-corrected', { field: 'product' })
  const number = await deps.nextNumber(ctx, {
    provinceCode: old.province,
    year: Number(ctx.today.slice(0, 4)),
    star: before.star,
  })
  const content: CertificateContent = {
    ...before,
    ...corrections,
    number,
    replaces: { number: input.number, why: input.why, day: ctx.today, ordinal: old.copy },
  }
  const proof = await deps.sign({
    number,
    product: content.product,
    producer: content.producer,
    star: content.star,
    issuedOn: content.issuedOn,
    validUntil: content.validUntil,
    decision: content.decisionNumber,
    place: content.place,
  })
  await ctx.db
    .updateTable('certificate')
    .set({ voided_at: ctx.now, void_reason: `${input.why}: ${input.reason}` })
    .where('id', '=', old.id)
    .execute()
  await ctx.db
    .insertInto('certificate')
    .values({
      id: uuidv7(),
      recognition_id: old.recognitionId,
      number,
      number_key: lookalikeKey(number),
      copy: old.copy + 1,
      issued_on: ctx.today,
      content: JSON.stringify(content),
      payload: proof.payload,
      key_id: proof.keyId,
      file_hash: null,
      voided_at: null,
      void_reason: null,
      replaces: old.id,
      request_key: input.key,
      is_demo: old.isDemo,
    })
    .execute()
  ctx.audit({
    action: `certificate.${input.why}`,
    subjectKind: 'certificate',
    subjectId: number,
    place: old.province,
    detail: { replaces: input.number, reason: input.reason, corrections },
  })
  await ctx.emit({ type: 'recognition.changed', productIds: [old.productId] })
  ctx.after(() => deps.purge(['register', `product:${old.productId}`]))
  return ok({ number, decisionId: old.decisionId })
}
