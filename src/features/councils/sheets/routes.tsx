import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import {
  api,
  fieldText,
  file,
  form,
  goTo,
  json,
  notFound,
  page,
  problems,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { scoreSheet } from '../../../rules/scoring/index.ts'
import { readContent, type SheetContent, unanswered } from '../../../rules/sitting/index.ts'
import { errorsOf } from '../founding/routes.tsx'
import type { Parts } from '../parts.ts'
import { viewSitting } from '../sittings/view.ts'
import { readTasting, shownWithTasting } from '../tasting/note.ts'
import { type Desk, deskOf } from './desk.ts'
import { sheetEvidence, shownBeside } from './evidence.ts'
import { ownSheet, settleCopy } from './own-sheet.ts'
import { ownStandings } from './own-standing.ts'
import { receiptText } from './pages/receipt-card.tsx'
import { SheetPage } from './pages/sheet-page.tsx'
import { readSheetForm } from './reading.ts'
import { saveSheet } from './save.ts'

const params = z.object({ id: z.uuid(), itemId: z.uuid() })
type Ctx = RequestContext<{ id: string; itemId: string }>

const SaveBody = z.object({
  key: z.uuid(),
  baseRevision: z.int().min(0),
  round: z.int().min(1),
  seal: z.boolean().default(false),
  device: z.string().max(120).nullable().default(null),
  /** Whose sheet it is, as the device knows it: the session may be somebody else's by now. */
  account: z.uuid().optional(),
  content: z.object({
    answers: z.record(z.string(), z.unknown()),
    findings: z.array(z.string().max(40)).max(60).default([]),
    reasons: z.record(z.string(), z.string()).default({}),
    opinion: z.string().default(''),
  }),
})

/** A member's own sheet: page, plain form, and the same by JSON for a device that was without network. */
export function sheetRoutes(parts: Parts): Route[] {
  const write = { permission: 'sheet.write', params } as const
  return [
    page({
      path: '/lam-viec/phien-hop/:id/cham/:itemId',
      permission: 'sheet.read-own',
      params,
      audit: 'sheet.read',
      handler: (ctx) => showSheet(parts, ctx),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/cham/:itemId',
      ...write,
      audit: 'sheet.saved',
      handler: (ctx) => takeSheet(parts, ctx),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/cham/:itemId/ban-khac',
      ...write,
      audit: 'sheet.copy-settled',
      handler: async (ctx) => {
        const copyId = fieldText(ctx.form, 'copyId')
        if (!z.uuid().safeParse(copyId).success) return notFound()
        const input = { itemId: ctx.params.itemId, copyId, take: fieldText(ctx.form, 'do') === 'take' }
        const done = await ctx.run((inner) => settleCopy(inner, input, parts.deps))
        return done.ok ? goTo(here(ctx)) : showSheet(parts, ctx, done.problems)
      },
    }),
    page({
      path: '/lam-viec/phien-hop/:id/cham/:itemId/bien-nhan',
      permission: 'sheet.read-own',
      params,
      audit: 'sheet.read',
      handler: async (ctx) => {
        const desk = await deskOf(parts.kernel.db, { ...ctx, itemId: ctx.params.itemId }, parts.deps)
        const view = desk && (await viewSitting(parts.kernel.db, ctx, ctx.params.id, parts.deps))
        const item = view?.items.find((one) => one.id === ctx.params.itemId)
        const own = desk && item && (await ownSheet(parts.kernel.db, desk, parts.vault))
        if (!own?.receipt || !item) return notFound()
        ctx.subject('dossier', item.dossierId)
        return file(receiptText(ctx.lang, own.receipt, item.product), 'text/plain; charset=utf-8', {
          name: `bien-nhan-${own.receipt.hash.slice(0, 8)}.txt`,
        })
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/sittings/:id/own-sheets',
      permission: 'sheet.read-own',
      audit: null,
      summary: 'Where the own score sheets of a sitting stand, with what was ticked while tasting',
      params: z.object({ id: z.uuid() }),
      handler: async (ctx) => {
        const { accountId } = ctx.actor
        const about = accountId && { accountId, sittingId: ctx.params.id }
        const items = about && (await ownStandings(parts.kernel.db, about, parts.vault))
        return items ? json({ account: accountId, items }) : notFound()
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/sittings/items/:itemId/sheet',
      permission: 'sheet.write',
      audit: 'sheet.saved',
      summary: 'Save or seal the own score sheet of an item; the same key sent again changes nothing',
      params: z.object({ itemId: z.uuid() }),
      body: SaveBody,
      handler: async (ctx) => {
        const { seal, account, ...body } = ctx.body
        if (account && account !== ctx.actor.accountId) return problems([{ code: 'sheet-of-another' }], 401)
        const input = { ...body, itemId: ctx.params.itemId }
        const done = await ctx.run((inner) => saveSheet(inner, input, parts.deps, parts.vault, { seal }))
        if (done.ok) return json(done.value)
        return problems(done.problems, statusOf(done.problems))
      },
    }),
  ]
}

const here = (ctx: Ctx) =>
  localPath(ctx.lang, `/lam-viec/phien-hop/${ctx.params.id}/cham/${ctx.params.itemId}`)

function statusOf(found: readonly Problem[]): number {
  if (found.some((problem) => problem.code === 'not-found')) return 404
  return found.some((problem) => problem.code === 'scoring-closed') ? 409 : 422
}

async function takeSheet(parts: Parts, ctx: Ctx) {
  const desk = await deskOf(parts.kernel.db, { ...ctx, itemId: ctx.params.itemId }, parts.deps)
  if (!desk) return notFound()
  const number = (name: string) => Number.parseInt(fieldText(ctx.form, name), 10) || 0
  const account = fieldText(ctx.form, 'account')
  // Typed by whoever was signed in here before: neither kept nor shown to the one who is now.
  if (account && account !== ctx.actor.accountId) return showSheet(parts, ctx, [{ code: 'sheet-of-another' }])
  const content = readSheetForm(desk.compiled, ctx.form)
  const key = fieldText(ctx.form, 'key')
  const input = {
    itemId: ctx.params.itemId,
    key: z.uuid().safeParse(key).success ? key : randomUUID(),
    baseRevision: number('baseRevision'),
    round: number('round'),
    content,
    device: String(ctx.request.headers['user-agent'] ?? '').slice(0, 120) || null,
  }
  const seal = fieldText(ctx.form, 'do') === 'seal'
  if (seal && fieldText(ctx.form, 'confirm') !== 'yes')
    return showSheet(parts, ctx, [{ code: 'seal-not-confirmed', field: 'confirm' }], content)
  const done = await ctx.run((inner) => saveSheet(inner, input, parts.deps, parts.vault, { seal }))
  if (done.ok) return goTo(here(ctx))
  return showSheet(parts, ctx, done.problems, content)
}

async function showSheet(parts: Parts, ctx: Ctx, found: readonly Problem[] = [], typed?: unknown) {
  const { kernel, deps, vault } = parts
  const desk = await deskOf(kernel.db, { ...ctx, itemId: ctx.params.itemId }, deps)
  const view = desk && (await viewSitting(kernel.db, ctx, ctx.params.id, deps))
  const item = view?.items.find((one) => one.id === ctx.params.itemId)
  if (!desk || !view || !item) return notFound()
  ctx.subject('dossier', desk.dossierId)
  // Before the product is called its sheet would tell whose sample was which.
  const tasted = desk.phase === 'waiting' ? null : await readTasting(kernel.db, desk, vault)
  const stored = await ownSheet(kernel.db, desk, vault)
  const own = { ...stored, content: shownWithTasting(desk, stored.content, tasted) }
  const content = typedContent(desk, typed) ?? own.content
  const scored = scoreSheet(desk.compiled, content.answers, {
    bands: desk.bands,
    findings: content.findings,
  })
  if (!scored.ok) return problems(scored.problems)
  const before = own.round > 1 ? await ownSheet(kernel.db, desk, vault, own.round - 1) : null
  return show(
    <SheetPage
      ctx={ctx}
      view={view}
      item={item}
      desk={desk}
      own={own}
      content={content}
      score={scored.value}
      missing={unanswered(desk.compiled, content, scored.value)}
      tasted={tasted}
      before={before?.status === 'sealed' ? before.content : null}
      evidence={shownBeside(
        await sheetEvidence(kernel.db, desk.dossierId),
        view.rules,
        own.status === 'sealed',
      )}
      saveKey={randomUUID()}
      errors={errorsOf(found, ctx.lang)}
    />,
    { status: found.length > 0 ? 422 : 200 },
  )
}

/** What was typed and refused, as far as it can be shown again; impossible answers fall away, the rest stays. */
function typedContent(desk: Desk, typed: unknown): SheetContent | null {
  if (typed === undefined) return null
  const read = readContent(desk.compiled, typed, desk.bands)
  if (read.problems.length === 0) return read.content
  const { answers, ...rest } = typed as { answers: Record<string, unknown> } & SheetContent
  const possible = Object.fromEntries(
    Object.entries(answers).filter(
      ([code, answer]) =>
        readContent(desk.compiled, { answers: { [code]: answer } }, desk.bands).problems.length === 0,
    ),
  )
  return { ...rest, findings: [], answers: possible as SheetContent['answers'] }
}
