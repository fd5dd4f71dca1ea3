import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { Problem, Result } from '../../../platform/command/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import {
  api,
  file,
  form,
  goTo,
  page,
  type Reply,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { signaturesOf } from '../../../platform/pades/index.ts'
import { statePaperDocx, statePaperPdf } from '../../../platform/papers/index.ts'
import { may, reachOf } from '../../../rules/permissions/index.ts'
import { planSteps } from '../../../rules/targets/index.ts'
import { slug } from '../../../rules/vietnamese/index.ts'
import { addMilestone, draftPlan, markMilestone } from '../commands.ts'
import { deskPath } from '../pages/desk.tsx'
import { type Plan, plansOf } from '../queries.ts'
import { ofYear } from '../routes.tsx'
import { type DraftingDeps, errorsOf, seen } from './access.ts'
import { allotBudget } from './budget.ts'
import { answerComment, commentPlan } from './comments.ts'
import { amountTyped, dayTyped, headForm } from './forms.ts'
import { copyPlan, editHead } from './head.ts'
import { itemRoutes } from './item-routes.tsx'
import { ComposePage } from './pages/compose-page.tsx'
import { StartPage } from './pages/item-pages.tsx'
import { composePath } from './pages/part.ts'
import { planPaper } from './paper.ts'
import { draftedPlan } from './read.ts'
import { removables, removePart, restorePart } from './remove.ts'
import { publishPlan, stepPlan } from './steps.ts'

export function draftingRoutes(kernel: Kernel, deps: DraftingDeps): readonly Route[] {
  const compose = async (
    ctx: RequestContext<{ year: number }>,
    failed: { form: string; problems: readonly Problem[] } | null = null,
    about: { removed?: number; leftOut?: readonly string[] } = {},
  ): Promise<Reply> => {
    const { plan, reply } = await seen(kernel, deps, ctx)
    if (!plan) return reply
    const at = { places: [plan.place_code] }
    const { agencyIds } = reachOf(ctx.actor, 'task.report', ctx.today)
    const drafted = await draftedPlan(kernel.db, plan, deps, ctx.today)
    return show(
      <ComposePage
        ctx={ctx}
        drafted={drafted}
        mayEdit={may(ctx.actor, 'plan.edit', at, ctx.today)}
        mayApprove={may(ctx.actor, 'plan.approve', at, ctx.today)}
        speaksFor={agencyIds.map((id) => ({ id, name: deps.agencies.bearer(id, ctx.today)?.name ?? id }))}
        failed={failed && { form: failed.form, errors: errorsOf(failed.problems, ctx) }}
        removed={about.removed ?? null}
        leftOut={about.leftOut ?? leftOutOf(drafted)}
      />,
      { status: failed ? 422 : 200 },
    )
  }
  /** A form of the page: what it takes, and the command it runs on the plan of the address. */
  const formOf = <S extends z.ZodType>(
    line: { path: string; name: string; audit: string; permission: string; params?: z.ZodObject },
    schema: S,
    body: (
      ctx: RequestContext<{ year: number; id?: string }>,
      plan: Plan,
      value: z.output<S>,
    ) => Promise<Result<unknown>>,
    /** What the page still offers when the command refuses. */
    still: (value: z.output<S>) => { removed?: number } = () => ({}),
  ): Route =>
    form({
      path: `${composePath(0).replace('/0/', '/:year/')}/${line.path}`,
      permission: line.permission,
      audit: line.audit,
      params: line.params ? ofYear.extend(line.params.shape) : ofYear,
      handler: async (raw) => {
        const ctx = raw as RequestContext<{ year: number; id?: string }>
        const { plan, reply } = await seen(kernel, deps, ctx)
        if (!plan) return reply
        const name = ctx.params.id ? `${line.name}-${ctx.params.id}` : line.name
        const read = readForm(schema, ctx.form)
        if (!read.ok) return compose(ctx, { form: name, problems: read.problems })
        const done = await body(ctx, plan, read.value)
        return done.ok
          ? goTo(localPath(ctx.lang, composePath(plan.year)))
          : compose(ctx, { form: name, problems: done.problems }, still(read.value))
      },
    })
  const byId = z.object({ id: z.uuid() })
  const start = async (ctx: RequestContext, failed: readonly Problem[] = []) => {
    const plans = await plansOf(kernel.db, deps)
    const year = Math.max(Number(ctx.today.slice(0, 4)), ...plans.map((plan) => plan.year + 1))
    return show(<StartPage ctx={ctx} year={year} plans={plans} errors={errorsOf(failed, ctx)} />, {
      status: failed.length > 0 ? 422 : 200,
    })
  }
  const paper = (kind: 'pdf' | 'docx') =>
    api({
      method: 'GET',
      path: `${composePath(0).replace('/0/', '/:year/')}/ke-hoach.${kind}`,
      permission: 'plan.progress',
      audit: null,
      params: ofYear,
      summary: 'The plan as a paper, written from its structure',
      handler: async (raw) => {
        const ctx = raw as RequestContext<{ year: number }>
        const { plan, reply } = await seen(kernel, deps, ctx)
        if (!plan) return reply
        const said = planPaper(await draftedPlan(kernel.db, plan, deps, ctx.today), deps.seat)
        const name = `${slug(plan.number || `du-thao-ke-hoach-${plan.year}`)}.${kind}`
        return kind === 'pdf'
          ? file(await statePaperPdf(said, { at: ctx.now }), 'application/pdf', { name })
          : file(
              await statePaperDocx(said),
              'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
              { name },
            )
      },
    })
  return [
    page({
      path: `${deskPath}/moi`,
      permission: 'plan.edit',
      audit: null,
      handler: (ctx) => start(ctx),
    }),
    form({
      path: `${deskPath}/moi`,
      permission: 'plan.edit',
      audit: 'plan.drafted',
      handler: async (ctx) => {
        const read = readForm(
          z.object({
            year: z.string().regex(/^20(1[89]|[2-9]\d)$/, 'plan-year-differs'),
            expectedOn: dayTyped,
            from: z.union([z.literal(''), z.uuid()]).default(''),
          }),
          ctx.form,
        )
        if (!read.ok) return start(ctx, read.problems)
        const about = { year: Number(read.value.year), issuedOn: read.value.expectedOn }
        const { from } = read.value
        const done = await ctx.run((inner) =>
          from === ''
            ? draftPlan(
                inner,
                {
                  ...about,
                  number: '',
                  title: {
                    vi: `Kế hoạch triển khai Chương trình mỗi xã một sản phẩm (OCOP) năm ${about.year}`,
                    en: `Plan for the One Commune One Product (OCOP) programme in ${about.year}`,
                  },
                  purpose: {},
                  taskGroups: deps.taskGroups,
                  notOnFile: [],
                  source: null,
                },
                deps,
              )
            : copyPlan(inner, from, about, deps),
        )
        if (!done.ok) return start(ctx, done.problems)
        const leftOut = 'leftOut' in done.value ? (done.value.leftOut as readonly string[]) : []
        return leftOut.length === 0
          ? goTo(localPath(ctx.lang, composePath(about.year)))
          : compose({ ...ctx, params: { year: about.year } } as never, null, { leftOut })
      },
    }),
    page({
      path: `${composePath(0).replace('/0/', '/:year/')}`,
      permission: 'plan.progress',
      audit: null,
      params: ofYear,
      query: z.object({ bo: z.coerce.number().int().min(1).optional().catch(undefined) }),
      handler: (ctx) =>
        compose(ctx as never, null, ctx.query.bo === undefined ? {} : { removed: ctx.query.bo }),
    }),
    paper('pdf'),
    paper('docx'),
    formOf(
      { path: 'dau', name: 'head', audit: 'plan.head-changed', permission: 'plan.edit' },
      headForm,
      (ctx, plan, value) =>
        ctx.run((inner) =>
          editHead(
            inner,
            plan.id,
            {
              title: { vi: value.titleVi, ...(value.titleEn && { en: value.titleEn }) },
              purpose: {
                ...(value.purposeVi && { vi: value.purposeVi }),
                ...(value.purposeEn && { en: value.purposeEn }),
              },
              legalBases: value.legalBases.split('\n').filter(Boolean),
              issuedOn: value.expectedOn,
            },
            value.version,
            deps,
          ),
        ),
    ),
    formOf(
      { path: 'buoc', name: 'step', audit: 'plan.stepped', permission: 'plan.progress' },
      z.object({
        step: z.enum(planSteps.filter((step) => step !== 'publish')),
        note: z.string().max(2000).default(''),
      }),
      (ctx, plan, { step, note }) => ctx.run((inner) => stepPlan(inner, plan.id, step, note, deps)),
    ),
    form({
      path: `${composePath(0).replace('/0/', '/:year/')}/cong-bo`,
      permission: 'plan.approve',
      audit: 'plan.published',
      params: ofYear,
      files: {
        fields: ['signedFile'],
        maxBytes: 30_000_000,
        maxFiles: 1,
        accept: ['application/pdf'],
      },
      handler: async (raw) => {
        const ctx = raw as RequestContext<{ year: number }>
        const { plan, reply } = await seen(kernel, deps, ctx)
        if (!plan) return reply
        const read = readForm(
          z.object({
            number: z.string().min(1, 'required').max(100),
            issuedOn: dayTyped,
            signerOffice: z.string().min(1, 'required').max(200),
            signerName: z.string().min(1, 'required').max(200),
          }),
          ctx.form,
        )
        const refused = ctx.form.files.flatMap((each) => (each.problem ? [each.problem] : []))
        if (!read.ok || refused.length > 0)
          return compose(ctx, { form: 'publish', problems: [...(read.ok ? [] : read.problems), ...refused] })
        const signedFile = ctx.form.files.find((each) => each.stored)?.stored?.hash ?? null
        const stream = signedFile && (await kernel.files.open(signedFile))
        const found = stream ? signaturesOf(await buffer(stream)) : { sound: 0, altered: false }
        if (found.altered)
          return compose(ctx, {
            form: 'publish',
            problems: [{ code: 'plan-signature-broken', field: 'signedFile' }],
          })
        const done = await ctx.run((inner) =>
          publishPlan(inner, plan.id, deps, { ...read.value, signedFile, signatures: found.sound }),
        )
        return done.ok
          ? goTo(localPath(ctx.lang, composePath(plan.year)))
          : compose(ctx, { form: 'publish', problems: done.problems })
      },
    }),
    form({
      path: `${composePath(0).replace('/0/', '/:year/')}/bo`,
      permission: 'plan.edit',
      audit: 'plan.part-removed',
      params: ofYear,
      handler: async (raw) => {
        const ctx = raw as RequestContext<{ year: number }>
        const { plan, reply } = await seen(kernel, deps, ctx)
        if (!plan) return reply
        const read = readForm(z.object({ kind: z.enum(removables), id: z.uuid() }), ctx.form)
        if (!read.ok) return compose(ctx, { form: 'remove', problems: read.problems })
        const done = await ctx.run((inner) => removePart(inner, plan.id, read.value, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${composePath(plan.year)}?bo=${done.value.seq}`))
          : compose(ctx, { form: 'remove', problems: done.problems })
      },
    }),
    formOf(
      { path: 'dat-lai', name: 'restore', audit: 'plan.part-restored', permission: 'plan.edit' },
      z.object({ seq: z.coerce.number().int().min(1) }),
      (ctx, plan, { seq }) => ctx.run((inner) => restorePart(inner, plan.id, seq, deps)),
      ({ seq }) => ({ removed: seq }),
    ),
    formOf(
      { path: 'giao-kinh-phi', name: 'allot', audit: 'plan.budget-allotted', permission: 'plan.edit' },
      z.object({
        headId: z.uuid('required'),
        taskId: z.uuid('required'),
        amount: amountTyped({ zero: true }),
      }),
      (ctx, _plan, value) => ctx.run((inner) => allotBudget(inner, value, deps)),
    ),
    formOf(
      { path: 'buoc-mo-hinh', name: 'milestone', audit: 'plan.milestone-added', permission: 'plan.edit' },
      z.object({ wordsVi: z.string().min(1, 'required').max(600), wordsEn: z.string().max(600).default('') }),
      (ctx, plan, value) =>
        ctx.run((inner) =>
          addMilestone(
            inner,
            plan.id,
            {
              code: slug(value.wordsVi).slice(0, 60),
              words: { vi: value.wordsVi, ...(value.wordsEn && { en: value.wordsEn }) },
            },
            deps,
          ),
        ),
    ),
    formOf(
      {
        path: 'buoc-mo-hinh/:id',
        name: 'mark',
        audit: 'plan.milestone-marked',
        permission: 'plan.edit',
        params: byId,
      },
      z.object({ doneOn: dayTyped, note: z.string().max(2000).default('') }),
      (ctx, _plan, value) => ctx.run((inner) => markMilestone(inner, ctx.params.id ?? '', value, deps)),
    ),
    formOf(
      { path: 'y-kien', name: 'say', audit: 'plan.commented', permission: 'plan.progress' },
      z.object({
        words: z.string().min(1, 'required').max(4000),
        agencyId: z.string().max(100).default(''),
      }),
      (ctx, plan, { words, agencyId }) =>
        ctx.run((inner) => commentPlan(inner, plan.id, { words, agencyId: agencyId || null }, deps)),
    ),
    formOf(
      {
        path: 'y-kien/:id',
        name: 'comment',
        audit: 'plan.comment-answered',
        permission: 'plan.edit',
        params: byId,
      },
      z.object({ taken: z.enum(['yes', 'no']), answer: z.string().max(4000).default('') }),
      (ctx, _plan, { taken, answer }) =>
        ctx.run((inner) =>
          answerComment(inner, ctx.params.id ?? '', { taken: taken === 'yes', answer }, deps),
        ),
    ),
    ...itemRoutes(kernel, deps),
  ]
}

/** What could not be copied from the plan before stays in sight until this one is published. */
function leftOutOf({ plan, actions }: Awaited<ReturnType<typeof draftedPlan>>): readonly string[] {
  if (plan.status === 'published') return []
  const detail = actions.find(({ action }) => action === 'draft')?.detail
  return z.object({ leftOut: z.array(z.string()) }).safeParse(detail).data?.leftOut ?? []
}
