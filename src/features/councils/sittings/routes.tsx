import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import {
  fieldList,
  fieldText,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath, parseDay } from '../../../platform/i18n/index.ts'
import { readConflictLines } from '../conflicts/read.ts'
import { seatableAccounts, viewCouncil } from '../founding/councils.ts'
import { errorsOf } from '../founding/routes.tsx'
import type { Parts } from '../parts.ts'
import { roundTables } from '../sheets/table.ts'
import { act } from './act.ts'
import { addItems, codeSamples, planSitting, takeAttendance } from './agenda.ts'
import { loadSitting } from './load.ts'
import { AgendaPage } from './pages/agenda-page.tsx'
import { ItemPage } from './pages/item-page.tsx'
import { PlanPage } from './pages/plan-page.tsx'
import { SittingPage } from './pages/sitting-page.tsx'
import { openRounds, readNotes, waitingDossiers } from './queries.ts'
import { shuffled } from './shuffled.ts'
import { takeStep } from './steps.ts'
import { viewSitting } from './view.ts'

const params = z.object({ id: z.uuid() })
const itemParams = z.object({ id: z.uuid(), itemId: z.uuid() })
type SittingCtx = RequestContext<{ id: string }>
type ItemCtx = RequestContext<{ id: string; itemId: string }>

/** Planning, agenda, attendance and the steps of a sitting. */
export function sittingRoutes(parts: Parts): Route[] {
  const read = { permission: 'session.read', params } as const
  const run = { permission: 'session.run', params } as const
  return [
    page({
      path: '/lam-viec/hoi-dong/:id/lap-phien',
      ...run,
      audit: null,
      handler: (ctx) => showPlan(parts, ctx),
    }),
    form({
      path: '/lam-viec/hoi-dong/:id/lap-phien',
      ...run,
      audit: 'sitting.plan',
      handler: (ctx) => takePlan(parts, ctx),
    }),
    page({
      path: '/lam-viec/phien-hop/:id',
      ...read,
      audit: 'sitting.read',
      handler: (ctx) => showSitting(parts, ctx),
    }),
    page({
      path: '/lam-viec/phien-hop/:id/san-pham/:itemId',
      permission: 'session.read',
      params: itemParams,
      audit: 'sitting.read',
      handler: (ctx) => showItem(parts, ctx),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/buoc',
      permission: 'session.run',
      params,
      audit: 'sitting.step',
      handler: (ctx) => takeStepForm(parts, ctx),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/diem-danh',
      ...run,
      audit: 'sitting.attend',
      handler: (ctx) => takeAttendanceForm(parts, ctx),
    }),
    page({
      path: '/lam-viec/phien-hop/:id/chuong-trinh',
      ...run,
      audit: 'sitting.read',
      handler: (ctx) => showAgenda(parts, ctx),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/chuong-trinh',
      ...run,
      audit: 'sitting.add-item',
      handler: async (ctx) => {
        const dossierIds = fieldList(ctx.form, 'dossiers').filter((id) => z.uuid().safeParse(id).success)
        const done = await ctx.run((inner) =>
          addItems(inner, { sittingId: ctx.params.id, dossierIds }, parts.deps),
        )
        return done.ok ? goTo(pathOf(ctx, '/chuong-trinh')) : showAgenda(parts, ctx, done.problems)
      },
    }),
    form({
      path: '/lam-viec/phien-hop/:id/thu-tu',
      ...run,
      audit: 'sitting.order-items',
      handler: (ctx) => takeOrder(parts, ctx),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/ma-mau',
      ...run,
      audit: 'sitting.code-sample',
      handler: async (ctx) => {
        const done = await ctx.run((inner) => codeSamples(inner, ctx.params.id, parts.deps, shuffled))
        return done.ok ? goTo(pathOf(ctx, '/chuong-trinh')) : showAgenda(parts, ctx, done.problems)
      },
    }),
  ]
}

const pathOf = (ctx: SittingCtx, rest = '') =>
  localPath(ctx.lang, `/lam-viec/phien-hop/${ctx.params.id}${rest}`)

const statusOf = (found: readonly Problem[]) =>
  found.some((problem) => problem.code === 'forbidden') ? 403 : found.length > 0 ? 422 : 200

async function showPlan(parts: Parts, ctx: SittingCtx, found: readonly Problem[] = []) {
  const view = await viewCouncil(parts.kernel.db, ctx, ctx.params.id)
  if (!view?.may.plan) return notFound()
  return show(
    <PlanPage
      ctx={ctx}
      council={view.council}
      rounds={await openRounds(parts.kernel.db, view.council)}
      errors={errorsOf(found, ctx.lang)}
      typed={found.length > 0 ? ctx.form.fields : {}}
    />,
    { status: statusOf(found) },
  )
}

async function takePlan(parts: Parts, ctx: SittingCtx) {
  const heldOn = parseDay(fieldText(ctx.form, 'heldOn'))
  if (!heldOn) return showPlan(parts, ctx, [{ code: 'day-invalid', field: 'heldOn' }])
  const round = fieldText(ctx.form, 'round')
  const mode = fieldText(ctx.form, 'mode') === 'written-opinion' ? 'written-opinion' : 'meeting'
  const input = {
    councilId: ctx.params.id,
    roundId: z.uuid().safeParse(round).success ? round : null,
    mode,
    heldOn,
    venue: fieldText(ctx.form, 'venue') || null,
    deadline: parseDay(fieldText(ctx.form, 'deadline')),
  } as const
  const done = await ctx.run((inner) => planSitting(inner, input, parts.deps, parts.vault))
  if (!done.ok) return showPlan(parts, ctx, done.problems)
  return goTo(localPath(ctx.lang, `/lam-viec/phien-hop/${done.value.sittingId}/chuong-trinh`))
}

export async function showSitting(parts: Parts, ctx: SittingCtx, found: readonly Problem[] = []) {
  const { kernel, deps } = parts
  const view = await viewSitting(kernel.db, ctx, ctx.params.id, deps)
  if (!view) return notFound()
  ctx.subject('sitting', view.id)
  const keeps = view.may.run || view.may.phase
  const lines = keeps ? await readConflictLines(kernel.db, ctx, view.id) : []
  return show(
    <SittingPage
      ctx={ctx}
      view={view}
      undecided={lines.filter((line) => line.standing === 'undecided').length}
      errors={errorsOf(found, ctx.lang)}
      typed={found.length > 0 ? ctx.form.fields : {}}
    />,
    { status: statusOf(found) },
  )
}

async function showItem(parts: Parts, ctx: ItemCtx, found: readonly Problem[] = []) {
  const { kernel, deps, vault } = parts
  const view = await viewSitting(kernel.db, ctx, ctx.params.id, deps)
  const item = view?.items.find((one) => one.id === ctx.params.itemId)
  const loaded = item && (await loadSitting(kernel.db, ctx.params.id, deps))
  if (!view || !item || !loaded) return notFound()
  ctx.subject('dossier', item.dossierId)
  const dossier = await kernel.db
    .selectFrom('dossier')
    .select(['regime', 'set_no as setNo'])
    .where('id', '=', item.dossierId)
    .executeTakeFirstOrThrow()
  return show(
    <ItemPage
      ctx={ctx}
      view={view}
      item={item}
      tables={await roundTables(kernel.db, ctx, loaded, item.id, dossier, deps, vault)}
      notes={await readNotes(kernel.db, view.id, item.id)}
      errors={errorsOf(found, ctx.lang)}
      typed={found.length > 0 ? ctx.form.fields : {}}
    />,
    { status: statusOf(found) },
  )
}

async function takeStepForm(parts: Parts, ctx: SittingCtx) {
  const text = (name: string) => fieldText(ctx.form, name)
  const itemId = z.uuid().safeParse(text('itemId')).success ? text('itemId') : ''
  const ask = {
    step: text('step'),
    itemId,
    reason: text('reason'),
    text: text('text'),
    heldOn: parseDay(text('heldOn')),
    venue: text('venue'),
  }
  const done = await ctx.run((inner) => takeStep(inner, ctx.params.id, ask, parts))
  const onItem = text('from') === 'item' && itemId !== ''
  const onAgenda = text('from') === 'agenda'
  if (done.ok) return goTo(pathOf(ctx, onItem ? `/san-pham/${itemId}` : onAgenda ? '/chuong-trinh' : ''))
  if (done.problems.some((problem) => problem.code === 'not-found')) return notFound()
  if (onAgenda) return showAgenda(parts, ctx, done.problems)
  return onItem
    ? showItem(parts, { ...ctx, params: { ...ctx.params, itemId } }, done.problems)
    : showSitting(parts, ctx, done.problems)
}

async function takeAttendanceForm(parts: Parts, ctx: SittingCtx) {
  const view = await viewSitting(parts.kernel.db, ctx, ctx.params.id, parts.deps)
  if (!view) return notFound()
  const all = fieldText(ctx.form, 'do') === 'all'
  const delegate = fieldText(ctx.form, 'delegatedTo') || null
  const entries = view.members.flatMap((member) => {
    const said = fieldText(ctx.form, `present.${member.id}`)
    if (!all && said === '') return []
    const delegatedTo = member.role === 'chair' ? delegate : null
    return [{ memberId: member.id, present: all || said === 'yes', delegatedTo }]
  })
  const done = await ctx.run((inner) => takeAttendance(inner, ctx.params.id, entries, parts.deps))
  return done.ok ? goTo(pathOf(ctx, '#diem-danh')) : showSitting(parts, ctx, done.problems)
}

export async function showAgenda(parts: Parts, ctx: SittingCtx, found: readonly Problem[] = []) {
  const view = await viewSitting(parts.kernel.db, ctx, ctx.params.id, parts.deps)
  if (!view?.may.run && !view?.may.phase) return notFound()
  return show(
    <AgendaPage
      ctx={ctx}
      view={view}
      waiting={await waitingDossiers(parts.kernel.db, ctx, view.id)}
      accounts={await seatableAccounts(parts.kernel.db)}
      typed={found.length > 0 && 'form' in ctx ? ctx.form.fields : {}}
      errors={errorsOf(found, ctx.lang)}
    />,
    { status: statusOf(found) },
  )
}

/** Moves one item by one place among those the keeper sees; what is hidden from the keeper keeps its place. */
async function takeOrder(parts: Parts, ctx: SittingCtx) {
  const itemId = fieldText(ctx.form, 'itemId')
  const by = fieldText(ctx.form, 'by') === '-1' ? -1 : 1
  const view = await viewSitting(parts.kernel.db, ctx, ctx.params.id, parts.deps)
  const at = view?.items.findIndex((item) => item.id === itemId) ?? -1
  const neighbour = view?.items[at + by]
  if (at < 0 || !neighbour) return goTo(pathOf(ctx, '/chuong-trinh'))
  const done = await ctx.run(async (inner) => {
    const loaded = await loadSitting(inner.db, ctx.params.id, parts.deps, { lock: true })
    const itemIds = (loaded?.state.items ?? []).map((item) => item.id)
    const [from, to] = [itemIds.indexOf(itemId), itemIds.indexOf(neighbour.id)]
    ;[itemIds[from], itemIds[to]] = [itemIds[to]!, itemIds[from]!]
    return act(inner, ctx.params.id, { action: 'order-items', detail: { itemIds } }, parts.deps)
  })
  return done.ok ? goTo(pathOf(ctx, '/chuong-trinh')) : showAgenda(parts, ctx, done.problems)
}
