import { type CommandContext, type EventBus, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type FindingAction, findingStatusOf, mayActOnFinding } from '../../rules/inspections/index.ts'
import { may, type Permission } from '../../rules/permissions/index.ts'
import { actingFor } from '../consents/index.ts'
import { lock, membersOf, note, productName, resourceOf } from './commands.ts'
import type { InspectionDeps } from './parts.ts'

export interface AnswerFile {
  readonly hash: string
  readonly name: string
  readonly mediaType: string
}

async function lockFinding(ctx: CommandContext, id: string, permission: Permission, deps: InspectionDeps) {
  const finding = await ctx.db
    .selectFrom('finding')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const inspection = finding && (await lock(ctx, finding.inspection_id))
  if (!finding || !inspection) return refuse('not-found')
  const resource = resourceOf(inspection, await membersOf(ctx.db, inspection.id), deps, ctx.today)
  if (!may(ctx.actor, permission, resource, ctx.today)) return refuse('forbidden')
  return ok({ finding, inspection })
}

async function record(
  ctx: CommandContext,
  findingId: string,
  action: FindingAction,
  about: {
    words: string
    file?: AnswerFile | null
    dueOn?: string | null
    decisionId?: string
    onBehalf?: boolean
  },
): Promise<void> {
  const { last } = await ctx.db
    .selectFrom('finding_action')
    .select((eb) => eb.fn.coalesce(eb.fn.max('seq'), eb.lit(0)).as('last'))
    .where('finding_id', '=', findingId)
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('finding_action')
    .values({
      finding_id: findingId,
      seq: Number(last) + 1,
      action,
      at: ctx.now,
      day: ctx.today,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      words: about.words,
      file_hash: about.file?.hash ?? null,
      file_name: about.file?.name ?? null,
      media_type: about.file?.mediaType ?? null,
      due_on: about.dueOn ?? null,
      on_behalf: about.onBehalf ?? false,
    })
    .execute()
  await ctx.db
    .updateTable('finding')
    .set({
      status: findingStatusOf([action]),
      ...(about.dueOn && { due_on: about.dueOn }),
      ...(about.decisionId && { decision_id: about.decisionId }),
    })
    .where('id', '=', findingId)
    .execute()
}

/** The producer says what was done about it, with what proves it; an officer for the producer with a running consent. */
export async function answerFinding(
  ctx: CommandContext,
  id: string,
  input: { words: string; file: AnswerFile | null },
  deps: InspectionDeps,
): Promise<Result<void>> {
  const found = await lockFinding(ctx, id, 'inspection.answer', deps)
  if (!found.ok) return found
  const { finding, inspection } = found.value
  if (inspection.producer_id === null) return refuse('forbidden')
  const acting = await actingFor(ctx, 'inspection.answer', {
    producerId: inspection.producer_id,
    places: deps.places.governing(inspection, ctx.today),
  })
  if (!acting.ok) return acting
  if (!mayActOnFinding(finding.status, 'answer')) return refuse('finding-over')
  if (input.words.trim() === '') return refuse('required', { field: 'words' })
  const { onBehalfOf } = acting.value
  await record(ctx, id, 'answer', { ...input, onBehalf: onBehalfOf !== null })
  await deps.send(ctx, {
    kind: 'inspections.answered',
    to: {
      accountIds: (await membersOf(ctx.db, inspection.id))
        .filter((each) => each.stepped_back_at === null)
        .map((each) => each.account_id),
    },
    params: { product: await productName(ctx, inspection.product_id) },
    path: `/lam-viec/kiem-tra/${inspection.id}`,
    about: { kind: 'inspection', id: inspection.id },
  })
  note(ctx, 'inspection.finding-answered', inspection, { finding: id }, onBehalfOf)
  return ok()
}

/** The second look: mended, or not enough with a new day. By the team, or by the office. */
export async function reviewFinding(
  ctx: CommandContext,
  id: string,
  input: { accept: boolean; words: string; dueOn: string | null },
  deps: InspectionDeps,
): Promise<Result<void>> {
  const byTeam = await lockFinding(ctx, id, 'inspection.perform', deps)
  const found = byTeam.ok ? byTeam : await lockFinding(ctx, id, 'inspection.manage', deps)
  if (!found.ok) return found
  const { finding, inspection } = found.value
  const action = input.accept ? 'accept' : 'reject'
  if (!mayActOnFinding(finding.status, action))
    return refuse(action === 'reject' ? 'finding-not-answered' : 'finding-over')
  if (input.words.trim() === '') return refuse('required', { field: 'words' })
  if (!input.accept && (input.dueOn === null || input.dueOn < ctx.today))
    return refuse('finding-new-day', { field: 'dueOn' })
  await record(ctx, id, action, { words: input.words, dueOn: input.accept ? null : input.dueOn })
  if (inspection.producer_id)
    await deps.send(ctx, {
      kind: input.accept ? 'inspections.accepted' : 'inspections.rejected',
      to: { producerId: inspection.producer_id },
      params: {
        product: await productName(ctx, inspection.product_id),
        words: input.words,
        ...(!input.accept && { due: input.dueOn }),
      },
      path: `/lam-viec/kiem-tra/${inspection.id}`,
      about: { kind: 'inspection', id: inspection.id },
    })
  note(ctx, `inspection.finding-${action}ed`, inspection, { finding: id })
  return ok()
}

/**
 * What is not mended leads to a draft decision of suspension or revocation (Điều 8 khoản 1, khoản 3 điểm a: kiểm tra, xác minh, báo
 * cáo, trình); the decision itself goes its own way with a second person.
 */
export async function proposeMeasure(
  ctx: CommandContext,
  id: string,
  input: { measure: 'suspend' | 'revoke'; words: string },
  deps: InspectionDeps,
): Promise<Result<{ decisionId: string }>> {
  const found = await lockFinding(ctx, id, 'inspection.manage', deps)
  if (!found.ok) return found
  const { finding, inspection } = found.value
  if (!mayActOnFinding(finding.status, 'propose')) return refuse('finding-over')
  if (input.words.trim() === '') return refuse('required', { field: 'words' })
  const recognition = await ctx.db
    .selectFrom('recognition')
    .select('id')
    .where('product_id', '=', inspection.product_id)
    .where('status', 'in', ['valid', 'suspended'])
    .orderBy('issued_on', 'desc')
    .executeTakeFirst()
  if (!recognition) return refuse('inspection-product-not-recognised')
  const item = inspection.checklist.find((each) => each.code === finding.code)
  const proposed = await deps.propose(ctx, {
    measure: input.measure,
    recognitionId: recognition.id,
    ground: input.measure === 'revoke' ? (item?.ground ?? deps.law.criterionGround) : null,
    reason: `Biên bản kiểm tra ${inspection.minutes?.number ?? ''}: ${finding.words}. ${input.words}`,
    // Điều 8 khoản 4: the 15 days run from the conclusion, which is the minutes.
    concludedOn: inspection.signed_on ?? ctx.today,
  })
  if (!proposed.ok) return proposed
  await record(ctx, id, 'propose', { words: input.words, decisionId: proposed.value.decisionId })
  note(ctx, 'inspection.measure-proposed', inspection, { finding: id, ...proposed.value })
  return proposed
}

/** A draft decision that is cancelled leaves its finding unmended: it is open again, and a measure can be proposed anew. */
export function reopenFindings(events: EventBus): void {
  events.on('decision.cancelled', async (ctx, { decisionId, reason }) => {
    const waiting = await ctx.db
      .selectFrom('finding')
      .select(['id', 'inspection_id'])
      .where('decision_id', '=', decisionId)
      .where('status', '=', 'proposed')
      .forUpdate()
      .execute()
    for (const { id, inspection_id } of waiting) {
      await record(ctx, id, 'reopen', { words: reason })
      const inspection = await lock(ctx, inspection_id)
      note(ctx, 'inspection.finding-reopened', inspection!, { finding: id, decision: decisionId })
    }
  })
}
