import { randomInt } from 'node:crypto'
import type { CommandContext, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { may } from '../../rules/permissions/index.ts'
import type { MisuseStatus } from './tables.ts'
import './tables.ts'

/** Letters and digits without look-alikes, so that a code can be read out over the telephone. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

export interface MisuseInput {
  readonly productSlug: string
  readonly productName: string
  readonly seenAt: string
  readonly words: string
  readonly contact: string
  readonly pictureHash: string | null
  readonly provinceCode: string
}

/** Anybody reports (Điều 8 khoản 1 điểm d); the answer is a code by which the outcome is followed. */
export async function reportMisuse(
  ctx: CommandContext,
  input: MisuseInput,
): Promise<Result<{ code: string }>> {
  const product = input.productSlug
    ? await ctx.db
        .selectFrom('product')
        .select(['id', 'name'])
        .where('slug', '=', input.productSlug)
        .where('is_public', '=', true)
        .executeTakeFirst()
    : undefined
  const id = uuidv7()
  const code = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')
  await ctx.db
    .insertInto('misuse_report')
    .values({
      id,
      code,
      product_id: product?.id ?? null,
      product_name: input.productName || (product?.name ?? ''),
      seen_at: input.seenAt,
      words: input.words,
      contact: input.contact,
      picture_hash: input.pictureHash,
      province_code: input.provinceCode,
      reported_at: ctx.now,
      closed_at: null,
    })
    .execute()
  ctx.audit({
    action: 'misuse.reported',
    subjectKind: 'misuse-report',
    subjectId: id,
    place: input.provinceCode,
    detail: {},
  })
  return ok({ code })
}

/** The office follows a report to its end; an end says its outcome, and stays. */
export async function handleMisuse(
  ctx: CommandContext,
  id: string,
  to: { status: MisuseStatus; outcome: string; version: number },
): Promise<Result<void>> {
  const report = await ctx.db
    .selectFrom('misuse_report')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!report) return refuse('not-found')
  if (!may(ctx.actor, 'misuse.manage', { places: [report.province_code] }, ctx.today))
    return refuse('forbidden')
  if (report.version !== to.version) return refuse('changed-meanwhile')
  if (report.closed_at) return refuse('misuse-closed')
  const closing = to.status === 'confirmed' || to.status === 'not-confirmed'
  if (closing && to.outcome === '') return refuse('misuse-outcome-missing', { field: 'outcome' })
  await ctx.db
    .updateTable('misuse_report')
    .set({
      status: to.status,
      outcome: to.outcome,
      closed_at: closing ? ctx.now : null,
      version: report.version + 1,
    })
    .where('id', '=', id)
    .execute()
  ctx.audit({
    action: 'misuse.handled',
    subjectKind: 'misuse-report',
    subjectId: id,
    place: report.province_code,
    detail: { status: to.status },
  })
  return ok()
}
