import { z } from 'zod'
import type { CommandContext, Problem, Result } from '../../platform/command/index.ts'
import {
  type FormReading,
  fieldText,
  file,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  problems,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { statePaperDocx, statePaperPdf } from '../../platform/papers/index.ts'
import { mayAnywhere } from '../../rules/permissions/index.ts'
import { slug } from '../../rules/vietnamese/index.ts'
import { problemText } from '../frame/index.ts'
import { allotStalls, recallAllotment } from './allotment.ts'
import { amendFair } from './amending.ts'
import { producersItFits, scopeOf } from './audience.ts'
import { type Fair, mayManageAll, mayManageFair } from './change.ts'
import { addCost, payCost, recallCost } from './costs.ts'
import { audienceText } from './explaining.ts'
import { fixedInput, inputOf } from './fair-input.ts'
import { callFair, cancelFair, draftFair, editFair, holdFair } from './fairs.ts'
import { countPromotion } from './figures.ts'
import { type ActName, actPaths } from './pages/acts.tsx'
import { FairsDesk } from './pages/desk.tsx'
import { FairPage, type FairPageProps } from './pages/fair.tsx'
import { FairFormPage } from './pages/fair-form.tsx'
import { allotmentPaper, callPaper } from './papers.ts'
import type { Parts } from './parts.ts'
import { deskPath } from './paths.ts'
import {
  applicationsOf,
  costsOf,
  type FairDeed,
  fairDeeds,
  fairsOf,
  headsOf,
  ownRecords,
  resultsOf,
} from './queries.ts'
import { amountIn, longText } from './typed.ts'

export const byId = z.object({ id: z.uuid() })
const toldBy = { gui: 'applied', rut: 'withdrawn', nhan: 'claimed' } as const
const noId = '00000000-0000-0000-0000-000000000000'
export const errorsOf = (list: readonly Problem[], ctx: RequestContext) =>
  list.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))

export function deskRoutes({ kernel, deps }: Parts): readonly Route[] {
  const { db } = kernel

  /** Drafts are seen by who manages them alone. */
  const readable = async (ctx: RequestContext, id: string) => {
    const [fair] = await fairsOf(db, deps, { id, drafts: true })
    if (!fair) return null
    const manages = mayManageFair(ctx.actor, fair, deps, ctx.today)
    return fair.status === 'draft' && !manages ? null : { fair, manages }
  }

  const one = async (
    ctx: RequestContext,
    id: string,
    about: { of?: string; failed?: readonly Problem[]; told?: FairPageProps['told'] } = {},
  ) => {
    const found = await readable(ctx, id)
    if (!found) return notFound()
    const { fair, manages } = found
    const applies = mayAnywhere(ctx.actor, 'fair.apply', ctx.today)
    const own = applies ? await ownRecords(db, ctx.actor, 'fair.apply', ctx.today, deps) : []
    ctx.subject('fair', id, deps.provinceCode)
    const deeds = await fairDeeds(db, id)
    const plan = fair.plan_id
      ? await db.selectFrom('plan').select('year').where('id', '=', fair.plan_id).executeTakeFirst()
      : undefined
    return show(
      <FairPage
        ctx={ctx}
        deps={deps}
        fair={fair}
        deeds={deeds}
        lines={allotted(deeds).filter(
          (line) => manages || line.rank !== null || own.includes(line.producerId),
        )}
        applications={await applicationsOf(db, id, manages ? {} : { producerIds: own })}
        fits={manages && fair.status === 'draft' ? (await producersItFits(db, fair, deps)).length : null}
        manages={manages}
        applies={applies}
        results={(await resultsOf(db, { fairId: id })).filter(
          (each) => manages || own.includes(each.producer_id),
        )}
        costs={manages ? await costsOf(db, id) : []}
        heads={manages ? await headsOf(db, Number(fair.starts_on.slice(0, 4)), deps) : []}
        planYear={plan?.year ?? null}
        told={about.told ?? null}
        of={about.of}
        errors={errorsOf(about.failed ?? [], ctx)}
      />,
      { status: about.failed ? 422 : 200 },
    )
  }

  const agenciesFor = (ctx: RequestContext) =>
    deps.agencies
      .on(ctx.today)
      .filter(
        (each) =>
          each.level === 'tinh' && mayManageFair(ctx.actor, { lead_agency: each.id }, deps, ctx.today),
      )

  const written = (ctx: RequestContext, fair: Fair | undefined, failed?: readonly Problem[]) =>
    show(
      <FairFormPage
        ctx={ctx}
        deps={deps}
        fair={fair}
        agencies={agenciesFor(ctx)}
        values={failed ? { ...ctx.form.fields, ...(fair && { version: String(fair.version) }) } : {}}
        errors={errorsOf(failed ?? [], ctx)}
      />,
      { status: failed ? 422 : 200 },
    )

  /** An act on a fair: its command, and the page again with what was typed when it is refused. */
  const act = (
    name: ActName,
    audit: string,
    command: (
      inner: CommandContext,
      of: { id: string; version: number; words: string },
    ) => Promise<Result<void>>,
  ) =>
    form({
      path: `${deskPath}/:id/${actPaths[name]}`,
      permission: 'promotion.manage',
      audit,
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const version = Number(fieldText(ctx.form, 'version')) || 0
        const done = await ctx.run((inner) =>
          command(inner, { id, version, words: longText(ctx.form, 'words') }),
        )
        return answered(ctx, id, done, name)
      },
    })

  const answered = (ctx: RequestContext, id: string, done: Result<unknown>, of: string) => {
    if (done.ok) return goTo(localPath(ctx.lang, `${deskPath}/${id}`))
    return done.problems.some((each) => each.code === 'forbidden')
      ? problems(done.problems, 403)
      : one(ctx, id, { of, failed: done.problems })
  }

  /** Of a cost one knows only itself: its fair is looked up to show the page again. */
  const costAct = (
    path: string,
    of: string,
    audit: string,
    command: (inner: CommandContext, id: string, typed: FormReading) => Promise<Result<{ fairId: string }>>,
  ) =>
    form({
      path: `${deskPath}/chi-phi/:id/${path}`,
      permission: 'promotion.manage',
      audit,
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const cost = await db
          .selectFrom('fair_cost')
          .select('fair_id')
          .where('id', '=', id)
          .executeTakeFirst()
        if (!cost) return notFound()
        return answered(
          ctx,
          cost.fair_id,
          await ctx.run((inner) => command(inner, id, ctx.form)),
          `${of}/${id}`,
        )
      },
    })

  const paper = (name: 'thu-moi' | 'danh-sach', kind: 'pdf' | 'docx') =>
    page({
      path: `${deskPath}/:id/${name}.${kind}`,
      permission: 'promotion.read',
      audit: 'fair.paper-read',
      params: byId,
      handler: async (ctx) => {
        const found = await readable(ctx, ctx.params.id)
        if (!found || found.fair.status === 'draft') return notFound()
        const { fair, manages } = found
        const deeds = await fairDeeds(db, fair.id)
        const deed = deeds.findLast(({ action }) => action === (name === 'thu-moi' ? 'call' : 'allot'))
        if (!deed || !fair.rule || (name === 'danh-sach' && fair.status === 'called')) return notFound()
        ctx.subject('fair', fair.id, deps.provinceCode)
        const issuer = { name: deps.agencies.bearer(fair.lead_agency, deed.day)?.name ?? '', seat: deps.seat }
        const made =
          name === 'thu-moi'
            ? callPaper(
                fair,
                deed.day,
                fair.rule,
                issuer,
                audienceText(scopeOf(fair, deps), deps.sectors, 'vi'),
              )
            : allotmentPaper(
                fair,
                deed.day,
                (deed.lines ?? []).filter(({ rank }) => manages || rank !== null),
                await applicationsOf(db, fair.id),
                issuer,
              )
        const as = `${slug(made.title, 80)}.${kind}`
        return kind === 'pdf'
          ? file(await statePaperPdf(made, { at: deed.at }), 'application/pdf', { name: as })
          : file(
              await statePaperDocx(made),
              'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
              { name: as },
            )
      },
    })

  return [
    page({
      path: deskPath,
      permission: 'promotion.read',
      audit: null,
      handler: async (ctx) => {
        const all = await fairsOf(db, deps, { drafts: true })
        const fairs = all.filter(
          (fair) => fair.status !== 'draft' || mayManageFair(ctx.actor, fair, deps, ctx.today),
        )
        const oversees = mayAnywhere(ctx.actor, 'plan.progress', ctx.today)
        return show(
          <FairsDesk
            ctx={ctx}
            deps={deps}
            fairs={fairs}
            figures={oversees ? await figuresOf(ctx) : []}
            drafts={agenciesFor(ctx).length > 0}
            own={!oversees && mayAnywhere(ctx.actor, 'fair.apply', ctx.today)}
          />,
        )
      },
    }),
    page({
      path: `${deskPath}/moi`,
      permission: 'promotion.manage',
      audit: null,
      handler: (ctx) => (agenciesFor(ctx).length > 0 ? written(ctx, undefined) : forbidden()),
    }),
    form({
      path: `${deskPath}/moi`,
      permission: 'promotion.manage',
      audit: 'fair.drafted',
      handler: async (ctx) => {
        const done = await ctx.run((inner) => draftFair(inner, inputOf(ctx.form), deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/${done.value.id}`))
          : written(ctx, undefined, done.problems)
      },
    }),
    page({
      path: `${deskPath}/:id`,
      permission: 'promotion.read',
      audit: 'fair.viewed',
      params: byId,
      query: z.object({ bao: z.enum(['gui', 'rut', 'nhan']).optional().catch(undefined) }),
      handler: (ctx) =>
        one(ctx, ctx.params.id, {
          told: ctx.query.bao ? toldBy[ctx.query.bao] : null,
        }),
    }),
    page({
      path: `${deskPath}/:id/sua`,
      permission: 'promotion.manage',
      audit: null,
      params: byId,
      handler: async (ctx) => {
        const found = await readable(ctx, ctx.params.id)
        return found?.manages && ['draft', 'called'].includes(found.fair.status)
          ? written(ctx, found.fair)
          : notFound()
      },
    }),
    form({
      path: `${deskPath}/:id/sua`,
      permission: 'promotion.manage',
      audit: 'fair.edited',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const found = await readable(ctx, id)
        if (!found?.manages) return notFound()
        const version = Number(fieldText(ctx.form, 'version')) || 0
        const input = inputOf(ctx.form)
        const called = found.fair.status === 'called'
        const done = await ctx.run((inner) =>
          called
            ? amendFair(
                inner,
                { id, version, words: longText(ctx.form, 'words') },
                fixedInput(found.fair, input),
                deps,
              )
            : editFair(inner, { id, version }, input, deps),
        )
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/${id}`))
          : written(ctx, found.fair, done.problems)
      },
    }),
    act('call', 'fair.called', (inner, of) => callFair(inner, of, deps)),
    act('allot', 'fair.allotted', (inner, of) => allotStalls(inner, of, deps)),
    act('recall', 'fair.recalled', (inner, of) => recallAllotment(inner, of, deps)),
    act('hold', 'fair.held', (inner, of) => holdFair(inner, of, deps)),
    act('cancel', 'fair.cancelled', (inner, of) => cancelFair(inner, of, deps)),
    form({
      path: `${deskPath}/:id/chi-phi`,
      permission: 'promotion.manage',
      audit: 'fair.cost-added',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const version = Number(fieldText(ctx.form, 'version')) || 0
        const input = {
          what: longText(ctx.form, 'what', 300),
          amount: amountIn(ctx.form, 'amount'),
          headId: z.uuid().safeParse(fieldText(ctx.form, 'head')).data ?? noId,
        }
        return answered(
          ctx,
          id,
          await ctx.run((inner) => addCost(inner, { id, version }, input, deps)),
          'cost',
        )
      },
    }),
    costAct('chi', 'pay', 'fair.cost-paid', (inner, id, typed) =>
      payCost(
        inner,
        id,
        { day: parseDay(fieldText(typed, 'day')), paperNo: longText(typed, 'paperNo', 100) },
        deps,
      ),
    ),
    costAct('thu-hoi', 'recall', 'fair.cost-recalled', (inner, id, typed) =>
      recallCost(inner, id, longText(typed, 'reason', 500), deps),
    ),
    paper('thu-moi', 'pdf'),
    paper('thu-moi', 'docx'),
    paper('danh-sach', 'pdf'),
    paper('danh-sach', 'docx'),
  ]

  async function figuresOf(ctx: RequestContext) {
    const year = ctx.today.slice(0, 4)
    const extent = { from: `${year}-01-01`, to: `${year}-12-31` }
    const [stalls, value, fairs, buyers] = await Promise.all([
      countPromotion(db, 'stalls-taken', extent, deps),
      countPromotion(db, 'trade-value', extent, deps),
      fairsOf(db, deps),
      mayManageAll(ctx.actor, deps, ctx.today)
        ? db.selectFrom('buyer_request').select('id').where('status', '=', 'received').execute()
        : [],
    ])
    return [
      {
        figure: 'open' as const,
        value: fairs.filter((each) => each.status === 'called' && ctx.today <= each.apply_until).length,
      },
      { figure: 'stalls' as const, value: stalls.count },
      { figure: 'value' as const, value: value.total },
      { figure: 'buyers' as const, value: buyers.length },
    ]
  }
}

/** The list as it was published. Who could not take part, and why, is read by who manages the fair and by themselves. */
const allotted = (deeds: readonly FairDeed[]) =>
  deeds.findLast(({ action }) => action === 'allot')?.lines ?? []
