import type { CommandContext, Result } from '../../../platform/command/index.ts'
import { ok, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { byDecision, type Candidate, candidates, type Outcome, type RecognitionLaw } from './candidates.ts'

declare module '../../../platform/command/events.ts' {
  interface Events {
    /** A decision that was not released was taken back: what waited for it goes on without it. */
    'decision.cancelled': { readonly decisionId: string; readonly reason: string }
  }
}

export interface DraftInput {
  readonly provinceCode: string
  readonly title: string
  readonly issuer: string
  readonly signerName: string
  readonly signerOffice: string
  /** Dossiers to take up; each must be a candidate now. */
  readonly dossierIds: readonly string[]
  /** What the drafter chose for a dossier where the law leaves more than one way. */
  readonly chosen?: Readonly<Record<string, string>> | undefined
}

/**
 * Drafts one decision over agreed results (Điều 7 khoản 3 điểm đ): what each product's result leads to is the law's; the drafter
 * chooses which results are taken up, and the way of those for which the law leaves more than one.
 */
export async function draftDecision(
  ctx: CommandContext,
  input: DraftInput,
  lawOf: (regime: string) => RecognitionLaw,
): Promise<Result<{ decisionId: string }>> {
  if (!may(ctx.actor, 'decision.draft', { places: [input.provinceCode] }, ctx.today))
    return refuse('forbidden')
  if (input.dossierIds.length === 0) return refuse('decision-takes-up-nothing', { field: 'dossier' })
  const open = new Map(
    (await candidates(ctx.db, input.provinceCode, ctx.today, lawOf)).map((each) => [each.dossierId, each]),
  )
  const taken: (Candidate & { readonly outcome: Outcome })[] = []
  for (const id of input.dossierIds) {
    const candidate = open.get(id)
    if (!candidate) return refuse('result-not-open-to-decision', { field: 'dossier', data: { dossier: id } })
    const ways = byDecision(candidate)
    if (ways.length === 0)
      return refuse('result-needs-no-decision', { field: 'dossier', article: 'Điều 4 khoản 1 điểm a' })
    const outcome = ways.find((each) => each === (input.chosen?.[id] || ways[0]))
    if (!outcome) return refuse('outcome-not-open', { field: `outcome.${id}` })
    taken.push({ ...candidate, outcome })
  }
  const decisionId = uuidv7()
  const isDemo = await allDemo(ctx, input.dossierIds)
  await ctx.db
    .insertInto('decision')
    .values({
      id: decisionId,
      kind: 'recognise',
      province_code: input.provinceCode,
      number: null,
      decided_on: null,
      issuer: input.issuer,
      signer_name: input.signerName,
      signer_office: input.signerOffice,
      title: input.title,
      drafted_by: ctx.actor.accountId,
      proposed_by: null,
      released_by: null,
      released_at: null,
      paper_hash: null,
      is_demo: isDemo,
    })
    .execute()
  await ctx.db
    .insertInto('decision_item')
    .values(
      taken.map((each) => ({
        id: uuidv7(),
        decision_id: decisionId,
        dossier_id: each.dossierId,
        // Judged anew after an appeal to no certified star: what was recognised on the former result ends with the decision.
        recognition_id: each.outcome === 'not-recognise' ? each.recognitionId : null,
        product_id: each.productId,
        outcome: each.outcome as Exclude<Outcome, 'no-upgrade'>,
        star: each.star,
        note: null,
      })),
    )
    .execute()
  ctx.audit({
    action: 'decision.drafted',
    subjectKind: 'decision',
    subjectId: decisionId,
    place: input.provinceCode,
    detail: { products: taken.length },
  })
  return ok({ decisionId })
}

/** The drafter hands it on: from here only the releaser or a withdrawal moves it. */
export async function proposeDecision(ctx: CommandContext, decisionId: string): Promise<Result<void>> {
  const decision = await lockDecision(ctx, decisionId)
  if (!decision) return refuse('not-found')
  if (!may(ctx.actor, 'decision.draft', { places: [decision.province_code] }, ctx.today))
    return refuse('forbidden')
  if (decision.status !== 'draft') return refuse('decision-not-a-draft')
  await ctx.db
    .updateTable('decision')
    .set({ status: 'proposed', proposed_by: ctx.actor.accountId })
    .where('id', '=', decisionId)
    .execute()
  ctx.audit({
    action: 'decision.proposed',
    subjectKind: 'decision',
    subjectId: decisionId,
    place: decision.province_code,
    detail: {},
  })
  return ok()
}

/** Takes an unreleased decision back; its results are open to another one. */
export async function cancelDecision(
  ctx: CommandContext,
  decisionId: string,
  reason: string,
): Promise<Result<void>> {
  const decision = await lockDecision(ctx, decisionId)
  if (!decision) return refuse('not-found')
  if (!may(ctx.actor, 'decision.draft', { places: [decision.province_code] }, ctx.today))
    return refuse('forbidden')
  if (decision.status !== 'draft' && decision.status !== 'proposed') return refuse('decision-not-open')
  await ctx.db.updateTable('decision').set({ status: 'cancelled' }).where('id', '=', decisionId).execute()
  await ctx.emit({ type: 'decision.cancelled', decisionId, reason })
  ctx.audit({
    action: 'decision.cancelled',
    subjectKind: 'decision',
    subjectId: decisionId,
    place: decision.province_code,
    detail: { reason },
  })
  return ok()
}

/** The decision, locked until the end of the command: two people acting on it at once wait for each other. */
export function lockDecision(ctx: CommandContext, decisionId: string) {
  return ctx.db.selectFrom('decision').selectAll().where('id', '=', decisionId).forUpdate().executeTakeFirst()
}

async function allDemo(ctx: CommandContext, dossierIds: readonly string[]): Promise<boolean> {
  const real = await ctx.db
    .selectFrom('dossier')
    .select('id')
    .where('id', 'in', [...dossierIds])
    .where('is_demo', '=', false)
    .limit(1)
    .executeTakeFirst()
  return real === undefined
}
