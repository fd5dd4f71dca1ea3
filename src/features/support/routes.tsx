import { z } from 'zod'
import type { CommandContext, Problem, Result } from '../../platform/command/index.ts'
import {
  type FormReading,
  fieldText,
  file,
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
import { may, mayAnywhere, type Permission } from '../../rules/permissions/index.ts'
import { mostOf } from '../../rules/support/index.ts'
import { parseNumber } from '../../rules/vietnamese/index.ts'
import { runningConsent } from '../consents/index.ts'
import { problemText } from '../frame/index.ts'
import { mayManage, resourceOf } from './change.ts'
import { approveSupport, recallSupport, recordPayment, refuseSupport } from './decisions.ts'
import { countSupport } from './figures.ts'
import { type ActName, actPaths } from './pages/acts.tsx'
import { SupportDeskPage } from './pages/desk.tsx'
import { SupportPage } from './pages/one.tsx'
import { deskPath } from './pages/parts.tsx'
import { largestQuote, RequestPage } from './pages/request.tsx'
import type { Parts, SupportDeps } from './parts.ts'
import {
  approvedEarlier,
  deedsOf,
  headsOf,
  type Support,
  supportableProducts,
  supportsFor,
} from './queries.ts'
import { reportResult, requestSupport, withdrawSupport } from './requests.ts'

const byId = z.object({ id: z.uuid() })

export function supportRoutes({ kernel, deps }: Parts): readonly Route[] {
  const { db } = kernel
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const yearOf = (ctx: RequestContext) => Number(ctx.today.slice(0, 4))
  const found = async (ctx: RequestContext, id: string) =>
    (await supportsFor(db, ctx.actor, 'support.read', ctx.today, deps, { id }))[0]

  const asks = async (ctx: RequestContext, support: Support) => {
    const { producer_id: producerId } = support
    if (may(ctx.actor, 'support.request', { producerId }, ctx.today)) return true
    if (!may(ctx.actor, 'support.request', resourceOf(support, deps, ctx.today), ctx.today)) return false
    return (await runningConsent(db, ctx.actor, producerId, ctx.today)) !== null
  }

  const one = async (
    ctx: RequestContext,
    id: string,
    about: { of?: ActName; failed?: readonly Problem[]; sent?: boolean } = {},
  ) => {
    const support = await found(ctx, id)
    if (!support) return notFound()
    ctx.subject('support', id, support.place_code ?? support.province_code)
    const manages = mayManage(ctx.actor, support, deps, ctx.today)
    const measure = deps.law.measures.find((each) => each.id === support.measure)
    const earlier = await approvedEarlier(db, support.product_id, support.measure, yearOf(ctx))
    const heads = await headsOf(db, yearOf(ctx), deps)
    const charged =
      support.head_id === null
        ? undefined
        : (await headsOf(db, support.year, deps)).find((head) => head.id === support.head_id)
    const bearer = deps.agencies.bearer(support.agency_id, ctx.today)
    return show(
      <SupportPage
        ctx={ctx}
        deps={deps}
        support={support}
        deeds={await deedsOf(db, id)}
        headWords={charged ? charged.words[ctx.lang] || charged.words.vi : null}
        agency={(ctx.lang === 'en' && bearer?.nameEn) || (bearer?.name ?? support.agency_id)}
        mayManage={manages}
        mayAsk={await asks(ctx, support)}
        heads={manages ? heads : []}
        most={measure ? Number(mostOf(measure, BigInt(support.cost), earlier)) : 0}
        of={about.of}
        errors={errorsOf(about.failed ?? [], ctx)}
        sent={about.sent ?? false}
      />,
      { status: about.failed ? 422 : 200 },
    )
  }

  const ask = async (
    ctx: RequestContext,
    product?: string,
    failed?: readonly Problem[],
    producerId?: string,
  ) =>
    show(
      <RequestPage
        ctx={ctx}
        deps={deps}
        products={await supportableProducts(db, ctx.actor, ctx.today, deps)}
        product={product}
        values={failed ? ctx.form.fields : {}}
        consentOf={failed?.some((each) => each.code === 'consent-needed') ? producerId : undefined}
        errors={errorsOf(failed ?? [], ctx)}
      />,
      { status: failed ? 422 : 200 },
    )

  /** An act on one support: its command, and its page again with what was typed when it is refused. */
  const act = (
    name: ActName,
    permission: Permission,
    audit: string,
    command: (
      inner: CommandContext,
      of: { id: string; version: number },
      typed: FormReading,
    ) => Promise<Result<void>>,
  ) =>
    form({
      path: `${deskPath}/:id/${actPaths[name]}`,
      permission,
      audit,
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        if (!(await found(ctx, id))) return notFound()
        const version = Number(fieldText(ctx.form, 'version')) || 0
        const done = await ctx.run((inner) => command(inner, { id, version }, ctx.form))
        if (done.ok) return goTo(localPath(ctx.lang, `${deskPath}/${id}`))
        return done.problems.some((each) => each.code === 'forbidden')
          ? problems(done.problems, 403)
          : one(ctx, id, { of: name, failed: done.problems })
      },
    })

  return [
    page({
      path: deskPath,
      permission: 'support.read',
      audit: null,
      handler: async (ctx) => {
        const supports = await supportsFor(db, ctx.actor, 'support.read', ctx.today, deps)
        const oversees = may(ctx.actor, 'support.read', { places: [deps.provinceCode] }, ctx.today)
        const manages = mayAnywhere(ctx.actor, 'support.manage', ctx.today)
        return show(
          <SupportDeskPage
            ctx={ctx}
            deps={deps}
            supports={supports}
            mayAsk={mayAnywhere(ctx.actor, 'support.request', ctx.today)}
            mayManage={manages}
            figures={oversees ? await figuresOf(ctx, supports, deps) : []}
            heads={manages || oversees ? await headsOf(db, yearOf(ctx), deps) : null}
          />,
        )
      },
    }),
    page({
      path: `${deskPath}/moi`,
      permission: 'support.request',
      audit: null,
      query: z.object({ 'san-pham': z.uuid().optional().catch(undefined) }),
      handler: (ctx) => ask(ctx, ctx.query['san-pham']),
    }),
    form({
      path: `${deskPath}/moi`,
      permission: 'support.request',
      audit: 'support.asked',
      files: {
        fields: ['quote'],
        maxBytes: largestQuote,
        maxFiles: 1,
        accept: ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'],
      },
      handler: async (ctx) => {
        const id = z.uuid().safeParse(fieldText(ctx.form, 'product'))
        const [product] = id.success ? await supportableProducts(db, ctx.actor, ctx.today, deps, id.data) : []
        if (!product) return ask(ctx, undefined, [{ code: 'support-product', field: 'product' }])
        const sent = ctx.form.files[0]
        if (sent?.problem) return ask(ctx, product.id, [{ ...sent.problem, field: 'quote' }])
        const { stored } = sent ?? {}
        const done = await ctx.run((inner) =>
          requestSupport(
            inner,
            product,
            {
              measure: fieldText(ctx.form, 'measure'),
              cost: amountIn(ctx.form, 'cost'),
              asked: amountIn(ctx.form, 'asked'),
              reason: fieldText(ctx.form, 'reason').slice(0, 2000),
              agencyId: fieldText(ctx.form, 'agency'),
              quote: stored ? { hash: stored.hash, name: sent!.name, mediaType: stored.mediaType } : null,
            },
            deps,
          ),
        )
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/${done.value.id}?bao=gui`))
          : ask(ctx, product.id, done.problems, product.producerId)
      },
    }),
    page({
      path: `${deskPath}/:id`,
      permission: 'support.read',
      audit: 'support.viewed',
      params: byId,
      query: z.object({ bao: z.string().optional() }),
      handler: (ctx) => one(ctx, ctx.params.id, { sent: ctx.query.bao === 'gui' }),
    }),
    page({
      path: `${deskPath}/:id/bao-gia`,
      permission: 'support.read',
      audit: 'support.quote-read',
      params: byId,
      handler: async (ctx) => {
        const support = await found(ctx, ctx.params.id)
        const bytes = support?.quote_hash && (await kernel.files.open(support.quote_hash))
        if (!support || !bytes) return notFound()
        ctx.subject('support', support.id, support.place_code ?? support.province_code)
        return file(bytes, support.quote_type!, { name: support.quote_name! })
      },
    }),
    act('approve', 'support.manage', 'support.approved', (inner, of, typed) =>
      approveSupport(
        inner,
        {
          ...of,
          amount: amountIn(typed, 'amount'),
          headId: z.uuid().safeParse(fieldText(typed, 'head')).data ?? noHead,
          words: longText(typed, 'words'),
        },
        deps,
      ),
    ),
    act('refuse', 'support.manage', 'support.refuse', (inner, of, typed) =>
      refuseSupport(inner, { ...of, reason: longText(typed, 'reason') }, deps),
    ),
    act('recall', 'support.manage', 'support.recalled', (inner, of, typed) =>
      recallSupport(inner, { ...of, reason: longText(typed, 'reason') }, deps),
    ),
    act('pay', 'support.manage', 'support.paid', (inner, of, typed) =>
      recordPayment(
        inner,
        {
          ...of,
          day: parseDay(fieldText(typed, 'day')),
          amount: amountIn(typed, 'amount'),
          paperNo: fieldText(typed, 'paperNo').slice(0, 100),
        },
        deps,
      ),
    ),
    act('withdraw', 'support.request', 'support.withdrawn', (inner, of) =>
      withdrawSupport(inner, of.id, of.version, deps),
    ),
    act('report-result', 'support.read', 'support.result-recorded', (inner, of, typed) =>
      reportResult(inner, { ...of, words: longText(typed, 'words') }, deps),
    ),
  ]

  async function figuresOf(ctx: RequestContext, supports: readonly Support[], deps: SupportDeps) {
    const year = { from: `${yearOf(ctx)}-01-01`, to: `${yearOf(ctx)}-12-31` }
    const [approved, paid, products] = await Promise.all([
      countSupport(db, 'support-approved', year, deps),
      countSupport(db, 'support-paid', year, deps),
      countSupport(db, 'products-supported', year, deps),
    ])
    return [
      { figure: 'waiting' as const, value: supports.filter((each) => each.status === 'requested').length },
      { figure: 'approved' as const, value: approved.total },
      { figure: 'paid' as const, value: paid.total },
      { figure: 'products' as const, value: products.count },
    ]
  }
}

/** No head has this id. */
const noHead = '00000000-0000-0000-0000-000000000000'

const longText = (typed: FormReading, field: string) => fieldText(typed, field).trim().slice(0, 2000)

/** Whole đồng as people type them; null for anything else. */
function amountIn(typed: FormReading, field: string): number | null {
  const value = parseNumber(fieldText(typed, field))
  return value !== null && Number.isInteger(value) && value > 0 && value <= 9_000_000_000_000 ? value : null
}
