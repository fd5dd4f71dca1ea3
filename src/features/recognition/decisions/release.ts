import { sql } from 'kysely'
import { plainDate } from '../../../platform/clock/index.ts'
import type { CommandContext, Result } from '../../../platform/command/index.ts'
import { ok, refuse } from '../../../platform/command/index.ts'
import { jsonb } from '../../../platform/db/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import type { Action } from '../../../rules/procedure/index.ts'
import { endExtension } from '../afterlife/extension.ts'
import { type Measure, type MeasureLaw, measures, takeMeasure } from '../afterlife/measures.ts'
import { type TellDeps, tellMeasure } from '../afterlife/tell.ts'
import type { IssueDeps } from '../certificates/issue.ts'
import { recogniseProduct, supersede } from '../certificates/issue.ts'
import type { RecognitionLaw } from './candidates.ts'
import { lockDecision } from './draft.ts'
import { type LetterDeps, writeLetters } from './letters.ts'
import { type NewsProposal, proposeNews } from './news.ts'
import { type DecisionPaperDeps, formDecisionPaper } from './paper.ts'
import { previewDecision } from './preview.ts'

declare module '../../../platform/command/events.ts' {
  interface Events {
    /** A signed decision is in force; everything that follows from it happens in this very transaction. */
    'decision.released': { readonly decisionId: string; readonly kind: string; readonly number: string }
  }
}

export interface ReleaseInput {
  readonly decisionId: string
  /** As printed, e.g. `1810/QĐ-UBND`. */
  readonly number: string
  readonly decidedOn: string
  readonly signerName: string
  /** What the releaser saw before releasing: a change meanwhile is refused. */
  readonly version: number
}

export interface ReleaseDeps extends IssueDeps, LetterDeps, NewsProposal, DecisionPaperDeps, TellDeps {
  lawOf(regime: string): RecognitionLaw
  measureLaw(): MeasureLaw
  /** Writes the step into the dossier's own history (feature dossiers). */
  recordAction(
    ctx: CommandContext,
    dossierId: string,
    action: Action,
    about: { reason?: string; detail?: Record<string, unknown> },
  ): Promise<Result<unknown>>
  purge(tags: readonly string[]): Promise<void>
  /** Sees to it that the certificates are printed after the commit. */
  print(ctx: CommandContext, decisionId: string): Promise<void>
}

const dossierAction = {
  recognise: 'decide-recognise',
  // Only what was recognised before ends by a decision; the rest is told (tell-results.ts).
  'not-recognise': 'decide-not-recognise',
  'to-ministry': 'approve-for-ministry',
} as const

const isMeasure = (outcome: string): outcome is Measure => outcome in measures

/**
 * Puts a decision in force (Điều 7 khoản 3 điểm e): one event from which recognitions, certificates, the register and
 * the dossiers' ends all follow in one transaction, so that they cannot disagree. A second person releases it; of two who
 * release at once one wins and the other is told.
 */
export async function releaseDecision(
  ctx: CommandContext,
  input: ReleaseInput,
  deps: ReleaseDeps,
): Promise<Result<{ recognised: number; certificates: readonly string[] }>> {
  const decision = await lockDecision(ctx, input.decisionId)
  if (!decision) return refuse('not-found')
  if (!may(ctx.actor, 'decision.release', { places: [decision.province_code] }, ctx.today))
    return refuse('forbidden')
  if (decision.status === 'released')
    return refuse('decision-already-released', { data: { number: decision.number } })
  if (decision.status !== 'proposed') return refuse('decision-not-proposed')
  if (decision.version !== input.version) return refuse('changed-meanwhile')
  if (decision.drafted_by !== null && decision.drafted_by === ctx.actor.accountId)
    return refuse('two-people-release-a-decision')
  if (input.decidedOn > ctx.today) return refuse('decision-day-in-the-future', { field: 'decidedOn' })
  const earliest = await earliestDay(ctx, decision)
  if (earliest !== null && input.decidedOn < earliest)
    return refuse('decision-before-its-ground', { field: 'decidedOn', data: { day: earliest } })
  const taken = await ctx.db
    .selectFrom('decision')
    .select('id')
    .where('province_code', '=', decision.province_code)
    .where('number', '=', input.number)
    .where('decided_on', '=', input.decidedOn)
    .where('status', '<>', 'cancelled')
    .executeTakeFirst()
  if (taken) return refuse('decision-number-taken', { field: 'number', data: { number: input.number } })
  const preview = await previewDecision(ctx.db, decision, ctx.today, deps.lawOf)
  if (preview.lines.some((line) => line.stale)) return refuse('result-changed-since-draft')
  await ctx.db
    .updateTable('decision')
    .set({
      status: 'released',
      number: input.number,
      decided_on: input.decidedOn,
      signer_name: input.signerName,
      released_by: ctx.actor.accountId,
      released_at: ctx.now,
      version: decision.version + 1,
    })
    .where('id', '=', decision.id)
    .execute()
  const certificates: string[] = []
  const items = await ctx.db
    .selectFrom('decision_item')
    .selectAll()
    .where('decision_id', '=', decision.id)
    .orderBy('id')
    .execute()
  for (const item of items) {
    if (item.outcome === 'recognise') {
      const issued = await recogniseProduct(
        ctx,
        {
          decision: { ...decision, number: input.number, decided_on: input.decidedOn },
          item,
          signerName: input.signerName,
        },
        deps,
      )
      if (!issued.ok) return issued
      certificates.push(issued.value.certificateNumber)
    }
    if (isMeasure(item.outcome) && item.recognition_id) {
      const taken = await takeMeasure(
        ctx,
        {
          recognitionId: item.recognition_id,
          measure: item.outcome,
          day: input.decidedOn,
          decisionId: decision.id,
          reason: item.note,
          ground: (decision.detail as { ground?: string | null }).ground ?? null,
        },
        deps.measureLaw(),
      )
      if (!taken.ok) return taken
      await tellMeasure(
        ctx,
        {
          recognitionId: item.recognition_id,
          productId: item.product_id,
          measure: item.outcome,
          decision: input.number,
          day: input.decidedOn,
          reason: item.note,
          key: `${decision.id}/${item.recognition_id}`,
        },
        deps,
      )
    }
    if (item.outcome === 'not-recognise') {
      if (item.recognition_id) await supersede(ctx, { id: item.recognition_id }, input.decidedOn, decision.id)
      await endExtension(ctx, {
        productId: item.product_id,
        day: input.decidedOn,
        decisionId: decision.id,
      })
    }
    const action = dossierAction[item.outcome as keyof typeof dossierAction]
    if (action && item.dossier_id) {
      const recorded = await deps.recordAction(ctx, item.dossier_id, action, {
        reason: item.note ?? `Quyết định ${input.number} ngày ${input.decidedOn}`,
        detail: { decisionId: decision.id, number: input.number, star: item.star },
      })
      if (!recorded.ok) return recorded
    }
  }
  await freezePaper(ctx, decision.id, deps)
  await writeLetters(ctx, decision.id, deps)
  await proposeNews(ctx, decision.id, deps)
  if (certificates.length > 0) await deps.print(ctx, decision.id)
  await ctx.emit({
    type: 'decision.released',
    decisionId: decision.id,
    kind: decision.kind,
    number: input.number,
  })
  ctx.audit({
    action: 'decision.released',
    subjectKind: 'decision',
    subjectId: decision.id,
    place: decision.province_code,
    detail: { number: input.number, decidedOn: input.decidedOn, certificates },
  })
  ctx.after(() => deps.purge(['register', 'products', ...items.map((item) => `product:${item.product_id}`)]))
  return ok({ recognised: certificates.length, certificates })
}

/**
 * The first day a decision can bear: terms, numbers and superseding follow from it, so it does not lie before what it rests on: the
 * standing result (of the Ministry: its paper), the last event of a recognition, the conclusion of Điều 8 khoản 4.
 */
async function earliestDay(
  ctx: CommandContext,
  { id, detail }: { id: string; detail: Record<string, unknown> },
): Promise<string | null> {
  const rows = await ctx.db
    .selectFrom('decision_item as i')
    .leftJoin('result as r', (join) =>
      join.onRef('r.dossier_id', '=', 'i.dossier_id').on('r.superseded_by', 'is', null),
    )
    .select((eb) => [
      'r.agreed_at as agreedAt',
      sql<string | null>`r.proof ->> 'paperOn'`.as('paperOn'),
      eb
        .selectFrom('recognition_event as e')
        .select((of) => of.fn.max('e.day').as('day'))
        .whereRef('e.recognition_id', '=', 'i.recognition_id')
        .where('e.day', '<=', ctx.today)
        .as('lastEvent'),
    ])
    .where('i.decision_id', '=', id)
    .execute()
  const { concludedOn } = detail as { concludedOn?: string | null }
  const days = rows.flatMap(({ agreedAt, paperOn, lastEvent }) => [
    paperOn ?? (agreedAt && plainDate(agreedAt)),
    lastEvent,
  ])
  return (
    [...days, concludedOn]
      .filter((day) => typeof day === 'string')
      .sort()
      .at(-1) ?? null
  )
}

/** The paper is formed once more with number and day, and kept. */
async function freezePaper(ctx: CommandContext, decisionId: string, deps: DecisionPaperDeps): Promise<void> {
  const decision = await ctx.db
    .selectFrom('decision')
    .selectAll()
    .where('id', '=', decisionId)
    .executeTakeFirstOrThrow()
  await ctx.db
    .updateTable('decision')
    .set({ paper: jsonb(await formDecisionPaper(ctx.db, decision, deps)) as never })
    .where('id', '=', decisionId)
    .execute()
}
