import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { allowed, may } from '../../rules/permissions/index.ts'
import { type EnrolmentAction, enrolmentStatusOf } from '../../rules/targets/index.ts'
import { type EnrolmentDeps, editedBy, linesOfYear, productForList } from './queries.ts'
import { type Aim, type ApprovedLine, aims } from './tables.ts'

export interface Entry {
  readonly year: number
  /** A product on file, or null for an idea. */
  readonly productId: string | null
  readonly productName: string
  readonly producerName: string
  readonly communeCode: string
  readonly aim: Aim
  readonly goalStar: number | null
  readonly note: string
}

/** A commune, a producer or the office puts a product or an idea forward for the year. */
export async function propose(
  ctx: CommandContext,
  entry: Entry,
  deps: EnrolmentDeps,
  isDemo = false,
): Promise<Result<{ id: string }>> {
  const read = await checked(ctx, entry, deps)
  if (!read.ok) return read
  const { value } = read
  if (value.productId !== null) {
    const standing = await ctx.db
      .selectFrom('enrolment')
      .select('id')
      .where('province_code', '=', deps.provinceCode)
      .where('year', '=', value.year)
      .where('product_id', '=', value.productId)
      .where('status', '<>', 'dropped')
      .executeTakeFirst()
    if (standing) return refuse('enrolled-already', { field: 'productId', data: { year: value.year } })
  }
  const id = uuidv7()
  await ctx.db
    .insertInto('enrolment')
    .values({
      id,
      province_code: deps.provinceCode,
      year: value.year,
      commune_code: value.communeCode,
      commune_day: ctx.today,
      product_id: value.productId,
      product_name: value.productName,
      producer_name: value.producerName,
      aim: value.aim,
      goal_star: value.goalStar,
      note: value.note,
      is_demo: isDemo,
      created_at: ctx.now,
    })
    .execute()
  await act(ctx, id, 'propose')
  note(ctx, deps, 'enrolment.proposed', id, value.communeCode)
  return ok({ id })
}

/** Drops an entry with its reason, or takes it back. An entry already approved is dropped by the office alone. */
export async function move(
  ctx: CommandContext,
  id: string,
  about: { action: 'drop' | 'take-back'; reason: string },
  deps: EnrolmentDeps,
): Promise<Result<void>> {
  const entry = await ctx.db
    .selectFrom('enrolment')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!entry) return refuse('not-found')
  const { status: standing, commune_code: communeCode, commune_day: communeDay } = entry
  const places = editedBy({ status: standing, communeCode, communeDay }, deps, ctx.today)
  if (!may(ctx.actor, 'registration.edit', { places }, ctx.today)) return refuse('forbidden')
  if ((entry.status === 'dropped') !== (about.action === 'take-back'))
    return refuse('enrolment-moved-meanwhile')
  if (about.action === 'drop' && about.reason.trim() === '') return refuse('required', { field: 'reason' })
  const status = await act(ctx, id, about.action, { reason: about.reason })
  await ctx.db
    .updateTable('enrolment')
    .set({ status, version: entry.version + 1 })
    .where('id', '=', id)
    .execute()
  note(ctx, deps, `enrolment.${about.action}`, id, entry.commune_code)
  return ok()
}

/** Approves the list as it stands: what was proposed is listed; the paper keeps the list with what changed since the last one. */
export async function approveList(
  ctx: CommandContext,
  about: { year: number; number: string; decidedOn: string; signer: string },
  deps: EnrolmentDeps,
  isDemo = false,
): Promise<Result<{ id: string; ordinal: number }>> {
  if (!allowed(ctx, 'plan.approve', { places: [deps.provinceCode] })) return refuse('forbidden')
  if (about.decidedOn > ctx.today) return refuse('list-decided-in-future', { field: 'decidedOn' })
  const earlier = await ctx.db
    .selectFrom('enrolment_approval')
    .selectAll()
    .where('province_code', '=', deps.provinceCode)
    .where('year', '=', about.year)
    .orderBy('ordinal', 'desc')
    .forUpdate()
    .executeTakeFirst()
  if (earlier && about.decidedOn < earlier.decided_on)
    return refuse('list-older-than-last', { field: 'decidedOn' })
  const lines = await linesOfYear(ctx.db, deps, about.year)
  const content = changesSince(earlier?.content ?? [], lines)
  if (content.length === 0) return refuse('list-is-empty')
  if (earlier && content.every((line) => line.change === 'stays')) return refuse('list-unchanged')
  const id = uuidv7()
  const ordinal = (earlier?.ordinal ?? 0) + 1
  await ctx.db
    .insertInto('enrolment_approval')
    .values({
      id,
      province_code: deps.provinceCode,
      ordinal,
      year: about.year,
      number: about.number,
      decided_on: about.decidedOn,
      signer: about.signer,
      content: jsonb(content) as never,
      approved_by: ctx.actor.name,
      approved_at: ctx.now,
      is_demo: isDemo,
    })
    .execute()
  for (const line of lines.filter((each) => each.status === 'proposed')) {
    const status = await act(ctx, line.id, 'list', { approvalId: id })
    await ctx.db.updateTable('enrolment').set({ status }).where('id', '=', line.id).execute()
  }
  note(ctx, deps, 'enrolment.list-approved', id, deps.provinceCode)
  return ok({ id, ordinal })
}

function changesSince(
  before: readonly ApprovedLine[],
  lines: Awaited<ReturnType<typeof linesOfYear>>,
): ApprovedLine[] {
  const held = new Set(before.filter((line) => line.change !== 'dropped').map((line) => line.enrolmentId))
  return lines.flatMap((line): ApprovedLine[] => {
    const { id: enrolmentId, product, producer, commune, aim, goalStar } = line
    const base = { enrolmentId, product, producer, commune, aim, goalStar }
    if (line.status === 'dropped')
      return held.has(line.id) ? [{ ...base, change: 'dropped', reason: line.reason }] : []
    return [{ ...base, change: held.has(line.id) ? 'stays' : 'added' }]
  })
}

async function checked(ctx: CommandContext, entry: Entry, deps: EnrolmentDeps): Promise<Result<Entry>> {
  const product = entry.productId === null ? null : await productForList(ctx.db, entry.productId)
  if (entry.productId !== null && !product) return refuse('not-found', { field: 'productId' })
  if (!aims.includes(entry.aim)) return refuse('required', { field: 'aim' })
  if ((entry.aim === 'idea') !== (product === null))
    return refuse(product ? 'idea-has-no-product' : 'aim-needs-product', { field: 'aim' })
  const communeCode = (product && deps.places.spoken(product, ctx.today).commune?.code) ?? entry.communeCode
  if (!communeCode || deps.places.unit(communeCode, ctx.today) === null)
    return refuse('commune-unknown', { field: 'communeCode' })
  const resource = { places: [deps.provinceCode, communeCode], producerId: product?.producerId ?? null }
  if (!allowed(ctx, 'registration.edit', resource)) return refuse('forbidden', { field: 'communeCode' })
  const productName = product?.name ?? entry.productName.trim()
  if (productName === '') return refuse('required', { field: 'productName' })
  if (entry.aim === 'upgrade' && entry.goalStar !== null && product?.star && entry.goalStar <= product.star)
    return refuse('goal-not-above-star', { field: 'goalStar', data: { star: product.star } })
  return ok({
    ...entry,
    communeCode,
    productName,
    producerName: product?.producerName ?? entry.producerName.trim(),
  })
}

async function act(
  ctx: CommandContext,
  id: string,
  action: EnrolmentAction,
  about: { reason?: string; approvalId?: string } = {},
) {
  const before = await ctx.db
    .selectFrom('enrolment_action')
    .select(['seq', 'action'])
    .where('enrolment_id', '=', id)
    .orderBy('seq')
    .execute()
  await ctx.db
    .insertInto('enrolment_action')
    .values({
      enrolment_id: id,
      seq: (before.at(-1)?.seq ?? 0) + 1,
      action,
      at: ctx.now,
      day: ctx.today,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      reason: about.reason ?? '',
      approval_id: about.approvalId ?? null,
    })
    .execute()
  return enrolmentStatusOf([...before.map((each) => each.action), action])
}

function note(ctx: CommandContext, deps: EnrolmentDeps, action: string, id: string, place: string): void {
  ctx.audit({ action, subjectKind: 'enrolment', subjectId: id, place, detail: {} })
  ctx.after(() => deps.purge(['plans']))
}
