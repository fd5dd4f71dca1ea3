import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { formatDay, formatNumber } from '../../platform/i18n/index.ts'
import type { NoticeParam } from '../../platform/notice.ts'
import { mostOf } from '../../rules/support/index.ts'
import { leftOfHead } from '../../rules/targets/index.ts'
import { type LockedSupport, lockSupport, mayManage, note, record } from './change.ts'
import type { SupportDeps } from './parts.ts'
import { approvedEarlier, chargedTo } from './queries.ts'
import { nameOf } from './requests.ts'

interface Of {
  readonly id: string
  readonly version: number
}
type Options = { readonly isDemo?: boolean }

/**
 * Gives an amount out of a head of this year's published plan: no more than the measure gives, than was asked, or than the head has
 * left. The head stays locked until this is written, so that two approvals never share its last money.
 */
export async function approveSupport(
  ctx: CommandContext,
  about: Of & { readonly amount: number | null; readonly headId: string; readonly words: string },
  deps: SupportDeps,
  options: Options = {},
): Promise<Result<void>> {
  const found = await managed(ctx, about, 'approve', deps, options)
  if (!found.ok) return found
  const support = found.value
  const { amount } = about
  if (amount === null || amount <= 0) return refuse('support-amount', { field: 'amount' })
  const measure = deps.law.measures.find((each) => each.id === support.measure)
  if (!measure) return refuse('support-measure')
  const year = Number(ctx.today.slice(0, 4))
  await ctx.db.selectFrom('product').select('id').where('id', '=', support.product_id).forUpdate().execute()
  const earlier = await approvedEarlier(ctx.db, support.product_id, support.measure, year)
  const most = mostOf(measure, BigInt(support.cost), earlier)
  if (BigInt(amount) > most)
    return refuse('support-over-cap', { field: 'amount', data: { most: formatNumber(most, 'vi') } })
  if (amount > support.asked)
    return refuse('support-over-asked', {
      field: 'amount',
      data: { asked: formatNumber(support.asked, 'vi') },
    })
  const head = await ctx.db
    .selectFrom('plan_budget_head as h')
    .innerJoin('plan as p', 'p.id', 'h.plan_id')
    .select(['h.id', 'h.amount'])
    .where('h.id', '=', about.headId)
    .where('p.place_code', '=', deps.provinceCode)
    .where('p.year', '=', year)
    .where('p.status', '=', 'published')
    .forUpdate('h')
    .executeTakeFirst()
  if (!head) return refuse('support-head', { field: 'head' })
  const taken = await Promise.all([chargedTo(ctx.db, head.id), deps.chargedElsewhere(ctx.db, head.id)])
  const left = leftOfHead(BigInt(head.amount), taken)
  if (BigInt(amount) > left)
    return refuse('support-over-head', { field: 'amount', data: { left: formatNumber(left, 'vi') } })
  const seq = await record(ctx, about.id, { action: 'approve', amount, words: about.words })
  await ctx.db
    .updateTable('support')
    .set({ status: 'approved', approved: amount, head_id: head.id, year, version: about.version + 1 })
    .where('id', '=', about.id)
    .execute()
  note(ctx, 'support.approved', about.id, support, { amount, head: head.id })
  await tell(ctx, support, 'support.approved', seq, { amount: formatNumber(amount, 'vi') }, deps)
  return ok()
}

export async function refuseSupport(
  ctx: CommandContext,
  about: Of & { readonly reason: string },
  deps: SupportDeps,
): Promise<Result<void>> {
  const found = await managed(ctx, about, 'refuse', deps)
  if (!found.ok) return found
  if (about.reason.trim() === '') return refuse('required', { field: 'reason' })
  const seq = await record(ctx, about.id, { action: 'refuse', words: about.reason })
  await ctx.db
    .updateTable('support')
    .set({ status: 'refused', version: about.version + 1 })
    .where('id', '=', about.id)
    .execute()
  note(ctx, 'support.refuse', about.id, found.value)
  await tell(ctx, found.value, 'support.refused', seq, { reason: about.reason }, deps)
  return ok()
}

/** Takes an approval back before any money has gone: its head has the money again, the request waits again. */
export async function recallSupport(
  ctx: CommandContext,
  about: Of & { readonly reason: string },
  deps: SupportDeps,
): Promise<Result<void>> {
  const found = await managed(ctx, about, 'recall', deps)
  if (!found.ok) return found
  const support = found.value
  if (about.reason.trim() === '') return refuse('required', { field: 'reason' })
  await ctx.db.selectFrom('product').select('id').where('id', '=', support.product_id).forUpdate().execute()
  const other = await ctx.db
    .selectFrom('support')
    .select('id')
    .where('product_id', '=', support.product_id)
    .where('measure', '=', support.measure)
    .where('status', '=', 'requested')
    .executeTakeFirst()
  if (other) return refuse('support-open-already')
  const seq = await record(ctx, about.id, { action: 'recall', words: about.reason })
  await ctx.db
    .updateTable('support')
    .set({ status: 'requested', approved: null, head_id: null, version: about.version + 1 })
    .where('id', '=', about.id)
    .execute()
  note(ctx, 'support.recalled', about.id, support)
  await tell(ctx, support, 'support.recalled', seq, { reason: about.reason }, deps)
  return ok()
}

/** Writes down money that went out, by the number of its paper; all payments together never more than was approved. */
export async function recordPayment(
  ctx: CommandContext,
  about: Of & { readonly day: string | null; readonly amount: number | null; readonly paperNo: string },
  deps: SupportDeps,
  options: Options = {},
): Promise<Result<void>> {
  const found = await managed(ctx, about, 'pay', deps, options)
  if (!found.ok) return found
  const support = found.value
  const { day, amount } = about
  const paperNo = about.paperNo.trim()
  if (day === null) return refuse('day-unknown', { field: 'day' })
  if (amount === null || amount <= 0) return refuse('support-amount', { field: 'amount' })
  if (paperNo === '') return refuse('required', { field: 'paperNo' })
  const done = await ctx.db
    .selectFrom('support_action')
    .select(['action', 'day', 'paper_no'])
    .where('support_id', '=', about.id)
    .orderBy('seq', 'desc')
    .execute()
  const approvedOn = done.find((each) => each.action === 'approve')?.day ?? ctx.today
  if (day > ctx.today || day < approvedOn) return refuse('support-pay-day', { field: 'day' })
  if (done.some((each) => each.action === 'pay' && each.paper_no === paperNo))
    return refuse('support-paper-known', { field: 'paperNo' })
  const left = (support.approved ?? 0) - support.paid
  if (amount > left)
    return refuse('support-over-approved', { field: 'amount', data: { left: formatNumber(left, 'vi') } })
  const seq = await record(ctx, about.id, { action: 'pay', amount, day, paperNo })
  await ctx.db
    .updateTable('support')
    .set({ status: 'paid', paid: support.paid + amount, version: about.version + 1 })
    .where('id', '=', about.id)
    .execute()
  note(ctx, 'support.paid', about.id, support, { amount, paper: paperNo })
  const params = { amount: formatNumber(amount, 'vi'), day: formatDay(day), paper: paperNo }
  await tell(ctx, support, 'support.paid', seq, params, deps)
  return ok()
}

async function managed(
  ctx: CommandContext,
  about: Of,
  action: 'approve' | 'refuse' | 'recall' | 'pay',
  deps: SupportDeps,
  options: Options = {},
): Promise<Result<LockedSupport>> {
  const found = await lockSupport(ctx, about.id, about.version, action)
  if (!found.ok) return found
  return options.isDemo || mayManage(ctx.actor, found.value, deps, ctx.today) ? found : refuse('forbidden')
}

async function tell(
  ctx: CommandContext,
  support: LockedSupport,
  kind: string,
  seq: number,
  params: Readonly<Record<string, NoticeParam>>,
  deps: SupportDeps,
): Promise<void> {
  await deps.send(ctx, {
    kind,
    to: { producerId: support.producer_id },
    params: { product: support.product, measure: nameOf(support.measure, deps), ...params },
    path: `/lam-viec/ho-tro/${support.id}`,
    about: { kind: 'support', id: support.id },
    key: `${support.id}/${seq}`,
  })
}
