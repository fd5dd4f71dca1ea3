import { z } from 'zod'
import { type Problem, refuse } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  fieldList,
  fieldText,
  form,
  goTo,
  page,
  type Reply,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { fill, localPath, parseDay } from '../../platform/i18n/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { showDecision } from './decision-view.tsx'
import { candidates } from './decisions/candidates.ts'
import { cancelDecision, draftDecision, proposeDecision } from './decisions/draft.ts'
import { listDecisions } from './decisions/queries.ts'
import { releaseDecision } from './decisions/release.ts'
import { tellResults, toldWithoutDecision } from './decisions/tell-results.ts'
import { DecisionListPage } from './pages/decision-list.tsx'
import type { RecognitionDeps } from './recognition.ts'
import { words } from './words.ts'

const draftForm = z.object({
  title: z.string().min(1, 'required').max(500),
  signerName: z.string().min(1, 'required').max(200),
  signerOffice: z.string().min(1, 'required').max(200),
})
const releaseForm = z.object({
  number: z.string().min(1, 'decision-number-missing').max(60),
  decidedOn: z.string().transform((typed, issue) => {
    const day = parseDay(typed)
    if (day === null) issue.addIssue({ code: 'custom', message: 'day-invalid' })
    return day ?? ''
  }),
  signerName: z.string().min(1, 'required').max(200),
  version: z.coerce.number().int(),
})
const byId = z.object({ id: z.uuid() })
const base = '/lam-viec/quyet-dinh'

/** The office drafts and proposes, a leader releases (Điều 7 khoản 3 điểm đ, e). */
export function decisionRoutes(kernel: Kernel, deps: RecognitionDeps): readonly Route[] {
  const errors = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))

  async function list(
    ctx: RequestContext,
    failed: readonly Problem[] = [],
    form: 'draft' | 'tell' = 'draft',
  ): Promise<Reply> {
    const province = deps.provinceOf(ctx.actor, ctx.today)
    const reach = reachOf(ctx.actor, 'decision.read', ctx.today)
    const mayDraft = may(ctx.actor, 'decision.draft', { places: [province.code] }, ctx.today)
    const w = words(ctx.lang)
    const view = (
      <DecisionListPage
        ctx={ctx}
        rows={await listDecisions(kernel.db, reach.everything ? null : reach.places)}
        open={mayDraft ? await candidates(kernel.db, province.code, ctx.today, deps.lawOf) : []}
        told={mayDraft ? await toldWithoutDecision(kernel.db, province.code) : []}
        mayDraft={mayDraft}
        errors={errors(failed, ctx)}
        refused={form}
        typed={failed.length > 0 && form === 'draft' ? ctx.form.fields : undefined}
        defaults={{
          title: fill(w.titleDefault, { year: ctx.today.slice(0, 4) }),
          signerName: province.signerName,
          signerOffice: province.signerOffice,
        }}
      />
    )
    return show(view, { status: failed.length > 0 ? 422 : 200 })
  }

  const one = (ctx: RequestContext, id: string, failed: readonly Problem[] = []) =>
    showDecision(kernel, deps, ctx, id, failed)

  const backTo = (ctx: RequestContext, id: string) => goTo(localPath(ctx.lang, `${base}/${id}`))

  return [
    page({ path: base, permission: 'decision.read', audit: null, handler: (ctx) => list(ctx) }),
    form({
      path: base,
      permission: 'decision.draft',
      audit: 'decision.drafted',
      handler: async (ctx) => {
        const read = readForm(draftForm, ctx.form)
        if (!read.ok) return list(ctx, read.problems)
        const province = deps.provinceOf(ctx.actor, ctx.today)
        const input = {
          ...read.value,
          provinceCode: province.code,
          issuer: province.issuer,
          dossierIds: fieldList(ctx.form, 'dossier'),
          chosen: Object.fromEntries(
            fieldList(ctx.form, 'dossier').map((id) => [id, fieldText(ctx.form, `outcome.${id}`)]),
          ),
        }
        const drafted = await ctx.run((inner) => draftDecision(inner, input, deps.lawOf))
        return drafted.ok ? backTo(ctx, drafted.value.decisionId) : list(ctx, drafted.problems)
      },
    }),
    form({
      path: `${base}/thong-bao`,
      permission: 'decision.draft',
      audit: 'dossier.notify-result',
      handler: async (ctx) => {
        const input = {
          provinceCode: deps.provinceOf(ctx.actor, ctx.today).code,
          dossierIds: fieldList(ctx.form, 'dossier'),
        }
        const told = await ctx.run((inner) => tellResults(inner, input, deps))
        return told.ok ? goTo(localPath(ctx.lang, base)) : list(ctx, told.problems, 'tell')
      },
    }),
    page({
      path: `${base}/:id`,
      permission: 'decision.read',
      audit: 'decision.viewed',
      params: byId,
      handler: (ctx) => one(ctx, ctx.params.id),
    }),
    form({
      path: `${base}/:id/trinh`,
      permission: 'decision.draft',
      audit: 'decision.proposed',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => proposeDecision(inner, ctx.params.id))
        return done.ok ? backTo(ctx, ctx.params.id) : one(ctx, ctx.params.id, done.problems)
      },
    }),
    form({
      path: `${base}/:id/huy`,
      permission: 'decision.draft',
      audit: 'decision.cancelled',
      params: byId,
      handler: async (ctx) => {
        const reason = fieldText(ctx.form, 'reason')
        const done =
          reason === ''
            ? refuse('reason-missing', { field: 'reason' })
            : await ctx.run((inner) => cancelDecision(inner, ctx.params.id, reason))
        return done.ok ? backTo(ctx, ctx.params.id) : one(ctx, ctx.params.id, done.problems)
      },
    }),
    form({
      path: `${base}/:id/ban-hanh`,
      permission: 'decision.release',
      audit: 'decision.released',
      params: byId,
      handler: async (ctx) => {
        const read = readForm(releaseForm, ctx.form)
        if (!read.ok) return one(ctx, ctx.params.id, read.problems)
        const done = await ctx.run((inner) =>
          releaseDecision(inner, { decisionId: ctx.params.id, ...read.value }, deps),
        )
        return done.ok ? backTo(ctx, ctx.params.id) : one(ctx, ctx.params.id, done.problems)
      },
    }),
  ]
}
