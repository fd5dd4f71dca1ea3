import { z } from 'zod'
import type { Problem, Result } from '../../platform/command/index.ts'
import {
  api,
  json,
  notFound,
  problems,
  type Reply,
  type RequestContext,
  type Route,
} from '../../platform/http/index.ts'
import { markOf } from '../../rules/forms/index.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import { STATUSES, type Status } from '../../rules/procedure/index.ts'
import { fold } from '../../rules/vietnamese/index.ts'
import { communeReportOf, saveCommuneReport } from './commune.ts'
import { Deed, takeDeed } from './deeds.ts'
import type { Dossier } from './dossier.ts'
import { flat, saveDraft } from './editing.ts'
import { examine } from './examine.ts'
import { listed } from './listed.ts'
import { changesBetween, manifestsOf } from './manifest.ts'
import { type Parts, readable } from './parts.ts'
import { papersOfDossier, pinPaper, unpinPaper } from './pins.ts'
import { assignAdvisers, suggest } from './province.ts'
import { dossierCounts, dossierLines } from './queries.ts'
import { answerRemarks, remarksOf } from './remarks.ts'
import { startDossier } from './start.ts'
import { actionsFor, clocksOf } from './steps.ts'
import { findingText, statusName } from './words.ts'

const BASE = '/api/v1/dossiers'
const byId = z.object({ id: z.uuid() })
const marks = z.record(z.string(), z.string().max(20)).default({})
const values = z.record(z.string().max(80), z.unknown())

const Query = z.object({
  status: z.enum(STATUSES).optional(),
  kind: z.enum(['first', 'upgrade', 'reevaluation']).optional(),
  q: z.string().max(200).optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  per_page: z.coerce.number().int().min(1).max(200).default(50),
})

/** What the pages of a dossier can do, for programs: the same commands, the same refusals, by session or bearer token. */
export function dossierApi(parts: Parts): Route[] {
  const { kernel, laws, desk } = parts
  const { db } = kernel
  const reply = <T>(result: Result<T>, body: (value: T) => unknown): Reply =>
    result.ok ? json(body(result.value)) : problems(result.problems, apiStatus(result.problems))

  const whole = async (ctx: RequestContext, dossier: Dossier) => {
    const law = laws(dossier.regime)!
    const [examination, remarks, manifests, report] = await Promise.all([
      examine(db, dossier, law, ctx.today),
      remarksOf(db, dossier.id),
      manifestsOf(db, dossier.id),
      communeReportOf(db, dossier.id),
    ])
    return {
      ...brief(dossier),
      form: dossier.form,
      answers: dossier.answers,
      notes: dossier.notes,
      score: {
        points: examination.score.points,
        parts: examination.score.parts,
        star: examination.score.star,
      },
      findings: examination.findings.map((finding) => ({
        rule: finding.rule,
        weight: finding.weight,
        article: finding.article,
        at: finding.at,
        ...findingText(finding, ctx.lang),
      })),
      pins: examination.pins,
      papers: examination.papers.map(({ id, kind, title, number, issuer, issuedOn, validUntil, pages }) => ({
        id,
        kind,
        title,
        number,
        issuer,
        issuedOn,
        validUntil,
        pages,
      })),
      remarks,
      filings: manifests.map(({ filing, hash, frozenAt }) => ({ filing, hash, frozenAt })),
      communeReport: report,
      history: dossier.actions.map(({ seq, action, at, day, actorName, actorRole, reason: why }) => ({
        seq,
        action,
        at,
        day,
        actorName,
        actorRole,
        reason: why,
      })),
      clocks: clocksOf(dossier, law, ctx.today),
      actions: actionsFor(dossier, law, ctx.actor, ctx.today),
    }
  }

  return [
    api({
      method: 'GET',
      path: BASE,
      permission: 'dossier.read',
      audit: null,
      summary: 'Dossiers within reach of the caller, with their nearest deadline',
      query: Query,
      handler: async (ctx) => {
        const { status, kind, q, page, per_page: size } = ctx.query
        const filter = {
          reach: reachOf(ctx.actor, 'dossier.read', ctx.today),
          accountId: ctx.actor.accountId,
          statuses: status ? [status] : undefined,
          kind,
          text: q ? fold(q) : undefined,
        }
        const [lines, counts] = await Promise.all([
          dossierLines(db, { ...filter, limit: size, offset: (page - 1) * size }),
          dossierCounts(db, filter),
        ])
        return json({
          items: lines.map((line) => {
            const { actions: _, placeName, clock, updatedAt, ...rest } = listed(parts, line, ctx.today)
            return { ...rest, place: placeName, due: clock?.lastDay ?? null, updatedAt }
          }),
          total: [...counts.values()].reduce((sum, count) => sum + count, 0),
          page,
        })
      },
    }),
    api({
      method: 'POST',
      path: BASE,
      permission: 'dossier.edit',
      audit: 'dossier.start',
      summary: 'Start a dossier for a product',
      body: z.object({ productId: z.uuid(), kind: z.enum(['first', 'upgrade', 'reevaluation']) }),
      handler: async (ctx) => reply(await ctx.run((inner) => startDossier(inner, parts, ctx.body)), brief),
    }),
    api({
      method: 'GET',
      path: `${BASE}/:id`,
      permission: 'dossier.read',
      audit: 'dossier.read',
      summary:
        'One dossier whole: forms, self-assessment, papers, what the check finds, remarks, history, what may be done',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? json(await whole(ctx, shown.dossier)) : notFound()
      },
    }),
    api({
      method: 'PATCH',
      path: `${BASE}/:id/draft`,
      permission: 'dossier.edit',
      audit: 'dossier.edit',
      summary:
        'Keep what was changed: form fields by name, `a:<criterion>` options, `n:<criterion>` descriptions, `wishStar`; `base` marks what was there, and what somebody else changed meanwhile is refused with 409',
      params: byId,
      body: z.object({ values, base: marks }),
      handler: async (ctx) => {
        const saved = await ctx.run((inner) =>
          saveDraft(inner, laws, { dossierId: ctx.params.id, ...ctx.body }),
        )
        return reply(saved, (dossier) => {
          const held: Record<string, unknown> = { ...dossier.form, ...flat(dossier) }
          const base = Object.fromEntries(
            Object.keys(ctx.body.values).map((name) => [name, markOf(held[name] as never)]),
          )
          return { version: dossier.version, base }
        })
      },
    }),
    api({
      method: 'POST',
      path: `${BASE}/:id/pins`,
      permission: 'dossier.edit',
      audit: 'dossier.pin',
      summary: 'Lay a paper of the vault to a criterion, at a page',
      params: byId,
      body: z.object({
        paperId: z.uuid(),
        criterion: z.string().max(20).nullable(),
        page: z.int().nullable().default(null),
        note: z.string().max(1000).nullable().default(null),
      }),
      handler: async (ctx) =>
        reply(
          await ctx.run((inner) => pinPaper(inner, laws, { dossierId: ctx.params.id, ...ctx.body })),
          (pin) => pin,
        ),
    }),
    api({
      method: 'DELETE',
      path: `${BASE}/:id/pins/:pin`,
      permission: 'dossier.edit',
      audit: 'dossier.unpin',
      summary: 'Take a paper off a criterion',
      params: z.object({ id: z.uuid(), pin: z.uuid() }),
      handler: async (ctx) => {
        const { id, pin } = ctx.params
        return reply(
          await ctx.run((inner) => unpinPaper(inner, laws, { dossierId: id, pinId: pin })),
          (unpinned) => unpinned,
        )
      },
    }),
    api({
      method: 'PUT',
      path: `${BASE}/:id/answers`,
      permission: 'dossier.edit',
      audit: 'dossier.answer-remarks',
      summary: 'Answer the remarks of a return, by remark id',
      params: byId,
      body: z.object({ answers: z.record(z.uuid(), z.string().max(20_000)) }),
      handler: async (ctx) =>
        reply(
          await ctx.run((inner) => answerRemarks(inner, laws, { dossierId: ctx.params.id, ...ctx.body })),
          brief,
        ),
    }),
    api({
      method: 'PUT',
      path: `${BASE}/:id/commune-report`,
      permission: 'dossier.report-commune',
      audit: 'dossier.write-commune-report',
      summary: 'Keep the commune’s report (Form 03) while it is being written',
      params: byId,
      body: z.object({ topics: z.record(z.string(), z.string()), version: z.int() }),
      handler: async (ctx) =>
        reply(
          await ctx.run((inner) => saveCommuneReport(inner, desk, { dossierId: ctx.params.id, ...ctx.body })),
          (report) => report,
        ),
    }),
    api({
      method: 'PUT',
      path: `${BASE}/:id/advisers`,
      permission: 'dossier.assign',
      audit: 'dossier.assign',
      summary: 'Put a dossier into the hands of members of the advisory team',
      params: byId,
      body: z.object({ accountIds: z.array(z.uuid()).max(50) }),
      handler: async (ctx) =>
        reply(
          await ctx.run((inner) => assignAdvisers(inner, { dossierId: ctx.params.id, ...ctx.body })),
          brief,
        ),
    }),
    api({
      method: 'PUT',
      path: `${BASE}/:id/suggestions`,
      permission: 'dossier.advise',
      audit: 'dossier.suggest',
      summary: 'Suggest options and leave notes, criterion by criterion; never counted',
      params: byId,
      body: z.object({
        answers: values.default({}),
        notes: z.record(z.string(), z.string().max(4000)).default({}),
      }),
      handler: async (ctx) =>
        reply(
          await ctx.run((inner) => suggest(inner, desk, { dossierId: ctx.params.id, ...ctx.body })),
          brief,
        ),
    }),
    api({
      method: 'POST',
      path: `${BASE}/:id/actions`,
      permission: 'dossier.read',
      audit: 'dossier.act',
      summary: 'Take a step: file, receive, return, report, propose, accept into a round, and so on',
      params: byId,
      body: Deed,
      handler: async (ctx) =>
        reply(await ctx.run((inner) => takeDeed(inner, parts, ctx.params.id, ctx.body)), brief),
    }),
    api({
      method: 'GET',
      path: `${BASE}/:id/filings/:filing`,
      permission: 'dossier.read',
      audit: 'dossier.read',
      summary: 'One filing as it was frozen, its hash, and what differs from the one before',
      params: z.object({ id: z.uuid(), filing: z.coerce.number().int().min(1).max(999) }),
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        const manifests = shown ? await manifestsOf(db, shown.dossier.id) : []
        const manifest = manifests.find((one) => one.filing === ctx.params.filing)
        const before = manifests.find((one) => one.filing === ctx.params.filing - 1)
        if (!manifest) return notFound()
        return json({
          ...manifest,
          changes: before ? changesBetween(before.content, manifest.content) : null,
        })
      },
    }),
    api({
      method: 'GET',
      path: `${BASE}/:id/papers`,
      permission: 'dossier.read',
      audit: 'dossier.read',
      summary: 'Papers laid to a dossier and where',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? json(await papersOfDossier(db, shown.dossier.id)) : notFound()
      },
    }),
  ]
}

/** A dossier in a line, without what was typed into it. */
function brief(dossier: Dossier) {
  return {
    id: dossier.id,
    kind: dossier.kind,
    regime: dossier.regime,
    set: dossier.setNo,
    status: dossier.status satisfies Status,
    statusName: statusName(dossier.status, 'vi'),
    product: { id: dossier.product.id, name: dossier.product.name },
    producer: { id: dossier.producer.id, name: dossier.producer.name },
    placeCode: dossier.placeCode,
    provinceCode: dossier.provinceCode,
    year: dossier.year,
    wishStar: dossier.wishStar,
    filedOn: dossier.filedOn,
    productCode: dossier.productCode,
    communeReceiptNo: dossier.communeReceiptNo,
    provinceReceiptNo: dossier.provinceReceiptNo,
    samplesReceived: dossier.samplesReceived,
    round: dossier.round,
    prior: dossier.prior,
    version: dossier.version,
    isDemo: dossier.isDemo,
  }
}

/** A refusal as a status of HTTP. */
export function apiStatus(list: readonly Problem[]): number {
  const codes = new Set(list.map((problem) => problem.code))
  if (codes.has('not-found')) return 404
  if (codes.has('forbidden') || codes.has('consent-needed')) return 403
  if (codes.has('changed-meanwhile') || codes.has('action-not-now') || codes.has('dossier-not-in-hand'))
    return 409
  return 422
}
