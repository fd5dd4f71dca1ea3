import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { api, json, notFound, problems, type RequestContext, type Route } from '../../platform/http/index.ts'
import { fill } from '../../platform/i18n/index.ts'
import { isDay } from '../../rules/calendar/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import { draftMeasure } from './afterlife/measures.ts'
import { candidates } from './decisions/candidates.ts'
import { cancelDecision, draftDecision, proposeDecision } from './decisions/draft.ts'
import { previewDecision } from './decisions/preview.ts'
import { listDecisions, viewDecision } from './decisions/queries.ts'
import { releaseDecision } from './decisions/release.ts'
import type { RecognitionDeps } from './recognition.ts'
import { words } from './words.ts'

const base = '/api/v1/decisions'
const byId = z.object({ id: z.uuid() })
const day = z.string().refine(isDay, 'day-invalid')
const signer = {
  title: z.string().min(1).max(500).optional(),
  signerName: z.string().min(1).max(200).optional(),
  signerOffice: z.string().min(1).max(200).optional(),
}
const draftBody = z.union([
  z.strictObject({
    ...signer,
    dossiers: z.array(z.uuid()).min(1).max(2000),
    /** By dossier, where `waiting` names more than one outcome. */
    outcomes: z.record(z.uuid(), z.enum(['recognise', 'not-recognise', 'to-ministry'])).optional(),
  }),
  z.strictObject({
    ...signer,
    measure: z.enum(['revoke', 'suspend', 'resume', 'expire', 'extend']),
    recognitions: z.array(z.uuid()).min(1).max(2000),
    ground: z.string().max(10).optional(),
    reason: z.string().min(1).max(2000),
    concludedOn: day.optional(),
  }),
])
const releaseBody = z.strictObject({
  number: z.string().min(1).max(60),
  decidedOn: day,
  signerName: z.string().min(1).max(200),
  /** As read before: a change meanwhile is refused. */
  version: z.number().int(),
})

/** The same deeds as the pages': the office drafts and proposes, a second person releases (Điều 7 khoản 3 điểm đ, e; Điều 8). */
export function decisionApi(kernel: Kernel, deps: RecognitionDeps): readonly Route[] {
  async function described(ctx: RequestContext, id: string, status = 200) {
    const found = await viewDecision(kernel.db, id)
    const places = found ? [found.decision.province_code] : []
    if (!found || !may(ctx.actor, 'decision.read', { places }, ctx.today)) return notFound()
    ctx.subject('decision', id, found.decision.province_code)
    const { decision } = found
    const open = decision.status === 'draft' || decision.status === 'proposed'
    const preview = open ? await previewDecision(kernel.db, decision, ctx.today, deps.lawOf) : null
    const changes = new Map(preview?.lines.map((line) => [line.itemId, line]))
    return json(
      {
        id,
        kind: decision.kind,
        status: decision.status,
        version: decision.version,
        title: decision.title,
        number: decision.number,
        decidedOn: decision.decided_on,
        issuer: decision.issuer,
        signer: decision.signer_name,
        demo: decision.is_demo,
        items: found.lines.map((line) => ({
          product: line.product,
          producer: line.producer,
          outcome: line.outcome,
          star: line.star,
          dossier: line.dossierId,
          ...(changes.has(line.itemId) && {
            change: changes.get(line.itemId)!.change,
            stale: changes.get(line.itemId)!.stale,
          }),
        })),
        certificates: found.certificates.map((each) => each.number),
        ...(preview && {
          held: preview.held.map(({ dossierId, product }) => ({ dossier: dossierId, product })),
        }),
      },
      { status },
    )
  }

  return [
    api({
      method: 'GET',
      path: base,
      permission: 'decision.read',
      audit: null,
      summary: 'Decisions within reach, newest first, and the results that wait for one',
      handler: async (ctx) => {
        const reach = reachOf(ctx.actor, 'decision.read', ctx.today)
        const { code } = deps.provinceOf(ctx.actor, ctx.today)
        const mayDraft = may(ctx.actor, 'decision.draft', { places: [code] }, ctx.today)
        const waiting = mayDraft ? await candidates(kernel.db, code, ctx.today, deps.lawOf) : []
        return json({
          items: await listDecisions(kernel.db, reach.everything ? null : reach.places),
          waiting: waiting.map(({ dossierId, product, producer, star, outcomes }) => ({
            dossier: dossierId,
            product,
            producer,
            star,
            outcome: outcomes[0],
            outcomes,
          })),
        })
      },
    }),
    api({
      method: 'POST',
      path: base,
      permission: 'decision.draft',
      audit: 'decision.drafted',
      body: draftBody,
      summary: 'Drafts a decision over agreed results (dossiers) or over standing recognitions (measure)',
      handler: async (ctx) => {
        const province = deps.provinceOf(ctx.actor, ctx.today)
        const { body } = ctx
        const w = words('vi')
        const about = {
          provinceCode: province.code,
          issuer: province.issuer,
          signerName: body.signerName ?? province.signerName,
          signerOffice: body.signerOffice ?? province.signerOffice,
        }
        const drafted = await ctx.run((inner) =>
          'dossiers' in body
            ? draftDecision(
                inner,
                {
                  ...about,
                  title: body.title ?? fill(w.titleDefault, { year: ctx.today.slice(0, 4) }),
                  dossierIds: body.dossiers,
                  chosen: body.outcomes,
                },
                deps.lawOf,
              )
            : draftMeasure(
                inner,
                {
                  ...about,
                  measure: body.measure,
                  title: body.title ?? w.measureTitles[body.measure] ?? body.measure,
                  recognitionIds: body.recognitions,
                  ground: body.ground ?? null,
                  reason: body.reason,
                  concludedOn: body.concludedOn ?? null,
                },
                deps.measureLaw(),
              ),
        )
        return drafted.ok ? described(ctx, drafted.value.decisionId, 201) : refused(drafted.problems)
      },
    }),
    api({
      method: 'GET',
      path: `${base}/:id`,
      permission: 'decision.read',
      audit: 'decision.viewed',
      params: byId,
      summary:
        'A decision: its lines, what each will change while it is not in force, its certificates once it is',
      handler: (ctx) => described(ctx, ctx.params.id),
    }),
    api({
      method: 'POST',
      path: `${base}/:id/proposal`,
      permission: 'decision.draft',
      audit: 'decision.proposed',
      params: byId,
      summary: 'Hands a draft on to whoever may release it',
      handler: async (ctx) => {
        const done = await ctx.run((inner) => proposeDecision(inner, ctx.params.id))
        return done.ok ? described(ctx, ctx.params.id) : refused(done.problems)
      },
    }),
    api({
      method: 'POST',
      path: `${base}/:id/cancellation`,
      permission: 'decision.draft',
      audit: 'decision.cancelled',
      params: byId,
      body: z.strictObject({ reason: z.string().min(1, 'reason-missing').max(1000) }),
      summary: 'Takes back a decision that is not in force; its results are open to another',
      handler: async (ctx) => {
        const done = await ctx.run((inner) => cancelDecision(inner, ctx.params.id, ctx.body.reason))
        return done.ok ? described(ctx, ctx.params.id) : refused(done.problems)
      },
    }),
    api({
      method: 'POST',
      path: `${base}/:id/release`,
      permission: 'decision.release',
      audit: 'decision.released',
      params: byId,
      body: releaseBody,
      summary:
        'Puts a proposed decision in force: by another person than its drafter; of two at once one wins',
      handler: async (ctx) => {
        const done = await ctx.run((inner) =>
          releaseDecision(inner, { decisionId: ctx.params.id, ...ctx.body }, deps),
        )
        return done.ok ? described(ctx, ctx.params.id) : refused(done.problems)
      },
    }),
  ]
}

/** What another did first is a conflict: reading again and deciding again is the way on. */
const conflicts = new Set([
  'decision-already-released',
  'changed-meanwhile',
  'decision-number-taken',
  'decision-not-a-draft',
  'decision-not-open',
  'decision-not-proposed',
  'result-not-open-to-decision',
  'measure-does-not-fit',
])

function refused(list: readonly Problem[]) {
  const code = list[0]?.code ?? ''
  return problems(
    list,
    code === 'forbidden' ? 403 : code === 'not-found' ? 404 : conflicts.has(code) ? 409 : 422,
  )
}
