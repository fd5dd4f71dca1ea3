import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  api,
  file,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { statePaperDocx, statePaperPdf } from '../../platform/papers/index.ts'
import { may, mayAnywhere, reachOf } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { approveList, move, propose } from './commands.ts'
import { ListPage, listPath } from './pages/list-page.tsx'
import { PublicListPage } from './pages/public-page.tsx'
import { listPaper } from './paper.ts'
import {
  approvalsOf,
  type EnrolmentDeps,
  editedBy,
  type Line,
  linesOfYear,
  productsToEnrol,
} from './queries.ts'
import { aims } from './tables.ts'

const ofYear = z.object({ year: z.coerce.number().int().min(2018).max(2100) })

const entryForm = z.object({
  productId: z.union([z.literal(''), z.uuid()]).default(''),
  aim: z.enum(aims, 'required'),
  goalStar: z.enum(['', '3', '4', '5']).default(''),
  productName: z.string().max(300).default(''),
  producerName: z.string().max(300).default(''),
  communeCode: z.string().max(10).default(''),
  note: z.string().max(1000).default(''),
})

const approvalForm = z.object({
  number: z.string().min(1, 'required').max(100),
  decidedOn: z.string().transform((typed, issue) => {
    const day = parseDay(typed)
    if (day === null)
      issue.addIssue({ code: 'custom', message: typed.trim() === '' ? 'required' : 'list-day-invalid' })
    return day ?? ''
  }),
  signer: z.string().min(1, 'required').max(200),
})

export function enrolmentRoutes(kernel: Kernel, deps: EnrolmentDeps): readonly Route[] {
  const view = async (
    ctx: RequestContext<{ year: number }>,
    failed: { form: string; problems: readonly Problem[] } | null = null,
  ) => {
    const { actor, today, lang } = ctx
    const { year } = ctx.params
    const edits = reachOf(actor, 'registration.edit', today)
    const lines = await linesOfYear(kernel.db, deps, year, {
      reach: reachOf(actor, 'registration.read', today),
      today,
    })
    const communes = deps.places
      .communes(deps.provinceCode, today)
      .filter(({ code }) => edits.places.includes(deps.provinceCode) || edits.places.includes(code))
    const products = lines.flatMap((line) =>
      line.productId && (line.goalStar ?? 0) >= 4 ? [line.productId] : [],
    )
    const mayAdd = mayAnywhere(actor, 'registration.edit', today)
    const mayEdit = (line: Line) =>
      may(
        actor,
        'registration.edit',
        {
          places: editedBy(line, deps, today),
        },
        today,
      )
    return show(
      <ListPage
        ctx={ctx}
        year={year}
        lines={lines}
        gaps={await deps.gaps(kernel.db, products)}
        supports={await deps.supports(kernel.db, products)}
        toEnrol={mayAdd ? await productsToEnrol(kernel.db, deps, year, { reach: edits, today }) : []}
        communes={communes}
        approvals={await approvalsOf(kernel.db, deps, year)}
        reviewBefore={deps.reviewBefore}
        mayEdit={mayEdit}
        mayAdd={mayAdd}
        mayApprove={may(actor, 'plan.approve', { places: [deps.provinceCode] }, today)}
        failed={
          failed && {
            form: failed.form,
            errors: failed.problems.map((each) => ({ field: each.field, text: problemText(each, lang) })),
          }
        }
      />,
      { status: failed ? 422 : 200 },
    )
  }
  const back = (ctx: RequestContext<{ year: number }>) => goTo(localPath(ctx.lang, listPath(ctx.params.year)))
  const paper = (kind: 'pdf' | 'docx') =>
    api({
      method: 'GET',
      path: `/lam-viec/danh-muc/:year/phe-duyet/:ordinal.${kind}`,
      permission: 'registration.read',
      audit: null,
      params: ofYear.extend({ ordinal: z.coerce.number().int().min(1).max(99) }),
      summary: 'The list of a year as it was approved, as a paper',
      handler: async (ctx) => {
        const { year, ordinal } = ctx.params
        const approval = (await approvalsOf(kernel.db, deps, year)).find((each) => each.ordinal === ordinal)
        if (!approval) return notFound()
        const said = listPaper({
          year,
          ordinal,
          number: approval.number,
          decidedOn: approval.decided_on,
          issuer: deps.issuerOn(approval.decided_on),
          seat: deps.seat,
          signer: approval.signer,
          isDemo: approval.is_demo,
          content: approval.content,
        })
        const name = `danh-muc-ocop-${year}-lan-${ordinal}.${kind}`
        return kind === 'pdf'
          ? file(await statePaperPdf(said, { at: approval.approved_at }), 'application/pdf', { name })
          : file(
              await statePaperDocx(said),
              'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
              { name },
            )
      },
    })
  return [
    page({
      path: '/ke-hoach/:year/danh-muc',
      permission: 'plan.read',
      audit: null,
      params: ofYear,
      handler: async (ctx) => {
        const approvals = await approvalsOf(kernel.db, deps, ctx.params.year)
        return show(<PublicListPage ctx={ctx} year={ctx.params.year} approvals={approvals} />, {
          cache: ['plans'],
        })
      },
    }),
    page({
      path: '/lam-viec/danh-muc',
      permission: 'registration.read',
      audit: null,
      handler: (ctx) => goTo(localPath(ctx.lang, listPath(Number(ctx.today.slice(0, 4))))),
    }),
    page({
      path: '/lam-viec/danh-muc/:year',
      permission: 'registration.read',
      audit: null,
      params: ofYear,
      handler: (ctx) => view(ctx as never),
    }),
    paper('pdf'),
    paper('docx'),
    form({
      path: '/lam-viec/danh-muc/:year/them',
      permission: 'registration.edit',
      audit: 'enrolment.proposed',
      params: ofYear,
      handler: async (raw) => {
        const ctx = raw as RequestContext<{ year: number }>
        const read = readForm(entryForm, ctx.form)
        if (!read.ok) return view(ctx, { form: 'add', problems: read.problems })
        const { value } = read
        const entry = {
          ...value,
          year: ctx.params.year,
          productId: value.productId || null,
          goalStar: value.goalStar === '' ? null : Number(value.goalStar),
        }
        const done = await ctx.run((inner) => propose(inner, entry, deps))
        return done.ok ? back(ctx) : view(ctx, { form: 'add', problems: done.problems })
      },
    }),
    form({
      path: '/lam-viec/danh-muc/:year/phe-duyet',
      permission: 'plan.approve',
      audit: 'enrolment.list-approved',
      params: ofYear,
      handler: async (raw) => {
        const ctx = raw as RequestContext<{ year: number }>
        const read = readForm(approvalForm, ctx.form)
        if (!read.ok) return view(ctx, { form: 'approve', problems: read.problems })
        const about = { ...read.value, year: ctx.params.year }
        const done = await ctx.run((inner) => approveList(inner, about, deps))
        return done.ok ? back(ctx) : view(ctx, { form: 'approve', problems: done.problems })
      },
    }),
    form({
      path: '/lam-viec/danh-muc/:year/:id',
      permission: 'registration.edit',
      audit: 'enrolment.moved',
      params: ofYear.extend({ id: z.uuid() }),
      handler: async (raw) => {
        const ctx = raw as unknown as RequestContext<{ year: number; id: string }>
        const read = readForm(
          z.object({ action: z.enum(['drop', 'take-back']), reason: z.string().max(1000).default('') }),
          ctx.form,
        )
        if (!read.ok) return view(ctx, { form: ctx.params.id, problems: read.problems })
        const done = await ctx.run((inner) => move(inner, ctx.params.id, read.value, deps))
        return done.ok ? back(ctx) : view(ctx, { form: ctx.params.id, problems: done.problems })
      },
    }),
  ]
}
